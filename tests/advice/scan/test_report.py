"""The report and the radar tell the outcome of a scan in full, whatever was answered."""

import struct
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typst
import yaml
from msgspec import structs

from advice.content import Content
from advice.eligibility.condition import Condition
from advice.eligibility.fact import DoesNotKnow, FactId, Facts, Range, Value
from advice.organisation import OpeningHours, Organisation, Texts
from advice.partners.partner import Partner, PartnerKind
from advice.scan.definition import LevelWords, Scan, ScanAnswer, ScanQuestion, Theme
from advice.scan.report import ReportInput, content, radar_png, radar_text, report_pdf
from advice.scan.result import Assessor, ScanResult
from advice.schemes.catalogue import Catalogue
from advice.values import Certainty, Source, SourceKind
from tests.advice.eligibility.small import KNOWN, ON_CLAY, SMALL_STAFF, TODAY, scheme

PROJECT = Path(__file__).parents[3]
SCAN_FILE = PROJECT / "data" / "scan" / "bedrijfsscan-1.yml"
TEMPLATE = PROJECT / "advice" / "scan" / "report.typ"
# https://www.w3.org/TR/png-3/#5PNG-file-signature
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PDF_UA = b"pdfuaid:part"
MARKUP = '# Kop $x^2$ *vet* _schuin_ \\ @ref <plek> #let x = 1 `code` // weg /* ook */ "aan"'

LEVELS = (
    LevelWords("dor", "#c62828"),
    LevelWords("in knop", "#ef6c00"),
    LevelWords("in blad", "#9e9d24"),
    LevelWords("in bloei", "#2e7d32"),
)


def theme(id: str, name: str) -> Theme:
    whys = (f"{name} is kaal.", f"{name} loopt uit.", f"{name} groeit.", f"{name} staat mooi.")
    return Theme(id, name, whys, (f"Geef {id} water.", f"Snoei {id}."), ("boomkring",), ("bomen",))


def question(theme: str) -> ScanQuestion:
    answers = (
        ScanAnswer("goed", "Dat gaat goed", 3),
        ScanAnswer("half", "Dat gaat half", 2),
        ScanAnswer("matig", "Dat gaat matig", 1, action=f"Bel over de {theme}."),
        ScanAnswer("slecht", "Dat gaat slecht", 0, action=f"Kijk naar de {theme}."),
    )
    return ScanQuestion(
        id=f"scan_{theme}",
        theme=theme,
        text=f"Hoe gaat het met de {theme}?",
        reason="Dan weten wij wat helpt.",
        answers=answers,
    )


SMALL = Scan(
    version=1,
    name="De boomscan",
    owner="de Boomschool",
    minutes=2,
    levels=LEVELS,
    themes=(theme("wortels", "Wortels"), theme("stam", "De stam"), theme("kroon", "De kroon")),
    questions=(
        ScanQuestion(fact="grond"),
        ScanQuestion(fact="tuinlieden"),
        question("wortels"),
        question("stam"),
        question("kroon"),
    ),
    last_question="Wat wilt u bespreken?",
    not_known="Dat weet u nog niet.",
)

CIRCLE = Partner(
    id="boomkring",
    name="De Boomkring",
    kind=PartnerKind.ADVICE,
    area="heel Nederland",
    themes=("groen",),
    does="Helpt met bomen.",
    go_there_for=("u hebt een boom",),
    domain="boomkring.example.org",
    domain_confirmed=True,
    sources=(Source("De Boomkring", "2026", SourceKind.OFFICIAL),),
    checked_on=TODAY,
    certainty=Certainty.HIGH,
)

US = Organisation(
    name="Team Groen",
    short_name="Team Groen",
    phone="0300-123456",
    email="groen@example.org",
    region="Flevoland",
    retention_days=90,
    hours=OpeningHours("elke dag van 9.00 tot 17.00 uur", {}),
    texts=Texts("Welkom", "Storing"),
    municipalities=(),
    sectors=(),
)

TREES = structs.replace(
    scheme("bomen", ON_CLAY, SMALL_STAFF), check_yourself=("Hebt u een eigen terrein?",)
)

ANSWERS: Facts = {
    "grond": "klei",
    "scan_wortels": "slecht",
    "scan_stam": "goed",
    "scan_kroon": "matig",
}


def outcome(facts: Facts, *, scan: Scan = SMALL, partner: Partner = CIRCLE) -> ScanResult:
    return Assessor(Catalogue([TREES]), {partner.id: partner}).result(scan, facts, TODAY)


def given(facts: Facts, own_words: str | None = None) -> ReportInput:
    return ReportInput(facts, KNOWN, own_words, US, TODAY)


def printed(result: ScanResult, report: ReportInput) -> str:
    """Return the words of the headings, paragraphs, lists and tables that the template makes."""
    inputs = {"content": msgspec.json.encode(content(result, report)).decode()}
    kinds = "selector(heading).or(par, list, table, quote)"
    found = typst.query(TEMPLATE, kinds, sys_inputs=inputs)
    return "\n".join(words(msgspec.json.decode(found)))


def words(node: object) -> Iterator[str]:
    match node:
        case {"func": "text", "text": str(text)}:
            yield text
        case dict():
            for part in node.values():
                yield from words(part)
        case list():
            for part in node:
                yield from words(part)


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.fixture(scope="module")
def scan() -> Scan:
    """The scan that we ship."""
    return msgspec.convert(yaml.safe_load(SCAN_FILE.read_text("utf-8")), Scan)


class TestPicture:
    def test_it_is_a_png_as_wide_as_promised(self) -> None:
        png = radar_png(outcome(ANSWERS))

        assert png.startswith(PNG_SIGNATURE)
        assert size(png)[0] == 900
        assert 600 < size(png)[1] < 1300

    def test_it_can_be_drawn_of_any_number_of_themes(self) -> None:
        for count in range(1, len(SMALL.themes) + 1):
            few = structs.replace(SMALL, themes=SMALL.themes[:count])

            assert radar_png(outcome(ANSWERS, scan=few)).startswith(PNG_SIGNATURE)

    def test_other_levels_make_another_picture(self) -> None:
        worse = {**ANSWERS, "scan_stam": "slecht"}

        assert radar_png(outcome(ANSWERS)) != radar_png(outcome(worse))

    def test_a_theme_that_was_not_asked_is_no_theme_that_stands_worst(self) -> None:
        unasked = {id: value for id, value in ANSWERS.items() if id != "scan_wortels"}

        assert radar_png(outcome(unasked)) != radar_png(outcome(ANSWERS))

    def test_a_name_without_room_changes_no_width(self) -> None:
        long = structs.replace(SMALL.themes[1], name="Verduurzamingsmogelijkhedenonderzoek")
        scan = structs.replace(SMALL, themes=(SMALL.themes[0], long, SMALL.themes[2]))

        assert size(radar_png(outcome(ANSWERS, scan=scan)))[0] == 900


class TestPictureInWords:
    def test_it_names_every_theme_with_its_level_the_worst_first(self) -> None:
        assert radar_text(outcome(ANSWERS)) == (
            "Zo staat uw bedrijf ervoor. Dor: Wortels. In knop: De kroon. In bloei: De stam."
        )

    def test_it_says_what_was_not_asked(self) -> None:
        assert radar_text(outcome({"scan_stam": "goed"})).endswith(
            "In bloei: De stam. Niet gevraagd: Wortels, De kroon."
        )

    def test_it_is_never_longer_than_an_alt_text_may_be(self) -> None:
        names = [f"Een onderwerp met een lange naam nr {number:02}" for number in range(20)]
        themes = tuple(structs.replace(SMALL.themes[0], name=name) for name in names)

        text = radar_text(outcome({}, scan=structs.replace(SMALL, themes=themes)))

        assert len(text) <= 400
        assert text.endswith("…")


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

    def facts(self, scan: Scan, pick: Any) -> dict[FactId, Value]:
        asked = {q.key: pick(q.answers) for q in scan.questions if q.theme}
        return {"gemeente": "urk", "personeel_aantal": Range(2, 10), **asked}

    def check(self, real: Content, scan: Scan, facts: Facts) -> None:
        result = Assessor(real.schemes, real.partners).result(scan, facts, TODAY)
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
    def test_all_answers_of_one_kind(self, real: Content, scan: Scan, score: int) -> None:
        def nearest(answers: tuple[ScanAnswer, ...]) -> str:
            return min(answers, key=lambda answer: abs(answer.score - score)).id

        self.check(real, scan, self.facts(scan, nearest))

    def test_nothing_answered(self, real: Content, scan: Scan) -> None:
        self.check(real, scan, {})

    def test_one_answer(self, real: Content, scan: Scan) -> None:
        asked = next(question for question in scan.questions if question.theme)

        self.check(real, scan, {asked.key: asked.answers[0].id})

    def test_all_answers_not_known(self, real: Content, scan: Scan) -> None:
        self.check(real, scan, {question.key: DoesNotKnow() for question in scan.questions})
