"""Leads to a person, and away from the queue for one."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.handoff import AskPerson
from actions.say import bring, buttons, meta, reach
from actions.turn import Turn
from advice.content import Content


class AskHuman(Action):
    """Begins the handoff to a person; who is angry gets an apology first."""

    def __init__(self, content: Content, person: AskPerson) -> None:
        self._content = content
        self._person = person

    def name(self) -> str:
        return "action_ask_human"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return await self._person.start(dispatcher, Turn(tracker, self._content))


class StopWaiting(Action):
    """Calls a request off; while someone waits the gateway does so itself."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def name(self) -> str:
        return "action_stop_waiting"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        words = self._content.words
        dispatcher.utter_message(
            response="utter_stopped_waiting",
            meta=meta("handoff"),
            buttons=buttons([words.help(), words.person()]),
            **reach(self._content.organisation),
        )
        bring(dispatcher, handoff_cancelled=True)
        return [SlotSet("open_question", None)]
