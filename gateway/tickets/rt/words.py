"""What Request Tracker calls things, and its answers as values. No I/O here.

https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html
"""

import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

from conversations.files import NewFile
from gateway.tickets.asker import with_asker
from handoff.tickets.port import NewTicket, TicketMessage, TicketState

TICKET_KEY, MESSAGE_KEY = "GesprekId", "BerichtId"
"""Custom fields that the administrator of Request Tracker makes, on tickets and transactions."""

STATUSES: Mapping[TicketState, str] = {
    TicketState.NEW: "new",
    TicketState.TAKEN: "open",
    TicketState.WAITING: "stalled",
    TicketState.CLOSED: "resolved",
}
DELETED = "deleted"
CLOSED = frozenset(("resolved", "rejected", DELETED))
NOBODY = "Nobody"

type _Number = Annotated[int, Meta(ge=1)]


class Ref(Struct):
    """What points at something: a user by name, a queue by number."""

    id: str | int


class Ticket(Struct):
    """As much of a ticket as we look at."""

    id: _Number
    status: str = field(name="Status")
    queue: Ref = field(name="Queue")


class Transaction(Struct):
    """Something that happened to a ticket."""

    id: _Number
    type: str = field(name="Type")
    changed: str = field(name="Field")
    new: str = field(name="NewValue")
    creator: Ref = field(name="Creator")
    ticket: _Number = field(name="ObjectId")
    at: datetime = field(name="Created")

    @property
    def moment(self) -> datetime:
        return self.at.astimezone(UTC)


class Attachment(Struct):
    """A piece of a message: its words, or a file."""

    id: _Number
    media_type: str = field(name="ContentType", default="")
    title: str = field(name="Filename", default="")
    content: str | None = field(name="Content", default="")


class User(Struct):
    """Somebody with an account there."""

    name: str = field(name="Name")
    real_name: str = field(name="RealName", default="")
    email: str = field(name="EmailAddress", default="")
    is_privileged: bool = field(name="Privileged", default=False)
    """Works there; all others only mail with it."""


class Named(Struct):
    """A queue."""

    name: str = field(name="Name")


class Found(Struct):
    """Something that was found."""

    id: _Number


class Page[One](Struct):
    """Some of what was looked for."""

    items: list[One]


def asked(ticket: NewTicket) -> dict[str, object]:
    """Return a new ticket; without a requestor, or it would mail them every answer too."""
    return {
        "Queue": ticket.group,
        # A line of a header: it cannot be broken.
        "Subject": " ".join(ticket.subject.split()),
        "Content": with_asker(ticket),
        "ContentType": "text/plain",
        "CustomFields": {TICKET_KEY: str(ticket.key)},
        "Attachments": _attached(ticket.files),
    }


def told(message: TicketMessage) -> dict[str, object]:
    """Return a message or note."""
    return {
        "Content": message.text,
        "ContentType": "text/plain",
        "TxnCustomFields": {MESSAGE_KEY: str(message.key)},
        "Attachments": _attached(message.files),
    }


def tickets_with(key: UUID) -> str:
    return f"CF.{{{TICKET_KEY}}} = '{key}'"


def messages_with(ticket: int, key: UUID) -> str:
    return f"ObjectType = 'RT::Ticket' AND ObjectId = {ticket} AND CF.{{{MESSAGE_KEY}}} = '{key}'"


def happened_to(tickets: Iterable[int], since: int, but_by: str) -> str:
    """Return the question for what people did to tickets after transaction `since`."""
    which = " OR ".join(f"ObjectId = {ticket}" for ticket in tickets)
    what = "Type = 'Correspond' OR Type = 'Comment' OR Type = 'Status' OR Field = 'Owner'"
    return (
        f"ObjectType = 'RT::Ticket' AND ( {which} ) AND id > {since} AND Creator != '{but_by}'"
        f" AND ( {what} OR Field = 'Queue' )"
    )


def number_of(ticket: str) -> int:
    """Return the number in a reference of ours."""
    return int(ticket)


def user_of(token: str) -> str:
    """Return the number of the user whose token it is; "" if it is of another form.

    A token is `1-28-…` for user 28: `_BuildAuthString` in RT's lib/RT/AuthToken.pm.
    """
    parts = token.split("-")
    is_known = len(parts) == _TOKEN_PARTS and parts[1].isascii() and parts[1].isdigit()
    return parts[1] if is_known else ""


def body_of(pieces: Sequence[Attachment]) -> tuple[str, bool]:
    """Return the words of a message, and whether they are HTML; plain ones where there are both."""
    words = [one for one in pieces if not one.title and one.content]
    for media_type, is_html in (("text/plain", False), ("text/html", True)):
        for one in words:
            if one.media_type == media_type:
                return one.content or "", is_html
    return "", False


def files_of(pieces: Sequence[Attachment]) -> list[Attachment]:
    return [one for one in pieces if one.title]


def _attached(files: Iterable[NewFile]) -> list[dict[str, str]]:
    return [
        {
            "FileName": _folded(file.title),
            "FileType": file.media_type,
            "FileContent": b64encode(file.data).decode(),
        }
        for file in files
    ]


def _folded(title: str) -> str:
    """Return a name in ASCII: any other sign in it makes RT 5.0.3 answer 500 and keep nothing."""
    apart = unicodedata.normalize("NFKD", title)
    return apart.encode("ascii", "ignore").decode().strip() or "bestand"


_TOKEN_PARTS = 3
