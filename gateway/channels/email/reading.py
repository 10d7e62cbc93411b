"""Mails in, our own words out. No I/O here."""

import re
from email.message import EmailMessage
from hashlib import sha256

import structlog
from msgspec import Struct

from conversations.channels import Arrival, MediaRef
from conversations.files import NewFile
from gateway.channels.email.message_ids import MessageIds
from gateway.mailbox.contents import bytes_of, files, parsed, words
from gateway.mailbox.heads import ODD, file_of, message_id, one_line, title
from gateway.mailbox.heads import sender as sender_of
from gateway.mailbox.quoting import own_words
from gateway.mailbox.sifting import is_forged, is_from_machine

CHANNEL = "email"
_MAIL = "message/rfc822"
_MOST_FILES = 10
# As long as the database has room for: a longer one is known by its hash.
_LONGEST_ID = 120
_OF_OURS = re.compile(rb"^message-id:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_REPLY = re.compile(r"(\s*(re|aw|antw|antwoord|betr|fw|fwd|doorgestuurd)\s*:)+", re.IGNORECASE)
# Shorter words stand alone: they are a command, or the answer to a menu.
_FEW_WORDS = 3

log = structlog.get_logger()


class Unreadable(ValueError):
    """Nothing can be made of a mail."""


class Bounce(Struct, frozen=True):
    """A mail of ours that did not arrive: its tag, and the code of who brought it back."""

    tag: str
    code: str


class Origin(Struct, frozen=True):
    """Where a file that was sent is: in a mail, with its place among the files there."""

    message_id: str
    number: int


class Reader:
    """Reads what comes in at `address`; `above` is the line of ours above which one answers."""

    def __init__(self, address: str, subject: str, above: str, ids: MessageIds) -> None:
        self._address = address.lower()
        self._subject = subject
        self._above = above
        self._ids = ids

    def read(self, raw: bytes, size: int | None = None) -> Arrival | Bounce | None:
        """Return what a mail says; None when nobody waits for an answer to it.

        Of a mail of `size` bytes that is not here whole, `raw` is the beginning. Raises
        `Unreadable`.
        """
        try:
            mail = parsed(raw)
            if mail.get_content_type() == "multipart/report":
                return self._bounce(mail, raw)
            return self._arrival(mail, raw, size)
        except ODD as error:
            raise Unreadable(type(error).__name__) from error

    def _arrival(self, mail: EmailMessage, raw: bytes, size: int | None) -> Arrival | None:
        sender, name = sender_of(mail)
        if not sender or sender == self._address or is_from_machine(mail, sender):
            return None
        if is_forged(mail):
            log.warning("email.forged")
            return None
        id = message_id(mail)
        is_known = 0 < len(id) <= _LONGEST_ID
        return Arrival(
            channel=CHANNEL,
            address=sender,
            external_id=id if is_known else f"sha256:{sha256(id.encode() or raw).hexdigest()}",
            text=self._text(mail),
            media=_media(mail, id) if size is None else (MediaRef("", _MAIL, size=size),),
            name=name or None,
        )

    def _text(self, mail: EmailMessage) -> str:
        """Return the words, below their subject where that is part of what is said."""
        said = own_words(words(mail), self._above)
        subject = one_line(_REPLY.sub("", str(mail.get("Subject", ""))))
        if not subject or subject.casefold() == self._subject.casefold():
            return said
        is_answer = "In-Reply-To" in mail or "References" in mail
        is_alone = is_answer or len(said.split()) <= _FEW_WORDS
        if said and (is_alone or subject.casefold() in said.casefold()):
            return said
        return f"{subject}\n\n{said}".strip()

    def _bounce(self, mail: EmailMessage, raw: bytes) -> Bounce | None:
        """https://www.rfc-editor.org/rfc/rfc3464: only `failed` is the end of it."""
        failed = [part for part in mail.walk() if str(part["Action"]).strip().lower() == "failed"]
        tags = (self._ids.tag(id.decode("ascii", "replace")) for id in _OF_OURS.findall(raw))
        tag = next((tag for tag in tags if tag), None)
        if not failed or tag is None:
            return None
        return Bounce(tag, one_line(str(failed[0].get("Status", "")))[:9])


def origin(media: MediaRef) -> Origin | None:
    """Return where a file of a mail is; None if it is no file of a mail that can be found again."""
    id, _, number = media.where.rpartition("#")
    is_right = bool(id) and number.isascii() and number.isdigit()
    return Origin(id, int(number)) if is_right else None


def attachment(raw: bytes, number: int) -> NewFile | None:
    """Return the file at a place among those of a mail."""
    try:
        return file_of(list(files(parsed(raw)))[number])
    except ODD:
        return None


def _media(mail: EmailMessage, id: str) -> tuple[MediaRef, ...]:
    """Return what was sent along; of a mail without a name it cannot be found again."""
    found = list(files(mail))[:_MOST_FILES]
    return tuple(
        MediaRef(
            f"{id}#{number}" if id else "",
            part.get_content_type(),
            title(part),
            len(bytes_of(part)),
        )
        for number, part in enumerate(found)
    )
