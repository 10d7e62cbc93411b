"""What Zammad calls things, and its answers as values. No I/O here.

https://docs.zammad.org/en/latest/api/intro.html
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct, field

from conversations.files import NewFile
from gateway.tickets.asker import with_asker
from handoff.tickets.port import NewTicket, TicketMessage, TicketState

TICKET_KEY = "gesprek_id"
"""An attribute of tickets that the administrator of Zammad makes: text, 36 signs."""
NOBODY = 1
"""The user who owns what nobody owns, and who does what nobody does: the system itself."""

STATES: Mapping[TicketState, str] = {
    TicketState.NEW: "new",
    TicketState.TAKEN: "open",
    TicketState.WAITING: "pending reminder",
    TicketState.CLOSED: "closed",
}
CLOSED = frozenset(("closed", "merged", "removed"))
AGENT = "Agent"

_CUSTOMER = "Customer"
_MOST_TITLE = 250
# Without such a moment Zammad refuses the state; then it reminds who has the ticket.
_REMINDED_AFTER = timedelta(days=2)
_UPDATED = "updated"


class Ticket(Struct):
    """As much of a ticket as we look at, asked for with `expand`."""

    id: int
    state: str
    group: str
    updated_at: datetime


class Attachment(Struct):
    """A file of an article, still there."""

    id: int
    filename: str
    preferences: dict[str, object] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        known = {name.lower(): str(value) for name, value in self.preferences.items()}
        return known.get("mime-type") or known.get("content-type") or "application/octet-stream"


class Article(Struct):
    """Something that was said or noted in a ticket."""

    id: int
    sender: str
    created_by_id: int
    created_at: datetime
    updated_at: datetime
    body: str | None = ""
    content_type: str | None = ""
    internal: bool = False
    message_id: str | None = ""
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def is_html(self) -> bool:
        return "html" in (self.content_type or "").lower()


class Change(Struct):
    """Something that was changed, as the history of a ticket tells it."""

    id: int
    object: str
    type: str
    created_by_id: int
    created_at: datetime
    attribute: str = ""
    value_to: str | None = ""
    id_to: int | None = None

    @property
    def is_of_ticket(self) -> bool:
        return self.object == "Ticket" and self.type == _UPDATED


class History(Struct):
    """All that was changed."""

    history: list[Change]


class User(Struct):
    """Somebody with an account there."""

    id: int
    firstname: str | None = ""
    lastname: str | None = ""
    login: str | None = ""
    email: str | None = ""

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.firstname, self.lastname) if part) or str(self.login)


class Found(Struct):
    """Something that was made."""

    id: int


def asked(ticket: NewTicket, us: int) -> dict[str, object]:
    """Return a new ticket; the customer is ourselves, unless their address may be known."""
    return {
        "title": " ".join(ticket.subject.split())[:_MOST_TITLE],
        "group": ticket.group,
        "customer_id": f"guess:{ticket.email}" if ticket.email else us,
        TICKET_KEY: str(ticket.key),
        "article": _article(with_asker(ticket), ticket.files, sender=_CUSTOMER),
    }


def told(ticket: int, message: TicketMessage) -> dict[str, object]:
    """Return a message or note: always of a type that mails nobody."""
    sender = AGENT if message.is_internal else _CUSTOMER
    article = _article(message.text, message.files, sender=sender)
    named = {"internal": message.is_internal, "message_id": named_as(message.key)}
    return {"ticket_id": ticket, **article, **named}


def changed_to(state: TicketState, now: datetime) -> dict[str, object]:
    """Return a change of state."""
    fields: dict[str, object] = {"state": STATES[state]}
    if state is TicketState.WAITING:
        fields["pending_time"] = (now + _REMINDED_AFTER).isoformat()
    return fields


def named_as(key: UUID) -> str:
    """Return the name by which a message of ours is known again."""
    return f"<{key}@schakel>"


def with_key(key: UUID) -> dict[str, str]:
    """Return the question for the ticket with a key.

    It is put to the database: the search engine may know a new ticket only later.
    """
    return _where(f"ticket.{TICKET_KEY}", "is") | {_value(f"ticket.{TICKET_KEY}"): str(key)}


def among(tickets: Iterable[int]) -> dict[str, str | Sequence[str]]:
    """Return the question for tickets by their numbers."""
    values = [str(ticket) for ticket in tickets]
    return {**_where("ticket.id", "is"), f"{_value('ticket.id')}[]": values}


def number_of(ticket: str) -> int:
    """Return the number in a reference of ours."""
    return int(ticket)


def _where(attribute: str, operator: str) -> dict[str, str]:
    return {f"condition[{attribute}][operator]": operator}


def _value(attribute: str) -> str:
    return f"condition[{attribute}][value]"


def _article(text: str, files: Iterable[NewFile], *, sender: str) -> dict[str, object]:
    attachments = [
        {
            "filename": file.title,
            "data": b64encode(file.data).decode(),
            "mime-type": file.media_type,
        }
        for file in files
    ]
    return {
        "body": text,
        "content_type": "text/plain",
        "type": "note",
        "internal": False,
        "sender": sender,
        "attachments": attachments,
    }
