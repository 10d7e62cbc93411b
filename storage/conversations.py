"""Conversations and messages as rows.

The statements are made once, below: SQLAlchemy takes longer to build one than SQLite to run it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    BindParameter,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from conversations.channels import WEBSITE
from conversations.conversation import Conversation, View
from conversations.handoffs import Way
from conversations.messages import (
    Author,
    Inbound,
    Meta,
    Reminder,
    Reply,
)
from conversations.ports import UnknownConversation
from conversations.stage import Stage
from storage.deliveries import DeliveryRows
from storage.handoffs import HandoffRows
from storage.helpers import HelperRows
from storage.mails import MailRows
from storage.reminders import ReminderRows
from storage.said import MESSAGES, SaidRows, message_of
from storage.scans import UNTOUCHED, ScanRows
from storage.sent_files import FileRows
from storage.tables import conversations, jobs, messages
from storage.typing import TypingRows


class ConversationRows(
    ScanRows,
    ReminderRows,
    MailRows,
    HandoffRows,
    HelperRows,
    TypingRows,
    DeliveryRows,
    FileRows,
    SaidRows,
):
    """The part of a transaction that concerns conversations and messages."""

    async def open(self, conversation: Conversation) -> None:
        head = {
            "id": conversation.id,
            "channel": conversation.channel,
            "token_hash": conversation.token_hash,
            "stage": conversation.stage,
            "last_seq": 0,
            "opened_at": conversation.opened_at,
            "changed_at": conversation.opened_at,
        }
        await self._connection.execute(insert(conversations), head)

    async def conversation(self, id: UUID) -> Conversation:
        row = (await self._connection.execute(_HEAD, {"of": id})).one_or_none()
        if row is None:
            raise UnknownConversation
        return Conversation(row.id, row.channel, row.token_hash, Stage(row.stage), row.opened_at)

    async def hold(self, id: UUID) -> None:
        if (await self._connection.execute(_HOLD, {"of": id})).scalar() is None:
            raise UnknownConversation

    async def seq_of(self, channel: str, external_id: str) -> int | None:
        known = {"of_channel": channel, "of_message": external_id}
        return (await self._connection.execute(_SEQ_OF, known)).scalar()

    async def receive(
        self, conversation: UUID, message: Inbound, at: datetime, *, is_turn: bool = True
    ) -> int:
        seq, channel = await self._advance(conversation, 1, at)
        row = {
            "conversation_id": conversation,
            "seq": seq,
            "author": Author.ENTREPRENEUR,
            "at": at,
            "text": message.text,
            "payload": message.payload,
            "channel": channel,
            "external_id": message.external_id,
            "buttons": [],
            "attachments": [],
            "meta": _NO_META,
        }
        await self._connection.execute(_KEEP_MESSAGE, row)
        if is_turn:
            job = {
                "conversation_id": conversation,
                "seq": seq,
                "media": msgspec.to_builtins(message.media) or None,
                "due_at": at,
                "attempts": 0,
            }
            await self._connection.execute(_KEEP_JOB, job)
        await self.keep_words(conversation, [message.text])
        return seq

    async def say(
        self,
        conversation: UUID,
        replies: Sequence[Reply],
        at: datetime,
        *,
        author: Author = Author.BOT,
    ) -> None:
        if not replies:
            return
        last, channel = await self._advance(conversation, len(replies), at)
        place = {"conversation_id": conversation, "author": author, "at": at}
        kept = [await self.with_files(conversation, reply, at) for reply in replies]
        rows = [
            {"seq": seq, **place, **reply}
            for seq, reply in enumerate(kept, start=last - len(replies) + 1)
        ]
        await self._connection.execute(_KEEP_MESSAGE, rows)
        await self.keep_words(conversation, [reply.text for reply in replies])
        if channel != WEBSITE:
            await self.keep_deliveries(conversation, [row["seq"] for row in rows], at)
        for reply in replies:
            await self._keep_brought(conversation, reply, at)

    async def _keep_brought(self, conversation: UUID, reply: Reply, at: datetime) -> None:
        if reply.scan:
            await self.keep_scan(conversation, reply.scan, at)
        await self.set_reminders(conversation, reply.reminders)
        await self.keep_mails(conversation, reply.mails, at)
        if reply.handoff:
            await self.ask_handoff(conversation, reply.handoff, at)
            if reply.handoff.way is Way.CHAT:
                await self.move(conversation, Stage.BOT, Stage.WAITING)
        if reply.handoff_cancelled:
            await self.cancel_handoff(conversation, at)
        if reply.rating:
            await self.rate(conversation, reply.rating)
        if reply.helper:
            await self.join_pool(conversation, reply.helper, at)
        if reply.pool:
            await self.move_in_pool(conversation, reply.pool)

    async def say_later(self, conversation: UUID, reminder: Reminder) -> None:
        await self.set_reminders(conversation, [reminder])

    async def say_what_is_due(self, now: datetime, *, limit: int) -> int:
        due = await self.take_reminders(now, limit=limit)
        for conversation, reply in due:
            await self.say(conversation, [reply], now)
        return len(due)

    async def pending(self, conversation: UUID) -> int:
        return int((await self._connection.execute(_PENDING, {"of": conversation})).scalar_one())

    async def view(self, conversation: UUID, after: int) -> View:
        head = (await self._connection.execute(_STATUS, {"of": conversation})).one_or_none()
        if head is None:
            raise UnknownConversation
        rows = await self._connection.execute(_NEW, {"of": conversation, "after": after})
        return View(tuple(message_of(row) for row in rows), Stage(head.stage), head.pending)

    async def fetched(self, conversation: UUID, seq: int) -> None:
        await self._connection.execute(_FETCHED, {"of": conversation, "up_to": seq})

    async def erase(self, conversation: UUID) -> None:
        await self.forget_opt_ins_of(conversation)
        await self._connection.execute(_ERASE, {"of": conversation})

    async def erase_untouched_since(self, moment: datetime) -> int:
        await self._leave_scans_behind(moment)
        erased: Any = await self._connection.execute(_ERASE_UNTOUCHED, {"moment": moment})
        return int(erased.rowcount)

    async def _advance(self, conversation: UUID, by: int, at: datetime) -> tuple[int, str]:
        """Reserve the next `by` places; return the last of them, and the channel."""
        values = {"of": conversation, "by": by, "now": at}
        row = (await self._connection.execute(_ADVANCE, values)).one_or_none()
        if row is None:
            raise UnknownConversation
        await self._connection.announce(conversation)
        return row.last_seq, row.channel


_NO_META = msgspec.to_builtins(Meta())

_of: BindParameter[UUID] = bindparam("of")
_is_it = conversations.c.id == _of

_HEAD = select(
    conversations.c.id,
    conversations.c.channel,
    conversations.c.token_hash,
    conversations.c.stage,
    conversations.c.opened_at,
).where(_is_it)
# "No key": rows that point at the conversation may be added meanwhile. The stronger lock waits for
# those who add one, while they wait for it: https://www.postgresql.org/docs/current/explicit-locking.html
_HOLD = select(conversations.c.id).where(_is_it).with_for_update(key_share=True)
_ADVANCE = (
    update(conversations)
    .where(_is_it)
    .values(last_seq=conversations.c.last_seq + bindparam("by"), changed_at=bindparam("now"))
    .returning(conversations.c.last_seq, conversations.c.channel)
)
_FETCHED = (
    update(conversations)
    .where(
        _is_it,
        conversations.c.read_seq < bindparam("up_to"),
        conversations.c.stage.in_((Stage.WAITING, Stage.ADVISOR)),
    )
    .values(read_seq=bindparam("up_to"))
)
_ERASE = delete(conversations).where(_is_it)
_ERASE_UNTOUCHED = delete(conversations).where(UNTOUCHED)

_SEQ_OF = select(messages.c.seq).where(
    messages.c.channel == bindparam("of_channel"),
    messages.c.external_id == bindparam("of_message"),
)
_KEEP_MESSAGE = insert(messages)
_KEEP_JOB = insert(jobs)

_PENDING = (
    select(func.count())
    .select_from(jobs)
    .where(jobs.c.conversation_id == _of, jobs.c.given_up_at.is_(None))
)
_STATUS = select(conversations.c.stage, _PENDING.scalar_subquery().label("pending")).where(_is_it)

_NEW = MESSAGES.where(messages.c.seq > bindparam("after")).order_by(messages.c.seq)
