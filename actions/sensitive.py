"""Answers in which a person comes first: danger to life, and who can not cope any more."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.say import buttons, meta, reach
from advice.content import Content


class _Comfort(Action):
    """Says one calm text with the way to a person, and asks nothing more."""

    action: str
    response: str

    def __init__(self, content: Content) -> None:
        self._content = content

    def name(self) -> str:
        return self.action

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(
            response=self.response,
            meta=meta("handoff"),
            buttons=buttons([self._content.words.person()]),
            **reach(self._content.organisation),
        )
        return [SlotSet("open_question", None)]


class Danger(_Comfort):
    """Gives 112 and 113 before anything else."""

    action = "action_danger"
    response = "utter_danger"


class Overloaded(_Comfort):
    """Comforts who is burnt out or at the end of their strength."""

    action = "action_overloaded"
    response = "utter_overloaded"
