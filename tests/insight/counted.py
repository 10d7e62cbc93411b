"""Scans to count, of made-up businesses."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from conversations.scans import CountedScan
from insight.figures import Row
from insight.groups import Division
from insight.quarter import Quarter
from insight.subjects import Kind

QUARTER = Quarter(2026, 4)
DURING = datetime(2026, 11, 20, 12, tzinfo=UTC)
AFTER = datetime(2027, 1, 4, 9, tzinfo=UTC)


def scan(
    number: int = 1,
    answers: dict[str, str] | None = None,
    *,
    levels: dict[str, int] | None = None,
    at: datetime = DURING,
    version: int = 1,
) -> CountedScan:
    """Make the scan of business `number`."""
    return CountedScan(UUID(int=number), version, answers or {}, levels or {}, at)


def scans(
    count: int,
    answers: dict[str, str] | None = None,
    *,
    levels: dict[str, int] | None = None,
    at: datetime = DURING,
    version: int = 1,
    first: int = 1,
) -> list[CountedScan]:
    """Make equal scans of `count` businesses, numbered from `first` on."""
    return [
        scan(number, answers, levels=levels, at=at, version=version)
        for number in range(first, first + count)
    ]


def businesses(rows: list[Row]) -> dict[tuple[Division, str], int]:
    """Return how many businesses each group has."""
    return {(row.division, row.group): row.count for row in rows if row.kind is Kind.BUSINESSES}


def said(rows: list[Row], division: Division = Division.REGION) -> dict[tuple[str, str, int], int]:
    """Return the numbers of levels and answers, by subject, value and version."""
    return {
        (row.subject, row.value, row.version): row.count
        for row in rows
        if row.division is division and row.kind is not Kind.BUSINESSES
    }


def between(rows: list[Row]) -> Iterator[int]:
    """Return what subtracting can tell: each whole less its parts, one by one and all together."""
    wholes = businesses(rows)
    region = [row for row in rows if row.division is Division.REGION]
    for row in rows:
        whole = wholes[row.division, row.group]
        yield whole - row.count
    for row in region:
        for division in (Division.MUNICIPALITY, Division.SIZE):
            yield row.count - sum(one.count for one in rows if _is_part(one, row, division))
    for division, group in wholes:
        for subject in {row.subject for row in rows}:
            parts = [
                r for r in rows if (r.division, r.group, r.subject) == (division, group, subject)
            ]
            yield wholes[division, group] - sum(part.count for part in parts)


def _is_part(row: Row, whole: Row, division: Division) -> bool:
    subject = (row.kind, row.subject, row.value, row.version)
    return row.division is division and subject == (
        whole.kind,
        whole.subject,
        whole.value,
        whole.version,
    )
