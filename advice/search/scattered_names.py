"""Names of schemes of which the words stand apart: "die borgstelling van de overheid"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from advice.schemes.catalogue import Catalogue, names_of
from advice.schemes.scheme import Scheme
from advice.search.words import Words

# With fewer words than this a name may stand in a sentence by chance: "zaak" and "Flevoland". With
# three it never did in the sentences of data/evaluation.
_FEWEST_WORDS = 3


class _Names(Struct, frozen=True):
    words: Words
    by_word: Mapping[str, Sequence[tuple[frozenset[str], Scheme]]]


def scattered_name(text: str, catalogue: Catalogue) -> Scheme | None:
    """Return the scheme of which all words of a name stand in `text`, in any order and form.

    Of several the one with the longest name; None when no name is there, or two are as long.
    """
    names = _names_of(catalogue)
    said = names.words.smallest(text)
    candidates = (found for word in said for found in names.by_word.get(word, ()))
    whole = [(len(name), scheme) for name, scheme in candidates if name <= said]
    longest = max((length for length, _ in whole), default=0)
    named = {scheme.id: scheme for length, scheme in whole if length == longest}
    return next(iter(named.values())) if len(named) == 1 else None


@lru_cache(maxsize=8)
def _names_of(catalogue: Catalogue) -> _Names:
    words = Words(())
    words.learn(text for scheme in catalogue for text in (*names_of(scheme), *scheme.needs))
    by_word: defaultdict[str, list[tuple[frozenset[str], Scheme]]] = defaultdict(list)
    for scheme in catalogue:
        for name in names_of(scheme):
            # Nobody types the explanation between brackets.
            parts = words.smallest(name.partition("(")[0])
            if len(parts) >= _FEWEST_WORDS:
                by_word[min(parts)].append((parts, scheme))
    return _Names(words, by_word)
