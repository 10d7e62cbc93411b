"""The report of a follow-up tells what changed since last time, and what was done."""

from typing import Any

import pytest

from advice.content import Content
from advice.eligibility.fact import DoesNotKnow, Facts
from advice.scan.changes import Done, Since
from advice.scan.report import ReportInput, content, report_pdf
from advice.scan.result import Assessor
from advice.scan.walk import ActionState
from tests.advice.eligibility.small import TODAY
from tests.advice.scan.drawn import (
    ANSWERS,
    IN_SPRING,
    PDF_UA,
    given,
    outcome,
    printed,
    since,
)

DONE, BUSY, NOT_YET, NOT_NEEDED = ActionState
# As the scan stands now: see `ANSWERS`.
SAME = {"wortels": 0, "stam": 3, "kroon": 1}


def told(before: Since, facts: Facts = ANSWERS) -> Any:
    return content(outcome(facts), given(facts, since=before))["since"]


class TestWhatChanged:
    def test_each_theme_shows_how_it_was_how_it_is_and_the_difference(self) -> None:
        text = printed(
            outcome(ANSWERS),
            given(ANSWERS, since=since({"wortels": 2, "stam": 3, "kroon": 0})),
        )

        for said in ("Wat er veranderd is", "Vorige keer", "Nu", "Verschil"):
            assert said in text
        for said in ("in blad", "dor", "in bloei", "in knop", "minder", "gelijk", "beter"):
            assert said in text

    def test_it_stands_after_the_radar_and_before_the_themes(self) -> None:
        text = printed(outcome(ANSWERS), given(ANSWERS, since=since(SAME, DONE)))

        headings = ("Wat er veranderd is", "Wat u hebt gedaan", "Per onderwerp")
        places = [text.index(heading) for heading in headings]
        assert places == sorted(places)

    def test_what_got_better_is_praised_and_what_got_less_is_no_failure(self) -> None:
        about = told(since({"wortels": 2, "stam": 1, "kroon": 0}))["about"]

        assert about == [
            "Uw vorige scan was op 24 mei 2026.",
            "Dit gaat beter: De stam, De kroon. Daar mag u trots op zijn.",
            "Dit vraagt nu meer aandacht: Wortels. Dat is geen fout. In elk bedrijf gaat het op en "
            "neer, en u weet nu waar u kunt beginnen.",
        ]

    def test_when_nothing_changed_that_is_fine_too(self) -> None:
        shown = told(since(SAME))

        assert "Het gaat nog net zo als toen." in shown["about"][1]
        assert {change["change"] for change in shown["changes"]} == {"gelijk"}

    def test_when_all_got_less_nothing_is_praised(self) -> None:
        about = told(since({"wortels": 3, "stam": 3, "kroon": 3}), {"scan_wortels": "slecht"})

        assert "Dit vraagt nu meer aandacht: Wortels." in about["about"][1]
        assert "trots" not in " ".join(about["about"])

    def test_a_theme_that_is_new_or_was_not_asked_again_says_so(self) -> None:
        facts: Facts = {"scan_wortels": "goed"}

        [roots, trunk] = told(since({"stam": 1}), facts)["changes"]

        assert (roots["before"]["level_name"], roots["change"]) == ("niet gevraagd", "nieuw")
        assert (trunk["after"]["level_name"], trunk["change"]) == (
            "niet gevraagd",
            "niet meer gevraagd",
        )

    def test_when_all_is_new_there_is_nothing_to_compare_yet(self) -> None:
        assert "Er is nog niets te vergelijken." in told(since({}))["about"][1]


class TestWhatWasDone:
    def test_each_step_is_told_with_how_it_went(self) -> None:
        text = printed(outcome(ANSWERS), given(ANSWERS, since=since(SAME, DONE, BUSY, NOT_YET)))

        for said in ("Geef wortels mest.", "Geef stam mest.", "Geef kroon mest."):
            assert said in text
        for said in ("gelukt", "mee bezig", "nog niet gelukt"):
            assert said in text

    @pytest.mark.parametrize(
        ("went", "said"),
        [
            ([NOT_YET, DONE, BUSY], "Mooi gedaan."),
            ([NOT_YET, BUSY], "Elke stap telt"),
            ([NOT_NEEDED, NOT_YET], "Dat geeft niet."),
            ([NOT_NEEDED], "Dit hoeft niet meer."),
        ],
    )
    def test_what_went_best_decides_what_is_said_of_it(
        self, went: list[ActionState], said: str
    ) -> None:
        assert said in told(since(SAME, *went))["about_steps"]

    def test_without_steps_there_is_no_such_part(self) -> None:
        text = printed(outcome(ANSWERS), given(ANSWERS, since=since(SAME)))

        assert "Wat er veranderd is" in text
        assert "Wat u hebt gedaan" not in text


class TestReportBesideLastTime:
    @pytest.mark.parametrize("facts", [{}, ANSWERS, {"scan_stam": DoesNotKnow()}])
    @pytest.mark.parametrize("levels", [{}, SAME, {"wortels": 3}, {"takken": 2}])
    def test_it_is_a_pdf_that_a_screen_reader_can_read(
        self, facts: Facts, levels: dict[str, int]
    ) -> None:
        report = given(facts, "Ik wil praten over snoeien.", since(levels, DONE, NOT_YET))

        assert PDF_UA in report_pdf(outcome(facts), report)

    def test_the_picture_in_it_says_in_words_what_changed(self) -> None:
        shown = content(outcome(ANSWERS), given(ANSWERS, since=since({"stam": 1})))

        assert "De stam (beter)" in shown["radar"]["alt"]

    def test_a_first_report_tells_nothing_of_last_time(self) -> None:
        text = printed(outcome(ANSWERS), given(ANSWERS))

        for said in ("Wat er veranderd is", "Wat u hebt gedaan", "Vorige keer"):
            assert said not in text

    def test_the_real_scan_with_the_steps_that_it_advises(self, real: Content) -> None:
        facts: Facts = {q.key: q.answers[-1].id for q in real.scan.own_questions}
        result = Assessor(real.schemes, real.partners).result(real.scan, facts, TODAY)
        advised = [(point.standing.theme, point.actions[0]) for point in result.points]
        before = Since(
            IN_SPRING,
            {theme.id: place % 4 for place, theme in enumerate(real.scan.themes)},
            tuple(Done(theme, action, BUSY) for theme, action in advised),
        )
        report = ReportInput(facts, real.facts, None, real.organisation, TODAY, before)

        text = printed(result, report)

        assert PDF_UA in report_pdf(result, report)
        for theme, action in advised:
            assert theme.name in text
            assert action in text
