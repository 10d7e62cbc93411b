"""What the tests of the radar and of the report draw: a small scan of trees, and its outcome."""

import struct
from collections.abc import Iterator
from datetime import date

import msgspec
import typst
from msgspec import structs

from advice.eligibility.fact import Facts
from advice.organisation import OpeningHours, Organisation, Texts
from advice.partners.partner import Partner, PartnerKind
from advice.scan.changes import Done, Since
from advice.scan.definition import LevelWords, Scan, ScanAnswer, ScanQuestion, Theme
from advice.scan.radar import as_inputs, template
from advice.scan.report import ReportInput, content
from advice.scan.result import Assessor, ScanResult
from advice.scan.walk import ActionState
from advice.schemes.catalogue import Catalogue
from advice.values import Certainty, Source, SourceKind
from tests.advice.eligibility.small import KNOWN, ON_CLAY, SMALL_STAFF, TODAY, scheme

# https://www.w3.org/TR/png-3/#5PNG-file-signature
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PDF_UA = b"pdfuaid:part"
IN_SPRING = date(2026, 5, 24)

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


def since(levels: dict[str, int], *went: ActionState) -> Since:
    """Return a scan in spring, with a step on each theme in turn that went so."""
    steps = zip(SMALL.themes, went, strict=False)
    done = tuple(Done(theme, f"Geef {theme.id} mest.", how) for theme, how in steps)
    return Since(IN_SPRING, levels, done)


def given(facts: Facts, own_words: str | None = None, since: Since | None = None) -> ReportInput:
    return ReportInput(facts, KNOWN, own_words, US, TODAY, since)


def printed(result: ScanResult, report: ReportInput) -> str:
    """Return the words of the headings, paragraphs, lists and tables that the template makes."""
    kinds = "selector(heading).or(par, list, table, quote)"
    inputs = as_inputs(content(result, report))
    found = typst.query(template("report.typ"), kinds, sys_inputs=inputs)
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
