"""Letters reach a real mail server once, or who asked for them hears why not."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from conversations.conversation import Conversation
from conversations.files import NewFile
from conversations.mail import Mail
from conversations.messages import Reply
from conversations.stage import Stage
from gateway.mailing import Mailing
from gateway.smtp import BadMailServer, SmtpMailer
from storage.store import SqlStore
from tests.handoff import people, pool_people
from tests.support.mail import MailServer
from tests.support.time import HandClock

PDF = b"%PDF-1.7 een rapport \x00\xff"
LETTER = Mail(
    "rapport_mailen",
    "jan@example.org",
    subject="Uw bedrijfsscan van 29 november – klaar",
    text="Goedendag,\n\nHierbij uw rapport, met één bijlage.\n",
    files=(NewFile("bedrijfsscan.pdf", "application/pdf", PDF),),
    if_refused="De mail kwam niet aan.",
)
DAY = timedelta(days=1)


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


def mailing(store: SqlStore, clock: HandClock, url: str) -> Mailing:
    mailer = SmtpMailer(url, name="MKB Schakelteam Flevoland", address="info@example.org")
    return Mailing(store=store, mailer=mailer, clock=clock)


async def asked(store: SqlStore, clock: HandClock, *mails: Mail) -> UUID:
    """Open a conversation in which letters were asked for."""
    conversation = Conversation(uuid4(), "web", b"hash", Stage.BOT, clock())
    async with store.transaction() as work:
        await work.open(conversation)
        await work.say(conversation.id, [Reply("Ik stuur het", mails=mails or (LETTER,))], clock())
    return conversation.id


async def told(store: SqlStore, conversation: UUID, clock: HandClock) -> list[str]:
    """Return what is said in a conversation, with what is due by now."""
    async with store.transaction() as work:
        await work.say_what_is_due(clock(), limit=9)
        view = await work.view(conversation, 0)
    return [message.text for message in view.messages]


async def test_a_letter_arrives_whole_with_its_report(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    await asked(store, clock)

    await mailing(store, clock, server.url).round()

    (letter,) = server.letters
    (report,) = letter.iter_attachments()
    body = letter.get_body()
    assert server.recipients == ["jan@example.org"]
    assert letter["Subject"] == LETTER.subject
    assert letter["From"] == "MKB Schakelteam Flevoland <info@example.org>"
    assert letter["Date"].datetime == clock()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == LETTER.text
    assert report.get_filename() == "bedrijfsscan.pdf"
    assert report.get_content() == PDF


async def test_a_letter_is_sent_once_and_then_forgotten(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    await asked(store, clock)
    sending = mailing(store, clock, server.url)

    rounds = [await sending.round() for _ in range(3)]

    clock.forward(DAY.total_seconds())
    assert [*rounds, await sending.round()] == [1, 0, 0, 0]
    assert len(server.letters) == 1


async def test_a_mail_server_that_is_away_gets_the_letter_when_it_is_back(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    await asked(store, clock)
    sending = mailing(store, clock, server.url)
    server.stop()
    for _ in range(3):
        await sending.round()
        clock.forward(20 * 60)

    server.start()
    await sending.round()

    assert len(server.letters) == 1


async def test_a_server_that_asks_to_try_later_is_tried_later(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    await asked(store, clock)
    sending = mailing(store, clock, server.url)
    server.answers = ["451 4.7.1 Greylisted"]

    await sending.round()
    assert await sending.round() == 0
    clock.forward(61)
    await sending.round()

    assert len(server.letters) == 1


async def test_an_address_that_nobody_has_is_told_in_the_conversation(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    conversation = await asked(store, clock)
    server.answers = ["550 5.1.1 No such user"]

    await mailing(store, clock, server.url).round()

    assert await told(store, conversation, clock) == ["Ik stuur het", "De mail kwam niet aan."]
    clock.forward(DAY.total_seconds())
    assert await mailing(store, clock, server.url).round() == 0


async def test_after_a_day_without_a_mail_server_it_is_told_and_given_up(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    conversation = await asked(store, clock)
    sending = mailing(store, clock, server.url)
    server.stop()

    for _ in range(9):
        await sending.round()
        clock.forward(8 * 3600)

    assert (await told(store, conversation, clock))[1:] == ["De mail kwam niet aan."]


async def test_the_same_letter_asked_twice_before_it_went_goes_once_to_the_last_address(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    other = Mail("rapport_mailen", "piet@example.org", "Uw scan", "Hierbij.")
    await asked(store, clock, LETTER, other)

    await mailing(store, clock, server.url).round()

    assert server.recipients == ["piet@example.org"]


@pytest.mark.parametrize("how", ["called off", "erased"])
async def test_a_letter_that_waits_does_not_go_when_it_is_called_off_or_all_is_erased(
    store: SqlStore, clock: HandClock, server: MailServer, how: str
) -> None:
    conversation = await asked(store, clock)
    async with store.transaction() as work:
        if how == "erased":
            await work.erase(conversation)
        else:
            await work.say(conversation, [Reply("Goed", mails=(Mail("rapport_mailen"),))], clock())

    assert await mailing(store, clock, server.url).round() == 0
    assert server.letters == []


async def test_a_worker_that_died_while_sending_leaves_the_letter_to_the_next(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    await asked(store, clock)
    async with store.transaction() as work:
        await work.claim_mails(now=clock(), until=clock() + timedelta(minutes=2), limit=1)
    sending = mailing(store, clock, server.url)

    assert await sending.round() == 0
    clock.forward(121)
    await sending.round()

    assert len(server.letters) == 1


async def test_both_attempts_of_a_letter_have_one_message_id(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    await asked(store, clock)
    mailer = SmtpMailer(server.url, name="Wij", address="info@example.org")
    async with store.transaction() as work:
        (letter,) = await work.claim_mails(now=clock(), until=clock() + DAY, limit=1)

    await mailer.send(letter)
    await mailer.send(letter)

    first, second = server.letters
    assert first["Message-ID"] == second["Message-ID"] == f"<{letter.id}@example.org>"


async def test_a_letter_goes_to_a_server_that_asks_a_password(
    store: SqlStore, clock: HandClock
) -> None:
    server = MailServer(asks_password=True)
    server.start()
    await asked(store, clock)

    await mailing(store, clock, server.url).round()

    server.stop()
    assert len(server.letters) == 1


async def test_a_wrong_password_is_ours_to_mend_and_loses_no_letter(
    store: SqlStore, clock: HandClock
) -> None:
    server = MailServer(asks_password=True)
    server.start()
    conversation = await asked(store, clock)
    wrong = server.url.replace("geheim", "anders")

    await mailing(store, clock, wrong).round()
    clock.forward(61)
    await mailing(store, clock, server.url).round()

    server.stop()
    assert len(server.letters) == 1
    assert await told(store, conversation, clock) == ["Ik stuur het"]


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://a:b"]
)
def test_a_mail_server_whose_address_cannot_be_read_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(BadMailServer):
        SmtpMailer(url, name="Wij", address="info@example.org")


async def test_that_a_letter_never_arrived_is_noted_for_the_advisor_once_for_each_address(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    handoff = await pool_people.taken(store, clock)
    said = await people.texts(store, handoff.conversation)
    sending = mailing(store, clock, server.url)

    for address in ("jan@example.org", "jan@example.org", "j.jansen@example.org"):
        server.answers = ["550 5.1.1 No such user"]
        async with store.transaction() as work:
            letter = Mail(
                "weg", address, "Er is antwoord", "Hier.", note_if_refused="Kwam niet aan."
            )
            await work.ask_mail(handoff.conversation, letter, clock())
        await sending.round()

    async with store.reading() as work:
        notes = await work.notes(handoff.id)
    assert [(note.advisor, note.text) for note in notes] == [
        (handoff.advisor, "Kwam niet aan.")
    ] * 2
    assert await people.texts(store, handoff.conversation) == said


async def test_a_letter_that_arrives_later_is_not_noted(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    handoff = await pool_people.taken(store, clock)
    server.answers = ["451 4.7.1 Greylisted"]
    async with store.transaction() as work:
        letter = Mail("weg", "jan@example.org", "Er is antwoord", note_if_refused="Kwam niet aan.")
        await work.ask_mail(handoff.conversation, letter, clock())
    sending = mailing(store, clock, server.url)

    await sending.round()
    clock.forward(61)
    await sending.round()

    async with store.reading() as work:
        assert await work.notes(handoff.id) == ()
    assert len(server.letters) == 1
