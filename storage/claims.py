"""What is taken of the time of advisors, as rows: no two claims of one overlap (ADR 30)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, func, literal, null, or_, select, union_all, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from conversations.appointments import Slot, SlotTaken
from handoff.appointments.agendas import Span, Taken
from storage.agendas import AgendaRows
from storage.appointment_tables import appointment_claims, appointments, busy_times, held_slots

_PIECE = timedelta(minutes=5)
_COUNTED_FROM = datetime(2000, 1, 1, tzinfo=UTC)


class ClaimRows(AgendaRows):
    """The part of a transaction that concerns what is taken of the time of advisors."""

    async def hold_slot(
        self, conversation: UUID, slot: Slot, claim: Span, *, now: datetime, until: datetime
    ) -> None:
        whole = in_pieces(claim)
        row = {
            "conversation_id": conversation,
            "advisor_id": slot.advisor,
            "starts_at": slot.start,
            "claimed_from": whole.start,
            "claimed_until": whole.end,
            "held_until": until,
        }
        await self.lock_agendas(slot.advisor)
        await self._connection.execute(_HOLD, row)
        await self._take(whole, slot.advisor, conversation, None, now)

    async def release(self, conversation: UUID) -> None:
        await self._connection.execute(_RELEASE, {"of": conversation})

    async def taken(
        self, span: Span, *, now: datetime, but_for: UUID | None = None
    ) -> Mapping[UUID, Taken]:
        asked = {"since": span.start, "until": span.end, "now": now, "me": but_for}
        rows = await self._connection.execute(_TAKEN, asked)
        return {who: _taken(some) for who, some in groupby(rows, attrgetter("advisor_id"))}

    async def _let_go(self, appointment: UUID, conversation: UUID) -> None:
        """Free what an appointment takes, but for what its conversation holds of it."""
        await self._connection.execute(_HAND_OVER, {"mine": appointment, "me": conversation})
        await self._connection.execute(_LET_GO, {"mine": appointment})

    async def _take(
        self,
        whole: Span,
        advisor: UUID,
        conversation: UUID,
        appointment: UUID | None,
        now: datetime,
    ) -> None:
        """Take a time for an appointment, or to hold, in the place of what both had.

        Who moves an appointment may hold what it takes itself: those pieces stay the appointment's.

        What they had with another advisor goes last, so that two who change places do not wait
        for each other: both find the place taken.
        """
        had = {"who": advisor, "me": conversation, "mine": appointment}
        wanted = {"who": advisor, "since": whole.start, "until": whole.end}
        await self._connection.execute(_LEAVE_HERE, had)
        await self._connection.execute(_GIVE_WAY, wanted | {"now": now})
        owner = {"appointment_id": appointment, "held_by": None if appointment else conversation}
        rows = [{"advisor_id": advisor, **piece, **owner} for piece in _pieces(whole)]
        missing = len(rows) - len((await self._connection.execute(_CLAIM, rows)).all())
        if missing and not appointment:
            booked = await self._connection.execute(_BOOKED_BY, wanted | {"me": conversation})
            missing -= booked.scalar_one()
        if missing:
            raise SlotTaken
        await self._connection.execute(_LEAVE_ELSEWHERE, had)


def in_pieces(claim: Span) -> Span:
    """Return a claim from the five minutes in which it begins to the end of its last."""
    return Span(
        claim.start - (claim.start - _COUNTED_FROM) % _PIECE,
        claim.end + (_COUNTED_FROM - claim.end) % _PIECE,
    )


def _pieces(whole: Span) -> Iterator[dict[str, datetime]]:
    start = whole.start
    while start < whole.end:
        yield {"starts_at": start, "ends_at": start + _PIECE}
        start += _PIECE


def _taken(rows: Iterable[Row[*tuple[Any, ...]]]) -> Taken:
    kept = list(rows)
    spans = tuple(Span(row.claimed_from, row.claimed_until) for row in kept)
    return Taken(spans, tuple(row.starts_at for row in kept if row.starts_at))


_held = insert(held_slots)
_HOLD = _held.on_conflict_do_update(
    index_elements=[held_slots.c.conversation_id],
    set_={c.name: _held.excluded[c.name] for c in held_slots.c if c.name != "conversation_id"},
)
_RELEASE = delete(held_slots).where(held_slots.c.conversation_id == bindparam("of"))
_GIVE_WAY = delete(held_slots).where(
    held_slots.c.advisor_id == bindparam("who"),
    held_slots.c.held_until <= bindparam("now"),
    held_slots.c.claimed_from < bindparam("until"),
    held_slots.c.claimed_until > bindparam("since"),
)
_is_mine = or_(
    appointment_claims.c.held_by == bindparam("me"),
    appointment_claims.c.appointment_id == bindparam("mine"),
)
_LEAVE_HERE = delete(appointment_claims).where(
    _is_mine, appointment_claims.c.advisor_id == bindparam("who")
)
_LEAVE_ELSEWHERE = delete(appointment_claims).where(
    _is_mine, appointment_claims.c.advisor_id != bindparam("who")
)
_CLAIM = (
    insert(appointment_claims).on_conflict_do_nothing().returning(appointment_claims.c.starts_at)
)

_is_held = (
    select(literal(1))
    .where(
        held_slots.c.conversation_id == bindparam("me"),
        held_slots.c.advisor_id == appointment_claims.c.advisor_id,
        held_slots.c.claimed_from <= appointment_claims.c.starts_at,
        held_slots.c.claimed_until > appointment_claims.c.starts_at,
    )
    .exists()
)
_is_of_appointment = appointment_claims.c.appointment_id == bindparam("mine")
_HAND_OVER = (
    update(appointment_claims)
    .where(_is_of_appointment, _is_held)
    .values(appointment_id=None, held_by=bindparam("me"))
)
_LET_GO = delete(appointment_claims).where(_is_of_appointment)
_BOOKED_BY = (
    select(func.count())
    .select_from(appointment_claims)
    .join(appointments, appointments.c.id == appointment_claims.c.appointment_id)
    .where(
        appointments.c.conversation_id == bindparam("me"),
        appointment_claims.c.advisor_id == bindparam("who"),
        appointment_claims.c.starts_at >= bindparam("since"),
        appointment_claims.c.starts_at < bindparam("until"),
    )
)

_BOOKED = select(
    appointments.c.advisor_id,
    appointments.c.claimed_from,
    appointments.c.claimed_until,
    appointments.c.starts_at,
).where(
    appointments.c.claimed_from < bindparam("until"),
    appointments.c.claimed_until > bindparam("since"),
    appointments.c.conversation_id.is_distinct_from(bindparam("me")),
)
_HELD = select(
    held_slots.c.advisor_id,
    held_slots.c.claimed_from,
    held_slots.c.claimed_until,
    held_slots.c.starts_at,
).where(
    held_slots.c.claimed_from < bindparam("until"),
    held_slots.c.claimed_until > bindparam("since"),
    held_slots.c.held_until > bindparam("now"),
    held_slots.c.conversation_id.is_distinct_from(bindparam("me")),
)
_BUSY = select(busy_times.c.advisor_id, busy_times.c.starts_at, busy_times.c.ends_at, null()).where(
    busy_times.c.starts_at < bindparam("until"), busy_times.c.ends_at > bindparam("since")
)
_TAKEN = union_all(_BOOKED, _HELD, _BUSY).order_by("advisor_id", "claimed_from")
