"""How hard a Dutch text is to read, as figures."""

import re

from msgspec import Struct

# Addresses and amounts are not read as words; a full stop in "1.000" or "rvo.nl" ends nothing,
# but the one after them does.
_NOT_WORDS = re.compile(
    r"https?://\S*[^\s.,;:!?)]|\S+\.(?:nl|eu|org|com)\b|\d+(?:[.,]\d+)*",
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_WORD = re.compile(r"[^\W\d_][\w'’&-]*")
_LONG = 7


class Readability(Struct, frozen=True):
    """Counts of a text; a long word has seven letters or more."""

    sentences: int
    words: int
    long_words: int
    longest_sentence: int

    @property
    def lix(self) -> int:
        """Words per sentence plus the percentage of long words (Björnsson's LIX).

        It needs no syllables, so it fits Dutch; about 40 is an easy newspaper text.
        """
        if not self.words:
            return 0
        return round(self.words / self.sentences + 100 * self.long_words / self.words)


def readability(text: str) -> Readability:
    """Count sentences, words and long words of a text."""
    sentences = _SENTENCE_END.split(_NOT_WORDS.sub("", text))
    counted = [words for words in map(_WORD.findall, sentences) if words]
    words = [word for sentence in counted for word in sentence]
    return Readability(
        sentences=len(counted),
        words=len(words),
        long_words=sum(len(word) >= _LONG for word in words),
        longest_sentence=max(map(len, counted), default=0),
    )
