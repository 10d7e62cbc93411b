"""The hard facts about a firm, one vocabulary for all schemes: `data/feiten.yml`."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from advice.values import Text

type FactId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
type ChoiceId = Annotated[str, Meta(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]

YES, NO = "ja", "nee"
"""The choices of a yes-or-no fact."""


class FactKind(StrEnum):
    """What sort of answer a fact has."""

    CHOICE = "keuze"
    YES_NO = "ja_nee"
    NUMBER = "getal"


class Choice(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"title": "titel", "phrase": "in_zin", "words": "woorden"},
):
    """An answer to choose; `words` are other ways to say it, `phrase` is how a sentence has it."""

    id: ChoiceId
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    phrase: str | None = None
    words: tuple[Text, ...] = ()

    def __str__(self) -> str:
        return self.phrase or self.title


class Band(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"title": "titel", "low": "van", "high": "tot"},
):
    """A range of numbers to choose, both ends included; without `high` it has no end."""

    title: Annotated[str, Meta(min_length=1, max_length=40)]
    low: Annotated[int, Meta(ge=0)]
    high: int | None = None


class ConditionPhrases(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"one_of": "een_van", "none_of": "niet", "at_least": "minstens", "at_most": "hoogstens"},
):
    """How a condition on this fact reads; `{keuzes}` and `{getal}` are filled in."""

    one_of: str | None = None
    none_of: str | None = None
    at_least: str | None = None
    at_most: str | None = None


class Fact(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "name": "naam",
        "question": "vraag",
        "reason": "waarom",
        "kind": "soort",
        "choices": "keuzes",
        "bands": "banden",
        "unit": "eenheid",
        "phrases": "voorwaarde",
    },
):
    """One fact: what we ask, why, and what can be answered."""

    id: FactId
    name: Text
    question: Text
    reason: Text
    kind: FactKind
    phrases: ConditionPhrases
    choices: tuple[Choice, ...] = ()
    bands: tuple[Band, ...] = ()
    unit: str | None = None

    def choice(self, id: str) -> Choice | None:
        """Return the choice with this id, or None."""
        return next((choice for choice in self.choices if choice.id == id), None)


class Range(Struct, frozen=True):
    """A number as far as we know it, both ends included; without `high` it has no end."""

    low: int
    high: int | None = None

    @classmethod
    def exactly(cls, number: int) -> "Range":
        return cls(number, number)


class DoesNotKnow(Struct, frozen=True):
    """The answer "weet ik niet": asked, so not to be asked again, and still unknown."""


type Value = str | Range | DoesNotKnow
"""What someone answered: the id of a choice, a range of numbers, or that they do not know."""

type Facts = Mapping[str, Value]
"""What is known about a firm, by the id of the fact."""

DOES_NOT_KNOW = "weet_niet"
"""How `spelled` writes the answer "weet ik niet"."""


def spelled(value: Value) -> str:
    """Write a value as one word, for payloads and for the state of the dialogue."""
    match value:
        case DoesNotKnow():
            return DOES_NOT_KNOW
        case Range(low, high):
            return str(low) if high == low else f"{low}-{'' if high is None else high}"
        case str(choice):
            return choice


def value_of(fact: Fact, word: str) -> Value | None:
    """Return the value that `spelled` wrote as `word`, None when it is no value of this fact."""
    if word == DOES_NOT_KNOW:
        return DoesNotKnow()
    if fact.kind is not FactKind.NUMBER:
        return word if fact.choice(word) else None
    if found := re.fullmatch(r"(\d{1,12})(-(\d{1,12})?)?", word):
        low = int(found[1])
        if found[2] is None:
            return Range.exactly(low)
        high = int(found[3]) if found[3] else None
        return Range(low, high) if high is None or low <= high else None
    return None
