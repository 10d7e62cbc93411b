"""Which hours of a day are meant: "liefst na vieren", "tussen 10 en half 12", "'s middags"."""

import re
from datetime import date, datetime, time, timedelta

from advice.appointments.time_words import NUMBER, ROUND, number_of

type Hours = tuple[time | None, time | None]
"""From and until when one can begin; None is any."""

# A number alone is a time only where nothing is counted: not "voor 10 medewerkers".
_ALONE = (
    rf"(?!een\b){NUMBER}(?=\s*(?:$|[^\w\s]|(?:en|of|tot|graag|liefst|maar|kan|lukt|schikt|past|komt|is"
    r"|als|dan|in|op|a\.?u\.?b|alstublieft|alsjeblieft|ochtends|morgens|middags|avonds"
    r"|morgen|overmorgen|volgende|deze|ma|di|wo|do|vr|za)\b|\w+dag))"
)
_HOUR = r"\s*(?:uur|u)\b"
_SURE = (
    rf"(?:(?:kwart\s+(?:voor|over)|half)\s+{NUMBER}|(?<![\d.,€])\d{{1,2}}[:.]\d{{2}}(?![\d:]|\s*euro)"
    rf"|{ROUND})(?:{_HOUR})?|{NUMBER}{_HOUR}"
)
_CLOCK = rf"(?:{_SURE}|{_ALONE})"
_BETWEEN = re.compile(
    rf"\b(?:tussen|van)\s+(?:de\s+)?(?P<since>{_CLOCK})\s*(?:en|tot|t/m|-|–)\s*(?P<until>{_CLOCK})"
    rf"|(?P<since2>\b\d{{1,2}}(?:[:.]\d{{2}})?)\s*[-–]\s*(?P<until2>\d{{1,2}}(?:[:.]\d{{2}}|{_HOUR}))"
)
_SINCE = re.compile(
    rf"\b(?:niet\s+(?:voor|eerder\s+dan)|vanaf|(?<!niet )(?:na|later\s+dan))\s+(?P<at>{_CLOCK})"
)
_UNTIL = re.compile(
    rf"\b(?:niet\s+(?:na|later\s+dan)|tot|uiterlijk|(?<!niet )(?<!kwart )(?:voor|eerder\s+dan))\s+"
    rf"(?:om\s+)?(?P<at>{_CLOCK})"
)
_AT = re.compile(
    rf"\b(?P<near>om|rond|tegen|omstreeks)\s+(?P<at>{_CLOCK})|(?<!over )(?!een\b)(?P<alone>{_SURE})"
)
_OR_SO = re.compile(rf"(?:\b(?:om|rond|tegen)\s+)?\been uur of\s+({NUMBER})(?:{_HOUR})?")
_TIME = re.compile(
    r"(?:(?P<quarter>kwart\s+(?:voor|over))\s+|(?P<half>half)\s+)?"
    r"(?P<hour>\d+|[a-z]+)(?:[:.](?P<minute>\d{2}))?"
)
_AROUND, _JUST_AFTER = timedelta(minutes=45), timedelta(minutes=30)
# Before this hour nobody means the morning by it: "om drie uur".
_EARLIEST_HOUR = 8

_MORNING, _EVENING = re.compile(r"ochtend|\bmorgens|voormiddag|vanmorgen"), re.compile(r"avond")
_PART = r"(?:\s+(?:van|in|op|vd))?(?:\s+de)?\s+"
_EARLY, _LATE = r"\b(?:vroege?|begin)" + _PART, r"\b(?:late?|laat|einde?)" + _PART
# The first that is there of those about one part of the day counts.
_PARTS: tuple[tuple[re.Pattern[str], Hours], ...] = (
    (re.compile(r"\btussen de middag\b"), (time(12), time(13, 30))),
    (re.compile(rf"{_EARLY}middag"), (time(12), time(14, 30))),
    (re.compile(rf"{_LATE}middag|\bnamiddag"), (time(15), time(18))),
    (re.compile(r"\bna de lunch"), (time(13), time(18))),
    (re.compile(rf"{_EARLY}ochtend|(?:morgens?|ochtends?) ?vroeg\b"), (None, time(10))),
    (re.compile(rf"{_LATE}ochtend"), (time(10), time(12))),
    (_MORNING, (None, time(12))),
    (re.compile(r"(?<!voor)middag"), (time(12), time(18))),
    (_EVENING, (time(18), None)),
)


def hours_in(said: str) -> Hours:
    """Return the hours that will do, as people mean them in office hours."""
    since, until = _by_the_clock(_OR_SO.sub(r"rond \1 uur", said))
    part_since, part_until = _part_of_day(said)
    if since is None and (until is None or part_since is None or part_since < until):
        since = part_since
    if until is None and (since is None or part_until is None or since < part_until):
        until = part_until
    return since, until


def _by_the_clock(said: str) -> Hours:
    if both := _BETWEEN.search(said):
        since = _time(both["since"] or both["since2"], said)
        return _in_order(since, _time(both["until"] or both["until2"], said))
    after, before = _SINCE.search(said), _UNTIL.search(said)
    since = _time(after["at"], said) if after else None
    until = _time(before["at"], said) if before else None
    return _in_order(since, until) if since or until else _at(said)


def _in_order(since: time | None, until: time | None) -> Hours:
    """Return both; from 7 to 10 is in the morning, and what cannot be has no end."""
    if since is None or until is None or since < until:
        return since, until
    early = since.replace(hour=since.hour % 12)
    return (early, until) if early < until else (since, None)


def _at(said: str) -> Hours:
    found = _AT.search(said)
    moment = _time(found["at"] or found["alone"], said) if found else None
    if found is None or moment is None:
        return None, None
    # Who says "om twee uur" does not mean a quarter past one.
    if found["near"] in ("rond", "tegen", "omstreeks"):
        return _in_order(_later(moment, -_AROUND), _later(moment, _AROUND))
    return _in_order(moment, _later(moment, _JUST_AFTER))


def _time(words: str, said: str) -> time | None:
    """Return what the clock shows: "half 3" is 14.30, and so is "kwart voor" of that."""
    found = _TIME.match(words)
    if found is None:
        return None
    hour, minute = number_of(found["hour"]), int(found["minute"] or 0)
    if _is_after_noon(hour, said):
        hour += 12
    if hour > 23 or minute > 59:
        return None
    return _later(time(hour, minute), _shift(found))


def _is_after_noon(hour: int, said: str) -> bool:
    if 0 < hour < _EARLIEST_HOUR:
        return not (_MORNING.search(said) and hour > 4)
    return hour < 12 and _EVENING.search(said) is not None


def _shift(found: re.Match[str]) -> timedelta:
    if found["quarter"]:
        return timedelta(minutes=15 if found["quarter"].endswith("over") else -15)
    return timedelta(minutes=-30 if found["half"] else 0)


def _later(at: time, by: timedelta) -> time:
    return (datetime.combine(date(2000, 1, 2), at) + by).time()


def _part_of_day(said: str) -> Hours:
    """Return the parts of a day that are named, from the first to the end of the last."""
    found: list[Hours] = []
    for pattern, hours in _PARTS:
        if pattern.search(said):
            found.append(hours)
            said = pattern.sub(" ", said)
    if not found:
        return None, None
    since = [since for since, _ in found if since]
    until = [until for _, until in found if until]
    return (
        min(since) if len(since) == len(found) else None,
        max(until) if len(until) == len(found) else None,
    )
