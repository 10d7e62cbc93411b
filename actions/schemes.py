"""Answers questions about schemes."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.say import buttons, meta, offered_ids, reach
from actions.turn import ASKED_BACK, Turn
from advice.buttons import ABOUT_SCHEMES
from advice.clarification import Clarifier
from advice.content import Content
from advice.schemes.answer import SchemeAnswer, answer
from advice.schemes.certainty import Standing
from advice.schemes.scheme import Aspect, Scheme
from advice.search.index import SchemeSearch
from advice.values import Offer
from kit.clock import Clock, today_here

_RESPONSES = {
    Standing.CERTAIN: "utter_scheme",
    Standing.UNCERTAIN: "utter_scheme_uncertain",
    Standing.ENDED: "utter_scheme_ended",
}


class AnswerScheme(Action):
    """Tells one aspect of a scheme; without a scheme it asks which one is meant."""

    def __init__(self, content: Content, clock: Clock, search: SchemeSearch) -> None:
        self._content = content
        self._clock = clock
        self._search = search
        self._clarifier = Clarifier(content.words, content.faq)

    def name(self) -> str:
        return "action_answer_scheme"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        aspect = Aspect(turn.intent.removeprefix(ABOUT_SCHEMES))
        if turn.schemes:
            return self.tell(dispatcher, turn.schemes, aspect)
        if turn.is_about_unknown_scheme:
            say_unknown_scheme(dispatcher, self._content)
        else:
            self._ask_which(dispatcher, turn, aspect)
        return []

    def tell(
        self, dispatcher: CollectingDispatcher, schemes: tuple[Scheme, ...], aspect: Aspect
    ) -> list[dict[str, Any]]:
        """Tell the aspect of each scheme, and keep both as the topic of the conversation."""
        for scheme in schemes:
            _say(dispatcher, self._answer(scheme, aspect))
        return [SlotSet("regeling", schemes[-1].id), SlotSet("aspect", aspect.value)]

    def _answer(self, scheme: Scheme, aspect: Aspect) -> SchemeAnswer:
        today = today_here(self._clock)
        content = self._content
        return answer(scheme, aspect, today, catalogue=content.schemes, words=content.words)

    def _ask_which(self, dispatcher: CollectingDispatcher, turn: Turn, aspect: Aspect) -> None:
        """Ask which scheme is meant: what the words point to, else the ones with the widest use."""
        found = [] if turn.is_pressed else self._search.find(turn.text, today_here(self._clock))
        schemes = [find.scheme for find in found]
        if offered := self._clarifier.ask_which(aspect, schemes, turn.guesses):
            _ask(dispatcher, ASKED_BACK, offered)
            return
        words = self._content.words
        likely = (self._content.schemes.get(id) for id in words.first_schemes)
        offers = [words.named(scheme, aspect) for scheme in likely if scheme]
        ways_out = (words.something_else(), words.person())
        _ask(dispatcher, "utter_which_scheme", (*offers, *ways_out))


class CorrectTopic(Action):
    """Answers the last question again, about the scheme that was really meant."""

    def __init__(self, content: Content, answers: AnswerScheme) -> None:
        self._content = content
        self._answers = answers

    def name(self) -> str:
        return "action_correct_topic"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        if turn.named_schemes:
            # "Niet de WBSO maar de MIT": what is meant comes last.
            return self._answers.tell(dispatcher, turn.named_schemes[-1:], turn.aspect)
        if turn.names_unknown_scheme:
            say_unknown_scheme(dispatcher, self._content)
            return []
        dispatcher.utter_message(response="utter_which_then", meta=meta("clarification"))
        return []


def say_unknown_scheme(dispatcher: CollectingDispatcher, content: Content) -> None:
    """Say that we know nothing about the scheme that was named, and who does."""
    dispatcher.utter_message(
        response="utter_scheme_unknown",
        meta=meta("clarification"),
        buttons=buttons([content.words.person()]),
        **reach(content.organisation),
    )


def _say(dispatcher: CollectingDispatcher, said: SchemeAnswer) -> None:
    dispatcher.utter_message(
        response=_RESPONSES[said.standing],
        meta=meta("scheme", [said.scheme], said.aspect),
        buttons=buttons(said.offers),
        answer=said.text,
        name=said.name,
        source=said.source,
        checked=said.checked,
        organisation=said.organisation,
    )


def _ask(dispatcher: CollectingDispatcher, response: str, offers: tuple[Offer, ...]) -> None:
    dispatcher.utter_message(
        response=response,
        meta=meta("clarification", offered_ids(offers)),
        buttons=buttons(offers),
    )
