"""Conversations and messages as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from conversations.conversation import Conversation, View
from conversations.messages import Author, Inbound, Message, Meta, Reply
from conversations.ports import UnknownConversation
from conversations.stage import Stage
from storage.tables import NEWS_CHANNEL, conversations, jobs, messages

_MESSAGE = (
    messages.c.seq,
    messages.c.author,
    messages.c.text,
    messages.c.buttons,
    messages.c.attachments,
    messages.c.meta,
    messages.c.at,
)
_NO_META = msgspec.to_builtins(Meta())


class ConversationRows:
    """The part of a transaction that concerns conversations and messages."""

    _connection: AsyncConnection

    async def open(self, conversation: Conversation) -> None:
        await self._connection.execute(
            insert(conversations).values(
                id=conversation.id,
                channel=conversation.channel,
                token_hash=conversation.token_hash,
                stage=conversation.stage,
                last_seq=0,
                opened_at=conversation.opened_at,
                changed_at=conversation.opened_at,
            )
        )

    async def conversation(self, id: UUID) -> Conversation:
        c = conversations.c
        query = select(c.id, c.channel, c.token_hash, c.stage, c.opened_at).where(c.id == id)
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            raise UnknownConversation
        return Conversation(row.id, row.channel, row.token_hash, Stage(row.stage), row.opened_at)

    async def hold(self, id: UUID) -> None:
        query = select(conversations.c.id).where(conversations.c.id == id).with_for_update()
        if await self._connection.scalar(query) is None:
            raise UnknownConversation

    async def seq_of(self, channel: str, external_id: str) -> int | None:
        query = select(messages.c.seq).where(
            messages.c.channel == channel, messages.c.external_id == external_id
        )
        return await self._connection.scalar(query)

    async def receive(self, conversation: UUID, message: Inbound, at: datetime) -> int:
        seq, channel = await self._advance(conversation, 1, at)
        await self._connection.execute(
            insert(messages).values(
                conversation_id=conversation,
                seq=seq,
                author=Author.ENTREPRENEUR,
                text=message.text,
                payload=message.payload,
                buttons=[],
                attachments=[],
                meta=_NO_META,
                at=at,
                channel=channel,
                external_id=message.external_id,
            )
        )
        await self._connection.execute(
            insert(jobs).values(conversation_id=conversation, seq=seq, due_at=at, attempts=0)
        )
        return seq

    async def say(self, conversation: UUID, replies: Sequence[Reply], at: datetime) -> None:
        if not replies:
            return
        last, _ = await self._advance(conversation, len(replies), at)
        await self._connection.execute(
            insert(messages),
            [
                {
                    "conversation_id": conversation,
                    "seq": seq,
                    "author": Author.BOT,
                    "at": at,
                    **msgspec.to_builtins(reply),
                }
                for seq, reply in enumerate(replies, start=last - len(replies) + 1)
            ],
        )

    async def offered(self, conversation: UUID, payload: str) -> str | None:
        query = select(messages.c.buttons).where(
            messages.c.conversation_id == conversation, messages.c.author == Author.BOT
        )
        for buttons in await self._connection.scalars(query.order_by(messages.c.seq.desc())):
            for button in buttons:
                if button["payload"] == payload:
                    return str(button["title"])
        return None

    async def pending(self, conversation: UUID) -> int:
        query = select(func.count()).select_from(jobs)
        owed = query.where(jobs.c.conversation_id == conversation, jobs.c.given_up_at.is_(None))
        return (await self._connection.execute(owed)).scalar_one()

    async def view(self, conversation: UUID, after: int) -> View:
        c = conversations.c
        stage = await self._connection.scalar(select(c.stage).where(c.id == conversation))
        if stage is None:
            raise UnknownConversation
        query = select(*_MESSAGE).where(
            messages.c.conversation_id == conversation, messages.c.seq > after
        )
        rows = await self._connection.execute(query.order_by(messages.c.seq))
        new = tuple(_message(row) for row in rows)
        return View(new, Stage(stage), await self.pending(conversation))

    async def last_reply(self, conversation: UUID) -> Message | None:
        query = select(*_MESSAGE).where(
            messages.c.conversation_id == conversation, messages.c.author == Author.BOT
        )
        latest = query.order_by(messages.c.seq.desc()).limit(1)
        row = (await self._connection.execute(latest)).one_or_none()
        return _message(row) if row else None

    async def erase(self, conversation: UUID) -> None:
        await self._connection.execute(
            delete(conversations).where(conversations.c.id == conversation)
        )

    async def erase_untouched_since(self, moment: datetime) -> int:
        old = delete(conversations).where(conversations.c.changed_at < moment)
        return (await self._connection.execute(old)).rowcount

    async def _advance(self, conversation: UUID, by: int, at: datetime) -> tuple[int, str]:
        """Reserve the next `by` places; return the last of them, and the channel."""
        c = conversations.c
        reserve = (
            update(conversations)
            .where(c.id == conversation)
            .values(last_seq=c.last_seq + by, changed_at=at)
            .returning(c.last_seq, c.channel)
        )
        row = (await self._connection.execute(reserve)).one_or_none()
        if row is None:
            raise UnknownConversation
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(select(func.pg_notify(NEWS_CHANNEL, str(conversation))))
        return row.last_seq, row.channel


def _message(row: Row[*tuple[Any, ...]]) -> Message:
    return msgspec.convert(row._mapping, Message, strict=False)
