"""What the bot says of an appointment is true, or it is not said."""

from datetime import timedelta
from uuid import UUID, uuid4

from conversations.appointments import Appointment, Booking
from conversations.conversation import Turn
from conversations.fakes import ScriptedEngine
from conversations.messages import Inbound, Kind, Meta, Reply
from conversations.ports import Answer
from conversations.stage import Stage
from gateway.turn import TakeTurn
from handoff.appointments.lines import BOOK
from handoff.moves import Moves
from storage.store import SqlStore
from tests.handoff.appointments.bookings import (
    APPOINTING,
    CONTENT,
    TUESDAY,
    WORDS,
    advisor,
    booked,
    kept,
    letters,
    request,
    said,
    slot_of,
)
from tests.handoff.people import opened, stage, wish
from tests.support.time import HandClock

DAY = timedelta(days=1)
OFFERS = Reply("Dat is net bezet. Wat vindt u van woensdag?", meta=Meta(Kind.APPOINTMENT))


async def take(store: SqlStore, clock: HandClock, engine: ScriptedEngine, whose: UUID) -> None:
    """Let somebody say something, and a worker answer it."""
    take_turn = TakeTurn(
        "w",
        store=store,
        engine=engine,
        clock=clock,
        apology=Reply("Het spijt ons."),
        moves=Moves(CONTENT, appointing=APPOINTING),
    )
    async with store.transaction() as work:
        await work.receive(whose, Inbound(uuid4().hex, "dinsdag"), clock())
        until = clock() + timedelta(seconds=12)
        (turn,) = await work.claim("w", now=clock(), until=until, limit=9)
    await take_turn(turn)


async def bot_said(store: SqlStore, conversation: UUID) -> list[str]:
    return [one.text for one in (await said(store, conversation))[1:]]


async def appointment_of(store: SqlStore, clock: HandClock, whose: UUID) -> Appointment | None:
    async with store.reading() as work:
        return await work.booked_appointment(whose, clock())


async def test_what_the_bot_says_and_what_it_books_are_kept_together(
    store: SqlStore, clock: HandClock
) -> None:
    sanne, conversation = await advisor(store), await opened(store, clock)
    booking = Booking(slot_of(sanne), request(clock))
    engine = ScriptedEngine(lambda _: [Reply("Het staat vast.", appointment=booking)])

    await take(store, clock, engine, conversation)

    (text,) = await bot_said(store, conversation)
    appointment = await appointment_of(store, clock, conversation)
    assert text.startswith("Het staat vast.")
    assert appointment is not None
    assert appointment.slot == booking.slot


async def test_who_loses_a_time_to_somebody_else_is_offered_others_at_once(
    store: SqlStore, clock: HandClock
) -> None:
    sanne, conversation = await advisor(store), await opened(store, clock)
    await booked(store, clock, sanne)
    await letters(store, clock())
    booking = Booking(slot_of(sanne), request(clock, email="piet@example.net"))
    answers = [[Reply("Het staat vast.", appointment=booking)], [OFFERS]]
    engine = ScriptedEngine(lambda _: answers.pop(0))

    await take(store, clock, engine, conversation)

    assert await bot_said(store, conversation) == [OFFERS.text]
    assert await appointment_of(store, clock, conversation) is None
    assert await letters(store, clock()) == {}
    assert [turn.state for turn in engine.asked] == [None, None]


async def test_an_engine_that_goes_on_booking_what_is_taken_is_asked_three_times(
    store: SqlStore, clock: HandClock
) -> None:
    sanne, conversation = await advisor(store), await opened(store, clock)
    await booked(store, clock, sanne)
    booking = Booking(slot_of(sanne), request(clock))
    engine = ScriptedEngine(lambda _: [Reply("Het staat vast.", appointment=booking)])

    await take(store, clock, engine, conversation)

    message = (await said(store, conversation))[-1]
    assert len(engine.asked) == 3
    assert message.text == CONTENT.organisation.fill(WORDS.lines.taken)
    assert [button.payload for button in message.buttons] == [BOOK]
    async with store.reading() as work:
        assert await work.pending(conversation) == 0


async def test_what_can_not_be_cancelled_any_more_is_not_said_to_be(
    store: SqlStore, clock: HandClock
) -> None:
    appointment = await booked(store, clock, await advisor(store))
    clock.now = TUESDAY - timedelta(hours=1)
    engine = ScriptedEngine(lambda _: [Reply("Afgezegd.", appointment_cancelled=True)])

    await take(store, clock, engine, appointment.conversation)

    assert await bot_said(store, appointment.conversation) == [
        CONTENT.organisation.fill(WORDS.lines.too_late)
    ]
    assert await kept(store, appointment.id) == appointment
    assert len(engine.asked) == 1


async def test_nothing_is_booked_when_a_person_took_the_conversation_meanwhile(
    store: SqlStore, clock: HandClock
) -> None:
    sanne, conversation = await advisor(store), await opened(store, clock)
    booking = Booking(slot_of(sanne), request(clock))

    class SlowEngine(ScriptedEngine):
        """Thinks until somebody wants a person."""

        async def answer(self, turn: Turn) -> Answer:
            async with store.transaction() as work:
                await work.ask_handoff(conversation, wish(clock), clock())
                await work.move(conversation, Stage.BOT, Stage.WAITING)
            return await super().answer(turn)

    engine = SlowEngine(lambda _: [Reply("Het staat vast.", appointment=booking)])
    await take(store, clock, engine, conversation)

    assert await stage(store, conversation) is Stage.WAITING
    assert await bot_said(store, conversation) == []
    assert await appointment_of(store, clock, conversation) is None
