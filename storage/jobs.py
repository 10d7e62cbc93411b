"""The turns that still have to be taken, as rows: the queue of the workers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from conversations.conversation import Turn
from conversations.ports import Backlog
from conversations.stage import Stage
from storage.tables import conversations, jobs, messages


class JobRows:
    """The part of a transaction that concerns the queue."""

    _connection: AsyncConnection

    async def claim(
        self, worker: str, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Turn]:
        due = list(await self._connection.scalars(_due(now).limit(limit)))
        if not due:
            return ()
        await self._connection.execute(
            update(jobs)
            .where(jobs.c.id.in_(due))
            .values(claimed_by=worker, claimed_until=until, attempts=jobs.c.attempts + 1)
        )
        rows = await self._connection.execute(_TURNS.where(jobs.c.id.in_(due)))
        return tuple(Turn(row.id, row.conversation_id, Stage(row.stage), *row[3:]) for row in rows)

    async def finish(self, turn: Turn, worker: str, state: bytes | None) -> bool:
        if not await self._changes(delete(jobs).where(*_still_of(turn, worker))):
            return False
        if state is not None:
            await self._connection.execute(
                update(conversations)
                .where(conversations.c.id == turn.conversation)
                .values(engine_state=state)
            )
        return True

    async def postpone(self, turn: Turn, worker: str, *, until: datetime) -> bool:
        return await self._changes(
            update(jobs)
            .where(*_still_of(turn, worker))
            .values(claimed_by=None, claimed_until=None, due_at=until)
        )

    async def give_up(self, turn: Turn, worker: str, *, at: datetime) -> bool:
        return await self._changes(
            update(jobs).where(*_still_of(turn, worker)).values(claimed_by=None, given_up_at=at)
        )

    async def backlog(self, now: datetime) -> Backlog:
        open_ones = await self._connection.scalar(select(func.count()).select_from(conversations))
        waiting, oldest = (
            await self._connection.execute(
                select(func.count(), func.min(jobs.c.due_at)).where(jobs.c.given_up_at.is_(None))
            )
        ).one()
        given_up = await self._connection.scalar(
            select(func.count()).select_from(jobs).where(jobs.c.given_up_at.is_not(None))
        )
        age = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
        return Backlog(open_ones or 0, waiting, age, given_up or 0)

    async def _changes(self, statement: Executable) -> bool:
        result: Any = await self._connection.execute(statement)
        return bool(result.rowcount)


_older = jobs.alias("older")
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
    )
    .join(conversations, conversations.c.id == jobs.c.conversation_id)
    .join(
        messages,
        (messages.c.conversation_id == jobs.c.conversation_id) & (messages.c.seq == jobs.c.seq),
    )
    .order_by(jobs.c.id)
)


def _due(now: datetime) -> Any:
    """Turns nobody works on, each the oldest of its conversation, longest waiting first."""
    has_older = exists().where(
        _older.c.conversation_id == jobs.c.conversation_id,
        _older.c.id < jobs.c.id,
        _older.c.given_up_at.is_(None),
    )
    return (
        select(jobs.c.id)
        .where(
            jobs.c.due_at <= now,
            or_(jobs.c.claimed_until.is_(None), jobs.c.claimed_until <= now),
            jobs.c.given_up_at.is_(None),
            ~has_older,
        )
        .order_by(jobs.c.id)
        .with_for_update(skip_locked=True, of=jobs)
    )


def _still_of(turn: Turn, worker: str) -> tuple[Any, ...]:
    """A claim that ran out and was taken again has another attempt, maybe another worker."""
    return (
        jobs.c.id == turn.job,
        jobs.c.claimed_by == worker,
        jobs.c.attempts == turn.attempt,
    )
