"""What the calls of the agenda bring along, read strictly: what is wrong is told by its field."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID, uuid4

import msgspec
from msgspec import Meta, Struct

from advice.appointments.rules import AgendaRules, CalendarPath
from advice.closing_days import are_in_order
from advice.organisation import HourOfDay, Weekday
from advice.values import Url
from conversations.appointments import Ending, Form
from gateway.console.appointments import wording
from gateway.console.appointments.rights import TEAM, Owner
from gateway.console.appointments.weeks import days_from
from handoff.appointments.agendas import Absence, Span
from kit.clock import day_here, moment_here

_MOST_TITLE, _MOST_PLACE, _MOST_LINK, _MOST_REMARK = 100, 200, 300, 2_000
_FARTHEST = timedelta(days=730)
_BOUNDS: Mapping[str, tuple[int, int]] = {
    "minutes": (5, 480),
    "before": (0, 480),
    "after": (0, 480),
    "notice_hours": (0, 720),
    "change_hours": (0, 720),
    "horizon_days": (1, 365),
    "most_a_day": (1, 50),
}

type Version = int


class BadField(ValueError):
    """Something that was filled in cannot be; `field` is which, the text says what, in Dutch."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field = field


class Change(Struct, forbid_unknown_fields=True):
    """Something is done with an appointment as it was seen."""

    version: Version


class Move(Struct, forbid_unknown_fields=True):
    """To when."""

    version: Version
    start: Annotated[datetime, Meta(tz=True)]


class End(Struct, forbid_unknown_fields=True):
    """How it went."""

    version: Version
    ending: str
    remark: str = ""

    def parsed(self) -> tuple[Ending, str]:
        """Return how it went and what is to be remembered; raise `BadField`."""
        remark = self.remark.strip()
        if self.ending not in list(Ending):
            raise BadField("ending", wording.NO_ENDING)
        if len(remark) > _MOST_REMARK:
            raise BadField("remark", wording.REMARK_TOO_LONG)
        return Ending(self.ending), remark


class RulesForm(Struct, forbid_unknown_fields=True, kw_only=True):
    """Rules as a form has them; None is left to the group or the team."""

    is_bookable: bool | None = None
    hours: dict[str, list[tuple[str, str]]] | None = None
    forms: list[str] | None = None
    minutes: int | None = None
    before: int | None = None
    after: int | None = None
    notice_hours: int | None = None
    change_hours: int | None = None
    horizon_days: int | None = None
    most_a_day: int | None = None
    place: str | None = None
    video: str | None = None
    calendar: str | None = None

    def parsed(self) -> AgendaRules:
        """Return the rules; raise `BadField` for the first that cannot be."""
        numbers = {name: _within_bounds(name, getattr(self, name)) for name in _BOUNDS}
        return AgendaRules(
            is_bookable=self.is_bookable,
            hours=None if self.hours is None else dict(map(_day, self.hours.items())),
            forms=tuple(_form(one) for one in self.forms or ()) or None,
            place=_short("place", wording.PLACE, self.place, _MOST_PLACE),
            video=_fits(
                Url,
                _short("video", wording.VIDEO, self.video, _MOST_LINK),
                BadField("video", wording.BAD_VIDEO),
            ),
            calendar=_fits(
                CalendarPath,
                _short("calendar", wording.CALENDAR, self.calendar, _MOST_LINK),
                BadField("calendar", wording.BAD_CALENDAR),
            ),
            **numbers,
        )


class NewRules(Struct, forbid_unknown_fields=True):
    """Rules that are to hold, instead of those that were seen as `version`."""

    version: str
    rules: RulesForm


class NewAbsence(Struct, forbid_unknown_fields=True):
    """From the first day up to and with the last; with `since` and `until`, between two moments."""

    title: str
    first: str
    last: str = ""
    since: str = ""
    until: str = ""

    def parsed(self, owner: Owner, now: datetime) -> Absence:
        """Return the absence of an owner; raise `BadField` for the first that cannot be."""
        title = _short("title", wording.TITLE, self.title, _MOST_TITLE)
        if title is None:
            raise BadField("title", wording.NO_TITLE)
        span = self._span(now)
        if span.end <= span.start:
            raise BadField("last" if self.last else "until", wording.NO_SPAN)
        if span.end <= now:
            raise BadField("first", wording.ABSENCE_PAST)
        return Absence(
            id=uuid4(),
            span=span,
            title=title,
            advisor=owner if isinstance(owner, UUID) else None,
            group=None if isinstance(owner, UUID) or owner == TEAM else owner,
        )

    def _span(self, now: datetime) -> Span:
        first = _date("first", self.first, now)
        last = _date("last", self.last, now) if self.last.strip() else first
        whole = days_from(first, last)
        return Span(
            _moment("since", first, self.since) if self.since else whole.start,
            _moment("until", last, self.until) if self.until else whole.end,
        )


def _day(written: tuple[str, list[tuple[str, str]]]) -> tuple[Weekday, tuple[tuple[str, str], ...]]:
    day, blocks = written[0], tuple(written[1])
    field = f"hours.{day}"
    if day not in list(Weekday):
        raise BadField("hours", wording.NO_DAY)
    wrong = BadField(field, wording.BAD_HOURS.format(day=day))
    for block in blocks:
        for moment in block:
            _fits(HourOfDay, moment, wrong)
    if any(end <= begin for begin, end in blocks):
        raise BadField(field, wording.END_FIRST.format(day=day))
    if not are_in_order(blocks):
        raise BadField(field, wording.OVERLAP.format(day=day))
    return Weekday(day), blocks


def _form(name: str) -> Form:
    if name not in list(Form):
        raise BadField("forms", wording.UNKNOWN_FORM)
    return Form(name)


def _within_bounds(name: str, number: int | None) -> int | None:
    least, most = _BOUNDS[name]
    if number is not None and not least <= number <= most:
        field = wording.NUMBERS[name]
        raise BadField(name, wording.OUT_OF_BOUNDS.format(field=field, least=least, most=most))
    return number


def _short(name: str, field: str, text: str | None, most: int) -> str | None:
    """Return what was typed, None for nothing."""
    typed = (text or "").strip()
    if len(typed) > most:
        raise BadField(name, wording.TOO_LONG.format(field=field, most=most))
    return typed or None


def _fits[T: str | None](kind: object, text: T, otherwise: BadField) -> T:
    if text is not None:
        try:
            msgspec.convert(text, kind)
        except msgspec.ValidationError as error:
            raise otherwise from error
    return text


def _date(name: str, text: str, now: datetime) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadField(name, wording.NO_DATE) from error
    today = day_here(now)
    if day > today + _FARTHEST:
        raise BadField(name, wording.ABSENCE_FAR)
    # One may have been ill since last week, and not since the calendar began.
    return max(day, today - _FARTHEST)


def _moment(name: str, day: date, text: str) -> datetime:
    try:
        at = time.fromisoformat(text.strip()).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise BadField(name, wording.NO_TIME) from error
    moment = moment_here(day, at)
    if moment is None:
        raise BadField(name, wording.NO_TIME)
    return moment
