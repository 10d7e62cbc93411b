"""Facts read from what people type: stated in passing, or as the answer to a question."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct
from rapidfuzz import fuzz, process

from advice.eligibility.fact import (
    DoesNotKnow,
    Fact,
    FactId,
    FactKind,
    Range,
    Value,
    value_of,
)
from advice.eligibility.vocabulary import PLACE, SECTOR, Vocabulary

_LANGUAGE = Path(__file__).with_name("reading.yml")

# Of two words of five letters or more this much alike, one is the other with a typing error.
_ALIKE = 85.0
_LEAST_LETTERS = 5
# A message of so many words can be nothing but a fact.
_SHORT = 4

_STAFF, _YEARS, _FORM = "personeel_aantal", "jaren_actief", "rechtsvorm"
_SINCE = re.compile(r"\b(?:sinds|in|vanaf|begin|eind) (?:\w+ )?((?:19|20)\d\d)\b")
_MORE = re.compile(r"\b(?:meer dan|ruim|boven(?: de)?|minstens|minimaal)\b")
_LESS = re.compile(r"\b(?:minder dan|onder(?: de)?|hoogstens|maximaal|hooguit)\b")


class _Statement(
    Struct, frozen=True, rename={"fact": "feit", "value": "waarde", "patterns": "patronen"}
):
    fact: str
    value: str
    patterns: tuple[str, ...]


class _Language(
    Struct,
    frozen=True,
    dict=True,
    rename={
        "not_known": "weet_niet",
        "yes": "ja",
        "no": "nee",
        "first_person": "ik",
        "of_others": "anderen",
        "numerals": "getallen",
        "together": "samen",
        "multiples": "veelvouden",
        "patterns": "patronen",
        "statements": "uitspraken",
    },
):
    """What `reading.yml` says, compiled when it is first used."""

    not_known: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    first_person: tuple[str, ...]
    of_others: tuple[str, ...]
    numerals: dict[str, int]
    together: dict[str, int]
    multiples: dict[str, int]
    patterns: dict[str, tuple[str, ...]]
    statements: tuple[_Statement, ...]

    @cached_property
    def does_not_know(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(self.not_known)})")

    def is_about_self(self, text: str) -> bool:
        """Tell "3 medewerkers", which is about who says it, from "en voor zzp'ers?"."""
        if self._first_person.search(text):
            return True
        return len(text.split()) <= _SHORT and not self._of_others.search(text)

    @cached_property
    def _first_person(self) -> re.Pattern[str]:
        return _whole_words(self.first_person)

    @cached_property
    def _of_others(self) -> re.Pattern[str]:
        return _whole_words(self.of_others)

    @cached_property
    def number(self) -> str:
        return rf"(?<![\w.,])(\d{{1,7}}|{'|'.join(self.numerals)})\b"

    @cached_property
    def amount(self) -> str:
        times = "|".join(sorted(self.multiples, key=len, reverse=True))
        return rf"(\d[\d.]*(?:,\d+)?)(?:,-)? ?({times})?\b"

    @cached_property
    def numbers_of(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        return {fact: tuple(map(self._compiled, kept)) for fact, kept in self.patterns.items()}

    @cached_property
    def said(self) -> tuple[tuple[_Statement, re.Pattern[str]], ...]:
        return tuple((s, re.compile(rf"(?:{'|'.join(s.patterns)})")) for s in self.statements)

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{pattern.format(getal=self.number, bedrag=self.amount)})")


class FactReader:
    """Reads facts in Dutch; keeps nothing of what it read."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._language = msgspec.convert(yaml.safe_load(_LANGUAGE.read_text("utf-8")), _Language)
        self._words = {fact.id: _words_of(fact) for fact in known.values()}

    def stated(self, text: str, today: date) -> dict[FactId, Value]:
        """Return what someone tells about their own firm in passing; of two, the first counts."""
        text = _plain(text)
        found: dict[FactId, Value] = {}
        place = self._named(PLACE, text)
        if place is not None:
            found[PLACE] = place
        if not self._language.is_about_self(text):
            return found
        for id, value in self._statements(text, today):
            if id in self._known:
                found.setdefault(id, value)
        return found

    def answer(self, fact: Fact, text: str, today: date) -> Value | None:
        """Read `text` as the answer to the question about `fact`; None when it is none."""
        text = _plain(text)
        language = self._language
        if language.does_not_know.search(text):
            return DoesNotKnow()
        stated = self.stated(text, today).get(fact.id)
        if stated is not None:
            return stated
        match fact.kind:
            case FactKind.NUMBER:
                return self._number(text)
            case FactKind.YES_NO:
                return self._yes_or_no(text)
            case FactKind.CHOICE:
                return self._choice(fact, text)

    def _statements(self, text: str, today: date) -> Iterator[tuple[FactId, Value]]:
        yield from self._sayings(text)
        yield from self._since(text, today)
        yield from self._together(text)
        yield from self._numbers(text)
        for id in (_FORM, SECTOR):
            if named := self._named(id, text):
                yield id, named

    def _sayings(self, text: str) -> Iterator[tuple[FactId, Value]]:
        for statement, pattern in self._language.said:
            fact = self._known.get(statement.fact)
            value = value_of(fact, statement.value) if fact and pattern.search(text) else None
            if value is not None:
                yield statement.fact, value

    @staticmethod
    def _since(text: str, today: date) -> Iterator[tuple[FactId, Value]]:
        if since := _SINCE.search(text):
            years = today.year - int(since[1])
            if years >= 0:
                yield _YEARS, Range(max(0, years - 1), years)

    def _together(self, text: str) -> Iterator[tuple[FactId, Value]]:
        for word, number in self._language.together.items():
            if re.search(rf"(?:z'?n|ons|we|wij|ze) {word}\b", text):
                # "Met z'n vieren" counts who says it, who may be the owner.
                yield _STAFF, Range(number - 1, number)

    def _numbers(self, text: str) -> Iterator[tuple[FactId, Value]]:
        for id, patterns in self._language.numbers_of.items():
            for pattern in patterns:
                if found := pattern.search(text):
                    yield id, Range.exactly(self._value(found))

    def _value(self, found: re.Match[str]) -> int:
        digits, times = (*found.groups(), None)[:2]
        return self._whole(digits or "0", times)

    def _whole(self, digits: str, times: str | None) -> int:
        if digits in self._language.numerals:
            return self._language.numerals[digits]
        number = float(digits.replace(".", "").replace(",", "."))
        return int(number * self._language.multiples.get(times or "", 1))

    def _named(self, id: FactId, text: str) -> str | None:
        for choice, pattern in self._words.get(id, ()):
            if pattern.search(text):
                return choice
        return None

    def _number(self, text: str) -> Range | None:
        numbers = [self._whole(*found) for found in re.findall(self._language.amount, text)]
        numbers += [
            number for word, number in self._language.numerals.items() if word in text.split()
        ]
        if not numbers or len(text.split()) > 12:
            return None
        low, high = min(numbers), max(numbers)
        if _MORE.search(text):
            return Range(high, None)
        if _LESS.search(text):
            return Range(0, low)
        return Range(low, high)

    def _yes_or_no(self, text: str) -> str | None:
        words = re.findall(r"[\w']+", text)
        start = " ".join(words[:3])
        for value, ways in (("nee", self._language.no), ("ja", self._language.yes)):
            if any(re.match(rf"{re.escape(way)}\b", start) for way in ways):
                return value
        return None

    def _choice(self, fact: Fact, text: str) -> str | None:
        named = self._named(fact.id, text)
        if named is not None:
            return named
        if len(text.split()) > _SHORT:
            return None
        titles = {choice.id: choice.title.casefold() for choice in fact.choices}
        if text in titles.values():
            return next(id for id, title in titles.items() if title == text)
        ways = {way: c.id for c in fact.choices for way in (c.title.casefold(), *c.words)}
        near = process.extractOne(
            text,
            [w for w in ways if len(w) >= _LEAST_LETTERS],
            scorer=fuzz.ratio,
            score_cutoff=_ALIKE,
        )
        return ways[near[0]] if near else self._yes_or_no_choice(fact, text)

    def _yes_or_no_choice(self, fact: Fact, text: str) -> str | None:
        """Read a plain "nee" where one of the choices begins with it, and no other does."""
        said = self._yes_or_no(text)
        fitting = [c.id for c in fact.choices if said and c.title.casefold().startswith(said)]
        return fitting[0] if len(fitting) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").replace("‘", "'").split())


def _words_of(fact: Fact) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern for each choice; the longest words first, so that they win."""
    if fact.kind is not FactKind.CHOICE:
        return ()
    pairs = [
        (word.casefold(), choice.id)
        for choice in fact.choices
        for word in (*choice.words, choice.title)
    ]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return tuple((id, _whole_words([word])) for word, id in pairs)


def _whole_words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
