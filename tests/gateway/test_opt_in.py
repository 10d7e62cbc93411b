"""Who finished a scan on a phone is asked once what to hear of later, and what they say is kept."""

from uuid import UUID, uuid4

import pytest
from msgspec import structs

from advice.content import Content, load_content
from conversations.contacts import Contact
from conversations.conversation import Conversation
from conversations.fakes import ScriptedEngine
from conversations.messages import Button, Inbound, Kind, Message, Meta, Reply
from conversations.stage import Stage
from gateway.turn import TakeTurn
from handoff.inviting import Person
from handoff.moves import Moves
from storage.store import SqlStore
from tests.advice.folder import Folder
from tests.handoff.people import finished_scan, wish
from tests.support.inviting import World
from tests.support.time import HandClock

ADDRESS = "4711"
ABOUT_PRUNING = "Wilt u later iets horen over snoeien? Met STOP stopt u altijd."
ABOUT_PLANTING = "Wilt u later iets horen over de plantdag? Met STOP stopt u altijd."
APOLOGY = Reply("Het spijt ons.", meta=Meta(Kind.OUTAGE))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return load_content(Folder(tmp_path_factory.mktemp("content") / "data").path)


class Talk:
    """Somebody who talks with the bot; "klaar" ends the scan."""

    def __init__(self, store: SqlStore, clock: HandClock, content: Content) -> None:
        self.store, self.clock = store, clock
        self.moves = Moves(content)
        self.conversation: UUID

    async def begin(self, channel: str) -> None:
        head = Conversation(uuid4(), channel, b"", Stage.BOT, self.clock())
        self.conversation = head.id
        async with self.store.transaction() as work:
            await work.open(head)
            if channel != "web":
                await work.meet(Contact(channel, ADDRESS, head.id, self.clock()))

    def _bot_says(self, turn: object) -> list[Reply]:
        scan = structs.replace(finished_scan(self.clock), answers={"gemeente": "urk"})
        match turn.text:  # type: ignore[attr-defined]
            case "klaar":
                return [Reply("Uw uitkomst", meta=Meta(Kind.SCAN_RESULT), scan=scan)]
            case "toestemming terug":
                return [Reply("Goed.", meta=Meta(Kind.PRIVACY), scan=scan)]
            case "klaar en een mens":
                asked = Reply("Ik zoek iemand", handoff=wish(self.clock))
                return [Reply("Uit", meta=Meta(Kind.SCAN_RESULT), scan=scan), asked]
        return [Reply("antwoord")]

    async def says(self, text: str, payload: str | None = None) -> None:
        async with self.store.transaction() as work:
            said = Inbound(uuid4().hex, text, payload)
            await work.receive(self.conversation, said, self.clock())
            turns = await work.claim("w", now=self.clock(), until=self.clock(), limit=5)
        take_turn = TakeTurn(
            "w",
            store=self.store,
            engine=ScriptedEngine(self._bot_says),
            clock=self.clock,
            apology=APOLOGY,
            moves=self.moves,
        )
        for turn in turns:
            await take_turn(turn)

    async def presses(self, title: str, on: str) -> None:
        """Press a button under a message."""
        buttons = {one.title: one for one in (await self._said(on)).buttons}
        button: Button = buttons[title]
        await self.says(button.title, button.payload)

    async def _said(self, text: str) -> Message:
        async with self.store.reading() as work:
            view = await work.view(self.conversation, 0)
        return next(one for one in view.messages if one.text == text)

    async def texts(self) -> list[str]:
        async with self.store.reading() as work:
            view = await work.view(self.conversation, 0)
        return [one.text for one in view.messages]

    async def wishes(self, subject: str = "snoeien") -> list[Person]:
        async with self.store.reading() as work:
            return list(await work.who_opted_in(subject))


@pytest.fixture
async def talk(store: SqlStore, clock: HandClock, content: Content) -> Talk:
    made = Talk(store, clock, content)
    await made.begin("telegram")
    return made


async def test_after_the_outcome_of_a_scan_it_is_asked(talk: Talk) -> None:
    await talk.says("klaar")

    assert (await talk.texts())[-1] == ABOUT_PRUNING
    assert not await talk.wishes()


async def test_it_is_asked_once_in_a_conversation(talk: Talk) -> None:
    await talk.says("klaar")
    await talk.says("klaar")

    assert (await talk.texts()).count(ABOUT_PRUNING) == 1


async def test_a_yes_is_kept_with_what_proves_it(talk: Talk, clock: HandClock) -> None:
    await talk.says("klaar")
    clock.forward(60)

    await talk.presses("Ja, graag", ABOUT_PRUNING)

    (one,) = await talk.wishes()
    kept = (one.wish.channel, one.wish.address, one.wish.version, one.wish.at)
    assert kept == ("telegram", ADDRESS, 2, clock())
    assert one.wish.municipality == "urk"


async def test_after_a_yes_the_next_subject_is_asked_and_after_a_no_nothing(talk: Talk) -> None:
    await talk.says("klaar")
    await talk.presses("Ja, graag", ABOUT_PRUNING)
    assert (await talk.texts())[-2:] == ["Dank u, over snoeien.", ABOUT_PLANTING]

    await talk.presses("Nee, dank u", ABOUT_PLANTING)

    assert (await talk.texts())[-1] == "Goed, dan niet."
    assert (len(await talk.wishes()), await talk.wishes("plantdag")) == (1, [])


async def test_a_no_after_a_yes_takes_it_back(talk: Talk) -> None:
    await talk.says("klaar")
    await talk.presses("Ja, graag", ABOUT_PRUNING)

    await talk.presses("Nee, dank u", ABOUT_PRUNING)

    assert not await talk.wishes()


async def test_yes_twice_is_one_wish_and_asks_nothing_twice(talk: Talk) -> None:
    await talk.says("klaar")
    await talk.presses("Ja, graag", ABOUT_PRUNING)
    await talk.presses("Ja, graag", ABOUT_PRUNING)

    assert len(await talk.wishes()) == 1
    assert (await talk.texts()).count(ABOUT_PLANTING) == 1


async def test_on_the_website_nobody_is_asked(talk: Talk) -> None:
    await talk.begin("web")

    await talk.says("klaar")

    assert (await talk.texts())[-1] == "Uw uitkomst"


@pytest.mark.parametrize("text", ["hoi", "toestemming terug", "klaar en een mens"])
async def test_it_is_not_asked_at_another_moment(talk: Talk, text: str) -> None:
    await talk.says(text)

    assert ABOUT_PRUNING not in await talk.texts()


async def test_who_presses_while_a_person_has_the_conversation_is_heard_too(talk: Talk) -> None:
    await talk.says("klaar")
    async with talk.store.transaction() as work:
        await work.move(talk.conversation, Stage.BOT, Stage.WAITING)

    await talk.presses("Ja, graag", ABOUT_PRUNING)

    assert len(await talk.wishes()) == 1


async def test_a_wish_outlives_the_conversation_and_goes_with_stop(
    talk: Talk, world: World
) -> None:
    await talk.says("klaar")
    await talk.presses("Ja, graag", ABOUT_PRUNING)
    await world.grows_too_old()
    assert len(await talk.wishes()) == 1

    await world.writes(ADDRESS, "STOP")

    assert not await talk.wishes()


async def test_who_erases_a_conversation_on_the_website_is_forgotten_elsewhere_too(
    talk: Talk,
) -> None:
    await talk.says("klaar")
    await talk.presses("Ja, graag", ABOUT_PRUNING)

    async with talk.store.transaction() as work:
        await work.erase(talk.conversation)

    assert not await talk.wishes()


async def test_erasing_all_forgets_what_one_wanted(talk: Talk, world: World) -> None:
    await talk.says("klaar")
    await talk.presses("Ja, graag", ABOUT_PRUNING)

    await world.writes(ADDRESS, "VERWIJDER")
    await world.writes(ADDRESS, "JA VERWIJDER")

    assert not await talk.wishes()


@pytest.fixture
def world(talk: Talk, content: Content, database: object) -> World:
    return World(talk.store, database, content, talk.clock)  # type: ignore[arg-type]
