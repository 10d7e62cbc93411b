"""What could be better in content that works: old, long, hard, too few, twice."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from advice.dates import dutch_date
from advice.faq.question import Question
from advice.files import FAQ, SCHEMES, Files
from advice.findings import Finding, finding, word
from advice.readability import readability
from advice.reading import Document
from advice.schemes.certainty import CHECK_LASTS, doubts
from advice.schemes.scheme import Aspect, Scheme, Status

# Below this a question is heard wrong too often: the learning curve is still steep there.
LEAST_SENTENCES = 25
# A chat balloon on a phone shows about this much without scrolling.
_MOST_CHARACTERS = 650
_MOST_SENTENCES = 12
# B1: about 15 words a sentence on average, and none that must be read twice.
_MOST_WORDS = 22
# Names of schemes are long words in themselves; above this figure it is the text.
_HARDEST = 55
_ENDS_SOON = timedelta(days=45)

_PROMISE = re.compile(
    r"\b(?:u hebt|u heeft|hebt u|heeft u|geeft u)(?: er)?(?: altijd| zeker)? recht op\b"
    r"|\b(?:u krijgt|krijgt u) (?:altijd|zeker|gegarandeerd)\b"
    r"|\bgegarandeerd\b",
    re.IGNORECASE,
)


def advice_on(files: Files, today: date) -> tuple[Finding, ...]:
    """Find what to work on, as it is on the day `today`."""
    per_scheme = (_of_scheme(document, today) for document in files.schemes)
    per_question = (_of_question(document, today) for document in files.faq)
    return tuple(
        chain(
            _empty_folders(files),
            chain.from_iterable(per_scheme),
            chain.from_iterable(per_question),
            _sentences_twice(files.faq),
        )
    )


def _empty_folders(files: Files) -> Iterator[Finding]:
    if not files.schemes:
        yield finding("no_content", f"{files.folder}/{SCHEMES}")
    if not files.faq:
        yield finding("no_content", f"{files.folder}/{FAQ}")


def _of_scheme(document: Document[Scheme], today: date) -> Iterator[Finding]:
    scheme = document.value
    yield from _checked(document, today)
    yield from _validity(document, today)
    if scheme.status is not Status.ENDED and (reasons := tuple(doubts(scheme, today))):
        told = ", ".join(map(word, reasons))
        yield finding("answered_with_doubt", document.file, None, reasons=told)
    for aspect in Aspect:
        line = document.line_of("antwoorden", aspect)
        yield from _text(document.file, line, aspect, scheme.answers.about(aspect))


def _of_question(document: Document[Question], today: date) -> Iterator[Finding]:
    question = document.value
    yield from _checked(document, today)
    yield from _text(document.file, document.line_of("antwoord"), "antwoord", question.answer)
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


def _checked(document: Document[Scheme] | Document[Question], today: date) -> Iterator[Finding]:
    checked = document.value.checked_on
    line = document.line_of("gecontroleerd_op")
    if checked > today:
        yield finding("checked_in_the_future", document.file, line, checked=dutch_date(checked))
    if today - checked > CHECK_LASTS:
        yield finding("checked_long_ago", document.file, line, checked=dutch_date(checked))


def _validity(document: Document[Scheme], today: date) -> Iterator[Finding]:
    until = document.value.valid_until
    if until is None:
        return
    line = document.line_of("geldig_tot")
    if until < today:
        yield finding("validity_passed", document.file, line, until=dutch_date(until))
    elif until - today < _ENDS_SOON:
        yield finding("validity_ends", document.file, line, until=dutch_date(until))


def _text(file: str, line: int, key: str, text: str) -> Iterator[Finding]:
    figures = readability(text)
    if len(text) > _MOST_CHARACTERS or figures.sentences > _MOST_SENTENCES:
        yield finding(
            "answer_too_long",
            file,
            line,
            key=key,
            sentences=figures.sentences,
            characters=len(text),
            most_sentences=_MOST_SENTENCES,
            most_characters=_MOST_CHARACTERS,
        )
    if (words := figures.longest_sentence) > _MOST_WORDS:
        yield finding("long_sentence", file, line, key=key, words=words, limit=_MOST_WORDS)
    if figures.lix > _HARDEST:
        yield finding("hard_to_read", file, line, key=key, lix=figures.lix, limit=_HARDEST)
    if promise := _PROMISE.search(text):
        yield finding("promise", file, line, key=key, words=promise[0])


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
