"""A colleague with a mail program, between a real IMAP server (dovecot) and an SMTP server."""

import atexit
from collections.abc import Mapping
from contextlib import ExitStack
from email.message import EmailMessage
from email.policy import SMTP as LINES
from uuid import UUID, uuid4

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from conversations.files import NewFile
from gateway.tickets.email.bridge import EmailBridge
from gateway.tickets.email.letters import DeskMail
from gateway.tickets.email.names import Names
from gateway.tickets.email.texts import ABOVE
from handoff.tickets.port import EventKind, TicketState
from kit.clock import utc_now
from tests.gateway.tickets.desks import Trouble
from tests.support import imap
from tests.support.imap import ImapServer
from tests.support.mail import MailServer

OURS, COLLEAGUE = "schakel@example.org", "piet@example.org"
GROUPS = ("balie@example.org", "urk@example.org")
SECRET = b"geheim van de balie"
NAMES = Names("example.org", SECRET)
DESK = DeskMail("MKB Schakelteam", OURS, GROUPS, (COLLEAGUE,))
NOT_HERE = "not proven: dovecot is not installed (Debian's package dovecot-imapd)"

_OPEN = ExitStack()
_servers: list[ImapServer] = []


def server() -> ImapServer:
    """Return the server that all tests of a run share; each has a mailbox of its own."""
    program = imap.program()
    if program is None:
        pytest.skip(NOT_HERE)
    if not _servers:
        _servers.append(_OPEN.enter_context(imap.running_imap(program)))
        atexit.register(_OPEN.close)
    return _servers[0]


class Post(MailServer):
    """Takes mails, and puts those for us in our mailbox."""

    def __init__(self, mailboxes: ImapServer, user: str) -> None:
        super().__init__()
        self._mailboxes = mailboxes
        self._user = user

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        is_taken = not (self.data_answers and self.data_answers[0].startswith(("4", "5")))
        if is_taken and OURS in envelope.rcpt_tos:
            assert isinstance(envelope.content, bytes)
            self._mailboxes.deliver(self._user, envelope.content)
        return await super().handle_DATA(server, session, envelope)


class MailDesk:
    """Two mailboxes of a desk, and ours."""

    name = "email"
    groups = GROUPS
    colleague = "Piet de Boer"
    does = frozenset((EventKind.MESSAGE, EventKind.NOTE, EventKind.CLOSED))
    bridge: EmailBridge

    async def start(self) -> None:
        self.server = server()
        self.user = f"schakel-{uuid4().hex}"
        self.post = Post(self.server, self.user)
        self.post.start()
        self.bridge = self.again()

    def again(self) -> EmailBridge:
        """Return the bridge of a process that starts anew."""
        smtp, box = self.post.url, self.server.url(self.user)
        return EmailBridge(DESK, smtp=smtp, imap=box, secret=SECRET, clock=utc_now, seconds=5)

    async def stop(self) -> None:
        self.post.stop()

    def trouble(self, kind: Trouble) -> None:
        match kind:
            case Trouble.AWAY:
                self.post.answers.append("450 4.7.0 Later")
            case Trouble.LOST:
                self.post.data_answers.append("")
            case Trouble.REFUSED:
                self.post.answers.append("550 5.7.1 No")

    async def count(self, key: UUID) -> int:
        """Count as mail programs do, which show what comes twice once."""
        first = NAMES.beginning(NAMES.ticket(key))
        return len(
            {mail["Message-ID"] for mail in self.post.letters if mail["Message-ID"] == first}
        )

    async def stands(self, ticket: str) -> str:
        return "\n".join(_read(mail) for mail in self.mails(ticket))

    async def where(self, ticket: str) -> tuple[str, TicketState]:
        kinds = [(NAMES.kind(mail["Message-ID"]), mail["To"]) for mail in self.mails(ticket)]
        known = [(kind[1], str(to)) for kind, to in kinds if kind]
        groups = [to for kind, to in known if kind.startswith(("begin", "hier"))]
        states = [kind.rpartition("-")[2] for kind, _ in known if kind.startswith("stand")]
        return groups[-1], TicketState(states[-1]) if states else TicketState.NEW

    def mails(self, ticket: str) -> list[EmailMessage]:
        """Return what the desk got about a ticket."""
        return [mail for mail in self.post.letters if ticket.upper() in str(mail["Subject"])]

    async def answers(self, ticket: str, text: str, file: NewFile | None = None) -> None:
        mail = self.answer(ticket)
        last = self.mails(ticket)[-1]
        quoted = "\n".join(f"> {line}" for line in _read(last).splitlines())
        mail.set_content(f"{text}\n\nOp 30-11-2026 om 10:12 schreef {DESK.name}:\n{quoted}\n")
        if file:
            main, _, kind = file.media_type.partition("/")
            mail.add_attachment(file.data, maintype=main, subtype=kind, filename=file.title)
        self.comes(mail)

    async def answers_in_html(self, ticket: str, html: str) -> None:
        mail = self.answer(ticket)
        mail.set_content(f"<html><body>{html}</body></html>", subtype="html")
        self.comes(mail)

    async def notes(self, ticket: str, text: str) -> None:
        await self.answers(ticket, f"#intern\n{text}")

    async def takes(self, ticket: str) -> None:
        raise NotImplementedError

    async def releases(self, ticket: str) -> None:
        raise NotImplementedError

    async def moves(self, ticket: str, group: str) -> None:
        raise NotImplementedError

    async def closes(self, ticket: str) -> None:
        await self.answers(ticket, "#sluiten")

    def call(self, body: bytes) -> Mapping[str, str] | None:
        return None

    def answer(self, ticket: str) -> EmailMessage:
        """Return the head of an answer to the last mail about a ticket."""
        last = self.mails(ticket)[-1]
        mail = EmailMessage()
        mail["From"] = f"{self.colleague} <{COLLEAGUE}>"
        mail["To"] = OURS
        mail["Subject"] = f"RE: {last['Subject']}"
        mail["In-Reply-To"] = last["Message-ID"]
        mail["References"] = f"{last.get('References', '')} {last['Message-ID']}".strip()
        mail["Message-ID"] = f"<{uuid4().hex}@piet.example.org>"
        return mail

    def comes(self, mail: EmailMessage) -> None:
        """Let a mail come in at our mailbox."""
        self.server.deliver(self.user, mail.as_bytes(policy=LINES))


def _read(mail: EmailMessage) -> str:
    body = mail.get_body()
    text = body.get_content().replace("\r\n", "\n") if body else ""
    names = [part.get_filename() or "" for part in mail.iter_attachments()]
    assert ABOVE in text
    return "\n".join([str(mail["Subject"]), text, *names])
