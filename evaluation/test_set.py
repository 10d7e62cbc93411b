"""The sentences to measure with (`data/evaluation`), each with the answers that would be right."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from conversations.messages import Kind, Meta

# Of these one answer names several schemes, and any of them may be the one that is meant.
_NAMES_SEVERAL = frozenset({Kind.SCHEMES, Kind.ELIGIBILITY})


class BadTestSet(Exception):
    """Entries that can not be read; one line for each, with its file and sentence."""


class Accepted(Struct, frozen=True):
    """An answer that is right: `kind`, `kind/id` or `kind/id/aspect`."""

    kind: Kind
    id: str | None = None
    aspect: str | None = None

    @classmethod
    def read(cls, text: str) -> "Accepted":
        """Read an answer as the files write it; raise `ValueError` for anything else."""
        kind, *rest = text.split("/")
        if len(rest) > 2 or not all(rest):
            raise ValueError(f"{text!r} is not kind, kind/id or kind/id/aspect")
        return cls(Kind(kind), *rest)

    def fits(self, meta: Meta) -> bool:
        """Tell whether an answer with this `meta` is the accepted one."""
        ids = meta.ids if meta.kind in _NAMES_SEVERAL else meta.ids[:1]
        return (
            meta.kind is self.kind
            and (self.id is None or self.id in ids)
            and (self.aspect is None or self.aspect == meta.aspect)
        )

    def __str__(self) -> str:
        return "/".join(part for part in (self.kind, self.id, self.aspect) if part)


class Turn(Struct, frozen=True):
    """A sentence, and what is right: one of `accepted`, or all of them when it `asks_all`."""

    text: str
    accepted: tuple[Accepted, ...]
    asks_all: bool = False

    @property
    def may_be_declined(self) -> bool:
        """Whether "that is not for us" is a right answer."""
        return any(answer.kind is Kind.OUT_OF_SCOPE for answer in self.accepted)


class Case(Struct, frozen=True):
    """A conversation, mostly of one turn; `group` is the file it stands in."""

    group: str
    turns: tuple[Turn, ...]


def read_test_set(folder: Path) -> tuple[Case, ...]:
    """Return all cases of the files in `folder`.

    Raises `BadTestSet` with everything that is wrong with them.
    """
    cases: list[Case] = []
    wrong: list[str] = []
    for file in sorted(folder.glob("*.yml")):
        for number, entry in enumerate(_entries(file), start=1):
            try:
                cases.append(Case(file.stem, tuple(_turns(entry))))
            except ValueError as error:
                wrong.append(f"{file.name}, entry {number} ({_first_words(entry)}): {error}")
    if not cases and not wrong:
        wrong.append(f"{folder}: no sentences at all")
    if wrong:
        raise BadTestSet("\n".join(wrong))
    return tuple(cases)


def sentences(cases: Sequence[Case]) -> Iterator[str]:
    """Give every sentence of the test set."""
    return (turn.text for case in cases for turn in case.turns)


class _One(Struct, forbid_unknown_fields=True):
    zin: str
    goed: list[str] | None = None
    alle: list[str] | None = None


class _Talk(Struct, forbid_unknown_fields=True):
    gesprek: list[_One]


def _entries(file: Path) -> list[Any]:
    try:
        entries = yaml.safe_load(file.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise BadTestSet(f"{file.name}: {error}") from error
    if not isinstance(entries, list):
        raise BadTestSet(f"{file.name}: not a list of entries")
    return entries


def _turns(entry: Any) -> Iterator[Turn]:
    talk = isinstance(entry, dict) and "gesprek" in entry
    said = msgspec.convert(entry, _Talk).gesprek if talk else [msgspec.convert(entry, _One)]
    if not said:
        raise ValueError("a conversation without sentences")
    yield from map(_turn, said)


def _turn(one: _One) -> Turn:
    if not one.zin.strip():
        raise ValueError("an empty sentence")
    if (one.goed is None) == (one.alle is None):
        raise ValueError(f"{one.zin!r} needs exactly one of goed and alle")
    answers = one.goed if one.alle is None else one.alle
    if not answers:
        raise ValueError(f"{one.zin!r} has no right answer")
    return Turn(one.zin, tuple(map(Accepted.read, answers)), asks_all=one.alle is not None)


def _first_words(entry: Any) -> str:
    return str(entry)[:60]
