"""Times of appointments as people in the Netherlands say them."""

from datetime import datetime

from advice.dates import dutch_day
from conversations.appointments import Slot
from kit.clock import AMSTERDAM, day_here

_SHORT_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


def slot_title(slot: Slot) -> str:
    """Write a slot as it stands on a button, such as `di 1 december 10.00–10.45`."""
    day = day_here(slot.start)
    _, _, date = dutch_day(day).partition(" ")
    return f"{_SHORT_DAYS[day.weekday()]} {date} {slot_hours(slot)}"


def slot_hours(slot: Slot) -> str:
    """Write when a slot begins and ends on its day, such as `10.00–10.45`."""
    return f"{_clock(slot.start)}–{_clock(slot.end)}"


def slot_sentence(slot: Slot) -> str:
    """Write a slot as it reads in a sentence, such as `dinsdag 1 december van 10.00 tot 10.45`."""
    day = dutch_day(day_here(slot.start))
    return f"{day} van {_clock(slot.start)} tot {_clock(slot.end)} uur"


def _clock(moment: datetime) -> str:
    here = moment.astimezone(AMSTERDAM)
    return f"{here.hour}.{here:%M}"
