"""Whether a scheme fits, and which ones do: begin, answer, come back, end."""

from datetime import date
from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import is_another_question, is_urgent, learned
from actions.checking import CheckTalk
from actions.finding import FindScheme
from actions.say import buttons, meta, remember
from actions.schemes import AnswerScheme, say_unknown_scheme
from actions.turn import Turn
from advice.content import Content
from advice.eligibility.check import Check, told
from advice.eligibility.fact import DoesNotKnow, Fact, FactId, Value
from advice.eligibility.reading import FactReader
from advice.schemes.scheme import Aspect, Status
from kit.clock import Clock, today_here


class _Checking:
    """What the actions around a check share."""

    def __init__(self, content: Content, clock: Clock, talk: CheckTalk, reader: FactReader) -> None:
        self._content = content
        self._clock = clock
        self._talk = talk
        self._reader = reader

    def _facts_of(self, turn: Turn) -> dict[FactId, Value]:
        """Return all that is known, with what this message tells; the newest word counts."""
        told_now = {} if turn.is_pressed else self._reader.stated(turn.whole_text, self._today)
        return {**turn.facts, **told_now, **turn.pressed_facts}

    def _outcome(
        self, dispatcher: CollectingDispatcher, turn: Turn, check: Check
    ) -> list[dict[str, Any]]:
        """Say the outcome as far as it is known."""
        step = self._talk.checker.outcome(check, turn.facts, self._today)
        return self._talk.say(dispatcher, step, check, turn.facts)

    def _known_outcome(
        self, dispatcher: CollectingDispatcher, check: Check, facts: dict[FactId, Value]
    ) -> list[dict[str, Any]]:
        """Say the outcome as far as it is known, and leave the question of the scan open."""
        step = self._talk.checker.outcome(check, facts, self._today)
        kept = self._talk.say(dispatcher, step, check, facts)
        return [event for event in kept if event["name"] != "open_question"]

    @property
    def _today(self) -> date:
        return today_here(self._clock)


class _CheckingWithFinds(_Checking):
    """A check in which a need that is named along with it is answered first."""

    def __init__(
        self,
        content: Content,
        clock: Clock,
        talk: CheckTalk,
        reader: FactReader,
        finder: FindScheme,
    ) -> None:
        super().__init__(content, clock, talk, reader)
        self._finder = finder

    def _match(self, dispatcher: CollectingDispatcher, turn: Turn) -> list[dict[str, Any]]:
        """Show what fits the need that was named, else begin the check of all schemes."""
        facts = self._facts_of(turn)
        found = () if turn.is_pressed else self._finder.surely_fitting(turn.text, facts)
        if found and found[0].need:
            return [*remember(facts), *self._finder.show(dispatcher, found)]
        if turn.is_in_scan:
            return self._known_outcome(dispatcher, Check(), facts)
        return self._talk.go_on(dispatcher, Check(), facts, self._today)


class CheckScheme(_CheckingWithFinds, Action):
    """Begins the check of the scheme that was named, or that the conversation is about.

    Who asks in general ("mag elk bedrijf meedoen") is told for whom the scheme is; the check is
    one button further. Of a scheme that ended there is nothing to check, but there are others.
    """

    def __init__(
        self,
        content: Content,
        clock: Clock,
        talk: CheckTalk,
        reader: FactReader,
        finder: FindScheme,
        answers: AnswerScheme,
    ) -> None:
        super().__init__(content, clock, talk, reader, finder)
        self._answers = answers

    def name(self) -> str:
        return "action_check_scheme"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        if turn.names_unknown_scheme or (turn.is_about_unknown_scheme and not turn.schemes):
            say_unknown_scheme(dispatcher, self._content)
            return []
        if not turn.schemes:
            return self._match(dispatcher, turn)
        if not turn.is_pressed and not self._reader.is_about_self(turn.text):
            return self._answers.tell(dispatcher, turn.schemes, Aspect.FOR_WHOM)
        if turn.schemes[0].status is Status.ENDED:
            return self._answers.tell(dispatcher, turn.schemes[:1], Aspect.WHEN)
        check = Check(turn.schemes[0].id)
        if turn.is_in_scan:
            # The scan asks for the same facts; two questions at once would be one too many.
            return self._known_outcome(dispatcher, check, self._facts_of(turn))
        return self._talk.go_on(dispatcher, check, self._facts_of(turn), self._today)


class FindMatches(_CheckingWithFinds, Action):
    """Begins the reverse check: which of all schemes fit this firm.

    Who names a need along with it ("wat kan ik krijgen voor mijn koelcel") is answered with that.
    """

    def name(self) -> str:
        return "action_find_matches"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return self._match(dispatcher, Turn(tracker, self._content))


class OpenCheck(_Checking):
    """The question of a check that waits for its answer."""

    def is_open(self, turn: Turn) -> bool:
        return turn.open_fact is not None and turn.check is not None

    async def take(
        self, dispatcher: CollectingDispatcher, turn: Turn
    ) -> list[dict[str, Any]] | None:
        """Go on from a message that is the answer; None when it is a question or goes first."""
        fact, check = turn.open_fact, turn.check
        if fact is None or check is None or is_urgent(turn, fact, self._reader):
            return None
        if turn.intent == "stop":
            return self._stop(dispatcher, turn, check)
        told = learned(turn, fact, self._reader, self._today)
        if not told and is_another_question(turn):
            return None
        facts = {**turn.facts, **told}
        if fact.id in told:
            return self._talk.go_on(dispatcher, check, facts, self._today)
        return self._ask_once_more(dispatcher, turn, fact, check, facts)

    async def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> list[dict[str, Any]]:
        """Come back to the question after something else was answered."""
        if turn.open_fact is None or turn.check is None:
            return [SlotSet("open_question", None)]
        step = self._talk.checker.question(turn.check, turn.open_fact.id, turn.facts)
        self._talk.ask(dispatcher, step, turn.check, "utter_back_to_fact")
        return []

    def _stop(
        self, dispatcher: CollectingDispatcher, turn: Turn, check: Check
    ) -> list[dict[str, Any]]:
        """Say the outcome to who asked for it by the button; to who typed "stop", offer it."""
        if turn.is_pressed:
            return self._outcome(dispatcher, turn, check)
        say_stopped(dispatcher, self._content, check)
        return [SlotSet("open_question", None)]

    def _ask_once_more(
        self,
        dispatcher: CollectingDispatcher,
        turn: Turn,
        fact: Fact,
        check: Check,
        facts: dict[FactId, Value],
    ) -> list[dict[str, Any]]:
        """Ask once more what was not answered; after a second miss it stays unknown."""
        if facts == turn.facts and check.has_missed:
            return self._talk.go_on(
                dispatcher, check, {**facts, fact.id: DoesNotKnow()}, self._today
            )
        step = self._talk.checker.question(check, fact.id, facts)
        response = "utter_ask_fact_again" if facts == turn.facts else "utter_ask_fact_noted"
        self._talk.ask(dispatcher, step, check, response)
        missed = check.after_a_miss() if facts == turn.facts else check
        return [*remember(facts), SlotSet("check", msgspec.to_builtins(missed))]


class TakeFacts(_CheckingWithFinds, Action):
    """Remembers what someone tells about their firm; a verdict that rests on it is said anew.

    Who tells a plan or a worry along with it ("de bank zegt nee, ik zoek 120.000") is answered
    with what helps.
    """

    def name(self) -> str:
        return "action_take_facts"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        facts = self._facts_of(turn)
        new = {id: value for id, value in facts.items() if turn.facts.get(id) != value}
        if turn.check is not None and new:
            return self._talk.go_on(dispatcher, turn.check, facts, self._today)
        if found := self._finder.surely_fitting(turn.text, facts):
            return [*remember(facts), *self._finder.show(dispatcher, found)]
        words = self._content.words
        offers = [words.matches(), words.help(), words.person()]
        known = self._content.facts
        lines = [
            f"- {told(known[id], value)}"
            for id, value in (new or facts).items()
            if not isinstance(value, DoesNotKnow)
        ]
        dispatcher.utter_message(
            response="utter_noted" if new else "utter_tell_more",
            meta=meta("other"),
            buttons=buttons(offers),
            facts="\n".join(lines),
        )
        return remember(facts)


class EndCheck(_Checking, Action):
    """Ends what is being asked; the outcome so far, or a way on, is said."""

    def name(self) -> str:
        return "action_end_check"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        if turn.check is not None and turn.is_pressed:
            return self._outcome(dispatcher, turn, turn.check)
        say_stopped(dispatcher, self._content, turn.check)
        return [SlotSet("open_question", None)]


def say_stopped(dispatcher: CollectingDispatcher, content: Content, check: Check | None) -> None:
    """Say that nothing more is asked; what is known so far can still be seen."""
    words = content.words
    outcome = [words.outcome_now()] if check is not None else []
    dispatcher.utter_message(
        response="utter_stopped",
        meta=meta("other"),
        buttons=buttons([*outcome, words.help(), words.person()]),
    )
