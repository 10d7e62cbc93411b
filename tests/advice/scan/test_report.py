"""The report tells the outcome of a scan in full."""

from datetime import date

import pytest
from msgspec import structs

from advice.eligibility.condition import Condition
from advice.eligibility.fact import DoesNotKnow, FactId, Range, Value
from advice.scan.report import content, report_pdf
from advice.scan.result import Assessor
from advice.schemes.catalogue import Catalogue
from tests.advice.eligibility.small import KNOWN, TODAY
from tests.advice.scan.drawn import (
    ANSWERS,
    CIRCLE,
    PDF_UA,
    SMALL,
    TREES,
    given,
    outcome,
    printed,
)


class TestReport:
    def test_it_is_a_pdf_that_a_screen_reader_can_read(self) -> None:
        pdf = report_pdf(outcome(ANSWERS), given(ANSWERS, "Ik wil praten over snoeien."))

        assert pdf.startswith(b"%PDF-")
        assert PDF_UA in pdf
        assert b"/Lang (nl)" in pdf or b"<dc:language>" in pdf

    def test_the_same_report_is_the_same_file(self) -> None:
        first, second = (report_pdf(outcome(ANSWERS), given(ANSWERS)) for _ in range(2))

        assert first == second

    def test_it_begins_with_the_scan_the_day_and_how_to_reach_us(self) -> None:
        text = printed(outcome(ANSWERS), given(ANSWERS))

        assert "De boomscan: zo staat uw bedrijf ervoor" in text
        assert "23 november 2026. Team Groen, telefoon 0300-123456" in text
        assert "De scan is van de Boomschool." in text

    def test_every_theme_has_its_level_in_words_and_why(self) -> None:
        text = printed(outcome(ANSWERS), given(ANSWERS))

        for said in ("Wortels", "dor", "Wortels is kaal.", "De stam", "in bloei", "in knop"):
            assert said in text

    def test_a_theme_that_was_not_asked_says_so(self) -> None:
        facts = {"scan_stam": "goed"}

        text = printed(outcome(facts), given(facts))

        assert "niet gevraagd" in text
        assert "Hierover hebt u nog niets verteld." in text

    def test_what_matters_most_comes_with_what_to_do_and_who_helps(self) -> None:
        text = printed(outcome(ANSWERS), given(ANSWERS))

        assert "De twee punten die nu het meest uitmaken" in text
        assert text.index("Kijk naar de wortels.") < text.index("Bel over de kroon.")
        assert "De Boomkring (boomkring.example.org)" in text

    def test_an_address_that_nobody_confirmed_is_not_shown(self) -> None:
        unsure = structs.replace(CIRCLE, domain_confirmed=False)

        text = printed(outcome(ANSWERS, partner=unsure), given(ANSWERS))

        assert "De Boomkring" in text
        assert "boomkring.example.org" not in text

    @pytest.mark.parametrize(
        ("facts", "heading"),
        [
            ({}, "Hier kunt u mee beginnen"),
            ({"scan_stam": "matig"}, "Het punt dat nu het meest uitmaakt"),
            ({"scan_stam": "goed"}, "Zo houdt u het op orde"),
            (
                {"scan_wortels": "half", "scan_stam": "half", "scan_kroon": "half"},
                "De drie punten die nu het meest uitmaken",
            ),
        ],
    )
    def test_the_heading_above_the_points_fits_what_is_known(
        self, facts: dict[FactId, Value], heading: str
    ) -> None:
        assert content(outcome(facts), given(facts))["points_heading"] == heading

    def test_a_scheme_comes_with_its_reasons_source_and_date(self) -> None:
        text = printed(outcome(ANSWERS), given(ANSWERS))

        for said in (
            "Subsidie bomen",
            "past misschien",
            "Geld voor bomen.",
            "Uw grond is Klei",
            "U hebt hoogstens 10 tuinlieden",
            "Hebt u een eigen terrein?",
            "Meer weten? Dat kan bij Bomenloket.",
            "Loket",
            "Gecontroleerd op 23 november 2026.",
        ):
            assert said in text

    def test_reasons_that_are_met_stand_apart_from_what_is_to_be_checked(self) -> None:
        [found] = content(outcome(ANSWERS), given(ANSWERS))["schemes"]

        assert found["met"] == ["Uw grond is Klei"]
        assert found["open"] == ["U hebt hoogstens 10 tuinlieden", "Hebt u een eigen terrein?"]

    def test_a_scheme_of_which_all_is_met_fits_likely(self) -> None:
        facts = {**ANSWERS, "tuinlieden": Range(2, 4)}

        [found] = content(outcome(facts), given(facts))["schemes"]

        assert found["outcome"] == "past waarschijnlijk"

    def test_a_scheme_without_a_summary_leaves_no_lone_full_stop(self) -> None:
        bare = structs.replace(TREES, summary="")
        assessor = Assessor(Catalogue([bare]), {CIRCLE.id: CIRCLE})

        [found] = content(assessor.result(SMALL, ANSWERS, TODAY), given(ANSWERS))["schemes"]

        assert found["summary"] == ""

    def test_what_we_are_not_sure_of_is_said(self) -> None:
        report = structs.replace(given(ANSWERS), day=date(2028, 1, 1))

        [found] = content(outcome(ANSWERS), report)["schemes"]

        assert found["ask"] == "Wij weten niet alles zeker. Vraag het na bij Bomenloket."

    def test_without_a_fitting_scheme_a_person_looks_along(self) -> None:
        facts = {**ANSWERS, "grond": "zand"}

        assert "Een adviseur zoekt graag met u mee." in printed(outcome(facts), given(facts))

    def test_answers_and_facts_are_told_in_words(self) -> None:
        facts = {**ANSWERS, "tuinlieden": Range(2, 4), "scan_kroon": DoesNotKnow()}

        text = printed(outcome(facts), given(facts))

        for said in (
            "Grond: Klei",
            "Tuinlieden: 2 tot en met 4",
            "Hoe gaat het met de wortels?",
            "Dat gaat slecht",
            "weet ik niet",
        ):
            assert said in text

    def test_a_question_of_the_scan_is_told_once_though_it_is_a_fact_too(self) -> None:
        asked = SMALL.questions[2]
        report = structs.replace(given(ANSWERS), known={**KNOWN, asked.key: asked.as_fact()})

        told = content(outcome(ANSWERS), report)

        assert told["firm"] == ["Grond: Klei"]
        assert ("Hoe gaat het met de wortels?", "Dat gaat slecht") in told["questions"]

    def test_a_question_that_does_not_apply_is_not_told(self) -> None:
        staff = Condition("tuinlieden", at_least=1)
        crown = structs.replace(SMALL.questions[4], only_if=(staff,))
        scan = structs.replace(SMALL, questions=(*SMALL.questions[:4], crown))
        facts = {**ANSWERS, "tuinlieden": Range(0, 0)}

        told = content(outcome(facts, scan=scan), given(facts))["questions"]

        assert [question for question, _ in told] == [
            "Hoe gaat het met de wortels?",
            "Hoe gaat het met de stam?",
        ]

    def test_without_answers_it_says_so(self) -> None:
        assert "U hebt nog geen vragen beantwoord." in printed(outcome({}), given({}))

    def test_it_says_how_to_reach_us_and_that_it_gives_no_right(self) -> None:
        text = printed(outcome(ANSWERS), given(ANSWERS))

        for said in ("0300-123456", "groen@example.org", "elke dag van 9.00 tot 17.00 uur"):
            assert said in text
        assert "Dit rapport geeft niemand recht op geld of hulp." in text
        assert "Bedragen en regels kunnen veranderen." in text
        assert "u hebt er recht op" not in text.lower()

    def test_own_words_are_left_out_when_there_are_none(self) -> None:
        assert "Wat u zelf wilt bespreken" not in printed(outcome(ANSWERS), given(ANSWERS, "  "))
