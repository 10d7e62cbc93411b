"""Wishes for a person as rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import quantiles
from typing import Any
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import Row, bindparam, case, func, insert, select, update

from conversations.handoffs import (
    Desk,
    Handoff,
    HandoffRequest,
    Outcome,
    Rating,
    UnknownHandoff,
    Way,
)
from conversations.stage import Stage, advance
from storage.search import SearchRows
from storage.tables import conversations
from storage.team_tables import handoffs, presence

# A console that was not heard of for so long is closed, asleep or without a connection.
PRESENT_FOR = timedelta(seconds=60)

_LATEST = 50
_ENOUGH = 5


class HandoffRows(SearchRows):
    """The part of a transaction that concerns handoffs and who has a conversation."""

    async def move(self, conversation: UUID, expected: Stage, wanted: Stage) -> bool:
        values = {"of": conversation, "expected": expected, "wanted": advance(expected, wanted)}
        moved: Any = await self._connection.execute(_MOVE, values)
        if not moved.rowcount:
            return False
        await self._connection.announce(conversation)
        return True

    async def handoff(self, id: UUID) -> Handoff:
        row = (await self._connection.execute(_ONE, {"which": id})).one_or_none()
        if row is None:
            raise UnknownHandoff
        return as_handoff(row)

    async def open_handoff(self, conversation: UUID) -> Handoff | None:
        row = (await self._connection.execute(_OPEN, {"of": conversation})).one_or_none()
        return as_handoff(row) if row else None

    async def ask_handoff(self, conversation: UUID, request: HandoffRequest, at: datetime) -> None:
        wanted = {"request": msgspec.to_builtins(request), "team_group": request.group}
        before = await self.open_handoff(conversation)
        if before:
            await self._connection.execute(_ASK_AGAIN, {"which": before.id, **wanted})
        else:
            place = {"id": uuid4(), "conversation_id": conversation}
            new = {"version": 1, "asked_at": at, "read_seq": 0}
            await self._connection.execute(_ASK, {**place, **new, **wanted})
        await self.keep_all_words(conversation)

    async def change_handoff(self, handoff: Handoff) -> bool:
        values = {name: getattr(handoff, name) for name in _MAY_CHANGE}
        known = {"which": handoff.id, "read_version": handoff.version, "now_group": handoff.group}
        changed: Any = await self._connection.execute(_CHANGE, {**values, **known})
        if not changed.rowcount:
            return False
        await self._connection.announce(handoff.conversation)
        return True

    async def cancel_handoff(self, conversation: UUID, at: datetime) -> bool:
        handoff = await self.open_handoff(conversation)
        if handoff is None or handoff.advisor is not None:
            return False
        await self.move(conversation, Stage.WAITING, Stage.BOT)
        ended = msgspec.structs.replace(handoff, closed_at=at, outcome=Outcome.CANCELLED)
        return await self.change_handoff(ended)

    async def rate(self, conversation: UUID, rating: Rating) -> None:
        for statement, value in ((_SCORE, rating.score), (_REMARK, rating.remark)):
            if value is not None:
                said = {"of": conversation, "said": value}
                await self._connection.execute(statement, said)

    async def desk(self, now: datetime) -> Desk:
        since = {"since": now - PRESENT_FOR}
        present = (await self._connection.execute(_PRESENT, since)).scalar_one()
        waiting = (await self._connection.execute(_WAITING)).scalar_one()
        taken = (await self._connection.execute(_LATEST_TAKEN, {"most": _LATEST})).all()
        waits = [(row.taken_at - row.asked_at).total_seconds() for row in taken]
        return Desk(int(present), int(waiting), _usual(waits))


def as_handoff(row: Row[*tuple[Any, ...]]) -> Handoff:
    """Return a row of `HANDOFFS`, or of more, as the value it stands for."""
    values = {name: row._mapping[name] for name in Handoff.__struct_fields__}
    values["request"] = msgspec.convert(values["request"], HandoffRequest)
    values["stage"] = Stage(values["stage"])
    values["outcome"] = Outcome(values["outcome"]) if values["outcome"] else None
    return Handoff(**values)


def _usual(waits: Sequence[float]) -> tuple[float, float] | None:
    """Return within which seconds half and nine of ten were taken."""
    if len(waits) < _ENOUGH:
        return None
    tenths = quantiles(waits, n=10, method="inclusive")
    return tenths[4], tenths[8]


_MAY_CHANGE = ("advisor", "taken_at", "closed_at", "outcome", "partner")

HANDOFFS = select(
    handoffs.c.id,
    handoffs.c.version,
    handoffs.c.conversation_id.label("conversation"),
    conversations.c.channel,
    conversations.c.stage,
    handoffs.c.request,
    handoffs.c.team_group.label("group"),
    handoffs.c.asked_at,
    handoffs.c.advisor,
    handoffs.c.taken_at,
    handoffs.c.closed_at,
    handoffs.c.outcome,
    handoffs.c.partner,
    handoffs.c.rating,
    handoffs.c.remark,
).join(conversations, conversations.c.id == handoffs.c.conversation_id)
"""All of a request, with who has its conversation."""

_is_open = handoffs.c.closed_at.is_(None)
_is_it = handoffs.c.id == bindparam("which")
_ONE = HANDOFFS.where(_is_it)
_OPEN = HANDOFFS.where(handoffs.c.conversation_id == bindparam("of"), _is_open)
_ASK = insert(handoffs)
_ASK_AGAIN = (
    update(handoffs)
    .where(_is_it)
    .values(
        request=bindparam("request"),
        team_group=bindparam("team_group"),
        version=handoffs.c.version + 1,
    )
)
_stays_with_same = handoffs.c.advisor == bindparam("advisor")
_CHANGE = (
    update(handoffs)
    .where(_is_it, handoffs.c.version == bindparam("read_version"))
    .values(
        {name: bindparam(name) for name in _MAY_CHANGE}
        | {"team_group": bindparam("now_group"), "version": handoffs.c.version + 1}
        | {"given_at": case((_stays_with_same, handoffs.c.given_at))}
    )
)
_LAST_CLOSED = (
    select(handoffs.c.id)
    .where(handoffs.c.conversation_id == bindparam("of"), handoffs.c.closed_at.is_not(None))
    .order_by(handoffs.c.closed_at.desc())
    .limit(1)
    .scalar_subquery()
)
_SCORE = update(handoffs).where(handoffs.c.id == _LAST_CLOSED).values(rating=bindparam("said"))
_REMARK = update(handoffs).where(handoffs.c.id == _LAST_CLOSED).values(remark=bindparam("said"))
_MOVE = (
    update(conversations)
    .where(conversations.c.id == bindparam("of"), conversations.c.stage == bindparam("expected"))
    .values(stage=bindparam("wanted"))
)
_PRESENT = (
    select(func.count())
    .select_from(presence)
    .where(presence.c.is_available, presence.c.seen_at > bindparam("since"))
)
_WAITING = (
    select(func.count())
    .select_from(handoffs)
    .join(conversations, conversations.c.id == handoffs.c.conversation_id)
    .where(_is_open, handoffs.c.advisor.is_(None), conversations.c.stage == Stage.WAITING)
)
_LATEST_TAKEN = (
    select(handoffs.c.asked_at, handoffs.c.taken_at)
    .where(
        handoffs.c.taken_at.is_not(None),
        handoffs.c.request["way"].as_string() == Way.CHAT.value,
    )
    .order_by(handoffs.c.taken_at.desc())
    .limit(bindparam("most"))
)
