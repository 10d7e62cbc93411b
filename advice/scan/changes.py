"""What is otherwise than at the previous scan, and what was done with its advice."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from advice.scan.definition import Level, Scan, Theme, ThemeId
from advice.scan.result import ScanResult
from advice.scan.walk import ActionState, Previous, Walk


class Direction(StrEnum):
    """How a theme stands beside last time."""

    BETTER = "beter"
    SAME = "gelijk"
    WORSE = "minder"
    NEW = "nieuw"
    """It has a level now and had none."""
    GONE = "niet meer gevraagd"
    """It had a level and has none now."""


class Change(Struct, frozen=True):
    """A theme's level at the previous scan and now; None when it was not known."""

    theme: Theme
    before: Level | None
    after: Level | None

    @property
    def direction(self) -> Direction:
        if self.before is None:
            return Direction.NEW
        if self.after is None:
            return Direction.GONE
        if self.after == self.before:
            return Direction.SAME
        return Direction.BETTER if self.after > self.before else Direction.WORSE


class Done(Struct, frozen=True):
    """What was advised on a theme at the previous scan, and how that went."""

    theme: Theme
    action: str
    how: ActionState


class Since(Struct, frozen=True):
    """The previous scan: its day, its levels by theme, and how it went with its advice."""

    day: date
    levels: dict[ThemeId, int]
    actions: tuple[Done, ...]


def since_last_time(walk: Walk, scan: Scan) -> Since | None:
    """Return what a follow-up is compared with; None when it is no follow-up."""
    before = walk.previous
    if before is None:
        return None
    return Since(before.day, before.levels, tuple(_done(walk, before, scan)))


def changes(result: ScanResult, since: Since) -> tuple[Change, ...]:
    """Return the themes that had a level or have one now, in the order of the standings.

    A theme that this version of the scan does not have any more is left out.
    """
    compared = (Change(one.theme, _level(since, one.theme), one.level) for one in result.standings)
    return tuple(one for one in compared if (one.before, one.after) != (None, None))


def _level(since: Since, theme: Theme) -> Level | None:
    level = since.levels.get(theme.id)
    return None if level is None else Level(level)


def _done(walk: Walk, before: Previous, scan: Scan) -> Iterator[Done]:
    """Give the steps of which was said how they went, as far as their theme still exists."""
    for step in before.steps:
        theme, how = scan.theme(step.theme), walk.steps.get(step.theme)
        if theme and how:
            yield Done(theme, step.action, how)
