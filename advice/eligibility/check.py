"""One eligibility check: which question comes now, or what the outcome is."""

from collections.abc import Mapping
from datetime import date

import msgspec
from msgspec import Struct

from advice.eligibility.condition import dutch_number
from advice.eligibility.fact import (
    DoesNotKnow,
    Fact,
    FactId,
    Facts,
    Range,
    Value,
    spelled,
    value_of,
)
from advice.eligibility.matches import is_aimed_at, matches
from advice.eligibility.questions import MOST_QUESTIONS, Answer, answers_to, first_fact, next_fact
from advice.eligibility.verdict import Outcome, Verdict, verdict
from advice.eligibility.vocabulary import Vocabulary
from advice.schemes.catalogue import Catalogue
from advice.schemes.scheme import Scheme
from advice.values import SchemeId


class Check(Struct, frozen=True):
    """A check under way: about one scheme, or about all of them; how many questions it asked."""

    scheme: SchemeId | None = None
    asked: int = 0
    has_missed: bool = False
    """Whether the open question was asked again because the answer was not understood."""

    def after_asking(self) -> "Check":
        return msgspec.structs.replace(self, asked=self.asked + 1, has_missed=False)

    def after_a_miss(self) -> "Check":
        return msgspec.structs.replace(self, has_missed=True)


class Ask(Struct, frozen=True):
    """The next question, with the answers to choose from.

    `is_closed` when it is about a scheme that one can not apply for now.
    """

    fact: Fact
    answers: tuple[Answer, ...]
    is_closed: bool = False


class Judged(Struct, frozen=True):
    """The outcome for the one scheme that was asked about."""

    verdict: Verdict


class Matched(Struct, frozen=True):
    """What may fit, best first; maybe nothing."""

    verdicts: tuple[Verdict, ...]


type Step = Ask | Judged | Matched


class Checker:
    """Leads checks; what is known and where a check stands comes in with every call."""

    def __init__(self, catalogue: Catalogue, known: Vocabulary) -> None:
        self._catalogue = catalogue
        self._known = known

    def step(self, check: Check, facts: Facts, today: date) -> Step:
        """Ask on while a question can change the outcome, at most `MOST_QUESTIONS` times."""
        scheme = self._catalogue.get(check.scheme) if check.scheme else None
        if scheme is None:
            return self._step_over_all(check, facts, today)
        judged = verdict(scheme, facts, today)
        may_ask = judged.may_still_fit and check.asked < MOST_QUESTIONS
        fact = next_fact([scheme], facts, today, known=self._known) if may_ask else None
        if fact is None:
            return Judged(judged)
        return Ask(fact, answers_to(fact, [scheme]), judged.outcome is Outcome.NOT_NOW)

    def outcome(self, check: Check, facts: Facts, today: date) -> Step:
        """Return the outcome as far as it is known now: for who wants no more questions."""
        return self.step(msgspec.structs.replace(check, asked=MOST_QUESTIONS), facts, today)

    def question(self, check: Check, fact_id: FactId, facts: Facts) -> Ask:
        """Return the question about a fact once more, for who asked something in between."""
        scheme = self._catalogue.get(check.scheme) if check.scheme else None
        about = [scheme] if scheme else self._candidates(facts)
        fact = self._known[fact_id]
        return Ask(fact, answers_to(fact, about))

    def _step_over_all(self, check: Check, facts: Facts, today: date) -> Step:
        if check.asked < MOST_QUESTIONS:
            hopeful = [v.scheme for v in matches(self._catalogue, facts, today)]
            fact = first_fact(facts, self._known) or next_fact(
                hopeful, facts, today, known=self._known
            )
            if fact is not None:
                return Ask(fact, answers_to(fact, hopeful))
        return Matched(matches(self._catalogue, facts, today))

    def _candidates(self, facts: Facts) -> list[Scheme]:
        return [scheme for scheme in self._catalogue if is_aimed_at(scheme, facts)]


def stored(facts: Facts) -> dict[FactId, str]:
    """Return facts as the dialogue's state keeps them."""
    return {id: spelled(value) for id, value in facts.items()}


def restored(kept: Mapping[str, object], known: Vocabulary) -> dict[FactId, Value]:
    """Return facts from the dialogue's state; what is no fact any more is left out."""
    values = ((id, value_of(known[id], str(word))) for id, word in kept.items() if id in known)
    return {id: value for id, value in values if value is not None}


def told(fact: Fact, value: Value) -> str:
    """Say a known fact: `gemeente: Urk`, `mensen in loondienst: 2 tot en met 10`."""
    return f"{fact.name}: {told_value(fact, value)}"


def told_value(fact: Fact, value: Value) -> str:
    """Say what was answered about a fact, as its buttons do."""
    if isinstance(value, DoesNotKnow):
        return "nog niet bekend"
    word = spelled(value)
    for answer in answers_to(fact, ()):
        if answer.value == word:
            return answer.title
    choice = fact.choice(word)
    if choice is not None:
        return choice.title
    return f"{_counted(value)} {fact.unit or ''}".strip() if isinstance(value, Range) else word


def _counted(value: Range) -> str:
    low = dutch_number(value.low)
    if value.high == value.low:
        return low
    return (
        f"{low} of meer" if value.high is None else f"{low} tot en met {dutch_number(value.high)}"
    )
