"""What the worker does besides turns: reminders are said, and what is too old is erased."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from advice.content import load_content
from apps.settings import ROOT
from conversations.conversation import Conversation
from conversations.messages import Reminder, Reply
from conversations.ports import UnknownConversation
from conversations.stage import Stage
from gateway.reminders import say_reminders
from gateway.retention import keep_no_longer_than_promised
from handoff.advisors import AuditLine, Deed
from kit.clock import months_after
from storage.store import SqlStore
from tests.support.time import HandClock

_PATIENCE_SECONDS = 5


async def test_a_reminder_that_is_due_is_said_in_its_conversation(
    store: SqlStore, clock: HandClock
) -> None:
    conversation = await _opened(store, clock)
    reminder = Reminder("niet_af", clock() + timedelta(days=3), "Gaat u verder?")
    async with store.transaction() as work:
        await work.say(conversation, [Reply("Goed", reminders=(reminder,))], clock())
    clock.forward(timedelta(days=3).total_seconds())

    async def is_said() -> bool:
        async with store.reading() as work:
            said = await work.last_reply(conversation)
        return said is not None and said.text == "Gaat u verder?"

    await _until(is_said, say_reminders(store, clock))


@pytest.mark.parametrize(("days", "is_kept"), [(89, True), (91, False)])
async def test_a_conversation_is_kept_as_long_as_is_promised(
    store: SqlStore, clock: HandClock, days: int, is_kept: bool
) -> None:
    organisation = load_content(ROOT / "data").organisation
    conversation, old = await _opened(store, clock), HandClock()
    old.forward(-timedelta(days=365).total_seconds())
    sign = await _opened(store, old)
    clock.forward(timedelta(days=days).total_seconds())

    async def is_done() -> bool:
        return not await _exists(store, sign)

    await _until(is_done, keep_no_longer_than_promised(organisation, store, clock))

    assert await _exists(store, conversation) is is_kept


async def test_what_was_done_is_in_the_audit_as_long_as_is_promised(
    store: SqlStore, clock: HandClock
) -> None:
    organisation = load_content(ROOT / "data").organisation
    months = organisation.audit_retention_months
    lines = [
        AuditLine(months_after(clock(), -months) + timedelta(seconds=off), Deed.LOGIN)
        for off in (-1, 0, 1)
    ]
    async with store.transaction() as work:
        for line in lines:
            await work.note(line)

    async def is_done() -> bool:
        async with store.reading() as work:
            return len(await work.audit(limit=9)) < len(lines)

    await _until(is_done, keep_no_longer_than_promised(organisation, store, clock))

    async with store.reading() as work:
        assert list(await work.audit(limit=9)) == [lines[2], lines[1]]


async def _opened(store: SqlStore, clock: HandClock) -> UUID:
    conversation = Conversation(uuid4(), "web", b"hash", Stage.BOT, clock())
    async with store.transaction() as work:
        await work.open(conversation)
    return conversation.id


async def _exists(store: SqlStore, conversation: UUID) -> bool:
    try:
        async with store.reading() as work:
            await work.conversation(conversation)
    except UnknownConversation:
        return False
    return True


async def _until(
    is_so: Callable[[], Awaitable[bool]], upkeep: Coroutine[object, object, None]
) -> None:
    """Let the upkeep run until something is so; fail when it does not become so."""
    running = asyncio.create_task(upkeep)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while not await is_so():
                await asyncio.sleep(0.01)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
