"""Asks back what was meant; when that did not help either, points to a person."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.finding import FindScheme
from actions.outside import NAME as OUT_OF_SCOPE
from actions.say import buttons, meta, offered_ids, reach
from actions.schemes import say_unknown_scheme
from actions.turn import Turn
from advice.clarification import Clarifier
from advice.content import Content
from advice.values import Offer


class Clarify(Action):
    """Answers a message that the engine was not sure of, in one of two bands.

    A promising guess is asked about once ("bedoelt u …"); a poor guess, or a second message in
    a row that was not understood, gets an honest answer and the way to a person.
    """

    def __init__(self, content: Content, finder: FindScheme) -> None:
        self._content = content
        self._finder = finder
        self._clarifier = Clarifier(content.words, content.faq)

    def name(self) -> str:
        return "action_clarify"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        if turn.names_unknown_scheme:
            say_unknown_scheme(dispatcher, self._content)
        elif questions := self._questions(turn):
            self._ask(dispatcher, questions)
        else:
            self._give_up(dispatcher)
        return []

    def _questions(self, turn: Turn) -> tuple[Offer, ...]:
        if turn.followed(self.name(), OUT_OF_SCOPE):
            return ()
        if turn.named_schemes:
            return self._clarifier.ask_about(turn.named_schemes[0])
        found = self._finder.fitting(turn.text, turn.facts)
        return self._clarifier.ask(turn.guesses, turn.scheme, [find.scheme for find in found])

    def _ask(self, dispatcher: CollectingDispatcher, questions: tuple[Offer, ...]) -> None:
        dispatcher.utter_message(
            response="utter_clarify",
            meta=meta("clarification", offered_ids(questions)),
            buttons=buttons(questions),
        )

    def _give_up(self, dispatcher: CollectingDispatcher) -> None:
        dispatcher.utter_message(
            response="utter_not_understood",
            meta=meta("clarification"),
            buttons=buttons(self._clarifier.give_up()),
            **reach(self._content.organisation),
        )
