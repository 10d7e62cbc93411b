"""A week of the agenda, as far as an advisor may see it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from msgspec import structs

from advice.appointments.rules import AgendaRules
from advice.organisation import Weekday
from gateway.console.appointments.weeks import monday_of, part_of, week_of
from handoff.appointments.agendas import Absence, Span
from kit.clock import midnight_here
from storage.store import SqlStore
from tests.gateway.conftest import assert_problem
from tests.gateway.console.appointments.conftest import TEN, WEEK, Booker, Caller
from tests.handoff.people import advisor
from tests.support.console import Client, logged_in
from tests.support.time import HandClock


def on(week: Any, day: str) -> Any:
    return next(one for one in week["days"] if one["day"] == day)


def names(week: Any) -> list[str]:
    return [one["name"] for day in week["days"] for one in day["appointments"]]


async def test_the_week_has_who_comes_when_and_how(me: Caller, book: Booker) -> None:
    await book(me.advisor)

    week = await me.get(f"/agenda?week={WEEK}")

    (line,) = on(week, "2026-12-01")["appointments"]
    assert (line["start"], line["standing"]) == ("2026-12-01T09:00:00Z", "booked")
    assert (line["name"], line["municipality"], line["form"]) == (
        "Jan Jansen",
        "Urk",
        "telefonisch",
    )
    assert (week["before"], week["after"]) == ("2026-W48", "2026-W50")
    assert week["this_week"] == "2026-W48"


async def test_without_a_choice_it_is_this_week_of_who_asks(
    me: Caller, book: Booker, store: SqlStore, clock: HandClock
) -> None:
    colleague = await advisor(store, clock, "Anna")
    await book(colleague, clock() + timedelta(hours=2), name="Bij Anna")
    await book(me.advisor, clock() + timedelta(hours=2), name="Bij mij")

    assert names(await me.get("/agenda")) == ["Bij mij"]
    assert set(names(await me.get("/agenda?advisor=all"))) == {"Bij Anna", "Bij mij"}
    assert names(await me.get(f"/agenda?advisor={colleague.id}")) == ["Bij Anna"]


async def test_one_sees_the_own_appointments_and_those_of_the_own_groups(
    me: Caller, book: Booker, store: SqlStore, clock: HandClock
) -> None:
    colleague = await advisor(store, clock, "Anna")
    for number, group in enumerate(("geld", "groen", "algemeen")):
        await book(colleague, TEN + timedelta(hours=number), group=group, name=group)
    await book(me.advisor, group="groen", name="eigen")

    seen = names(await me.get(f"/agenda?week={WEEK}&advisor=all"))

    assert sorted(seen) == ["algemeen", "eigen", "geld"]


async def test_who_leads_sees_all_and_a_closed_group_shows_nothing_to_others(
    me: Caller, lead: Caller, book: Booker, store: SqlStore, clock: HandClock
) -> None:
    outsider = structs.replace(me.advisor, groups=("groen",))
    async with store.transaction() as work:
        await work.change_advisor(outsider)
    await book(await advisor(store, clock, "Anna"))

    assert names(await lead.get(f"/agenda?week={WEEK}&advisor=all")) == ["Jan Jansen"]
    await logged_in(lead.client)
    assert names(await me.get(f"/agenda?week={WEEK}&advisor=all")) == []


async def test_hours_are_those_of_who_it_is_about(me: Caller, store: SqlStore) -> None:
    own = AgendaRules(hours={Weekday.TUESDAY: (("10:00", "12:00"),)})
    async with store.transaction() as work:
        await work.keep_agenda(me.advisor.id, own)

    week = await me.get(f"/agenda?week={WEEK}")

    assert on(week, "2026-12-01")["hours"] == [["10:00", "12:00"]]
    assert on(week, "2026-12-02")["hours"] == []


async def test_who_is_not_bookable_has_no_hours(me: Caller, store: SqlStore) -> None:
    async with store.transaction() as work:
        await work.keep_agenda(me.advisor.id, AgendaRules(is_bookable=False))

    week = await me.get(f"/agenda?week={WEEK}")

    assert not any(day["hours"] for day in week["days"])


async def test_a_closed_day_is_told_by_its_name_and_has_no_hours(me: Caller) -> None:
    week = await me.get("/agenda?week=2026-W53")

    closed = on(week, "2027-01-01")
    assert closed["closing"] == {"name": "Nieuwjaarsdag", "hours": []}
    assert closed["hours"] == []


async def test_an_absence_is_on_each_of_its_days_for_as_long_as_it_lasts(
    me: Caller, store: SqlStore
) -> None:
    span = Span(TEN + timedelta(hours=3), TEN + timedelta(days=1, hours=1))
    async with store.transaction() as work:
        await work.keep_absence(
            Absence(id=uuid4(), span=span, title="Beurs", advisor=me.advisor.id)
        )

    week = await me.get(f"/agenda?week={WEEK}")

    away = [on(week, day)["away"] for day in ("2026-12-01", "2026-12-02", "2026-12-03")]
    parts = [[(one["title"], one["since"], one["until"]) for one in day] for day in away]
    assert parts == [[("Beurs", "13:00", "24:00")], [("Beurs", "00:00", "11:00")], []]


async def test_why_a_colleague_is_away_is_theirs_and_of_who_leads(
    me: Caller, lead: Caller, store: SqlStore, clock: HandClock
) -> None:
    colleague = await advisor(store, clock, "Anna")
    span = Span(TEN, TEN + timedelta(hours=1))
    async with store.transaction() as work:
        await work.keep_absence(
            Absence(id=uuid4(), span=span, title="Ziekenhuis", advisor=colleague.id)
        )
        await work.keep_absence(Absence(id=uuid4(), span=span, title="Heidag"))

    for_lead = on(await lead.get(f"/agenda?week={WEEK}&advisor=all"), "2026-12-01")["away"]
    await logged_in(lead.client)
    for_me = on(await me.get(f"/agenda?week={WEEK}&advisor=all"), "2026-12-01")["away"]

    told = [{one["title"] for one in away} for away in (for_lead, for_me)]
    assert told == [{"Ziekenhuis", "Heidag"}, {None, "Heidag"}]


async def test_what_must_move_and_what_is_to_be_ended_stands_apart(
    me: Caller, book: Booker, store: SqlStore, clock: HandClock
) -> None:
    over = await book(me.advisor, clock() + timedelta(hours=1))
    moving = await book(me.advisor, TEN + timedelta(weeks=5))
    await me.done("POST", f"/appointments/{moving.id}/ask-to-move", {"version": 0})
    clock.forward(7_200)
    await logged_in(me.client)

    week = await me.get("/agenda")

    assert [one["id"] for one in week["to_end"]] == [str(over.id)]
    assert [one["standing"] for one in week["must_move"]] == ["must_move"]
    assert [one["id"] for one in week["must_move"]] == [str(moving.id)]


@pytest.mark.parametrize("week", ["2026-W54", "2026-49", "x", "9999-W52", "0001-W01", "2026-W49-3"])
async def test_a_week_that_does_not_exist_is_refused_in_words(me: Caller, week: str) -> None:
    assert_problem(await me.send("GET", f"/agenda?week={week}"), 422, "no-such-week")


@pytest.mark.parametrize("who", ["iemand", "team"])
async def test_a_colleague_who_does_not_exist_is_refused_in_words(me: Caller, who: str) -> None:
    assert_problem(await me.send("GET", f"/agenda?advisor={who}"), 404, "unknown")


async def test_who_is_not_logged_in_sees_nothing(client: Client) -> None:
    assert (await client.get("/adviseur/api/agenda")).status_code == 401


def test_a_week_and_its_monday_are_each_others() -> None:
    monday = monday_of("2026-W53")

    assert (monday.isoformat(), week_of(monday)) == ("2026-12-28", "2026-W53")


def test_the_day_on_which_the_clock_is_changed_still_has_one_midnight() -> None:
    day = monday_of("2026-W43") + timedelta(days=6)

    span = Span(midnight_here(day), midnight_here(day + timedelta(days=1)))

    assert span.end - span.start == timedelta(hours=25)
    assert part_of(span, day) == ("00:00", "24:00")
    assert span.start == datetime(2026, 10, 24, 22, tzinfo=UTC)
