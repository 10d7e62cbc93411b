"""What is to be said later, as rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from conversations.messages import Reminder, Reply
from conversations.stage import Stage
from storage.database import Connection
from storage.tables import conversations, reminders


class ReminderRows:
    """The part of a transaction that concerns reminders."""

    _connection: Connection

    async def set_reminders(self, conversation: UUID, wanted: Sequence[Reminder]) -> None:
        """Set each, or call it off; a conversation has one of each `key`."""
        for reminder in wanted:
            place = {"of": conversation, "which": reminder.key}
            await self._connection.execute(_CALL_OFF, place)
            if reminder.at is not None:
                reply = Reply(reminder.text, reminder.buttons, meta=reminder.meta)
                row = {
                    "conversation_id": conversation,
                    "key": reminder.key,
                    "reply": msgspec.to_builtins(reply) | {_UNTIL: _written(reminder.until)},
                    "due_at": reminder.at,
                }
                await self._connection.execute(_SET, row)

    async def take_reminders(self, now: datetime, *, limit: int) -> Sequence[tuple[UUID, Reply]]:
        """Take the reminders that are due off the list; who takes them must say them.

        What came too late to be said is taken off too, and is not among them.
        """
        found = await self._connection.execute(_DUE, {"now": now, "most": limit})
        rows = found.all()
        if rows:
            ids = [row.id for row in rows]
            await self._connection.execute(_TAKE, {"ids": ids})
        return [
            (row.conversation_id, msgspec.convert(row.reply, Reply))
            for row in rows
            if not _is_too_late(row.reply, now)
        ]


# Stands in the JSON beside what is said, which has no use for it.
_UNTIL = "until"


def _written(until: datetime | None) -> str | None:
    return until.isoformat() if until else None


def _is_too_late(reply: Mapping[str, Any], now: datetime) -> bool:
    until = reply.get(_UNTIL)
    return until is not None and datetime.fromisoformat(until) <= now


_CALL_OFF = delete(reminders).where(
    reminders.c.conversation_id == bindparam("of"), reminders.c.key == bindparam("which")
)
_SET = insert(reminders)
_DUE = (
    select(reminders.c.id, reminders.c.conversation_id, reminders.c.reply)
    .join(conversations, conversations.c.id == reminders.c.conversation_id)
    .where(
        reminders.c.due_at <= bindparam("now"),
        conversations.c.stage.in_((Stage.BOT, Stage.CLOSED)),
    )
    .order_by(reminders.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=reminders)
)
_TAKE = delete(reminders).where(reminders.c.id.in_(bindparam("ids", expanding=True)))
