"""CI holds a version to what was accepted, give or take two points."""

from pathlib import Path

import pytest

from evaluation import accepted
from evaluation.accepted import Accepted
from evaluation.scoring import Figures


def _figures(right: int = 900, after: int = 970, wrong: int = 40) -> Figures:
    return Figures(1_000, right, after, 0, wrong, 100, 3)


_ACCEPTED = Accepted(right=90, after=97, wrong=4)


@pytest.mark.parametrize(
    "figures", [_figures(), _figures(right=881), _figures(after=1_000), _figures(wrong=59)]
)
def test_noise_and_progress_are_no_drop(figures: Figures) -> None:
    assert list(accepted.drops(figures, _ACCEPTED)) == []


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (_figures(right=879), "right at once: 87.9%, and 90.0% was accepted"),
        (_figures(after=940), "right after one clarification: 94.0%, and 97.0% was accepted"),
        (_figures(wrong=70), "confidently wrong: 7.0%, and 4.0% was accepted"),
    ],
)
def test_more_than_two_points_worse_is_a_drop(figures: Figures, told: str) -> None:
    assert list(accepted.drops(figures, _ACCEPTED)) == [told]


def test_what_is_accepted_is_what_later_versions_are_held_to(tmp_path: Path) -> None:
    accepted.accept(_figures(), tmp_path / "accepted.json")

    assert accepted.read(tmp_path / "accepted.json") == _ACCEPTED
