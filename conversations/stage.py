"""Who has the conversation, and which moves between them are allowed."""

from collections.abc import Mapping
from enum import StrEnum


class Stage(StrEnum):
    """Who answers now."""

    BOT = "bot"
    WAITING = "waiting"
    ADVISOR = "advisor"
    CLOSED = "closed"


class IllegalStageChange(Exception):
    """A conversation was asked to make a move that does not exist."""


_NEXT: Mapping[Stage, frozenset[Stage]] = {
    Stage.BOT: frozenset({Stage.WAITING, Stage.CLOSED}),
    Stage.WAITING: frozenset({Stage.ADVISOR, Stage.BOT, Stage.CLOSED}),
    Stage.ADVISOR: frozenset({Stage.WAITING, Stage.CLOSED}),
    Stage.CLOSED: frozenset({Stage.BOT}),
}


def advance(current: Stage, wanted: Stage) -> Stage:
    """Return `wanted` if the move is allowed; otherwise raise `IllegalStageChange`."""
    if wanted not in _NEXT[current]:
        raise IllegalStageChange(f"{current} → {wanted}")
    return wanted
