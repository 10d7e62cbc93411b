"""One way to try every desk: a colleague works there, and things go wrong on the way."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from conversations.files import NewFile
from handoff.tickets.fakes import MemoryBridge, lost
from handoff.tickets.port import (
    BridgeError,
    DeskAway,
    DeskRefused,
    EventKind,
    TicketBridge,
    TicketState,
)
from tests.support.time import HandClock


class Trouble(StrEnum):
    """What can go wrong with the next call to a desk."""

    AWAY = "away"
    """It does not answer, and does nothing."""
    LOST = "lost"
    """It does what is asked, and its answer does not arrive."""
    REFUSED = "refused"
    """It says no, and always will."""


class Desk(Protocol):
    """A desk at work: the bridge to it, and a colleague there who does things by hand."""

    name: str
    groups: tuple[str, str]
    """Two groups of the desk, in its own words."""
    colleague: str
    """The name by which the entrepreneur knows who works there."""
    does: frozenset[EventKind]
    """What a colleague can do there that we hear of."""

    @property
    def bridge(self) -> TicketBridge:
        """The way to it, from `start` on."""
        ...

    async def start(self) -> None:
        """Begin, with no tickets."""
        ...

    async def stop(self) -> None:
        """End."""
        ...

    def trouble(self, kind: Trouble) -> None:
        """Let the next call that changes something at the desk go wrong."""
        ...

    async def count(self, key: UUID) -> int:
        """Count the tickets with a key, as somebody there sees them."""
        ...

    async def stands(self, ticket: str) -> str:
        """Return all that can be read in a ticket: its subject and texts, and names of files."""
        ...

    async def where(self, ticket: str) -> tuple[str, TicketState]:
        """Return the group that has it, and its state; where there are none, as they were asked."""
        ...

    async def answers(self, ticket: str, text: str, file: NewFile | None = None) -> None:
        """Write to the entrepreneur."""
        ...

    async def answers_in_html(self, ticket: str, html: str) -> None:
        """Write to the entrepreneur with a program that makes HTML."""
        ...

    async def notes(self, ticket: str, text: str) -> None:
        """Write something that only colleagues read."""
        ...

    async def takes(self, ticket: str) -> None:
        """Take it."""
        ...

    async def releases(self, ticket: str) -> None:
        """Put it back."""
        ...

    async def moves(self, ticket: str, group: str) -> None:
        """Give it to another group."""
        ...

    async def closes(self, ticket: str) -> None:
        """Close it."""
        ...

    def call(self, body: bytes) -> Mapping[str, str] | None:
        """Return the headers with which the desk calls us; None where it calls nobody."""
        ...


class MemoryDesk:
    """The small one."""

    name = "memory"
    groups = ("een", "twee")
    colleague = "Piet"
    does = frozenset(EventKind)

    def __init__(self) -> None:
        self.bridge: MemoryBridge = MemoryBridge(HandClock(), self.groups)

    async def start(self) -> None:
        self.bridge = MemoryBridge(HandClock(), self.groups)

    async def stop(self) -> None:
        """Nothing to stop."""

    def trouble(self, kind: Trouble) -> None:
        self.bridge.failures.append(_TROUBLES[kind])

    async def count(self, key: UUID) -> int:
        return sum(one.asked.key == key for one in self.bridge.tickets.values())

    async def stands(self, ticket: str) -> str:
        one = self.bridge.tickets[ticket]
        said = [f"{m.text} {' '.join(f.title for f in m.files)}" for m in one.said.values()]
        files = [file.title for file in one.asked.files]
        asked = one.asked
        return "\n".join([asked.subject, asked.name or "", asked.text, *files, *said])

    async def where(self, ticket: str) -> tuple[str, TicketState]:
        one = self.bridge.tickets[ticket]
        return one.group, one.state

    async def answers(self, ticket: str, text: str, file: NewFile | None = None) -> None:
        self.bridge.happens(ticket, EventKind.MESSAGE, text, files=(file,) if file else ())

    async def answers_in_html(self, ticket: str, html: str) -> None:
        from gateway.tickets.plain import plain

        self.bridge.happens(ticket, EventKind.MESSAGE, plain(html))

    async def notes(self, ticket: str, text: str) -> None:
        self.bridge.happens(ticket, EventKind.NOTE, text)

    async def takes(self, ticket: str) -> None:
        self.bridge.happens(ticket, EventKind.TAKEN)

    async def releases(self, ticket: str) -> None:
        self.bridge.happens(ticket, EventKind.RELEASED)

    async def moves(self, ticket: str, group: str) -> None:
        self.bridge.happens(ticket, EventKind.MOVED, group=group)

    async def closes(self, ticket: str) -> None:
        self.bridge.happens(ticket, EventKind.CLOSED)

    def call(self, body: bytes) -> Mapping[str, str] | None:
        return self.bridge.signed(body)


_TROUBLES: dict[Trouble, BridgeError] = {
    Trouble.AWAY: DeskAway("away"),
    Trouble.LOST: lost(),
    Trouble.REFUSED: DeskRefused("refused"),
}
