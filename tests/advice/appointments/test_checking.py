"""What would leave people without a time is found before it is used."""

from datetime import date
from typing import Any

import pytest

from advice.check import check
from tests.advice.folder import Folder
from tests.advice.small_appointments import APPOINTMENTS

TODAY = date(2026, 11, 23)
FILE = "afspraken.yml"
RULES: dict[str, Any] = APPOINTMENTS["regels"]
TEAM: dict[str, Any] = RULES["standaard"]


def _found(folder: Folder) -> list[str]:
    return [one.code for one in check(folder.path, TODAY) if one.file.endswith(FILE)]


def test_the_small_file_is_in_order(folder: Folder) -> None:
    assert _found(folder) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vormen": RULES["vormen"][1:]}, "form_not_once"),
        ({"vormen": [*RULES["vormen"], RULES["vormen"][0]]}, "form_not_once"),
        ({"standaard": {k: v for k, v in TEAM.items() if k != "duur"}}, "agenda_rule_missing"),
        (
            {"standaard": TEAM | {"uren": {"maandag": [["12:00", "09:00"]]}}},
            "hours_not_in_order",
        ),
    ],
)
def test_what_leaves_people_without_a_time_is_found(
    folder: Folder, changes: dict[str, Any], code: str
) -> None:
    folder.change(FILE, regels=RULES | changes)

    assert _found(folder) == [code]
