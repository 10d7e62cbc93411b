"""The questions in one message: "wat is de WBSO en moet dat met eHerkenning" asks two things."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

Parse = Callable[[str], Awaitable[dict[str, Any]]]

MOST = 3

# An intent whose name begins like this asks something that can be answered by itself.
_ASKING = ("regeling_", "faq_", "find_", "check_", "ask_human", "book_appointment")
# Anything of this kind in a message is answered alone: no list of answers around it.
_ALONE = ("danger", "overloaded", "angry")

# A sign that ends a sentence, a joining word before more words, a comma before a question word.
_BREAK = re.compile(
    r"[?!;\n]+|(?<=[a-z]{2})\.(?=\s|$)"
    r"|(?:\b(?:en|plus|daarnaast|verder)\b|\s&\s)[ ,]*(?=\w+ \w+)"
    r"|,\s*(?=(?:wat|hoe\w*|wanneer|welke?|wie|waar\w*)\b)",
    re.IGNORECASE,
)
# Below this a part is no question of its own but a piece of one.
_SURE = 0.5


async def questions_in(text: str, whole: dict[str, Any], parse: Parse) -> list[dict[str, Any]]:
    """The parts of `text` that are questions of their own, parsed; just `whole` where it is one.

    A part counts when it is understood with certainty and asks something else than the parts
    before it. When fewer than two do, the message is one question, whatever its punctuation.
    """
    pieces = [piece for piece in map(str.strip, _BREAK.split(text)) if " " in piece]
    if len(pieces) < 2 or whole["intent"]["name"] in _ALONE:
        return [whole]
    parsed = [await parse(piece) for piece in pieces[: 2 * MOST]]
    different = list(_different(part for part in parsed if _asks(part)))
    if len(different) < 2:
        return [whole]
    return [{**part, "whole": text} for part in different[:MOST]]


def _asks(part: dict[str, Any]) -> bool:
    name, confidence = part["intent"]["name"] or "", part["intent"]["confidence"]
    return bool(name.startswith(_ASKING) and confidence >= _SURE)


def _different(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give what asks something new; about a scheme only once one was named in this message."""
    seen: set[tuple[str, ...]] = set()
    scheme_named = False
    for part in parts:
        names = [e["value"] for e in part["entities"] if e["entity"] == "regeling"]
        scheme_named = scheme_named or bool(names)
        intent = part["intent"]["name"]
        if (intent, *names) in seen or (intent.startswith("regeling_") and not scheme_named):
            continue
        seen.add((intent, *names))
        yield part
