"""Answers the questions of the Q&A."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.say import buttons, meta
from actions.turn import Turn
from advice.buttons import ABOUT_FAQ
from advice.content import Content
from advice.faq.answer import answer


class AnswerFaq(Action):
    """Gives the answer that belongs to the intent; a sensitive one offers a person first."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def name(self) -> str:
        return "action_answer_faq"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        content = self._content
        asked = content.faq[Turn(tracker, content).intent.removeprefix(ABOUT_FAQ)]
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
        return []
