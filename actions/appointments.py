"""An appointment in the chat: making it, moving it, and looking at it."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import BookingTalk
from actions.booking_ahead import Ahead
from actions.turn import Turn
from advice.appointments.talk_words import KEEP
from advice.content import Content
from advice.handoff import YES


class BookAppointment(Action):
    """Begins to ask what is needed for an appointment; who has one can change that."""

    def __init__(self, content: Content, talk: BookingTalk, ahead: Ahead) -> None:
        self._content = content
        self._talk = talk
        self._ahead = ahead

    def name(self) -> str:
        return "action_book_appointment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        appointment = await self._ahead.of(turn)
        if appointment is None:
            return await self._talk.start(dispatcher, turn)
        if appointment.must_move_since is not None:
            lead = await self._ahead.lead(appointment)
            return await self._talk.move(dispatcher, turn, appointment, lead)
        keep = self._content.appointments.talk.keep()
        await self._ahead.tell(dispatcher, turn, "utter_appointment_already", [keep])
        return []


class MoveAppointment(Action):
    """Offers other times for what is booked, as long as it can be changed here."""

    def __init__(self, content: Content, talk: BookingTalk, ahead: Ahead) -> None:
        self._content = content
        self._talk = talk
        self._ahead = ahead

    def name(self) -> str:
        return "action_move_appointment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        appointment = await self._ahead.changeable(dispatcher, turn)
        if appointment is None:
            return []
        lead = await self._ahead.lead(appointment)
        return await self._talk.move(dispatcher, turn, appointment, lead)


class ShowAppointment(Action):
    """Tells of the appointment again, also to who leaves it as it is."""

    def __init__(self, content: Content, ahead: Ahead) -> None:
        self._content = content
        self._ahead = ahead

    def name(self) -> str:
        return "action_show_appointment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        is_kept = turn.pressed_value(KEEP) == YES
        response = "utter_appointment_kept" if is_kept else "utter_appointment_shown"
        await self._ahead.tell(dispatcher, turn, response)
        return []
