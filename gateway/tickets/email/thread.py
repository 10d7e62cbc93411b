"""The mails about one ticket, as they are in our own mailbox."""

from collections.abc import Sequence
from email.message import EmailMessage

from msgspec import Struct

from conversations.files import NewFile
from gateway.mailbox.heads import message_id
from gateway.tickets.email import texts
from gateway.tickets.email.box import OpenBox
from gateway.tickets.email.letters import Outgoing
from gateway.tickets.email.names import BEGINNING, HERE, MESSAGE, STATE, Names
from gateway.tickets.email.reading import Reading
from handoff.tickets.port import TicketState

# Bytes of files in one mail: many servers take 25 MB, and in a mail files are a third larger.
_MOST_ATTACHED = 15_000_000


class Thread(Struct, frozen=True, kw_only=True):
    """Where a ticket is: the group that has it, its state, and how often these were told."""

    beginning: str
    subject: str
    group: str
    state: TicketState = TicketState.NEW
    states: int = 0
    moves: int = 0

    def mail(
        self, id: str, text: str, files: tuple[NewFile, ...] = (), *, to: str | None = None
    ) -> Outgoing:
        """Return one more mail, to the group that has the ticket or to another."""
        return Outgoing(
            id=id,
            thread=self.beginning,
            to=to or self.group,
            subject=self.subject,
            text=text,
            files=files,
        )


def thread_of(ticket: str, names: Names, reading: Reading, box: OpenBox) -> Thread | None:
    """Return where a ticket is; None if nothing of it is there. Raises `MailboxAway`."""
    heads = box.heads(box.about(ticket))
    sent = [(_kind(mail, names), mail) for _, mail in heads if reading.is_ours(mail)]
    here = [mail for kind, mail in sent if kind.startswith((BEGINNING, HERE))]
    if not here:
        return None
    states = [kind for kind, _ in sent if kind.startswith(STATE)]
    return Thread(
        beginning=names.beginning(ticket),
        subject=str(here[0]["Subject"]),
        group=here[-1]["To"].addresses[0].addr_spec,
        state=TicketState(states[-1].rpartition("-")[2]) if states else TicketState.NEW,
        states=len(states),
        moves=len(here) - 1,
    )


def history(
    ticket: str, names: Names, reading: Reading, box: OpenBox
) -> tuple[Sequence[str], tuple[NewFile, ...]]:
    """Return what was said about a ticket, and the files that still fit in a mail."""
    said, files, room = list[str](), list[NewFile](), _MOST_ATTACHED
    for uid, head in box.heads(box.about(ticket)):
        is_ours = reading.is_ours(head)
        if is_ours and not _kind(head, names).startswith((BEGINNING, MESSAGE)):
            continue
        found = box.letter(uid)
        text, sent = reading.said(found.raw) if found else ("", ())
        said.append(text if is_ours else f"{texts.BY_COLLEAGUE}\n{text}")
        for file in sent:
            room -= len(file.data)
            files += [file] if room > 0 else []
    return [text for text in said if text], tuple(files)


def erase_all(ticket: str, names: Names, box: OpenBox) -> None:
    """Erase all mails about a ticket but the request to erase it; raises `MailboxAway`."""
    kept = names.erased(ticket)
    box.erase([uid for uid, mail in box.heads(box.about(ticket)) if message_id(mail) != kept])


def _kind(mail: EmailMessage, names: Names) -> str:
    found = names.kind(message_id(mail))
    return found[1] if found else ""
