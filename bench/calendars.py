"""How long it takes until a thousand appointments stand in the calendars of twenty advisors."""

import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from msgspec import structs

from advice.appointments.rules import AgendaRules
from advice.content import Content, load_content
from apps.settings import ROOT
from bench.report import Goal
from conversations.appointments import Appointment, AppointmentRequest, Form, Slot
from conversations.conversation import Conversation
from conversations.scans import Given
from conversations.stage import Stage
from gateway.calendars.caldav.server import CalDavServer
from gateway.calendars.sync import CalendarSync
from gateway.calendars.texts import CalendarTexts
from handoff.advisors import Account, Advisor, Role
from handoff.appointments.agendas import Span
from handoff.appointments.appointing import Appointing
from handoff.appointments.links import AppointmentLinks
from kit.clock import utc_now
from storage.connect import connect
from storage.database import Database
from storage.migrate import migrate
from storage.store import SqlStore
from tests.support.calendar_servers import running_radicale
from tests.support.calendars import CalendarServer
from tests.support.time import HandClock

_ADVISORS, _EACH = 20, 50
_OF_THEIR_OWN = 50
_LENGTH = timedelta(minutes=30)
# The server waits for the disk at each write, and that is not what we measure.
_MEMORY = Path("/dev/shm")  # noqa: S108
_GOAL_SECONDS = 10


async def measure() -> list[Goal]:
    """Return what was measured on a real server, with events of the advisors' own in it."""
    clock = HandClock()
    clock.now = utc_now()
    with (
        running_radicale(_memory()) as server,
        tempfile.TemporaryDirectory(prefix="schakel-bench-") as folder,
    ):
        url = f"sqlite:///{folder}/schakel.db"
        migrate(url)
        database, calendar = connect(url), CalDavServer(server.url)
        sync = _sync(database, calendar, clock)
        await _fill(SqlStore(database), server, clock())
        written = await _until_done(sync)
        clock.forward(150)
        looked = await _until_done(sync)
        await _move_all(SqlStore(database), clock())
        moved = await _until_done(sync)
        await calendar.close()
        await database.close()
    print(f"calendars: {written:.1f} s to write, {moved:.1f} s to move, {looked:.1f} s to look")
    return [
        Goal("1,000 appointments written in calendars", written, _GOAL_SECONDS, "s"),
        Goal("1,000 appointments moved in calendars", moved, _GOAL_SECONDS, "s"),
    ]


def _memory() -> str | None:
    return str(_MEMORY) if _MEMORY.is_dir() else None


def _sync(database: Database, calendar: CalDavServer, clock: HandClock) -> CalendarSync:
    content: Content = load_content(ROOT / "data")
    links = AppointmentLinks("https://schakel.example.org", "geheim")
    texts = CalendarTexts(
        content, Appointing(content, links), "https://balie.example.org", may_mail=False
    )
    store = SqlStore(database)
    return CalendarSync(calendar, texts, store=store, news=database.news(), clock=clock)


async def _fill(store: SqlStore, server: CalendarServer, now: datetime) -> None:
    first = now.replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for number in range(_ADVISORS):
        desktop = server.advisor(f"adviseur-{number}")
        for own in range(_OF_THEIR_OWN):
            starts = f"{first + timedelta(days=own, hours=9):%Y%m%dT%H%M%SZ}"
            desktop.put(f"eigen-{own}", f"DTSTART:{starts}", "DURATION:PT1H")
        desktop.http.close()
        advisor = Advisor(uuid4(), f"Adviseur {number}", f"{number}@example.org", Role.ADVISOR)
        async with store.transaction() as work:
            await work.add_account(Account(advisor, "-"))
            await work.keep_agenda(advisor.id, AgendaRules(calendar=desktop.path))
        for place in range(_EACH):
            await _book(
                store, advisor.id, first + timedelta(hours=24 * (place // 5) + place % 5), now
            )


async def _book(store: SqlStore, advisor: UUID, start: datetime, now: datetime) -> None:
    conversation = Conversation(uuid4(), "web", b"", Stage.BOT, now)
    booked = Appointment(
        id=uuid4(),
        version=0,
        conversation=conversation.id,
        slot=Slot(start, start + _LENGTH, advisor),
        request=AppointmentRequest(
            form=Form.PHONE, question="subsidie voor een oven", consent=Given(True, 1, now)
        ),
        booked_at=now,
    )
    async with store.transaction() as work:
        await work.open(conversation)
        await work.book(booked, Span(start, start + _LENGTH), now=now)


async def _move_all(store: SqlStore, now: datetime) -> None:
    """Let all begin half an hour later."""
    async with store.transaction() as work:
        for one in await work.appointments(Span(now, now + timedelta(days=99))):
            slot = Slot(one.slot.end, one.slot.end + _LENGTH, one.slot.advisor)
            moved = structs.replace(one, slot=slot)
            await work.change_appointment(moved, Span(slot.start, slot.end), now=now)


async def _until_done(sync: CalendarSync) -> float:
    """Return how many seconds it takes until nothing is to be done any more."""
    began = time.perf_counter()
    while await sync.round():
        pass
    return time.perf_counter() - began
