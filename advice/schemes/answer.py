"""The answer to one question about one scheme."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from advice.buttons import ButtonWords
from advice.dates import dutch_date
from advice.schemes.catalogue import Catalogue
from advice.schemes.certainty import Standing, standing
from advice.schemes.scheme import Aspect, Scheme, Status
from advice.values import Offer, Source, SourceKind

# Three alternatives fit on a phone beside the button to a person.
_MOST_ALTERNATIVES = 3


class SchemeAnswer(Struct, frozen=True):
    """What to say about a scheme, and in which voice; all texts are ready to show."""

    scheme: str
    aspect: Aspect
    standing: Standing
    name: str
    text: str
    source: str
    checked: str
    organisation: str
    offers: tuple[Offer, ...]


def answer(
    scheme: Scheme, aspect: Aspect, today: date, *, catalogue: Catalogue, words: ButtonWords
) -> SchemeAnswer:
    """Answer about one aspect of `scheme`, with what to choose next and always a person."""
    return SchemeAnswer(
        scheme=scheme.id,
        aspect=aspect,
        standing=standing(scheme, today),
        name=scheme.name,
        text=scheme.answers.about(aspect).strip(),
        source=str(source_to_show(scheme)),
        checked=dutch_date(scheme.checked_on),
        organisation=str(scheme.operator),
        offers=(*_next(scheme, aspect, catalogue, words), words.person()),
    )


def source_to_show(scheme: Scheme) -> Source:
    """Prefer what the organisation itself says, then what has an address to look at."""
    return max(scheme.sources, key=lambda source: (_is_official(source), source.url is not None))


def _is_official(source: Source) -> bool:
    return source.kind is SourceKind.OFFICIAL


def _next(
    scheme: Scheme, aspect: Aspect, catalogue: Catalogue, words: ButtonWords
) -> Iterator[Offer]:
    """Give the other aspects; of an ended scheme nobody needs them, but its alternatives."""
    if scheme.status is not Status.ENDED:
        for other in Aspect:
            if other is not aspect:
                yield words.about(scheme, other)
        if scheme.conditions:
            yield words.check(scheme)
        return
    for id in scheme.alternatives[:_MOST_ALTERNATIVES]:
        if alternative := catalogue.get(id):
            yield words.named(alternative)
