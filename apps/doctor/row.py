"""One line of the doctor's table."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is: a note is worth knowing, what is missing is needed."""

    OK = "ok"
    NOTE = "note"
    MISSING = "MISSING"


@dataclass(frozen=True)
class Row:
    """What was looked at, how it is, and what is there (or what to do)."""

    name: str
    state: State
    what: str


def found(name: str, what: str | None, otherwise: str, *, needed: bool = True) -> Row:
    """Return the row of something that is there (`what`) or that is not."""
    if what is not None:
        return Row(name, State.OK, what)
    return Row(name, State.MISSING if needed else State.NOTE, otherwise)
