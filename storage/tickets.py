"""Copies at desks elsewhere as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Executable,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    literal,
    null,
    or_,
    select,
    true,
    update,
)

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from handoff.cases import Note
from handoff.tickets.port import TicketState
from handoff.tickets.ports import ANY, Groups, Ticket
from storage.tables import conversations
from storage.team_tables import handoffs, notes
from storage.ticket_bridges import MOST_CODE, BridgeRows
from storage.ticket_tables import ticket_bridges, ticket_events, ticket_notes, tickets


class TicketRows(BridgeRows):
    """The part of a transaction that concerns copies at desks elsewhere."""

    async def followed(self, bridge: str, closed_after: datetime) -> Sequence[str]:
        of = {"desk": bridge, "moment": closed_after}
        return tuple((await self._connection.execute(_FOLLOWED, of)).scalars())

    async def has_open_tickets(self, bridge: str) -> bool:
        return bool((await self._connection.execute(_HAS_OPEN, {"desk": bridge})).scalar())

    async def add_tickets(self, bridge: str, groups: Groups, at: datetime) -> int:
        of = {"to": bridge, "is_any": ANY in groups, "team": list(groups), "at": at}
        return len((await self._connection.execute(_ADD_TICKETS, of)).all())

    async def claim_tickets(
        self, bridges: Sequence[str], *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Ticket]:
        asked = {"bridges": list(bridges), "now": now, "most": limit}
        rows = (await self._connection.execute(_TICKETS_DUE, asked)).all()
        for row in rows:
            which = {"desk": row.bridge, "which": row.key, "until": until}
            await self._connection.execute(_CLAIM_TICKET, which)
        return tuple(_ticket(row, 1) for row in rows)

    async def keep_ticket(self, ticket: Ticket, *, until: datetime) -> bool:
        values = {
            "at_desk": ticket.reference,
            "team": ticket.group,
            "becomes": ticket.state,
            "seq": ticket.copied_seq,
            "version": ticket.copied_version,
        }
        return await self._changes_ticket(_KEEP, ticket, until=until, **values)

    async def finish_ticket(self, ticket: Ticket) -> None:
        await self._changes_ticket(_FINISH, ticket, version=ticket.copied_version)

    async def postpone_ticket(self, ticket: Ticket, *, until: datetime, code: str) -> None:
        await self._changes_ticket(_POSTPONE, ticket, due=until, said=code[:MOST_CODE])

    async def drop_ticket(self, ticket: Ticket) -> None:
        which = {"desk": ticket.bridge, "which": ticket.key}
        for statement in (_DROP_EVENTS, _DROP):
            await self._connection.execute(statement, which)

    async def ticket_of(self, bridge: str, reference: str) -> Ticket | None:
        of = {"desk": bridge, "at_desk": reference}
        row = (await self._connection.execute(_BY_REFERENCE, of)).one_or_none()
        return _ticket(row) if row else None

    async def heard(
        self, ticket: Ticket, *, state: TicketState, group: str | None, talks: str | None
    ) -> None:
        which = {"desk": ticket.bridge, "which": ticket.key}
        told = {"becomes": state, "team": group, "who": talks}
        await self._connection.execute(_HEARD, {**which, **told})

    async def take_event(self, ticket: Ticket, id: str) -> bool:
        row = {"bridge": ticket.bridge, "external_id": id, "key": ticket.key, "seq": None}
        return (await self._connection.execute(_TAKE_EVENT, row)).scalar() is not None

    async def event_became(self, ticket: Ticket, id: str, seq: int) -> None:
        values = {"desk": ticket.bridge, "which": id, "became": seq}
        await self._connection.execute(_BECAME, values)

    async def came_from_desk(self, ticket: Ticket) -> frozenset[int]:
        of = {"desk": ticket.bridge, "which": ticket.key}
        return frozenset((await self._connection.execute(_FROM_DESK, of)).scalars())

    async def notes_to_copy(self, ticket: Ticket) -> Sequence[Note]:
        of = {"desk": ticket.bridge, "of": ticket.key}
        rows = await self._connection.execute(_NOTES_TO_COPY, of)
        return tuple(Note(*row) for row in rows)

    async def note_stands(self, bridge: str, note: UUID) -> None:
        await self._connection.execute(_NOTE_STANDS, {"bridge": bridge, "note_id": note})

    async def _changes_ticket(
        self, statement: Executable, ticket: Ticket, **values: object
    ) -> bool:
        claim = {"desk": ticket.bridge, "which": ticket.key, "claim": ticket.claim}
        result: Any = await self._connection.execute(statement, {**claim, **values})
        return bool(result.rowcount)


def _ticket(row: Row[*tuple[Any, ...]], claimed: int = 0) -> Ticket:
    return Ticket(
        bridge=row.bridge,
        key=row.key,
        handoff=row.handoff_id,
        reference=row.reference,
        group=row.team_group,
        state=TicketState(row.state),
        copied_seq=row.copied_seq,
        copied_version=row.copied_version,
        talks=row.talks,
        attempt=row.attempts + claimed,
        claim=row.claims + claimed,
    )


_of_bridge = tickets.c.bridge == bindparam("desk")
_is_open = handoffs.c.closed_at.is_(None)
_with_handoffs = tickets.join(handoffs, handoffs.c.id == tickets.c.handoff_id)
_FOLLOWED = (
    select(tickets.c.reference)
    .select_from(_with_handoffs)
    .where(
        _of_bridge,
        tickets.c.reference.is_not(None),
        or_(_is_open, handoffs.c.closed_at > bindparam("moment")),
    )
    .order_by(tickets.c.reference)
)
_HAS_OPEN = select(
    exists(
        select(literal(1))
        .select_from(_with_handoffs)
        .where(_of_bridge, _is_open, tickets.c.reference.is_not(None))
    )
)


# Consent is to hand it to a person; without it nothing leaves.
_may_leave = handoffs.c.request[("consent", "is_given")].as_boolean()


def _new_tickets() -> Executable:
    """Return the statement that adds a row for each handoff that is to have one."""
    to = bindparam("to", type_=tickets.c.bridge.type)
    has_one = exists().where(tickets.c.bridge == to, tickets.c.key == handoffs.c.id)
    is_theirs: ColumnElement[bool] = or_(
        bindparam("is_any", type_=true().type),
        handoffs.c.team_group.in_(bindparam("team", expanding=True)),
    )
    rows = (
        select(
            to,
            handoffs.c.id,
            handoffs.c.id,
            handoffs.c.team_group,
            literal(TicketState.NEW.value),
            conversations.c.last_seq,
            bindparam("at", type_=tickets.c.due_at.type),
        )
        .join(conversations, conversations.c.id == handoffs.c.conversation_id)
        .where(_is_open, _may_leave, is_theirs, ~has_one)
    )
    into = ["bridge", "key", "handoff_id", "team_group", "state", "copied_seq", "due_at"]
    made = insert(tickets).from_select(into, rows)
    return made.on_conflict_do_nothing().returning(tickets.c.key)


_ADD_TICKETS = _new_tickets()
_stands = exists().where(
    ticket_notes.c.bridge == tickets.c.bridge, ticket_notes.c.note_id == notes.c.id
)
_has_notes = exists().where(notes.c.handoff_id == tickets.c.handoff_id, ~_stands)
_has_been_asked = exists().where(
    ticket_bridges.c.name == tickets.c.bridge, ticket_bridges.c.cursor != ""
)
_differs = or_(
    tickets.c.handoff_id.is_(None),
    handoffs.c.version > tickets.c.copied_version,
    and_(_is_open, or_(conversations.c.last_seq > tickets.c.copied_seq, _has_notes)),
)
_TICKETS_DUE = (
    select(*tickets.c)
    .outerjoin(handoffs, handoffs.c.id == tickets.c.handoff_id)
    .outerjoin(conversations, conversations.c.id == handoffs.c.conversation_id)
    .where(
        tickets.c.bridge.in_(bindparam("bridges", expanding=True)),
        tickets.c.due_at <= bindparam("now"),
        or_(tickets.c.claimed_until.is_(None), tickets.c.claimed_until <= bindparam("now")),
        _has_been_asked,
        _differs,
    )
    .order_by(tickets.c.due_at, tickets.c.key)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=tickets)
)
_is_ticket = and_(_of_bridge, tickets.c.key == bindparam("which"))
_CLAIM_TICKET = (
    update(tickets)
    .where(_is_ticket)
    .values(
        claimed_until=bindparam("until"),
        claims=tickets.c.claims + 1,
        attempts=tickets.c.attempts + 1,
    )
)
_is_still_ours = and_(_is_ticket, tickets.c.claims == bindparam("claim"))
_KEEP = (
    update(tickets)
    .where(_is_still_ours)
    .values(
        claimed_until=bindparam("until"),
        reference=bindparam("at_desk"),
        team_group=bindparam("team"),
        state=bindparam("becomes"),
        copied_seq=bindparam("seq"),
        copied_version=bindparam("version"),
    )
)
_FINISH = (
    update(tickets)
    .where(_is_still_ours)
    .values(claimed_until=null(), attempts=0, code="", copied_version=bindparam("version"))
)
_POSTPONE = (
    update(tickets)
    .where(_is_still_ours)
    .values(claimed_until=null(), due_at=bindparam("due"), code=bindparam("said"))
)
_DROP_EVENTS = delete(ticket_events).where(
    ticket_events.c.bridge == bindparam("desk"), ticket_events.c.key == bindparam("which")
)
_DROP = delete(tickets).where(_is_ticket)
_BY_REFERENCE = select(*tickets.c).where(_of_bridge, tickets.c.reference == bindparam("at_desk"))
_HEARD = (
    update(tickets)
    .where(_is_ticket)
    .values(state=bindparam("becomes"), team_group=bindparam("team"), talks=bindparam("who"))
)
_TAKE_EVENT = insert(ticket_events).on_conflict_do_nothing().returning(ticket_events.c.external_id)
_BECAME = (
    update(ticket_events)
    .where(
        ticket_events.c.bridge == bindparam("desk"),
        ticket_events.c.external_id == bindparam("which"),
    )
    .values(seq=bindparam("became"))
)
_FROM_DESK = select(ticket_events.c.seq).where(
    ticket_events.c.bridge == bindparam("desk"),
    ticket_events.c.key == bindparam("which"),
    ticket_events.c.seq.is_not(None),
)
_NOTES_TO_COPY = (
    select(notes.c.id, notes.c.handoff_id, notes.c.advisor, notes.c.text, notes.c.at)
    .where(
        notes.c.handoff_id == bindparam("of"),
        ~exists().where(
            ticket_notes.c.bridge == bindparam("desk"), ticket_notes.c.note_id == notes.c.id
        ),
    )
    .order_by(notes.c.at, notes.c.id)
)
_NOTE_STANDS = insert(ticket_notes).on_conflict_do_nothing()
