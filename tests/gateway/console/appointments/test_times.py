"""When an advisor, a group or the team can be booked: rules and absences on the console."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from advice.appointments.rules import AgendaRules
from advice.organisation import Weekday
from conversations.appointments import Form
from handoff.advisors import Deed
from handoff.appointments.agendas import Absence, Span
from storage.store import SqlStore
from tests.gateway.conftest import assert_problem
from tests.gateway.console.appointments.conftest import TEN, Booker, Caller
from tests.handoff.people import advisor
from tests.support.console import deeds, logged_in
from tests.support.time import HandClock


def rules_of(caller: Caller) -> str:
    return f"/agenda/rules/{caller.advisor.id}"


def absences_of(caller: Caller) -> str:
    return f"/agenda/absences/{caller.advisor.id}"


async def of_advisor(store: SqlStore, id: UUID) -> AgendaRules:
    async with store.reading() as work:
        return (await work.agendas()).of_advisors.get(id, AgendaRules())


async def absences(store: SqlStore) -> list[Absence]:
    async with store.reading() as work:
        return [*await work.absences(Span(TEN - timedelta(days=900), TEN + timedelta(days=900)))]


async def test_what_is_left_open_comes_from_the_group_and_else_from_the_team(
    me: Caller, store: SqlStore
) -> None:
    async with store.transaction() as work:
        await work.keep_agenda("geld", AgendaRules(minutes=60, before=0, is_bookable=False))

    times = await me.get(rules_of(me))

    assert (times["own"]["minutes"], times["otherwise"]["minutes"]) == (None, 60)
    assert (times["group"], times["otherwise"]["notice_hours"]) == ("Geld en zorgen", 24)
    assert sorted(times["from_group"]) == ["before", "is_bookable", "minutes"]
    assert (times["may_edit"], times["is_person"], times["title"]) == (True, True, "Sam de Vries")


async def test_rules_are_kept_as_they_were_filled_in_and_that_is_noted(
    me: Caller, store: SqlStore
) -> None:
    version = (await me.get(rules_of(me)))["version"]
    rules = {
        "hours": {"maandag": [["09:00", "12:30"], ["13:00", "17:00"]], "dinsdag": []},
        "forms": ["telefonisch", "video"],
        "minutes": 30,
        "before": 0,
        "video": "https://praten.example.org/sam",
        "calendar": "sam/werk/",
    }

    kept = await me.done("PUT", rules_of(me), {"version": version, "rules": rules})

    own = await of_advisor(store, me.advisor.id)
    assert own.hours == {
        Weekday.MONDAY: (("09:00", "12:30"), ("13:00", "17:00")),
        Weekday.TUESDAY: (),
    }
    assert (own.forms, own.minutes, own.before) == ((Form.PHONE, Form.VIDEO), 30, 0)
    assert (own.video, own.calendar) == ("https://praten.example.org/sam", "sam/werk/")
    assert kept["own"]["hours"] == rules["hours"]
    assert kept["version"] != version
    assert Deed.AGENDA_CHANGED in await deeds(store)


async def test_who_saw_old_rules_gets_the_newest_and_changes_nothing(
    me: Caller, store: SqlStore
) -> None:
    version = (await me.get(rules_of(me)))["version"]
    await me.done("PUT", rules_of(me), {"version": version, "rules": {"minutes": 30}})

    answer = await me.send("PUT", rules_of(me), {"version": version, "rules": {"minutes": 60}})

    assert_problem(answer, 409, "changed")
    newest = answer.json()["newest"]
    assert newest["own"]["minutes"] == 30
    assert (await of_advisor(store, me.advisor.id)).minutes == 30
    again = {"version": newest["version"], "rules": {"minutes": 60}}
    await me.done("PUT", rules_of(me), again)
    assert (await of_advisor(store, me.advisor.id)).minutes == 60


@pytest.mark.parametrize(
    ("field", "rules", "said"),
    [
        (
            "hours.maandag",
            {"hours": {"maandag": [["09:00", "12:00"], ["11:00", "13:00"]]}},
            "overl",
        ),
        ("hours.maandag", {"hours": {"maandag": [["17:00", "09:00"]]}}, "voordat ze beginnen"),
        ("hours.maandag", {"hours": {"maandag": [["09:00", "25:00"]]}}, "kloppen niet"),
        ("hours", {"hours": {"feestdag": []}}, "bestaat"),
        ("forms", {"forms": ["per_post"]}, "manier"),
        ("minutes", {"minutes": 0}, "van 5 tot en met 480"),
        ("horizon_days", {"horizon_days": 9_999}, "van 1 tot en met 365"),
        ("video", {"video": "javascript:alert(1)"}, "https://"),
        ("place", {"place": "x" * 201}, "200 tekens"),
        ("calendar", {"calendar": "../ander/"}, "pad"),
        ("calendar", {"calendar": "https://elders.example.org/"}, "pad"),
    ],
)
async def test_what_cannot_be_is_told_by_its_field_and_nothing_is_kept(
    me: Caller, store: SqlStore, field: str, rules: dict[str, Any], said: str
) -> None:
    version = (await me.get(rules_of(me)))["version"]

    answer = await me.send("PUT", rules_of(me), {"version": version, "rules": rules})

    assert_problem(answer, 422, "bad-field")
    assert (answer.json()["field"], said in answer.json()["detail"]) == (field, True)
    assert await of_advisor(store, me.advisor.id) == AgendaRules()


async def test_only_who_leads_changes_the_rules_of_others_and_of_groups(
    me: Caller, lead: Caller, store: SqlStore, clock: HandClock
) -> None:
    colleague = await advisor(store, clock, "Anna")
    paths = [f"/agenda/rules/{owner}" for owner in (colleague.id, "geld")]
    versions = [(await lead.get(path))["version"] for path in paths]
    bodies = [{"version": version, "rules": {"minutes": 20}} for version in versions]
    await logged_in(lead.client)
    refused = [await me.send("PUT", *one) for one in zip(paths, bodies, strict=True)]
    await logged_in(lead.client, lead.advisor.email)

    allowed = [await lead.send("PUT", *one) for one in zip(paths, bodies, strict=True)]

    assert_problem(refused[0], 404, "unknown")
    assert_problem(refused[1], 403, "not-yours")
    assert [one.status_code for one in allowed] == [200, 200]


async def test_a_group_has_no_calendar_of_its_own(lead: Caller, store: SqlStore) -> None:
    version = (await lead.get("/agenda/rules/groen"))["version"]

    await lead.done(
        "PUT", "/agenda/rules/groen", {"version": version, "rules": {"calendar": "sam/werk/"}}
    )

    async with store.reading() as work:
        assert (await work.agendas()).of_groups["groen"].calendar is None


async def test_the_rules_of_the_team_are_read_here_and_changed_in_their_file(
    lead: Caller,
) -> None:
    times = await lead.get("/agenda/rules/team")

    answer = await lead.send(
        "PUT", "/agenda/rules/team", {"version": times["version"], "rules": {}}
    )

    assert (times["own"]["minutes"], times["may_edit"]) == (45, False)
    assert_problem(answer, 409, "team-rules")


@pytest.mark.parametrize("owner", ["bestaat-niet", str(UUID(int=7))])
@pytest.mark.parametrize("kind", ["rules", "absences"])
async def test_an_owner_who_does_not_exist_is_refused_in_words(
    lead: Caller, owner: str, kind: str
) -> None:
    assert_problem(await lead.send("GET", f"/agenda/{kind}/{owner}"), 404, "unknown")


async def test_an_absence_tells_which_appointments_fall_in_it(
    me: Caller, book: Booker, store: SqlStore
) -> None:
    hit = await book(me.advisor)
    await book(me.advisor, TEN + timedelta(days=7))
    vacation = {"title": "Vakantie", "first": "2026-12-01", "last": "2026-12-04"}

    (absence,) = (await me.done("POST", absences_of(me), vacation))["absences"]

    assert [one["id"] for one in absence["hits"]] == [str(hit.id)]
    assert (absence["first"], absence["last"]) == ("2026-12-01", "2026-12-04")
    assert (absence["since"], absence["until"]) == (None, None)
    assert Deed.AGENDA_CHANGED in await deeds(store)
    await me.done("POST", f"/appointments/{hit.id}/ask-to-move", {"version": 0})
    (absence,) = (await me.get(absences_of(me)))["absences"]
    assert absence["hits"] == []


async def test_an_absence_can_last_a_part_of_a_day(me: Caller, store: SqlStore) -> None:
    dentist = {"title": "Tandarts", "first": "2026-12-01", "since": "13:00", "until": "15:30"}

    (shown,) = (await me.done("POST", absences_of(me), dentist))["absences"]

    (kept,) = await absences(store)
    assert kept.span == Span(TEN + timedelta(hours=3), TEN + timedelta(hours=5, minutes=30))
    assert (shown["last"], shown["since"], shown["until"]) == ("2026-12-01", "13:00", "15:30")


async def test_a_day_on_which_the_clock_changes_is_a_whole_day(
    me: Caller, store: SqlStore, clock: HandClock
) -> None:
    await me.done("POST", absences_of(me), {"title": "Vrij", "first": "2027-03-28"})

    (kept,) = await absences(store)
    assert kept.span.end - kept.span.start == timedelta(hours=23)


@pytest.mark.parametrize(
    ("field", "absence"),
    [
        ("title", {"title": " ", "first": "2026-12-01"}),
        ("title", {"title": "x" * 101, "first": "2026-12-01"}),
        ("first", {"title": "Vrij", "first": "2026-02-30"}),
        ("first", {"title": "Vrij", "first": "2026-11-22"}),
        ("last", {"title": "Vrij", "first": "2026-12-04", "last": "2026-12-01"}),
        ("last", {"title": "Vrij", "first": "2026-12-04", "last": "9999-12-31"}),
        ("first", {"title": "Vrij", "first": "0001-01-01"}),
        ("until", {"title": "Vrij", "first": "2026-12-04", "since": "15:00", "until": "13:00"}),
        ("since", {"title": "Vrij", "first": "2026-12-04", "since": "25:00"}),
    ],
)
async def test_an_absence_that_cannot_be_is_told_by_its_field_and_not_kept(
    me: Caller, store: SqlStore, field: str, absence: dict[str, str]
) -> None:
    answer = await me.send("POST", absences_of(me), absence)

    assert_problem(answer, 422, "bad-field")
    assert answer.json()["field"] == field
    assert await absences(store) == []


async def test_who_fell_ill_can_still_say_so(me: Caller, store: SqlStore) -> None:
    ill = {"title": "Ziek", "first": "0001-01-01", "last": "2026-12-04"}

    await me.done("POST", absences_of(me), ill)

    assert len(await absences(store)) == 1


async def test_an_absence_can_be_taken_away_by_who_may_change_it(
    me: Caller, lead: Caller, store: SqlStore
) -> None:
    for owner in (me.advisor.id, "team", "geld"):
        await lead.done(
            "POST", f"/agenda/absences/{owner}", {"title": "Vrij", "first": "2026-12-01"}
        )
    own, group, team = sorted(
        await absences(store), key=lambda one: (one.advisor is None, one.group is None)
    )
    await logged_in(lead.client)

    refused = [
        await me.send("DELETE", f"/agenda/absences/{owner}/{one.id}")
        for owner, one in (("team", team), ("geld", group))
    ]
    mixed_up = await me.send("DELETE", f"{absences_of(me)}/{team.id}")
    left = await me.done("DELETE", f"{absences_of(me)}/{own.id}")

    assert [one.status_code for one in refused] == [403, 403]
    assert_problem(mixed_up, 404, "unknown")
    assert left["absences"] == []
    assert {one.id for one in await absences(store)} == {team.id, group.id}
    assert_problem(await me.send("DELETE", f"{absences_of(me)}/{own.id}"), 404, "unknown")


async def test_an_absence_of_a_group_hits_its_members_and_that_of_the_team_everybody(
    me: Caller, lead: Caller, book: Booker, store: SqlStore, clock: HandClock
) -> None:
    green = await advisor(store, clock, "Anna")
    async with store.transaction() as work:
        await work.change_advisor(structs.replace(green, groups=("groen",)))
    first = await book(me.advisor)
    second = await book(green, group="groen")
    off = {"title": "Heidag", "first": "2026-12-01"}

    of_group = await lead.done("POST", "/agenda/absences/groen", off)
    of_team = await lead.done("POST", "/agenda/absences/team", off)

    assert [one["id"] for one in of_group["absences"][0]["hits"]] == [str(second.id)]
    assert {one["id"] for one in of_team["absences"][0]["hits"]} == {str(first.id), str(second.id)}


async def test_the_absences_of_a_colleague_are_not_read_by_others(
    me: Caller, store: SqlStore, clock: HandClock
) -> None:
    colleague = await advisor(store, clock, "Anna")
    span = Span(TEN, TEN + timedelta(hours=1))
    async with store.transaction() as work:
        await work.keep_absence(
            Absence(id=uuid4(), span=span, title="Ziekenhuis", advisor=colleague.id)
        )

    answer = await me.send("GET", f"/agenda/absences/{colleague.id}")

    assert_problem(answer, 404, "unknown")
