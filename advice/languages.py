"""Short answers for people who write in another language than Dutch."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from advice.values import Text

# Fewer words can be Dutch too: "help", "is", "van".
_ENOUGH_HITS = 3


class Language(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "name": "naam",
        "words": "woorden",
        "script": "schrift",
        "answer": "antwoord",
        "button": "knop",
    },
):
    """A language we can point the way in; `script` is the first word of its letters' names."""

    id: Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]
    name: Text
    words: tuple[Text, ...]
    answer: Text
    button: Text
    script: Annotated[str, Meta(pattern=r"^[A-Z]+$")] | None = None

    def hits(self, text: str) -> int:
        """Count the words and letters of `text` that tell it is in this language."""
        known = frozenset(self.words)
        words = sum(word in known for word in re.findall(r"[^\W\d_]+", text.lower()))
        return words + (sum(map(self._is_ours, text)) if self.script else 0)

    def _is_ours(self, letter: str) -> bool:
        return unicodedata.name(letter, "").partition(" ")[0] == self.script


def language_of(text: str, languages: Sequence[Language]) -> Language:
    """Return the language with most hits in `text`; without any, the first one."""
    return max(languages, key=lambda language: language.hits(text))


def is_foreign(text: str, languages: Sequence[Language]) -> bool:
    """Tell whether `text` is surely in another language, by its letters or most of its words."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if foreign * 2 > len(letters):
        return True
    hits = language_of(text, languages).hits(text)
    return hits >= _ENOUGH_HITS and hits * 2 > len(text.split())
