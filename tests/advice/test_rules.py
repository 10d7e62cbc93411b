"""A scheme's conditions can be asked and decided, and say what its texts say."""

from datetime import date
from typing import Any

import pytest

from advice.check import check
from advice.content import load_content
from advice.findings import ContentError, Severity
from advice.numbers import numbers_in
from tests.advice.folder import Folder
from tests.advice.small_scan import SCAN

TODAY = date(2026, 11, 23)


def codes(folder: Folder) -> list[str]:
    return [found.code for found in check(folder.path, TODAY)]


def with_rule(folder: Folder, rule: dict[str, Any], **texts: str) -> list[str]:
    """Give the scheme one condition and other texts; return what is found."""
    folder.scheme(voorwaarden=[rule])
    for old, new in texts.items():
        folder.replace("regelingen/boomsubsidie.yml", f"  {old}: ", f"  {old}: {new} ")
    return codes(folder)


def test_a_fact_is_asked_once(folder: Folder) -> None:
    folder.scheme(
        voorwaarden=[
            {"feit": "gemeente", "een_van": ["urk"]},
            {"feit": "gemeente", "een_van": ["dronten"]},
        ]
    )

    with pytest.raises(ContentError, match="‘gemeente’ staat twee keer bij de voorwaarden"):
        load_content(folder.path)


def test_a_check_asks_no_more_than_six_questions(folder: Folder) -> None:
    fact = {"naam": "x", "vraag": "x?", "waarom": "x.", "soort": "ja_nee"}
    words = {"keuzes": [{"id": "ja", "titel": "Ja"}], "voorwaarde": {"een_van": "x is {keuzes}"}}
    facts = [{"id": f"feit_{number}", **fact, **words} for number in range(7)]
    folder.write("feiten.yml", facts)
    folder.scan(
        vragen=[
            question
            for question in SCAN["vragen"]
            if "id" in question and "alleen_als" not in question
        ]
    )

    folder.scheme(voorwaarden=[{"feit": one["id"], "een_van": ["ja"]} for one in facts[:6]])
    assert codes(folder) == []

    folder.scheme(voorwaarden=[{"feit": one["id"], "een_van": ["ja"]} for one in facts])
    (found,) = check(folder.path, TODAY)
    assert (found.code, found.severity) == ("too_many_facts", Severity.ERROR)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"feit": "schoenmaat", "minstens": 40}, "er is geen feit ‘schoenmaat’"),
        ({"feit": "gemeente", "een_van": ["parijs"]}, "‘parijs’ is geen antwoord"),
        ({"feit": "gemeente", "minstens": 1}, "past niet bij het feit ‘gemeente’"),
        ({"feit": "gemeente", "niet": ["urk"]}, "kan niet in woorden worden gezegd"),
    ],
)
def test_each_mistake_in_a_condition_has_one_sentence(
    folder: Folder, rule: dict[str, Any], told: str
) -> None:
    folder.scheme(voorwaarden=[rule])

    with pytest.raises(ContentError, match=told) as refused:
        load_content(folder.path)

    assert len(refused.value.findings) == 1


def test_a_bound_that_no_text_mentions_is_found_at_its_line(folder: Folder) -> None:
    file = folder.scheme(voorwaarden=[{"feit": "bedrag", "minstens": 2500}])

    (found,) = check(folder.path, TODAY)

    assert (found.code, found.severity) == ("rule_not_in_text", Severity.WARNING)
    assert "‘bedrag’ noemt 2.500" in found.what
    line = file.read_text("utf-8").splitlines()[(found.line or 0) - 1]
    assert line.startswith("- feit: bedrag")


@pytest.mark.parametrize(
    "text", ["Vanaf 2.500 euro.", "Van 2500 tot 9000 euro.", "Meer dan 2.499 euro."]
)
def test_a_bound_in_one_of_the_texts_is_said(folder: Folder, text: str) -> None:
    assert with_rule(folder, {"feit": "bedrag", "minstens": 2500}, hoeveel=text) == []


def test_a_bound_in_what_to_check_yourself_is_said(folder: Folder) -> None:
    rule = {"feit": "bedrag", "minstens": 2500}
    folder.scheme(voorwaarden=[rule], zelf_nagaan=["Kost het minstens 2.500 euro?"])

    assert codes(folder) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ({"minstens": 1}, "Voor werkgevers."),
        ({"minstens": 1}, "U hebt mensen in dienst."),
        ({"hoogstens": 249}, "Voor het mkb."),
        ({"hoogstens": 249}, "Voor bedrijven met minder dan 250 mensen."),
        ({"hoogstens": 250}, "Voor het mkb."),
        ({"minstens": 10}, "U bent met tien of meer mensen."),
        ({"hoogstens": 24}, "Voor bedrijven met minder dan 25 mensen."),
    ],
)
def test_words_can_say_how_many_people(folder: Folder, rule: dict[str, int], text: str) -> None:
    assert with_rule(folder, {"feit": "personeel_aantal", **rule}, voor_wie=text) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ({"minstens": 2}, "Voor werkgevers."),
        ({"hoogstens": 50}, "Voor het mkb."),
        ({"hoogstens": 24}, "Voor bedrijven met minder dan 26 mensen."),
    ],
)
def test_other_words_do_not(folder: Folder, rule: dict[str, int], text: str) -> None:
    found = with_rule(folder, {"feit": "personeel_aantal", **rule}, voor_wie=text)

    assert found == ["rule_not_in_text"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Het is 12.500 euro.", {12_500}),
        ("Van 2.500 euro in 2026.", {2_500, 2_026}),
        ("4,35 miljoen euro of 100 duizend", {4_350_000, 100_000}),
        ("12,5% van één bedrijf", {1}),
        ("minder dan 25 mensen", {25, 24}),
        ("ouder dan 65, onder de 40", {65, 66, 40, 39}),
        ("Twaalf of nul", {12, 0}),
        ("een bedrijf met eHerkenning2", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, numbers: set[int]) -> None:
    assert numbers_in(text) == numbers
