"""The facts as the eligibility check uses them: with our municipalities and lines of business."""

from collections.abc import Iterable, Iterator

import msgspec

from advice.eligibility.fact import Choice, Fact, FactId
from advice.organisation import Organisation

PLACE = "gemeente"
SECTOR = "sector"
AIM = "doel"
"""The facts whose choices stand in `organisatie.yml`, and the one that only ranks."""

type Vocabulary = dict[FactId, Fact]
"""All facts by id, in the order in which they are best asked."""


def vocabulary(facts: Iterable[Fact], organisation: Organisation) -> Vocabulary:
    """Return all facts by id; places and lines of business come before their own other choices."""
    ours = {PLACE: tuple(_places(organisation)), SECTOR: tuple(_sectors(organisation))}
    return {fact.id: _with_choices(fact, ours.get(fact.id, ())) for fact in facts}


def _with_choices(fact: Fact, choices: tuple[Choice, ...]) -> Fact:
    return msgspec.structs.replace(fact, choices=(*choices, *fact.choices))


def _places(organisation: Organisation) -> Iterator[Choice]:
    for place in organisation.municipalities:
        yield Choice(place.id, place.name, words=(*place.places, *place.aliases))


def _sectors(organisation: Organisation) -> Iterator[Choice]:
    for sector in organisation.sectors:
        yield Choice(sector.id, sector.name, words=sector.words)
