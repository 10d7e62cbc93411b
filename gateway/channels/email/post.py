"""E-mail put together: one mailbox, out of which and into which all mails go."""

from advice.content import Content
from gateway.channels.email.channel import SECONDS, EmailChannel, Letterhead
from gateway.channels.email.inbox import Arrive, Inbox, Report
from gateway.channels.email.mailbox import Mailbox
from gateway.channels.email.message_ids import MessageIds
from gateway.channels.email.reading import Reader
from gateway.smtp import SmtpServer
from kit.clock import Clock


class Post:
    """Makes both sides of one mailbox.

    `smtp` and `imap` are addresses with user and password; raises `BadMailServer`, `BadMailbox`.
    """

    def __init__(
        self, content: Content, *, smtp: str, imap: str, address: str, secret: str, clock: Clock
    ) -> None:
        organisation, words = content.organisation, content.channels
        domain = address.rpartition("@")[2]
        subject = organisation.fill(words.mail.subject)
        self._menu = words.menu
        self._head = Letterhead(organisation.name, address, subject, words.mail.above)
        self._ids = MessageIds(domain, secret.encode())
        self._server = SmtpServer(smtp, SECONDS)
        self._mailbox = Mailbox(imap)
        self._clock = clock

    def channel(self) -> EmailChannel:
        """Return what sends."""
        return EmailChannel(
            self._server,
            self._head,
            self._menu,
            ids=self._ids,
            mailbox=self._mailbox,
            clock=self._clock,
        )

    def inbox(self, arrive: Arrive, report: Report) -> Inbox:
        """Return what reads."""
        head = self._head
        reader = Reader(head.address, head.subject, head.above, self._ids)
        return Inbox(self._mailbox, reader, arrive=arrive, report=report, clock=self._clock)
