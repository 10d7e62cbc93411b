"""The check tells everything worth knowing about the content, and nothing else."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from advice import findings
from advice.check import check
from advice.findings import Severity
from advice.readability import readability
from tests.advice.conftest import DATA
from tests.advice.folder import Folder

TODAY = date(2026, 11, 23)
SCHEME = "regelingen/boomsubsidie.yml"


def codes(folder: Folder, today: date = TODAY) -> list[str]:
    return [found.code for found in check(folder.path, today)]


def test_content_in_order_has_no_findings(folder: Folder) -> None:
    assert codes(folder) == []


def test_the_content_we_ship_has_no_errors() -> None:
    found = check(DATA, TODAY)

    assert [str(one) for one in found if one.severity is Severity.ERROR] == []


def test_outdated_content_is_found(folder: Folder) -> None:
    folder.scheme(geldig_tot="2026-12-31")

    assert codes(folder) == ["validity_ends"]
    assert codes(folder, date(2027, 1, 1)) == ["validity_passed", "answered_with_doubt"]
    assert "checked_long_ago" in codes(folder, date(2027, 6, 1))
    assert codes(folder, date(2026, 10, 1)) == ["checked_in_the_future"] * 3


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("wat: U plant bomen", "wat: U hebt recht op bomen", "promise"),
        ("wat: U plant bomen", "wat: U krijgt altijd bomen", "promise"),
        ("wat: U plant bomen", f"wat: {'En dan is er dit. ' * 13} Zo plant u", "answer_too_long"),
        ("wat: U plant bomen", f"wat: U plant {'en u plant ' * 9}", "long_sentence"),
        ("wat: U plant bomen", f"wat: {'Investeringsaftrek ' * 8}", "hard_to_read"),
        ("zekerheid: hoog", "zekerheid: laag", "answered_with_doubt"),
    ],
)
def test_what_could_be_better_in_a_scheme_is_found(
    folder: Folder, old: str, new: str, code: str
) -> None:
    folder.replace(SCHEME, old, new)

    assert codes(folder) == [code]


@pytest.mark.parametrize("text", ["U hebt geen recht op geld.", "Dat is nooit zeker."])
def test_an_honest_sentence_is_no_promise(folder: Folder, text: str) -> None:
    folder.replace(SCHEME, "wat: U plant bomen", f"wat: {text} U plant bomen")

    assert codes(folder) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kort": "investeringsaftrek scholingssubsidie energiebesparing"}, "hard_to_read"),
        ({"kort": "u krijgt altijd geld"}, "promise"),
        ({"kort": ""}, "summary_missing"),
        ({"zelf_nagaan": ["Plant u " + "een boom en " * 8 + "een haag?"]}, "long_sentence"),
        ({"behoeften": [f"boom {number} planten" for number in range(5)]}, "too_few_needs"),
        ({"behoeften": []}, "too_few_needs"),
        ({"voorwaarden": [], "zelf_nagaan": []}, "nothing_to_check"),
    ],
)
def test_what_could_be_better_in_short_texts_and_lists_is_found(
    folder: Folder, changes: dict[str, object], code: str
) -> None:
    folder.scheme(**changes)

    assert codes(folder) == [code]


def test_a_short_phrase_with_one_long_word_is_easy_enough(folder: Folder) -> None:
    folder.scheme(kort="subsidie voor een elektrische vrachtwagen")

    assert codes(folder) == []


def test_the_same_need_twice_in_one_file_is_found_at_its_line(folder: Folder) -> None:
    needs = [f"boom {number} planten" for number in range(6)]
    file = folder.scheme(behoeften=[*needs, "Boom 3 planten!"])

    (found,) = check(folder.path, TODAY)

    assert found.code == "need_twice"
    assert file.read_text("utf-8").splitlines()[(found.line or 0) - 1] == "- Boom 3 planten!"


def test_two_schemes_may_answer_the_same_need(folder: Folder) -> None:
    folder.scheme("struiken")

    assert codes(folder) == []


def test_nothing_is_to_be_checked_for_a_scheme_that_ended(folder: Folder) -> None:
    folder.scheme(status="beeindigd", voorwaarden=[], zelf_nagaan=[])

    assert codes(folder) == []


def test_an_alternative_that_ended_itself_is_found(folder: Folder) -> None:
    folder.scheme("struiken", status="beeindigd")
    folder.scheme(alternatieven=["struiken"])

    (found,) = check(folder.path, TODAY)

    assert (found.code, found.severity) == ("alternative_ended", Severity.WARNING)
    assert found.file == "data/regelingen/boomsubsidie.yml"


def test_a_question_that_is_answered_with_doubt_is_found(folder: Folder) -> None:
    folder.question(zekerheid="laag")

    (found,) = check(folder.path, TODAY)

    assert found.severity is Severity.NOTE
    assert "de zekerheid is laag" in found.what


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"domein_bevestigd": False}, "domain_unconfirmed", Severity.NOTE),
        ({"gecontroleerd_op": "2026-05-01"}, "checked_long_ago", Severity.WARNING),
        ({"wat": "Investeringsaftrek " * 8}, "hard_to_read", Severity.WARNING),
    ],
)
def test_what_could_be_better_in_a_partner_is_found_at_its_line(
    folder: Folder, changes: dict[str, object], code: str, severity: Severity
) -> None:
    file = folder.partner(**changes)

    (found,) = check(folder.path, TODAY)

    assert (found.code, found.severity) == (code, severity)
    line = file.read_text("utf-8").splitlines()[(found.line or 0) - 1]
    assert line.split(":")[0].strip() in {"domein", "gecontroleerd_op", "wat"}


def test_a_partner_without_a_site_has_nothing_to_confirm(folder: Folder) -> None:
    folder.partner(domein=None, domein_bevestigd=False)

    assert codes(folder) == []


def test_too_few_sentences_are_found(folder: Folder) -> None:
    folder.question(zinnen=["hoe plant ik een boom"])

    (found,) = check(folder.path, TODAY)

    assert found.severity is Severity.WARNING
    assert "er staan 1 voorbeeldzinnen bij ‘planten’" in found.what


def test_a_sentence_in_two_questions_is_found_whatever_its_marks(folder: Folder) -> None:
    sentences = [f"mag ik boom {number} snoeien" for number in range(25)]
    folder.question("snoeien", zinnen=["Hoe zet ik [boom](regeling) 3 in de grond?", *sentences])

    assert codes(folder) == ["sentence_twice"]


def test_a_sensitive_question_without_a_person_is_found(folder: Folder) -> None:
    folder.question(gevoelig=True)

    assert codes(folder) == ["sensitive_without_person"]


@pytest.mark.parametrize(
    "hours",
    [
        [["12:00", "09:00"]],
        [["09:00", "09:00"]],
        [["09:00", "12:00"], ["11:30", "13:00"]],
        [["13:00", "17:00"], ["09:00", "12:00"]],
    ],
)
def test_hours_that_do_not_follow_each_other_are_found(
    folder: Folder, hours: list[list[str]]
) -> None:
    short_day = {"datum": "2026-12-24", "naam": "Kerstavond", "bevestigd": True, "uren": hours}
    file = folder.closing_days(short_day)
    week = {"zin": "maandag", "dagen": {"maandag": hours}}
    folder.change("organisatie.yml", openingstijden=week)

    found = {one.file: one for one in check(folder.path, TODAY)}

    assert {one.code for one in found.values()} == {"hours_not_in_order"}
    assert list(found) == ["data/organisatie.yml", "data/sluitingsdagen.yml"]
    line = found["data/sluitingsdagen.yml"].line or 0
    assert file.read_text("utf-8").splitlines()[line - 1] == "  uren:"


def test_hours_that_touch_are_in_order(folder: Folder) -> None:
    hours = [["09:00", "12:00"], ["12:00", "13:00"]]
    folder.closing_days(
        {"datum": "2026-12-24", "naam": "Kerstavond", "bevestigd": True, "uren": hours}
    )

    assert codes(folder) == []


def test_a_closing_day_that_is_there_twice_is_found_by_its_date(folder: Folder) -> None:
    folder.closing_days({"datum": "2026-12-25", "naam": "Kerst", "bevestigd": True})

    (found,) = check(folder.path, TODAY)

    assert (found.code, found.severity) == ("closing_day_twice", Severity.ERROR)
    assert "25 december 2026 staat er twee keer" in found.what


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 12, 31), []),
        (date(2028, 1, 1), ["2029"]),
        (date(2030, 1, 1), ["2030", "2031"]),
    ],
)
def test_a_year_without_closing_days_is_found_while_there_is_time(
    folder: Folder, today: date, years: list[str]
) -> None:
    found = [one for one in check(folder.path, today) if one.code == "closing_days_missing"]

    assert [one.severity for one in found] == [Severity.WARNING] * len(years)
    for one, year in zip(found, years, strict=True):
        assert f"‘schakel content closing-days {year}’" in one.what


def test_errors_come_first_and_carry_file_and_line(folder: Folder) -> None:
    line = folder.replace(SCHEME, "zekerheid: hoog", "zekerheid: laag")
    folder.question(knoppen=[{"titel": "Weg", "regeling": "weg"}])

    first, second = check(folder.path, TODAY)

    assert (first.severity, first.file) == (Severity.ERROR, "data/faq/planten.yml")
    assert (second.severity, second.line) == (Severity.NOTE, None)
    assert line


def test_an_empty_folder_is_told_and_not_a_crash(tmp_path: Path) -> None:
    assert {found.code for found in check(tmp_path, TODAY)} == {"file_missing"}


def test_every_sentence_in_the_list_is_used() -> None:
    folder = Path(findings.__file__).parent
    code = "".join(file.read_text("utf-8") for file in folder.rglob("*.py"))
    listed = yaml.safe_load((folder / "findings.yml").read_text("utf-8"))

    assert [name for name in listed["bevindingen"] if f'"{name}"' not in code] == []


@pytest.mark.parametrize(
    "text",
    [
        "Het liep tot 2025. Een nieuwe ronde komt nog.",
        "Het is 1.000,50. Dat is veel.",
        "Kijk op https://bomen.example.org/a. Daar staat het.",
        "Kijk op rvo.nl. Daar staat het.",
        "Is het 12? Ja.",
    ],
)
def test_a_sentence_may_end_with_a_number_or_an_address(text: str) -> None:
    assert readability(text).sentences == 2


def test_a_point_inside_a_number_or_an_address_ends_nothing() -> None:
    assert (
        readability("Het is 1.000.000 euro volgens rvo.nl en dat is 2,5 keer meer").sentences == 1
    )


def test_readability_is_a_figure_of_length_and_long_words() -> None:
    easy = readability("De kat zit op de mat. Hij is blij.")
    hard = readability(
        "De investeringsaftrekregeling behelst ingewikkelde uitzonderingsbepalingen."
    )

    assert easy.sentences == 2
    assert easy.longest_sentence == 6
    assert easy.lix < 10 < 50 < hard.lix
    assert readability("").lix == 0
