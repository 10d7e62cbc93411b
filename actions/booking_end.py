"""Books or moves when all is known, and says what comes next."""

from collections.abc import Iterator

from rasa_sdk.executor import CollectingDispatcher

from actions.booking_ahead import Ahead
from actions.booking_heard import Heard
from actions.booking_telling import TellAppointment
from actions.handoff_end import NoConsent
from actions.say import bring, buttons, meta, reach
from actions.turn import Turn
from advice.appointments.plan import Aim
from advice.content import Content
from advice.scan.walk import Stop
from advice.subject import Subject
from advice.values import Offer
from conversations.appointments import (
    Appointment,
    AppointmentRequest,
    Booking,
    Form,
    Slot,
)


class NothingChosen(Exception):
    """An appointment was about to be made of which the form or the time is not known."""


class BookingEnd:
    """Brings what is to be booked along, or leaves all as it was."""

    def __init__(self, content: Content, ahead: Ahead, tell: TellAppointment) -> None:
        self._content = content
        self._words = content.appointments.talk
        self._ahead = ahead
        self._tell = tell

    async def finish(self, dispatcher: CollectingDispatcher, turn: Turn, heard: Heard) -> None:
        """Book it, or move what was booked."""
        slot, form = heard.plan.slot, heard.plan.form
        if slot is None or form is None:
            raise NothingChosen
        if heard.plan.aim is Aim.BOOK:
            await self._book(dispatcher, turn, Booking(slot, self._request(heard, form)))
        elif appointment := await self._ahead.changeable(dispatcher, turn):
            await self._move(dispatcher, appointment, slot)

    async def stop(self, dispatcher: CollectingDispatcher, turn: Turn, heard: Heard) -> None:
        """Leave who wants no more questions with what there is, and the way to reach us."""
        if heard.plan.aim is Aim.MOVE:
            await self._ahead.tell(dispatcher, turn, "utter_appointment_kept")
            return
        response = "utter_booking_refused" if heard.wish.is_refused else "utter_booking_stopped"
        dispatcher.utter_message(
            response=response,
            meta=meta("appointment"),
            buttons=buttons([self._words.book()]),
            **reach(self._content.organisation),
        )

    async def nothing_else(self, dispatcher: CollectingDispatcher, turn: Turn) -> None:
        """Leave who cannot move it with what there is."""
        await self._ahead.tell(dispatcher, turn, "utter_booking_nothing_else")

    async def _book(self, dispatcher: CollectingDispatcher, turn: Turn, booking: Booking) -> None:
        offers = [*self._scan(turn), self._words.move(), self._words.cancel()]
        more = [*self._mailed(booking.request), self._about_scan(turn)]
        await self._tell(dispatcher, "utter_appointment_booked", booking, offers, more)
        bring(dispatcher, appointment=booking)

    async def _move(
        self, dispatcher: CollectingDispatcher, appointment: Appointment, slot: Slot
    ) -> None:
        """Move it; all but the time stays as it was."""
        booking = Booking(slot, appointment.request)
        offers, more = [self._words.move(), self._words.cancel()], self._mailed(booking.request)
        await self._tell(dispatcher, "utter_appointment_moved", booking, offers, more)
        bring(dispatcher, appointment=booking)

    def _request(self, heard: Heard, form: Form) -> AppointmentRequest:
        wish, plan = heard.wish, heard.plan
        if wish.consent is None or not wish.is_consented:
            raise NoConsent
        subject = plan.subject or Subject(question="")
        return AppointmentRequest(
            form=form,
            question=subject.question,
            consent=wish.consent,
            group=subject.group,
            name=wish.name,
            phone=plan.phone,
            email=plan.email,
            address=plan.address if form is Form.VISIT else None,
            municipality=subject.municipality,
            topics=subject.topics,
        )

    def _mailed(self, request: AppointmentRequest) -> Iterator[str]:
        if request.email:
            yield self._words.lines.mailed.replace("{email}", request.email)

    def _about_scan(self, turn: Turn) -> str:
        lines = self._words.lines
        return (lines.scan_done if _is_scanned(turn) else lines.scan).strip()

    def _scan(self, turn: Turn) -> Iterator[Offer]:
        words = self._content.words
        if not _is_scanned(turn):
            yield words.scan_on() if turn.walk else words.scan_begin()


def _is_scanned(turn: Turn) -> bool:
    return turn.walk is not None and turn.walk.stop is Stop.DONE
