"""A condition of a scheme on one fact: decided, and put in words, from the same rule."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from advice.eligibility.fact import ChoiceId, Fact, FactId, Facts, Range


class Answered(StrEnum):
    """Whether a condition is met; unknown facts leave it open."""

    MET = "klopt"
    NOT_MET = "klopt_niet"
    OPEN = "onbekend"


class Condition(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "fact": "feit",
        "one_of": "een_van",
        "none_of": "niet",
        "at_least": "minstens",
        "at_most": "hoogstens",
    },
):
    """Choices that are (not) allowed, or bounds of a number; exactly one kind of these."""

    fact: FactId
    one_of: tuple[ChoiceId, ...] = ()
    none_of: tuple[ChoiceId, ...] = ()
    at_least: int | None = None
    at_most: int | None = None

    def __post_init__(self) -> None:
        bounds = self.at_least is not None or self.at_most is not None
        if [bool(self.one_of), bool(self.none_of), bounds].count(True) != 1:
            # The code of a finding: `advice.complaint` makes it a sentence.
            raise ValueError("condition_kind")

    @property
    def choices(self) -> tuple[str, ...]:
        return self.one_of or self.none_of

    def answered(self, facts: Facts) -> Answered:
        """Decide from what is known."""
        match facts.get(self.fact):
            case str(choice) if self.choices:
                return _met((choice in self.choices) == bool(self.one_of))
            case Range() as known if not self.choices:
                return self._within(known)
            case _:
                return Answered.OPEN

    def _within(self, known: Range) -> Answered:
        low = 0 if self.at_least is None else self.at_least
        high = self.at_most
        if (known.high is not None and known.high < low) or (high is not None and known.low > high):
            return Answered.NOT_MET
        is_below_top = high is None or (known.high is not None and known.high <= high)
        return Answered.MET if known.low >= low and is_below_top else Answered.OPEN

    def sentence(self, vocabulary: Mapping[str, Fact]) -> str:
        """Say the condition in Dutch, beginning in small letters and without a full stop."""
        fact = vocabulary[self.fact]
        phrases = fact.phrases
        if self.choices:
            phrase = phrases.one_of if self.one_of else phrases.none_of
            return (phrase or "").replace("{keuzes}", _listed(fact, self.choices))
        bounds = ((phrases.at_least, self.at_least), (phrases.at_most, self.at_most))
        said = [
            (phrase or "").replace("{getal}", dutch_number(number))
            for phrase, number in bounds
            if number is not None
        ]
        return " en ".join(said)


def dutch_number(number: int) -> str:
    """Write a whole number as people do here: `12.500`."""
    return f"{number:,}".replace(",", ".")


def _met(is_met: bool) -> Answered:
    return Answered.MET if is_met else Answered.NOT_MET


def _listed(fact: Fact, ids: tuple[str, ...]) -> str:
    names = [str(choice) for id in ids if (choice := fact.choice(id))]
    *first, last = names or [""]
    return f"{', '.join(first)} of {last}" if first else last
