"""The one place that speaks to a mail server."""

from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from ssl import SSLError
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib

from conversations.mail import MailRefused, MailServerAway, WaitingMail

_SECONDS = 30
_SECURE, _PLAIN = "smtps", "smtp"
_NEVER = range(500, 600)


class BadMailServer(ValueError):
    """The address of the mail server cannot be read."""


class SmtpMailer:
    """Hands letters to one mail server, in the name of one sender.

    `url` is `smtps://user:password@host` (TLS from the start) or `smtp://…` (STARTTLS where the
    server offers it); raises `BadMailServer`.
    """

    def __init__(self, url: str, *, name: str, address: str) -> None:
        self._server = _server(url)
        self._from = Address(name, addr_spec=address)

    async def send(self, letter: WaitingMail) -> None:
        server = self._server
        try:
            await aiosmtplib.send(
                self._message(letter),
                hostname=server.hostname,
                port=server.port,
                username=unquote(server.username) if server.username else None,
                password=unquote(server.password) if server.password else None,
                use_tls=server.scheme == _SECURE,
                timeout=_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            refused = all(one.code in _NEVER for one in error.recipients)
            raise (MailRefused if refused else MailServerAway) from error
        except aiosmtplib.SMTPDataError as error:
            raise (MailRefused if error.code in _NEVER else MailServerAway) from error
        except (aiosmtplib.SMTPException, SSLError, OSError) as error:
            # Also a wrong password or a sender that is not ours: for us to mend, not for people.
            raise MailServerAway from error

    def _message(self, letter: WaitingMail) -> EmailMessage:
        mail = letter.mail
        message = EmailMessage()
        message["From"] = self._from
        message["To"] = Address(addr_spec=mail.to or "")
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(letter.asked_at.astimezone(UTC))
        message["Message-ID"] = f"<{letter.id}@{self._from.domain}>"
        # https://www.rfc-editor.org/rfc/rfc3834: no holiday answers to this.
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        for file in mail.files:
            main, _, kind = file.media_type.partition("/")
            message.add_attachment(file.data, maintype=main, subtype=kind, filename=file.title)
        return message


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
