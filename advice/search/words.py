"""A text as the search sees it: stems of its telling words, compounds taken apart."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import Stemmer
import yaml
from rapidfuzz import fuzz, process

_STOPWORDS = Path(__file__).with_name("stopwords.yml")
_WORD = re.compile(r"[^\W_]+")

# A part of a compound shorter than this is chance: "ei" in "kleine".
_SHORTEST_PART = 4
# Letters that join two words: bedrijf-s-pand, energie-, boer-en-kaas.
_JOINTS = ("", "s", "e", "en")

# A word that no document has may be a typing error of one that some have.
_ALIKE = 84.0
_SHORTEST_TO_MEND = 5


class Words:
    """Cuts Dutch text into stems, with the words of a collection as its dictionary."""

    def __init__(self, synonyms: Iterable[Iterable[str]]) -> None:
        self._stemmer = Stemmer.Stemmer("dutch")
        self._ignored = frozenset(yaml.safe_load(_STOPWORDS.read_text("utf-8")))
        self._meanings = {
            stem: f"≈{number}"
            for number, group in enumerate(synonyms)
            for word in group
            for stem in (self._stem_of(word),)
            if stem
        }
        self._dictionary: frozenset[str] = frozenset(self._meanings)

    def learn(self, texts: Iterable[str]) -> None:
        """Take the stems of `texts` as the words that exist: parts of compounds, mended errors."""
        found = {stem for text in texts for stem in self._plain_stems(text)}
        self._dictionary = frozenset(found) | frozenset(self._meanings)
        self._split.cache_clear()
        self._mended.cache_clear()

    def of_document(self, text: str) -> list[str]:
        """Return the tokens of something to be found."""
        return [token for stem in self._plain_stems(text) for token in self._expanded(stem)]

    def of_query(self, text: str) -> list[str]:
        """Return the tokens of what someone types; typing errors are mended."""
        stems = (self._mended(stem) for stem in self._plain_stems(text))
        return [token for stem in stems for token in self._expanded(stem)]

    def _plain_stems(self, text: str) -> Iterator[str]:
        for word in _WORD.findall(text.casefold()):
            if len(word) > 1 and word not in self._ignored:
                yield self._stemmer.stemWord(word)

    def _stem_of(self, word: str) -> str:
        found = _WORD.findall(word.casefold())
        return self._stemmer.stemWord(found[-1]) if found else ""

    def _expanded(self, stem: str) -> Iterator[str]:
        """Give the stem, the parts of a compound, and the meaning that it shares with others."""
        parts = (stem, *self._split(stem))
        yield from parts
        yield from {self._meanings[part] for part in parts if part in self._meanings}

    @lru_cache(maxsize=4096)  # noqa: B019 - one of these lives as long as the process
    def _split(self, stem: str) -> tuple[str, ...]:
        for at in range(len(stem) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            last = self._known(stem[at:])
            first = self._first_part(stem[:at]) if last else None
            if first and last:
                return (first, last)
        return ()

    def _first_part(self, word: str) -> str | None:
        for joint in _JOINTS:
            part = word.removesuffix(joint)
            fits = word.endswith(joint) and len(part) >= _SHORTEST_PART
            if fits and (known := self._known(part)):
                return known
        return None

    def _known(self, word: str) -> str | None:
        stem = self._stemmer.stemWord(word)
        return next((known for known in (word, stem) if known in self._dictionary), None)

    @lru_cache(maxsize=4096)  # noqa: B019 - as above
    def _mended(self, stem: str) -> str:
        if stem in self._dictionary or len(stem) < _SHORTEST_TO_MEND or self._split(stem):
            return stem
        near = process.extractOne(
            stem,
            (word for word in self._dictionary if word[0] == stem[0]),
            scorer=fuzz.ratio,
            score_cutoff=_ALIKE,
        )
        return str(near[0]) if near else stem
