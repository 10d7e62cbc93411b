"""Scans as they may come: of few businesses and with few different answers, so that cells fill."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from conversations.scans import CountedScan

BEGIN = datetime(2026, 7, 1, tzinfo=UTC)
NOW = datetime(2027, 2, 15, tzinfo=UTC)

_ANSWERS = {
    "gemeente": ["urk", "almere", "anders", "weet_niet"],
    "personeel_aantal": ["0", "4", "2-10", "1-2", "weet_niet"],
    "scan_plan": ["in_hoofd", "dag_tot_dag", "weet_niet", "geen antwoord"],
    "scan_leren": ["af_en_toe", "weet_niet"],
}

moments = st.timedeltas(timedelta(0), NOW - BEGIN).map(BEGIN.__add__)


def scans_of(businesses: st.SearchStrategy[int]) -> st.SearchStrategy[CountedScan]:
    """Return any scan of one of these businesses."""
    return st.builds(
        CountedScan,
        business=businesses.map(lambda number: UUID(int=number)),
        version=st.sampled_from([1, 1, 1, 9]),
        answers=st.fixed_dictionaries(
            {}, optional={key: st.sampled_from(words) for key, words in _ANSWERS.items()}
        ),
        levels=st.dictionaries(st.sampled_from(["plannen", "geld"]), st.integers(0, 3)),
        finished_at=moments,
    )


@st.composite
def crowds(draw: st.DrawFn) -> list[CountedScan]:
    """Return scans of many businesses: a few kinds of scan, each done by 0 to 31 of them."""
    kinds = draw(st.lists(scans_of(st.just(0)), min_size=1, max_size=5))
    crowd: list[CountedScan] = []
    for kind in kinds:
        for _ in range(draw(st.integers(0, 31))):
            business = UUID(int=len(crowd) + 1)
            crowd.append(
                CountedScan(business, kind.version, kind.answers, kind.levels, kind.finished_at)
            )
    again = draw(st.lists(scans_of(st.integers(1, 40)), max_size=6))
    return draw(st.permutations([*crowd, *again]))
