"""What was said and offered, read back from rows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, bindparam, select

from conversations.messages import Author, Button, Message
from storage.database import Connection
from storage.tables import messages


class SaidRows:
    """The part of a transaction that reads what was said."""

    _connection: Connection

    async def last_reply(self, conversation: UUID) -> Message | None:
        row = (await self._connection.execute(_LAST_REPLY, {"of": conversation})).one_or_none()
        return message_of(row) if row else None

    async def last_offer(self, conversation: UUID) -> Message | None:
        rows = (await self._connection.execute(_LATEST_SAID, {"of": conversation})).all()
        for row in rows:
            if row.author == Author.ADVISOR:
                return None
            if row.buttons:
                return message_of(row)
            if message_of(row).meta.expects_number is True:
                return None
        return None

    async def buttons_of(self, conversation: UUID, seq: int) -> Sequence[Button]:
        place = {"of": conversation, "at_seq": seq}
        found = (await self._connection.execute(_BUTTONS_AT, place)).scalar()
        return msgspec.convert(found or [], tuple[Button, ...])

    async def offered(self, conversation: UUID, payload: str) -> str | None:
        newest_first = await self._connection.execute(_BUTTONS, {"of": conversation})
        for buttons in newest_first.scalars():
            for button in buttons:
                if button["payload"] == payload:
                    return str(button["title"])
        return None


def message_of(row: Row[*tuple[Any, ...]]) -> Message:
    """Return a row of `MESSAGES` as the value it stands for."""
    return msgspec.convert(row._mapping, Message, strict=False)


_in_it = messages.c.conversation_id == bindparam("of")
_by_bot = messages.c.author == Author.BOT

MESSAGES = select(
    messages.c.seq,
    messages.c.author,
    messages.c.text,
    messages.c.buttons,
    messages.c.attachments,
    messages.c.meta,
    messages.c.at,
).where(_in_it)
_LAST_REPLY = MESSAGES.where(_by_bot).order_by(messages.c.seq.desc()).limit(1)
# Who answers to what stands further up has scrolled back, and sees its words.
_LATEST_SAID = (
    MESSAGES.where(messages.c.author != Author.ENTREPRENEUR)
    .order_by(messages.c.seq.desc())
    .limit(10)
)
_BUTTONS_AT = select(messages.c.buttons).where(
    _in_it, _by_bot, messages.c.seq == bindparam("at_seq")
)
_BUTTONS = select(messages.c.buttons).where(_in_it, _by_bot).order_by(messages.c.seq.desc())
