"""Appointments at a time when their advisor is not there after all."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from advice.closing_days import ClosingDay
from conversations.appointments import Appointment, Slot
from handoff.appointments.agendas import Absence, Span
from handoff.ports import TeamWork
from kit.clock import AMSTERDAM

# Longer than anybody can book ahead.
_FAR = timedelta(days=400)


def is_closed(slot: Slot, closing_days: Sequence[ClosingDay]) -> bool:
    """Tell whether a time is on a closing day, and not within the hours that day has left."""
    begin, end = slot.start.astimezone(AMSTERDAM), slot.end.astimezone(AMSTERDAM)
    closing = next((one for one in closing_days if one.day == begin.date()), None)
    if closing is None:
        return False
    return not any(
        time.fromisoformat(since) <= begin.time() and end.time() <= time.fromisoformat(until)
        for since, until in closing.hours
    )


async def appointments_in(work: TeamWork, absence: Absence, now: datetime) -> Sequence[Appointment]:
    """Return those still to come that fall in an absence, of whom it is, the earliest first."""
    groups = {one.advisor.id: one.advisor.groups for one in await work.accounts()}
    return [
        one
        for one in await work.appointments(absence.span, advisor=absence.advisor)
        if one.slot.start > now and absence.concerns(one.slot.advisor, groups[one.slot.advisor])
    ]


async def appointments_of(work: TeamWork, advisor: UUID, now: datetime) -> Sequence[Appointment]:
    """Return those of one advisor that are still to come, the earliest first."""
    found = await work.appointments(Span(now, now + _FAR), advisor=advisor)
    return [one for one in found if one.slot.start > now]


async def cannot_take_place(
    work: TeamWork, closing_days: Sequence[ClosingDay], now: datetime
) -> Sequence[Appointment]:
    """Return those to come of who left the team, or when we are closed, that nobody asked about."""
    here = {one.advisor.id for one in await work.accounts() if one.advisor.is_active}
    return [
        one
        for one in await work.appointments(Span(now, now + _FAR))
        if one.slot.start > now
        and one.must_move_since is None
        and (one.slot.advisor not in here or is_closed(one.slot, closing_days))
    ]
