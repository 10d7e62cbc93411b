"""What advisors fill in about their times, read strictly: what is wrong is told by its name."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

import msgspec

from advice.appointments.rules import AgendaRules
from advice.closing_days import are_in_order
from advice.organisation import HourOfDay, Weekday
from conversations.appointments import Form
from gateway.console.appointments import texts
from handoff.appointments.agendas import Absence, Span
from kit.clock import midnight_here, moment_here

_BLOCK = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|tot)\s*(\d{1,2})[.:](\d{2})")
_CLOSED = "dicht"
_MOST_TITLE = 100
# Beyond these nobody plans, and a calendar has an end.
YEARS = range(2000, 2200)

# Each number with its name in the rules, as people read it, and its bounds.
NUMBERS: Mapping[str, tuple[str, int, int]] = {
    "minutes": ("Duur in minuten", 5, 480),
    "before": ("Minuten vrij ervoor", 0, 480),
    "after": ("Minuten vrij erna", 0, 480),
    "notice_hours": ("Boeken kan tot zo veel uur ervoor", 0, 720),
    "change_hours": ("Verzetten kan tot zo veel uur ervoor", 0, 720),
    "horizon_days": ("Dagen vooruit", 1, 365),
    "most_a_day": ("Hoogstens per dag", 1, 50),
}

type Fields = Mapping[str, str]
type Hours = dict[Weekday, tuple[tuple[HourOfDay, HourOfDay], ...]]


class BadField(ValueError):
    """Something that was filled in cannot be; the text says what, in Dutch."""


def rules_in(fields: Fields, forms: list[str]) -> AgendaRules:
    """Return the rules of a form, None for what was left open; raise `BadField`."""
    numbers = {name: _number(fields, name) for name in NUMBERS}
    bookable, hours = fields.get("is_bookable", ""), _hours(fields)
    try:
        return msgspec.convert(
            {
                "te_boeken": {"ja": True, "nee": False}.get(bookable),
                "uren": hours,
                "vormen": [Form(form) for form in forms] or None,
                "adres": fields.get("place", "").strip() or None,
                "videolink": fields.get("video", "").strip() or None,
                "agenda-pad": fields.get("calendar", "").strip() or None,
                **{_KEYS[name]: number for name, number in numbers.items()},
            },
            AgendaRules,
        )
    except (msgspec.ValidationError, ValueError) as error:
        raise BadField(texts.BAD_LINK) from error


_KEYS = dict(zip(AgendaRules.__struct_fields__, AgendaRules.__struct_encode_fields__, strict=True))


def hours_text(hours: Hours | None, day: Weekday) -> str:
    """Return the hours of a day as one writes them in the form; nothing where they are open."""
    if hours is None:
        return ""
    blocks = hours.get(day, ())
    return ", ".join(f"{begin}-{end}".replace(":", ".") for begin, end in blocks) or _CLOSED


def absence_in(fields: Fields, owner: UUID | str | None, today: date) -> Absence:
    """Return the absence of a form: from the first day up to and with the last; `BadField`."""
    title = fields.get("title", "").strip()
    if not title:
        raise BadField(texts.NO_TITLE)
    first = _day(fields.get("first", ""))
    last = _day(fields.get("last", "")) if fields.get("last") else first
    if last < first:
        raise BadField(texts.NO_SPAN)
    if last < today:
        raise BadField(texts.PAST)
    span = Span(midnight_here(first), midnight_here(last + timedelta(days=1)))
    advisor, group = (owner, None) if isinstance(owner, UUID) else (None, owner)
    return Absence(id=uuid4(), span=span, title=title[:_MOST_TITLE], advisor=advisor, group=group)


def moment_in(day: str, at: str) -> datetime:
    """Return the moment that the clock here shows; raise `BadField` for one that never comes."""
    try:
        moment = moment_here(_day(day), time.fromisoformat(at))
    except ValueError as error:
        raise BadField(texts.NO_MOMENT) from error
    if moment is None:
        raise BadField(texts.NO_MOMENT)
    return moment


def _hours(fields: Fields) -> Hours | None:
    """Return the hours per day; all left open: somebody else decides."""
    written = {day: fields.get(f"hours_{day.value}", "").strip() for day in Weekday}
    if not any(written.values()):
        return None
    return {day: _blocks(day, text) for day, text in written.items() if text}


def _blocks(day: Weekday, text: str) -> tuple[tuple[HourOfDay, HourOfDay], ...]:
    if text.lower() == _CLOSED:
        return ()
    found = [part.strip() for part in text.split(",")]
    matches = [_BLOCK.fullmatch(part) for part in found]
    blocks = tuple(
        (f"{int(m[1]):02}:{m[2]}", f"{int(m[3]):02}:{m[4]}") for m in matches if m is not None
    )
    is_right = len(blocks) == len(found) and are_in_order(blocks)
    if not is_right or not all(_is_time(end) for block in blocks for end in block):
        raise BadField(texts.BAD_HOURS.format(day=day.value))
    return blocks


def _is_time(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


def _number(fields: Fields, name: str) -> int | None:
    text = fields.get(name, "").strip()
    if not text:
        return None
    title, least, most = NUMBERS[name]
    is_number = text.isascii() and text.isdigit() and len(text) < 5
    if not is_number or not least <= int(text) <= most:
        raise BadField(texts.NOT_A_NUMBER.format(field=title, least=least, most=most))
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadField(texts.NO_MOMENT) from error
    if day.year not in YEARS:
        raise BadField(texts.NO_MOMENT)
    return day
