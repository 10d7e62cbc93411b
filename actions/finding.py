"""Finds schemes by what someone needs, and shows more of them."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.checking import show_schemes
from actions.say import buttons, meta, offered_ids, remember
from actions.schemes import AnswerScheme
from actions.turn import ASKED_BACK, Turn
from advice.clarification import Clarifier
from advice.content import Content
from advice.eligibility.fact import Facts
from advice.eligibility.reading import FactReader
from advice.eligibility.verdict import Outcome, verdict
from advice.schemes.scheme import Scheme
from advice.search.index import Found, SchemeSearch
from kit.clock import Clock, today_here

# From this score on, what was found for a message is what it was about …
_SURELY_FOUND = 6.0
# … and from this one on it is worth saying beside another answer.
_CLEARLY_FOUND = 7.8


class FindScheme(Action):
    """Answers a need with the schemes that fit it; what is known not to fit is left out."""

    def __init__(
        self,
        content: Content,
        clock: Clock,
        search: SchemeSearch,
        reader: FactReader,
        answers: AnswerScheme,
    ) -> None:
        self._content = content
        self._clock = clock
        self._search = search
        self._reader = reader
        self._answers = answers
        self._clarifier = Clarifier(content.words, content.faq)

    def name(self) -> str:
        return "action_find_scheme"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        if turn.is_pressed:
            dispatcher.utter_message(response="utter_find_scheme")
            return []
        if turn.named_schemes and (aspect := turn.likely_aspect):
            return self._answers.tell(dispatcher, turn.named_schemes, aspect)
        facts = {**turn.facts, **self._reader.stated(turn.whole_text, today_here(self._clock))}
        found = self.fitting(turn.text, facts)
        if not found:
            self._ask_what(dispatcher, turn)
            return [*remember(facts), SlotSet("found", None)]
        return [*remember(facts), *self.show(dispatcher, found)]

    def _ask_what(self, dispatcher: CollectingDispatcher, turn: Turn) -> None:
        """Ask whether it is one of the questions we know; without a guess, for the subject."""
        questions = self._clarifier.ask_questions(turn.guesses)
        if not questions:
            dispatcher.utter_message(response="utter_find_scheme")
            return
        dispatcher.utter_message(
            response=ASKED_BACK,
            meta=meta("clarification", offered_ids(questions)),
            buttons=buttons(questions),
        )

    def show(
        self,
        dispatcher: CollectingDispatcher,
        found: tuple[Found, ...],
        response: str = "utter_found",
    ) -> list[dict[str, Any]]:
        """Say what was found, each with the reason."""
        lines = [(find.scheme, why(find)) for find in found]
        return show_schemes(dispatcher, response, lines, self._content)

    def surely_fitting(self, text: str, facts: Facts) -> tuple[Found, ...]:
        """Return what is found for `text` when that is what it was about.

        A single word names a thing, not yet a need.
        """
        found = self.fitting(text, facts) if " " in text.strip() else ()
        return found if found and found[0].score >= _SURELY_FOUND else ()

    def clearly_fitting(self, text: str, facts: Facts) -> tuple[Found, ...]:
        """Return what is found for `text` when the best of it is a need that was named."""
        found = self.surely_fitting(text, facts)
        is_clear = bool(found) and found[0].need is not None and found[0].score >= _CLEARLY_FOUND
        return found if is_clear else ()

    def fitting(self, text: str, facts: Facts) -> tuple[Found, ...]:
        """Return what is found for `text` and not known to be impossible, best first."""
        today = today_here(self._clock)
        return tuple(
            find
            for find in self._search.find(text, today)
            if verdict(find.scheme, facts, today).outcome is not Outcome.NO_FIT
        )


class ShowMore(Action):
    """Shows the next of what was found; after that what resembles the scheme of the talk."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def name(self) -> str:
        return "action_show_more"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        waiting = turn.found or (turn.scheme.alternatives if turn.scheme else ())
        rest = [scheme for id in waiting if (scheme := self._content.schemes.get(id))]
        if not rest:
            words = self._content.words
            dispatcher.utter_message(
                response="utter_no_more",
                meta=meta("other"),
                buttons=buttons([words.matches(), words.person()]),
            )
            return [SlotSet("found", None)]
        lines: list[tuple[Scheme, str]] = [(scheme, scheme.summary) for scheme in rest]
        return show_schemes(dispatcher, "utter_found_more", lines, self._content)


def why(find: Found) -> str:
    """Say in one line what a scheme does, and for what it was found."""
    summary = find.scheme.summary
    return f"{summary} (bijvoorbeeld: {find.need})" if find.need else summary
