"""Whether people can read a text at level B1, and whether it promises what we cannot."""

import re
from collections.abc import Iterator

from advice.findings import Finding, finding
from advice.readability import readability

# A chat balloon on a phone shows about this much without scrolling.
_MOST_CHARACTERS = 650
_MOST_SENTENCES = 12
# B1: about 15 words a sentence on average, and none that must be read twice.
_MOST_WORDS = 22
# Names of schemes are long words in themselves; above this figure it is the text.
_HARDEST = 55
# In a phrase of eight words each long one weighs twelve points: only a pile of them is hard.
_HARDEST_PHRASE = 75

_PROMISE = re.compile(
    r"\b(?:u hebt|u heeft|hebt u|heeft u|geeft u)(?: er)?(?: altijd| zeker)? recht op\b"
    r"|\b(?:u krijgt|krijgt u) (?:altijd|zeker|gegarandeerd)\b"
    r"|\bgegarandeerd\b",
    re.IGNORECASE,
)


def of_text(file: str, line: int, key: str, text: str) -> Iterator[Finding]:
    """Find what could be better in a text of a few sentences."""
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
    yield from _of_words(file, line, key, text, _HARDEST)


def of_phrase(file: str, line: int, key: str, text: str) -> Iterator[Finding]:
    """Find what could be better in one short sentence, or a part of one."""
    yield from _of_words(file, line, key, text, _HARDEST_PHRASE)


def _of_words(file: str, line: int, key: str, text: str, hardest: int) -> Iterator[Finding]:
    figures = readability(text)
    if (words := figures.longest_sentence) > _MOST_WORDS:
        yield finding("long_sentence", file, line, key=key, words=words, limit=_MOST_WORDS)
    if figures.lix > hardest:
        yield finding("hard_to_read", file, line, key=key, lix=figures.lix, limit=hardest)
    if promise := _PROMISE.search(text):
        yield finding("promise", file, line, key=key, words=promise[0])
