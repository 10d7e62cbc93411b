"""What people are invited to can be sent as it stands in the file, or is told to who keeps it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from advice.check import check
from advice.content import load_content
from advice.invitations import MOST_SIGNS, done_at
from tests.advice.folder import Folder
from tests.advice.small_invitations import INVITATIONS

TODAY = date(2026, 11, 23)
FILE = "uitnodigingen.yml"


def findings(folder: Folder) -> list[str]:
    return [one.code for one in check(folder.path, TODAY) if one.file.endswith(FILE)]


def with_invitation(folder: Folder, **changes: object) -> list[str]:
    """Return what is found where the first invitation differs in `changes`."""
    first, *others = INVITATIONS["uitnodigingen"]
    folder.change(FILE, uitnodigingen=[first | changes, *others])
    return findings(folder)


def test_the_small_file_is_in_order(folder: Folder) -> None:
    assert findings(folder) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"tekst": "{organisatie} gaat snoeien."}, "invitation_without_stop"),
        ({"tekst": "{organisatie}. Antwoord STOP. Tot dan!"}, "invitation_without_stop"),
        ({"tekst": "Wij gaan snoeien. Antwoord STOP."}, "invitation_without_sender"),
        ({"tekst": "{organisatie} " + "x" * MOST_SIGNS + ". Antwoord STOP."}, "value_too_long"),
        ({"tekst": "{organisatie} {wie}. Antwoord STOP."}, "placeholder_unknown"),
        ({"onderwerp": "onkruid"}, "subject_unknown"),
        ({"gemeenten": ["elders"]}, "place_unknown"),
        ({"knop": {"titel": "Ja", "knop": "faq_onbekend"}}, "button_unknown"),
        ({"knop": {"titel": "x" * 21, "knop": "ask_human"}}, "value_too_long"),
        ({"id": "plantdag-urk"}, "name_twice"),
        ({"id": "met_streep"}, "value_of_other_form"),
    ],
)
def test_what_cannot_be_sent_is_found(folder: Folder, changes: dict[str, Any], code: str) -> None:
    assert with_invitation(folder, **changes) == [code]


@pytest.mark.parametrize("intent", ["start_scan", "follow_up_scan", "ask_human", "faq_planten"])
def test_a_button_leads_to_what_the_bot_knows(folder: Folder, intent: str) -> None:
    assert with_invitation(folder, knop={"titel": "Ja", "knop": intent}) == []


def test_a_question_that_does_not_say_how_to_stop_is_found(folder: Folder) -> None:
    first, *others = INVITATIONS["onderwerpen"]
    folder.change(FILE, onderwerpen=[first | {"vraag": "Wilt u iets horen?"}, *others])

    assert findings(folder) == ["invitation_without_stop"]


def test_hours_that_end_before_they_begin_are_found(folder: Folder) -> None:
    folder.change(FILE, regels=INVITATIONS["regels"] | {"vanaf": "20:00"})

    assert findings(folder) == ["hours_not_in_order"]


def test_on_a_day_with_shorter_hours_nobody_is_invited(folder: Folder) -> None:
    hours = load_content(folder.path).inviting_hours

    # A Monday on which the team is there in the morning.
    assert not hours.at(datetime(2028, 12, 25, 10, tzinfo=UTC)).is_open
    assert hours.at(datetime(2028, 12, 27, 10, tzinfo=UTC)).is_open


def test_time_goes_by_only_within_the_hours(folder: Folder) -> None:
    hours = load_content(folder.path).inviting_hours
    friday = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)

    assert done_at(hours, friday, timedelta(minutes=30)) == friday + timedelta(minutes=30)
    assert done_at(hours, friday, timedelta(hours=1)) == datetime(2026, 11, 30, 8, 30, tzinfo=UTC)
    assert done_at(hours, friday + timedelta(hours=3), timedelta()) == datetime(
        2026, 11, 30, 8, tzinfo=UTC
    )
