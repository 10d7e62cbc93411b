"""The pool is kept with the conversations in which people joined; on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest

from conversations.helpers import HelperKind, PoolMove, UnknownHelper
from conversations.messages import Reply
from storage.store import SqlStore
from tests.handoff.pool_people import introduce, joins, moves_in_pool, profile, taken
from tests.support.time import HandClock

LONG = timedelta(days=90)


async def test_a_helper_is_read_back_as_told(store: SqlStore, clock: HandClock) -> None:
    told = profile(clock, kind=HelperKind.STUDENT, municipality=None)

    helper = await joins(store, clock, told)

    async with store.reading() as work:
        assert await work.helper(helper.id) == helper
    assert (helper.profile, helper.is_paused, helper.first_name) == (told, False, "Fatima")


async def test_who_joins_again_is_one_helper_and_not_paused(
    store: SqlStore, clock: HandClock
) -> None:
    first = await joins(store, clock)
    await moves_in_pool(store, clock, first.conversation, PoolMove.PAUSE)

    second = await joins(store, clock, profile(clock, words="export"), where=first.conversation)

    async with store.reading() as work:
        assert await work.helpers() == (second,)
    assert (second.id, second.profile.words, second.is_paused) == (first.id, "export", False)


async def test_a_pause_begins_and_ends_and_leaving_forgets(
    store: SqlStore, clock: HandClock
) -> None:
    helper = await joins(store, clock)

    paused = []
    for move in (PoolMove.PAUSE, PoolMove.PAUSE, PoolMove.RESUME):
        await moves_in_pool(store, clock, helper.conversation, move)
        async with store.reading() as work:
            paused.append((await work.helper(helper.id)).is_paused)
    await moves_in_pool(store, clock, helper.conversation, PoolMove.LEAVE)

    assert paused == [True, True, False]
    async with store.reading() as work:
        with pytest.raises(UnknownHelper):
            await work.helper(helper.id)


async def test_erasing_the_conversation_erases_the_helper(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    await introduce(store, clock, handoff, helper)

    async with store.transaction() as work:
        await work.erase(helper.conversation)
        left, asked = await work.helpers(), await work.introduced(handoff.id)

    assert (left, asked) == ((), frozenset())


async def test_who_can_be_asked_outlives_the_days_and_who_is_paused_does_not(
    store: SqlStore, clock: HandClock
) -> None:
    active, paused = await joins(store, clock), await joins(store, clock)
    await moves_in_pool(store, clock, paused.conversation, PoolMove.PAUSE)
    clock.forward(LONG.total_seconds() + 1)

    async with store.transaction() as work:
        erased = await work.erase_untouched_since(clock() - LONG)
        left = await work.helpers()

    assert (erased, left) == (1, (active,))


async def test_a_reply_that_is_not_kept_lets_nobody_join(store: SqlStore, clock: HandClock) -> None:
    helper = await joins(store, clock)
    reply = Reply("Welkom", helper=profile(clock, words="iets anders"))

    async def breaks_off() -> None:
        async with store.transaction() as work:
            await work.say(helper.conversation, [reply], clock())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await breaks_off()

    async with store.reading() as work:
        assert (await work.helper(helper.id)).profile.words == helper.profile.words
