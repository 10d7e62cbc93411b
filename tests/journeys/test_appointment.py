"""An appointment from the chat into the advisor's own calendar, and back by what happens there."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from advice.dates import dutch_date
from kit.clock import AMSTERDAM
from tests.support import calendar_servers
from tests.support.always_open import always_open
from tests.support.browser import advisor_settings, playwright
from tests.support.calendars import CalendarServer, Desktop
from tests.support.client import Visitor
from tests.support.product import Product

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(900),
    pytest.mark.usefixtures("_browser"),
]

_A_WEEK = timedelta(weeks=1)


@pytest.fixture
def radicale() -> Iterator[CalendarServer]:
    with calendar_servers.running_radicale() as server:
        yield server


@pytest.fixture
def product(_model: None, radicale: CalendarServer, tmp_path: Path) -> Iterator[Product]:
    settings = {
        "SCHAKEL_CALDAV_URL": radicale.url,
        "SCHAKEL_CALDAV_MINUTES": "1",
        "SCHAKEL_SITE_URL": "https://schakel.example.org",
    }
    with always_open(tmp_path, settings) as running:
        yield running


def test_who_books_on_the_site_hears_what_the_advisor_does_in_a_calendar_and_calls_off_by_link(
    product: Product, radicale: CalendarServer
) -> None:
    desktop = radicale.advisor("jan")
    settings = {**advisor_settings(product), "SCHAKEL_CALENDAR": desktop.path}

    with closing(desktop.http):
        with _advisor_at(desktop) as moved_to:
            playwright("appointment", product.url, settings)

        (start,) = moved_to
        assert _is_offered(product, start)
        _wait_until_empty(desktop)


def _is_offered(product: Product, start: datetime) -> bool:
    """Tell whether somebody else is offered that very time."""
    local = start.astimezone(AMSTERDAM)
    with closing(Visitor(product.url)) as visitor:
        visitor.ask("ik wil een afspraak maken over mijn kapsalon")
        visitor.ask("telefonisch")
        said = visitor.ask(f"{dutch_date(local.date())} om {local:%H.%M} uur")
    titles = [button["title"] for button in said[-1]["buttons"]]
    return any(f" {local.hour}.{local:%M}–" in title for title in titles)


@contextmanager
def _advisor_at(desktop: Desktop) -> Iterator[list[datetime]]:
    """Let an advisor put the first appointment a week later, once; tell to when."""
    moved_to: list[datetime] = []
    is_over = threading.Event()
    thread = threading.Thread(target=_put_off, args=(desktop, moved_to, is_over))
    thread.start()
    try:
        yield moved_to
    finally:
        is_over.set()
        thread.join()


def _put_off(desktop: Desktop, moved_to: list[datetime], is_over: threading.Event) -> None:
    def a_week_later(text: str) -> str:
        calendar = Calendar.from_ical(text)
        (event,) = calendar.events
        start, end = (_later(moment) for moment in (event.start, event.end))
        event.start, event.end = start, end
        moved_to.append(start)
        return bytes(calendar.to_ical()).decode().replace("\r\n", "\n")

    while not is_over.wait(0.2):
        if names := desktop.names():
            desktop.change(names[0], a_week_later)
            return


def _later(moment: date) -> datetime:
    """Return the same time on the clock here, a week later."""
    assert isinstance(moment, datetime)
    return moment.astimezone(AMSTERDAM) + _A_WEEK


def _wait_until_empty(desktop: Desktop, seconds: int = 100) -> None:
    for _ in range(seconds * 2):
        if not desktop.names():
            return
        threading.Event().wait(0.5)
    raise AssertionError(f"there still is {desktop.names()}")
