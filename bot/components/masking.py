"""Recognised names replaced by their kind: what is asked does not depend on what it is about.

"Wat is de WBSO?" and "Wat is de KIA?" ask the same; to the intent classifier both are
"wat is de REGELING ?". Measured by cross-validation on sentences in which the scheme was exchanged
for another one: 0.75 right without masking, 0.85 with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Span = tuple[int, int, str]


def spans_of(entities: Iterable[dict[str, Any]]) -> list[Span]:
    """The places of `entities` in the text, as (start, end, kind)."""
    return [(e["start"], e["end"], e["entity"]) for e in entities if "start" in e and "end" in e]


def find_spans(text: str, patterns: Iterable[dict[str, str]]) -> list[Span]:
    """What Rasa's RegexEntityExtractor with these patterns would find, regardless of case."""
    return [
        (found.start(), found.end(), pattern["name"])
        for pattern in patterns
        for found in re.finditer(pattern["pattern"], text, re.IGNORECASE)
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


def _without_overlap(spans: Iterable[Span]) -> Iterator[Span]:
    at = 0
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if at <= span[0] < span[1]:
            yield span
            at = span[1]
