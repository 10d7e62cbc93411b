"""A quarter is published when it ended, once and for good: reports differ in whole quarters."""

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from advice.content import Content
from conversations.scans import CountedScan
from insight.fakes import MemoryFigures
from insight.figures import Row
from insight.publish import report
from insight.quarter import Quarter
from tests.insight.counted import AFTER, DURING, QUARTER, scan, scans
from tests.insight.strategies import NOW, crowds, scans_of

SUMMER = datetime(2026, 8, 1, tzinfo=UTC)


def quarters(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(row.quarter for row in rows))


async def test_a_running_quarter_shows_nothing_and_is_not_published(real: Content) -> None:
    store = MemoryFigures(*scans(500))

    assert await report(store, real, DURING) == []
    assert store.kept == {}


async def test_without_scans_there_is_nothing_to_report(real: Content) -> None:
    store = MemoryFigures()

    assert await report(store, real, AFTER) == []
    assert store.kept == {}


async def test_all_finished_quarters_come_from_the_first_scan_on(real: Content) -> None:
    now = datetime(2027, 5, 1, tzinfo=UTC)
    store = MemoryFigures(
        *scans(10, at=SUMMER),
        *scans(20, at=datetime(2027, 2, 1, tzinfo=UTC)),
        *scans(30, at=datetime(2027, 4, 20, tzinfo=UTC)),
    )

    rows = await report(store, real, now)

    assert [(row.quarter, row.count) for row in rows] == [("2026KW03", 10), ("2027KW01", 20)]
    assert list(store.kept) == ["2026KW03", "2026KW04", "2027KW01"]


async def test_a_scan_counts_in_the_quarter_in_which_it_ended_here(real: Content) -> None:
    last = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    store = MemoryFigures(*scans(10, at=last), *scans(10, at=last.replace(hour=23), first=11))

    rows = await report(store, real, datetime(2027, 4, 2, tzinfo=UTC))

    assert [(row.quarter, row.count) for row in rows] == [("2026KW04", 10), ("2027KW01", 10)]


async def test_a_withdrawn_scan_does_not_change_what_was_published(real: Content) -> None:
    store = MemoryFigures(*scans(10))
    before = await report(store, real, AFTER)

    del store.scans[0]

    assert await report(store, real, AFTER) == before != []


async def test_a_scan_that_comes_in_late_does_not_change_what_was_published(real: Content) -> None:
    store = MemoryFigures(*scans(9))
    before = await report(store, real, AFTER)

    store.scans.append(scan(10))

    assert await report(store, real, AFTER) == before == []


async def test_a_quarter_stays_in_the_report_when_its_scans_are_all_withdrawn(
    real: Content,
) -> None:
    store = MemoryFigures(*scans(10, at=SUMMER))
    before = await report(store, real, DURING)

    store.scans = []
    alone = await report(store, real, AFTER)
    store.scans = scans(10, at=AFTER)
    followed = await report(store, real, datetime(2027, 4, 2, tzinfo=UTC))

    assert quarters(before) == ["2026KW03"]
    assert alone == before
    assert followed[: len(before)] == before
    assert quarters(followed) == ["2026KW03", "2027KW01"]


async def test_the_figures_of_another_version_of_the_content_stay_as_they_were(
    real: Content,
) -> None:
    store = MemoryFigures(*scans(10, {"scan_plan": "in_hoofd"}))
    before = await report(store, real, AFTER)
    without_scans = structs.replace(real, scans={})

    assert await report(store, without_scans, AFTER) == before


class _Overtaken(MemoryFigures):
    """While one counts, another process publishes what it counted a moment before."""

    async def counted_scans(self, since: datetime, until: datetime) -> list[CountedScan]:
        found = list(await super().counted_scans(since, until))
        self.kept.setdefault(str(Quarter.of(since)), b"[]")
        return found


async def test_who_publishes_second_reports_what_the_first_published(real: Content) -> None:
    store = _Overtaken(*scans(10))

    rows = await report(store, real, AFTER)

    assert rows == []
    assert store.kept == {str(QUARTER): b"[]"}


class _Watched(MemoryFigures):
    """Remembers how often it was asked for scans."""

    asked = 0

    async def counted_scans(self, since: datetime, until: datetime) -> Sequence[CountedScan]:
        self.asked += 1
        return await super().counted_scans(since, until)


async def test_a_published_quarter_is_not_counted_again(real: Content) -> None:
    store = _Watched(*scans(10))

    for _ in range(3):
        await report(store, real, AFTER)

    assert store.asked == 1


@given(crowd=crowds(), more=st.lists(scans_of(st.integers(1, 200)), max_size=3), data=st.data())
async def test_one_business_more_or_less_changes_no_published_number(
    real: Content, crowd: list[CountedScan], more: list[CountedScan], data: st.DataObject
) -> None:
    first = data.draw(st.datetimes(min_value=datetime(2026, 10, 2), max_value=datetime(2027, 2, 1)))  # noqa: DTZ001
    store = MemoryFigures(*crowd)
    before = await report(store, real, first.replace(tzinfo=UTC))

    withdrawn = data.draw(st.sampled_from(crowd)).business if crowd else None
    store.scans = [one for one in crowd if one.business != withdrawn] + more
    after = await report(store, real, NOW)

    published = quarters(before)
    assert [row for row in after if row.quarter in published] == before
    assert all(row.quarter < str(Quarter.of(NOW)) for row in after)
    assert all(row.count >= 10 and row.count % 10 == 0 for row in after)
