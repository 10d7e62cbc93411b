"""The file for a calendar, and the link to change an appointment, reach people on every channel."""

from datetime import timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.policy import SMTP

import pytest
from telegram import Bot

from conversations.channels import Choice, OutboundFile, OutboundMessage, opened_by
from conversations.files import NewFile
from conversations.messages import Author
from gateway.channels.telegram.channel import TelegramChannel
from gateway.channels.twilio.rendering import Rendering
from gateway.channels.twilio.sms import Sms
from gateway.channels.twilio.whatsapp import WhatsApp
from gateway.channels.writing import segments
from gateway.smtp import written
from storage.store import SqlStore
from tests.handoff.appointments.bookings import (
    CONTENT,
    LINKS,
    SITE,
    TUESDAY,
    advisor,
    booked,
    event_in,
    move,
    said,
    slot_of,
)
from tests.support.time import HandClock

WORDS = CONTENT.channels.menu


@pytest.fixture
async def moved(store: SqlStore, clock: HandClock) -> tuple[OutboundMessage, str]:
    """What goes out when an appointment is moved, and the link that must be in it."""
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    await move(store, clock, appointment, slot_of(sanne, TUESDAY + timedelta(days=1)))
    message = (await said(store, appointment.conversation))[-1]
    (attached,) = message.attachments
    async with store.reading() as work:
        kept = await work.file(attached.url.rpartition("/")[2])
    assert kept is not None
    url = opened_by(attached, SITE)
    file = OutboundFile(attached.title, attached.media_type, kept.data, url)
    choices = tuple(Choice(f"1.{n}", one.title) for n, one in enumerate(message.buttons))
    out = OutboundMessage(Author.BOT, message.text, choices, (file,))
    return out, LINKS.link(appointment.id)


@pytest.mark.parametrize("rendering", [WhatsApp(WORDS, {}), Sms(WORDS)], ids=["whatsapp", "sms"])
def test_where_no_such_file_is_carried_both_links_stand_whole_in_the_text(
    rendering: Rendering, moved: tuple[OutboundMessage, str]
) -> None:
    message, link = moved

    (part,) = rendering.parts(message)

    assert part.file is None
    assert {link, message.files[0].url} <= set(part.text.split())


def test_an_sms_about_it_is_not_dearer_than_its_length(moved: tuple[OutboundMessage, str]) -> None:
    (part,) = Sms(WORDS).parts(moved[0])

    assert segments(part.text).encoding == "GSM-7"


def test_telegram_carries_the_file(moved: tuple[OutboundMessage, str]) -> None:
    message, link = moved

    (part,) = TelegramChannel(Bot("1:x"), WORDS).parts(message)

    assert part.file == message.files[0]
    assert link in part.text


def test_a_mail_carries_the_file_as_it_is(
    moved: tuple[OutboundMessage, str], clock: HandClock
) -> None:
    (file,) = moved[0].files
    sender = Address("Wij", addr_spec="info@example.org")
    files = [NewFile(file.title, file.media_type, file.data)]

    mail = written(sender, "jan@example.org", "Uw gesprek", "Goedendag", files, clock())

    (attached,) = message_from_bytes(mail.as_bytes(policy=SMTP), policy=SMTP).iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("text/calendar", file.title)
    assert attached.get_payload(decode=True) == file.data
    assert event_in(file.data)[0] == "PUBLISH"
