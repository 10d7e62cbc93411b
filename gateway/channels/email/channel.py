"""Messages to people by e-mail."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage

from msgspec import Struct, structs

from advice.channels import MenuWords
from conversations.channels import (
    MediaAway,
    MediaGone,
    OutboundFile,
    OutboundMessage,
    Part,
    Refused,
    Unreachable,
)
from conversations.files import MediaRef, NewFile
from gateway.channels.email.abilities import EMAIL
from gateway.channels.email.errors import delivery_error
from gateway.channels.email.mailbox import Mailbox
from gateway.channels.email.message_ids import MessageIds
from gateway.channels.email.reading import CHANNEL, attachment, origin
from gateway.channels.writing import numbered, split, with_link
from gateway.mailbox.imap import MailboxAway
from gateway.smtp import NotTaken, SmtpServer, written
from kit.clock import Clock

SECONDS = 20.0
"""In which a mail server must take a mail: a delivery is claimed for half a minute."""

# Bytes of files in one mail: many servers take 25 MB, and in a mail files are a third larger.
_MOST_ATTACHED = 15_000_000


class Letterhead(Struct, frozen=True):
    """Who our mails are from, their subject, and the line above which one answers."""

    name: str
    address: str
    subject: str
    above: str


class EmailChannel:
    """Writes as one mailbox; an address is a mailbox in small letters.

    `server` must be done in `SECONDS`. What people attach is fetched from `mailbox`. `words` are
    those of menus.
    """

    name = CHANNEL
    abilities = EMAIL

    def __init__(
        self,
        server: SmtpServer,
        head: Letterhead,
        words: MenuWords,
        *,
        ids: MessageIds,
        mailbox: Mailbox,
        clock: Clock,
    ) -> None:
        self._server = server
        self._head = head
        self._from = Address(head.name, addr_spec=head.address)
        self._words = words
        self._ids = ids
        self._mailbox = mailbox
        self._clock = clock

    def parts(self, message: OutboundMessage) -> Sequence[Part]:
        """Return the text with its menu, and the files that fit in one mail; hardly ever in two."""
        text = numbered(message.text, message.choices, self._words, letters=message.expects_number)
        attached, linked = _divided(message.files)
        for file in linked:
            text = with_link(text, file.title, file.url)
        *before, last = split(text, self.abilities.text) or [""]
        parts = [*map(Part, before), Part(last, attached=attached)]
        return [structs.replace(part, subject=self._head.subject) for part in parts]

    async def send(self, to: str, part: Part, tag: str) -> str:
        """Send one mail and return its Message-ID, which is the same for the same `tag`."""
        letter = self._letter(to, part)
        letter["Message-ID"] = id = self._ids.of(tag, to, part.text)
        try:
            await self._server.take(letter, self._from, to)
        except NotTaken as error:
            raise delivery_error(error) from error
        return id

    def _letter(self, to: str, part: Part) -> EmailMessage:
        text = f"{self._head.above}\n\n{part.text}\n"
        files = [NewFile(one.title, one.media_type, one.data) for one in part.attached]
        try:
            to.encode("ascii")
            letter = written(self._from, to, part.subject, text, files, self._clock())
        except ValueError as error:
            raise Unreachable("no address") from error
        # Programs put mails together that have the same subject and answer the same mail.
        letter["In-Reply-To"] = letter["References"] = self._ids.thread(to)
        # No holiday answers to this, also of Exchange, which has a header of its own:
        # https://www.rfc-editor.org/rfc/rfc3834#section-5
        # https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcmail
        letter["Auto-Submitted"] = "auto-replied"
        letter["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        return letter

    async def sent_before(self, to: str, part: Part, tag: str, since: datetime) -> str | None:
        """Return None: a mail server cannot tell. What goes twice has one Message-ID, by which
        most programs show it once.
        """
        return None

    async def send_template(self, to: str, template: str, tag: str) -> str:
        """Raise `Refused`: mail needs no approved texts, for there is no window that closes."""
        raise Refused("no templates")

    async def fetch(self, media: MediaRef, limit: int) -> NewFile:
        """Return a file of a mail, which is looked for by its Message-ID."""
        try:
            file = await asyncio.to_thread(self._found, media)
        except MailboxAway as error:
            raise MediaAway from error
        if file is None or len(file.data) > limit:
            raise MediaGone
        return file

    def _found(self, media: MediaRef) -> NewFile | None:
        place = origin(media)
        mail = self._mailbox.find(place.message_id) if place else None
        return attachment(mail, place.number) if place and mail else None

    async def close(self) -> None:
        """Nothing stays open."""


def _divided(
    files: Sequence[OutboundFile],
) -> tuple[tuple[OutboundFile, ...], tuple[OutboundFile, ...]]:
    """Return the files that fit in one mail, in their order, and the others."""
    attached, linked, used = [], [], 0
    for file in files:
        if used + len(file.data) <= _MOST_ATTACHED:
            used += len(file.data)
            attached.append(file)
        else:
            linked.append(file)
    return tuple(attached), tuple(linked)
