"""A ticket bridge: a desk elsewhere that gets a copy of a handoff, and where people answer it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Protocol
from uuid import UUID

from msgspec import Struct

from conversations.files import NewFile


class BridgeAbilities(Struct, frozen=True):
    """What a desk can do; where it cannot hold a talk it only registers a request."""

    two_way: bool = True
    notes: bool = True
    files: bool = True
    groups: bool = True
    most_text: int = 100_000
    """Characters that one message may have."""


class TicketState(StrEnum):
    """How far a ticket is, in the words all desks share."""

    NEW = "new"
    TAKEN = "taken"
    WAITING = "waiting"
    CLOSED = "closed"


class NewTicket(Struct, frozen=True, kw_only=True):
    """A handoff as it leaves: masked, and with `email` only where that was consented to.

    `key` is the handoff's id: the same key is the same ticket. `group` is the desk's own name for
    who gets it. `text` begins with what is wanted, and has the conversation after it. `files` are
    what the entrepreneur sent until now.
    """

    key: UUID
    group: str
    subject: str
    text: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    files: tuple[NewFile, ...] = ()

    def __repr__(self) -> str:
        """Show nothing of who it is about: a value may end up in a log."""
        return f"NewTicket(key={self.key}, group={self.group!r})"


class TicketMessage(Struct, frozen=True, kw_only=True):
    """What goes to the desk about a ticket; the same `key` is the same message."""

    key: UUID
    text: str
    is_internal: bool = False
    files: tuple[NewFile, ...] = ()


class EventKind(StrEnum):
    """What happened at the desk."""

    MESSAGE = "message"
    NOTE = "note"
    """For colleagues: kept, and never told the entrepreneur."""
    TAKEN = "taken"
    RELEASED = "released"
    MOVED = "moved"
    CLOSED = "closed"


class TicketEvent(Struct, frozen=True, kw_only=True):
    """Something that happened to a ticket at the desk, by somebody there.

    `id` is unique in the bridge, `ticket` is the desk's own reference, `text` is plain. `author` is
    the name that the entrepreneur reads, `email` theirs where the desk tells it. `group` is the
    desk's own name of where it moved to.
    """

    id: str
    ticket: str
    kind: EventKind
    author: str
    at: datetime
    email: str | None = None
    text: str = ""
    files: tuple[NewFile, ...] = ()
    group: str | None = None


class Pulled(Struct, frozen=True):
    """What happened, in order, and from where to ask on the next time."""

    events: tuple[TicketEvent, ...]
    cursor: str


class BridgeError(Exception):
    """The desk did not do what was asked."""

    is_final: ClassVar[bool] = False
    """Trying again will not help before somebody changed something."""

    def __init__(self, code: str = "", retry_after: timedelta | None = None) -> None:
        """`code` is the desk's own; it is kept and logged, so nothing of people is in it."""
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class DeskAway(BridgeError):
    """It cannot be reached, was too slow or asks to try later; it may have been done."""


class DeskRefused(BridgeError):
    """It will never do this: a right, a name or a field that it does not have."""

    is_final = True


class UnknownSignature(BridgeError):
    """A call that was not signed by the desk."""

    is_final = True


class TicketBridge(Protocol):
    """One desk. Every verb may be called again after `DeskAway`: `find` and `has` tell what was."""

    abilities: BridgeAbilities

    async def find(self, key: UUID) -> str | None:
        """Return the desk's reference of the ticket with this key, if it was made."""
        ...

    async def open(self, ticket: NewTicket) -> str:
        """Make a ticket and return the desk's reference."""
        ...

    async def has(self, ticket: str, message: UUID) -> bool:
        """Tell whether a message stands there already."""
        ...

    async def post(self, ticket: str, message: TicketMessage) -> None:
        """Add a message for who works on it, or an internal one."""
        ...

    async def set_state(self, ticket: str, state: TicketState) -> None:
        """Bring it in a state; it is in that state already: nothing happens."""
        ...

    async def move(self, ticket: str, group: str) -> None:
        """Give it to another group of the desk."""
        ...

    async def forget(self, ticket: str) -> None:
        """Take our copy away, as far as the desk lets us; where it cannot be, tell them there to.

        There is no such ticket: nothing happens.
        """
        ...

    async def pull(self, cursor: str, open_tickets: Sequence[str]) -> Pulled:
        """Return what people did since `cursor` ("" is from now on), never what we did ourselves.

        Only of `open_tickets`: those that are followed, some of them closed not long ago. The
        window may overlap: an event may come again, with the same id.
        """
        ...

    def wake(self, headers: Mapping[str, str], body: bytes) -> None:
        """Check that a call comes from the desk; raise `UnknownSignature`. It tells no more."""
        ...

    async def health(self) -> None:
        """Return where we can do all we need there; raise a `BridgeError` that says what not."""
        ...

    async def close(self) -> None:
        """Close its connections."""
        ...
