"""Real calendar servers, each started once, with a new calendar for each test."""

from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import pytest

from gateway.calendars.caldav.server import CalDavServer
from gateway.calendars.sync import CalendarSync
from storage.store import SqlStore
from tests.gateway.calendars.offices import TEXTS, NoNews, Office, connect
from tests.handoff.appointments.bookings import advisor
from tests.support import calendar_servers
from tests.support.calendars import CalendarServer, Desktop
from tests.support.time import HandClock


@pytest.fixture(scope="session")
def radicale() -> Iterator[CalendarServer]:
    with calendar_servers.running_radicale() as server:
        yield server


@pytest.fixture(scope="session")
def xandikos() -> Iterator[CalendarServer]:
    with calendar_servers.running_xandikos() as server:
        yield server


@pytest.fixture(scope="session")
def davical() -> Iterator[CalendarServer]:
    if reason := calendar_servers.davical_not_here():
        pytest.skip(reason)
    with calendar_servers.running_davical() as server:
        yield server


@pytest.fixture(params=["radicale", "xandikos", "davical"])
def server(request: pytest.FixtureRequest) -> CalendarServer:
    """A calendar server, each of those that there are."""
    found: CalendarServer = request.getfixturevalue(request.param)
    return found


@pytest.fixture(
    params=[calendar_servers.running_radicale, calendar_servers.running_xandikos],
    ids=["radicale", "xandikos"],
)
def own_server(request: pytest.FixtureRequest) -> Iterator[CalendarServer]:
    """One that may be killed."""
    with request.param() as server:
        yield server


@pytest.fixture
def desktop(server: CalendarServer) -> Iterator[Desktop]:
    """The calendar program of an advisor, with a calendar in which nothing is."""
    desktop = server.advisor(f"jan-{uuid4().hex[:8]}")
    yield desktop
    desktop.http.close()


@pytest.fixture
async def calendar(server: CalendarServer) -> AsyncIterator[CalDavServer]:
    calendar = CalDavServer(server.url)
    yield calendar
    await calendar.close()


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """PostgreSQL beside Xandikos, SQLite beside the others: each of both, without all pairs."""
    beside = "own_server" if "own_server" in request.fixturenames else "server"
    server = request.getfixturevalue(beside)
    kind = "postgres" if server.name == "Xandikos" else "sqlite"
    return str(request.getfixturevalue(f"{kind}_url"))


@pytest.fixture
async def office(
    store: SqlStore, clock: HandClock, calendar: CalDavServer, desktop: Desktop
) -> Office:
    who = await advisor(store)
    await connect(store, who, desktop.path)
    sync = CalendarSync(calendar, TEXTS, store=store, news=NoNews(), clock=clock)
    return Office(who, desktop, sync, store, clock)
