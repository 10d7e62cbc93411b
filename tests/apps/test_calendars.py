"""The calendars of advisors as settings connect them, and what the doctor says of them."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from advice.appointments.rules import AgendaRules
from advice.content import load_content
from apps import actions, public
from apps.calendars import calendar_server, team_agenda
from apps.doctor.calendars import calendars
from apps.doctor.row import Row, State
from apps.settings import ROOT, BadSetting, Settings
from handoff.advisors import Account, Advisor, Role
from kit.clock import utc_now
from storage.connect import connect
from storage.migrate import migrate
from storage.store import SqlStore
from tests.support.calendar_servers import running_radicale
from tests.support.calendars import CalendarServer

ADVISOR = Advisor(uuid4(), "Sanne", "sanne@example.org", Role.ADVISOR)


@pytest.fixture(scope="module")
def server() -> Iterator[CalendarServer]:
    with running_radicale() as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, server: CalendarServer) -> Settings:
    settings = Settings(data=str(tmp_path), caldav_url=server.url, actions_secret="x")
    migrate(settings.database)
    return settings


async def _connect(settings: Settings, path: str) -> None:
    database = connect(settings.database)
    async with SqlStore(database).transaction() as work:
        await work.add_account(Account(ADVISOR, "no-hash"))
        await work.keep_agenda(ADVISOR.id, AgendaRules(calendar=path))
    await database.close()


def _looked_at(settings: Settings) -> list[Row]:
    return asyncio.run(calendars(settings))


@pytest.mark.parametrize(
    "url",
    [
        "http://schakel:geheim@agenda.example.org",
        "agenda.example.org",
        "ftp://agenda.example.org",
        "https://",
        "https://[",
    ],
)
def test_an_address_that_is_not_safe_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(BadSetting, match="SCHAKEL_CALDAV_URL: ") as refused:
        calendar_server(Settings(caldav_url=url))

    assert "geheim" not in str(refused.value)


def test_without_an_address_nobody_looks_elsewhere() -> None:
    assert calendar_server(Settings()) is None


async def test_the_processes_that_offer_times_start_with_calendars(settings: Settings) -> None:
    assert actions.create_app(settings).on_shutdown
    assert public.create_app(settings).routes


async def test_the_agenda_of_the_team_looks_only_where_there_are_calendars(
    settings: Settings,
) -> None:
    content, database = load_content(ROOT / "data"), connect(settings.database)
    store, server = SqlStore(database), calendar_server(settings)
    assert server is not None

    assert team_agenda(content, store, utc_now, server)._look
    assert team_agenda(content, store, utc_now, None)._look is None

    await server.close()
    await database.close()


def test_a_calendar_that_can_be_read_is_counted(settings: Settings, server: CalendarServer) -> None:
    desktop = server.advisor("sanne")
    asyncio.run(_connect(settings, desktop.path))

    assert _looked_at(settings) == [Row("calendars", State.OK, "1 can be read")]
    desktop.http.close()


def test_a_calendar_that_is_not_there_is_a_fault(settings: Settings) -> None:
    asyncio.run(_connect(settings, "/nergens/"))

    [row] = _looked_at(settings)

    assert (row.name, row.state) == ("calendar of Sanne", State.MISSING)
    assert "404" in row.what


def test_no_calendars_are_no_fault(tmp_path: Path) -> None:
    [row] = _looked_at(Settings(data=str(tmp_path)))

    assert row.state is State.OK
