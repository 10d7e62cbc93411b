"""The store keeps its promises, on SQLite and on PostgreSQL."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy.exc import IntegrityError

from conversations.conversation import Conversation, Turn
from conversations.messages import Author, Button, Inbound, Kind, Meta, Reply
from conversations.ports import UnknownConversation
from conversations.stage import Stage
from storage.database import Database
from storage.migrate import migrate, migration_config
from storage.store import SqlStore
from tests.support.time import HandClock

LEASE = timedelta(seconds=12)


async def test_a_conversation_is_read_back_as_it_was_said(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)
    reply = Reply(
        "Dag", (Button("Wat is de WBSO?", "/x"),), meta=Meta(Kind.SCHEME, ("wbso",), "wat")
    )

    async with store.transaction() as work:
        await work.receive(conversation, Inbound("a", "hoi"), clock())
        await work.say(conversation, [reply, Reply("Nog iets")], clock())

    async with store.reading() as work:
        view = await work.view(conversation, after=0)
    assert [(m.seq, m.author, m.text) for m in view.messages] == [
        (1, Author.ENTREPRENEUR, "hoi"),
        (2, Author.BOT, "Dag"),
        (3, Author.BOT, "Nog iets"),
    ]
    assert (view.messages[1].buttons, view.messages[1].meta) == (reply.buttons, reply.meta)
    assert view.messages[0].at == clock()
    assert (view.stage, view.pending) == (Stage.BOT, 1)


async def test_a_transaction_that_fails_leaves_no_trace(store: SqlStore, clock: HandClock) -> None:
    conversation = await _opened(store, clock)

    async def fail_half_way() -> None:
        async with store.transaction() as work:
            await work.receive(conversation, Inbound("a", "hoi"), clock())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_half_way()

    async with store.reading() as work:
        assert (await work.view(conversation, after=0)).messages == ()
        assert await work.pending(conversation) == 0


async def test_an_error_of_the_database_does_not_repeat_what_somebody_wrote(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)

    async def twice() -> None:
        async with store.transaction() as work:
            for _ in range(2):
                await work.receive(conversation, Inbound("a", "mijn geheim"), clock())

    with pytest.raises(IntegrityError) as error:
        await twice()
    assert "geheim" not in str(error.value)


async def test_messages_sent_side_by_side_get_places_without_gaps(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)

    seqs = await asyncio.gather(
        *(_receive(store, conversation, f"m{number}", clock) for number in range(20))
    )

    assert sorted(seqs) == list(range(1, 21))


async def test_of_one_conversation_only_the_oldest_turn_can_be_claimed(
    store: SqlStore, clock: HandClock
) -> None:
    one, other = await _opened(store, clock), await _opened(store, clock)
    for number in range(3):
        await _receive(store, one, f"a{number}", clock)
    await _receive(store, other, "b0", clock)

    first = await _claim(store, clock)
    second = await _claim(store, clock)

    assert {(turn.conversation, turn.seq) for turn in first} == {(one, 1), (other, 1)}
    assert second == []


async def test_a_finished_turn_makes_place_for_the_next_and_hands_on_its_state(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)
    await _receive(store, conversation, "a", clock)
    await _receive(store, conversation, "b", clock)
    (turn,) = await _claim(store, clock)

    async with store.transaction() as work:
        assert await work.finish(turn, "w", b'{"slots":{}}')

    (following,) = await _claim(store, clock)
    assert (following.seq, following.state) == (2, b'{"slots":{}}')


async def test_a_claim_that_ran_out_goes_to_another_and_its_first_owner_can_not_finish_it(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)
    await _receive(store, conversation, "a", clock)
    (lost,) = await _claim(store, clock, worker="killed")

    clock.forward(LEASE.total_seconds())
    (taken,) = await _claim(store, clock, worker="restarted")

    async with store.transaction() as work:
        assert not await work.finish(lost, "killed", b"{}")
    async with store.transaction() as work:
        assert await work.finish(taken, "restarted", b"{}")


async def test_the_same_worker_with_an_old_claim_can_not_finish_its_newer_one(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)
    await _receive(store, conversation, "a", clock)
    (old,) = await _claim(store, clock)
    clock.forward(LEASE.total_seconds())
    await _claim(store, clock)

    async with store.transaction() as work:
        assert not await work.finish(old, "w", b"{}")


async def test_twelve_workers_never_get_the_same_turn(store: SqlStore, clock: HandClock) -> None:
    for _ in range(10):
        await _receive(store, await _opened(store, clock), uuid4().hex, clock)

    claims = await asyncio.gather(
        *(_claim(store, clock, worker=f"w{number}", limit=2) for number in range(12))
    )

    jobs = [turn.job for turns in claims for turn in turns]
    assert len(jobs) == len(set(jobs)) == 10


async def test_a_postponed_turn_waits_and_holds_the_later_ones_back(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)
    await _receive(store, conversation, "a", clock)
    await _receive(store, conversation, "b", clock)
    (turn,) = await _claim(store, clock)

    async with store.transaction() as work:
        await work.postpone(turn, "w", until=clock() + timedelta(seconds=5))

    assert await _claim(store, clock) == []
    clock.forward(5)
    (again,) = await _claim(store, clock)
    assert (again.seq, again.attempt) == (1, 2)


async def test_a_turn_that_is_given_up_is_kept_and_blocks_nobody(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)
    await _receive(store, conversation, "a", clock)
    await _receive(store, conversation, "b", clock)
    (turn,) = await _claim(store, clock)

    async with store.transaction() as work:
        await work.give_up(turn, "w", at=clock())

    (following,) = await _claim(store, clock)
    assert following.seq == 2
    async with store.reading() as work:
        backlog = await work.backlog(clock())
    assert (backlog.waiting, backlog.given_up) == (1, 1)


async def test_an_erased_conversation_is_gone_with_all_that_belongs_to_it(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)
    await _receive(store, conversation, "a", clock)
    (turn,) = await _claim(store, clock)

    async with store.transaction() as work:
        await work.erase(conversation)
        await work.erase(conversation)

    async with store.transaction() as work:
        assert not await work.finish(turn, "w", b"{}")
        assert await work.seq_of("web", "a") is None
        with pytest.raises(UnknownConversation):
            await work.view(conversation, after=0)
        with pytest.raises(UnknownConversation):
            await work.receive(conversation, Inbound("b", "hoi"), clock())


async def test_only_conversations_untouched_for_long_enough_are_erased(
    store: SqlStore, clock: HandClock
) -> None:
    old = await _opened(store, clock)
    clock.forward(100)
    young = await _opened(store, clock)

    async with store.transaction() as work:
        assert await work.erase_untouched_since(clock() - timedelta(seconds=50)) == 1

    async with store.reading() as work:
        assert (await work.conversation(young)).id == young
        with pytest.raises(UnknownConversation):
            await work.conversation(old)


async def test_another_process_hears_in_which_conversation_there_is_news(
    store: SqlStore, database: Database, clock: HandClock
) -> None:
    one, _ = await _opened(store, clock), await _opened(store, clock)
    news = database.news()
    await news.wait(0.05)

    heard = asyncio.create_task(news.wait(10))
    await asyncio.sleep(0.05)
    await _receive(store, one, "a", clock)

    assert await heard == {one}
    await news.close()


async def test_without_news_the_wait_ends_empty_handed(database: Database) -> None:
    news = database.news()

    assert await news.wait(0.05) == frozenset()
    await news.close()


def test_the_migrations_make_exactly_the_tables(database_url: str) -> None:
    try:
        command.check(migration_config(database_url))
    except CommandError as error:  # pragma: no cover - only when somebody forgot a migration
        pytest.fail(f"tables.py and the migrations differ: {error}")


def test_migrating_twice_is_no_error(database_url: str) -> None:
    migrate(database_url)


async def _opened(store: SqlStore, clock: HandClock) -> UUID:
    conversation = Conversation(uuid4(), "web", b"hash", Stage.BOT, clock())
    async with store.transaction() as work:
        await work.open(conversation)
    return conversation.id


async def _receive(store: SqlStore, conversation: UUID, id: str, clock: HandClock) -> int:
    async with store.transaction() as work:
        return await work.receive(conversation, Inbound(id, "hoi"), clock())


async def _claim(
    store: SqlStore, clock: HandClock, *, worker: str = "w", limit: int = 10
) -> list[Turn]:
    async with store.transaction() as work:
        return list(await work.claim(worker, now=clock(), until=clock() + LEASE, limit=limit))
