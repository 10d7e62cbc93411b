"""Which fact to ask next, and which answers to offer."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from msgspec import Struct

from advice.eligibility.fact import Fact, FactId, FactKind, Facts, Range, Value, spelled
from advice.eligibility.verdict import verdict
from advice.eligibility.vocabulary import AIM, Vocabulary
from advice.schemes.scheme import Scheme

MOST_QUESTIONS = 6
"""A check asks no more than this; after it the verdict comes, with what is then still open."""

# What fits beside "weet ik niet" on a phone without scrolling.
_MOST_ANSWERS = 7


class Answer(Struct, frozen=True):
    """An answer to choose: its title, and the value as `spelled` writes it."""

    title: str
    value: str


def next_fact(
    schemes: Collection[Scheme], facts: Facts, today: date, *, known: Vocabulary
) -> Fact | None:
    """Return the fact on which most of the schemes that may still fit depend, or None.

    Of one scheme its own order counts: the most decisive condition stands first. A fact that
    was asked already is not asked again, also when the answer was "weet ik niet".
    """
    open_facts = [_unasked(scheme, facts, today) for scheme in schemes]
    if len(schemes) == 1:
        (unasked,) = open_facts
        return known[unasked[0]] if unasked else None
    counted = Counter(id for unasked in open_facts for id in set(unasked))
    # The vocabulary's order decides between facts that are needed equally often.
    return max(
        (known[id] for id in known if id in counted), key=lambda f: counted[f.id], default=None
    )


def first_fact(facts: Facts, known: Vocabulary) -> Fact | None:
    """Return what to ask before anything else when no scheme was named: what one is after."""
    return known[AIM] if AIM not in facts else None


def answers_to(fact: Fact, schemes: Iterable[Scheme]) -> tuple[Answer, ...]:
    """Return what to choose from; of a long list only what the schemes distinguish, and "other"."""
    if fact.kind is FactKind.NUMBER:
        return tuple(Answer(b.title, spelled(Range(b.low, b.high))) for b in fact.bands)
    if len(fact.choices) <= _MOST_ANSWERS:
        return tuple(Answer(choice.title, choice.id) for choice in fact.choices)
    named = Counter(
        id
        for scheme in schemes
        for condition in scheme.conditions
        if condition.fact == fact.id
        for id in condition.choices
    )
    last = fact.choices[-1]
    shown = {id for id, _ in named.most_common(_MOST_ANSWERS - 1)} | {last.id}
    chosen = [choice for choice in fact.choices if choice.id in shown]
    if len(chosen) < 2:
        chosen = list(fact.choices)
    return tuple(Answer(choice.title, choice.id) for choice in chosen)


def _unasked(scheme: Scheme, facts: Facts, today: date) -> tuple[FactId, ...]:
    judged = verdict(scheme, facts, today)
    if not judged.may_still_fit:
        return ()
    return tuple(id for id in judged.open_facts if not _was_asked(facts.get(id)))


def _was_asked(value: Value | None) -> bool:
    """A range that does not decide was an answer too: asking for more precision is nagging."""
    return value is not None
