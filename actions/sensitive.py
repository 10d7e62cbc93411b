"""Answers in which a person comes first: danger to life, and who can not cope any more."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.handoff import AskPerson
from actions.say import buttons, meta, reach
from actions.turn import Turn
from advice.content import Content


class Danger(Action):
    """Gives 112 and 113 before anything else, and asks nothing."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def name(self) -> str:
        return "action_danger"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        dispatcher.utter_message(
            response="utter_danger",
            meta=meta("handoff"),
            buttons=buttons([self._content.words.person()]),
            **reach(self._content.organisation),
        )
        return [SlotSet("open_question", None)]


class Overloaded(Action):
    """Comforts who is burnt out or at the end of their strength, and offers to fetch a person."""

    def __init__(self, content: Content, person: AskPerson) -> None:
        self._content = content
        self._person = person

    def name(self) -> str:
        return "action_overloaded"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return self._person.comfort(dispatcher, Turn(tracker, self._content))
