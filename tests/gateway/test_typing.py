"""Each side sees the other type, while a person has the conversation."""

import asyncio
import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from conversations.messages import Author
from conversations.stage import Stage
from kit.clock import utc_now
from storage.store import SqlStore
from tests.gateway.conftest import API, Talk
from tests.handoff.people import says, waiting
from tests.support.time import HandClock


@pytest.fixture
def store(sqlite_store: SqlStore) -> SqlStore:
    return sqlite_store


async def with_advisor(store: SqlStore, talk: Talk) -> UUID:
    """Let a person have the conversation."""
    conversation = UUID(talk.id)
    async with store.transaction() as work:
        await work.move(conversation, Stage.BOT, Stage.WAITING)
        await work.move(conversation, Stage.WAITING, Stage.ADVISOR)
    return conversation


async def advisor_types(store: SqlStore, conversation: UUID) -> None:
    async with store.transaction() as work:
        await work.see_typing(conversation, Author.ADVISOR, utc_now())


async def test_the_entrepreneur_sees_the_advisor_type(store: SqlStore, talk: Talk) -> None:
    conversation = await with_advisor(store, talk)
    before = (await talk.read()).json()["typing"]

    await advisor_types(store, conversation)

    assert (before, (await talk.read()).json()["typing"]) == (False, True)


async def test_who_waits_for_news_hears_that_somebody_types(store: SqlStore, talk: Talk) -> None:
    conversation = await with_advisor(store, talk)
    waiting_for_news = asyncio.create_task(talk.read(after=1, wait=20))
    await asyncio.sleep(0.2)

    await advisor_types(store, conversation)

    async with asyncio.timeout(10):
        view = (await waiting_for_news).json()
    assert (view["messages"], view["typing"]) == ([], True)


async def test_who_shows_what_is_over_is_told_at_once(store: SqlStore, talk: Talk) -> None:
    await with_advisor(store, talk)

    async with asyncio.timeout(5):
        query = {"after": 1, "wait": 20, "typing": True}
        answer = await talk.site.get(f"{talk.path}/messages", params=query, headers=talk.headers)

    assert answer.json()["typing"] is False


async def test_the_events_tell_it_too(store: SqlStore, talk: Talk) -> None:
    conversation = await with_advisor(store, talk)
    statuses: list[dict[str, Any]] = []

    async with (
        asyncio.timeout(20),
        talk.site.stream("GET", f"{talk.path}/events?after=1", headers=talk.headers) as events,
    ):
        async for line in events.aiter_lines():
            if line.startswith("data: {"):
                statuses.append(json.loads(line.removeprefix("data: ")))
                if len(statuses) == 2:
                    break
                await advisor_types(store, conversation)

    assert [status["typing"] for status in statuses] == [False, True]


async def test_typing_to_the_bot_is_kept_nowhere(store: SqlStore, talk: Talk) -> None:
    told = await talk.site.post(f"{talk.path}/typing", headers=talk.headers)

    async with store.reading() as work:
        assert not await work.is_typing(UUID(talk.id), Author.ENTREPRENEUR, utc_now())
    assert (told.status_code, told.content) == (204, b"")


async def test_only_the_token_of_the_conversation_tells_that_one_types(talk: Talk) -> None:
    refused = await talk.site.post(f"{talk.path}/typing")

    assert refused.status_code == 401


async def test_an_entrepreneur_who_types_is_seen_by_the_team(store: SqlStore, talk: Talk) -> None:
    conversation = await with_advisor(store, talk)

    await talk.site.post(f"{talk.path}/typing", headers=talk.headers)

    async with store.reading() as work:
        assert await work.is_typing(conversation, Author.ENTREPRENEUR, utc_now())


async def test_the_card_and_its_news_tell_it_until_it_is_said_or_over(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)
    path = f"/handoffs/{handoff.id}"

    async def types() -> None:
        async with store.transaction() as work:
            await work.see_typing(handoff.conversation, Author.ENTREPRENEUR, clock())

    await types()
    at_once = [(await sanne.get(one))["typing"] for one in (path, f"{path}/messages")]
    clock.forward(1)
    await says(store, clock, handoff.conversation, "Bent u daar?")
    said = (await sanne.get(f"{path}/messages"))["typing"]
    clock.forward(3)
    await types()
    again = (await sanne.get(path))["typing"]
    clock.forward(6)

    assert (at_once, said, again) == ([True, True], False, True)
    assert (await sanne.get(path))["typing"] is False


async def test_only_who_has_the_conversation_is_seen_typing(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, piet, handoff = await browser(), await browser("Piet"), await waiting(store, clock)
    await sanne.take(handoff)
    path = f"/handoffs/{handoff.id}/typing"

    refused = await piet.post(path)
    async with store.reading() as work:
        before = await work.is_typing(handoff.conversation, Author.ADVISOR, clock())
    told = await sanne.post(path)

    async with store.reading() as work:
        assert await work.is_typing(handoff.conversation, Author.ADVISOR, clock())
    assert (refused.status_code, before, told.status_code) == (409, False, 204)
    sent = await sanne.post(
        f"/handoffs/{handoff.id}/messages", client_id=str(uuid4()), text="Goedendag"
    )
    async with store.reading() as work:
        assert not await work.is_typing(handoff.conversation, Author.ADVISOR, clock())
    assert sent.status_code == 200


async def test_the_console_hears_that_somebody_types(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)
    heard: list[str] = []

    async with asyncio.timeout(20), sanne.client.stream("GET", f"{API}/events") as events:
        async for line in events.aiter_lines():
            if line == "event: alert":
                # What the page has when it opens is no news, so it opens first.
                async with store.transaction() as work:
                    clock.forward(2)
                    await work.see_typing(handoff.conversation, Author.ENTREPRENEUR, clock())
            heard.append(line)
            if line == f'data: {{"conversation":"{handoff.conversation}"}}':
                break

    assert "event: conversation" in heard
