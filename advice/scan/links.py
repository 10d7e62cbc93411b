"""What must hold between a version of the scan and the rest of the content."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from advice.eligibility.vocabulary import Vocabulary
from advice.findings import Finding, finding
from advice.reading import Document
from advice.scan.consent import ADVICE, FIGURES
from advice.scan.definition import ConsentTexts, Scan, ScanQuestion, Theme
from advice.scan.follow_up import FollowUp
from advice.scan.walk import ActionState

# Whatever else is asked, these always are (mission of the team).
_ALWAYS = ("digitaal", "mensen")


def broken_scans(
    scans: Iterable[Document[Scan]], known: Vocabulary, ids: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """Find ids that lead nowhere; `ids` has those of `regelingen`, `organisaties` and `faq`."""
    versions: dict[int, str] = {}
    for document in scans:
        version = document.value.version
        if other := versions.get(version):
            line = document.line_of("versie")
            yield finding("name_twice", document.file, line, name=version, other=other)
        versions[version] = document.file
        yield from _themes(document, ids)
        yield from _questions(document, known, ids)


def missing_words(
    consent: Document[ConsentTexts], follow_up: Document[FollowUp]
) -> Iterator[Finding]:
    """Find the consents and the answers about a step that the program counts on."""
    asked = {one.id for one in consent.value.asked}
    for id in (ADVICE, FIGURES):
        if id not in asked:
            line = consent.line_of("gevraagd")
            yield finding("scan_words_missing", consent.file, line, what="gevraagd", id=id)
    for state in ActionState:
        if state not in follow_up.value.steps:
            line = follow_up.line_of("stappen")
            yield finding("scan_words_missing", follow_up.file, line, what="stappen", id=state)


def _themes(document: Document[Scan], ids: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    for at, theme in enumerate(document.value.themes):
        line = document.line_of("themas", at)
        yield from _unknown(document.file, line, _of_theme(theme), ids)
        asked = [q for q in document.value.questions if q.theme == theme.id]
        if not asked:
            yield finding("scan_theme_unasked", document.file, line, theme=theme.id)
        elif theme.id in _ALWAYS and all(question.only_if for question in asked):
            yield finding("scan_theme_not_always", document.file, line, theme=theme.id)
    for id in _ALWAYS:
        if document.value.theme(id) is None:
            line = document.line_of("themas")
            yield finding("scan_theme_not_always", document.file, line, theme=id)


def _questions(
    document: Document[Scan], known: Vocabulary, ids: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    keys: set[str] = set()
    for at, question in enumerate(document.value.questions):
        line = document.line_of("vragen", at)
        if question.key in keys:
            yield finding("name_twice", document.file, line, name=question.key, other="vragen")
        keys.add(question.key)
        if question.theme and document.value.theme(question.theme) is None:
            yield finding("scan_id_unknown", document.file, line, what="thema", id=question.theme)
        facts = [question.fact or question.key, *(c.fact for c in question.only_if)]
        for id in facts:
            if id not in known:
                yield finding("scan_id_unknown", document.file, line, what="feit", id=id)
        yield from _unknown(document.file, line, _of_question(question), ids)


def _of_theme(theme: Theme) -> Iterator[tuple[str, str]]:
    yield from (("organisaties", id) for id in theme.partners)
    yield from (("regelingen", id) for id in theme.schemes)
    if theme.faq:
        yield "faq", theme.faq


def _of_question(question: ScanQuestion) -> Iterator[tuple[str, str]]:
    for answer in question.answers:
        yield from (("organisaties", id) for id in answer.partners)
        yield from (("regelingen", id) for id in answer.schemes)


def _unknown(
    file: str, line: int, used: Iterable[tuple[str, str]], ids: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    for what, id in used:
        if id not in ids[what]:
            yield finding("scan_id_unknown", file, line, what=what, id=id)
