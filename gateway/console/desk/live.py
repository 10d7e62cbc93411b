"""News for one open console, as server-sent events."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import msgspec
from litestar.response import ServerSentEventMessage

from gateway.console.desk.board import Board, Snapshot
from handoff.advisors import Advisor, Role
from handoff.moves import Moves

# The lists are looked at this often, and at once when an alert may be due; the word "a message
# came" never waits for them.
_LOOK_SECONDS = 1.0
_HEARTBEAT_SECONDS = 15.0
# A stream that lives for ever is a leak: the browser reconnects and fetches all.
_STREAM_SECONDS = 600

type Alert = tuple[UUID, str]
# Up to where an entrepreneur fetched what was said, and whether they type.
type Seen = tuple[int, bool]


async def stream(
    board: Board, moves: Moves, advisor: Advisor
) -> AsyncIterator[ServerSentEventMessage]:
    """Tell which conversation has news, that the lists changed, and what needs somebody."""
    loop = asyncio.get_running_loop()
    end = loop.time() + _STREAM_SECONDS
    look_at = last_word = loop.time()
    known: set[Alert] = set()
    seen: dict[UUID, Seen] | None = None
    shown: tuple[int, str] | None = None
    with board.listening() as ear:
        while (now := loop.time()) < end:
            if now >= look_at:
                look_at = now + _LOOK_SECONDS
                snapshot = await board.snapshot()
                # The page may have fetched what came and went since the last look.
                newest = snapshot.number, snapshot.mark_for(advisor, moves)
                if newest != shown:
                    shown = newest
                    yield ServerSentEventMessage("", event="lists")
                alerts = set(_alerts(snapshot, moves, advisor))
                for handoff, why in sorted(alerts - known, key=str):
                    yield _event("alert", {"handoff": str(handoff), "why": why})
                known = alerts
                before, seen = seen, _seen(snapshot, await board.typing(), advisor)
                for conversation in _changed(seen, before):
                    yield _event("conversation", {"conversation": str(conversation)})
            for conversation in await ear.listen(max(0.0, look_at - loop.time())):
                last_word = loop.time()
                yield _event("conversation", {"conversation": str(conversation)})
            if loop.time() - last_word > _HEARTBEAT_SECONDS:
                last_word = loop.time()
                yield ServerSentEventMessage(None, comment="still here")


def _alerts(snapshot: Snapshot, moves: Moves, advisor: Advisor) -> Iterator[Alert]:
    for case in snapshot.held_by(advisor.id):
        yield case.handoff.id, "assigned"
    for case in snapshot.waiting:
        handoff = case.handoff
        if moves.may_see(advisor, handoff):
            yield handoff.id, "new"
            if case.escalated_at and advisor.role is not Role.ADVISOR:
                yield handoff.id, "late"


def _seen(snapshot: Snapshot, typing: frozenset[UUID], advisor: Advisor) -> dict[UUID, Seen]:
    held = ((case.handoff.conversation, case.fetched_to) for case in snapshot.held_by(advisor.id))
    return {conversation: (seq, conversation in typing) for conversation, seq in held}


def _changed(seen: dict[UUID, Seen], before: dict[UUID, Seen] | None) -> list[UUID]:
    """Return where an entrepreneur does something; at the first look the page has all itself."""
    if before is None:
        return []
    return [conversation for conversation, now in seen.items() if before.get(conversation) != now]


def _event(name: str, data: dict[str, str]) -> ServerSentEventMessage:
    return ServerSentEventMessage(msgspec.json.encode(data).decode(), event=name)
