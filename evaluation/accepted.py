"""The last accepted figures of the product: what CI holds later versions to."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from apps.settings import ROOT
from evaluation.scoring import Figures

FILE = ROOT / "evaluation" / "accepted.json"

# In percentage points. Less is noise of a test set of a thousand sentences.
_MOST_LOST = 2.0


class Accepted(Struct, frozen=True):
    """Percentages of the test set: right at once, right after a clarification, and wrong."""

    right: float
    after: float
    wrong: float


def read(file: Path = FILE) -> Accepted:
    """Return what was accepted last."""
    return msgspec.json.decode(file.read_bytes(), type=Accepted)


def accept(figures: Figures, file: Path = FILE) -> None:
    """Hold later versions to these figures."""
    now = Accepted(
        right=round(figures.right_share, 1),
        after=round(figures.after_share, 1),
        wrong=round(figures.wrong_share, 1),
    )
    file.write_bytes(msgspec.json.format(msgspec.json.encode(now), indent=2) + b"\n")


def drops(figures: Figures, accepted: Accepted) -> Iterator[str]:
    """Give a line for each figure that is worse than accepted by more than two points."""
    compared = (
        ("right at once", accepted.right, figures.right_share, 1),
        ("right after one clarification", accepted.after, figures.after_share, 1),
        ("confidently wrong", accepted.wrong, figures.wrong_share, -1),
    )
    for name, was, now, better in compared:
        if (was - now) * better > _MOST_LOST:
            yield f"{name}: {now:.1f}%, and {was:.1f}% was accepted"
