"""A letter by e-mail, asked for in a conversation, and who sends it."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Literal, Protocol
from uuid import UUID

from msgspec import Struct

from conversations.files import NewFile


class CalendarPart(Struct, frozen=True):
    """What a letter tells a calendar, as iCalendar; `title` is the name to save it under.

    https://www.rfc-editor.org/rfc/rfc6047
    """

    method: Literal["REQUEST", "CANCEL"]
    title: str
    data: bytes


class Mail(Struct, frozen=True):
    """A letter to an address that was given for it; without `to` one that waits is called off.

    A conversation has one of each `key` that waits: the same key again replaces it. With `at` it
    is not sent before that moment. `if_refused`, if anything, is said in the conversation when
    nobody takes the letter; `note_if_refused` is told the advisor only.
    """

    key: str
    to: str | None = None
    subject: str = ""
    text: str = ""
    files: tuple[NewFile, ...] = ()
    if_refused: str = ""
    note_if_refused: str = ""
    at: datetime | None = None
    calendar: CalendarPart | None = None


class WaitingMail(Struct, frozen=True):
    """A letter that is claimed to be sent; `id` is the same at every attempt, counted from 1."""

    id: UUID
    conversation: UUID
    mail: Mail
    asked_at: datetime
    attempt: int

    @property
    def dated(self) -> datetime:
        """When the letter was to go."""
        return self.mail.at or self.asked_at


class Mails(Protocol):
    """The part of a transaction that concerns letters that replies brought along."""

    async def ask_mail(self, conversation: UUID, mail: Mail, at: datetime) -> None:
        """Keep a letter to be sent, or call it off, without anything being said about it."""
        ...

    async def claim_mails(
        self, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[WaitingMail]:
        """Take at most `limit` letters that are due; nobody else gets them before `until`."""
        ...

    async def drop_mail(self, letter: WaitingMail) -> None:
        """Forget a letter, with the address, because it was taken or never will be."""
        ...

    async def postpone_mail(self, letter: WaitingMail, *, until: datetime) -> None:
        """Try a letter again at `until`."""
        ...


class MailError(Exception):
    """A letter was not taken."""

    is_final: ClassVar[bool] = False
    """Trying again will not help."""


class MailServerAway(MailError):
    """The mail server cannot be reached, does not let us in, or asks to try later."""


class MailRefused(MailError):
    """The mail server will never take this letter, most often because of its address."""

    is_final = True


class Mailer(Protocol):
    """Hands letters to a mail server."""

    async def send(self, letter: WaitingMail) -> None:
        """Return when the server took it; raise a `MailError` otherwise.

        The same letter twice has the same Message-ID, by which most programs show it once.
        """
        ...
