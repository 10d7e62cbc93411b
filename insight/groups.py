"""The groups of businesses that figures tell apart: the region, its municipalities, sizes."""

from enum import StrEnum
from functools import cache

from advice.content import Content
from advice.eligibility.fact import DOES_NOT_KNOW, Band, Fact, Range, spelled, value_of
from advice.eligibility.vocabulary import PLACE
from conversations.scans import CountedScan
from insight.dictionary import dictionary

STAFF = "personeel_aantal"
"""The fact whose bands are the sizes."""


class Division(StrEnum):
    """Into which groups businesses are divided."""

    REGION = "regio"
    MUNICIPALITY = "gemeente"
    SIZE = "bedrijfsgrootte"


type Group = tuple[Division, str]
"""A group, by its code: of CBS for a municipality, as facts are spelled for a size."""


class Groups:
    """Tells to which groups a business belongs, as the content names them."""

    def __init__(self, content: Content) -> None:
        self._region: Group = (Division.REGION, dictionary().region.code)
        self._places = {place.id: place.cbs for place in content.organisation.municipalities}
        self._staff = content.facts[STAFF]
        # There are few different answers, and very many scans.
        self._groups = cache(self._groups_of)

    def of(self, scan: CountedScan) -> tuple[Group, ...]:
        """Return the groups of a business; none when it is outside the region.

        Who did not say where it is came in by our front door, so it counts for the region.
        """
        answers = scan.answers
        return self._groups(answers.get(PLACE, DOES_NOT_KNOW), answers.get(STAFF, DOES_NOT_KNOW))

    def _groups_of(self, place: str, staff: str) -> tuple[Group, ...]:
        if place != DOES_NOT_KNOW and place not in self._places:
            return ()
        groups = [self._region]
        if code := self._places.get(place):
            groups.append((Division.MUNICIPALITY, code))
        if band := _band_of(self._staff, staff):
            groups.append((Division.SIZE, code_of(band)))
        return tuple(groups)


def code_of(band: Band) -> str:
    """Return the code of a size: `0`, `2-10`, `250-`."""
    return spelled(Range(band.low, band.high))


def _band_of(fact: Fact, word: str) -> Band | None:
    """Return the band in which a number falls for sure: who said "1 or 2" is in none."""
    value = value_of(fact, word)
    if not isinstance(value, Range):
        return None
    return next((band for band in fact.bands if _holds(band, value)), None)


def _holds(band: Band, value: Range) -> bool:
    is_below_top = band.high is None or (value.high is not None and value.high <= band.high)
    return band.low <= value.low and is_below_top
