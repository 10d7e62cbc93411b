"""The turns that still have to be taken, as rows: the queue of the workers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Executable, Row, bindparam, delete, exists, func, null, or_, select, update

from conversations.conversation import Turn
from conversations.files import MediaRef
from conversations.ports import Backlog
from conversations.stage import Stage
from storage.database import Connection
from storage.tables import conversations, jobs, messages


class JobRows:
    """The part of a transaction that concerns the queue."""

    _connection: Connection

    async def claim(
        self, worker: str, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Turn]:
        found = await self._connection.execute(_DUE, {"now": now, "most": limit})
        due = list(found.scalars())
        if not due:
            return ()
        await self._connection.execute(_CLAIM, {"due": due, "worker": worker, "until": until})
        rows = await self._connection.execute(_TURNS, {"due": due})
        return tuple(_turn(row) for row in rows)

    async def finish(self, turn: Turn, worker: str, state: bytes | None) -> bool:
        if not await self._changes(_FINISH, turn, worker):
            return False
        if state is not None:
            kept = {"of": turn.conversation, "state": state}
            await self._connection.execute(_KEEP_STATE, kept)
        return True

    async def postpone(self, turn: Turn, worker: str, *, until: datetime) -> bool:
        return await self._changes(_POSTPONE, turn, worker, until=until)

    async def give_up(self, turn: Turn, worker: str, *, at: datetime) -> bool:
        return await self._changes(_GIVE_UP, turn, worker, now=at)

    async def backlog(self, now: datetime) -> Backlog:
        kept = await self._count(select(func.count()).select_from(conversations))
        waiting, oldest = (await self._connection.execute(_WAITING)).one()
        given_up = await self._count(
            select(func.count()).select_from(jobs).where(jobs.c.given_up_at.is_not(None))
        )
        age = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
        return Backlog(kept, waiting, age, given_up)

    async def _count(self, query: Executable) -> int:
        return int((await self._connection.execute(query)).scalar_one())

    async def _changes(
        self, statement: Executable, turn: Turn, worker: str, **values: object
    ) -> bool:
        claim = {"job": turn.job, "worker": worker, "attempt": turn.attempt, **values}
        result: Any = await self._connection.execute(statement, claim)
        return bool(result.rowcount)


def _turn(row: Row[*tuple[Any, ...]]) -> Turn:
    media = msgspec.convert(row.media or [], tuple[MediaRef, ...])
    return Turn(
        row.id,
        row.conversation_id,
        Stage(row.stage),
        row.seq,
        row.text,
        row.payload,
        row.engine_state,
        row.attempts,
        media,
    )


_older = jobs.alias("older")
_has_older = exists().where(
    _older.c.conversation_id == jobs.c.conversation_id,
    _older.c.id < jobs.c.id,
    _older.c.given_up_at.is_(None),
)
# Turns nobody works on, each the oldest of its conversation, longest waiting first.
_DUE = (
    select(jobs.c.id)
    .where(
        jobs.c.due_at <= bindparam("now"),
        or_(jobs.c.claimed_until.is_(None), jobs.c.claimed_until <= bindparam("now")),
        jobs.c.given_up_at.is_(None),
        ~_has_older,
    )
    .order_by(jobs.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=jobs)
)
_are_due = jobs.c.id.in_(bindparam("due", expanding=True))
_CLAIM = (
    update(jobs)
    .where(_are_due)
    .values(
        claimed_by=bindparam("worker"),
        claimed_until=bindparam("until"),
        attempts=jobs.c.attempts + 1,
    )
)
_TURNS = (
    select(
        jobs.c.id,
        jobs.c.conversation_id,
        conversations.c.stage,
        jobs.c.seq,
        messages.c.text,
        messages.c.payload,
        conversations.c.engine_state,
        jobs.c.attempts,
        jobs.c.media,
    )
    .join(conversations, conversations.c.id == jobs.c.conversation_id)
    .join(
        messages,
        (messages.c.conversation_id == jobs.c.conversation_id) & (messages.c.seq == jobs.c.seq),
    )
    .where(_are_due)
    .order_by(jobs.c.id)
)
# A claim that ran out and was taken again has another attempt, maybe another worker.
IS_STILL_OURS = (
    (jobs.c.id == bindparam("job"))
    & (jobs.c.claimed_by == bindparam("worker"))
    & (jobs.c.attempts == bindparam("attempt"))
)
_FINISH = delete(jobs).where(IS_STILL_OURS)
_POSTPONE = (
    update(jobs)
    .where(IS_STILL_OURS)
    .values(claimed_by=null(), claimed_until=null(), due_at=bindparam("until"))
)
_GIVE_UP = update(jobs).where(IS_STILL_OURS).values(claimed_by=null(), given_up_at=bindparam("now"))
_KEEP_STATE = (
    update(conversations)
    .where(conversations.c.id == bindparam("of"))
    .values(engine_state=bindparam("state"))
)
_WAITING = select(func.count(), func.min(jobs.c.due_at)).where(jobs.c.given_up_at.is_(None))
