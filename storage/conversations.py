"""Conversations and messages as rows.

The statements are made once, below: SQLAlchemy takes longer to build one than SQLite to run it.
"""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    JSON,
    BindParameter,
    Row,
    bindparam,
    delete,
    func,
    insert,
    null,
    select,
    update,
)

from conversations.channels import WEBSITE
from conversations.conversation import Conversation, Turn, View
from conversations.files import File, NewFile
from conversations.handoffs import Way
from conversations.messages import (
    FILES_PATH,
    Attachment,
    Author,
    Button,
    Inbound,
    Message,
    Meta,
    Reminder,
    Reply,
)
from conversations.ports import UnknownConversation
from conversations.stage import Stage
from storage.deliveries import DeliveryRows
from storage.handoffs import HandoffRows
from storage.helpers import HelperRows
from storage.jobs import IS_STILL_OURS
from storage.mails import MailRows
from storage.reminders import ReminderRows
from storage.scans import UNTOUCHED, ScanRows
from storage.tables import conversations, files, jobs, messages
from storage.typing import TypingRows


class ConversationRows(
    ScanRows, ReminderRows, MailRows, HandoffRows, HelperRows, TypingRows, DeliveryRows
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
        kept = [await self._with_files(conversation, reply, at) for reply in replies]
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

    async def _with_files(self, conversation: UUID, reply: Reply, at: datetime) -> dict[str, Any]:
        """Keep the files of a reply; return the reply as a row that has their addresses."""
        rows = [
            {
                "id": token_urlsafe(24),
                "conversation_id": conversation,
                "title": file.title,
                "media_type": file.media_type,
                "data": file.data,
                "at": at,
            }
            for file in reply.files
        ]
        if rows:
            await self._connection.execute(_KEEP_FILE, rows)
        attachments = [
            Attachment(f"{FILES_PATH}/{row['id']}", file.media_type, file.title)
            for row, file in zip(rows, reply.files, strict=True)
        ]
        return {
            "text": reply.text,
            "buttons": msgspec.to_builtins(reply.buttons),
            "attachments": msgspec.to_builtins((*reply.attachments, *attachments)),
            "meta": msgspec.to_builtins(reply.meta),
        }

    async def attach(self, turn: Turn, worker: str, files: Sequence[NewFile], at: datetime) -> bool:
        claim = {"job": turn.job, "worker": worker, "attempt": turn.attempt}
        fetched: Any = await self._connection.execute(_FETCHED_MEDIA, claim)
        if not fetched.rowcount:
            return False
        kept = await self._with_files(turn.conversation, Reply("", files=tuple(files)), at)
        place = {"of": turn.conversation, "at_seq": turn.seq}
        await self._connection.execute(_ATTACH, {**place, "sent": kept["attachments"]})
        await self._connection.announce(turn.conversation)
        return True

    async def last_offer(self, conversation: UUID) -> Message | None:
        rows = (await self._connection.execute(_LATEST_SAID, {"of": conversation})).all()
        for row in rows:
            if row.author == Author.ADVISOR:
                return None
            if row.buttons:
                return _message(row)
            if _message(row).meta.expects_number is True:
                return None
        return None

    async def buttons_of(self, conversation: UUID, seq: int) -> Sequence[Button]:
        place = {"of": conversation, "at_seq": seq}
        found = (await self._connection.execute(_BUTTONS_AT, place)).scalar()
        return msgspec.convert(found or [], tuple[Button, ...])

    async def file(self, id: str) -> File | None:
        row = (await self._connection.execute(_FILE, {"file": id})).one_or_none()
        return File(row.title, row.media_type, row.data) if row else None

    async def offered(self, conversation: UUID, payload: str) -> str | None:
        newest_first = await self._connection.execute(_BUTTONS, {"of": conversation})
        for buttons in newest_first.scalars():
            for button in buttons:
                if button["payload"] == payload:
                    return str(button["title"])
        return None

    async def pending(self, conversation: UUID) -> int:
        return int((await self._connection.execute(_PENDING, {"of": conversation})).scalar_one())

    async def view(self, conversation: UUID, after: int) -> View:
        head = (await self._connection.execute(_STATUS, {"of": conversation})).one_or_none()
        if head is None:
            raise UnknownConversation
        rows = await self._connection.execute(_NEW, {"of": conversation, "after": after})
        return View(tuple(_message(row) for row in rows), Stage(head.stage), head.pending)

    async def fetched(self, conversation: UUID, seq: int) -> None:
        await self._connection.execute(_FETCHED, {"of": conversation, "up_to": seq})

    async def last_reply(self, conversation: UUID) -> Message | None:
        row = (await self._connection.execute(_LAST_REPLY, {"of": conversation})).one_or_none()
        return _message(row) if row else None

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
_in_it = messages.c.conversation_id == _of
_by_bot = messages.c.author == Author.BOT

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
_KEEP_FILE = insert(files)
_FILE = select(files.c.title, files.c.media_type, files.c.data).where(
    files.c.id == bindparam("file")
)

_PENDING = (
    select(func.count())
    .select_from(jobs)
    .where(jobs.c.conversation_id == _of, jobs.c.given_up_at.is_(None))
)
_STATUS = select(conversations.c.stage, _PENDING.scalar_subquery().label("pending")).where(_is_it)

_MESSAGES = select(
    messages.c.seq,
    messages.c.author,
    messages.c.text,
    messages.c.buttons,
    messages.c.attachments,
    messages.c.meta,
    messages.c.at,
).where(_in_it)
_NEW = _MESSAGES.where(messages.c.seq > bindparam("after")).order_by(messages.c.seq)
_LAST_REPLY = _MESSAGES.where(_by_bot).order_by(messages.c.seq.desc()).limit(1)
# Who answers to what stands further up has scrolled back, and sees its words.
_LATEST_SAID = (
    _MESSAGES.where(messages.c.author != Author.ENTREPRENEUR)
    .order_by(messages.c.seq.desc())
    .limit(10)
)
_BUTTONS_AT = select(messages.c.buttons).where(
    _in_it, _by_bot, messages.c.seq == bindparam("at_seq")
)
_ATTACH = (
    update(messages)
    .where(_in_it, messages.c.seq == bindparam("at_seq"))
    .values(attachments=bindparam("sent", type_=JSON))
)
_FETCHED_MEDIA = update(jobs).where(IS_STILL_OURS).values(media=null())
_BUTTONS = select(messages.c.buttons).where(_in_it, _by_bot).order_by(messages.c.seq.desc())


def _message(row: Row[*tuple[Any, ...]]) -> Message:
    return msgspec.convert(row._mapping, Message, strict=False)
