"""What could be better in content that works: old, long, hard, too few, twice."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain

from advice import freshness, wording
from advice.closing_days import years_without_days
from advice.faq.question import Question
from advice.files import FAQ, SCHEMES, Files
from advice.findings import Finding, finding, word
from advice.partners.partner import Partner
from advice.reading import Document
from advice.rules import rules_not_in_text
from advice.schemes.certainty import Doubt, doubts
from advice.schemes.scheme import Aspect, Scheme, Status
from advice.values import Certainty

# Below this a question is heard wrong too often: the learning curve is still steep there.
LEAST_SENTENCES = 25
# With fewer, a need in other words is not found.
_LEAST_NEEDS = 6


def advice_on(files: Files, today: date) -> tuple[Finding, ...]:
    """Find what to work on, as it is on the day `today`."""
    per_scheme = (_of_scheme(document, today) for document in files.schemes)
    per_question = (_of_question(document, today) for document in files.faq)
    return tuple(
        chain(
            _empty_folders(files),
            chain.from_iterable(per_scheme),
            _alternatives(files.schemes),
            chain.from_iterable(per_question),
            _sentences_twice(files.faq),
            _of_partners(files.partners, today),
            years_without_days(files.closing_days, today),
        )
    )


def _empty_folders(files: Files) -> Iterator[Finding]:
    if not files.schemes:
        yield finding("no_content", f"{files.folder}/{SCHEMES}")
    if not files.faq:
        yield finding("no_content", f"{files.folder}/{FAQ}")


def _of_scheme(document: Document[Scheme], today: date) -> Iterator[Finding]:
    scheme = document.value
    yield from freshness.of_check(document, scheme.checked_on, today)
    yield from freshness.of_validity(document, today)
    if scheme.status is not Status.ENDED:
        yield from _doubts(document, today)
    yield from _texts(document)
    yield from _needs(document)
    yield from rules_not_in_text(document)


def _doubts(document: Document[Scheme], today: date) -> Iterator[Finding]:
    scheme = document.value
    if reasons := tuple(doubts(scheme, today)):
        told = ", ".join(map(word, reasons))
        yield finding("answered_with_doubt", document.file, None, reasons=told)
    if not scheme.conditions and not scheme.check_yourself:
        yield finding("nothing_to_check", document.file)


def _texts(document: Document[Scheme]) -> Iterator[Finding]:
    scheme = document.value
    for aspect in Aspect:
        line = document.line_of("antwoorden", aspect)
        yield from wording.of_text(document.file, line, aspect, scheme.answers.about(aspect))
    if not scheme.summary:
        yield finding("summary_missing", document.file)
    yield from wording.of_phrase(document.file, document.line_of("kort"), "kort", scheme.summary)
    for place, question in enumerate(scheme.check_yourself):
        line = document.line_of("zelf_nagaan", place)
        yield from wording.of_phrase(document.file, line, "zelf_nagaan", question)


def _needs(document: Document[Scheme]) -> Iterator[Finding]:
    """Two schemes may answer one need; twice in one file it finds nothing more."""
    needs = document.value.needs
    if (count := len(needs)) < _LEAST_NEEDS:
        line = document.line_of("behoeften")
        yield finding("too_few_needs", document.file, line, count=count, least=_LEAST_NEEDS)
    seen: set[str] = set()
    for place, need in enumerate(needs):
        if (plain := plain_sentence(need)) in seen:
            line = document.line_of("behoeften", place)
            yield finding("need_twice", document.file, line, need=need)
        seen.add(plain)


def _alternatives(documents: Collection[Document[Scheme]]) -> Iterator[Finding]:
    ended = {d.value.id for d in documents if d.value.status is Status.ENDED}
    for document in documents:
        for place, id in enumerate(document.value.alternatives):
            if id in ended:
                line = document.line_of("alternatieven", place)
                yield finding("alternative_ended", document.file, line, id=id)


def _of_question(document: Document[Question], today: date) -> Iterator[Finding]:
    question = document.value
    yield from freshness.of_check(document, question.checked_on, today)
    line = document.line_of("antwoord")
    yield from wording.of_text(document.file, line, "antwoord", question.answer)
    if question.certainty is Certainty.LOW:
        told = word(Doubt.LOW_CERTAINTY)
        yield finding("answered_with_doubt", document.file, None, reasons=told)
    if (count := len(question.sentences)) < LEAST_SENTENCES:
        yield finding(
            "too_few_sentences",
            document.file,
            document.line_of("zinnen"),
            count=count,
            intent=question.id,
            least=LEAST_SENTENCES,
        )
    if question.is_sensitive and not any(button.person for button in question.buttons):
        yield finding("sensitive_without_person", document.file, document.line_of("gevoelig"))


def _of_partners(document: Document[tuple[Partner, ...]], today: date) -> Iterator[Finding]:
    for at, partner in enumerate(document.value):
        yield from freshness.of_check(document, partner.checked_on, today, at)
        yield from wording.of_text(document.file, document.line_of(at, "wat"), "wat", partner.does)
        if partner.domain is not None and not partner.domain_confirmed:
            line = document.line_of(at, "domein")
            yield finding("domain_unconfirmed", document.file, line, domain=partner.domain)


def _sentences_twice(documents: Iterable[Document[Question]]) -> Iterator[Finding]:
    """The same sentence in two questions teaches the bot to doubt; twice in one, nothing."""
    owners: dict[str, str] = {}
    for document in documents:
        for place, sentence in enumerate(document.value.sentences):
            plain = plain_sentence(sentence)
            if plain in owners:
                line = document.line_of("zinnen", place)
                other = owners[plain]
                yield finding("sentence_twice", document.file, line, sentence=sentence, other=other)
            owners.setdefault(plain, document.value.id)


def plain_sentence(sentence: str) -> str:
    """Take away what the bot does not see: marks of entities, capitals and punctuation."""
    text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", sentence)
    return " ".join(re.findall(r"\w+", text.casefold()))
