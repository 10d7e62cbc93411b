"""Who types, on both databases."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from conversations.messages import Author
from storage.connect import connect
from storage.store import SqlStore
from tests.handoff.people import opened, says
from tests.support.time import HandClock


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[SqlStore]:
    database = connect(database_url)
    yield SqlStore(database)
    await database.close()


async def types(store: SqlStore, clock: HandClock, conversation: UUID, author: Author) -> None:
    async with store.transaction() as work:
        await work.see_typing(conversation, author, clock())


async def typists(store: SqlStore, clock: HandClock, conversation: UUID) -> list[Author]:
    async with store.reading() as work:
        return [
            author
            for author in (Author.ENTREPRENEUR, Author.ADVISOR)
            if await work.is_typing(conversation, author, clock())
        ]


async def test_each_side_types_by_itself_and_for_six_seconds(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await opened(store, clock)

    await types(store, clock, conversation, Author.ENTREPRENEUR)
    clock.forward(4)
    await types(store, clock, conversation, Author.ADVISOR)
    both = await typists(store, clock, conversation)
    clock.forward(3)

    assert both == [Author.ENTREPRENEUR, Author.ADVISOR]
    assert await typists(store, clock, conversation) == [Author.ADVISOR]


async def test_more_than_once_in_three_seconds_counts_once(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await opened(store, clock)

    await types(store, clock, conversation, Author.ENTREPRENEUR)
    clock.forward(2)
    await types(store, clock, conversation, Author.ENTREPRENEUR)
    clock.forward(4)

    assert await typists(store, clock, conversation) == []


async def test_what_was_typed_and_said_is_typing_no_more(store: SqlStore, clock: HandClock) -> None:
    one, other = await opened(store, clock), await opened(store, clock)
    for conversation in (one, other):
        await types(store, clock, conversation, Author.ENTREPRENEUR)

    await says(store, clock, one, "Hallo")

    async with store.reading() as work:
        assert await work.typing_entrepreneurs(clock()) == {other}
    assert await typists(store, clock, one) == []


async def test_an_erased_conversation_takes_its_typing_along(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await opened(store, clock)
    await types(store, clock, conversation, Author.ADVISOR)

    async with store.transaction() as work:
        await work.erase(conversation)

    assert await typists(store, clock, conversation) == []
