"""Files of messages as rows: those that we send, and those that people send us."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import JSON, bindparam, insert, null, select, update

from conversations.conversation import Turn
from conversations.files import File, NewFile
from conversations.messages import FILES_PATH, Attachment, Reply
from storage.database import Connection
from storage.jobs import IS_STILL_OURS
from storage.tables import files, jobs, messages


class FileRows:
    """The part of a transaction that concerns files."""

    _connection: Connection

    async def file(self, id: str) -> File | None:
        row = (await self._connection.execute(_FILE, {"file": id})).one_or_none()
        return File(row.title, row.media_type, row.data) if row else None

    async def attach(self, turn: Turn, worker: str, files: Sequence[NewFile], at: datetime) -> bool:
        claim = {"job": turn.job, "worker": worker, "attempt": turn.attempt}
        fetched: Any = await self._connection.execute(_FETCHED_MEDIA, claim)
        if not fetched.rowcount:
            return False
        kept = await self.with_files(turn.conversation, Reply("", files=tuple(files)), at)
        place = {"of": turn.conversation, "at_seq": turn.seq}
        await self._connection.execute(_ATTACH, {**place, "sent": kept["attachments"]})
        await self._connection.announce(turn.conversation)
        return True

    async def with_files(self, conversation: UUID, reply: Reply, at: datetime) -> dict[str, Any]:
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


_KEEP_FILE = insert(files)
_FILE = select(files.c.title, files.c.media_type, files.c.data).where(
    files.c.id == bindparam("file")
)
_ATTACH = (
    update(messages)
    .where(messages.c.conversation_id == bindparam("of"), messages.c.seq == bindparam("at_seq"))
    .values(attachments=bindparam("sent", type_=JSON))
)
_FETCHED_MEDIA = update(jobs).where(IS_STILL_OURS).values(media=null())
