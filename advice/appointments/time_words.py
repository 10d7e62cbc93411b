"""Numbers, months and days of the week as people type them."""

import re
from datetime import date, timedelta

from advice.organisation import Weekday

_NUMBERS = {
    **{"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8},
    **{"negen": 9, "tien": 10, "elf": 11, "twaalf": 12},
}
# "Na vieren", "tegen enen".
_ROUND = {
    **{"enen": 1, "tweeen": 2, "drieen": 3, "vieren": 4, "vijven": 5, "zessen": 6, "zevenen": 7},
    **{"achten": 8, "negenen": 9, "tienen": 10, "elven": 11, "twaalven": 12},
}
ROUND = rf"\b(?:{'|'.join(_ROUND)})\b"
NUMBER = rf"(?:\b\d{{1,2}}(?!\d)|\b(?:{'|'.join(_NUMBERS)})\b)"

_MONTHS = (
    *("jan(?:uari)?", "feb(?:ruari)?", "maart|mrt", "apr(?:il)?", "mei", "juni?", "juli?"),
    *("aug(?:ustus)?", "sept?(?:ember)?", "okt(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b"

_NAMES = "|".join(Weekday)
# Letters may follow a whole name: "dinsdagmiddag", "maandags".
_DAY = rf"\b(?:(?:{_NAMES})\w*|(?:ma|di|woe?|do|vr|za)\b\.?)"
WEEKDAY = re.compile(_DAY)
_FROM_TO = re.compile(rf"(?P<from>{_DAY})\s*(?:tot en met|t/m|tot|-|–)\s*(?P<to>{_DAY})")
_BUT = re.compile(rf"\b(?:niet|behalve)(?: op)? (?:{_DAY}(?:,| of| en) )*$")
_WORKDAYS = re.compile(r"\bdoordeweeks?e?\b|\bdoor de week\b|\bwerkdagen\b")

_GREETING = re.compile(r"\bgoe(?:den?|ien?)\s?(?:morgen|middag|avond)\b")
_AS_TYPED = str.maketrans({"é": "e", "ë": "e", "’": "'", "‘": "'"})


_ISO_DAY = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")


def plain(text: str) -> str:
    """Return a message without what only disturbs; a greeting is no wish for the morning."""
    said = text.lower().translate(_AS_TYPED).replace("'s ", "")
    # As a calendar of a computer writes it: "2026-12-14".
    said = _ISO_DAY.sub(r"\3-\2-\1", said)
    return _GREETING.sub(" ", " ".join(said.split()))


def number_of(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word) or _ROUND[word]


def month_of(word: str) -> int:
    """Return the number of a month by its name, its short name or its number."""
    if word.isdigit():
        return int(word)
    return next(n for n, names in enumerate(_MONTHS, 1) if re.fullmatch(names, word))


def weekdays_in(said: str) -> frozenset[int]:
    """Return the days of the week that are named, Monday is 0."""
    if both := _FROM_TO.search(said):
        first, last = _weekday(both["from"]), _weekday(both["to"])
        return frozenset((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))
    found = WEEKDAY.finditer(said)
    return frozenset(_weekday(day[0]) for day in found if not _BUT.search(said[: day.start()]))


def any_week(said: str) -> frozenset[int]:
    """Return the days of the week that will do in every week: "doordeweeks", "niet op vrijdag"."""
    if _WORKDAYS.search(said):
        return frozenset(range(5))
    found = WEEKDAY.finditer(said)
    but = {_weekday(day[0]) for day in found if _BUT.search(said[: day.start()])}
    return frozenset(range(7)) - but if but else frozenset()


def next_such(weekday: int, today: date) -> date:
    """Return the next such day; today itself is over for who plans."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekday(name: str) -> int:
    return next(n for n, day in enumerate(Weekday) if day.startswith(name[:2]))
