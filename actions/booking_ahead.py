"""The appointment of a conversation that is ahead of us, and what can still be done with it."""

from collections.abc import Iterable

from rasa_sdk.executor import CollectingDispatcher

from actions.booking_questions import Lead
from actions.booking_telling import TellAppointment
from actions.say import buttons, meta
from actions.turn import Turn
from advice.appointments.wording import slot_sentence
from advice.content import Content
from advice.values import Offer
from conversations.appointments import Agenda, Appointment
from kit.clock import Clock


class Ahead:
    """Looks it up anew each time: others may have changed it."""

    def __init__(
        self, content: Content, clock: Clock, agenda: Agenda, tell: TellAppointment
    ) -> None:
        self._words = content.appointments.talk
        self._clock = clock
        self._agenda = agenda
        self._tell = tell

    async def of(self, turn: Turn) -> Appointment | None:
        """Return the appointment; None when there is none."""
        return await self._agenda.booked(turn.conversation)

    async def changeable(self, dispatcher: CollectingDispatcher, turn: Turn) -> Appointment | None:
        """Return the appointment; None, after saying why, when there is none or it is too near."""
        appointment = await self.of(turn)
        if appointment is None:
            self.tell_of_none(dispatcher)
        elif await self._is_too_near(appointment):
            await self._tell(dispatcher, "utter_appointment_too_late", appointment)
        else:
            return appointment
        return None

    async def tell(
        self,
        dispatcher: CollectingDispatcher,
        turn: Turn,
        response: str,
        more: Iterable[Offer] = (),
    ) -> None:
        """Say something of the appointment, with what can be done, or that there is none."""
        appointment = await self.of(turn)
        if appointment is None:
            self.tell_of_none(dispatcher)
            return
        offers = [self._words.move(), self._words.cancel(), *more]
        await self._tell(dispatcher, response, appointment, offers)

    def tell_of_none(self, dispatcher: CollectingDispatcher) -> None:
        """Say that there is no appointment, and offer to make one."""
        dispatcher.utter_message(
            response="utter_appointment_none",
            meta=meta("appointment"),
            buttons=buttons([self._words.book()]),
        )

    async def lead(self, appointment: Appointment) -> Lead:
        """Return what goes before other times for it."""
        must = appointment.must_move_since is not None
        return Lead(
            "utter_booking_times_must_move" if must else "utter_booking_times_to_move",
            slot_sentence(appointment.slot),
            await self._agenda.advisor_name(appointment.slot.advisor),
        )

    async def _is_too_near(self, appointment: Appointment) -> bool:
        """Tell whether only a call helps; who was asked to choose another time always can."""
        if appointment.must_move_since is not None:
            return False
        terms = await self._agenda.terms(appointment.slot, appointment.request.group)
        return self._clock() >= terms.change_until
