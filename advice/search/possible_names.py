"""Names of schemes that are ordinary words too: "slim" in "weet jij iets over slim"."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from advice.schemes.catalogue import Catalogue, plain_name
from advice.schemes.scheme import Scheme

_WORD = re.compile(r"\w+")


def possible_names(text: str, catalogue: Catalogue) -> tuple[Scheme, ...]:
    """Return the schemes that `text` may name by a word that means something else too.

    That is enough to ask whether it does; what is surely a name is the engine's to hear.
    """
    names = _names_of(catalogue)
    words = _WORD.findall(text.casefold())
    named = (scheme for word in words for scheme in names.get(word, ()))
    return tuple({scheme.id: scheme for scheme in named}.values())


@lru_cache(maxsize=8)
def _names_of(catalogue: Catalogue) -> Mapping[str, Sequence[Scheme]]:
    """Return schemes by their names of one word that count only in context."""
    found: dict[str, list[Scheme]] = {}
    for scheme in catalogue:
        for name in set(map(plain_name, scheme.aliases_in_context)):
            if _WORD.fullmatch(name):
                found.setdefault(name, []).append(scheme)
    return found
