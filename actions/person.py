"""Points the way to a person."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.say import meta, reach
from advice.organisation import Organisation

_SORRY_FOR = "angry"


class AskHuman(Action):
    """Tells how to reach a person; who is angry gets an apology first."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation

    def name(self) -> str:
        return "action_ask_human"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        is_angry = tracker.latest_message["intent"]["name"] == _SORRY_FOR
        dispatcher.utter_message(
            response="utter_human_sorry" if is_angry else "utter_human",
            meta=meta("handoff"),
            **reach(self._organisation),
        )
        return [SlotSet("open_question", None)]
