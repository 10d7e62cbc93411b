"""The list of all codes in the figures, with their names, so that other data can be coupled."""

from collections.abc import Iterator

from msgspec import Struct

from advice.content import Content
from advice.eligibility.fact import DOES_NOT_KNOW
from advice.scan.definition import Level, Scan
from insight.dictionary import dictionary
from insight.groups import STAFF, code_of


class Code(
    Struct,
    frozen=True,
    rename={
        "column": "kolom",
        "version": "scanversie",
        "subject": "onderwerp",
        "name": "naam",
        "source": "bron",
    },
):
    """A code of a column of the figures.

    `version` is 0 when it has nothing to do with a version of the scan; `subject` is filled only
    for levels and answers, whose codes mean something within one theme or question.
    """

    column: str
    version: int
    subject: str
    code: str
    name: str
    source: str


def codes(content: Content) -> Iterator[Code]:
    """Return all codes, those of every version of the scan included."""
    yield from _own()
    yield from _groups(content)
    for _, scan in sorted(content.scans.items()):
        yield from _of_scan(scan, content.words.fixed.does_not_know)


def _own() -> Iterator[Code]:
    words = dictionary()
    for column, names in (("indeling", words.codes.division), ("soort", words.codes.kind)):
        for code, name in names.items():
            yield Code(column, 0, "", code, name, words.sources.own)


def _groups(content: Content) -> Iterator[Code]:
    region, sources = dictionary().region, dictionary().sources
    yield Code("groep", 0, "", region.code, content.organisation.region, region.source)
    for place in content.organisation.municipalities:
        if place.cbs:
            yield Code("groep", 0, "", place.cbs, place.name, sources.municipality)
    staff = content.facts[STAFF]
    for band in staff.bands:
        source = sources.size.format(vraag=staff.question)
        yield Code("groep", 0, "", code_of(band), band.title, source)


def _of_scan(scan: Scan, not_known: str) -> Iterator[Code]:
    source = dictionary().sources.scan.format(
        naam=scan.name, versie=scan.version, eigenaar=scan.owner
    )
    for subject, name, values in _subjects(scan, not_known):
        yield Code("onderwerp", scan.version, "", subject, name, source)
        for value, words in values:
            yield Code("waarde", scan.version, subject, value, words, source)


def _subjects(scan: Scan, not_known: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Return the id and name of each theme and question, with its levels or answers."""
    levels = [(str(level.value), scan.levels[level].name) for level in Level]
    for theme in scan.themes:
        yield theme.id, theme.name, levels
    for question in scan.own_questions:
        answers = [(answer.id, answer.title) for answer in question.answers]
        yield question.key, question.text or "", [*answers, (DOES_NOT_KNOW, not_known)]
