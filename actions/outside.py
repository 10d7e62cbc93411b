"""Answers what is not about doing business: honest, and with who does help."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.language import OtherLanguage
from actions.say import buttons, meta, reach
from actions.turn import Turn
from advice.content import Content
from advice.elsewhere import who_helps
from advice.languages import is_foreign

NAME = "action_out_of_scope"


class OutOfScope(Action):
    """Says that this is not ours and who it is for; a second miss in a row offers a person."""

    def __init__(self, content: Content, languages: OtherLanguage) -> None:
        self._content = content
        self._languages = languages

    def name(self) -> str:
        return NAME

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        self.say(dispatcher, Turn(tracker, self._content))
        return []

    def say(self, dispatcher: CollectingDispatcher, turn: Turn) -> None:
        """Say who does help, if we know; after a miss the way to a person.

        Another language was only not recognised: it gets its own answer.
        """
        if is_foreign(turn.text, self._content.languages):
            self._languages.say(dispatcher, turn.text)
            return
        words = self._content.words
        desk = who_helps(turn.text, self._content.elsewhere)
        missed_before = turn.followed(NAME, "action_clarify")
        response = "utter_elsewhere" if desk else "utter_out_of_scope"
        if missed_before and desk is None:
            response = "utter_out_of_scope_again"
        dispatcher.utter_message(
            response=response,
            meta=meta("out_of_scope"),
            buttons=buttons([words.help(), words.person()]),
            who=desk.who if desk else "",
            **reach(self._content.organisation),
        )
