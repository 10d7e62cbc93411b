"""Recognised names replaced by their kind: what is asked does not depend on what it is about.

"Wat is de WBSO?" and "Wat is de KIA?" ask the same; to the intent classifier both are
"wat is de REGELING ?". Measured by cross-validation on sentences in which the scheme was exchanged
for another one: 0.75 right without masking, 0.85 with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rasa.nlu.utils.pattern_utils import extract_patterns
from rasa.shared.nlu.training_data.training_data import TrainingData

Span = tuple[int, int, str]

_WORD = re.compile(r"\w+")


def spans_of(entities: Iterable[dict[str, Any]]) -> list[Span]:
    """The places of `entities` in the text, as (start, end, kind)."""
    return [(e["start"], e["end"], e["entity"]) for e in entities if "start" in e and "end" in e]


class ClosedList:
    """Names of one kind, each of which begins and ends with a letter or a figure.

    Finds what the lookup table would that Rasa makes one long pattern of, which for thousands of
    examples takes half a minute.
    """

    def __init__(self, kind: str, names: Iterable[str]) -> None:
        self._kind = kind
        self._by_first_word: dict[str, list[str]] = defaultdict(list)
        for name in map(str.lower, names):
            self._by_first_word[_WORD.match(name)[0]].append(name)

    def find(self, text: str) -> Iterator[Span]:
        """The places of names in the text, regardless of case; of two at one place the first."""
        lower, end = _lower(text), 0
        for word in _WORD.finditer(lower):
            start = word.start()
            names = self._by_first_word.get(word[0], ()) if start >= end else ()
            for name in names:
                if lower.startswith(name, start) and not _WORD.match(lower, start + len(name)):
                    end = start + len(name)
                    yield start, end, self._kind
                    break


class Finder:
    """Finds what Rasa's RegexEntityExtractor would with the same lists and patterns."""

    def __init__(
        self, lists: Iterable[ClosedList] = (), patterns: Iterable[dict[str, str]] = ()
    ) -> None:
        """`patterns` have a name and a pattern each, as in Rasa."""
        self._lists = [*lists]
        self._patterns = [(one["name"], re.compile(one["pattern"], re.I)) for one in patterns]

    @classmethod
    def of(cls, data: TrainingData) -> Finder:
        """One for the lists and patterns of which there are examples."""
        used = [one for one in data.lookup_tables if one["name"] in data.entities]
        patterns = extract_patterns(data, use_lookup_tables=False, use_only_entities=True)
        return cls([ClosedList(one["name"], one["elements"]) for one in used], patterns)

    def spans(self, text: str) -> list[Span]:
        """The places in the text, as (start, end, kind)."""
        listed = [span for one in self._lists for span in one.find(text)]
        return listed + [
            (found.start(), found.end(), name)
            for name, pattern in self._patterns
            for found in pattern.finditer(text)
        ]


def masked(
    text: str, spans: Iterable[Span], placeholders: dict[str, str], outside: Callable[[str], str]
) -> str:
    """The text with placeholders for the spans of their kinds, and `outside` done to all the rest.

    Of overlapping spans the first one counts, and of those that begin together the longest.
    """
    pieces, at = [], 0
    for start, end, kind in _without_overlap(s for s in spans if s[2] in placeholders):
        pieces += [outside(text[at:start]), placeholders[kind]]
        at = end
    return " ".join(piece for piece in [*pieces, outside(text[at:])] if piece)


def _lower(text: str) -> str:
    """In lower case, each letter in its place."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _without_overlap(spans: Iterable[Span]) -> Iterator[Span]:
    at = 0
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if at <= span[0] < span[1]:
            yield span
            at = span[1]
