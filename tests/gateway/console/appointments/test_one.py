"""One appointment on the console: all about it, and what is done with it."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from conversations.appointments import Ending, Form, Party
from conversations.messages import Reply
from handoff.advisors import Deed
from storage.store import SqlStore
from tests.gateway.conftest import assert_problem
from tests.gateway.console.appointments.conftest import TEN, Booker, Caller, kept
from tests.handoff.people import advisor, ask, texts
from tests.support.console import deeds, logged_in
from tests.support.time import HandClock

EVENING = "2026-12-02T18:00:00Z"


async def test_it_has_everything_that_one_needs_for_the_talk_and_seeing_it_is_noted(
    me: Caller, book: Booker, store: SqlStore, clock: HandClock
) -> None:
    booked = await book(me.advisor, form=Form.OFFICE)
    async with store.transaction() as work:
        await work.say(booked.conversation, [Reply("Tot dinsdag!")], clock())

    shown = await me.get(f"/appointments/{booked.id}")

    assert shown["question"] == "Hoe draag ik mijn bakkerij over?"
    assert shown["topics"] == ["WBSO", "Geld"]
    assert (shown["phone"], shown["email"]) == ("0320-123456", "jan@example.org")
    assert (shown["group"], shown["place"]) == ("Geld en zorgen", "Voorbeeldplein 1, Lelystad")
    assert [one["text"] for one in shown["messages"]] == ["Tot dinsdag!"]
    assert (shown["may_change"], shown["may_end"], shown["handoff"]) == (True, False, None)
    assert Deed.APPOINTMENT_SEEN in await deeds(store)


async def test_the_request_in_the_same_conversation_can_be_opened_and_shows_the_appointment(
    me: Caller, book: Booker, store: SqlStore, clock: HandClock
) -> None:
    booked = await book(me.advisor)
    request = await ask(store, clock, booked.conversation)

    shown = await me.get(f"/appointments/{booked.id}")
    card = await me.get(f"/handoffs/{request.id}")

    assert shown["handoff"] == str(request.id)
    assert card["appointment"] == {
        "id": str(booked.id),
        "start": "2026-12-01T09:00:00Z",
        "end": "2026-12-01T09:45:00Z",
        "advisor": "Sam de Vries",
    }


async def test_a_request_shows_no_appointment_that_is_not_for_this_advisor(
    me: Caller, book: Booker, store: SqlStore, clock: HandClock
) -> None:
    booked = await book(await advisor(store, clock, "Anna"), group="groen")
    request = await ask(store, clock, booked.conversation)

    assert (await me.get(f"/handoffs/{request.id}"))["appointment"] is None


@pytest.mark.parametrize("call", ["", "/move", "/cancel", "/ask-to-move", "/end"])
async def test_one_of_another_group_is_as_one_that_is_not_there(
    me: Caller, book: Booker, store: SqlStore, clock: HandClock, call: str
) -> None:
    hidden = await book(await advisor(store, clock, "Anna"), group="groen")
    body = {"version": 0, **({"start": EVENING} if call == "/move" else {})}
    body |= {"ending": "doorgegaan"} if call == "/end" else {}

    for id in (hidden.id, uuid4()):
        answer = await me.send("POST" if call else "GET", f"/appointments/{id}{call}", body)
        assert_problem(answer, 404, "unknown")
    assert await kept(store, hidden.id) == hidden


async def test_moving_goes_outside_the_own_hours_tells_the_entrepreneur_and_is_noted(
    me: Caller, book: Booker, store: SqlStore
) -> None:
    booked = await book(me.advisor)

    moved = await me.done(
        "POST", f"/appointments/{booked.id}/move", {"version": 0, "start": EVENING}
    )

    assert (moved["line"]["start"], moved["line"]["version"]) == (EVENING, 1)
    assert (await kept(store, booked.id)).slot.start == datetime(2026, 12, 2, 18, tzinfo=UTC)
    assert "woensdag 2 december van 19.00" in (await texts(store, booked.conversation))[-1]
    assert Deed.APPOINTMENT_MOVED in await deeds(store)


async def test_a_time_that_another_has_is_refused_and_nothing_changes(
    me: Caller, book: Booker, store: SqlStore
) -> None:
    booked = await book(me.advisor)
    await book(me.advisor, TEN + timedelta(hours=1))

    answer = await me.send(
        "POST",
        f"/appointments/{booked.id}/move",
        {"version": 0, "start": "2026-12-01T10:15:00Z"},
    )

    assert_problem(answer, 409, "slot-taken")
    assert await kept(store, booked.id) == booked
    assert Deed.APPOINTMENT_MOVED not in await deeds(store)


@pytest.mark.parametrize(
    "start",
    [
        "2026-11-22T10:00:00Z",
        "9999-12-31T23:59:00Z",
        "0001-01-01T00:00:00Z",
        "2026-12-01T09:00:00Z",
    ],
)
async def test_a_moment_that_cannot_be_changes_nothing(
    me: Caller, book: Booker, store: SqlStore, start: str
) -> None:
    booked = await book(me.advisor)

    answer = await me.send(
        "POST", f"/appointments/{booked.id}/move", {"version": 0, "start": start}
    )

    assert_problem(answer, 422, "bad-field")
    assert answer.json()["field"] == "start"
    assert await kept(store, booked.id) == booked


@pytest.mark.parametrize(
    ("call", "more"),
    [
        ("move", {"start": EVENING}),
        ("cancel", {}),
        ("ask-to-move", {}),
        ("end", {"ending": "doorgegaan"}),
    ],
)
async def test_who_saw_an_old_one_gets_the_newest_and_changes_nothing(
    me: Caller, book: Booker, store: SqlStore, clock: HandClock, call: str, more: dict[str, str]
) -> None:
    booked = await book(me.advisor)
    await me.done(
        "POST",
        f"/appointments/{booked.id}/move",
        {"version": 0, "start": "2026-12-03T10:00:00Z"},
    )
    before = await kept(store, booked.id)

    answer = await me.send("POST", f"/appointments/{booked.id}/{call}", {"version": 0, **more})

    assert_problem(answer, 409, "changed")
    newest = answer.json()["newest"]["line"]
    assert (newest["version"], newest["start"]) == (1, "2026-12-03T10:00:00Z")
    assert await kept(store, booked.id) == before


async def test_of_two_who_change_it_at_once_one_is_told_that_the_other_was_earlier(
    me: Caller, book: Booker, store: SqlStore
) -> None:
    booked = await book(me.advisor)
    path = f"/appointments/{booked.id}"

    answers = await asyncio.gather(
        me.send("POST", f"{path}/move", {"version": 0, "start": EVENING}),
        me.send("POST", f"{path}/cancel", {"version": 0}),
    )

    assert sorted(one.status_code for one in answers) == [200, 409]
    assert (await kept(store, booked.id)).version == 1


async def test_calling_off_tells_the_entrepreneur_and_is_noted(
    me: Caller, book: Booker, store: SqlStore
) -> None:
    booked = await book(me.advisor)

    off = await me.done("POST", f"/appointments/{booked.id}/cancel", {"version": 0})
    again = await me.send("POST", f"/appointments/{booked.id}/cancel", {"version": 1})

    assert (off["line"]["standing"], off["cancelled_by"]) == ("cancelled", "adviseur")
    assert (await kept(store, booked.id)).cancelled_by is Party.ADVISOR
    assert "gaat niet door" in " ".join(await texts(store, booked.conversation))
    assert_problem(again, 409, "is-over")
    assert (await deeds(store)).count(Deed.APPOINTMENT_CANCELLED) == 1


async def test_who_must_choose_anew_is_asked_and_can_be_moved_to_the_same_time_after_all(
    me: Caller, book: Booker, store: SqlStore
) -> None:
    booked = await book(me.advisor)
    path = f"/appointments/{booked.id}"

    asked = await me.done("POST", f"{path}/ask-to-move", {"version": 0})
    back = await me.done("POST", f"{path}/move", {"version": 1, "start": "2026-12-01T09:00:00Z"})

    assert (asked["line"]["standing"], back["line"]["standing"]) == ("must_move", "booked")
    assert "ander" in " ".join(await texts(store, booked.conversation))


async def test_how_it_went_is_kept_with_a_remark_and_can_be_corrected(
    me: Caller, book: Booker, store: SqlStore, clock: HandClock
) -> None:
    booked = await book(me.advisor, clock() + timedelta(hours=1))
    path = f"/appointments/{booked.id}/end"
    early = await me.send("POST", path, {"version": 0, "ending": "doorgegaan"})
    clock.forward(7_200)
    await logged_in(me.client)

    ended = await me.done(
        "POST", path, {"version": 0, "ending": "niet_verschenen", "remark": " nam niet op "}
    )
    await me.done("POST", path, {"version": 1, "ending": "doorgegaan"})

    assert_problem(early, 409, "not-yet")
    assert (ended["line"]["standing"], ended["remark"]) == ("no_show", "nam niet op")
    assert (await kept(store, booked.id)).ending is Ending.MET
    assert (await deeds(store)).count(Deed.APPOINTMENT_ENDED) == 2


@pytest.mark.parametrize(
    ("field", "body"),
    [("ending", {"ending": "weg"}), ("remark", {"ending": "doorgegaan", "remark": "x" * 2_001})],
)
async def test_how_it_went_is_one_of_three_and_a_remark_is_short(
    me: Caller, book: Booker, field: str, body: dict[str, str]
) -> None:
    booked = await book(me.advisor)

    answer = await me.send("POST", f"/appointments/{booked.id}/end", {"version": 0, **body})

    assert_problem(answer, 422, "bad-field")
    assert answer.json()["field"] == field


async def test_a_call_that_the_page_did_not_make_changes_nothing(
    me: Caller, book: Booker, store: SqlStore
) -> None:
    booked = await book(me.advisor)

    answer = await me.client.post(
        f"/adviseur/api/appointments/{booked.id}/cancel", json={"version": 0}
    )

    assert answer.status_code == 403
    assert await kept(store, booked.id) == booked


async def test_an_erased_conversation_takes_its_appointment_along(
    me: Caller, book: Booker, store: SqlStore
) -> None:
    booked = await book(me.advisor)
    async with store.transaction() as work:
        await work.erase(booked.conversation)

    assert_problem(await me.send("GET", f"/appointments/{booked.id}"), 404, "unknown")
