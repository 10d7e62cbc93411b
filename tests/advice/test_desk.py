"""Who of the team is asked first."""

import pytest

from advice.content import load_content
from advice.desk import DeskTexts
from apps.settings import ROOT
from conversations.handoffs import Outcome, Reason
from tests.advice.folder import Folder
from tests.advice.small_desk import DESK


@pytest.fixture(scope="module")
def desk() -> DeskTexts:
    return load_content(ROOT / "data").desk


@pytest.mark.parametrize(
    ("themes", "reason", "group"),
    [
        (["verduurzaming"], Reason.ASKED, "groen"),
        (["fiscaal", "innovatie"], Reason.ASKED, "digitaal"),
        (["geld", "mensen"], Reason.ASKED, "geld"),
        (["verduurzaming"], Reason.SENSITIVE, "geld"),
        (["fiscaal"], Reason.ANGRY, "algemeen"),
        ([], Reason.ASKED, "algemeen"),
    ],
)
def test_the_first_subject_that_a_group_knows_decides(
    desk: DeskTexts, themes: list[str], reason: Reason, group: str
) -> None:
    assert desk.route(themes, "urk", reason).id == group


def test_a_group_of_some_places_gets_only_what_comes_from_there(folder: Folder) -> None:
    near = {"id": "urk", "titel": "Urk", "themas": ["groen"], "gemeenten": ["urk"]}
    folder.write("balie.yml", {**DESK, "groepen": [near, *DESK["groepen"]]})
    desk = load_content(folder.path).desk

    assert desk.route(["groen"], "urk", Reason.ASKED).id == "urk"
    assert desk.route(["groen"], "almere", Reason.ASKED).id == "bomen"
    assert desk.route(["groen"], None, Reason.ASKED).id == "bomen"


def test_every_outcome_has_words(desk: DeskTexts) -> None:
    assert set(desk.outcomes) == set(Outcome)
