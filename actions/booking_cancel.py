"""Calls an appointment off, after asking once whether that is really meant."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import is_another_question, is_urgent
from actions.booking_ahead import Ahead
from actions.booking_telling import TellAppointment
from actions.say import Events, bring
from actions.turn import Turn
from advice.appointments.talk_words import KEEP, SURE
from advice.content import Content
from advice.eligibility.fact import YES as SAYS_YES
from advice.eligibility.reading import FactReader
from advice.handoff import YES

_CANCEL = "cancel_appointment"
_CLOSED = SlotSet("open_question", None)


class CancelTalk:
    """Waits for the yes; whatever else is said, the appointment stays."""

    def __init__(
        self, content: Content, reader: FactReader, ahead: Ahead, tell: TellAppointment
    ) -> None:
        self._words = content.appointments.talk
        self._reader = reader
        self._ahead = ahead
        self._tell = tell

    async def start(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Ask whether it is really meant, if there is something that can be called off."""
        appointment = await self._ahead.changeable(dispatcher, turn)
        if appointment is None:
            return []
        offers = [self._words.sure(), self._words.keep()]
        await self._tell(dispatcher, "utter_appointment_sure", appointment, offers)
        return [SlotSet("open_question", SURE)]

    def is_open(self, turn: Turn) -> bool:
        return turn.asks_for(SURE)

    async def take(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
        """Call it off after a yes; a question, and what goes first, is answered instead."""
        if self._is_for_others(turn):
            return None
        if self._is_sure(turn):
            await self.call_off(dispatcher, turn)
            return [_CLOSED]
        await self._ahead.tell(dispatcher, turn, "utter_appointment_kept")
        return [_CLOSED]

    async def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        return [_CLOSED]

    async def call_off(self, dispatcher: CollectingDispatcher, turn: Turn) -> None:
        """Call it off, or say why that is not possible here."""
        if appointment := await self._ahead.changeable(dispatcher, turn):
            offers = [self._words.book()]
            await self._tell(dispatcher, "utter_appointment_cancelled", appointment, offers)
            bring(dispatcher, appointment_cancelled=True)

    def _is_for_others(self, turn: Turn) -> bool:
        if turn.is_pressed:
            return turn.pressed_value(SURE) is None and turn.pressed_value(KEEP) is None
        is_urgent_now = turn.intent != _CANCEL and is_urgent(turn, None, self._reader)
        return is_urgent_now or is_another_question(turn)

    def _is_sure(self, turn: Turn) -> bool:
        if turn.is_pressed:
            return turn.pressed_value(SURE) == YES
        said = self._reader.yes_or_no(turn.text)
        return said == SAYS_YES or (said is None and turn.intent in ("affirm", _CANCEL))


class CancelAppointment(Action):
    """Begins to call off what is booked."""

    def __init__(self, content: Content, talk: CancelTalk) -> None:
        self._content = content
        self._talk = talk

    def name(self) -> str:
        return "action_cancel_appointment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return await self._talk.start(dispatcher, Turn(tracker, self._content))
