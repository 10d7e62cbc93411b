"""A message is answered exactly once, or kept until it can be."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from conversations.conversation import Conversation, View
from conversations.fakes import ScriptedEngine
from conversations.messages import Author, Button, Inbound, Kind, Meta, Reply
from conversations.ports import EngineFailed, EngineTooSlow, EngineUnavailable
from conversations.stage import Stage
from gateway.receive import NotOffered, TooManyWaiting, open_conversation, receive
from gateway.turn import TakeTurn
from gateway.work import Worker
from kit.clock import utc_now
from storage.database import Database
from storage.store import SqlStore
from tests.support.time import HandClock

GREETING = Reply("Ik ben een digitale assistent.", meta=Meta(Kind.GREETING))
APOLOGY = Reply("Het spijt ons.", meta=Meta(Kind.OUTAGE))


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def take_turn(store: SqlStore, engine: ScriptedEngine, clock: HandClock) -> TakeTurn:
    return TakeTurn("w", store=store, engine=engine, clock=clock, apology=APOLOGY)


@pytest.fixture
async def conversation(store: SqlStore, clock: HandClock) -> Conversation:
    opened = await open_conversation("web", GREETING, store=store, clock=clock)
    async with store.reading() as work:
        return await work.conversation(opened.id)


async def test_a_conversation_opens_with_the_digital_assistant_saying_what_it_is(
    store: SqlStore, conversation: Conversation
) -> None:
    view = await _view(store, conversation.id)

    assert [(m.author, m.meta.kind) for m in view.messages] == [(Author.BOT, Kind.GREETING)]


async def test_the_same_message_twice_is_one_message(
    store: SqlStore, conversation: Conversation, clock: HandClock
) -> None:
    first = await _say(store, conversation, "hoi", clock, id="m1")
    second = await _say(store, conversation, "hoi", clock, id="m1")

    assert first == second
    assert (await _view(store, conversation.id)).pending == 1


async def test_the_same_message_sent_many_times_at_one_moment_is_one_message(
    store: SqlStore, conversation: Conversation, clock: HandClock
) -> None:
    seqs = await asyncio.gather(
        *(_say(store, conversation, "hoi", clock, id="m1") for _ in range(8))
    )

    assert set(seqs) == {2}
    assert (await _view(store, conversation.id)).pending == 1


async def test_an_answer_comes_with_the_state_for_the_next_turn(
    store: SqlStore,
    conversation: Conversation,
    clock: HandClock,
    take_turn: TakeTurn,
    engine: ScriptedEngine,
) -> None:
    await _say(store, conversation, "een", clock)
    await _say(store, conversation, "twee", clock)

    await _work(store, take_turn, clock)
    await _work(store, take_turn, clock)

    view = await _view(store, conversation.id)
    assert [m.text for m in view.messages[1:]] == ["een", "twee", "U zei: een", "U zei: twee"]
    assert [turn.state for turn in engine.asked] == [None, b"1"]
    assert view.pending == 0


async def test_a_button_shows_its_title_and_sends_its_payload(
    store: SqlStore, conversation: Conversation, clock: HandClock
) -> None:
    buttons = (Button("Hoeveel?", "/regeling_hoeveel"),)
    engine = ScriptedEngine(lambda _turn: [Reply("Dit is de WBSO.", buttons)])
    take_turn = TakeTurn("w", store=store, engine=engine, clock=clock, apology=APOLOGY)
    await _say(store, conversation, "wbso", clock)
    await _work(store, take_turn, clock)

    await receive(
        conversation, "m2", text=None, payload="/regeling_hoeveel", store=store, clock=clock
    )
    await _work(store, take_turn, clock)

    assert engine.asked[-1].payload == "/regeling_hoeveel"
    assert (await _view(store, conversation.id)).messages[-2].text == "Hoeveel?"


async def test_a_payload_that_nobody_offered_is_refused(
    store: SqlStore, conversation: Conversation, clock: HandClock
) -> None:
    with pytest.raises(NotOffered):
        await receive(conversation, "m", text=None, payload="/restart", store=store, clock=clock)


async def test_a_typed_payload_is_plain_text(
    store: SqlStore,
    conversation: Conversation,
    clock: HandClock,
    take_turn: TakeTurn,
    engine: ScriptedEngine,
) -> None:
    await _say(store, conversation, '/regeling_wat{"regeling": "wbso"}', clock)
    await _work(store, take_turn, clock)

    assert (engine.asked[0].payload, engine.asked[0].text[0]) == (None, "/")


async def test_nobody_can_let_thousands_of_turns_wait(
    store: SqlStore, conversation: Conversation, clock: HandClock
) -> None:
    async with store.transaction() as work:
        for number in range(500):
            await work.receive(conversation.id, Inbound(f"m{number}", "hoi"), clock())

    with pytest.raises(TooManyWaiting):
        await _say(store, conversation, "nog een", clock)


@pytest.mark.parametrize("stage", [Stage.WAITING, Stage.ADVISOR])
async def test_while_a_person_has_the_conversation_the_engine_is_not_called(
    store: SqlStore,
    clock: HandClock,
    take_turn: TakeTurn,
    engine: ScriptedEngine,
    stage: Stage,
) -> None:
    conversation = Conversation(uuid4(), "web", b"", stage, clock())
    async with store.transaction() as work:
        await work.open(conversation)
    await _say(store, conversation, "bent u er nog?", clock)

    await _work(store, take_turn, clock)

    view = await _view(store, conversation.id)
    assert (engine.asked, len(view.messages), view.pending) == ([], 1, 0)


async def test_a_hitch_of_a_second_is_made_up_for_without_an_apology(
    store: SqlStore,
    conversation: Conversation,
    clock: HandClock,
    take_turn: TakeTurn,
    engine: ScriptedEngine,
) -> None:
    engine.failures = [EngineUnavailable()]
    await _say(store, conversation, "hoi", clock)

    await _work(store, take_turn, clock)
    clock.forward(1)
    await _work(store, take_turn, clock)

    assert await _kinds(store, conversation) == [Kind.GREETING, Kind.OTHER]


async def test_while_the_engine_is_away_one_apology_comes_and_later_one_answer(
    store: SqlStore,
    conversation: Conversation,
    clock: HandClock,
    take_turn: TakeTurn,
    engine: ScriptedEngine,
) -> None:
    engine.failures = [EngineUnavailable() for _ in range(40)]
    await _say(store, conversation, "hoi", clock)
    for _ in range(41):
        await _work(store, take_turn, clock)
        clock.forward(15)

    view = await _view(store, conversation.id)
    assert await _kinds(store, conversation) == [Kind.GREETING, Kind.OUTAGE, Kind.OTHER]
    assert (view.messages[-1].text, view.pending) == ("U zei: hoi", 0)


async def test_who_waited_eight_seconds_gets_the_apology_at_once(
    store: SqlStore,
    conversation: Conversation,
    clock: HandClock,
    take_turn: TakeTurn,
    engine: ScriptedEngine,
) -> None:
    engine.failures = [EngineTooSlow()]
    await _say(store, conversation, "hoi", clock)

    await _work(store, take_turn, clock)

    view = await _view(store, conversation.id)
    assert (view.messages[-1].meta.kind, view.pending) == (Kind.OUTAGE, 1)


async def test_a_message_over_which_the_engine_always_breaks_does_not_block_the_next(
    store: SqlStore,
    conversation: Conversation,
    clock: HandClock,
    take_turn: TakeTurn,
    engine: ScriptedEngine,
) -> None:
    engine.failures = [EngineFailed() for _ in range(6)]
    await _say(store, conversation, "kapot", clock)
    await _say(store, conversation, "heel", clock)
    for _ in range(7):
        await _work(store, take_turn, clock)
        clock.forward(15)

    assert await _kinds(store, conversation) == [Kind.GREETING, Kind.OUTAGE, Kind.OTHER]
    assert (await _view(store, conversation.id)).messages[-1].text == "U zei: heel"


async def test_an_answer_to_an_erased_conversation_goes_nowhere(
    store: SqlStore, conversation: Conversation, clock: HandClock, take_turn: TakeTurn
) -> None:
    await _say(store, conversation, "hoi", clock)
    async with store.transaction() as work:
        (turn,) = await work.claim("w", now=clock(), until=clock(), limit=1)
        await work.erase(conversation.id)

    await take_turn(turn)

    async with store.reading() as work:
        assert (await work.backlog(clock())).conversations == 0


async def test_two_workers_with_the_same_turn_answer_once(
    store: SqlStore, conversation: Conversation, clock: HandClock, engine: ScriptedEngine
) -> None:
    """A worker that hung longer than its lease comes back with an answer nobody needs any more."""
    await _say(store, conversation, "hoi", clock)
    turns = []
    for worker in ("hung", "fresh"):
        async with store.transaction() as work:
            (turn,) = await work.claim(worker, now=clock(), until=clock(), limit=1)
        turns.append((worker, turn))

    for worker, turn in reversed(turns):
        take = TakeTurn(worker, store=store, engine=engine, clock=clock, apology=APOLOGY)
        await take(turn)

    assert await _kinds(store, conversation) == [Kind.GREETING, Kind.OTHER]


@pytest.fixture
async def _two_workers(store: SqlStore, database: Database) -> AsyncIterator[None]:
    """Two workers at work on the same database."""
    engine = ScriptedEngine()
    engine.seconds = 0.002
    news = [database.news() for _ in range(2)]
    running = [
        asyncio.create_task(
            Worker(
                name,
                store=store,
                news=news[number],
                clock=utc_now,
                take_turn=TakeTurn(
                    name, store=store, engine=engine, clock=utc_now, apology=APOLOGY
                ),
            ).run()
        )
        for number, name in enumerate(("w1", "w2"))
    ]
    yield
    for task in running:
        task.cancel()
    await asyncio.wait(running)
    for each in news:
        await each.close()


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


async def _say(
    store: SqlStore, conversation: Conversation, text: str, clock: HandClock, id: str | None = None
) -> int:
    return await receive(
        conversation, id or uuid4().hex, text=text, payload=None, store=store, clock=clock
    )


async def _work(store: SqlStore, take_turn: TakeTurn, clock: HandClock) -> None:
    """Let the worker claim what is due and take it."""
    async with store.transaction() as work:
        turns = await work.claim("w", now=clock(), until=clock() + timedelta(seconds=12), limit=10)
    for turn in turns:
        await take_turn(turn)


async def _view(store: SqlStore, conversation: UUID) -> View:
    async with store.reading() as work:
        return await work.view(conversation, after=0)


async def _kinds(store: SqlStore, conversation: Conversation) -> list[Kind]:
    view = await _view(store, conversation.id)
    return [m.meta.kind for m in view.messages if m.author is Author.BOT]
