"""What ticket bridges ask of the store: how far each copy is, and what was heard of each desk."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from handoff.cases import Note
from handoff.tickets.port import TicketState

type Groups = Mapping[str, str]
"""What a desk calls those of our groups that it gets, by our id; `ANY` is all others."""

ANY = "*"


def name_at_desk(groups: Groups, group: str | None) -> str | None:
    """Return what a desk calls a group of ours; None: it does not get what that group has."""
    return groups.get(group or "", groups.get(ANY))


class Ticket(Struct, frozen=True, kw_only=True):
    """The copy of a handoff at one desk, as far as we know.

    `key` is the handoff's id; without `handoff` it was erased, and so is the copy to be. Without
    `reference` it is not known to be there. `group` is the one of ours to which it was last given
    there. `attempt` counts from 1 while what is to be done does not come to an end; `claim` is
    another number each time that somebody begins with it.
    """

    bridge: str
    key: UUID
    handoff: UUID | None
    reference: str | None
    group: str | None
    state: TicketState
    copied_seq: int
    copied_version: int
    talks: str | None
    """The name by which the entrepreneur knows who talks from the desk."""
    attempt: int
    claim: int


class Asking(Struct, frozen=True):
    """A desk that is to be asked what happened; `attempt` counts from 1, and again after a yes."""

    bridge: str
    cursor: str
    attempt: int
    begun_at: datetime
    is_woken: bool
    """The desk called."""


class Tickets(Protocol):
    """The part of a transaction that concerns copies at desks elsewhere."""

    async def add_bridge(self, bridge: str, at: datetime) -> None:
        """Keep that there is a desk, to be asked from now on; there was one: nothing changes."""
        ...

    async def claim_bridges(
        self, bridges: Sequence[str], *, now: datetime, until: datetime
    ) -> Sequence[Asking]:
        """Take those that are due or called; nobody else gets them before `until`."""
        ...

    async def silent_bridges(self, bridges: Sequence[str]) -> Sequence[str]:
        """Return those that did not answer some times in a row."""
        ...

    async def asked(self, asking: Asking, cursor: str, *, due: datetime) -> None:
        """Keep up to where a desk was asked; it is asked again at `due`, or when it calls."""
        ...

    async def postpone_bridge(self, asking: Asking, *, until: datetime, code: str) -> None:
        """Ask it again at `until`, because it did not answer."""
        ...

    async def wake_bridge(self, bridge: str, at: datetime) -> None:
        """Let it be asked at once, also if it is being asked now."""
        ...

    async def followed(self, bridge: str, closed_after: datetime) -> Sequence[str]:
        """Return the references of what is open, or was closed after a moment."""
        ...

    async def has_open_tickets(self, bridge: str) -> bool:
        """Tell whether somebody may answer there any moment."""
        ...

    async def add_tickets(self, bridge: str, groups: Groups, at: datetime) -> int:
        """Keep that each open handoff of some groups is to have a copy; return how many are new.

        Only where consent was given. Each begins with what was said until then.
        """
        ...

    async def claim_tickets(
        self, bridges: Sequence[str], *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Ticket]:
        """Take at most `limit` copies that differ; nobody else gets them before `until`.

        Of desks that were never asked what happened there are none: an answer could be missed.
        """
        ...

    async def keep_ticket(self, ticket: Ticket, *, until: datetime) -> bool:
        """Keep how far a claimed copy is; False, and nothing changed, if the claim was lost.

        Who talks stays as it is. Nobody else gets it before `until`.
        """
        ...

    async def finish_ticket(self, ticket: Ticket) -> None:
        """Let go of a copy that is as it should be, as far as was seen."""
        ...

    async def postpone_ticket(self, ticket: Ticket, *, until: datetime, code: str) -> None:
        """Go on with it at `until`."""
        ...

    async def drop_ticket(self, ticket: Ticket) -> None:
        """Forget a copy, with all that was heard of it."""
        ...

    async def ticket_of(self, bridge: str, reference: str) -> Ticket | None:
        """Return the copy that a desk calls so."""
        ...

    async def heard(
        self, ticket: Ticket, *, state: TicketState, group: str | None, talks: str | None
    ) -> None:
        """Keep how a copy is at the desk, which told it; whoever has claimed it keeps it."""
        ...

    async def take_event(self, ticket: Ticket, id: str) -> bool:
        """Keep that something happened; False, and nothing changed, if it was kept before."""
        ...

    async def event_became(self, ticket: Ticket, id: str, seq: int) -> None:
        """Keep which message it became, so that it is not copied back."""
        ...

    async def came_from_desk(self, ticket: Ticket) -> frozenset[int]:
        """Return the places of the messages that came from there."""
        ...

    async def notes_to_copy(self, ticket: Ticket) -> Sequence[Note]:
        """Return the notes that do not stand there, the oldest first."""
        ...

    async def note_stands(self, bridge: str, note: UUID) -> None:
        """Keep that a note stands at a desk; twice is no error."""
        ...
