"""Facts read from what people type: stated in passing, or as the answer to a question."""

import re
from collections.abc import Iterator
from datetime import date

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
from advice.eligibility.language import SHORT, dutch, whole_words
from advice.eligibility.vocabulary import PLACE, SECTOR, Vocabulary

# Of two words of five letters or more this much alike, one is the other with a typing error.
_ALIKE = 85.0
_LEAST_LETTERS = 5
_TELLING = 4
_PLAIN = frozenset({"ja", "nee"})
# A longer message with a number in it tells something else.
_MOST_WORDS = 12

# So many times the beginning of the highest band is a slip of the finger.
_ABSURD = 100

_STAFF, _YEARS, _FORM = "personeel_aantal", "jaren_actief", "rechtsvorm"
_SINCE = re.compile(
    r"\b(?:sinds|begonnen|gestart|opgericht|ingeschreven|besta\w*)\b.{0,20}?\b((?:19|20)\d\d)\b"
    r"|\b(?:in|begin|eind) ((?:19|20)\d\d) (?:begonnen|gestart|opgericht|ingeschreven)\b"
)
_MORE = re.compile(r"\b(?:meer dan|ruim|boven(?: de)?|minstens|minimaal)\b")
_LESS = re.compile(r"\b(?:minder dan|onder(?: de)?|hoogstens|maximaal|hooguit)\b")


class FactReader:
    """Reads facts in Dutch; keeps nothing of what it read."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._language = dutch()
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

    def is_about_self(self, text: str) -> bool:
        """Tell whether a message speaks about who says it, in the first person."""
        return self._language.is_in_first_person(_plain(text))

    def named(self, fact: Fact, text: str) -> Value | None:
        """Read `text` as one of the answers, word for word; None when it is none of them."""
        return _titled(fact, _plain(text))

    def answer(self, fact: Fact, text: str, today: date) -> Value | None:
        """Read `text` as the answer to the question about `fact`; None when it is none."""
        text = _plain(text)
        language = self._language
        if titled := _titled(fact, text):
            return titled
        if language.does_not_know.search(text):
            return DoesNotKnow()
        stated = self.stated(text, today).get(fact.id)
        is_bounded = bool(_MORE.search(text) or _LESS.search(text))
        if stated is not None and not is_bounded:
            return stated
        match fact.kind:
            case FactKind.NUMBER:
                return self._number(fact, text, today)
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
            years = today.year - int(since[1] or since[2])
            if years >= 0:
                yield _YEARS, Range(max(0, years - 1), years)

    def _together(self, text: str) -> Iterator[tuple[FactId, Value]]:
        for word, number in self._language.together.items():
            if re.search(rf"(?:z'?n|zijn|ons|we|wij|ze) {word}\b", text):
                # "Met z'n vieren" counts who says it, who may be the owner.
                yield _STAFF, Range(number - 1, number)

    def _numbers(self, text: str) -> Iterator[tuple[FactId, Value]]:
        for id, patterns in self._language.numbers_of.items():
            for pattern in patterns:
                if found := pattern.search(text):
                    yield id, Range.exactly(self._value(found))
                    # What was said of the turnover is no sum for a plan.
                    text = text.replace(found[0], " ")

    def _value(self, found: re.Match[str]) -> int:
        digits, times = (*found.groups(), None)[:2]
        return self._whole(digits or "0", times)

    def _whole(self, digits: str, times: str | None) -> int:
        numeral = self._language.numerals.get(digits)
        number = float(digits.replace(".", "").replace(",", ".")) if numeral is None else numeral
        return int(number * self._language.multiples.get(times or "", 1))

    def _named(self, id: FactId, text: str) -> str | None:
        for choice, pattern in self._words.get(id, ()):
            if pattern.search(text):
                return choice
        return None

    def _number(self, fact: Fact, text: str, today: date) -> Range | None:
        numbers = [self._whole(*found) for found in re.findall(self._language.amount, text)]
        if not numbers:
            numerals = self._language.numerals
            numbers = [numerals[word] for word in text.split() if word in numerals]
        if fact.id == _YEARS and (year := re.fullmatch(r"(?:in |sinds )?((?:19|20)\d\d)", text)):
            years = today.year - int(year[1])
            return Range(max(0, years - 1), years) if years >= 0 else None
        if not numbers or len(text.split()) > _MOST_WORDS:
            return None
        low, high = min(numbers), max(numbers)
        if text.startswith("-") or high > _ABSURD * max((b.low for b in fact.bands), default=high):
            return None
        if _MORE.search(text):
            return Range(high, None)
        if _LESS.search(text):
            return Range(0, low)
        return Range(low, high)

    def yes_or_no(self, text: str) -> str | None:
        """Read `text` as a plain yes or no; None when it begins like neither."""
        return self._yes_or_no(_plain(text))

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
        if len(text.split()) > SHORT:
            return None
        if word := _by_word_of_title(fact, text):
            return word
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
        first = next(iter(text.split()), "")
        said = first if first in _PLAIN else None
        fitting = [c.id for c in fact.choices if said and c.title.casefold().startswith(said)]
        return fitting[0] if len(fitting) == 1 else None


def _titled(fact: Fact, text: str) -> Value | None:
    """Read what a button says, or another way to say that and nothing more."""
    for choice in fact.choices:
        if text in {_plain(way) for way in (choice.title, *choice.words)}:
            return choice.id
    for band in fact.bands:
        if _plain(band.title) == text:
            return Range(band.low, band.high)
    return None


def _by_word_of_title(fact: Fact, text: str) -> str | None:
    """Read "bouw" as "Bouw en klussen", where no other title has that word."""
    words = frozenset(word for word in text.split() if len(word) >= _TELLING)
    having = [c.id for c in fact.choices if words & frozenset(_plain(c.title).split())]
    return having[0] if len(having) == 1 else None


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
    return tuple((id, whole_words([word])) for word, id in pairs)
