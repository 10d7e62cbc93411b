"""A small desk in memory, held to the same promises as the real ones."""

import asyncio
import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from conversations.files import NewFile
from handoff.tickets.port import (
    BridgeAbilities,
    BridgeError,
    DeskAway,
    DeskRefused,
    EventKind,
    NewTicket,
    Pulled,
    TicketEvent,
    TicketMessage,
    TicketState,
    UnknownSignature,
)
from kit.clock import Clock


class MemoryTicket:
    """A ticket as the desk has it; `said` has its messages and notes by their key, in order."""

    def __init__(self, ticket: NewTicket) -> None:
        self.asked = ticket
        self.group = ticket.group
        self.state = TicketState.NEW
        self.said: dict[UUID, TicketMessage] = {}


class MemoryBridge:
    """A desk with the groups it is told; `failures` go before what is asked, and None is none.

    A failure with `lost` as its code lets the desk do it first: only the answer is lost.
    """

    def __init__(
        self,
        clock: Clock,
        groups: Sequence[str] = ("een", "twee"),
        secret: str = "geheim",  # noqa: S107
    ) -> None:
        self.abilities = BridgeAbilities()
        self.tickets: dict[str, MemoryTicket] = {}
        self.failures: list[BridgeError | None] = []
        self.seconds = 0.0
        self.pulls = 0
        self._clock = clock
        self._groups = frozenset(groups)
        self._secret = secret.encode()
        self._events: list[TicketEvent] = []

    async def find(self, key: UUID) -> str | None:
        """Look among the tickets."""
        await self._answers()
        return next((id for id, one in self.tickets.items() if one.asked.key == key), None)

    async def open(self, ticket: NewTicket) -> str:
        """Make one more, as desks do."""
        lost = await self._answers()
        self._require(ticket.group)
        reference = str(len(self.tickets) + 1)
        self.tickets[reference] = MemoryTicket(ticket)
        _lose(lost)
        return reference

    async def has(self, ticket: str, message: UUID) -> bool:
        """Look in the ticket."""
        await self._answers()
        return message in self._ticket(ticket).said

    async def post(self, ticket: str, message: TicketMessage) -> None:
        """Keep it."""
        lost = await self._answers()
        self._ticket(ticket).said[message.key] = message
        _lose(lost)

    async def set_state(self, ticket: str, state: TicketState) -> None:
        """Change it."""
        lost = await self._answers()
        self._ticket(ticket).state = state
        _lose(lost)

    async def move(self, ticket: str, group: str) -> None:
        """Change it."""
        lost = await self._answers()
        self._require(group)
        self._ticket(ticket).group = group
        _lose(lost)

    async def forget(self, ticket: str) -> None:
        """Remove it."""
        await self._answers()
        self.tickets.pop(ticket, None)

    async def pull(self, cursor: str, open_tickets: Sequence[str]) -> Pulled:
        """Return events with the last one before `cursor` again."""
        await self._answers()
        self.pulls += 1
        since = int(cursor) if cursor else len(self._events)
        found = [one for one in self._events[max(0, since - 1) :] if one.ticket in open_tickets]
        return Pulled(tuple(found), str(len(self._events)))

    def wake(self, headers: Mapping[str, str], body: bytes) -> None:
        """Compare the signature in the header of `signed`."""
        if not hmac.compare_digest(headers.get("x-signature", ""), self._signature(body)):
            raise UnknownSignature

    def signed(self, body: bytes) -> dict[str, str]:
        """Return the headers of a call of the desk."""
        return {"x-signature": self._signature(body)}

    async def health(self) -> None:
        """It is well, unless told otherwise."""
        await self._answers()

    async def close(self) -> None:
        """Nothing to close."""

    def happens(  # noqa: PLR0913 - what may happen at a desk
        self,
        ticket: str,
        kind: EventKind,
        text: str = "",
        *,
        author: str = "Piet",
        email: str | None = None,
        files: tuple[NewFile, ...] = (),
        group: str | None = None,
    ) -> None:
        """Let a colleague at the desk do something."""
        place = self._ticket(ticket)
        place.state = _AFTER.get(kind, place.state)
        place.group = group or place.group
        event = TicketEvent(
            id=str(len(self._events) + 1),
            ticket=ticket,
            kind=kind,
            author=author,
            email=email,
            at=self._clock(),
            text=text,
            files=files,
            group=group,
        )
        self._events.append(event)

    async def _answers(self) -> BridgeError | None:
        """Return what is to be raised after the work is done, and raise what goes before it."""
        await asyncio.sleep(self.seconds)
        failure = self.failures.pop(0) if self.failures else None
        if failure is None or failure.code == "lost":
            return failure
        raise failure

    def _ticket(self, ticket: str) -> MemoryTicket:
        if ticket not in self.tickets:
            raise DeskRefused("no-ticket")
        return self.tickets[ticket]

    def _require(self, group: str) -> None:
        if group not in self._groups:
            raise DeskRefused("no-group")

    def _signature(self, body: bytes) -> str:
        return hmac.new(self._secret, body, sha256).hexdigest()


def lost() -> BridgeError:
    """Return the failure after which the desk has done what was asked."""
    return DeskAway("lost")


def _lose(failure: BridgeError | None) -> None:
    if failure:
        raise failure


_AFTER = {
    EventKind.TAKEN: TicketState.TAKEN,
    EventKind.RELEASED: TicketState.NEW,
    EventKind.CLOSED: TicketState.CLOSED,
}
