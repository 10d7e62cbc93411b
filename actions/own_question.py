"""Keeps what was last asked in own words: a person who takes over need not ask it again."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.say import Events
from actions.turn import Turn
from advice.content import Content


def keep_question(text: str) -> Events:
    """Return the event that keeps a question; the engine itself remembers no sentences."""
    return [SlotSet("own_question", text)]


class KeepingQuestion(Action):
    """An action that answers a question, of which the question is kept if it was typed."""

    def __init__(self, action: Action, content: Content) -> None:
        self._action = action
        self._content = content

    def name(self) -> str:
        name: str = self._action.name()
        return name

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = await self._action.run(dispatcher, tracker, domain)
        turn = Turn(tracker, self._content)
        return events if turn.is_pressed else [*events, *keep_question(turn.whole_text)]
