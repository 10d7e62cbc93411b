"""How people say facts in Dutch: `language.yml`, compiled."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct

_FILE = Path(__file__).with_name("language.yml")

# A message of so many words can be nothing but a fact.
SHORT = 4


class Statement(
    Struct, frozen=True, rename={"fact": "feit", "value": "waarde", "patterns": "patronen"}
):
    fact: str
    value: str
    patterns: tuple[str, ...]


class Language(
    Struct,
    frozen=True,
    dict=True,
    rename={
        "not_known": "weet_niet",
        "yes": "ja",
        "no": "nee",
        "first_person": "ik",
        "own_verbs": "werkwoorden",
        "of_others": "anderen",
        "numerals": "getallen",
        "together": "samen",
        "multiples": "veelvouden",
        "patterns": "patronen",
        "statements": "uitspraken",
    },
):
    """What `language.yml` says, compiled when it is first used."""

    not_known: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    first_person: tuple[str, ...]
    own_verbs: tuple[str, ...]
    of_others: tuple[str, ...]
    numerals: dict[str, int]
    together: dict[str, int]
    multiples: dict[str, int]
    patterns: dict[str, tuple[str, ...]]
    statements: tuple[Statement, ...]

    @cached_property
    def does_not_know(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(self.not_known)})(?!\w)")

    def is_about_self(self, text: str) -> bool:
        """Tell "3 medewerkers", which is about who says it, from "en voor zzp'ers?"."""
        if self.is_in_first_person(text):
            return True
        if self._own_verbs.match(text) or "?" in text:
            # "Hebben zzp'ers ook recht?"
            return False
        if self._own_verbs.search(text):
            return True
        return len(text.split()) <= SHORT and not self._of_others.search(text)

    def is_in_first_person(self, text: str) -> bool:
        return bool(self._first_person.search(text))

    @cached_property
    def _first_person(self) -> re.Pattern[str]:
        return whole_words(self.first_person)

    @cached_property
    def _own_verbs(self) -> re.Pattern[str]:
        return whole_words(self.own_verbs)

    @cached_property
    def _of_others(self) -> re.Pattern[str]:
        return whole_words(self.of_others)

    @cached_property
    def number(self) -> str:
        return rf"(?<![\w.,])(\d{{1,7}}|{'|'.join(self.numerals)})\b"

    @cached_property
    def amount(self) -> str:
        times = "|".join(sorted(self.multiples, key=len, reverse=True))
        figures = r"(?!(?:19|20)\d\d\b(?![.,]\d))\d[\d.]*(?:,\d+)?"
        words = rf"(?<!\w)(?:{'|'.join(self.numerals)})(?= (?:{times})\b)"
        return rf"({figures}|{words})(?:,-)? ?({times})?\b"

    @cached_property
    def numbers_of(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        return {fact: tuple(map(self._compiled, kept)) for fact, kept in self.patterns.items()}

    @cached_property
    def said(self) -> tuple[tuple[Statement, re.Pattern[str]], ...]:
        return tuple((s, re.compile(rf"(?:{'|'.join(s.patterns)})")) for s in self.statements)

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{pattern.format(getal=self.number, bedrag=self.amount)})")


def dutch() -> Language:
    """Return the language of `language.yml`."""
    return msgspec.convert(yaml.safe_load(_FILE.read_text("utf-8")), Language)


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of `words` standing by itself, and not denied."""
    return re.compile(rf"(?<!\w)(?<!geen )(?<!niet )(?:{'|'.join(map(re.escape, words))})(?!\w)")
