"""A text as the search sees it: stems of its telling words, compounds taken apart."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import Stemmer
import yaml
from rapidfuzz import fuzz, process

_STOPWORDS = Path(__file__).with_name("stopwords.yml")
_WORD = re.compile(r"[^\W_]+")

# A part of a compound shorter than this is chance: "ei" in "kleine".
_SHORTEST_PART = 4
# … but in a word that nobody wrote down, three letters that are a word are one: gas-ketel.
_SHORTEST_PART_OF_UNKNOWN = 3
# Letters that join two words: bedrijf-s-pand, energie-, boer-en-kaas.
_JOINTS = ("", "s", "e", "en")

# A word that no document has may be a typing error of one that some have.
_ALIKE = 84.0
_SHORTEST_TO_MEND = 5


@cache
def stopwords() -> frozenset[str]:
    """Return the words that say nothing about what someone needs."""
    return frozenset(yaml.safe_load(_STOPWORDS.read_text("utf-8")))


class Words:
    """Cuts Dutch text into stems, with the words of a collection as its dictionary."""

    def __init__(self, synonyms: Iterable[Iterable[str]]) -> None:
        self._stemmer = Stemmer.Stemmer("dutch")
        self._ignored = stopwords()
        self._meanings = {
            self._stem(word): f"≈{number}"
            for number, group in enumerate(synonyms)
            for word in group
            if _WORD.fullmatch(word)
        }
        self._dictionary: frozenset[str] = frozenset(self._meanings)

    def learn(self, texts: Iterable[str]) -> None:
        """Take the stems of `texts` as the words that exist: parts of compounds, mended errors."""
        found = {self._stem(word) for text in texts for word in self._telling(text)}
        self._dictionary = frozenset(found) | frozenset(self._meanings)
        self._split.cache_clear()
        self._mended.cache_clear()

    def of_document(self, text: str) -> list[str]:
        """Return the tokens of something to be found."""
        return [token for word in self._telling(text) for token in self._expanded(word)]

    def of_query(self, text: str) -> list[str]:
        """Return the tokens of what someone types; typing errors are mended."""
        words = (self._mended(word) for word in self._telling(text))
        return [token for word in words for token in self._expanded(word)]

    def smallest(self, text: str) -> frozenset[str]:
        """Return the stems of what someone types, of a compound only those of its parts.

        So a name is the same however it was joined: "borg stelling" is "borgstelling".
        """
        words = (self._mended(word) for word in self._telling(text))
        return frozenset(
            part for word in words for part in self._split(word) or (self._stem(word),)
        )

    def _telling(self, text: str) -> Iterator[str]:
        for word in _WORD.findall(text.casefold()):
            if len(word) > 1 and word not in self._ignored and not word.isdecimal():
                yield word

    def _stem(self, word: str) -> str:
        stem: str = self._stemmer.stemWord(word)
        return stem

    def _expanded(self, word: str) -> Iterator[str]:
        """Give the stem, the parts of a compound, and the meaning that it shares with others."""
        parts = (self._stem(word), *self._split(word))
        yield from parts
        yield from {self._meanings[part] for part in parts if part in self._meanings}

    @lru_cache(maxsize=4096)  # noqa: B019 - one of these lives as long as the process
    def _split(self, word: str) -> tuple[str, ...]:
        """Return the stems of the two words that a compound is made of, nothing for another word.

        The longest last part counts: it is what the thing is.
        """
        shortest = _SHORTEST_PART if self._known(word) else _SHORTEST_PART_OF_UNKNOWN
        for at in range(shortest, len(word) - shortest + 1):
            last = self._known(word[at:])
            first = self._first_part(word[:at], shortest) if last else None
            if first and last:
                return (first, last)
        return ()

    def _first_part(self, word: str, shortest: int) -> str | None:
        for joint in _JOINTS:
            part = word.removesuffix(joint)
            fits = word.endswith(joint) and len(part) >= shortest
            if fits and (known := self._known(part)):
                return known
        return None

    def _known(self, word: str) -> str | None:
        stem = self._stem(word)
        return stem if stem in self._dictionary else None

    @lru_cache(maxsize=4096)  # noqa: B019 - as above
    def _mended(self, word: str) -> str:
        if self._known(word) or len(word) < _SHORTEST_TO_MEND or self._split(word):
            return word
        near = process.extractOne(
            self._stem(word),
            [known for known in self._dictionary if known[0] == word[0]],
            scorer=fuzz.ratio,
            score_cutoff=_ALIKE,
        )
        return str(near[0]) if near else word
