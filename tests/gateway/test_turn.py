"""A message is answered exactly once, or kept until it can be."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from advice.content import load_content
from apps.settings import ROOT
from conversations.conversation import Conversation, View
from conversations.fakes import ScriptedEngine
from conversations.messages import Author, Button, Inbound, Kind, Meta, Reply
from conversations.ports import EngineFailed, EngineTooSlow, EngineUnavailable
from conversations.stage import Stage
from gateway.receive import NotOffered, TooManyWaiting, open_conversation, receive
from gateway.turn import TakeTurn
from gateway.work import Worker
from handoff.moves import Moves
from kit.clock import utc_now
from storage.database import Database
from storage.store import SqlStore
from tests.handoff import people
from tests.support.time import HandClock

GREETING = Reply("Ik ben een digitale assistent.", meta=Meta(Kind.GREETING))
MOVES = Moves(load_content(ROOT / "data"))
APOLOGY = Reply("Het spijt ons.", meta=Meta(Kind.OUTAGE))
LEASE = timedelta(seconds=12)


@dataclass(frozen=True)
class Talk:
    """One conversation, with the worker and the engine behind it."""

    store: SqlStore
    clock: HandClock
    engine: ScriptedEngine
    conversation: Conversation

    async def say(self, text: str, id: str | None = None) -> int:
        """Let the entrepreneur say something."""
        return await self._receive(id or uuid4().hex, text=text)

    async def click(self, payload: str) -> int:
        """Let the entrepreneur press a button."""
        return await self._receive(uuid4().hex, payload=payload)

    async def work(self, worker: str = "w") -> None:
        """Let a worker claim what is due and take it."""
        async with self.store.transaction() as work:
            now = self.clock()
            turns = await work.claim(worker, now=now, until=now + LEASE, limit=10)
        for turn in turns:
            await self.take_turn(worker)(turn)

    def take_turn(self, worker: str = "w") -> TakeTurn:
        """Return what a worker does with a turn."""
        return TakeTurn(
            worker,
            store=self.store,
            engine=self.engine,
            clock=self.clock,
            apology=APOLOGY,
            moves=MOVES,
        )

    async def view(self) -> View:
        """Return the whole conversation."""
        return await _view(self.store, self.conversation.id)

    async def said(self) -> list[tuple[Kind, str]]:
        """Return what the bot said after the greeting."""
        messages = (await self.view()).messages
        return [(m.meta.kind, m.text) for m in messages if m.author is Author.BOT][1:]

    async def _receive(
        self, id: str, *, text: str | None = None, payload: str | None = None
    ) -> int:
        return await receive(
            self.conversation,
            id,
            text=text,
            payload=payload,
            store=self.store,
            clock=self.clock,
        )


@pytest.fixture
async def talk(store: SqlStore, clock: HandClock) -> Talk:
    opened = await open_conversation("web", GREETING, store=store, clock=clock)
    async with store.reading() as work:
        conversation = await work.conversation(opened.id)
    return Talk(store, clock, ScriptedEngine(), conversation)


async def test_a_conversation_opens_with_the_digital_assistant_saying_what_it_is(
    talk: Talk,
) -> None:
    (first,) = (await talk.view()).messages

    assert (first.author, first.meta.kind) == (Author.BOT, Kind.GREETING)


async def test_the_same_message_twice_is_one_message(talk: Talk) -> None:
    first = await talk.say("hoi", id="m1")
    second = await talk.say("hoi", id="m1")

    assert first == second
    assert (await talk.view()).pending == 1


async def test_the_same_message_sent_many_times_at_one_moment_is_one_message(talk: Talk) -> None:
    seqs = await asyncio.gather(*(talk.say("hoi", id="m1") for _ in range(8)))

    assert set(seqs) == {2}
    assert (await talk.view()).pending == 1


async def test_an_answer_comes_with_the_state_for_the_next_turn(talk: Talk) -> None:
    await talk.say("een")
    await talk.say("twee")

    await talk.work()
    await talk.work()

    view = await talk.view()
    assert [m.text for m in view.messages[1:]] == ["een", "twee", "U zei: een", "U zei: twee"]
    assert [turn.state for turn in talk.engine.asked] == [None, b"1"]
    assert view.pending == 0


async def test_a_button_shows_its_title_and_sends_its_payload(talk: Talk) -> None:
    buttons = (Button("Hoeveel?", "/regeling_hoeveel"),)
    talk.engine.say = lambda _turn: [Reply("Dit is de WBSO.", buttons)]
    await talk.say("wbso")
    await talk.work()

    await talk.click("/regeling_hoeveel")
    await talk.work()

    assert talk.engine.asked[-1].payload == "/regeling_hoeveel"
    assert (await talk.view()).messages[-2].text == "Hoeveel?"


async def test_a_payload_that_nobody_offered_is_refused(talk: Talk) -> None:
    with pytest.raises(NotOffered):
        await talk.click("/restart")


async def test_a_typed_payload_is_plain_text(talk: Talk) -> None:
    await talk.say('/regeling_wat{"regeling": "wbso"}')
    await talk.work()

    (asked,) = talk.engine.asked
    assert (asked.payload, asked.text[0]) == (None, "/")


async def test_nobody_can_let_thousands_of_turns_wait(talk: Talk) -> None:
    async with talk.store.transaction() as work:
        for number in range(500):
            await work.receive(talk.conversation.id, Inbound(f"m{number}", "hoi"), talk.clock())

    with pytest.raises(TooManyWaiting):
        await talk.say("nog een")


@pytest.mark.parametrize("stage", [Stage.WAITING, Stage.ADVISOR])
async def test_while_a_person_has_the_conversation_the_engine_is_not_called(
    store: SqlStore, clock: HandClock, stage: Stage
) -> None:
    conversation = Conversation(uuid4(), "web", b"", stage, clock())
    talk = Talk(store, clock, ScriptedEngine(), conversation)
    async with store.transaction() as work:
        await work.open(conversation)
    await talk.say("bent u er nog?")

    await talk.work()

    view = await talk.view()
    assert (talk.engine.asked, len(view.messages), view.pending) == ([], 1, 0)


@pytest.mark.parametrize("is_taken", [False, True])
async def test_who_would_rather_have_an_appointment_waits_no_more_unless_somebody_is_there(
    store: SqlStore, clock: HandClock, *, is_taken: bool
) -> None:
    handoff = await people.waiting(store, clock)
    offer = Reply("Er is niemand vrij.", (Button("Een afspraak maken", "/book_appointment"),))
    async with store.transaction() as work:
        await work.say(handoff.conversation, [offer], clock())
        conversation = await work.conversation(handoff.conversation)
    talk = Talk(store, clock, ScriptedEngine(), conversation)
    await talk.click("/book_appointment")
    if is_taken:
        anna = await people.advisor(store, clock, "Anna")
        async with store.transaction() as work:
            await MOVES.take(work, handoff.id, anna, clock())

    await talk.work()

    async with store.reading() as work:
        after = await work.handoff(handoff.id)
    said = [message.text for message in (await talk.view()).messages]
    assert after.is_open is is_taken
    assert any("u wacht niet meer" in text for text in said) is not is_taken
    assert bool(talk.engine.asked) is not is_taken


async def test_a_hitch_of_a_second_is_made_up_for_without_an_apology(talk: Talk) -> None:
    talk.engine.failures = [EngineUnavailable()]
    await talk.say("hoi")

    await talk.work()
    talk.clock.forward(1)
    await talk.work()

    assert await talk.said() == [(Kind.OTHER, "U zei: hoi")]


async def test_while_the_engine_is_away_one_apology_comes_and_later_one_answer(
    talk: Talk,
) -> None:
    talk.engine.failures = [EngineUnavailable() for _ in range(40)]
    await talk.say("hoi")
    for _ in range(41):
        await talk.work()
        talk.clock.forward(15)

    assert await talk.said() == [(Kind.OUTAGE, APOLOGY.text), (Kind.OTHER, "U zei: hoi")]
    assert (await talk.view()).pending == 0


async def test_who_waited_eight_seconds_gets_the_apology_at_once(talk: Talk) -> None:
    talk.engine.failures = [EngineTooSlow()]
    await talk.say("hoi")

    await talk.work()

    assert await talk.said() == [(Kind.OUTAGE, APOLOGY.text)]
    assert (await talk.view()).pending == 1


async def test_a_message_over_which_the_engine_always_breaks_does_not_block_the_next(
    talk: Talk,
) -> None:
    talk.engine.failures = [EngineFailed() for _ in range(6)]
    await talk.say("kapot")
    await talk.say("heel")
    for _ in range(7):
        await talk.work()
        talk.clock.forward(15)

    assert await talk.said() == [(Kind.OUTAGE, APOLOGY.text), (Kind.OTHER, "U zei: heel")]


async def test_an_answer_to_an_erased_conversation_goes_nowhere(talk: Talk) -> None:
    await talk.say("hoi")
    async with talk.store.transaction() as work:
        (turn,) = await work.claim("w", now=talk.clock(), until=talk.clock(), limit=1)
        await work.erase(talk.conversation.id)

    await talk.take_turn()(turn)

    async with talk.store.reading() as work:
        assert (await work.backlog(talk.clock())).conversations == 0


async def test_two_workers_with_the_same_turn_answer_once(talk: Talk) -> None:
    """A worker that hung longer than its lease comes back with an answer nobody needs any more."""
    await talk.say("hoi")
    turns = []
    for worker in ("hung", "fresh"):
        async with talk.store.transaction() as work:
            (turn,) = await work.claim(worker, now=talk.clock(), until=talk.clock(), limit=1)
        turns.append((worker, turn))

    for worker, turn in reversed(turns):
        await talk.take_turn(worker)(turn)

    assert await talk.said() == [(Kind.OTHER, "U zei: hoi")]


@pytest.fixture
async def _two_workers(talk: Talk, database: Database) -> AsyncIterator[None]:
    """Two workers at work on the same database."""
    talk.engine.seconds = 0.002
    news = [database.news() for _ in range(2)]
    workers = [
        Worker(name, store=talk.store, news=heard, clock=utc_now, take_turn=talk.take_turn(name))
        for name, heard in zip(("w1", "w2"), news, strict=True)
    ]
    running = [asyncio.create_task(worker.run()) for worker in workers]
    yield
    for task in running:
        task.cancel()
    await asyncio.wait(running)
    for heard in news:
        await heard.close()


@pytest.mark.usefixtures("_two_workers")
async def test_two_workers_answer_many_conversations_each_in_its_own_order(
    store: SqlStore,
) -> None:
    opened = [
        await open_conversation("web", GREETING, store=store, clock=utc_now) for _ in range(6)
    ]
    for number in range(5):
        for one in opened:
            async with store.transaction() as work:
                await work.receive(one.id, Inbound(f"{one.id}{number}", f"{number}"), utc_now())

    async with asyncio.timeout(20):
        while any([(await _view(store, one.id)).pending for one in opened]):
            await asyncio.sleep(0.02)

    for one in opened:
        said = [m.text for m in (await _view(store, one.id)).messages if m.author is Author.BOT]
        assert said[1:] == [f"U zei: {number}" for number in range(5)]


async def _view(store: SqlStore, conversation: UUID) -> View:
    async with store.reading() as work:
        return await work.view(conversation, after=0)
