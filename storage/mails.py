"""Letters that wait to be sent, as rows."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update

from conversations.mail import Mail, WaitingMail
from storage.database import Connection
from storage.tables import mails


class MailRows:
    """The part of a transaction that concerns letters."""

    _connection: Connection

    async def keep_mails(self, conversation: UUID, wanted: Sequence[Mail], at: datetime) -> None:
        """Keep each to be sent, or call it off; a conversation has one of each `key`."""
        for mail in wanted:
            place = {"of": conversation, "which": mail.key}
            await self._connection.execute(_CALL_OFF, place)
            if mail.to is not None:
                row = {
                    "id": uuid4(),
                    "conversation_id": conversation,
                    "key": mail.key,
                    "mail": msgspec.json.encode(mail),
                    "asked_at": at,
                    "due_at": max(at, mail.at or at),
                    "attempts": 0,
                }
                await self._connection.execute(_KEEP, row)

    async def ask_mail(self, conversation: UUID, mail: Mail, at: datetime) -> None:
        await self.keep_mails(conversation, [mail], at)

    async def claim_mails(
        self, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[WaitingMail]:
        found = await self._connection.execute(_DUE, {"now": now, "most": limit})
        rows = found.all()
        if rows:
            ids = [row.id for row in rows]
            await self._connection.execute(_CLAIM, {"ids": ids, "until": until})
        return [
            WaitingMail(
                row.id,
                row.conversation_id,
                msgspec.json.decode(row.mail, type=Mail),
                row.asked_at,
                row.attempts + 1,
            )
            for row in rows
        ]

    async def drop_mail(self, letter: WaitingMail) -> None:
        await self._connection.execute(_DROP, {"which": letter.id})

    async def postpone_mail(self, letter: WaitingMail, *, until: datetime) -> None:
        await self._connection.execute(_POSTPONE, {"which": letter.id, "until": until})


_CALL_OFF = delete(mails).where(
    mails.c.conversation_id == bindparam("of"), mails.c.key == bindparam("which")
)
_KEEP = insert(mails)
_DUE = (
    select(mails)
    .where(mails.c.due_at <= bindparam("now"))
    .order_by(mails.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
# Who dies while sending leaves the letter to the next after `until`.
_CLAIM = (
    update(mails)
    .where(mails.c.id.in_(bindparam("ids", expanding=True)))
    .values(due_at=bindparam("until"), attempts=mails.c.attempts + 1)
)
_DROP = delete(mails).where(mails.c.id == bindparam("which"))
_POSTPONE = update(mails).where(mails.c.id == bindparam("which")).values(due_at=bindparam("until"))
