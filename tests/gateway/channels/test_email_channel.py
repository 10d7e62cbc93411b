"""Messages go to people by a real mail server, and what goes wrong there has a name."""

from collections.abc import Callable, Iterator

import msgspec
import pytest

from advice.channels import MenuWords
from conversations.channels import (
    Choice,
    DeliveryError,
    MediaAway,
    MediaGone,
    NotOurs,
    OutboundFile,
    OutboundMessage,
    Part,
    ProviderAway,
    Refused,
    Unclear,
    Unreachable,
)
from conversations.files import MediaRef
from conversations.messages import Author
from gateway.channels.email.channel import EmailChannel, Letterhead
from gateway.channels.email.mailbox import Mailbox
from gateway.channels.email.message_ids import MessageIds
from gateway.mailbox.imap import BadMailbox
from gateway.smtp import SmtpServer
from tests.advice.small_channels import CHANNELS
from tests.support.mail import MailServer
from tests.support.time import HandClock

TO = "jan@example.org"
ABOVE = CHANNELS["mail"]["boven"]
WORDS = msgspec.convert(CHANNELS["menu"], MenuWords)
HEAD = Letterhead("MKB Schakelteam", "chat@example.org", "Uw gesprek met ons", ABOVE)
IDS = MessageIds("example.org", b"geheim")
NO_MAILBOX = Mailbox("imap://chat:x@127.0.0.1:1")
PNG = OutboundFile("uitslag.png", "image/png", b"\x89PNG\r\n\x1a\n", "https://x.example.org/1")
PDF = OutboundFile("uw-scan.pdf", "application/pdf", b"%PDF-1.7", "https://x.example.org/2")
HELLO = Part("Goedemiddag.", subject="Uw gesprek met ons")


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


def channel_on(url: str, clock: HandClock, seconds: float = 5) -> EmailChannel:
    server = SmtpServer(url, seconds)
    return EmailChannel(server, HEAD, WORDS, ids=IDS, mailbox=NO_MAILBOX, clock=clock)


@pytest.fixture
def channel(server: MailServer, clock: HandClock) -> EmailChannel:
    return channel_on(server.url, clock)


def message(text: str, *titles: str, files: tuple[OutboundFile, ...] = ()) -> OutboundMessage:
    choices = tuple(Choice(f"4.{place}", title) for place, title in enumerate(titles))
    return OutboundMessage(Author.BOT, text, choices, files)


def shown(server: MailServer) -> str:
    """Return what the last mail says."""
    body = server.letters[-1].get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


async def test_a_message_is_one_mail_with_the_line_above_which_one_answers(
    server: MailServer, channel: EmailChannel, clock: HandClock
) -> None:
    text = "Eén zin – met € en een lange link: https://example.org/" + "a" * 200 + "\n\nEn nog één."

    [part] = channel.parts(message(text))
    await channel.send(TO, part, "7-0")

    [letter] = server.letters
    assert server.recipients == [TO]
    assert shown(server) == f"{ABOVE}\n\n{text}\n"
    assert letter["From"] == "MKB Schakelteam <chat@example.org>"
    assert letter["Subject"] == "Uw gesprek met ons"
    assert letter["Date"].datetime == clock()


async def test_choices_are_a_numbered_menu(server: MailServer, channel: EmailChannel) -> None:
    [part] = channel.parts(message("Wilt u dat?", "Ja", "Nee"))
    await channel.send(TO, part, "7-0")

    assert "1. Ja\n2. Nee\nAntwoord met 1 of 2." in shown(server)
    assert part.choices == ()


async def test_files_go_along_in_the_same_mail(server: MailServer, channel: EmailChannel) -> None:
    [part] = channel.parts(message("Uw scan.", files=(PNG, PDF)))
    await channel.send(TO, part, "7-0")

    files = [
        (one.get_filename(), one.get_content()) for one in server.letters[0].iter_attachments()
    ]
    assert files == [("uitslag.png", PNG.data), ("uw-scan.pdf", PDF.data)]


def test_a_text_without_end_comes_in_more_mails_with_the_files_in_the_last(
    channel: EmailChannel,
) -> None:
    parts = channel.parts(message("Een zin. " * 3_000, files=(PDF,)))

    assert [part.attached for part in parts] == [(), (PDF,)]
    assert {part.subject for part in parts} == {HEAD.subject}


def test_files_that_no_mail_server_takes_are_links(channel: EmailChannel) -> None:
    large = OutboundFile("groot.png", "image/png", b"\0" * 9_000_000, "https://x.example.org/3")
    other = OutboundFile("ook.png", "image/png", b"\0" * 9_000_000, "https://x.example.org/4")

    [part] = channel.parts(message("Uw foto's.", files=(large, other, PDF)))

    assert part.attached == (large, PDF)
    assert part.text.endswith("ook.png: https://x.example.org/4")


async def test_all_mails_to_somebody_are_one_thread(
    server: MailServer, channel: EmailChannel
) -> None:
    for tag, to in (("1-0", TO), ("2-0", TO), ("3-0", "piet@example.org")):
        await channel.send(to, HELLO, tag)

    first, second, other = (letter["References"] for letter in server.letters)
    assert first == second != other
    assert TO not in str(first)


async def test_no_machine_answers_our_mails(server: MailServer, channel: EmailChannel) -> None:
    await channel.send(TO, HELLO, "7-0")

    [letter] = server.letters
    assert letter["Auto-Submitted"] == "auto-replied"
    assert letter["X-Auto-Response-Suppress"] == "OOF, AutoReply"


async def test_a_part_that_goes_twice_is_the_same_mail(
    server: MailServer, channel: EmailChannel, clock: HandClock
) -> None:
    ids = [await channel.send(TO, HELLO, "7-0") for _ in range(2)]

    assert [letter["Message-ID"] for letter in server.letters] == ids
    assert len(set(ids)) == 1
    assert await channel.sent_before(TO, HELLO, "7-0", clock()) is None


async def test_another_message_of_the_same_tag_is_another_mail(
    server: MailServer, channel: EmailChannel
) -> None:
    """A new database counts from 1 again, and mailboxes still have what the old one sent."""
    await channel.send(TO, HELLO, "7-0")
    await channel.send(TO, Part("Iets anders."), "7-0")

    assert len({letter["Message-ID"] for letter in server.letters}) == 2


def test_only_our_own_message_ids_name_a_tag() -> None:
    ours = IDS.of("7-0", TO, "Hallo")

    others = MessageIds("example.org", b"iets anders").of("7-0", TO, "Hallo")

    assert IDS.tag(ours) == "7-0"
    assert [IDS.tag(id) for id in (others, ours.replace("<7-0", "<8-0"), "<7-0@example.org>")] == [
        None
    ] * 3


def test_message_ids_need_a_key() -> None:
    with pytest.raises(ValueError, match="key"):
        MessageIds("example.org", b"")


type Trouble = Callable[[MailServer], object]

TROUBLES: list[tuple[str, Trouble, type[DeliveryError], str]] = [
    ("no such person", lambda s: s.answers.append("550 5.1.1 <jan@example.org> unknown"),
     Unreachable, "550 5.1.1"),
    ("mailbox is full", lambda s: s.answers.append("552 5.2.2 Full"), Unreachable, "552 5.2.2"),
    ("come back later", lambda s: s.answers.append("450 4.2.0 Greylisted"),
     ProviderAway, "450 4.2.0"),
    ("log in first", lambda s: s.answers.append("530 5.7.0 Log in"), NotOurs, "530 5.7.0"),
    ("not your address", lambda s: s.sender_answers.append("553 5.7.1 Not yours"),
     NotOurs, "553 5.7.1"),
    ("sender later", lambda s: s.sender_answers.append("451 Later"), ProviderAway, "451"),
    ("spam", lambda s: s.data_answers.append("554 5.7.1 Spam"), Refused, "554 5.7.1"),
    ("too large", lambda s: s.data_answers.append("552 5.3.4 Too large"), Refused, "552 5.3.4"),
    ("disk is full", lambda s: s.data_answers.append("452 4.3.1 Disk"), ProviderAway, "452 4.3.1"),
    ("too fast", lambda s: s.answers.append("421 4.7.0 Slow down"), ProviderAway, "421 4.7.0"),
    ("no server", lambda s: s.stop(), ProviderAway, "unreachable"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("trouble", "named", "code"),
    [case[1:] for case in TROUBLES],
    ids=[case[0] for case in TROUBLES],
)
async def test_what_goes_wrong_has_a_name_and_a_code_without_people(
    server: MailServer,
    channel: EmailChannel,
    trouble: Trouble,
    named: type[DeliveryError],
    code: str,
) -> None:
    trouble(server)

    with pytest.raises(named) as raised:
        await channel.send(TO, HELLO, "7-0")

    assert type(raised.value) is named
    assert raised.value.code == code
    assert server.letters == []


async def test_a_line_that_breaks_after_the_mail_leaves_open_whether_it_arrived(
    server: MailServer, channel: EmailChannel
) -> None:
    server.data_answers.append("")

    with pytest.raises(Unclear):
        await channel.send(TO, HELLO, "7-0")
    await channel.send(TO, HELLO, "7-0")

    assert len({letter["Message-ID"] for letter in server.letters}) == 1


async def test_what_is_refused_for_now_is_not_asked_again_at_once(
    server: MailServer, channel: EmailChannel
) -> None:
    server.answers.append("450 4.2.0 Greylisted")

    with pytest.raises(ProviderAway) as raised:
        await channel.send(TO, HELLO, "7-0")

    assert raised.value.retry_after
    assert raised.value.retry_after.total_seconds() >= 30


async def test_a_server_that_says_nothing_after_the_mail_may_have_taken_it(
    server: MailServer, clock: HandClock
) -> None:
    server.seconds = 2

    with pytest.raises(Unclear):
        await channel_on(server.url, clock, seconds=0.5).send(TO, HELLO, "7-0")


async def test_a_wrong_password_is_ours_to_mend(clock: HandClock) -> None:
    server = MailServer(asks_password=True)
    server.start()

    with pytest.raises(NotOurs) as raised:
        await channel_on(server.url.replace("geheim", "anders"), clock).send(TO, HELLO, "7-0")

    server.stop()
    assert raised.value.code.startswith("535")


@pytest.mark.parametrize(
    "to", ["", "jan", "jan@exam ple.org", "jän@example.org", "jan@example.org\nBcc: x@example.org"]
)
async def test_what_is_no_address_is_given_up(
    server: MailServer, channel: EmailChannel, to: str
) -> None:
    with pytest.raises(Unreachable):
        await channel.send(to, HELLO, "7-0")

    assert server.letters == []


async def test_there_is_no_window_that_needs_a_template(channel: EmailChannel) -> None:
    assert channel.abilities.window is None
    with pytest.raises(Refused):
        await channel.send_template(TO, "terug", "7-0")


async def test_a_mailbox_that_is_away_may_have_the_file_later(channel: EmailChannel) -> None:
    with pytest.raises(MediaAway):
        await channel.fetch(MediaRef("<a@example.org>#0", "application/pdf"), 1_000)


@pytest.mark.parametrize("where", ["", "#0", "<a@example.org>", "<a@example.org>#x"])
async def test_a_file_that_is_nowhere_is_gone(channel: EmailChannel, where: str) -> None:
    with pytest.raises(MediaGone):
        await channel.fetch(MediaRef(where, "application/pdf"), 1_000)


@pytest.mark.parametrize(
    "url", ["mail.example.org", "https://a:b@example.org", "imaps://", "imap://example.org"]
)
def test_a_mailbox_whose_address_cannot_be_read_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(BadMailbox):
        Mailbox(url)
