"""What advisors do in their own calendar is done here too, or put back there."""

from datetime import timedelta

import pytest

from advice.appointments.wording import slot_sentence
from conversations.appointments import Party
from tests.gateway.calendars.offices import DAY, HOUR, PUT_BACK, WORDS, Office, stamp
from tests.handoff.appointments.bookings import TUESDAY, kept, move, slot_of


async def test_taking_it_out_of_the_calendar_cancels_it(office: Office) -> None:
    appointment = await office.book()
    await office.letters()

    office.desktop.delete(str(appointment.id))
    await office.look()

    cancelled = await kept(office.store, appointment.id)
    assert (cancelled.is_cancelled, cancelled.cancelled_by) == (True, Party.CALENDAR)
    assert "gaat niet door" in await office.told(appointment)
    assert await office.letters() == []


async def test_calling_it_off_in_the_calendar_cancels_it(office: Office) -> None:
    appointment = await office.book()

    office.desktop.change(str(appointment.id), lambda text: text.replace("CONFIRMED", "CANCELLED"))
    await office.look()

    assert (await kept(office.store, appointment.id)).is_cancelled


async def test_another_title_is_nobodys_business(office: Office) -> None:
    appointment = await office.book()

    office.desktop.change(str(appointment.id), lambda text: text.replace("Gesprek", "Koffie"))
    await office.look()
    await office.look()

    assert await kept(office.store, appointment.id) == appointment
    assert "Koffie" in (office.desktop.event(str(appointment.id)) or "")


async def test_moving_it_onto_somebody_elses_time_is_put_back_and_told(office: Office) -> None:
    first, second = await office.book(), await office.book(TUESDAY + 2 * HOUR)
    await office.letters()

    office.drag(second, -2 * HOUR)
    await office.look()

    assert await kept(office.store, second.id) == second
    assert "T110000Z" in (office.desktop.event(str(second.id)) or "")
    [subject] = await office.letters()
    assert subject == WORDS.put_back.subject.replace("{wanneer}", slot_sentence(second.slot))
    assert await kept(office.store, first.id) == first


@pytest.mark.parametrize("by", [-10 * DAY, timedelta(minutes=-45)], ids=["past", "overlapping"])
async def test_what_cannot_be_is_put_back(office: Office, by: timedelta) -> None:
    await office.book(TUESDAY - HOUR)
    appointment = await office.book()

    office.drag(appointment, by)
    await office.look()

    assert await kept(office.store, appointment.id) == appointment
    assert f"{stamp(TUESDAY)}" in (office.desktop.event(str(appointment.id)) or "")


async def test_an_appointment_that_became_a_whole_day_is_put_back(office: Office) -> None:
    appointment = await office.book()

    def all_day(text: str) -> str:
        text = text.replace(f"DTSTART:{stamp(TUESDAY)}", "DTSTART;VALUE=DATE:20261201")
        return text.replace("DTEND:20261201T094500Z", "DTEND;VALUE=DATE:20261202")

    office.desktop.change(str(appointment.id), all_day)
    await office.look()

    assert await kept(office.store, appointment.id) == appointment
    assert f"DTSTART:{stamp(TUESDAY)}" in (office.desktop.event(str(appointment.id)) or "")


async def test_when_both_move_it_the_entrepreneur_decides(office: Office) -> None:
    appointment = await office.book()
    await office.letters()
    office.drag(appointment, DAY)
    moved = await move(
        office.store, office.clock, appointment, slot_of(office.who, TUESDAY + 2 * HOUR)
    )

    await office.look()

    assert await kept(office.store, appointment.id) == moved
    assert "T110000Z" in (office.desktop.event(str(appointment.id)) or "")
    assert [one for one in await office.letters() if one.startswith(PUT_BACK)]


async def test_when_it_is_moved_here_and_taken_out_there_it_stays(office: Office) -> None:
    appointment = await office.book()
    office.desktop.delete(str(appointment.id))
    moved = await move(
        office.store, office.clock, appointment, slot_of(office.who, TUESDAY + 2 * HOUR)
    )

    await office.look()

    assert await kept(office.store, appointment.id) == moved
    assert office.desktop.names() == [str(appointment.id)]


async def test_a_calendar_that_was_emptied_cancels_nothing(office: Office) -> None:
    made = [await office.book(TUESDAY + day * DAY) for day in range(4)]
    await office.letters()

    for appointment in made:
        office.desktop.delete(str(appointment.id))
    await office.look()

    assert office.desktop.names() == sorted(str(one.id) for one in made)
    assert [await kept(office.store, one.id) for one in made] == made
    found = await office.letters()
    assert len(found) == 4
    assert all(subject.startswith(PUT_BACK) for subject in found)


async def test_a_calendar_that_is_gone_cancels_nothing(office: Office) -> None:
    appointment = await office.book()

    office.desktop.ask("DELETE", office.desktop.path).raise_for_status()
    await office.look()

    assert await kept(office.store, appointment.id) == appointment
