"""Answers people who write in another language than Dutch."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.say import buttons, meta
from advice.content import Content
from advice.languages import language_of
from advice.values import Offer


class OtherLanguage(Action):
    """Says in the language of the message that we help in Dutch, and how to call us."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def name(self) -> str:
        return "action_other_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        self.say(dispatcher, tracker.latest_message.get("text") or "")
        return []

    def say(self, dispatcher: CollectingDispatcher, text: str) -> None:
        """Answer `text` in its own language."""
        language = language_of(text, self._content.languages)
        to_person = Offer(language.button, self._content.words.person().intent)
        dispatcher.utter_message(
            response="utter_other_language",
            meta=meta("other"),
            buttons=buttons([to_person]),
            answer=language.answer,
            phone=self._content.organisation.phone,
        )
