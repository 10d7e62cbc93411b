"""Events as iCalendar has them: what we write, and when somebody else's take time. No I/O here."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import recurring_ical_events
import structlog
from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

from handoff.appointments.agendas import Span
from handoff.appointments.calendars import Entry, Standing
from kit.clock import AMSTERDAM

_PRODUCT = "-//Schakel//Afspraken//NL"
# Behind the id of an appointment, in the event's own: by this we know it again.
_OURS = "@schakel"
_OUR_ID = re.compile(
    rf"^UID:[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}{_OURS}\r?$", re.MULTILINE
)
# Nobody repeats an appointment that often, and to count all would take hours.
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY"})
# What the libraries raise where an event has something else than it should, or has it twice.
_NO_SENSE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, StopIteration)
# Whole days and times without a zone are told apart only here.
_MARGIN = timedelta(days=1)

log = structlog.get_logger()


class Unreadable(Exception):
    """An event that nobody can make sense of."""


def written(entry: Entry) -> str:
    """Return an appointment as an event: nobody is invited, so no server sends a mail about it."""
    event = Event.new(
        uid=f"{entry.appointment}{_OURS}",
        sequence=entry.version,
        stamp=entry.written_at,
        last_modified=entry.written_at,
        start=entry.span.start,
        end=entry.span.end,
        status=STATUS.CONFIRMED,
        summary=entry.title,
        description=entry.text,
    )
    # `Calendar.new` would give each copy an id of its own.
    calendar = Calendar(prodid=_PRODUCT, version="2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()


def standing_in(text: str, mark: str) -> Standing:
    """Return how one of ours stands there."""
    try:
        event = _first(_read(text))
        is_off = event.status is STATUS.CANCELLED
        is_plain = not event.get("RRULE") and isinstance(event.start, datetime)
        span = Span(_moment(event.start), _moment(event.end))
    except (Unreadable, *_NO_SENSE):
        return Standing(mark, None)
    return Standing(mark, span if is_plain and span.start < span.end else None, is_off)


def busy_in(text: str, span: Span) -> Iterator[Span]:
    """Give when an event takes time within `span`, each time; raise `Unreadable`."""
    if _OUR_ID.search(text):
        return
    try:
        yield from _times(_read(text), span)
    except _NO_SENSE as error:
        raise Unreadable(type(error).__name__) from error


def _times(calendar: Calendar, span: Span) -> Iterator[Span]:
    since, until = span.start - _MARGIN, span.end + _MARGIN
    for event in recurring_ical_events.of(calendar).between(since, until):
        if _takes_time(event):
            taken = Span(_moment(event.start), _moment(event.end))
            if taken.start < taken.end and taken.overlaps(span):
                yield taken


def _takes_time(event: Event) -> bool:
    is_off = event.status is STATUS.CANCELLED
    return not is_off and event.transparency is not TRANSP.TRANSPARENT


def _read(text: str) -> Calendar:
    calendar = Calendar.from_ical(text)
    for event in calendar.events:
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            if _TOO_OFTEN.intersection(rule.get("FREQ", ())):
                raise Unreadable("repeated too often")
        _note_unknown_zone(event)
    return calendar


def _note_unknown_zone(event: Event) -> None:
    """A zone that nobody knows leaves a time without one, which then counts as the time here."""
    start = event.get("DTSTART")
    zone = start.params.get("TZID") if start else None
    if zone and isinstance(start.dt, datetime) and start.dt.tzinfo is None:
        log.warning("calendar.unknown_zone", zone=str(zone)[:40])


def _first(calendar: Calendar) -> Event:
    return next(one for one in calendar.events if "RECURRENCE-ID" not in one)


def _moment(at: date) -> datetime:
    """Return a moment in UTC; a day begins when it does here."""
    if not isinstance(at, datetime):
        at = datetime(at.year, at.month, at.day, tzinfo=AMSTERDAM)
    elif at.tzinfo is None:
        at = at.replace(tzinfo=AMSTERDAM)
    return at.astimezone(UTC)
