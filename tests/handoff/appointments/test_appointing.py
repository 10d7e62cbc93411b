"""An appointment is made, moved and ended, and the other side knows."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from advice.appointments.rules import AgendaRules
from conversations.appointments import Booking, Ending, Form, Party, Slot, SlotTaken, WantedSlot
from conversations.handoffs import STOP_WAITING, Way
from conversations.messages import Reply
from handoff.advisors import Role
from handoff.appointments.agenda import TeamAgenda
from handoff.appointments.agendas import Absence, Span
from handoff.appointments.displaced import appointments_in, appointments_of
from handoff.appointments.lines import BOOK, CANCEL, MOVE
from handoff.appointments.ports import UnknownAppointment
from handoff.appointments.refusals import ChangedMeanwhile, IsOver, NotYet, TooLate
from storage.store import SqlStore
from tests.handoff.appointments.bookings import (
    APPOINTING,
    CONSOLE,
    CONTENT,
    EMAIL,
    FAR,
    LINKS,
    TUESDAY,
    WHEN,
    WORDS,
    advisor,
    ask_to_move,
    booked,
    cancel,
    event_in,
    kept,
    letters,
    move,
    request,
    said,
    said_by,
    slot_of,
)
from tests.handoff.people import ask, opened, wish
from tests.support.time import HandClock

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
THURSDAY = TUESDAY + 2 * DAY
PERSONAL = ("Jan", "Jansen", "jan@example.org", "0320-000000", "dochter", "urk", "slim")


async def test_booking_is_told_to_both_and_the_advisor_reads_nothing_of_who_it_is(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)

    appointment = await booked(store, clock, sanne)

    found = await letters(store, clock())
    to_jan, to_sanne = found[EMAIL], found[sanne.email]
    assert await kept(store, appointment.id) == appointment
    assert WHEN in to_jan.subject
    assert "Sanne belt u." in to_jan.text
    assert LINKS.link(appointment.id) in to_jan.text
    assert WHEN in to_sanne.subject
    assert CONSOLE in to_sanne.text
    assert not any(word in to_sanne.subject + to_sanne.text for word in PERSONAL)
    assert to_sanne.calendar is None
    assert not any("{" in text for one in found.values() for text in (one.subject, one.text))


async def test_what_the_bot_says_goes_with_a_file_for_the_calendar_and_a_link(
    store: SqlStore, clock: HandClock
) -> None:
    sanne, conversation = await advisor(store), await opened(store, clock)
    booking = Booking(slot_of(sanne), request(clock))

    async with store.transaction() as work:
        asked = [Reply("Momentje."), Reply("Het staat vast.", appointment=booking)]
        replies = await APPOINTING.carry_out(work, conversation, asked, clock())
        await work.say(conversation, replies, clock())

    first, second = await said(store, conversation)
    async with store.reading() as work:
        appointment = await work.booked_appointment(conversation, clock())
        file = await work.file(second.attachments[0].url.rpartition("/")[2])
    assert appointment is not None
    assert first.text == "Momentje."
    assert second.text.startswith("Het staat vast.")
    assert LINKS.link(appointment.id) in second.text
    assert file is not None
    assert (file.title, file.media_type) == ("afspraak.ics", "text/calendar")
    method, event = event_in(file.data)
    assert (method, event.start, event.get("ATTENDEE")) == ("PUBLISH", TUESDAY, None)
    assert EMAIL not in file.data.decode()


@pytest.mark.parametrize(
    ("way", "says_more"), [(Way.CALL_BACK, True), (Way.CHAT, False), (None, False)]
)
async def test_who_is_to_be_called_besides_is_asked_whether_that_is_still_needed(
    store: SqlStore, clock: HandClock, way: Way | None, *, says_more: bool
) -> None:
    sanne, conversation = await advisor(store), await opened(store, clock)
    if way:
        await ask(store, clock, conversation, wish(clock, way))
    booking = Booking(slot_of(sanne), request(clock))

    async with store.transaction() as work:
        reply = Reply("Het staat vast.", appointment=booking)
        replies = await APPOINTING.carry_out(work, conversation, [reply], clock())
        again = await APPOINTING.carry_out(work, conversation, [reply], clock())

    assert (len(replies) == 2) is says_more
    assert len(again) == 1
    if says_more:
        assert [one.payload for one in replies[1].buttons] == [STOP_WAITING]


async def test_who_wants_another_time_in_the_chat_moves_what_is_booked(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    before = await booked(store, clock, sanne)
    wanted = Booking(slot_of(sanne, THURSDAY), request(clock, form=Form.VISIT))

    async with store.transaction() as work:
        reply = Reply("Het is verzet.", appointment=wanted)
        await APPOINTING.carry_out(work, before.conversation, [reply], clock())

    after = await kept(store, before.id)
    assert (after.slot, after.request.form) == (wanted.slot, Form.VISIT)
    assert "Sanne komt naar u toe." in (await letters(store, clock()))[EMAIL].text
    async with store.reading() as work:
        assert len(await appointments_of(work, sanne.id, clock())) == 1


async def test_who_cancels_in_the_chat_hears_it_once_and_the_time_is_free(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)

    async with store.transaction() as work:
        reply = Reply("Het is afgezegd.", appointment_cancelled=True)
        replies = await APPOINTING.carry_out(work, appointment.conversation, [reply], clock())

    assert replies == [reply]
    assert await said(store, appointment.conversation) == ()
    found = await letters(store, clock())
    assert found[EMAIL].subject == "U hebt uw afspraak afgezegd"
    assert found[sanne.email].subject == f"Afspraak afgezegd: {WHEN}"
    await booked(store, clock, sanne, email="piet@example.org")


async def test_cancelling_what_is_not_there_is_no_error(store: SqlStore, clock: HandClock) -> None:
    conversation = await opened(store, clock)
    reply = Reply("Het is afgezegd.", appointment_cancelled=True)

    async with store.transaction() as work:
        assert await APPOINTING.carry_out(work, conversation, [reply], clock()) == [reply]


async def test_a_taken_time_leaves_no_trace(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    await booked(store, clock, sanne)
    await letters(store, clock())

    with pytest.raises(SlotTaken):
        await booked(store, clock, sanne, TUESDAY + HOUR / 2)

    assert await letters(store, clock()) == {}


@pytest.mark.parametrize("why", ["who left", "unknown", "past", "closed"])
async def test_a_time_that_nobody_has_is_not_booked(
    store: SqlStore, clock: HandClock, why: str
) -> None:
    sanne = await advisor(store)
    if why == "who left":
        async with store.transaction() as work:
            await work.change_advisor(structs.replace(sanne, is_active=False))
    christmas = datetime(2026, 12, 25, 9, tzinfo=UTC)
    slot = slot_of(sanne, {"past": clock() - HOUR, "closed": christmas}.get(why, TUESDAY))
    if why == "unknown":
        slot = structs.replace(slot, advisor=uuid4())
    conversation = await opened(store, clock)

    with pytest.raises(SlotTaken):
        async with store.transaction() as work:
            await APPOINTING.book(work, conversation, Booking(slot, request(clock)), clock())


async def test_moving_by_the_entrepreneur_is_told_to_the_advisor(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    await letters(store, clock())

    moved = await move(store, clock, appointment, slot_of(sanne, THURSDAY))

    found = await letters(store, clock())
    assert moved == await kept(store, appointment.id)
    assert (moved.version, moved.slot.start) == (appointment.version + 1, THURSDAY)
    assert "donderdag 3 december" in found[EMAIL].subject
    assert "donderdag 3 december" in found[sanne.email].subject
    (line,) = await said(store, appointment.conversation)
    assert "donderdag 3 december van 10.00 tot 10.45 uur" in line.text
    assert [button.payload for button in line.buttons] == [MOVE, CANCEL]


@pytest.mark.parametrize("by", [Party.ADVISOR, Party.CALENDAR])
async def test_moving_by_the_advisor_is_told_to_the_entrepreneur_alone(
    store: SqlStore, clock: HandClock, by: Party
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    await letters(store, clock())

    await move(store, clock, appointment, slot_of(sanne, THURSDAY), by)

    assert list(await letters(store, clock())) == [EMAIL]
    (line,) = await said(store, appointment.conversation)
    assert "Uw afspraak is verzet." in line.text
    assert LINKS.link(appointment.id) in line.text


async def test_another_advisor_gets_it_and_the_first_one_is_rid_of_it(
    store: SqlStore, clock: HandClock
) -> None:
    sanne, piet = await advisor(store), await advisor(store, "Piet")
    appointment = await booked(store, clock, sanne)
    await letters(store, clock())

    await move(store, clock, appointment, slot_of(piet), Party.ADVISOR)

    found = await letters(store, clock())
    assert found[sanne.email].subject.startswith("Afspraak afgezegd")
    assert found[piet.email].subject.startswith("Nieuwe afspraak")
    assert "Piet" in found[EMAIL].text
    await booked(store, clock, sanne, email="piet@example.net")


async def test_cancelling_by_the_advisor_offers_a_new_appointment(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    await letters(store, clock())

    cancelled = await cancel(store, clock, appointment, Party.ADVISOR)

    assert (cancelled.cancelled_at, cancelled.cancelled_by) == (clock(), Party.ADVISOR)
    assert list(await letters(store, clock())) == [EMAIL]
    (line,) = await said(store, appointment.conversation)
    assert WHEN in line.text
    assert "gaat niet door" in line.text
    assert [button.payload for button in line.buttons] == [BOOK]


async def test_too_near_only_the_advisor_changes_it(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    clock.now = TUESDAY - 4 * HOUR

    with pytest.raises(TooLate):
        await move(store, clock, appointment, slot_of(sanne, THURSDAY))
    with pytest.raises(TooLate):
        await cancel(store, clock, appointment)

    await move(store, clock, appointment, slot_of(sanne, THURSDAY), Party.ADVISOR)


async def test_just_in_time_is_in_time(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    clock.now = TUESDAY - 4 * HOUR - timedelta(seconds=1)

    assert (await cancel(store, clock, appointment)).is_cancelled


async def test_what_is_over_is_not_changed_any_more(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    other = await booked(store, clock, sanne, THURSDAY, email="piet@example.net")
    cancelled = await cancel(store, clock, other)
    clock.now = appointment.slot.end

    for one in (appointment, cancelled):
        with pytest.raises(IsOver):
            await move(store, clock, one, slot_of(sanne, THURSDAY + DAY), Party.ADVISOR)
        with pytest.raises(IsOver):
            await cancel(store, clock, one, Party.ADVISOR)
        with pytest.raises(IsOver):
            await ask_to_move(store, clock, one)


async def test_who_read_an_older_one_changes_nothing(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    moved = await move(store, clock, appointment, slot_of(sanne, THURSDAY))

    with pytest.raises(ChangedMeanwhile):
        await cancel(store, clock, appointment)

    assert await kept(store, appointment.id) == moved


async def test_of_two_who_move_at_once_one_wins(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    slots = [slot_of(sanne, THURSDAY), slot_of(sanne, THURSDAY + DAY)]

    results = await asyncio.gather(
        *(move(store, clock, appointment, slot) for slot in slots), return_exceptions=True
    )

    assert sorted(type(result).__name__ for result in results) == [
        "Appointment",
        "ChangedMeanwhile",
    ]


async def test_when_the_advisor_cannot_come_another_time_is_asked_for_once(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    await letters(store, clock())

    asked = await ask_to_move(store, clock, appointment)
    again = await ask_to_move(store, clock, asked)

    assert asked == again == await kept(store, appointment.id)
    assert asked.must_move_since == clock()
    (line,) = await said(store, appointment.conversation)
    assert WHEN in line.text
    assert [button.payload for button in line.buttons] == [MOVE, CANCEL]
    found = await letters(store, clock())
    assert list(found) == [EMAIL]
    calendar = found[EMAIL].calendar
    assert calendar is not None
    assert calendar.method == "CANCEL"
    assert await said_by(store, appointment.conversation, clock() + FAR) == [line.text]


async def test_who_was_asked_to_choose_anew_is_never_too_late(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    asked = await ask_to_move(store, clock, await booked(store, clock, sanne))
    clock.now = TUESDAY - HOUR

    moved = await move(store, clock, asked, slot_of(sanne, THURSDAY))

    assert moved.must_move_since is None


@pytest.mark.parametrize("does", ["nothing", "moves", "cancels"])
async def test_team_leads_hear_of_who_chose_nothing_for_eight_open_hours(
    store: SqlStore, clock: HandClock, does: str
) -> None:
    sanne, lea = await advisor(store), await advisor(store, "Lea", Role.LEAD)
    asked = await ask_to_move(store, clock, await booked(store, clock, sanne))
    await letters(store, clock())

    if does == "moves":
        await move(store, clock, asked, slot_of(lea, THURSDAY))
    if does == "cancels":
        await cancel(store, clock, asked)
    early = await letters(store, clock() + 7 * HOUR + timedelta(minutes=59))
    late = await letters(store, clock() + DAY)

    subject = WORDS.team_unchosen.subject
    assert not any(one.subject == subject for one in early.values())
    assert (late.get(lea.email) is not None) == (does == "nothing")
    if does == "nothing":
        letter = late[lea.email]
        assert letter.subject == subject
        assert CONSOLE in letter.text
        assert not any(word in letter.text for word in PERSONAL)


async def test_a_day_and_an_hour_before_it_is_said_and_a_day_before_it_is_mailed(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    await letters(store, clock())
    moment = timedelta(seconds=1)

    assert await said_by(store, appointment.conversation, TUESDAY - DAY - moment) == []
    assert await letters(store, TUESDAY - DAY - moment) == {}
    (first,) = await said_by(store, appointment.conversation, TUESDAY - DAY)
    letter = (await letters(store, TUESDAY - DAY))[EMAIL]
    assert len(await said_by(store, appointment.conversation, TUESDAY - HOUR - moment)) == 1
    assert len(await said_by(store, appointment.conversation, TUESDAY - HOUR)) == 2
    assert WHEN in first
    assert WHEN in letter.subject
    assert LINKS.link(appointment.id) in letter.text
    assert letter.calendar is None


async def test_what_would_remind_too_late_is_not_said(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)

    assert await said_by(store, appointment.conversation, TUESDAY) == []


async def test_who_books_for_today_is_reminded_an_hour_before_alone(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    start = clock() + 6 * HOUR
    appointment = await booked(store, clock, sanne, start)
    await letters(store, clock())

    assert len(await said_by(store, appointment.conversation, start - HOUR)) == 1
    assert await letters(store, start) == {}


async def test_moving_sets_the_reminders_anew_and_cancelling_calls_them_off(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    moved = await move(store, clock, appointment, slot_of(sanne, THURSDAY))
    await letters(store, clock())
    spoken = len(await said(store, appointment.conversation))

    assert len(await said_by(store, appointment.conversation, TUESDAY - HOUR)) == spoken
    assert await letters(store, TUESDAY - HOUR) == {}
    await cancel(store, clock, moved)
    await letters(store, clock())

    assert len(await said_by(store, appointment.conversation, THURSDAY - HOUR)) == spoken + 1
    assert await letters(store, THURSDAY) == {}


async def test_how_it_went_is_kept_from_its_beginning_on(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    clock.now = TUESDAY - timedelta(seconds=1)

    async with store.transaction() as work:
        with pytest.raises(NotYet):
            await APPOINTING.end(work, appointment, Ending.MET, "", clock())
        clock.now = TUESDAY
        missed = await APPOINTING.end(work, appointment, Ending.NO_SHOW, "", clock())
        ended = await APPOINTING.end(work, missed, Ending.MET, "Kwam later.", clock())

    assert await kept(store, appointment.id) == ended
    assert (ended.ending, ended.remark) == (Ending.MET, "Kwam later.")


async def test_how_a_cancelled_one_went_is_not_kept(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    cancelled = await cancel(store, clock, await booked(store, clock, sanne))
    clock.now = TUESDAY

    async with store.transaction() as work:
        with pytest.raises(IsOver):
            await APPOINTING.end(work, cancelled, Ending.MET, "", clock())


async def test_erasing_the_conversation_takes_all_along(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    async with store.transaction() as work:
        await work.erase(appointment.conversation)

    with pytest.raises(UnknownAppointment):
        await kept(store, appointment.id)
    assert await letters(store, clock() + FAR) == {}
    await booked(store, clock, sanne)


async def test_without_an_address_nobody_is_mailed_but_the_advisor(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)

    await booked(store, clock, sanne, email=None)

    assert list(await letters(store, clock() + FAR)) == [sanne.email]


async def test_each_appointment_of_one_conversation_has_letters_of_its_own(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    first = await cancel(store, clock, await booked(store, clock, sanne))
    async with store.transaction() as work:
        again = Booking(slot_of(sanne, THURSDAY), first.request)
        await APPOINTING.book(work, first.conversation, again, clock())
        claimed = await work.claim_mails(now=clock(), until=clock(), limit=9)

    to_jan = [one.mail.calendar for one in claimed if one.mail.to == EMAIL]
    assert sorted(part.method for part in to_jan if part) == ["CANCEL", "REQUEST"]


async def test_what_falls_in_an_absence_is_found_for_the_person_the_group_or_all(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    piet = await advisor(store, "Piet", Role.ADVISOR, "geld")
    of_sanne = await booked(store, clock, sanne)
    of_piet = await booked(store, clock, piet, email="piet@example.net")
    later = await booked(store, clock, sanne, THURSDAY, email="els@example.net")
    await cancel(store, clock, later)
    span = Span(TUESDAY - HOUR, THURSDAY + HOUR)

    async def found(advisor: UUID | None = None, group: str | None = None) -> set[UUID]:
        off = Absence(id=uuid4(), span=span, title="Vrij", advisor=advisor, group=group)
        async with store.reading() as work:
            return {one.id for one in await appointments_in(work, off, clock())}

    assert await found(sanne.id) == {of_sanne.id}
    assert await found(group="geld") == {of_piet.id}
    assert await found() == {of_sanne.id, of_piet.id}


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 10, 23, 8, tzinfo=UTC),
        datetime(2026, 10, 26, 9, tzinfo=UTC),
        datetime(2027, 3, 25, 9, tzinfo=UTC),
        datetime(2027, 3, 30, 8, tzinfo=UTC),
    ],
)
async def test_ten_o_clock_is_ten_o_clock_on_both_sides_of_a_changed_clock(
    store: SqlStore, clock: HandClock, start: datetime
) -> None:
    clock.now = start - 3 * DAY
    sanne = await advisor(store)

    await booked(store, clock, sanne, start)

    assert "van 10.00 tot 10.45 uur" in (await letters(store, clock()))[EMAIL].text


async def test_the_day_before_a_changed_clock_is_the_same_hour_here(
    store: SqlStore, clock: HandClock
) -> None:
    monday = datetime(2026, 10, 25, 9, tzinfo=UTC)
    clock.now = monday - timedelta(days=9)
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne, monday)
    at_ten = datetime(2026, 10, 24, 8, tzinfo=UTC)

    early = await said_by(store, appointment.conversation, at_ten - timedelta(seconds=1))
    in_time = await said_by(store, appointment.conversation, at_ten)

    assert (len(early), len(in_time)) == (0, 1)


async def test_who_helps_for_another_group_is_held_and_booked_by_the_same_rules(
    store: SqlStore, clock: HandClock
) -> None:
    piet = await advisor(store, "Piet", Role.ADVISOR, "mensen")
    async with store.transaction() as work:
        await work.keep_agenda("groen", AgendaRules(after=120))
    agenda, conversation = TeamAgenda(CONTENT, store, clock), await opened(store, clock)
    wanted = WantedSlot(form=Form.PHONE, group="groen")
    (slot, *_) = await agenda.offers(conversation, wanted, limit=1)
    other = await opened(store, clock)
    quarter_hour_later = Slot(slot.end + HOUR / 4, slot.end + HOUR, piet.id)
    await agenda.hold(other, quarter_hour_later, Form.PHONE, "mensen")

    await agenda.hold(conversation, slot, Form.PHONE, "groen")
    async with store.transaction() as work:
        booking = Booking(slot, request(clock, group="groen"))
        appointment = await APPOINTING.book(work, conversation, booking, clock())

    assert await kept(store, appointment.id) == appointment
