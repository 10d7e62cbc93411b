"""The mails that a desk gets, as they leave."""

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage

from msgspec import Struct

from conversations.files import NewFile
from gateway.smtp import written
from gateway.tickets.asker import with_asker
from gateway.tickets.email import texts
from handoff.tickets.port import NewTicket, TicketMessage


class DeskMail(Struct, frozen=True):
    """How a desk is reached by mail.

    We write as `name` at `address`. `groups` are its mailboxes, by their addresses; answers count
    from those, and from `answers_from`: addresses, or all of a domain as "@example.org".
    """

    name: str
    address: str
    groups: tuple[str, ...]
    answers_from: tuple[str, ...] = ()

    def counts(self, address: str) -> bool:
        """Tell whether somebody with this address, in small letters, works at the desk."""
        domain = f"@{address.rpartition('@')[2]}"
        allowed = {one.lower() for one in (*self.groups, *self.answers_from)}
        return address in allowed or domain in allowed


class Outgoing(Struct, frozen=True, kw_only=True):
    """A mail to a group of the desk; `id` is its Message-ID, `thread` that of what it answers."""

    id: str
    thread: str
    to: str
    subject: str
    text: str
    files: tuple[NewFile, ...] = ()


def letter(desk: DeskMail, mail: Outgoing, at: datetime) -> EmailMessage:
    """Return a mail as it leaves, with the line above which one answers at its top."""
    sender = Address(desk.name, addr_spec=desk.address)
    text = f"{texts.ABOVE}\n\n{mail.text}\n"
    made = written(sender, mail.to, mail.subject, text, mail.files, at)
    made["Message-ID"] = mail.id
    if mail.id != mail.thread:
        made["In-Reply-To"] = made["References"] = mail.thread
    # https://www.rfc-editor.org/rfc/rfc3834#section-5: no holiday answers to this, also of
    # Exchange, which has a header of its own.
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    return made


def subject(ticket: str, words: str) -> str:
    """Return a subject by which programs put mails together, and by which we know the ticket."""
    line = " ".join(words.split()) or texts.NO_SUBJECT
    return texts.SUBJECT.format(ticket=ticket.upper(), subject=line)


def opening(ticket: NewTicket) -> str:
    """Return what a new ticket says: what to do with it, who asks, and what."""
    return "\n\n".join((texts.HOW, with_asker(ticket)))


def told(message: TicketMessage) -> str:
    """Return what a message says."""
    return f"{texts.INTERNAL}\n\n{message.text}" if message.is_internal else message.text


def passed_on(said: Sequence[str]) -> str:
    """Return what a group reads that a ticket comes to, with all that was said before."""
    return "\n\n".join((texts.MOVED_HERE, texts.HOW, *said))
