"""How sure we may sound about a scheme on a given day."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from advice.schemes.scheme import Scheme, Status
from advice.values import Certainty, Source, SourceKind

# Amounts and rounds change with the calendar year, often halfway too; half a year is the
# longest that an unchecked text may sound sure.
CHECK_LASTS = timedelta(days=183)

_UNCLEAR = frozenset({Status.UNKNOWN, Status.RUNNING})
_UNAVAILABLE = frozenset({Status.CLOSED, Status.ENDED})


class Standing(StrEnum):
    """In which of three voices we answer."""

    CERTAIN = "certain"
    UNCERTAIN = "uncertain"
    ENDED = "ended"


class Doubt(StrEnum):
    """Why we ask to check an answer with the organisation itself."""

    LOW_CERTAINTY = "low_certainty"
    ONLY_SECONDARY_SOURCES = "only_secondary_sources"
    OLD_SOURCES = "old_sources"
    CHECKED_LONG_AGO = "checked_long_ago"
    VALIDITY_PASSED = "validity_passed"
    STATUS_UNCLEAR = "status_unclear"


def standing(scheme: Scheme, today: date) -> Standing:
    """Tell in which voice to answer about `scheme` on the day `today`."""
    if scheme.status is Status.ENDED:
        return Standing.ENDED
    return Standing.UNCERTAIN if any(doubts(scheme, today)) else Standing.CERTAIN


def status_on(scheme: Scheme, today: date) -> Status:
    """Return the status on a day: an open scheme whose round has passed by then is closed."""
    period = scheme.period
    has_passed = period is not None and period.closes is not None and period.closes < today
    return Status.CLOSED if scheme.status is Status.OPEN and has_passed else scheme.status


def is_available(scheme: Scheme, today: date) -> bool:
    """Tell whether one may be able to apply on this day: neither closed nor ended for good."""
    return status_on(scheme, today) not in _UNAVAILABLE


def doubts(scheme: Scheme, today: date) -> Iterator[Doubt]:
    """Give every reason to doubt what the file of `scheme` says on the day `today`."""
    if scheme.certainty is Certainty.LOW:
        yield Doubt.LOW_CERTAINTY
    if all(source.kind is not SourceKind.OFFICIAL for source in scheme.sources):
        yield Doubt.ONLY_SECONDARY_SOURCES
    if _newest_year(scheme.sources) < today.year - 1:
        yield Doubt.OLD_SOURCES
    if today - scheme.checked_on > CHECK_LASTS:
        yield Doubt.CHECKED_LONG_AGO
    if scheme.valid_until is not None and scheme.valid_until < today:
        yield Doubt.VALIDITY_PASSED
    if scheme.status in _UNCLEAR:
        yield Doubt.STATUS_UNCLEAR


def _newest_year(sources: Iterable[Source]) -> int:
    """Return the newest year in the dates of the sources, 0 when none of them has a year."""
    dates = " ".join(source.dated for source in sources)
    return max((int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", dates)), default=0)
