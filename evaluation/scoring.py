"""What became of a sentence, and how many sentences went which way."""

import zlib
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from conversations.messages import Kind, Meta
from evaluation.test_set import Turn

_KNOWS_NOT = frozenset({Kind.CLARIFICATION, Kind.OUT_OF_SCOPE, Kind.HANDOFF, Kind.OUTAGE})
_TELLS = frozenset({Kind.SCHEME, Kind.SCHEMES, Kind.FAQ, Kind.ELIGIBILITY})


class Outcome(StrEnum):
    """What became of a sentence at the first answer."""

    RIGHT = "right"
    ASKED_BACK = "asked back"
    WRONG = "wrong"
    """Something else was answered, and with confidence."""
    PARTLY = "partly"
    """What was answered is right, but not all that was asked was answered."""
    DECLINED = "declined"
    """Wrongly said to be out of scope, or for a person."""
    OUTAGE = "outage"


class Scored(Struct, frozen=True):
    """A sentence of the test set with what it got.

    `after` is right at once or after one press; `put_right` is when that press was under another
    answer ("Ik bedoel: …"), not under a question of ours.
    """

    group: str
    text: str
    expected: tuple[str, ...]
    got: tuple[str, ...]
    outcome: Outcome
    after: bool
    put_right: bool
    may_be_declined: bool
    falsely_answered: bool

    @property
    def is_miss(self) -> bool:
        """Whether even one clarification did not help."""
        return not self.after


class Figures(Struct, frozen=True):
    """Counts of sentences; each share is of `asked`, but for the sentences out of scope."""

    asked: int
    right: int
    after: int
    put_right: int
    wrong: int
    outside: int
    falsely_answered: int

    @classmethod
    def of(cls, scored: Sequence[Scored]) -> "Figures":
        """Count."""
        return cls(
            asked=len(scored),
            right=_count(one.outcome is Outcome.RIGHT for one in scored),
            after=_count(one.after for one in scored),
            put_right=_count(one.put_right for one in scored),
            wrong=_count(one.outcome is Outcome.WRONG for one in scored),
            outside=_count(one.may_be_declined for one in scored),
            falsely_answered=_count(one.falsely_answered for one in scored),
        )

    @property
    def right_share(self) -> float:
        """Percentage right at the first answer."""
        return _percentage(self.right, self.asked)

    @property
    def after_share(self) -> float:
        """Percentage right at once or after one clarification."""
        return _percentage(self.after, self.asked)

    @property
    def put_right_share(self) -> float:
        """Percentage answered otherwise first, and right after pressing what was meant."""
        return _percentage(self.put_right, self.asked)

    @property
    def wrong_share(self) -> float:
        """Percentage confidently wrong."""
        return _percentage(self.wrong, self.asked)

    @property
    def falsely_answered_share(self) -> float:
        """Percentage answered of what is out of scope."""
        return _percentage(self.falsely_answered, self.outside)


def judge(turn: Turn, metas: Sequence[Meta]) -> Outcome:
    """Tell what became of `turn` by how the answers to it say what they are."""
    if _is_right(turn, metas):
        return Outcome.RIGHT
    kinds = {meta.kind for meta in metas}
    if Kind.OUTAGE in kinds:
        return Outcome.OUTAGE
    if any(meta.kind not in _KNOWS_NOT and not _fits(turn, meta) for meta in metas):
        return Outcome.WRONG
    if Kind.CLARIFICATION in kinds:
        return Outcome.ASKED_BACK
    return Outcome.PARTLY if any(_fits(turn, meta) for meta in metas) else Outcome.DECLINED


def falsely_answers(turn: Turn, metas: Sequence[Meta]) -> bool:
    """Tell whether a sentence out of scope got an answer as if it were not."""
    if not turn.may_be_declined or _is_right(turn, metas):
        return False
    return any(meta.kind in _TELLS for meta in metas)


def was_read(text: str) -> bool:
    """Tell whether a sentence is of the half whose misses may be read while improving."""
    return zlib.crc32(text.encode()) % 2 == 0


def by_group(scored: Iterable[Scored]) -> dict[str, list[Scored]]:
    """Return the sentences by group, in the order in which the groups came."""
    groups: dict[str, list[Scored]] = {}
    for one in scored:
        groups.setdefault(one.group, []).append(one)
    return groups


def _is_right(turn: Turn, metas: Sequence[Meta]) -> bool:
    given = (any(answer.fits(meta) for meta in metas) for answer in turn.accepted)
    return all(given) if turn.asks_all else any(given)


def _fits(turn: Turn, meta: Meta) -> bool:
    return any(answer.fits(meta) for answer in turn.accepted)


def _count(which: Iterable[bool]) -> int:
    return sum(which)


def _percentage(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
