"""An advisor with appointments, who made them, and what both are told."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from icalendar import Calendar, Event
from msgspec import structs

from advice.content import load_content
from apps.settings import ROOT
from conversations.appointments import (
    Appointment,
    AppointmentRequest,
    Booking,
    Form,
    Party,
    Slot,
)
from conversations.mail import Mail
from conversations.messages import Message
from conversations.scans import Given
from handoff.advisors import Account, Advisor, Role
from handoff.appointments.appointing import Appointing
from handoff.appointments.links import AppointmentLinks
from storage.store import SqlStore
from tests.handoff.people import opened
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
WORDS = CONTENT.appointments.letters
SITE = "https://schakel.example.org"
CONSOLE = "https://balie.example.org"
EMAIL = "jan@example.org"
LINKS = AppointmentLinks(SITE, "geheim")
APPOINTING = Appointing(CONTENT, LINKS, console=CONSOLE)
FAR = timedelta(days=300)
TUESDAY = datetime(2026, 12, 1, 9, tzinfo=UTC)
"""Ten o'clock here, a week after the clock of the tests."""
WHEN = "dinsdag 1 december van 10.00 tot 10.45 uur"


async def advisor(
    store: SqlStore, name: str = "Sanne", role: Role = Role.ADVISOR, *groups: str
) -> Advisor:
    one = Advisor(uuid4(), name, f"{name.lower()}@example.org", role, groups or ("algemeen",))
    async with store.transaction() as work:
        await work.add_account(Account(one, "no-hash"))
    return one


def slot_of(who: Advisor, start: datetime = TUESDAY) -> Slot:
    return Slot(start, start + timedelta(minutes=45), who.id)


def request(clock: HandClock, **changes: object) -> AppointmentRequest:
    wanted = AppointmentRequest(
        form=Form.PHONE,
        question="Kan ik mijn zaak overdragen aan mijn dochter?",
        consent=Given(True, 1, clock()),
        group="algemeen",
        name="Jan Jansen",
        phone="0320-000000",
        email=EMAIL,
        municipality="urk",
        topics=("slim-regeling",),
    )
    return structs.replace(wanted, **changes)


async def booked(
    store: SqlStore,
    clock: HandClock,
    who: Advisor,
    start: datetime = TUESDAY,
    **changes: object,
) -> Appointment:
    """Let somebody new book a time of an advisor."""
    conversation = await opened(store, clock)
    booking = Booking(slot_of(who, start), request(clock, **changes))
    async with store.transaction() as work:
        return await APPOINTING.book(work, conversation, booking, clock())


async def move(
    store: SqlStore,
    clock: HandClock,
    appointment: Appointment,
    slot: Slot,
    by: Party = Party.ENTREPRENEUR,
) -> Appointment:
    async with store.transaction() as work:
        await work.hold(appointment.conversation)
        return await APPOINTING.move(work, appointment, slot, by, clock())


async def cancel(
    store: SqlStore,
    clock: HandClock,
    appointment: Appointment,
    by: Party = Party.ENTREPRENEUR,
) -> Appointment:
    async with store.transaction() as work:
        await work.hold(appointment.conversation)
        return await APPOINTING.cancel(work, appointment, by, clock())


async def ask_to_move(store: SqlStore, clock: HandClock, appointment: Appointment) -> Appointment:
    async with store.transaction() as work:
        await work.hold(appointment.conversation)
        return await APPOINTING.ask_to_move(work, appointment, clock())


async def kept(store: SqlStore, id: UUID) -> Appointment:
    async with store.reading() as work:
        return await work.appointment(id)


async def letters(store: SqlStore, now: datetime) -> dict[str, Mail]:
    """Return the letters that are due at a moment, by to whom they go, and forget them."""
    async with store.transaction() as work:
        claimed = await work.claim_mails(now=now, until=now, limit=99)
        for letter in claimed:
            await work.drop_mail(letter)
    found = {letter.mail.to or "": letter.mail for letter in claimed}
    assert len(found) == len(claimed)
    return found


async def said(store: SqlStore, conversation: UUID) -> Sequence[Message]:
    async with store.reading() as work:
        return (await work.view(conversation, 0)).messages


async def said_by(store: SqlStore, conversation: UUID, now: datetime) -> list[str]:
    """Return what is said in a conversation when what is due at a moment was said."""
    async with store.transaction() as work:
        await work.say_what_is_due(now, limit=99)
    return [message.text for message in await said(store, conversation)]


def event_in(data: bytes) -> tuple[str, Event]:
    """Return the method and the one event of an iCalendar file."""
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return str(calendar["METHOD"]), event
