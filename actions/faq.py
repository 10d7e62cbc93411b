"""Answers the questions of the Q&A."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.finding import FindScheme
from actions.say import buttons, meta
from actions.turn import Turn
from advice.buttons import ABOUT_FAQ
from advice.content import Content
from advice.faq.answer import answer

# Above this confidence nothing but the question was meant.
_SURE = 0.98
_MOST_FOUND = 3


class AnswerFaq(Action):
    """Gives the answer that belongs to the intent; a sensitive one offers a person first.

    A question that is as much a need ("welke aftrek heb ik als starter") gets the schemes for that
    need as well.
    """

    def __init__(self, content: Content, finder: FindScheme) -> None:
        self._content = content
        self._finder = finder

    def name(self) -> str:
        return "action_answer_faq"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        content = self._content
        turn = Turn(tracker, content)
        asked = content.faq[turn.intent.removeprefix(ABOUT_FAQ)]
        said = answer(asked, organisation=content.organisation, words=content.words)
        dispatcher.utter_message(
            response="utter_faq_uncertain" if said.is_doubtful else "utter_faq",
            meta=meta("faq", [said.question]),
            buttons=buttons(said.offers),
            answer=said.text,
            source=said.source,
            checked=said.checked,
            phone=content.organisation.phone,
        )
        if turn.is_pressed or turn.confidence >= _SURE or asked.is_sensitive:
            return []
        found = self._finder.clearly_fitting(turn.text, turn.facts)[:_MOST_FOUND]
        return self._finder.show(dispatcher, found, "utter_found_too") if found else []
