"""How somebody was helped: a number, and what there is to say about it."""

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import is_another_question, is_urgent
from actions.say import Events, bring, buttons, meta
from actions.turn import Turn
from advice.content import Content
from advice.eligibility.fact import NO
from advice.eligibility.reading import FactReader
from advice.handoff import REMARK, SCORE
from conversations.handoffs import Rating

_LOWEST, _HIGHEST = 1, 5
# A longer "nee, …" says something.
_SHORT = 3
# Who says one of these is done.
_DONE = frozenset({"deny", "stop", "thanks", "goodbye"})


class Rate(Action):
    """Takes a number from 1 to 5, and asks for it when there was none."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def name(self) -> str:
        return "action_rate"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        score, words = _score(Turn(tracker, self._content)), self._content.handoff
        if score is None:
            dispatcher.utter_message(
                response="utter_rate_with_which_number",
                meta=meta("handoff"),
                buttons=buttons(words.ratings()),
            )
            return []
        dispatcher.utter_message(
            response="utter_rated", meta=meta("handoff"), buttons=buttons([words.nothing_more()])
        )
        bring(dispatcher, rating=Rating(score=score))
        return [SlotSet("open_question", REMARK)]


class RemarkTalk:
    """Waits for what there is to say about the help; who says something else is not asked again."""

    def __init__(self, reader: FactReader) -> None:
        self._reader = reader

    def is_open(self, turn: Turn) -> bool:
        return turn.asks_for(REMARK)

    async def take(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
        if self._says_nothing(turn):
            dispatcher.utter_message(response="utter_rated_without_remark", meta=meta("handoff"))
            return [SlotSet("open_question", None)]
        if is_urgent(turn, None, self._reader) or is_another_question(turn):
            return None
        dispatcher.utter_message(response="utter_rated_with_remark", meta=meta("handoff"))
        bring(dispatcher, rating=Rating(remark=turn.whole_text))
        return [SlotSet("open_question", None)]

    async def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        return [SlotSet("open_question", None)]

    def _says_nothing(self, turn: Turn) -> bool:
        if turn.is_pressed:
            return turn.pressed_value(REMARK) == NO
        says_no = self._reader.yes_or_no(turn.text) == NO or turn.intent in _DONE
        return says_no and len(turn.text.split()) <= _SHORT


def _score(turn: Turn) -> int | None:
    """Return the number that was pressed, or the first in what was typed, if it is one of ours."""
    said = turn.pressed_value(SCORE) if turn.is_pressed else turn.text
    found = re.search(r"\d+", said or "")
    score = int(found[0]) if found and len(found[0]) == 1 else 0
    return score if _LOWEST <= score <= _HIGHEST else None
