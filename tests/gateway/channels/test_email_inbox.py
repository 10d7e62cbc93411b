"""What comes in a real mailbox is taken once, whatever happens to the line or to us."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from uuid import uuid4

import msgspec
import pytest
import structlog

from advice.channels import MenuWords
from advice.content import load_content
from apps.settings import ROOT
from conversations.channels import Arrival, MediaGone, MediaRef
from conversations.deliveries import DeliveryState
from conversations.messages import Author
from conversations.ports import News
from gateway.arriving import Arriving
from gateway.channels.email.channel import EmailChannel, Letterhead
from gateway.channels.email.inbox import Inbox
from gateway.channels.email.mailbox import Mailbox
from gateway.channels.email.message_ids import MessageIds
from gateway.channels.email.reading import Reader
from gateway.channels.email.too_often import MOST
from gateway.deliver import Delivering
from gateway.mailbox.imap import HEAD as MAIL_HEAD
from gateway.mailbox.imap import LoginRefused
from gateway.smtp import SmtpServer
from kit.clock import utc_now
from storage.database import Database
from storage.store import SqlStore
from tests.advice.small_channels import CHANNELS
from tests.gateway.channels.test_email_reading import bounce
from tests.support import imap
from tests.support.imap import ImapServer
from tests.support.mail import MailServer
from tests.support.time import HandClock

ABOVE = CHANNELS["mail"]["boven"]
HEAD = Letterhead("MKB Schakelteam", "chat@example.org", "Uw gesprek met ons", ABOVE)
WORDS = msgspec.convert(CHANNELS["menu"], MenuWords)
IDS = MessageIds("example.org", b"geheim")
READER = Reader(HEAD.address, HEAD.subject, ABOVE, IDS)
CONTENT = load_content(ROOT / "data")
JAN = "jan@example.org"
PDF = b"%PDF-1.7 een offerte"
DONE = {"INBOX": 0, "Verwerkt": 1}


@dataclass
class Kept:
    """What the product was told; `failures` times it cannot keep it."""

    arrivals: list[Arrival] = field(default_factory=list)
    reports: list[tuple[str, DeliveryState, str]] = field(default_factory=list)
    failures: int = 0
    seconds: float = 0.0

    async def arrive(self, arrival: Arrival) -> None:
        self.arrivals.append(arrival)
        await asyncio.sleep(self.seconds)
        if self.failures:
            self.failures -= 1
            raise ConnectionError

    async def report(self, tag: str, state: DeliveryState, code: str) -> None:
        self.reports.append((tag, state, code))

    @property
    def texts(self) -> list[str]:
        return [arrival.text for arrival in self.arrivals]


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    program = imap.program()
    if program is None:
        pytest.skip(imap.NOT_HERE)
    with imap.running_imap(program) as running:
        yield running


@pytest.fixture
def user() -> str:
    """A mailbox of this test's own."""
    return f"chat-{uuid4().hex}"


@pytest.fixture
def mailbox(server: ImapServer, user: str) -> Mailbox:
    return Mailbox(server.url(user), seconds=5)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@asynccontextmanager
async def watching(mailbox: Mailbox, kept: Kept) -> AsyncIterator[None]:
    inbox = Inbox(
        mailbox, READER, arrive=kept.arrive, report=kept.report, clock=utc_now, pause=0.05
    )
    running = asyncio.create_task(inbox.run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait({running})


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not is_so():
            await asyncio.sleep(0.02)


def letter(text: str, id: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f"Jan <{JAN}>"
    mail["To"] = HEAD.address
    mail["Subject"] = f"Re: {HEAD.subject}"
    mail["Message-ID"] = f"<{id or uuid4().hex}@example.org>"
    mail.set_content(text)
    return mail


async def test_what_comes_while_we_look_is_heard_at_once_and_put_away(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    async with watching(mailbox, kept):
        await until(lambda: "Verwerkt" in server.folders(user))
        await asyncio.sleep(0.2)
        server.deliver(user, letter("Wat is de WBSO?").as_bytes())

        async with asyncio.timeout(5):
            await until(lambda: kept.arrivals)
        await until(lambda: server.folders(user) == DONE)

    assert kept.texts == ["Wat is de WBSO?"]


async def test_what_waited_is_taken_in_its_order_however_old_it_is(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    with server.client(user) as client:
        for text, days in (("een", 9), ("twee", 2), ("drie", 0)):
            at = utc_now() - timedelta(days=days)
            client.append("INBOX", letter(text).as_bytes(), msg_time=at)

    async with watching(mailbox, kept):
        await until(lambda: len(kept.arrivals) == 3)

    assert kept.texts == ["een", "twee", "drie"]


async def test_what_could_not_be_kept_comes_again_before_what_follows(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    kept.failures = 2
    for text in ("een", "twee"):
        server.deliver(user, letter(text).as_bytes())

    async with watching(mailbox, kept):
        await until(lambda: server.folders(user).get("Verwerkt") == 2)

    assert kept.texts == ["een", "een", "een", "twee"]
    assert len({arrival.external_id for arrival in kept.arrivals}) == 2


async def test_who_is_stopped_before_it_was_put_away_gets_the_same_mail_again(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    kept.seconds = 60
    server.deliver(user, letter("een", "1").as_bytes())
    async with watching(mailbox, kept):
        await until(lambda: kept.arrivals)

    kept.seconds = 0
    async with watching(mailbox, kept):
        await until(lambda: server.folders(user) == DONE)

    assert [arrival.external_id for arrival in kept.arrivals] == ["<1@example.org>"] * 2


async def test_after_the_server_was_away_it_goes_on(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    async with watching(mailbox, kept):
        server.deliver(user, letter("een").as_bytes())
        await until(lambda: kept.arrivals)

        await asyncio.to_thread(server.stop)
        await asyncio.sleep(0.2)
        await asyncio.to_thread(server.start)
        server.deliver(user, letter("twee").as_bytes())

        await until(lambda: len(kept.arrivals) == 2)


async def test_a_wrong_password_is_told_and_tried_again(
    server: ImapServer, user: str, kept: Kept
) -> None:
    wrong = Mailbox(server.url(user, password="anders"))

    with pytest.raises(LoginRefused):
        await asyncio.to_thread(wrong.open)
    with structlog.testing.capture_logs() as lines:
        async with watching(wrong, kept):
            await until(lambda: len(lines) > 1)

    assert {line["event"] for line in lines} == {"inbox.login_refused"}
    assert user not in str(lines)


async def test_a_mail_that_cannot_be_read_stays_for_people_and_keeps_nobody_waiting(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    odd = "".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(3_000)
    )
    server.deliver(user, f"From: {JAN}\r\n{odd}".encode())
    server.deliver(user, letter("Wat is de WBSO?").as_bytes())

    async with watching(mailbox, kept):
        await until(lambda: server.folders(user) == {"INBOX": 1, "Verwerkt": 1})

    assert kept.texts == ["Wat is de WBSO?"]


async def test_mail_of_machines_is_put_away_and_a_bounce_is_told(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    away = letter("Ik ben er niet.")
    away["Auto-Submitted"] = "auto-replied"
    server.deliver(user, away.as_bytes())
    server.deliver(user, bounce(IDS.of("12-0", JAN, "Hallo")))

    async with watching(mailbox, kept):
        await until(lambda: server.folders(user) == {"INBOX": 0, "Verwerkt": 2})

    assert kept.arrivals == []
    assert kept.reports == [("12-0", DeliveryState.FAILED, "5.1.1")]


async def test_who_writes_without_end_is_answered_so_often_and_logs_have_no_address(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    for number in range(MOST + 2):
        server.deliver(user, letter(f"bericht {number}").as_bytes())

    with structlog.testing.capture_logs() as lines:
        async with watching(mailbox, kept):
            await until(lambda: server.folders(user).get("Verwerkt") == MOST + 2)

    assert len(kept.arrivals) == MOST
    assert [line["event"] for line in lines].count("email.too_often") == 2
    assert "example.org" not in str(lines)


async def test_of_a_mail_that_is_too_large_only_the_beginning_is_fetched(
    server: ImapServer, user: str, kept: Kept
) -> None:
    mailbox = Mailbox(server.url(user), largest=200_000)
    mail = letter("Hierbij de tekening.")
    mail.add_attachment(b"\0" * 300_000, maintype="image", subtype="jpeg", filename="foto.jpg")
    server.deliver(user, mail.as_bytes())

    opened = await asyncio.to_thread(mailbox.open)
    [uid] = opened.new()
    fetched = opened.letter(uid)
    opened.close()
    async with watching(mailbox, kept):
        await until(lambda: kept.arrivals)

    assert fetched
    assert len(fetched.raw) == MAIL_HEAD
    [arrival] = kept.arrivals
    assert arrival.text == "Hierbij de tekening."
    assert arrival.media[0].size
    assert arrival.media[0].size > 300_000


async def test_what_is_done_with_is_erased_after_some_days(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    (await asyncio.to_thread(mailbox.open)).close()
    with server.client(user) as client:
        for days in (9, 3, 1):
            at = utc_now() - timedelta(days=days)
            client.append("Verwerkt", letter("oud").as_bytes(), msg_time=at)

    async with watching(mailbox, kept):
        await until(lambda: server.folders(user) == DONE)

    assert kept.arrivals == []


async def test_a_server_that_can_little_is_enough(user: str, kept: Kept) -> None:
    program = imap.program()
    if program is None:
        pytest.skip(imap.NOT_HERE)
    with imap.running_imap(program, "IMAP4rev1 UIDPLUS") as plain:
        plain.deliver(user, letter("Wat is de WBSO?").as_bytes())

        async with watching(Mailbox(plain.url(user)), kept):
            await until(lambda: plain.folders(user) == DONE)

    assert kept.texts == ["Wat is de WBSO?"]


def channel_on(mailbox: Mailbox, url: str = "smtp://127.0.0.1:1") -> EmailChannel:
    return EmailChannel(SmtpServer(url), HEAD, WORDS, ids=IDS, mailbox=mailbox, clock=HandClock())


async def test_a_file_is_fetched_before_and_after_its_mail_was_put_away(
    server: ImapServer, user: str, mailbox: Mailbox, kept: Kept
) -> None:
    mail = letter("Hierbij de offerte.")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="offerte.pdf")
    server.deliver(user, mail.as_bytes())
    channel, media = channel_on(mailbox), MediaRef(f"{mail['Message-ID']}#0", "application/pdf")

    before = await channel.fetch(media, 1_000)
    async with watching(mailbox, kept):
        await until(lambda: server.folders(user) == DONE)
    [shown] = kept.arrivals[0].media
    after = await channel.fetch(shown, 1_000)

    assert (before.title, before.data) == ("offerte.pdf", PDF)
    assert after == before
    with pytest.raises(MediaGone):
        await channel.fetch(shown, len(PDF) - 1)


async def test_a_file_of_a_mail_that_was_erased_is_gone(mailbox: Mailbox) -> None:
    with pytest.raises(MediaGone):
        await channel_on(mailbox).fetch(MediaRef("<weg@example.org>#0", "image/png"), 1_000)


class Correspondence:
    """Jan, who writes with a program that quotes, and all that answers him."""

    def __init__(
        self, server: ImapServer, user: str, store: SqlStore, news: News, clock: HandClock
    ) -> None:
        self.store, self._server, self._user = store, server, user
        self.post, self._written = MailServer(), 0
        mailbox = Mailbox(server.url(user))
        channel = channel_on(mailbox, self.post.url)
        self._delivering = Delivering(
            {"email": channel}, store=store, news=news, clock=clock, site="https://x.example.org"
        )
        arriving = Arriving(CONTENT, store=store, clock=clock)
        self.inbox = Inbox(
            mailbox, READER, arrive=arriving, report=Kept().report, clock=utc_now, pause=0.05
        )

    async def writes(self, text: str) -> None:
        """Answer the last mail, and wait for what is answered to that."""
        quoted = "".join(f"> {line}\n" for line in self.reads().splitlines())
        whole = f"{text}\n\nOp ma 23 nov 2026 om 10:00 schreef Wij <wij@example.org>:\n{quoted}"
        self._server.deliver(self._user, letter(whole).as_bytes())
        self._written += 1
        await until(lambda: self._server.folders(self._user).get("Verwerkt") == self._written)
        while await self._delivering.round():
            """All of it."""

    def reads(self) -> str:
        body = self.post.letters[-1].get_body() if self.post.letters else None
        return str(body.get_content()) if body else ""

    async def said(self) -> list[str]:
        async with self.store.reading() as work:
            contact = await work.contact("email", JAN)
            assert contact is not None
            messages = (await work.view(contact.conversation, 0)).messages
        return [one.text for one in messages if one.author is Author.ENTREPRENEUR]


@pytest.fixture
async def jan(
    server: ImapServer, user: str, store: SqlStore, database: Database, clock: HandClock
) -> AsyncIterator[Correspondence]:
    news = database.news()
    jan = Correspondence(server, user, store, news, clock)
    jan.post.start()
    running = asyncio.create_task(jan.inbox.run())
    yield jan
    running.cancel()
    await asyncio.wait({running})
    jan.post.stop()
    await news.close()


async def test_who_writes_is_answered_and_goes_on_in_the_same_conversation(
    jan: Correspondence,
) -> None:
    await jan.writes("Wat is de WBSO?")
    await jan.writes("Met z'n vieren.")

    assert jan.post.recipients == [JAN]
    assert jan.reads().replace("\r", "").startswith(f"{ABOVE}\n\nWelkom bij")
    assert await jan.said() == ["Wat is de WBSO?", "Met z'n vieren."]


async def test_who_writes_stop_in_a_letter_gets_one_last_mail(jan: Correspondence) -> None:
    await jan.writes("Wat is de WBSO?")
    await jan.writes("Beste mensen,\n\nSTOP\n\nMet vriendelijke groet,\nJan Jansen")

    assert len(jan.post.letters) == 2
    assert "START" in jan.reads()
