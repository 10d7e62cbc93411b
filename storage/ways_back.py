"""Links back to a conversation, as rows."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, insert, literal, select, update
from sqlalchemy.sql.dml import ReturningInsert

from conversations.ports import UnknownConversation
from conversations.way_back import LinkCode, LinkLapsed
from storage.database import Connection
from storage.tables import conversations, resume_codes


class WayBackRows:
    """The part of a transaction that concerns links back to a conversation."""

    _connection: Connection

    async def keep_link(
        self, conversation: UUID, link: LinkCode, *, is_about_answer: bool = True
    ) -> None:
        values = {"of": conversation, "code": link.code_hash, "until": link.expires_at}
        keep = _KEEP[is_about_answer]
        kept = (await self._connection.execute(keep, values)).scalar()
        if kept is None:
            raise UnknownConversation

    async def use_link(self, code_hash: bytes, token_hash: bytes, now: datetime) -> UUID:
        values = {"code": code_hash, "token": token_hash, "now": now}
        opened = (await self._connection.execute(_USE, values)).scalar()
        if not isinstance(opened, UUID):
            raise LinkLapsed
        return opened

    async def tokens_of_links(self, conversation: UUID) -> Sequence[bytes]:
        found = await self._connection.execute(_TOKENS, {"of": conversation})
        return found.scalars().all()


_is_it = conversations.c.id == bindparam("of")
_NO_ABSENCE = -1


def _keep(read_seq: ColumnElement[int]) -> ReturningInsert[tuple[bytes]]:
    return (
        insert(resume_codes)
        .from_select(
            ["code_hash", "conversation_id", "read_seq", "expires_at"],
            select(
                bindparam("code", type_=resume_codes.c.code_hash.type),
                conversations.c.id,
                read_seq,
                bindparam("until", type_=resume_codes.c.expires_at.type),
            ).where(_is_it),
        )
        .returning(resume_codes.c.code_hash)
    )


_KEEP = {True: _keep(conversations.c.read_seq), False: _keep(literal(_NO_ABSENCE))}
# One statement: of two who use a link at once the second finds it used.
_USE = (
    update(resume_codes)
    .where(
        resume_codes.c.code_hash == bindparam("code"),
        resume_codes.c.used_at.is_(None),
        resume_codes.c.expires_at > bindparam("now"),
    )
    .values(used_at=bindparam("now"), token_hash=bindparam("token"))
    .returning(resume_codes.c.conversation_id)
)
_TOKENS = select(resume_codes.c.token_hash).where(
    resume_codes.c.conversation_id == bindparam("of"), resume_codes.c.token_hash.is_not(None)
)
