"""Somebody who writes by e-mail, for what holds on every channel."""

import asyncio
from contextlib import ExitStack
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest

from advice.channels import MenuWords
from conversations.channels import Channel
from conversations.deliveries import DeliveryState
from gateway.channels.email.channel import EmailChannel, Letterhead
from gateway.channels.email.inbox import Arrive, Inbox
from gateway.channels.email.mailbox import Mailbox
from gateway.channels.email.message_ids import MessageIds
from gateway.channels.email.reading import Reader
from gateway.smtp import SmtpServer
from kit.clock import Clock, utc_now
from tests.support import imap
from tests.support.imap import ImapServer
from tests.support.mail import MailServer

ADDRESS = "jan@example.org"
_ABOVE = "## Typ uw antwoord boven deze regel ##"
_HEAD = Letterhead("Schakel", "chat@example.org", "Uw gesprek", _ABOVE)
_USER = "chat"
_SECONDS = 1.0


class EmailLine:
    """A mailbox of ours on a real server, and one of theirs that keeps what comes."""

    name = "email"
    address = ADDRESS
    # What other channels have a secret for: whether somebody wrote in the name of another.
    refused = 550
    # Their program shows a mail that comes twice once.
    looks_back = True
    settings: dict[str, Any]

    def __init__(self) -> None:
        self.settings = {}
        self._ids = MessageIds("example.org", b"geheim")
        self._post = MailServer()
        self._last = b""
        self._delivered = 0
        self._open = ExitStack()
        self._server: ImapServer | None = None
        self._inbox: asyncio.Task[None] | None = None

    async def start(self, site: str, arrive: Arrive) -> None:
        program = imap.program()
        if program is None:
            pytest.skip(imap.NOT_HERE)
        self._server = self._open.enter_context(imap.running_imap(program))
        self._post.start()
        self._open.callback(self._post.stop)
        reader = Reader(_HEAD.address, _HEAD.subject, _HEAD.above, self._ids)
        inbox = Inbox(
            self._mailbox(), reader, arrive=arrive, report=_report, clock=utc_now, pause=0.05
        )
        self._inbox = asyncio.create_task(inbox.run())

    async def stop(self) -> None:
        if self._inbox is not None:
            self._inbox.cancel()
            await asyncio.wait({self._inbox})
        self._open.close()

    def channel(self, words: MenuWords, clock: Clock) -> Channel:
        server = SmtpServer(self._post.url, _SECONDS)
        return EmailChannel(
            server, _HEAD, words, ids=self._ids, mailbox=self._mailbox(), clock=clock
        )

    async def says(self, text: str, *, secret: str | None = None) -> int:
        mail = _letter()
        mail.set_content(text)
        if secret is not None:
            mail["Authentication-Results"] = "mx.example.org; dmarc=fail"
        self._last = mail.as_bytes()
        await self._deliver(self._last)
        return 250 if secret is None else self.refused

    async def says_it_again(self) -> int:
        return await self._deliver(self._last)

    async def said_yesterday(self, text: str) -> int:
        mail = _letter()
        mail.set_content(text)
        return await self._deliver(mail.as_bytes(), timedelta(days=1))

    async def sends_something_odd(self) -> int:
        mail = _letter()
        mail.set_content(b"BEGIN:VCARD", maintype="text", subtype="vcard")
        return await self._deliver(mail.as_bytes())

    async def heard(self) -> list[str]:
        shown = {letter["Message-ID"]: letter for letter in self._post.letters}
        bodies = [letter.get_body() for letter in shown.values()]
        texts = [body.get_content().replace("\r\n", "\n") for body in bodies if body]
        return [text.removeprefix(f"{_ABOVE}\n\n").strip() for text in texts]

    def trouble(self, kind: str) -> None:
        match kind:
            case "throttled":
                self._post.answers.append("450 4.7.0 Too fast")
            case "ill":
                self._post.data_answers.append("451 4.3.0 Ill")
            case "silent":
                self._post.silences += 1
            case _:
                self._post.data_answers.append("")

    def _mailbox(self) -> Mailbox:
        assert self._server is not None
        return Mailbox(self._server.url(_USER), seconds=5)

    async def _deliver(self, mail: bytes, ago: timedelta = timedelta(0)) -> int:
        """Let it come in, and wait until it was taken."""
        server = self._server
        assert server is not None
        self._delivered += 1
        at_least = self._delivered
        await asyncio.to_thread(server.deliver, _USER, mail, utc_now() - ago)
        async with asyncio.timeout(20):
            while (await asyncio.to_thread(server.folders, _USER)).get("Verwerkt", 0) < at_least:
                await asyncio.sleep(0.05)
        return 250


def _letter() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f"Jan <{ADDRESS}>"
    mail["Subject"] = f"Re: {_HEAD.subject}"
    mail["Message-ID"] = f"<{uuid4().hex}@example.org>"
    return mail


async def _report(_tag: str, _state: DeliveryState, _code: str) -> None:
    """Nothing comes back here."""
