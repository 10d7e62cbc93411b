"""What colleagues answered by mail, as events in our words. No I/O here."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from hashlib import sha256

import structlog
from msgspec import structs

from conversations.files import NewFile
from gateway.mailbox.contents import files, parsed, words
from gateway.mailbox.heads import ODD, file_of, message_id, sender
from gateway.mailbox.imap import Letter
from gateway.mailbox.quoting import own_words
from gateway.mailbox.sifting import is_forged, is_from_machine
from gateway.tickets.email.letters import DeskMail
from gateway.tickets.email.names import Names
from gateway.tickets.email.texts import ABOVE, HOW
from handoff.tickets.port import EventKind, TicketEvent
from kit.clock import Clock

_MOST_FILES = 10
_DIGITS = 40
# Below "#intern" somebody may have begun with an answer: in doubt it stays with colleagues.
_INTERNAL = re.compile(r"\s*#\s?interne?\b[:.,]?\s?", re.IGNORECASE)
_CLOSES = re.compile(r"\s*(#\s?(af)?sluiten|(#\s?)?afgehandeld)\s*[.!]?\s*", re.IGNORECASE)
# Outlook, Gmail and Thunderbird, in Dutch and in English. "RE: FW: …" is an answer again.
_FORWARDED = re.compile(r"\s*(fw|fwd|doorst|doorgest|doorgestuurd)\s*:", re.IGNORECASE)

log = structlog.get_logger()


class Reading:
    """Reads what comes in our mailbox for one desk."""

    def __init__(self, desk: DeskMail, names: Names, clock: Clock) -> None:
        self._desk = desk
        self._names = names
        self._clock = clock

    def events(self, letter: Letter) -> Sequence[TicketEvent]:
        """Return what a mail says; nothing, where it is no answer of somebody at the desk."""
        try:
            return self._events(parsed(letter.raw), letter)
        except ODD as error:
            # It stays where somebody of the team can look at it.
            log.warning("desk_mail.unreadable", reason=type(error).__name__, size=len(letter.raw))
            return ()

    def said(self, raw: bytes) -> tuple[str, tuple[NewFile, ...]]:
        """Return the words of a mail, of us or of a colleague, and its files."""
        try:
            mail = parsed(raw)
            return _sent(mail) if self.is_ours(mail) else _own(mail), _files(mail)
        except ODD:
            return "", ()

    def is_ours(self, mail: EmailMessage) -> bool:
        """Tell whether we sent a mail ourselves."""
        return sender(mail)[0] == self._desk.address.lower()

    def _events(self, mail: EmailMessage, letter: Letter) -> Sequence[TicketEvent]:
        address, name = sender(mail)
        ticket = self._answered(mail)
        if not address or ticket is None or self.is_ours(mail) or is_from_machine(mail, address):
            return ()
        if not self._desk.counts(address) or is_forged(mail):
            log.warning("desk_mail.stranger", ticket=ticket)
            return ()
        about = TicketEvent(
            id=sha256(message_id(mail).encode() or letter.raw).hexdigest()[:_DIGITS],
            ticket=ticket,
            kind=EventKind.MESSAGE,
            author=name or address.partition("@")[0],
            email=address,
            at=self._at(mail),
        )
        return _told(about, mail, _files(mail) if letter.size is None else ())

    def _answered(self, mail: EmailMessage) -> str | None:
        references = f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"
        return self._names.answered(references, str(mail.get("Subject", "")))

    def _at(self, mail: EmailMessage) -> datetime:
        """Return when it was written, which is not to be believed if that is still to come."""
        now = self._clock()
        said: datetime | None = mail["Date"].datetime if mail["Date"] else None
        if said is None:
            return now
        return min(now, said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC))


def _told(
    about: TicketEvent, mail: EmailMessage, sent: tuple[NewFile, ...]
) -> Sequence[TicketEvent]:
    lines = _own(mail).splitlines()
    if _FORWARDED.match(str(mail.get("Subject", ""))):
        note = "\n".join(lines) or words(mail).strip()
        return [structs.replace(about, kind=EventKind.NOTE, text=note, files=sent)]
    is_internal = any(_INTERNAL.match(line) for line in lines)
    lines = [_INTERNAL.sub("", line) if _INTERNAL.match(line) else line for line in lines]
    closes = bool(lines) and any(_CLOSES.fullmatch(line) for line in (lines[0], lines[-1]))
    if closes:
        lines = [line for line in lines if not _CLOSES.fullmatch(line)]
    text = "\n".join(lines).strip()
    kind = EventKind.NOTE if is_internal else EventKind.MESSAGE
    found = [structs.replace(about, kind=kind, text=text, files=sent)] if text or sent else []
    if closes:
        found.append(structs.replace(about, id=f"{about.id}-dicht", kind=EventKind.CLOSED))
    return found


def _sent(mail: EmailMessage) -> str:
    """Return the words of a mail of ours, without what says how one answers."""
    text = "\n".join(words(mail).splitlines())
    return text.replace(ABOVE, "").replace(HOW, "").strip()


def _own(mail: EmailMessage) -> str:
    return own_words(words(mail), ABOVE)


def _files(mail: EmailMessage) -> tuple[NewFile, ...]:
    return tuple(file_of(part) for part in list(files(mail))[:_MOST_FILES])
