"""The one place that speaks to a mail server."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import Enum, auto
from ssl import SSLError
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib

from conversations.files import NewFile
from conversations.mail import CalendarPart, MailRefused, MailServerAway, WaitingMail

_SECONDS = 60
_SECURE, _PLAIN = "smtps", "smtp"
NEVER = range(500, 600)
"""Codes of answers that will not change: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1"""
_ASCII = "quoted-printable"
# https://www.rfc-editor.org/rfc/rfc3463: tells more than the code, and nothing of people.
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")


class BadMailServer(ValueError):
    """The address of the mail server cannot be read."""


class Step(Enum):
    """How far a letter came at a mail server."""

    LOGIN = auto()
    """Reaching it, and being let in."""
    SENDER = auto()
    RECIPIENT = auto()
    CONTENT = auto()
    TAKEN = auto()


class NotTaken(Exception):
    """A mail server did not take a letter: at which step, and its code; 0 without an answer.

    Without an answer at `Step.CONTENT` it may have taken it all the same.
    """

    def __init__(self, step: Step, code: int = 0, status: str = "") -> None:
        super().__init__(step, code, status)
        self.step = step
        self.code = code
        self.status = status
        """The longer code, such as "5.1.1", where the server gives one."""


class SmtpServer:
    """One mail server, to which each letter goes over a connection of its own.

    `url` is `smtps://user:password@host` (TLS from the start) or `smtp://…` (STARTTLS where the
    server offers it); raises `BadMailServer`. A letter may take `seconds`.
    """

    def __init__(self, url: str, seconds: float = _SECONDS) -> None:
        self._server = _server(url)
        self._seconds = seconds

    async def take(self, letter: EmailMessage, sender: Address, *to: str) -> None:
        """Return when the server took it, for all or for nobody; raise `NotTaken` otherwise."""
        content, step = letter.as_bytes(policy=SMTP), Step.LOGIN
        try:
            async with asyncio.timeout(self._seconds), self._client() as client:
                step = Step.SENDER
                await client.mail(sender.addr_spec)
                step = Step.RECIPIENT
                for address in to:
                    await client.rcpt(address)
                step = Step.CONTENT
                await client.data(content)
                step = Step.TAKEN
        except aiosmtplib.SMTPResponseException as error:
            raise _refusal(step, error) from error
        except (aiosmtplib.SMTPException, SSLError, OSError) as error:
            # What goes wrong while hanging up is nobody's concern.
            if step is not Step.TAKEN:
                raise NotTaken(step) from error

    async def reach(self) -> None:
        """Return when the server lets us in; raise `NotTaken` otherwise."""
        try:
            async with asyncio.timeout(self._seconds), self._client():
                return
        except aiosmtplib.SMTPResponseException as error:
            raise _refusal(Step.LOGIN, error) from error
        except (aiosmtplib.SMTPException, SSLError, OSError) as error:
            raise NotTaken(Step.LOGIN) from error

    def _client(self) -> aiosmtplib.SMTP:
        server = self._server
        return aiosmtplib.SMTP(
            hostname=server.hostname,
            port=server.port,
            username=unquote(server.username) if server.username else None,
            password=unquote(server.password) if server.password else None,
            use_tls=server.scheme == _SECURE,
            timeout=self._seconds,
        )


class SmtpMailer:
    """Hands letters to one mail server, in the name of one sender.

    `url` is as for `SmtpServer`; raises `BadMailServer`.
    """

    def __init__(self, url: str, *, name: str, address: str) -> None:
        self._server = SmtpServer(url)
        self._from = Address(name, addr_spec=address)

    async def send(self, letter: WaitingMail) -> None:
        mail, to = letter.mail, letter.mail.to or ""
        message = written(self._from, to, mail.subject, mail.text, (), letter.dated)
        if mail.calendar:
            _tell_calendars(message, mail.calendar)
        _attach(message, mail.files)
        message["Message-ID"] = f"<{letter.id}@{self._from.domain}>"
        # https://www.rfc-editor.org/rfc/rfc3834: no holiday answers to this.
        message["Auto-Submitted"] = "auto-generated"
        try:
            await self._server.take(message, self._from, to)
        except NotTaken as error:
            is_about_letter = error.step in (Step.RECIPIENT, Step.CONTENT)
            # All else, such as a wrong password, is for us to mend, not for people.
            is_refused = is_about_letter and error.code in NEVER
            raise (MailRefused if is_refused else MailServerAway) from error.__cause__


def written(
    sender: Address, to: str, subject: str, text: str, files: Sequence[NewFile], at: datetime
) -> EmailMessage:
    """Return a letter without what is particular to its kind; raises `ValueError` at no address.

    All of it is ASCII, so that every server can carry it.
    """
    message = EmailMessage()
    message["From"] = sender
    message["To"] = _address(to)
    message["Subject"] = subject
    message["Date"] = format_datetime(at.astimezone(UTC))
    message.set_content(text, cte=_ASCII)
    _attach(message, files)
    return message


def _refusal(step: Step, error: aiosmtplib.SMTPResponseException) -> NotTaken:
    found = _STATUS.match(error.message)
    return NotTaken(step, error.code, found[0] if found else "")


def _attach(message: EmailMessage, files: Sequence[NewFile]) -> None:
    for file in files:
        main, _, kind = file.media_type.partition("/")
        message.add_attachment(file.data, maintype=main, subtype=kind, filename=file.title)


def _tell_calendars(message: EmailMessage, calendar: CalendarPart) -> None:
    """Add it beside the text, and as a file for who reads mail without a calendar.

    The file has another type, or programs that know calendars would take the same thing twice.
    """
    text, method = calendar.data.decode(), {"method": calendar.method}
    message.add_alternative(text, subtype="calendar", cte=_ASCII, params=method)
    _attach(message, [NewFile(calendar.title, "application/ics", calendar.data)])


def _address(to: str) -> Address:
    try:
        return Address(addr_spec=to)
    except (MessageError, LookupError) as error:
        raise ValueError("no address") from error


def _server(url: str) -> SplitResult:
    try:
        server = urlsplit(url)
        is_right = server.scheme in (_SECURE, _PLAIN) and server.hostname and server.port != 0
    except ValueError:
        is_right = False
    if not is_right:
        # The address may hold a password, so it is not repeated.
        raise BadMailServer("write it as smtps://user:password@mail.example.org:465")
    return server
