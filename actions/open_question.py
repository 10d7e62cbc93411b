"""Takes the answer to what the bot asked, and comes back to it after something else."""

from collections.abc import Sequence
from typing import Any, Protocol

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.turn import Turn
from advice.content import Content


class OpenTalk(Protocol):
    """Something that asks questions one after another."""

    def is_open(self, turn: Turn) -> bool:
        """Tell whether the open question is one of its own."""

    async def take(
        self, dispatcher: CollectingDispatcher, turn: Turn
    ) -> list[dict[str, Any]] | None:
        """Go on from a message that is the answer; None when it is a question or goes first."""

    async def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> list[dict[str, Any]]:
        """Come back to the question after something else was answered."""


class TakeAnswer(Action):
    """Takes a message as the answer to the open question; declines what is a question itself."""

    def __init__(self, content: Content, talks: Sequence[OpenTalk]) -> None:
        self._content = content
        self._talks = talks

    def name(self) -> str:
        return "action_take_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        for talk in self._talks:
            taken = await talk.take(dispatcher, turn) if talk.is_open(turn) else None
            if taken is not None:
                return taken
        raise ActionExecutionRejection(self.name())


class AskAgain(Action):
    """Comes back to the open question after something else was answered."""

    def __init__(self, content: Content, talks: Sequence[OpenTalk]) -> None:
        self._content = content
        self._talks = talks

    def name(self) -> str:
        return "action_ask_again"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        talk = next((talk for talk in self._talks if talk.is_open(turn)), None)
        return await talk.ask_again(dispatcher, turn) if talk else [SlotSet("open_question", None)]
