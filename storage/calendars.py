"""Calendars elsewhere, as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, delete, or_, select, union, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from handoff.appointments.agendas import Span
from handoff.appointments.calendar_ports import AdvisorCalendar, Written
from storage.appointment_tables import advisor_agendas, appointments, busy_times
from storage.calendar_tables import advisor_calendars, written_appointments
from storage.database import Connection
from storage.team_tables import advisors

# As `AgendaRules` keeps it.
_PATH = "agenda-pad"


class CalendarRows:
    """The part of a transaction that concerns calendars elsewhere."""

    _connection: Connection

    async def claim_calendars(
        self, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[AdvisorCalendar]:
        due = await self._connection.execute(_DUE, {"now": now, "most": limit})
        found = [_calendar(row, now) for row in due]
        return [one for one in found if await self._lease(one, now, until)]

    async def free_calendar(
        self, calendar: AdvisorCalendar, *, not_before: datetime, problem: str = ""
    ) -> None:
        known = _row(calendar) | {"not_before": not_before, "problem": problem}
        await self._connection.execute(_FREE, known | {"of": calendar.advisor})

    async def calendar_of(self, advisor: UUID) -> str | None:
        found = await self._connection.execute(_CONNECTED_ONE, {"of": advisor})
        row = found.one_or_none()
        return row.path if row else None

    async def written(self, advisor: UUID) -> Sequence[Written]:
        rows = await self._connection.execute(_WRITTEN, {"of": advisor})
        return tuple(
            Written(
                appointment=row.appointment_id,
                path=row.path,
                version=row.version,
                span=Span(row.starts_at, row.ends_at),
                mark=row.mark,
                is_wanted=row.wanted is not None,
            )
            for row in rows
        )

    async def keep_written(self, advisor: UUID, *written: Written) -> None:
        rows = [
            {
                "appointment_id": one.appointment,
                "path": one.path,
                "advisor_id": advisor,
                "version": one.version,
                "starts_at": one.span.start,
                "ends_at": one.span.end,
                "mark": one.mark,
            }
            for one in written
        ]
        if rows:
            await self._connection.execute(_KEEP_WRITTEN, rows)

    async def drop_written(self, *dropped: Written) -> None:
        for one in dropped:
            which = {"which": one.appointment, "there": one.path}
            await self._connection.execute(_DROP_WRITTEN, which)

    async def add_busy(self, advisor: UUID, busy: Sequence[Span]) -> None:
        rows = [
            {"advisor_id": advisor, "starts_at": span.start, "ends_at": span.end} for span in busy
        ]
        if rows:
            await self._connection.execute(_ADD_BUSY, rows)

    async def _lease(self, calendar: AdvisorCalendar, now: datetime, until: datetime) -> bool:
        """Take a calendar, unless somebody did so a moment ago."""
        row = {"advisor_id": calendar.advisor, "not_before": until, "problem": ""}
        asked = _row(calendar) | row | {"now": now}
        return (await self._connection.execute(_LEASE, asked)).one_or_none() is not None


def _row(calendar: AdvisorCalendar) -> dict[str, Any]:
    return {
        "path": calendar.path or "",
        "token": calendar.token,
        "look_at": calendar.look_at,
        "busy_at": calendar.busy_at,
    }


def _calendar(row: Row[*tuple[Any, ...]], now: datetime) -> AdvisorCalendar:
    """Return what is known of a calendar; of another one than before nothing is."""
    is_known = row.path is not None and row.path == row.known_path
    return AdvisorCalendar(
        advisor=row.advisor_id,
        path=row.path,
        token=row.token if is_known else "",
        look_at=row.look_at if is_known else now,
        busy_at=row.busy_at if is_known else None,
    )


_path = advisor_agendas.c.rules[_PATH].as_string()
_CONNECTED = (
    select(advisor_agendas.c.advisor_id, _path.label("path"))
    .join(advisors, advisors.c.id == advisor_agendas.c.advisor_id)
    .where(advisors.c.is_active, _path.is_not(None))
)
_CONNECTED_ONE = _CONNECTED.where(advisor_agendas.c.advisor_id == bindparam("of"))
_connected = _CONNECTED.cte("connected")

_to_look = (
    select(_connected.c.advisor_id)
    .outerjoin(advisor_calendars, advisor_calendars.c.advisor_id == _connected.c.advisor_id)
    .where(
        or_(
            advisor_calendars.c.path.is_distinct_from(_connected.c.path),
            advisor_calendars.c.look_at <= bindparam("now"),
        )
    )
)
_to_write = (
    select(_connected.c.advisor_id)
    .join(appointments, appointments.c.advisor_id == _connected.c.advisor_id)
    .outerjoin(
        written_appointments,
        and_(
            written_appointments.c.appointment_id == appointments.c.id,
            written_appointments.c.path == _connected.c.path,
        ),
    )
    .where(
        appointments.c.cancelled_at.is_(None),
        appointments.c.ends_at > bindparam("now"),
        or_(
            written_appointments.c.version.is_(None),
            written_appointments.c.version < appointments.c.version,
        ),
    )
)
_is_wanted = and_(
    appointments.c.id == written_appointments.c.appointment_id,
    appointments.c.advisor_id == written_appointments.c.advisor_id,
    appointments.c.cancelled_at.is_(None),
)
_to_remove = (
    select(written_appointments.c.advisor_id)
    .outerjoin(appointments, _is_wanted)
    .outerjoin(_connected, _connected.c.advisor_id == written_appointments.c.advisor_id)
    .where(
        or_(
            appointments.c.id.is_(None),
            _connected.c.path.is_distinct_from(written_appointments.c.path),
        )
    )
)
_to_forget = (
    select(advisor_calendars.c.advisor_id)
    .outerjoin(_connected, _connected.c.advisor_id == advisor_calendars.c.advisor_id)
    .where(_connected.c.path.is_(None), advisor_calendars.c.path != "")
)
_due = union(_to_look, _to_write, _to_remove, _to_forget).subquery()
_DUE = (
    select(
        _due.c.advisor_id,
        _connected.c.path,
        advisor_calendars.c.path.label("known_path"),
        advisor_calendars.c.token,
        advisor_calendars.c.look_at,
        advisor_calendars.c.busy_at,
    )
    .outerjoin(_connected, _connected.c.advisor_id == _due.c.advisor_id)
    .outerjoin(advisor_calendars, advisor_calendars.c.advisor_id == _due.c.advisor_id)
    .where(
        or_(
            advisor_calendars.c.not_before.is_(None),
            advisor_calendars.c.not_before <= bindparam("now"),
        )
    )
    # Who was served longest ago comes first.
    .order_by(advisor_calendars.c.not_before.asc().nulls_first())
    .limit(bindparam("most"))
)
_lease = insert(advisor_calendars)
_LEASE = _lease.on_conflict_do_update(
    index_elements=[advisor_calendars.c.advisor_id],
    set_={"not_before": _lease.excluded.not_before},
    where=advisor_calendars.c.not_before <= bindparam("now"),
).returning(advisor_calendars.c.advisor_id)
_FREE = (
    update(advisor_calendars)
    .where(advisor_calendars.c.advisor_id == bindparam("of"))
    .values(
        {
            name: bindparam(name)
            for name in ("path", "token", "look_at", "busy_at", "not_before", "problem")
        }
    )
)

_WRITTEN = (
    select(written_appointments, appointments.c.id.label("wanted"))
    .outerjoin(appointments, _is_wanted)
    .where(written_appointments.c.advisor_id == bindparam("of"))
    .order_by(written_appointments.c.appointment_id)
)
_written = insert(written_appointments)
_KEEP_WRITTEN = _written.on_conflict_do_update(
    index_elements=[written_appointments.c.appointment_id, written_appointments.c.path],
    set_={
        name: _written.excluded[name]
        for name in ("advisor_id", "version", "starts_at", "ends_at", "mark")
    },
)
_DROP_WRITTEN = delete(written_appointments).where(
    written_appointments.c.appointment_id == bindparam("which"),
    written_appointments.c.path == bindparam("there"),
)
_ADD_BUSY = insert(busy_times).on_conflict_do_nothing()
