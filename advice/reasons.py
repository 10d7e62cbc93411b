"""Why a person must look at a part of the content; each reason has its priority."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from advice.closing_days import ClosingDay
from advice.dates import dutch_date
from advice.faq.question import Question
from advice.freshness import ENDS_SOON
from advice.partners.partner import Partner
from advice.schemes.certainty import CHECK_LASTS, Doubt, doubts
from advice.schemes.scheme import Operator, Scheme, Status
from advice.values import Certainty, SourceKind


class Priority(StrEnum):
    """What comes first, in this order."""

    VALIDITY_PASSED = "validity_passed"
    CHECKED_LONG_AGO = "checked_long_ago"
    LOW_CERTAINTY = "low_certainty"
    STATUS_UNCLEAR = "status_unclear"
    WEAK_SOURCES = "weak_sources"
    DOMAIN_UNCONFIRMED = "domain_unconfirmed"
    CLOSING_DAY_UNCONFIRMED = "closing_day_unconfirmed"
    VALIDITY_ENDS = "validity_ends"


class Reason(Struct, frozen=True):
    """One reason: `code` names its sentence, which `values` are filled in."""

    priority: Priority
    code: str
    values: dict[str, str]


_OF_SOURCES = frozenset({Doubt.ONLY_SECONDARY_SOURCES, Doubt.OLD_SOURCES})
# Of a scheme that ended for good, only what someone promised to look at again counts.
_OF_ENDED = frozenset({Priority.VALIDITY_PASSED, Priority.CHECKED_LONG_AGO, Priority.VALIDITY_ENDS})


def of_scheme(scheme: Scheme, today: date) -> Iterator[Reason]:
    """Give the reasons to look at a scheme."""
    for reason in _of_living(scheme, today):
        if scheme.status is not Status.ENDED or reason.priority in _OF_ENDED:
            yield reason


def of_question(question: Question, today: date) -> Iterator[Reason]:
    """Give the reasons to look at a question of the Q&A."""
    yield from _of_checked(question, today)


def of_partner(partner: Partner, today: date) -> Iterator[Reason]:
    """Give the reasons to look at a partner."""
    yield from _of_checked(partner, today)
    yield from _of_domain(partner)


def of_closing_day(closing_day: ClosingDay, today: date) -> Iterator[Reason]:
    """Give the reason to look at a closing day that is still to come."""
    if not closing_day.confirmed and closing_day.day >= today:
        yield Reason(Priority.CLOSING_DAY_UNCONFIRMED, Priority.CLOSING_DAY_UNCONFIRMED, {})


def _of_living(scheme: Scheme, today: date) -> Iterator[Reason]:
    until = scheme.valid_until
    values = {
        "checked": dutch_date(scheme.checked_on),
        "status": scheme.status.value,
        "until": dutch_date(until) if until else "",
    }
    for doubt in doubts(scheme, today):
        yield _reason(doubt, values)
    yield from _of_domain(scheme.operator)
    if until is not None and today <= until < today + ENDS_SOON:
        yield Reason(Priority.VALIDITY_ENDS, Priority.VALIDITY_ENDS, values)


def _of_checked(known: Question | Partner, today: date) -> Iterator[Reason]:
    if today - known.checked_on > CHECK_LASTS:
        yield _reason(Doubt.CHECKED_LONG_AGO, {"checked": dutch_date(known.checked_on)})
    if known.certainty is Certainty.LOW:
        yield _reason(Doubt.LOW_CERTAINTY, {})
    # Our own knowledge is a source for a question or a partner; others telling of it is not.
    if all(source.kind is SourceKind.SECONDARY for source in known.sources):
        yield _reason(Doubt.ONLY_SECONDARY_SOURCES, {})
    years = re.findall(r"\b20\d\d\b", " ".join(source.dated for source in known.sources))
    if max(map(int, years), default=0) < today.year - 1:
        yield _reason(Doubt.OLD_SOURCES, {})


def _of_domain(known: Operator | Partner) -> Iterator[Reason]:
    if known.domain is not None and not known.domain_confirmed:
        values = {"domain": known.domain}
        yield Reason(Priority.DOMAIN_UNCONFIRMED, Priority.DOMAIN_UNCONFIRMED, values)


def _reason(doubt: Doubt, values: Mapping[str, str]) -> Reason:
    priority = Priority.WEAK_SOURCES if doubt in _OF_SOURCES else Priority(doubt.value)
    return Reason(priority, doubt, dict(values))
