"""The report puts first what a person must check first, and leaves out what is in order."""

from datetime import date

import pytest

from advice.files import read_files
from advice.reasons import Priority
from advice.report import Entry, heading, opening, report
from tests.advice.folder import Folder

TODAY = date(2026, 11, 23)
SOURCE = {"titel": "Bron", "url": "https://example.org/a", "datum": "2026", "soort": "officieel"}
OPERATOR = {"naam": "Bomenloket", "domein": "bomen.example.org", "domein_bevestigd": False}


def entries(folder: Folder, today: date = TODAY) -> tuple[Entry, ...]:
    return report(read_files(folder.path), today)


def test_content_in_order_gives_nothing_to_check(folder: Folder) -> None:
    assert entries(folder) == ()
    assert opening((), TODAY) == "Er is nu niets dat iemand moet controleren."


@pytest.mark.parametrize(
    ("changes", "priority", "why"),
    [
        ({"geldig_tot": "2026-11-22"}, Priority.VALIDITY_PASSED, "gold tot 22 november 2026"),
        (
            {"gecontroleerd_op": "2026-05-01"},
            Priority.CHECKED_LONG_AGO,
            "gecontroleerd op 1 mei 2026",
        ),
        ({"zekerheid": "laag"}, Priority.LOW_CERTAINTY, "zekerheid is laag"),
        ({"status": "onbekend"}, Priority.STATUS_UNCLEAR, "status is onbekend"),
        ({"status": "looptijd_loopt"}, Priority.STATUS_UNCLEAR, "status is looptijd_loopt"),
        (
            {"bronnen": [SOURCE | {"soort": "secundair"}]},
            Priority.WEAK_SOURCES,
            "geen officiële bron",
        ),
        (
            {"bronnen": [SOURCE | {"datum": "2024"}]},
            Priority.WEAK_SOURCES,
            "bronnen oud of zonder jaartal",
        ),
        (
            {"uitvoerder": OPERATOR},
            Priority.DOMAIN_UNCONFIRMED,
            "bomen.example.org niet bevestigd",
        ),
        ({"geldig_tot": "2026-11-23"}, Priority.VALIDITY_ENDS, "geldt tot 23 november 2026"),
    ],
)
def test_each_reason_to_check_a_scheme_has_its_priority(
    folder: Folder, changes: dict[str, object], priority: Priority, why: str
) -> None:
    folder.scheme(**changes)

    assert entries(folder) == (
        Entry(priority, "data/regelingen/boomsubsidie.yml", "Boomsubsidie", why),
    )


def test_a_validity_that_ends_later_than_in_45_days_can_wait(folder: Folder) -> None:
    folder.scheme(geldig_tot="2027-01-07")
    assert entries(folder) == ()
    assert len(entries(folder, date(2026, 11, 24))) == 1


def test_of_a_scheme_that_ended_only_its_own_dates_count(folder: Folder) -> None:
    folder.scheme(
        status="beeindigd",
        zekerheid="laag",
        bronnen=[SOURCE | {"soort": "secundair", "datum": "2019"}],
        uitvoerder=OPERATOR,
    )
    assert entries(folder) == ()

    folder.scheme(status="beeindigd", geldig_tot="2026-01-01")
    assert [entry.priority for entry in entries(folder)] == [Priority.VALIDITY_PASSED]


@pytest.mark.parametrize(
    ("changes", "priority"),
    [
        ({"gecontroleerd_op": "2026-05-01"}, Priority.CHECKED_LONG_AGO),
        ({"zekerheid": "laag"}, Priority.LOW_CERTAINTY),
        ({"bronnen": [SOURCE | {"soort": "secundair"}]}, Priority.WEAK_SOURCES),
        ({"bronnen": [SOURCE | {"datum": "onbekend"}]}, Priority.WEAK_SOURCES),
    ],
)
def test_questions_and_partners_are_in_it_too(
    folder: Folder, changes: dict[str, object], priority: Priority
) -> None:
    folder.question(**changes)
    folder.partner(**changes)

    assert [(entry.priority, entry.what) for entry in entries(folder)] == [
        (priority, "Bomenloket"),
        (priority, "Hoe plant ik een boom?"),
    ]


def test_a_partner_whose_site_nobody_confirmed_is_in_it(folder: Folder) -> None:
    folder.partner(domein_bevestigd=False)

    (entry,) = entries(folder)

    assert entry.priority is Priority.DOMAIN_UNCONFIRMED
    assert entry.file == "data/partners.yml"


def test_closing_days_to_come_that_nobody_confirmed_are_in_it_by_date(folder: Folder) -> None:
    folder.closing_days(
        {"datum": "2027-05-05", "naam": "Bevrijdingsdag", "bevestigd": False},
        {"datum": "2026-11-23", "naam": "Teamdag", "bevestigd": False},
        {"datum": "2026-11-22", "naam": "Geweest", "bevestigd": False},
    )

    assert entries(folder) == tuple(
        Entry(Priority.CLOSING_DAY_UNCONFIRMED, "data/sluitingsdagen.yml", what, "niet bevestigd")
        for what in ("2026-11-23 Teamdag", "2027-05-05 Bevrijdingsdag")
    )


def test_one_thing_stands_once_under_its_worst_reason_with_all_of_them(folder: Folder) -> None:
    folder.scheme(zekerheid="laag", status="onbekend", geldig_tot="2026-11-01")

    (entry,) = entries(folder)

    assert entry.priority is Priority.VALIDITY_PASSED
    assert entry.why == "gold tot 1 november 2026; zekerheid is laag; status is onbekend"


def test_worse_comes_first_whatever_leads_to_it(folder: Folder) -> None:
    folder.scheme(zekerheid="laag")
    folder.scheme("struiken", gecontroleerd_op="2026-05-01")
    folder.scheme("hagen", geldig_tot="2026-11-01")

    assert [entry.what for entry in entries(folder)] == ["hagen", "struiken", "Boomsubsidie"]


def test_of_equals_what_most_content_leads_to_comes_first(folder: Folder) -> None:
    for id in ("aaa", "struiken", "hagen"):
        folder.scheme(id, zekerheid="laag", alternatieven=["hagen"] if id != "hagen" else [])
    folder.change("knoppen.yml", regelingen_eerst=["hagen"])
    folder.question(knoppen=[{"titel": "Struiken", "regeling": "struiken"}])

    assert [entry.what for entry in entries(folder)] == ["hagen", "struiken", "aaa"]


def test_a_question_that_others_lead_to_comes_before_one_that_none_does(folder: Folder) -> None:
    folder.question(zekerheid="laag", knoppen=[{"titel": "Snoeien", "faq": "snoeien"}])
    folder.question("snoeien", vraag="Hoe snoei ik?", zekerheid="laag", knoppen=[])

    assert [entry.what for entry in entries(folder)] == ["Hoe snoei ik?", "Hoe plant ik een boom?"]


def test_headings_have_a_number_and_a_count() -> None:
    entry = Entry(Priority.LOW_CERTAINTY, "data/a.yml", "A", "zekerheid is laag")

    assert opening((entry,), TODAY) == "Eerst controleren, op 23 november 2026:"
    assert heading(2, Priority.LOW_CERTAINTY, 3) == "2. De zekerheid is laag (3)"


@pytest.mark.parametrize("priority", Priority)
def test_every_priority_has_a_heading(priority: Priority) -> None:
    assert heading(1, priority, 1)
