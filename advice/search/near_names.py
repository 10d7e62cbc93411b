"""Names of schemes with a typing error in them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from advice.schemes.catalogue import Catalogue
from advice.schemes.scheme import Scheme

# Of two names this much alike (in percent) one is the other with a typing error.
_NEAR_NAME = 87.0
_NEAR_WORD = 75.0
_SHORTEST_NAME = 6
_MOST_WORDS = 4
# Names of which the lengths differ by more letters than this are never so much alike.
_MOST_DIFFERENCE = 4

type _Names = Mapping[tuple[int, str], Sequence[tuple[str, Scheme]]]
"""Names with their schemes, by how many words they have and the letter they begin with."""


def near_name(text: str, catalogue: Catalogue) -> Scheme | None:
    """Return the scheme whose name, with a typing error, stands in `text`; None when none does.

    Only names of six letters or more: in a shorter one a single letter makes another word. A name
    without an error is the engine's to hear.
    """
    names = _names_of(catalogue)
    words = re.findall(r"[\w&+-]+", text.casefold())
    best: tuple[float, Scheme | None] = (_NEAR_NAME, None)
    for length in range(1, _MOST_WORDS + 1):
        for run in _runs(words, length):
            for name, scheme in names.get((length, run[0]), ()):
                best = max(best, (_likeness(name, run), scheme), key=lambda found: found[0])
    return best[1]


@lru_cache(maxsize=8)
def _names_of(catalogue: Catalogue) -> _Names:
    names: defaultdict[tuple[int, str], list[tuple[str, Scheme]]] = defaultdict(list)
    for scheme in catalogue:
        for name in (scheme.name, scheme.short_name, *scheme.aliases):
            plain = name.casefold()
            if len(plain) >= _SHORTEST_NAME:
                names[plain.count(" ") + 1, plain[0]].append((plain, scheme))
    return names


def _runs(words: Sequence[str], length: int) -> Iterator[str]:
    """Give every run of so many words."""
    return (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))


def _likeness(name: str, run: str) -> float:
    if run == name or abs(len(run) - len(name)) > _MOST_DIFFERENCE:
        return 0.0
    likeness = fuzz.ratio(name, run, score_cutoff=_NEAR_NAME)
    return likeness if likeness and _is_alike_word_by_word(name, run) else 0.0


def _is_alike_word_by_word(name: str, run: str) -> bool:
    """Tell whether each word is alike: common words alone make long names look alike."""
    pairs = zip(name.split(), run.split(), strict=False)
    return all(one[0] == other[0] and fuzz.ratio(one, other) >= _NEAR_WORD for one, other in pairs)
