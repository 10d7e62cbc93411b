"""What is mailed about an appointment reaches a real mail server as calendars can take it."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from icalendar import Calendar

from conversations.appointments import Party
from conversations.messages import Kind
from gateway.mailing import Mailing
from gateway.smtp import SmtpMailer
from storage.store import SqlStore
from tests.handoff.appointments.bookings import (
    EMAIL,
    TUESDAY,
    WHEN,
    WORDS,
    advisor,
    booked,
    cancel,
    event_in,
    move,
    said,
    said_by,
    slot_of,
)
from tests.support.mail import MailServer
from tests.support.time import HandClock

DAY = timedelta(days=1)


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


def mailing(store: SqlStore, clock: HandClock, server: MailServer) -> Mailing:
    mailer = SmtpMailer(server.url, name="MKB Schakelteam Flevoland", address="info@example.org")
    return Mailing(store=store, mailer=mailer, clock=clock)


def to(server: MailServer, address: str) -> list[EmailMessage]:
    return [one for one in server.letters if str(one["To"]) == address]


def part(letter: EmailMessage, media_type: str) -> EmailMessage:
    (found,) = (one for one in letter.walk() if one.get_content_type() == media_type)
    assert isinstance(found, EmailMessage)
    return found


async def test_each_change_arrives_as_text_for_people_and_as_one_event_for_calendars(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    sanne, sending = await advisor(store), mailing(store, clock, server)
    appointment = await booked(store, clock, sanne)
    await sending.round()
    moved = await move(store, clock, appointment, slot_of(sanne, TUESDAY + DAY), Party.ADVISOR)
    await sending.round()
    await cancel(store, clock, moved, Party.ADVISOR)
    await sending.round()

    letters = to(server, EMAIL)

    told = [part(letter, "text/calendar") for letter in letters]
    events = [event_in(one.get_content().encode()) for one in told]
    methods = ["REQUEST", "REQUEST", "CANCEL"]
    assert [one.get_param("method") for one in told] == methods
    assert [method for method, _ in events] == methods
    assert [event["SEQUENCE"] for _, event in events] == [0, 1, 2]
    assert len({str(event["UID"]) for _, event in events}) == 1
    assert [event.start for _, event in events] == [TUESDAY, TUESDAY + DAY, TUESDAY + DAY]


async def test_people_read_a_text_and_can_save_the_same_event_as_a_file(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    await booked(store, clock, await advisor(store))

    await mailing(store, clock, server).round()

    (letter,) = to(server, EMAIL)
    body, (file,) = letter.get_body(), letter.iter_attachments()
    assert [one.get_content_type() for one in letter.iter_parts()] == [
        "multipart/alternative",
        "application/ics",
    ]
    assert body is not None
    assert body.get_content().startswith("Goedendag,")
    assert file.get_filename() == "afspraak.ics"
    (saved,) = Calendar.from_ical(file.get_content()).walk("VEVENT")
    _, told = event_in(part(letter, "text/calendar").get_content().encode())
    assert saved == told


async def test_the_reminder_goes_a_day_before_and_is_dated_then(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    await booked(store, clock, await advisor(store))
    sending = mailing(store, clock, server)
    await sending.round()

    clock.now = TUESDAY - DAY - timedelta(seconds=1)
    early = await sending.round()
    clock.now = TUESDAY - DAY
    await sending.round()

    assert early == 0
    reminder = to(server, EMAIL)[-1]
    assert reminder["Subject"] == f"Herinnering: {WHEN}"
    assert reminder["Date"].datetime == TUESDAY - DAY
    assert reminder.get_content_type() == "text/plain"


async def test_an_address_that_nobody_has_is_told_in_the_conversation(
    store: SqlStore, clock: HandClock, server: MailServer
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    sending = mailing(store, clock, server)
    server.answers = ["550 5.1.1 No such user"] * 2

    await sending.round()

    assert await said_by(store, appointment.conversation, clock()) == [WORDS.if_refused.strip()]
    (message,) = await said(store, appointment.conversation)
    assert message.meta.kind is Kind.APPOINTMENT
