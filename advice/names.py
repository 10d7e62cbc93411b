"""How names are recognised in a message: lookup tables, patterns and what they stand for."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from advice.organisation import Organisation
from advice.schemes.catalogue import Catalogue, names_of, plain_name
from advice.schemes.scheme import UNKNOWN, Scheme

# A name that is also an ordinary word (slim, stap, kia) counts when one of these comes next …
_FOLLOWED_BY = (
    "subsidie",
    "regeling",
    "aanvra",
    "aftrek",
    "budget",
    "krediet",
    "garantie",
    "polis",
    "project",
    "20\\d\\d\\b",
    "wanneer\\b",
    "wnr\\b",
    "hoeveel\\b",
    "voorwaarden\\b",
    "tijdvak",
    "loting",
    "bedrag",
)
# … or stands before it …
_PRECEDED_BY = (
    "subsidie",
    "regeling",
    "aftrek",
    "aanvraag",
    "aanvragen",
    "vraag ik",
    "krijg ik",
    "recht op",
    "aanmerking voor",
    "hoeveel is",
    "hoeveul is",
    "hoe hoog is",
    "loopt",
    "bij",
    "onder",
    "via",
    "de",
)
# … but not in "de stap naar", "de stap zetten", "de stap om" …
_NOT_FOLLOWED_BY = ("naar\\b", "om\\b", "te zet", "zet")
# … or when the message ends with it after one of these; alone is a message too.
_CLOSING = ("wat is", "wat houdt", "hoe werkt", "over", "in")


class Names(Struct, frozen=True):
    """The names of one entity: plain ones, patterns for special ones, and value → its names."""

    entity: str
    lookup: tuple[str, ...]
    patterns: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]]


def scheme_names(catalogue: Catalogue) -> Names:
    """Return how schemes are recognised; one we only know by name is heard as `onbekend`."""
    by_value = {scheme.id: _spelled(_typed_names(scheme)) for scheme in catalogue}
    if unknown := _spelled(name for other in catalogue.others for name in other.aliases):
        by_value[UNKNOWN] = unknown
    in_context = {name for scheme in catalogue for name in scheme.aliases_in_context}
    special = set(_spelled(in_context))
    lookup, awkward = _split(name for names in by_value.values() for name in names)
    plain = tuple(name for name in lookup if name not in special)
    patterns = (_in_context(name, plain) for name in sorted(set(map(plain_name, in_context))))
    return Names("regeling", plain, (*awkward, *patterns), by_value)


def place_names(organisation: Organisation) -> Names:
    """Return how municipalities are recognised: by their own name, their towns and aliases."""
    by_value = {
        place.id: _spelled((place.name, *place.places, *place.aliases))
        for place in organisation.municipalities
    }
    return _simple("gemeente", by_value)


def sector_names(organisation: Organisation) -> Names:
    """Return how lines of business are recognised."""
    return _simple("sector", {sector.id: _spelled(sector.words) for sector in organisation.sectors})


def alarm_words(words: Iterable[str]) -> Names:
    """Return the words that point to danger to life; what they stand for is always the same."""
    return _simple("alarm", {"alarm": _spelled(words)})


def spellings(name: str) -> Iterator[str]:
    """Give a name in small letters, with and without the hyphens people do or do not write."""
    lower = " ".join(name.casefold().split())
    yield lower
    yield " ".join(lower.replace("-", " ").split())
    if lower.count(" ") == 1:
        yield lower.replace(" ", "-")


def _simple(entity: str, by_value: dict[str, tuple[str, ...]]) -> Names:
    lookup, patterns = _split(name for names in by_value.values() for name in names)
    return Names(entity, lookup, patterns, by_value)


def _typed_names(scheme: Scheme) -> Iterator[str]:
    """Give the names that someone may type: nobody types the explanation between brackets."""
    return (name for name in names_of(scheme) if "(" not in name)


def _spelled(names: Iterable[str]) -> tuple[str, ...]:
    return _sorted(spelling for name in names for spelling in spellings(name))


def _split(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    r"""Keep apart names that begin or end with a mark: Rasa's `\b` does not match there."""
    every = set(names)
    lookup = {name for name in every if re.fullmatch(r"\w(.*\w)?", name)}
    awkward = (rf"(?<!\w){re.escape(name)}(?!\w)" for name in _sorted(every - lookup))
    return _sorted(lookup), tuple(awkward)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    """Longest first: of two names that begin alike Rasa's pattern takes the first that fits."""
    return tuple(sorted(set(names), key=lambda name: (-len(name), name)))


def _in_context(name: str, lookup: Iterable[str]) -> str:
    """Make the pattern for a name (as `plain_name` gives it) that is an ordinary word too.

    `(?-i:…)` keeps the capitals in a model that otherwise does not look at them.
    """
    word = _flexible(name)
    before = "|".join(rf"(?<=\b{words} )" for words in _PRECEDED_BY)
    closing = "|".join(rf"(?<=\b{words} )" for words in _CLOSING)
    after, not_after = "|".join(_FOLLOWED_BY), "|".join(_NOT_FOLLOWED_BY)
    return (
        rf"(?<!\w)(?:(?-i:{_flexible(name.upper())})(?!\w)"
        rf"|{word}(?=[ -]?(?:{after}))"
        rf"|(?:{before}){word}(?!\w| (?:{not_after}))"
        rf"|(?:^|{closing}){word}(?=\W*$))"
        rf"{_not_part_of_longer(name, lookup)}"
    )


def _not_part_of_longer(name: str, lookup: Iterable[str]) -> str:
    """Leave "slim" alone in "slim-scholingssubsidie": the lookup table has that name itself."""
    longer = {plain_name(other) for other in lookup}
    rest = [other.removeprefix(name) for other in longer if other.startswith(name)]
    return rf"(?!(?:{'|'.join(map(_flexible, _sorted(rest)))})\b)" if rest else ""


def _flexible(name: str) -> str:
    """Escape a name for a pattern in which a space may be a hyphen."""
    return "[ -]".join(map(re.escape, name.split(" ")))
