"""Sentences that the bot did not answer, without whose they are."""

from collections.abc import Collection, Iterable
from datetime import datetime

from msgspec import Struct

from conversations.anonymous import anonymous
from conversations.text import EmptyText, TextTooLong, clean
from kit.clock import AMSTERDAM

LONGEST = 200
"""Characters of a sentence; who writes more tells a story, and not one thing."""


class Said(Struct, frozen=True):
    """A text that entrepreneurs sent and the bot did not answer: how often, and when last."""

    text: str
    times: int
    last_at: datetime


class Missed(Struct, frozen=True):
    """A sentence as the team may see it, how often it was said, and in which week last."""

    sentence: str
    times: int
    year: int
    week: int


def as_shown(text: str) -> str | None:
    """Return a text on one line and without whose it is; None: it is no sentence to learn."""
    try:
        sentence = anonymous(clean(text))
    except (EmptyText, TextTooLong):
        return None
    has_letters = any(sign.isalpha() for sign in sentence)
    return sentence if has_letters and len(sentence) <= LONGEST else None


def key_of(sentence: str) -> str:
    """Return by what two sentences are the same: capitals and spaces do not count."""
    return " ".join(sentence.casefold().split())


def missed(said: Iterable[Said], handled: Collection[str], most: int) -> tuple[Missed, ...]:
    """Return at most so many sentences of `said` (newest first) whose key is not `handled`."""
    lines: dict[str, Missed] = {}
    for one in _merged(said):
        if len(lines) == most:
            break
        sentence = as_shown(one.text)
        if sentence is None or (key := key_of(sentence)) in handled:
            continue
        lines[key] = _with(lines.get(key), sentence, one)
    return tuple(lines.values())


def _merged(said: Iterable[Said]) -> Iterable[Said]:
    """Count what differs in nothing that counts as one, before the slower masking."""
    groups: dict[str, Said] = {}
    for one in said:
        before = groups.get(key := key_of(one.text))
        groups[key] = Said(before.text, before.times + one.times, before.last_at) if before else one
    return groups.values()


def _with(before: Missed | None, sentence: str, one: Said) -> Missed:
    if before:
        return Missed(before.sentence, before.times + one.times, before.year, before.week)
    year, week, _ = one.last_at.astimezone(AMSTERDAM).isocalendar()
    return Missed(sentence, one.times, year, week)
