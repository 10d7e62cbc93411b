"""Whether what we say was checked lately enough, and is still valid."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from advice.dates import dutch_date
from advice.findings import Finding, finding
from advice.reading import Document, Step
from advice.schemes.certainty import CHECK_LASTS
from advice.schemes.scheme import Scheme

ENDS_SOON = timedelta(days=45)
"""So long before its validity ends a text asks for a new check."""


def of_check(
    document: Document[Any], checked: date, today: date, *steps: Step
) -> Iterator[Finding]:
    """Find a check of long ago, or one that was not yet; `steps` lead to what was checked."""
    line = document.line_of(*steps, "gecontroleerd_op")
    if checked > today:
        yield finding("checked_in_the_future", document.file, line, checked=dutch_date(checked))
    if today - checked > CHECK_LASTS:
        yield finding("checked_long_ago", document.file, line, checked=dutch_date(checked))


def of_validity(document: Document[Scheme], today: date) -> Iterator[Finding]:
    """Find a validity that has passed, or soon will."""
    until = document.value.valid_until
    if until is None:
        return
    line = document.line_of("geldig_tot")
    if until < today:
        yield finding("validity_passed", document.file, line, until=dutch_date(until))
    elif until - today < ENDS_SOON:
        yield finding("validity_ends", document.file, line, until=dutch_date(until))
