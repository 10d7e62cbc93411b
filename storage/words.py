"""The words of a text, as they are looked for: without capitals, accents and signs."""

import re
import unicodedata

LONGEST_WORD = 40
"""Signs of a word that count."""

_WORD = re.compile(r"[^\W_]+")


def words_in(*texts: str) -> frozenset[str]:
    """Return the words of all texts, of each at most the first `LONGEST_WORD` signs."""
    words = (word for text in texts for word in _WORD.findall(_plain(text)))
    return frozenset(word[:LONGEST_WORD] for word in words)


def _plain(text: str) -> str:
    # Small letters can come apart again, and capitals can appear where signs come apart.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M"))
