"""The questions in one message: "wat is de WBSO en moet dat met eHerkenning" asks two things."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

Parse = Callable[[str], Awaitable[dict[str, Any]]]

MOST = 3

# An intent whose name begins like this asks something that can be answered by itself.
_ASKING = ("regeling_", "faq_", "find_", "check_", "ask_human")
# Anything of this kind in a message is answered alone: no list of answers around it.
_ALONE = ("danger", "overloaded", "angry")

_ASKS = (
    r"wat|wie|waar\w*|wanneer|hoe\w*|welke?|kan|kun|kunnen|mag|moet|moeten|is er|is daar|zijn er"
    r"|krijg|heb|geldt|komt?|wil|zoek|tot wanneer|per wanneer"
)
_ENDS = r"[?!;\n]+|(?<=[a-z]{2})\.(?=\s|$)"
_JOINS = r"(?:,|\b(?:en|of|plus|ook|verder)\b)[ ,]+"
_BREAK = re.compile(rf"{_ENDS}|{_JOINS}(?=(?:{_ASKS})\b)", re.IGNORECASE)


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
    name = part["intent"]["name"] or ""
    return bool(name.startswith(_ASKING))


def _different(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen = set()
    for part in parts:
        names = (e["value"] for e in part["entities"] if e["entity"] == "regeling")
        asked = (part["intent"]["name"], *names)
        if asked not in seen:
            seen.add(asked)
            yield part
