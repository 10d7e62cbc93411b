"""Scans as rows, and the figures that were made from them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, and_, bindparam, delete, func, literal, null, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from conversations.scans import CountedScan, KeptScan, ScanRecord, code_hash
from storage.appointment_tables import appointments
from storage.database import Connection
from storage.tables import conversations, published_figures, reminders, scans
from storage.team_tables import handoffs, helpers


class ScanRows:
    """The part of a transaction that concerns scans."""

    _connection: Connection

    async def keep_scan(self, conversation: UUID, scan: ScanRecord, at: datetime) -> None:
        """Keep a scan with the conversation in which it goes on; the same `id` is the same scan."""
        kept = {name: getattr(scan, name) for name in _AS_THEY_ARE}
        row = {
            **kept,
            "conversation_id": conversation,
            "code_hash": code_hash(scan.code),
            "consents": msgspec.to_builtins(scan.consents),
            "changed_at": at,
        }
        await self._connection.execute(_KEEP, row)

    async def scan_of_code(self, code: str) -> KeptScan | None:
        found = await self._connection.execute(_OF_CODE, {"code": code_hash(code)})
        row = found.one_or_none()
        return _kept(row, code) if row else None

    async def scan_for_advisor(self, id: UUID) -> KeptScan | None:
        row = (await self._connection.execute(_SEEN, {"of": id})).one_or_none()
        return _kept(row) if row else None

    async def scan_of_conversation(self, id: UUID) -> KeptScan | None:
        row = (await self._connection.execute(_SEEN_IN, {"of": id})).one_or_none()
        return _kept(row) if row else None

    async def scans_for_advisor(self, *, limit: int) -> Sequence[KeptScan]:
        rows = await self._connection.execute(_NEWEST_SEEN, {"most": limit})
        return tuple(_kept(row) for row in rows)

    async def counted_scans(self, since: datetime, until: datetime) -> Sequence[CountedScan]:
        rows = await self._connection.execute(_COUNTED, {"since": since, "until": until})
        return tuple(CountedScan(*row) for row in rows)

    async def first_counted(self) -> datetime | None:
        return (await self._connection.execute(_FIRST_COUNTED)).scalar()

    async def published(self, quarter: str) -> bytes | None:
        return (await self._connection.execute(_PUBLISHED, {"of": quarter})).scalar()

    async def publish(self, quarter: str, figures: bytes, at: datetime) -> bool:
        row = {"quarter": quarter, "figures": figures, "at": at}
        return (await self._connection.execute(_PUBLISH, row)).scalar() is not None

    async def forget_scans_untouched_since(self, moment: datetime) -> int:
        anonymous: Any = await self._connection.execute(_FORGET_WHOSE, {"moment": moment})
        gone: Any = await self._connection.execute(_FORGET, {"moment": moment})
        return int(anonymous.rowcount + gone.rowcount)

    async def _leave_scans_behind(self, moment: datetime) -> None:
        """Cut loose what may outlive its conversation, before the conversation is erased."""
        for statement in (_OUTLIVE_TO_BE_SEEN, _OUTLIVE_TO_BE_COUNTED):
            await self._connection.execute(statement, {"moment": moment})


_AS_THEY_ARE = (
    *("id", "business", "version", "answers", "levels", "schemes"),
    *("may_be_seen", "may_be_counted", "walk", "finished_at"),
)
_new = insert(scans)
_KEEP = _new.on_conflict_do_update(
    index_elements=[scans.c.id],
    set_={column.name: _new.excluded[column.name] for column in scans.c if column.name != "id"},
)

_SCANS = select(scans.c.conversation_id, scans.c.consents, *(scans.c[n] for n in _AS_THEY_ARE))
_OF_CODE = _SCANS.where(scans.c.code_hash == bindparam("code"))
_SEEN = _SCANS.where(scans.c.id == bindparam("of"), scans.c.may_be_seen)
_SEEN_IN = (
    _SCANS.where(scans.c.conversation_id == bindparam("of"), scans.c.may_be_seen)
    .order_by(scans.c.changed_at.desc())
    .limit(1)
)
_NEWEST_SEEN = (
    _SCANS.where(scans.c.may_be_seen, scans.c.finished_at.is_not(None))
    .order_by(scans.c.finished_at.desc())
    .limit(bindparam("most"))
)

_is_counted = and_(scans.c.may_be_counted, scans.c.finished_at.is_not(None))
_COUNTED = select(*(scans.c[name] for name in CountedScan.__struct_fields__)).where(
    _is_counted,
    scans.c.finished_at >= bindparam("since"),
    scans.c.finished_at < bindparam("until"),
)
_FIRST_COUNTED = select(func.min(scans.c.finished_at)).where(_is_counted)

_PUBLISHED = select(published_figures.c.figures).where(
    published_figures.c.quarter == bindparam("of")
)
_PUBLISH = insert(published_figures).on_conflict_do_nothing().returning(published_figures.c.quarter)

UNTOUCHED = and_(
    conversations.c.changed_at < bindparam("moment"),
    ~select(literal(1)).where(reminders.c.conversation_id == conversations.c.id).exists(),
    ~select(literal(1))
    .where(handoffs.c.conversation_id == conversations.c.id, handoffs.c.closed_at.is_(None))
    .exists(),
    ~select(literal(1))
    .where(helpers.c.conversation_id == conversations.c.id, ~helpers.c.is_paused)
    .exists(),
    ~select(literal(1))
    .where(
        appointments.c.conversation_id == conversations.c.id,
        appointments.c.cancelled_at.is_(None),
        appointments.c.ends_at >= bindparam("moment"),
    )
    .exists(),
)
"""Which conversations are too old to keep: nothing happened in them, or will.

No reminder, no person, no helper who can be asked, no appointment that is ahead or took place.
"""

_is_left_behind = and_(
    scans.c.conversation_id.in_(select(conversations.c.id).where(UNTOUCHED)),
    scans.c.finished_at.is_not(None),
)
_NOBODYS: dict[str, Any] = {
    "conversation_id": null(),
    "code_hash": null(),
    "schemes": {},
    "consents": {},
    "walk": {},
    "may_be_seen": False,
}
_OUTLIVE_TO_BE_SEEN = (
    update(scans).where(_is_left_behind, scans.c.may_be_seen).values(conversation_id=null())
)
_OUTLIVE_TO_BE_COUNTED = (
    update(scans).where(_is_left_behind, _is_counted, ~scans.c.may_be_seen).values(_NOBODYS)
)

_is_old = and_(scans.c.conversation_id.is_(None), scans.c.changed_at < bindparam("moment"))
_FORGET_WHOSE = (
    update(scans).where(_is_old, scans.c.may_be_seen, scans.c.may_be_counted).values(_NOBODYS)
)
_FORGET = delete(scans).where(_is_old, ~scans.c.may_be_counted)


def _kept(row: Row[*tuple[Any, ...]], code: str = "") -> KeptScan:
    kept = {name: getattr(row, name) for name in ("consents", *_AS_THEY_ARE)}
    scan = msgspec.convert({**kept, "code": code}, ScanRecord)
    return KeptScan(scan, row.conversation_id)
