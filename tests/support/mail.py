"""A real mail server of our own, that takes or refuses letters as told."""

import asyncio
import email
import socket
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "geheim & lang"
_LONG = 3.0


class MailServer:
    """Runs on a port of its own, in its own thread; `answers` are given before letters are taken.

    `sender_answers` and `data_answers` are the same for the steps before and after; "" takes the
    letter and hangs up. Of the next `silences` letters the recipient is not answered, and none is
    taken before `seconds`. `letters` holds what was taken, `recipients` to whom.
    """

    def __init__(self, *, asks_password: bool = False) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.sender_answers: list[str] = []
        self.answers: list[str] = []
        self.data_answers: list[str] = []
        self.seconds = 0.0
        self.silences = 0
        self._asks_password = asks_password
        self._port = _free_port()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        user = "schakel:geheim%20%26%20lang@" if self._asks_password else ""
        return f"smtp://{user}127.0.0.1:{self._port}"

    def start(self) -> None:
        """Listen; after a stop on the same port as before."""
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self._port,
            authenticator=_knows_password,
            auth_require_tls=False,
        )
        self._controller.start()

    def stop(self) -> None:
        """Be away."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.sender_answers:
            return self.sender_answers.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self._asks_password and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if self.silences:
            self.silences -= 1
            await asyncio.sleep(_LONG)
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self.seconds)
        answer = self.data_answers.pop(0) if self.data_answers else "250 OK"
        if answer.startswith(("4", "5")):
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        letter = email.message_from_bytes(content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients += envelope.rcpt_tos
        if not answer:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return answer or "250 OK"


def _knows_password(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: Any
) -> AuthResult:
    assert isinstance(login, LoginPassword)
    return AuthResult(success=login.password == PASSWORD.encode(), handled=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
