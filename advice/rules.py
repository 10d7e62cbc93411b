"""What must hold between a scheme's conditions, the facts they ask for and its own texts."""

import re
from collections import Counter
from collections.abc import Iterator

from advice.eligibility.condition import Condition, dutch_number
from advice.eligibility.fact import FactKind
from advice.eligibility.questions import MOST_QUESTIONS
from advice.eligibility.vocabulary import Vocabulary
from advice.findings import Finding, finding
from advice.numbers import numbers_in
from advice.reading import Document
from advice.schemes.scheme import Scheme

_KEY = "voorwaarden"
_STAFF = "personeel_aantal"
_SPEAKS_OF_STAFF = re.compile(r"personeel|werkgever|medewerker|in (?:loon)?dienst", re.IGNORECASE)
_NONE_OR_SOME = frozenset({0, 1})
# "Mkb" has this bound in itself: fewer than 250 people.
_SPEAKS_OF_SMALL = re.compile(r"\bmkb|\b(?:249|250)\b", re.IGNORECASE)
_SMALL = frozenset({249, 250})


def broken_rules(document: Document[Scheme], known: Vocabulary) -> Iterator[Finding]:
    """Find what cannot be decided, said or asked: its fact, choices and phrase must exist."""
    yield from _too_many(document)
    for place, condition in enumerate(document.value.conditions):
        yield from _broken_rule(document.file, document.line_of(_KEY, place), condition, known)


def _too_many(document: Document[Scheme]) -> Iterator[Finding]:
    counted = Counter(condition.fact for condition in document.value.conditions)
    if (count := len(counted)) > MOST_QUESTIONS:
        line = document.line_of(_KEY)
        yield finding("too_many_facts", document.file, line, count=count, most=MOST_QUESTIONS)
    seen: set[str] = set()
    for place, condition in enumerate(document.value.conditions):
        if condition.fact in seen:
            line = document.line_of(_KEY, place)
            yield finding("fact_twice", document.file, line, fact=condition.fact)
        seen.add(condition.fact)


def _broken_rule(
    file: str, line: int, condition: Condition, known: Vocabulary
) -> Iterator[Finding]:
    fact = known.get(condition.fact)
    if fact is None:
        allowed = ", ".join(known)
        yield finding("fact_unknown", file, line, fact=condition.fact, allowed=allowed)
        return
    if (fact.kind is FactKind.NUMBER) == bool(condition.choices):
        yield finding("condition_of_other_kind", file, line, fact=fact.id)
        return
    for choice in condition.choices:
        if fact.choice(choice) is None:
            allowed = ", ".join(choice.id for choice in fact.choices)
            yield finding("choice_unknown", file, line, choice=choice, allowed=allowed)
    if not condition.sentence(known):
        yield finding("condition_without_phrase", file, line, fact=fact.id)


def rules_not_in_text(document: Document[Scheme]) -> Iterator[Finding]:
    """Find bounds that the scheme's own texts do not mention: one of the two is wrong."""
    text = _texts(document.value)
    said = numbers_in(text)
    for place, condition in enumerate(document.value.conditions):
        for bound in (condition.at_least, condition.at_most):
            if bound is None or bound in said or _is_implied(condition, bound, text):
                continue
            line = document.line_of(_KEY, place)
            number = dutch_number(bound)
            yield finding(
                "rule_not_in_text", document.file, line, fact=condition.fact, number=number
            )


def _texts(scheme: Scheme) -> str:
    answers = scheme.answers
    told = (answers.for_whom, answers.how_much, answers.how_to_apply, answers.caution)
    return "\n".join((*told, *scheme.check_yourself))


def _is_implied(condition: Condition, bound: int, text: str) -> bool:
    """Tell whether the words say it without the number: "werkgevers" have at least one."""
    if condition.fact != _STAFF:
        return False
    words = {_NONE_OR_SOME: _SPEAKS_OF_STAFF, _SMALL: _SPEAKS_OF_SMALL}
    return any(bound in numbers and said.search(text) for numbers, said in words.items())
