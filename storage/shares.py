"""What partners may read, as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import Row, Update, bindparam, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from conversations.way_back import LinkCode
from handoff.partners import PartnerShare, Purpose
from storage.database import Connection
from storage.team_tables import partner_shares


class ShareRows:
    """The part of a transaction that concerns what partners may read."""

    _connection: Connection

    async def ask_share(self, asked: PartnerShare) -> bool:
        row = {_COLUMNS.get(name, name): value for name, value in structs.asdict(asked).items()}
        return (await self._connection.execute(_ASK, row)).scalar() is not None

    async def share(self, id: UUID) -> PartnerShare | None:
        return _share((await self._connection.execute(_ONE, {"which": id})).one_or_none())

    async def share_of_code(self, code_hash: bytes) -> PartnerShare | None:
        return _share((await self._connection.execute(_OF_CODE, {"code": code_hash})).one_or_none())

    async def shares(self, handoff: UUID) -> Sequence[PartnerShare]:
        rows = await self._connection.execute(_OF_HANDOFF, {"of": handoff})
        return [share for row in rows if (share := _share(row))]

    async def shares_not_taken_up(self) -> Sequence[PartnerShare]:
        rows = await self._connection.execute(_NOT_TAKEN_UP)
        return [share for row in rows if (share := _share(row))]

    async def answer_share(self, id: UUID, link: LinkCode | None, at: datetime) -> bool:
        said = {
            "says": link is not None,
            "code": link.code_hash if link else None,
            "until": link.expires_at if link else None,
        }
        answered: Any = await self._connection.execute(_ANSWER, {"which": id, "now": at, **said})
        return bool(answered.rowcount)

    async def withdraw_share(self, id: UUID, at: datetime) -> bool:
        return await self._mark(_WITHDRAW, id, at)

    async def share_opened(self, id: UUID, at: datetime) -> None:
        await self._mark(_OPENED, id, at)

    async def take_share_up(self, id: UUID, at: datetime) -> bool:
        return await self._mark(_TAKE_UP, id, at)

    async def told_of_share(self, id: UUID, at: datetime) -> bool:
        return await self._mark(_TOLD, id, at)

    async def _mark(self, statement: Update, id: UUID, at: datetime) -> bool:
        marked: Any = await self._connection.execute(statement, {"which": id, "now": at})
        return bool(marked.rowcount)


def _share(row: Row[*tuple[Any, ...]] | None) -> PartnerShare | None:
    if row is None:
        return None
    values = dict(zip(PartnerShare.__struct_fields__, row, strict=True))
    values["purpose"] = Purpose(values["purpose"])
    return PartnerShare(**values)


_COLUMNS = {"handoff": "handoff_id"}
_is_it = partner_shares.c.id == bindparam("which")
_ASK = insert(partner_shares).on_conflict_do_nothing().returning(partner_shares.c.id)
_ALL = select(
    *(partner_shares.c[_COLUMNS.get(name, name)] for name in PartnerShare.__struct_fields__)
)
_ONE = _ALL.where(_is_it)
_OF_CODE = _ALL.where(partner_shares.c.code_hash == bindparam("code"))
_OF_HANDOFF = _ALL.where(partner_shares.c.handoff_id == bindparam("of")).order_by(
    partner_shares.c.asked_at
)
_NOT_TAKEN_UP = _ALL.where(
    partner_shares.c.purpose == Purpose.REFER,
    partner_shares.c.says_yes,
    partner_shares.c.taken_at.is_(None),
    partner_shares.c.withdrawn_at.is_(None),
    partner_shares.c.told_at.is_(None),
)
_ANSWER = (
    update(partner_shares)
    .where(_is_it, partner_shares.c.says_yes.is_(None), partner_shares.c.withdrawn_at.is_(None))
    .values(
        says_yes=bindparam("says"),
        answered_at=bindparam("now"),
        code_hash=bindparam("code"),
        expires_at=bindparam("until"),
    )
)


def _mark(column: str) -> Update:
    """Keep a moment, once: who comes later changes nothing."""
    return (
        update(partner_shares)
        .where(_is_it, partner_shares.c[column].is_(None))
        .values({column: bindparam("now")})
    )


_WITHDRAW = _mark("withdrawn_at")
_OPENED = _mark("opened_at")
_TAKE_UP = _mark("taken_at")
_TOLD = _mark("told_at")
