"""The bot does the business scan in an advisor's conversation, and gives it back."""

import pytest

from advice.content import load_content
from apps.settings import ROOT
from conversations.conversation import Turn
from conversations.fakes import ScriptedEngine
from conversations.handoffs import Handoff
from conversations.messages import Author, Reply
from conversations.stage import Stage
from gateway.turn import TakeTurn
from gateway.work import LEASE
from handoff.advisors import Advisor
from handoff.lending import NOT_NOW, START_SCAN
from handoff.moves import IsLent, Moves, NotYours
from storage.store import SqlStore
from tests.handoff.people import advisor, finished_scan, handoff, says, stage, texts, waiting, wish
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
MOVES = Moves(CONTENT)


class Lent:
    """A conversation that Anna has, and in which she lets the bot do the scan."""

    def __init__(self, store: SqlStore, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.engine = ScriptedEngine(self._bot_says)
        self.anna: Advisor
        self.wish: Handoff

    async def begin(self) -> None:
        self.anna = await advisor(self.store, self.clock, "Anna")
        self.wish = await waiting(self.store, self.clock)
        async with self.store.transaction() as work:
            await MOVES.take(work, self.wish.id, self.anna, self.clock())
            await MOVES.lend(work, self.wish.id, self.anna, self.clock())

    def _bot_says(self, turn: Turn) -> list[Reply]:
        if turn.text == "mens":
            return [Reply("Ik zoek een adviseur", handoff=wish(self.clock))]
        is_last = turn.text == "laatste antwoord"
        return [Reply("vraag", scan=finished_scan(self.clock) if is_last else None)]

    async def hears(self, text: str, payload: str | None = None) -> None:
        """Let the entrepreneur say something, and a worker take the turn."""
        await says(self.store, self.clock, self.wish.conversation, text, payload)
        take = TakeTurn(
            "w",
            store=self.store,
            engine=self.engine,
            clock=self.clock,
            apology=Reply("storing"),
            moves=MOVES,
        )
        async with self.store.transaction() as work:
            now = self.clock()
            (turn,) = await work.claim("w", now=now, until=now + LEASE, limit=1)
        await take(turn)

    async def stage(self) -> Stage:
        return await stage(self.store, self.wish.conversation)

    async def told(self) -> str:
        return (await texts(self.store, self.wish.conversation, Author.SYSTEM))[-1]


@pytest.fixture
async def lent(store: SqlStore, clock: HandClock) -> Lent:
    lent = Lent(store, clock)
    await lent.begin()
    return lent


async def test_the_bot_offers_the_scan_and_the_advisor_still_has_the_request(lent: Lent) -> None:
    async with lent.store.reading() as work:
        offered = [
            await work.offered(lent.wish.conversation, payload) for payload in (START_SCAN, NOT_NOW)
        ]

    kept = await handoff(lent.store, lent.wish.id)
    assert offered == ["De bedrijfsscan doen", "Liever verder praten"]
    assert (kept.advisor, kept.is_lent, await lent.stage()) == (lent.anna.id, True, Stage.BOT)


async def test_the_bot_asks_and_the_advisor_cannot_talk_through_it(lent: Lent) -> None:
    await lent.hears("De bedrijfsscan doen", START_SCAN)

    with pytest.raises(IsLent):
        async with lent.store.transaction() as work:
            await MOVES.write(
                work, lent.wish.id, lent.anna, lent.wish.id, "Lukt het?", lent.clock()
            )
    assert [turn.payload for turn in lent.engine.asked] == [START_SCAN]


async def test_with_the_outcome_the_advisor_is_back(lent: Lent) -> None:
    await lent.hears("De bedrijfsscan doen", START_SCAN)
    await lent.hears("laatste antwoord")

    assert await lent.stage() is Stage.ADVISOR
    assert await lent.told() == "U praat weer met Anna."


async def test_who_does_not_want_the_scan_goes_on_with_the_advisor(lent: Lent) -> None:
    await lent.hears("Liever verder praten", NOT_NOW)

    assert (await lent.stage(), lent.engine.asked) == (Stage.ADVISOR, [])


async def test_who_asks_for_a_person_in_the_scan_gets_the_same_advisor(lent: Lent) -> None:
    await lent.hears("mens")

    kept = await handoff(lent.store, lent.wish.id)
    assert (kept.advisor, await lent.stage()) == (lent.anna.id, Stage.ADVISOR)


async def test_the_advisor_takes_the_conversation_back_when_it_takes_too_long(lent: Lent) -> None:
    async with lent.store.transaction() as work:
        await MOVES.take(work, lent.wish.id, lent.anna, lent.clock())

    assert await lent.stage() is Stage.ADVISOR
    assert await lent.told() == "U praat weer met Anna."


async def test_the_button_pressed_late_changes_nothing(lent: Lent) -> None:
    await lent.hears("laatste antwoord")
    before = await texts(lent.store, lent.wish.conversation)

    await lent.hears("Liever verder praten", NOT_NOW)

    after = await texts(lent.store, lent.wish.conversation)
    assert (await lent.stage(), after) == (Stage.ADVISOR, [*before, "Liever verder praten"])


async def test_only_who_has_it_lets_the_bot_do_the_scan(store: SqlStore, clock: HandClock) -> None:
    anna, bert = await advisor(store, clock, "Anna"), await advisor(store, clock, "Bert")
    wanted = await waiting(store, clock)
    async with store.transaction() as work:
        await MOVES.take(work, wanted.id, anna, clock())

    with pytest.raises(NotYours):
        async with store.transaction() as work:
            await MOVES.lend(work, wanted.id, bert, clock())
