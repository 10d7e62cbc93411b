"""Someone who talks with us on a phone, and knows nothing but what they read there."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from uuid import uuid4

from tests.support.imap import ImapServer
from tests.support.mail import MailServer
from tests.support.patience import until
from tests.support.scan_walker import CODE
from tests.support.telegram_chats import Chat
from tests.support.twilio_phone import Phone

_QUIET_SECONDS = 0.8
_MENU = re.compile(r"^(\d+|[A-Z])\. (.+)$", re.MULTILINE)
# How a time stands on a button: "di 1 december 10.00–10.45"; an SMS has a plain dash.
TIME = re.compile(r"\d{1,2}\.\d{2}[–-]\d{1,2}\.\d{2}")
_OWN_WORDS = "eigen woorden"
# What leads away from the question.
_WAYS = ("Vorige vraag", "Stop, later verder", "Een antwoord wijzigen", "Overslaan", "Weet ik niet")
_MOST_TURNS = 60


@dataclass(frozen=True)
class Heard:
    """One message as it stands on the phone: what can be pressed, and what kind of file it has."""

    text: str
    titles: Sequence[str] = ()
    files: int = 0

    @property
    def menu(self) -> dict[str, str]:
        """What stands under the text to be answered with a sign: the sign of each title."""
        return {title: mark for mark, title in _MENU.findall(self.text)}

    @property
    def choices(self) -> list[str]:
        """All that can be chosen, pressed or typed."""
        return [*self.titles] or [*self.menu]


class Person(Protocol):
    """Somebody with a phone."""

    @property
    def heard(self) -> Sequence[Heard]:
        """All that came, in order."""
        ...

    async def says(self, text: str) -> None:
        """Send a text."""
        ...

    async def presses(self, title: str) -> None:
        """Press a button of the newest message."""
        ...


class OnTwilio:
    """By WhatsApp or SMS."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone

    @property
    def heard(self) -> Sequence[Heard]:
        return [
            Heard(one.text, [title for title, _ in one.choices], len(one.media))
            for one in self._phone.received
        ]

    async def says(self, text: str) -> None:
        assert (await self._phone.says(text)).status_code == 200

    async def presses(self, title: str) -> None:
        assert (await self._phone.presses(title)).status_code == 200


class OnTelegram:
    """By Telegram."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    @property
    def heard(self) -> Sequence[Heard]:
        return [
            Heard(one.text, one.titles, int(one.file is not None)) for one in self._chat.received
        ]

    async def says(self, text: str) -> None:
        await self._chat.says(text)

    async def presses(self, title: str) -> None:
        await self._chat.presses(title)


class OnMail:
    """By e-mail: every answer is a reply under which the whole mail before it stands."""

    def __init__(self, address: str, ours: str, inbox: ImapServer, outbox: MailServer) -> None:
        self._address, self._ours = address, ours
        self._inbox, self._outbox = inbox, outbox

    @property
    def heard(self) -> Sequence[Heard]:
        return [_read(letter) for letter in self._outbox.letters]

    async def says(self, text: str) -> None:
        before = self.heard[-1].text if self.heard else ""
        quoted = "".join(f"> {line}\n" for line in before.splitlines())
        mail = EmailMessage()
        mail["From"], mail["To"] = f"Jan Jansen <{self._address}>", self._ours
        mail["Subject"] = self._outbox.letters[-1]["Subject"] if before else "Vraag"
        mail["Message-ID"] = f"<{uuid4().hex}@example.org>"
        mail.set_content(f"{text}\n\nMet vriendelijke groet,\nJan Jansen\n\n{quoted}")
        user = self._ours.partition("@")[0]
        await asyncio.to_thread(self._inbox.deliver, user, mail.as_bytes())

    async def presses(self, title: str) -> None:
        raise AssertionError("a mail has no buttons")


def _read(letter: EmailMessage) -> Heard:
    body = letter.get_body()
    text = body.get_content().replace("\r\n", "\n") if body else ""
    return Heard(text, files=len(list(letter.iter_attachments())))


async def answers(
    person: Person,
    act: Callable[[], Awaitable[None]],
    *,
    at_least: int = 1,
    seconds: float = 60,
) -> Sequence[Heard]:
    """Do something, and return what is said to it once nothing more comes."""
    before = len(person.heard)
    await act()
    end, count, since = time.monotonic() + seconds, before, time.monotonic()
    while True:
        now = time.monotonic()
        if len(person.heard) > count:
            count, since = len(person.heard), now
        if count >= before + at_least and now - since > _QUIET_SECONDS:
            return person.heard[before:]
        assert now < end, f"no answer within {seconds} s: {person.heard[-1:]}"
        await asyncio.sleep(0.02)


async def ask(person: Person, text: str, *, at_least: int = 1) -> Sequence[Heard]:
    """Send a text and return what is said to it."""
    return await answers(person, lambda: person.says(text), at_least=at_least)


async def comes(person: Person, text: str) -> None:
    """Wait until such a message is on the phone."""
    await until(lambda: any(text in one.text for one in person.heard))


async def choose(person: Person, title: str) -> Sequence[Heard]:
    """Choose as this phone can: by a button, or by the sign of a menu."""
    newest = next(one for one in reversed(person.heard) if title in one.choices)
    if title in newest.titles:
        return await answers(person, lambda: person.presses(title))
    return await ask(person, newest.menu[title])


async def book(person: Person, wish: str) -> Heard:
    """Make an appointment by telephone at the first time that is offered; return what is said."""
    said = await ask(person, wish)
    for _ in range(_MOST_TURNS):
        booked = next((one for one in said if "staat vast" in one.text), None)
        if booked:
            return booked
        said = await _go_on_booking(person, said)
    raise AssertionError(f"no appointment comes of it: {said}")


async def _go_on_booking(person: Person, said: Sequence[Heard]) -> Sequence[Heard]:
    """Answer what is asked before an appointment stands."""
    asked, choices = said[-1].text, said[-1].choices
    times = [title for title in choices if TIME.search(title)]
    for title in (*times[:1], "Telefonisch", "Ja, dat mag"):
        if title in choices:
            return await choose(person, title)
    if "nummer" in asked:
        return await ask(person, "Jan Jansen, 0320-123456")
    if "Overslaan" in choices:
        return await choose(person, "Overslaan")
    return await ask(person, "de overdracht van mijn bakkerij")


async def do_the_scan(person: Person) -> Sequence[Heard]:
    """Do the whole scan with the first answer to everything; return what came with the outcome."""
    said = await ask(person, "ik wil de bedrijfsscan doen")
    for _ in range(_MOST_TURNS):
        if any(CODE.search(one.text) for one in said):
            return said
        asked = [title for title in said[-1].choices if title not in _WAYS]
        if asked:
            said = await choose(person, asked[0])
        else:
            said = await ask(person, "ik wil praten over de toekomst van mijn bedrijf")
    raise AssertionError(f"the scan has no end: {said}")
