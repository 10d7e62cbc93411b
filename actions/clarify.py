"""Asks back what was meant; when that was none of it, points to a person."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.also_meant import AlsoMeant
from actions.finding import FindScheme
from actions.outside import NAME as OUT_OF_SCOPE
from actions.outside import OutOfScope
from actions.say import buttons, meta, offered_ids, reach
from actions.schemes import AnswerScheme, say_unknown_scheme
from actions.turn import ASKED_BACK, Turn
from advice.buttons import ABOUT_SCHEMES
from advice.clarification import Clarifier
from advice.content import Content
from advice.languages import is_foreign
from advice.search.index import Found
from advice.values import Offer

_OUTSIDE = "out_of_scope"
# From here on a message may well be none of our business; as in config.yml.
_DOUBT = 0.12
# Beside these the best guess keeps its place.
_MOST_BESIDE = 2


class Clarify(Action):
    """Answers a message that the engine was not sure of, in one of two bands.

    A promising guess is asked about once ("bedoelt u …"); a poor guess, or a second message in
    a row that was not understood, gets an honest answer and the way to a person. Where only the
    aspect of a named scheme is in doubt there is nothing to ask: the others stand under the answer.
    Nor where the need itself was clear, whatever is asked about it.
    """

    def __init__(
        self, content: Content, finder: FindScheme, answers: AnswerScheme, outside: OutOfScope
    ) -> None:
        self._content = content
        self._finder = finder
        self._answers = answers
        self._outside = outside
        self._clarifier = Clarifier(content.words, content.faq)
        self._also_meant = AlsoMeant(content)

    def name(self) -> str:
        return "action_clarify"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        if turn.names_unknown_scheme:
            say_unknown_scheme(dispatcher, self._content)
            return []
        if turn.named_schemes and (aspect := turn.likely_aspect):
            return self._answers.tell(dispatcher, turn.named_schemes, aspect)
        if is_foreign(turn.text, self._content.languages):
            self._outside.say(dispatcher, turn)
            return []
        found = self._clearly_found(turn)
        if found and turn.confidence_in(_OUTSIDE) < _DOUBT:
            return self._finder.show(dispatcher, found)
        if turn.best_guess == _OUTSIDE and not turn.named_schemes and not found:
            self._outside.say(dispatcher, turn)
            return []
        if questions := self._questions(turn):
            self._ask(dispatcher, questions)
        else:
            self._give_up(dispatcher)
        return []

    def _clearly_found(self, turn: Turn) -> tuple[Found, ...]:
        """Return what fits the need that was named; a question about a scheme names no need."""
        if turn.named_schemes or turn.best_guess.startswith(ABOUT_SCHEMES):
            return ()
        return self._finder.clearly_fitting(turn.text, turn.facts)

    def _questions(self, turn: Turn) -> tuple[Offer, ...]:
        if turn.followed(self.name(), OUT_OF_SCOPE):
            return ()
        if turn.named_schemes:
            return self._clarifier.ask_about(turn.named_schemes[0])
        found = self._finder.fitting(turn.text, turn.facts)
        # "En die voor starters?": what resembles the scheme of the talk was more likely meant.
        alike = turn.scheme.alternatives if turn.scheme else ()
        schemes = sorted((find.scheme for find in found), key=lambda one: one.id not in alike)
        also = (*self._also_meant.named(turn), *self._also_meant.before(turn))
        return self._clarifier.ask(turn.guesses, turn.scheme, schemes, also[:_MOST_BESIDE])

    def _ask(self, dispatcher: CollectingDispatcher, questions: tuple[Offer, ...]) -> None:
        dispatcher.utter_message(
            response=ASKED_BACK,
            meta=meta("clarification", offered_ids(questions)),
            buttons=buttons(questions),
        )

    def _give_up(self, dispatcher: CollectingDispatcher) -> None:
        dispatcher.utter_message(
            response="utter_not_understood",
            meta=meta("out_of_scope"),
            buttons=buttons(self._clarifier.give_up()),
            **reach(self._content.organisation),
        )


class Decline(Action):
    """Takes a "no"; to our own "bedoelt u …" it means that we can not help with it."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def name(self) -> str:
        return "action_decline"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if not Turn(tracker, self._content).was_asked_back:
            dispatcher.utter_message(response="utter_deny")
            return []
        words = self._content.words
        dispatcher.utter_message(
            response="utter_none_of_these",
            meta=meta("out_of_scope"),
            buttons=buttons([words.person(), words.help()]),
            **reach(self._content.organisation),
        )
        return []
