"""Whatever is answered or typed, there is a report and a picture of it."""

from collections.abc import Callable

import pytest

from advice.content import Content
from advice.eligibility.fact import DoesNotKnow, FactId, Facts, Range, Value
from advice.scan.definition import ScanAnswer
from advice.scan.radar import radar_png, radar_text
from advice.scan.report import ReportInput, content, report_pdf
from advice.scan.result import Assessor
from tests.advice.eligibility.small import TODAY
from tests.advice.scan.drawn import ANSWERS, PDF_UA, PNG_SIGNATURE, given, outcome, printed

MARKUP = '# Kop $x^2$ *vet* _schuin_ \\ @ref <plek> #let x = 1 `code` // weg /* ook */ "aan"'


class TestOddInput:
    @pytest.mark.parametrize(
        "own_words",
        [
            (MARKUP + " ") * 25,
            "x" * 2000,
            "één\n\n\ntwee\r\ndrie\n",
            "[]{}()#set page(width: 1cm)",
            "--- ~ ... 'a' https://example.org/" + "a/" * 300,
        ],
    )
    def test_own_words_are_quoted_as_they_were_typed(self, own_words: str) -> None:
        report = given(ANSWERS, own_words[:2000])

        assert PDF_UA in report_pdf(outcome(ANSWERS), report)
        quoted = printed(outcome(ANSWERS), report)
        for line in own_words[:2000].strip().split("\n"):
            assert line in quoted

    @pytest.mark.parametrize(
        "own_words", ["Mijn 🥐 verkopen goed 😀", "\x00\x07", "שלום \u200d 中文"]
    )
    def test_a_sign_without_a_picture_costs_the_standard_but_not_the_report(
        self, own_words: str
    ) -> None:
        assert report_pdf(outcome(ANSWERS), given(ANSWERS, own_words)).startswith(b"%PDF-")

    def test_an_answer_of_another_version_is_told_as_not_known(self) -> None:
        facts = {"scan_stam": "verdwenen"}

        told = content(outcome(facts), given(facts))

        assert told["questions"] == [("Hoe gaat het met de stam?", "weet ik niet")]


class TestRealScan:
    """With the scan and the schemes that we ship."""

    def facts(
        self, real: Content, pick: Callable[[tuple[ScanAnswer, ...]], str]
    ) -> dict[FactId, Value]:
        asked = {q.key: pick(q.answers) for q in real.scan.questions if q.theme}
        return {"gemeente": "urk", "personeel_aantal": Range(2, 10), **asked}

    def check(self, real: Content, facts: Facts) -> None:
        result = Assessor(real.schemes, real.partners).result(real.scan, facts, TODAY)
        report = ReportInput(
            facts, real.facts, "Kan ik een oven betalen?", real.organisation, TODAY
        )

        assert PDF_UA in report_pdf(result, report)
        assert radar_png(result).startswith(PNG_SIGNATURE)
        text = radar_text(result)
        assert len(text) <= 400
        for standing in result.standings:
            assert standing.theme.name in text
        shown = printed(result, report)
        for verdict in result.schemes:
            assert verdict.scheme.name in shown
        assert "u hebt er recht op" not in shown.lower()

    @pytest.mark.parametrize("score", range(4))
    def test_all_answers_of_one_kind(self, real: Content, score: int) -> None:
        def nearest(answers: tuple[ScanAnswer, ...]) -> str:
            return min(answers, key=lambda answer: abs(answer.score - score)).id

        self.check(real, self.facts(real, nearest))

    def test_nothing_answered(self, real: Content) -> None:
        self.check(real, {})

    def test_one_answer(self, real: Content) -> None:
        asked = next(question for question in real.scan.questions if question.theme)

        self.check(real, {asked.key: asked.answers[0].id})

    def test_all_answers_not_known(self, real: Content) -> None:
        self.check(real, {question.key: DoesNotKnow() for question in real.scan.questions})
