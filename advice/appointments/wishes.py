"""Reads when somebody can come: "volgende week dinsdagmiddag", "liefst na vieren".

The days of a calendar are read by dateparser; parts of a day and of a week, which it does not
know, by the words of this folder.
"""

import re
from datetime import datetime

from advice.appointments.time_words import plain
from advice.appointments.wished import Days, NoSuchDay, PastDay
from advice.appointments.wished_dates import without_dates
from advice.appointments.wished_days import days_in
from advice.appointments.wished_hours import hours_in
from advice.appointments.wished_periods import without_periods
from conversations.appointments import TimeWish
from kit.clock import AMSTERDAM

type ReadWish = TimeWish | NoSuchDay | PastDay

_SOON = re.compile(
    r"\b(?:zsm|z\.s\.m|snel|(?:spoedig|vroeg) mogelijk|hoe eerder,? hoe liever|gauw"
    r"|eerste (?:de beste|mogelijk\w*|moment|gelegenheid)|eerstvolgende"
    r"|maakt (?:mij |me )?niet uit)\b"
)


class WishReader:
    """Reads a wish in a message; times are those of the clock here."""

    def read(self, text: str, now: datetime) -> ReadWish | None:
        """Return when somebody can; None where the message says nothing of it."""
        said = plain(text)
        days = days_in(said, now.astimezone(AMSTERDAM).date())
        if isinstance(days, NoSuchDay | PastDay):
            return days
        since, until = hours_in(without_dates(without_periods(said)))
        if days is None and since is None and until is None:
            return TimeWish() if _SOON.search(said) else None
        days = days or Days()
        return TimeWish(days.first, days.last, since, until, days.weekdays)
