"""Appointments as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Executable, Row, bindparam, insert, select, update

from conversations.appointments import Appointment, AppointmentRequest, Ending, Party, Slot
from handoff.appointments.agendas import Span
from handoff.appointments.ports import UnknownAppointment
from storage.appointment_tables import appointments
from storage.claims import ClaimRows, in_pieces


class AppointmentRows(ClaimRows):
    """The part of a transaction that concerns appointments."""

    async def book(self, appointment: Appointment, claim: Span, *, now: datetime) -> None:
        whole = in_pieces(claim)
        row = {
            "id": appointment.id,
            "conversation_id": appointment.conversation,
            "version": appointment.version,
            "booked_at": appointment.booked_at,
            **_may_change(appointment, whole),
        }
        await self.lock_agendas(appointment.slot.advisor)
        await self._connection.execute(_BOOK, row)
        await self._take_for(appointment, whole, now)

    async def change_appointment(
        self, appointment: Appointment, claim: Span | None, *, now: datetime
    ) -> bool:
        read = {"which": appointment.id, "read_version": appointment.version}
        await self.lock_agendas(appointment.slot.advisor)
        before = (await self._connection.execute(_AS_READ, read)).one_or_none()
        if before is None:
            return False
        has = _has(before, appointment.slot)
        whole = (has or in_pieces(claim)) if claim else None
        await self._connection.execute(_CHANGE, read | _may_change(appointment, whole))
        if whole is None:
            await self._let_go(appointment.id, appointment.conversation)
        elif whole is not has:
            await self._take_for(appointment, whole, now)
        await self._connection.announce(appointment.conversation)
        return True

    async def appointment(self, id: UUID) -> Appointment:
        found = await self._appointments(_ONE, which=id)
        if not found:
            raise UnknownAppointment
        return found[0]

    async def booked_appointment(self, conversation: UUID, now: datetime) -> Appointment | None:
        found = await self._appointments(_BOOKED, of=conversation, now=now)
        return found[0] if found else None

    async def appointments(
        self, span: Span, *, advisor: UUID | None = None
    ) -> Sequence[Appointment]:
        asked = {"since": span.start, "until": span.end}
        if advisor is None:
            return await self._appointments(_OVERLAPPING, **asked)
        return await self._appointments(_OVERLAPPING_OF, of=advisor, **asked)

    async def appointments_without_ending(self, before: datetime) -> Sequence[Appointment]:
        return await self._appointments(_WITHOUT_ENDING, moment=before)

    async def _take_for(self, appointment: Appointment, whole: Span, now: datetime) -> None:
        conversation, advisor = appointment.conversation, appointment.slot.advisor
        await self._take(whole, advisor, conversation, appointment.id, now)
        await self.release(conversation)

    async def _appointments(self, query: Executable, **values: object) -> Sequence[Appointment]:
        rows = await self._connection.execute(query, values)
        return tuple(_appointment(row) for row in rows)


def _may_change(appointment: Appointment, whole: Span | None) -> dict[str, Any]:
    return {
        "advisor_id": appointment.slot.advisor,
        "starts_at": appointment.slot.start,
        "ends_at": appointment.slot.end,
        "claimed_from": whole.start if whole else None,
        "claimed_until": whole.end if whole else None,
        "request": msgspec.to_builtins(appointment.request),
        **{name: getattr(appointment, name) for name in _AS_THEY_ARE},
    }


def _appointment(row: Row[*tuple[Any, ...]]) -> Appointment:
    values = {name: row._mapping[name] for name in (*_NEVER_CHANGES, *_AS_THEY_ARE)}
    values["cancelled_by"] = Party(row.cancelled_by) if row.cancelled_by else None
    values["ending"] = Ending(row.ending) if row.ending else None
    return Appointment(
        conversation=row.conversation_id,
        slot=_slot(row),
        request=msgspec.convert(row.request, AppointmentRequest),
        **values,
    )


def _has(row: Row[*tuple[Any, ...]], slot: Slot) -> Span | None:
    """Return what it takes for this slot, if it is booked for it already."""
    takes = row.claimed_from is not None and _slot(row) == slot
    return Span(row.claimed_from, row.claimed_until) if takes else None


def _slot(row: Row[*tuple[Any, ...]]) -> Slot:
    return Slot(row.starts_at, row.ends_at, row.advisor_id)


_NEVER_CHANGES = ("id", "version", "booked_at")
_AS_THEY_ARE = ("cancelled_at", "cancelled_by", "must_move_since", "ending", "remark")
_CHANGES = (
    *("advisor_id", "starts_at", "ends_at", "claimed_from", "claimed_until", "request"),
    *_AS_THEY_ARE,
)
_is_it = appointments.c.id == bindparam("which")
_is_as_read = appointments.c.version == bindparam("read_version")
_BOOK = insert(appointments)
_AS_READ = (
    select(
        appointments.c.advisor_id,
        appointments.c.starts_at,
        appointments.c.ends_at,
        appointments.c.claimed_from,
        appointments.c.claimed_until,
    )
    .where(_is_it, _is_as_read)
    .with_for_update(key_share=True)
)
_CHANGE = (
    update(appointments)
    .where(_is_it, _is_as_read)
    .values({name: bindparam(name) for name in _CHANGES} | {"version": appointments.c.version + 1})
)

_ALL = select(appointments).order_by(appointments.c.starts_at, appointments.c.id)
_stands = appointments.c.cancelled_at.is_(None)
_ONE = _ALL.where(_is_it)
_BOOKED = _ALL.where(
    appointments.c.conversation_id == bindparam("of"),
    _stands,
    appointments.c.ends_at > bindparam("now"),
)
_OVERLAPPING = _ALL.where(
    _stands,
    appointments.c.starts_at < bindparam("until"),
    appointments.c.ends_at > bindparam("since"),
)
_OVERLAPPING_OF = _OVERLAPPING.where(appointments.c.advisor_id == bindparam("of"))
_WITHOUT_ENDING = _ALL.where(
    _stands, appointments.c.ending.is_(None), appointments.c.ends_at <= bindparam("moment")
)
