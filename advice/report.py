"""What a person must check first, over schemes, questions, partners and closing days."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct

from advice import reasons
from advice.dates import dutch_date
from advice.files import FAQ, SCHEMES, Files
from advice.reasons import Priority, Reason

_SENTENCES = Path(__file__).with_name("report.yml")
_PARTNERS = "partners"
_CLOSING_DAYS = "sluitingsdagen"


class Entry(Struct, frozen=True):
    """One thing to check, under its worst reason; `why` has all of them."""

    priority: Priority
    file: str
    what: str
    why: str


def report(files: Files, today: date) -> tuple[Entry, ...]:
    """Return what to check, worst first; of equals, what most other content leads to."""
    led_to = _references(files)
    found = (item for item in _items(files, today) if item.reasons)
    ordered = sorted(found, key=lambda item: (item.rank, -led_to[item.key], item.file, item.name))
    return tuple(item.entry() for item in ordered)


def heading(number: int, priority: Priority, count: int) -> str:
    """Return what stands above the entries of one priority."""
    title = _sentences().priorities[priority]
    return _sentences().heading.format(number=number, title=title, count=count)


def opening(entries: tuple[Entry, ...], today: date) -> str:
    """Return the first line of the report."""
    sentences = _sentences()
    return sentences.opening.format(day=dutch_date(today)) if entries else sentences.nothing


class _Item(Struct, frozen=True):
    key: tuple[str, str]
    file: str
    name: str
    reasons: tuple[Reason, ...]

    @property
    def rank(self) -> int:
        return min(list(Priority).index(reason.priority) for reason in self.reasons)

    def entry(self) -> Entry:
        told = _sentences().reasons
        by_rank = sorted(self.reasons, key=lambda reason: list(Priority).index(reason.priority))
        why = "; ".join(told[reason.code].format(**reason.values) for reason in by_rank)
        return Entry(list(Priority)[self.rank], self.file, self.name, why)


def _items(files: Files, today: date) -> Iterator[_Item]:
    for scheme in files.schemes:
        found = tuple(reasons.of_scheme(scheme.value, today))
        yield _Item((SCHEMES, scheme.value.id), scheme.file, scheme.value.short_name, found)
    for faq in files.faq:
        found = tuple(reasons.of_question(faq.value, today))
        yield _Item((FAQ, faq.value.id), faq.file, faq.value.name, found)
    for partner in files.partners.value:
        found = tuple(reasons.of_partner(partner, today))
        yield _Item((_PARTNERS, partner.id), files.partners.file, partner.name, found)
    for closing_day in files.closing_days.value:
        found = tuple(reasons.of_closing_day(closing_day, today))
        # As it stands in the file, and so by date.
        day = closing_day.day.isoformat()
        name = f"{day} {closing_day.name}"
        yield _Item((_CLOSING_DAYS, day), files.closing_days.file, name, found)


def _references(files: Files) -> Counter[tuple[str, str]]:
    """Count how often other content leads to a scheme, a question or a partner."""
    buttons = [button for faq in files.faq for button in faq.value.buttons]
    alternatives = (id for scheme in files.schemes for id in scheme.value.alternatives)
    operators = (scheme.value.operator.partner for scheme in files.schemes)
    return Counter(
        (
            *_keys(SCHEMES, (button.scheme for button in buttons)),
            *_keys(SCHEMES, alternatives),
            *_keys(SCHEMES, files.buttons.value.first_schemes),
            *_keys(FAQ, (button.faq for button in buttons)),
            *_keys(_PARTNERS, operators),
        )
    )


def _keys(kind: str, ids: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    return ((kind, id) for id in ids if id is not None)


class _Sentences(
    Struct,
    frozen=True,
    rename={
        "opening": "begin",
        "nothing": "niets",
        "heading": "kop",
        "priorities": "prioriteiten",
        "reasons": "redenen",
    },
):
    opening: str
    nothing: str
    heading: str
    priorities: dict[Priority, str]
    reasons: dict[str, str]


@cache
def _sentences() -> _Sentences:
    return msgspec.convert(yaml.safe_load(_SENTENCES.read_text("utf-8")), _Sentences)
