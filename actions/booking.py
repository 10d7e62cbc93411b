"""The way to an appointment: asks only what is missing, holds a time, and books it."""

from rasa_sdk.executor import CollectingDispatcher

from actions.booking_end import BookingEnd
from actions.booking_heard import Heard, heard_before
from actions.booking_offers import BookingOffers
from actions.booking_questions import BookingQuestions, Lead
from actions.booking_reading import BookingReading
from actions.booking_times import Later, OtherDay, TimeAnswer
from actions.say import Events
from actions.turn import Turn
from advice.appointments.plan import Aim, Ask, Plan
from advice.appointments.wished import NoSuchDay, PastDay
from advice.content import Content
from conversations.appointments import Agenda, Appointment, Form, Slot, SlotTaken, TimeWish

_TAKEN = Lead("utter_booking_times_taken")
_UNCLEAR = Lead("utter_booking_times_unclear")
_NO_SUCH_DAY = Lead("utter_booking_times_no_such_day")
_PAST_DAY = Lead("utter_booking_times_past_day")
_AGAIN = Lead("utter_booking_times_again")


class BookingTalk:
    """Leads someone to an appointment, or to another time for the one there is."""

    def __init__(
        self,
        content: Content,
        agenda: Agenda,
        reading: BookingReading,
        end: BookingEnd,
    ) -> None:
        self._agenda = agenda
        self._reading = reading
        self._end = end
        self._version = content.handoff.version
        self._offers = BookingOffers(agenda)
        self._questions = BookingQuestions(content)

    async def start(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Ask the first thing that is not known; a button of an earlier question counts too."""
        taken = await self._take(dispatcher, turn) if turn.pressed_in_booking else None
        if taken is not None:
            return taken
        return await self._go_on(
            dispatcher, turn, self._wishing(turn, self._reading.begin.begun(turn))
        )

    async def move(
        self, dispatcher: CollectingDispatcher, turn: Turn, appointment: Appointment, lead: Lead
    ) -> Events:
        """Offer other times for what is booked; `lead` says of which appointment."""
        is_moving = turn.plan is not None and turn.plan.aim is Aim.MOVE
        pressed = turn.pressed_in_booking if is_moving else None
        taken = await self._take(dispatcher, turn) if pressed else None
        if taken is not None:
            return taken
        heard = self._wishing(turn, self._reading.begin.to_move(turn, appointment))
        return await self._offer(dispatcher, turn, heard, lead)

    def is_open(self, turn: Turn) -> bool:
        return turn.open_in_booking is not None

    async def take(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
        """Go on from an answer; None for what is a question itself or goes first."""
        plan, ask = heard_before(turn).plan, turn.open_in_booking
        is_other_button = turn.is_pressed and not turn.pressed_in_booking
        if is_other_button or self._reading.asides.goes_first(turn, plan, ask):
            return None
        return await self._take(dispatcher, turn)

    async def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Come back to what is still missing: what was asked in between may be the question."""
        ask, heard = turn.open_in_booking, heard_before(turn)
        if ask is Ask.TIME:
            return await self._offer(dispatcher, turn, heard, _AGAIN)
        if ask is Ask.DAY:
            return self._ask(dispatcher, ask, heard)
        return await self._go_on(dispatcher, turn, heard)

    def _wishing(self, turn: Turn, begun: Heard) -> Heard:
        """Return it with when somebody can, if the wish for an appointment says so."""
        if turn.is_pressed:
            return begun
        return begun.with_plan(begun.plan.wishing(self._reading.times.wish_in(turn.text)))

    async def _take(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
        ask, before = turn.pressed_in_booking or turn.open_in_booking, heard_before(turn)
        if ask is None:
            return None
        if self._reading.asides.stops(turn, before.plan, ask):
            return await self._stop(dispatcher, turn, before)
        is_time = ask in (Ask.TIME, Ask.DAY)
        if is_time and (answer := self._reading.times.read(turn, before.plan)):
            return await self._with_time(dispatcher, turn, before, answer)
        heard = self._reading.answers.heard(turn, ask)
        if heard is None:
            return None
        if heard.is_over:
            return await self._stop(dispatcher, turn, heard)
        if is_time:
            return await self._offer(dispatcher, turn, heard, _UNCLEAR)
        return await self._go_on(dispatcher, turn, heard)

    async def _with_time(
        self, dispatcher: CollectingDispatcher, turn: Turn, heard: Heard, answer: TimeAnswer
    ) -> Events:
        plan = heard.plan
        match answer:
            case Slot():
                return await self._go_on(dispatcher, turn, heard.with_plan(plan.choosing(answer)))
            case TimeWish():
                return await self._offer(dispatcher, turn, heard.with_plan(plan.wishing(answer)))
            case Later():
                return await self._offer(dispatcher, turn, heard.with_plan(plan.later()))
            case OtherDay():
                return self._ask(dispatcher, Ask.DAY, heard)
            case NoSuchDay():
                return await self._offer(dispatcher, turn, heard, _NO_SUCH_DAY)
            case PastDay():
                return await self._offer(dispatcher, turn, heard, _PAST_DAY)

    async def _go_on(self, dispatcher: CollectingDispatcher, turn: Turn, heard: Heard) -> Events:
        heard = self._reading.begin.knowing_subject(turn, heard)
        plan = heard.plan
        if plan.form and plan.slot and not await self._holds(turn, plan, plan.form, plan.slot):
            return await self._offer(dispatcher, turn, heard, _TAKEN)
        ask = plan.next_ask(is_consented=self._is_consented(heard))
        if ask is Ask.TIME:
            return await self._offer(dispatcher, turn, heard)
        if ask is not None:
            return self._ask(dispatcher, ask, heard)
        await self._end.finish(dispatcher, turn, heard)
        return heard.with_plan(plan.afresh()).events(None)

    async def _holds(self, turn: Turn, plan: Plan, form: Form, slot: Slot) -> bool:
        """Hold a time once more with every answer: what a button sends is only a wish."""
        try:
            await self._agenda.hold(turn.conversation, slot, form, plan.group)
        except SlotTaken:
            return False
        return True

    async def _offer(
        self, dispatcher: CollectingDispatcher, turn: Turn, heard: Heard, lead: Lead | None = None
    ) -> Events:
        plan = heard.plan
        if plan.form is None:
            return self._ask(dispatcher, Ask.FORM, heard)
        found = await self._offers.find(turn.conversation, plan, plan.form)
        if found.slots:
            self._questions.offer(dispatcher, found, plan.aim, lead)
            return heard.with_plan(plan.offering(found.slots)).events(Ask.TIME)
        if plan.aim is Aim.MOVE:
            await self._end.nothing_else(dispatcher, turn)
            return heard.with_plan(plan.afresh()).events(None)
        self._questions.nothing_free(dispatcher, plan.form)
        return heard.with_plan(plan.without_form()).events(Ask.FORM)

    def _ask(self, dispatcher: CollectingDispatcher, ask: Ask, heard: Heard) -> Events:
        knows_name = heard.wish.name is not None
        self._questions.ask(dispatcher, ask, heard.plan, knows_name=knows_name)
        return heard.events(ask)

    async def _stop(self, dispatcher: CollectingDispatcher, turn: Turn, heard: Heard) -> Events:
        """End it; what was held runs out by itself, and what was booked stays."""
        await self._end.stop(dispatcher, turn, heard)
        return heard.with_plan(heard.plan.afresh()).events(None)

    def _is_consented(self, heard: Heard) -> bool:
        consent = heard.wish.consent
        return consent is not None and consent.is_given and consent.version == self._version
