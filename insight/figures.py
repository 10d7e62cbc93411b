"""From the scans of a quarter to numbers that can never point at one business.

Every number is rounded down to tens, so every number, and every sum or difference of numbers, is a
multiple of ten; what is below ten is not there at all.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import product
from uuid import UUID

from msgspec import Struct

from advice.content import Content
from conversations.scans import CountedScan
from insight.groups import Division, Group, Groups
from insight.quarter import Quarter
from insight.subjects import Kind, Subject, Subjects

_STEP = 10
"""The fewest businesses that a number is about, and what numbers are rounded down to."""


class Row(
    Struct,
    frozen=True,
    order=True,
    rename={
        "quarter": "kwartaal",
        "division": "indeling",
        "group": "groep",
        "kind": "soort",
        "subject": "onderwerp",
        "value": "waarde",
        "version": "scanversie",
        "count": "aantal",
    },
):
    """One number: `count` businesses of a group that answered this, or stand like this.

    `subject` is the id of a theme or question, `value` its level or answer; both are empty, and
    `version` is 0, when all businesses of the group are counted.
    """

    quarter: str
    division: Division
    group: str
    kind: Kind
    subject: str
    value: str
    version: int
    count: int


def figures(quarter: Quarter, scans: Iterable[CountedScan], content: Content) -> list[Row]:
    """Count the businesses that did a scan in `quarter`, each once, with its newest scan.

    The order of the rows tells nothing about the order of the scans.
    """
    groups, subjects = Groups(content), Subjects(content)
    counted: Counter[tuple[Group, Subject]] = Counter()
    for scan in _newest(scans):
        counted.update(product(groups.of(scan), subjects.of(scan)))
    return sorted(
        Row(str(quarter), division, code, kind, id, value, version, _rounded_down(count))
        for ((division, code), (kind, id, value, version)), count in counted.items()
        if count >= _STEP
    )


def _newest(scans: Iterable[CountedScan]) -> Iterable[CountedScan]:
    newest: dict[UUID, CountedScan] = {}
    for scan in scans:
        known = newest.setdefault(scan.business, scan)
        if known.finished_at < scan.finished_at:
            newest[scan.business] = scan
    return newest.values()


def _rounded_down(count: int) -> int:
    return count // _STEP * _STEP
