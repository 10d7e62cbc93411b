"""What the known facts say about one scheme."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from advice.eligibility.condition import Answered, Condition
from advice.eligibility.fact import FactId, Facts
from advice.schemes.certainty import is_available
from advice.schemes.scheme import Scheme, Status
from advice.values import Certainty


class Outcome(StrEnum):
    """The four outcomes, most hopeful first; never "you are entitled to it"."""

    LIKELY = "past_waarschijnlijk"
    POSSIBLE = "past_mogelijk"
    NOT_NOW = "gesloten_of_beeindigd"
    NO_FIT = "past_niet"


class Reason(Struct, frozen=True):
    """One condition, and whether it is met."""

    condition: Condition
    answered: Answered


class Verdict(Struct, frozen=True):
    """The outcome for one scheme with a reason for every condition, in the scheme's order."""

    scheme: Scheme
    outcome: Outcome
    reasons: tuple[Reason, ...]

    def having(self, answered: Answered) -> tuple[Condition, ...]:
        """Return the conditions with this answer."""
        return tuple(r.condition for r in self.reasons if r.answered is answered)

    @property
    def may_still_fit(self) -> bool:
        """Whether asking on makes sense: also for a round that is closed and may come back."""
        has_ended = self.scheme.status is Status.ENDED
        return not has_ended and not self.having(Answered.NOT_MET)

    @property
    def open_facts(self) -> tuple[FactId, ...]:
        """The facts that the outcome still depends on, most decisive first."""
        return tuple(condition.fact for condition in self.having(Answered.OPEN))


def verdict(scheme: Scheme, facts: Facts, today: date) -> Verdict:
    """Judge `scheme` by what is known on the day `today`; what is unknown excludes nothing.

    A scheme without conditions, or one we are not sure about ourselves, never fits "likely".
    """
    reasons = tuple(_reasons(scheme, facts))
    return Verdict(scheme, _outcome(scheme, reasons, today), reasons)


def _reasons(scheme: Scheme, facts: Facts) -> Iterator[Reason]:
    for condition in scheme.conditions:
        yield Reason(condition, condition.answered(facts))


def _outcome(scheme: Scheme, reasons: tuple[Reason, ...], today: date) -> Outcome:
    answers = {reason.answered for reason in reasons}
    if not is_available(scheme, today):
        return Outcome.NOT_NOW
    if Answered.NOT_MET in answers:
        return Outcome.NO_FIT
    is_sure = reasons and scheme.certainty is not Certainty.LOW
    return Outcome.LIKELY if is_sure and answers == {Answered.MET} else Outcome.POSSIBLE
