"""What holds on every calendar server: nothing that somebody changed is overwritten."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from msgspec import structs

from gateway.calendars.caldav.server import CalDavServer
from handoff.appointments.calendars import CalendarAway, CalendarRefused, Standing, StandsOtherwise
from tests.gateway.calendars.hours import DAY, HOUR, NINE, entry, hours
from tests.support.calendars import CLOSED, CalendarServer, Desktop


async def test_an_appointment_stands_there_under_its_own_id_and_invites_nobody(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    one = entry()

    mark = await calendar.put(desktop.path, one, None)

    standing = await calendar.standing(desktop.path, one.appointment)
    assert standing == Standing(mark, one.span)
    assert desktop.names() == [str(one.appointment)]
    found = desktop.event(str(one.appointment)) or ""
    assert "METHOD" not in found
    assert "ATTENDEE" not in found
    assert "ORGANIZER" not in found
    assert "SEQUENCE:0" in found
    assert "DTSTART:20261201T090000Z" in found


async def test_of_twelve_who_write_the_same_appointment_one_wins(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    one = entry()

    async def write(version: int) -> str | None:
        try:
            return await calendar.put(desktop.path, structs.replace(one, version=version), None)
        except (StandsOtherwise, CalendarAway):
            # DAViCal fails (500) when two come at the very same moment; the next try tells why.
            return None

    marks = await asyncio.gather(*map(write, range(12)))

    [won] = [mark for mark in marks if mark]
    standing = await calendar.standing(desktop.path, one.appointment)
    assert standing
    assert standing.mark == won


async def test_what_somebody_changed_meanwhile_is_not_overwritten(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    one = entry()
    old = await calendar.put(desktop.path, one, None)
    desktop.change(str(one.appointment), lambda text: text.replace("T090000Z", "T080000Z"))

    with pytest.raises(StandsOtherwise):
        await calendar.put(desktop.path, entry(NINE + HOUR, one.appointment, 1), old)
    with pytest.raises(StandsOtherwise):
        await calendar.remove(desktop.path, one.appointment, old)

    assert "T080000Z" in (desktop.event(str(one.appointment)) or "")


async def test_what_somebody_took_out_is_not_written_again_by_a_change(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    one = entry()
    old = await calendar.put(desktop.path, one, None)
    desktop.delete(str(one.appointment))

    with pytest.raises(StandsOtherwise):
        await calendar.put(desktop.path, entry(NINE + HOUR, one.appointment, 1), old)

    assert desktop.names() == []


async def test_a_change_of_ours_has_another_mark_and_is_no_change_of_somebody(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    one = entry()
    first = await calendar.put(desktop.path, one, None)
    began = await calendar.changes(desktop.path, "", {one.appointment: first})

    second = await calendar.put(desktop.path, entry(NINE + HOUR, one.appointment, 1), first)

    changes = await calendar.changes(desktop.path, began.token, {one.appointment: second})
    assert first != second
    assert began.found == changes.found == {}


@pytest.mark.parametrize("since", ["ever", "a token", "a token that was forgotten"])
async def test_what_was_moved_and_what_was_taken_out_is_told_and_nothing_else(
    calendar: CalDavServer, desktop: Desktop, since: str
) -> None:
    ids = [uuid4() for _ in range(3)]
    marks = {id: await calendar.put(desktop.path, entry(id=id), None) for id in ids}
    moved, gone, left = ids
    token = (await calendar.changes(desktop.path, "", marks)).token
    desktop.put("iets-anders", "DTSTART:20261201T110000Z", "DTEND:20261201T120000Z")
    desktop.change(str(moved), lambda text: text.replace("1T09", "2T13").replace("1T10", "2T14"))
    desktop.delete(str(gone))

    asked = {"ever": "", "a token": token, "a token that was forgotten": f"{token}oud"}[since]
    changes = await calendar.changes(desktop.path, asked, marks)

    assert set(changes.found) == {moved, gone}
    assert changes.found[gone] is None
    assert (standing := changes.found[moved])
    assert standing.mark != marks[moved]
    assert standing.span == hours(NINE + timedelta(hours=28))[0]
    assert await calendar.standing(desktop.path, left)


async def test_a_server_that_tells_no_changes_is_looked_through(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    ids = [uuid4() for _ in range(3)]
    marks = {id: await calendar.put(desktop.path, entry(id=id), None) for id in ids}
    calendar._tells_changes = False
    desktop.delete(str(ids[0]))

    changes = await calendar.changes(desktop.path, "", marks)

    assert (changes.token, changes.found) == ("", {ids[0]: None})


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("DTSTART:20261201T090000Z", "DTSTART;VALUE=DATE:20261201"),
        ("DTSTART:20261201T090000Z", "DTSTART:20261201T090000Z\nRRULE:FREQ=DAILY"),
        ("DTEND:20261201T100000Z", "DTEND:20261201T090000Z"),
    ],
    ids=["a whole day", "every day", "no time at all"],
)
async def test_what_was_made_something_else_than_an_appointment_has_no_time(
    calendar: CalDavServer, desktop: Desktop, was: str, becomes: str
) -> None:
    one = entry()
    mark = await calendar.put(desktop.path, one, None)

    def change(text: str) -> str:
        changed = text.replace(was, becomes)
        return changed.replace("DTEND:20261201T100000Z\n", "") if "VALUE" in becomes else changed

    desktop.change(str(one.appointment), change)

    changes = await calendar.changes(desktop.path, "", {one.appointment: mark})
    assert (standing := changes.found[one.appointment]) is not None
    assert standing.span is None


async def test_what_was_called_off_there_is_told_as_such(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    one = entry()
    mark = await calendar.put(desktop.path, one, None)
    desktop.change(str(one.appointment), lambda text: text.replace("CONFIRMED", "CANCELLED"))

    changes = await calendar.changes(desktop.path, "", {one.appointment: mark})

    assert (standing := changes.found[one.appointment])
    assert standing.is_off


async def test_what_is_gone_already_can_be_taken_out(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    one = entry()
    mark = await calendar.put(desktop.path, one, None)

    await calendar.remove(desktop.path, one.appointment, mark)
    await calendar.remove(desktop.path, one.appointment, mark)

    assert await calendar.standing(desktop.path, one.appointment) is None


async def test_there_is_nothing_where_there_is_no_calendar(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    nowhere = f"{desktop.path}bestaat-niet/"

    for asked in (
        calendar.busy(nowhere, DAY),
        calendar.changes(nowhere, "", {}),
        calendar.put(nowhere, entry(), None),
    ):
        with pytest.raises(CalendarRefused):
            await asked


async def test_a_path_never_leads_to_another_server(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    with pytest.raises(CalendarRefused):
        await calendar.busy("//example.org/agenda/", DAY)


async def test_what_we_may_not_do_is_refused_and_what_we_may_is_not(
    radicale: CalendarServer,
) -> None:
    calendar = CalDavServer(radicale.url)
    closed = radicale.advisor(f"{CLOSED}-{uuid4().hex[:8]}")

    with pytest.raises(CalendarRefused, match="403"):
        await calendar.put(closed.path, entry(), None)

    assert await calendar.busy(closed.path, DAY) == []
    await calendar.close()
    closed.http.close()


async def test_a_wrong_password_is_refused(radicale: CalendarServer) -> None:
    calendar = CalDavServer(radicale.url.replace("schakel:", "schakel:x"))

    with pytest.raises(CalendarRefused, match="401"):
        await calendar.busy("/adviseurs/jan/", DAY)

    await calendar.close()


async def test_a_server_that_was_killed_and_is_back_is_used_again(
    own_server: CalendarServer,
) -> None:
    desktop = own_server.advisor("jan")
    calendar, one = CalDavServer(own_server.url), entry()
    mark = await calendar.put(desktop.path, one, None)
    token = (await calendar.changes(desktop.path, "", {one.appointment: mark})).token

    own_server.kill()
    with pytest.raises(CalendarAway):
        await calendar.changes(desktop.path, token, {one.appointment: mark})
    with pytest.raises(CalendarAway):
        await calendar.put(desktop.path, entry(), None)
    own_server.start()

    changes = await calendar.changes(desktop.path, token, {one.appointment: mark})
    assert changes.found == {}
    assert await calendar.put(desktop.path, entry(version=1, id=one.appointment), mark)
    await calendar.close()
    desktop.http.close()


async def test_a_server_that_is_too_slow_is_away(own_server: CalendarServer) -> None:
    calendar = CalDavServer(own_server.url, seconds=1)
    desktop = own_server.advisor("jan")

    own_server.pause()
    with pytest.raises(CalendarAway):
        await calendar.busy(desktop.path, DAY)
    own_server.go_on()

    assert await calendar.busy(desktop.path, DAY) == []
    await calendar.close()
    desktop.http.close()
