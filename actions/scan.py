"""The scan in the chat: begin, answer, go back, stop and go on, end."""

from datetime import date
from typing import Any

import msgspec
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import is_another_question, is_urgent, learned
from actions.say import Events, buttons, meta, reach, remember
from actions.scan_questions import COMMAND, REOPEN, ScanQuestions
from actions.scan_result import ScanOutcome
from actions.turn import IN_SCAN, Turn
from advice.content import Content
from advice.eligibility.fact import NO, YES, Fact, FactId, Facts, Value
from advice.eligibility.reading import FactReader
from advice.scan.commands import Command, command_in
from advice.scan.consent import ALL, CONSENT, NONE
from advice.scan.walk import (
    Given,
    Stop,
    Walk,
    next_question,
    question_before,
)
from kit.clock import Clock, today_here


class ScanTalk:
    """Leads a scan; what is known and where the scan stands comes in with every message."""

    def __init__(
        self, content: Content, clock: Clock, reader: FactReader, outcome: ScanOutcome
    ) -> None:
        self._content = content
        self._scan = content.scan
        self._clock = clock
        self._reader = reader
        self._outcome = outcome
        self._questions = ScanQuestions(content)

    def is_open(self, turn: Turn) -> bool:
        return turn.is_in_scan and turn.walk is not None

    def start(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Begin, go on where it was left, or show again what came out."""
        walk = turn.walk
        if walk is None:
            self._questions.introduce(dispatcher)
            return self.go_on(dispatcher, Walk(self._scan.version), turn.facts)
        if walk.stop is Stop.DONE and self._wants_it_anew(turn):
            return self._afresh(dispatcher, turn, walk)
        if walk.stop is Stop.DONE:
            return self._outcome.again(dispatcher, walk, turn.facts, self._today)
        dispatcher.utter_message(response="utter_scan_resumed", meta=meta("scan"))
        return self.go_on(dispatcher, walk, turn.facts)

    def take(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
        """Go on from an answer or a command; None for what is a question itself or goes first."""
        walk, key = turn.walk, turn.open_in_scan
        fact = self._fact(key)
        if walk is None or key is None or is_urgent(turn, fact, self._reader):
            return None
        if command := self._command(turn):
            return self._obey(dispatcher, turn, walk, command)
        if reopened := self._reopened(turn):
            return self.go_on(dispatcher, walk.reopening(reopened), _without(turn.facts, reopened))
        match walk.stop:
            case Stop.CONSENT:
                return self._take_consent(dispatcher, turn, walk)
            case Stop.OWN_WORDS:
                return self._take_own_words(dispatcher, turn, walk)
            case _:
                return self._take_answer(dispatcher, turn, walk, key)

    def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Come back to the question after something else was answered."""
        if turn.walk is None:
            return [SlotSet("open_question", None)]
        self._questions.ask(dispatcher, turn.walk, turn.facts, "utter_scan_back_to")
        return []

    def go_on(self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts) -> Events:
        """Ask what comes next, or tell what came out."""
        walk = self._moved_on(walk, facts)
        if walk.stop is Stop.DONE:
            return [
                *self._kept(walk, facts, None),
                *self._outcome.tell(dispatcher, walk, facts, self._today),
            ]
        key = self._questions.ask(dispatcher, walk, facts, "utter_scan_question")
        return self._kept(walk, facts, key)

    def _fact(self, key: str | None) -> Fact | None:
        return self._questions.consent if key == CONSENT else self._content.facts.get(key or "")

    def _moved_on(self, walk: Walk, facts: Facts) -> Walk:
        """Return it at the next stop where something is left to ask."""
        if walk.stop is Stop.CONSENT and walk.consents:
            walk = walk.at_stop(Stop.QUESTIONS)
        if walk.stop is Stop.QUESTIONS and next_question(self._scan, walk, facts) is None:
            walk = walk.at_stop(Stop.OWN_WORDS)
        return walk

    def _take_consent(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk
    ) -> Events | None:
        said = self._said_of_consent(turn)
        if said is None:
            return None if is_another_question(turn) else self._missed(dispatcher, turn, walk)
        return self.go_on(dispatcher, self._consenting(walk, said), turn.facts)

    def _said_of_consent(self, turn: Turn) -> str | None:
        if turn.is_pressed:
            said = turn.pressed_value(CONSENT)
            return said if self._questions.consent.choice(said or "") else None
        answer = self._reader.answer(self._questions.consent, turn.text, self._today)
        if isinstance(answer, str):
            return answer
        plain = self._reader.yes_or_no(turn.text)
        return {YES: ALL, NO: NONE}[plain] if plain else None

    def _consenting(self, walk: Walk, said: str) -> Walk:
        version, now = self._content.consent.version, self._clock()
        for one in self._content.consent.asked:
            walk = walk.consenting(one.id, Given(said in (ALL, one.id), version, now))
        return walk

    def _take_answer(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk, key: str
    ) -> Events | None:
        fact = self._content.facts.get(key)
        if fact is None:
            # The question is of an earlier version of the scan.
            return self.go_on(dispatcher, walk, turn.facts)
        said = learned(turn, fact, self._reader, self._today)
        if not said and is_another_question(turn):
            return None
        facts = {**turn.facts, **said}
        if key in said:
            # It may have been skipped before.
            return self.go_on(dispatcher, walk.reopening(key), facts)
        if said:
            self._questions.ask(dispatcher, walk, facts, "utter_scan_noted")
            return self._kept(walk, facts, key)
        return self._missed(dispatcher, turn, walk)

    def _take_own_words(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk
    ) -> Events | None:
        if turn.is_pressed or (turn.named_schemes and is_another_question(turn)):
            return None
        says_nothing = self._reader.yes_or_no(turn.text) == NO and len(turn.text.split()) <= 2
        own_words = None if says_nothing else turn.whole_text
        return self.go_on(dispatcher, walk.saying(own_words), turn.facts)

    def _missed(self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk) -> Events:
        """Ask once more what was not understood; after a second miss it is left open, or a no."""
        if walk.has_missed:
            return self._skip(dispatcher, turn, walk)
        key = self._questions.ask(dispatcher, walk, turn.facts, "utter_scan_not_understood")
        return self._kept(walk.after_a_miss(), turn.facts, key)

    def _command(self, turn: Turn) -> Command | None:
        if turn.is_pressed:
            said = turn.pressed_value(COMMAND)
            return Command(said) if said in set(Command) else None
        return command_in(turn.text, self._content.scan_words)

    @staticmethod
    def _reopened(turn: Turn) -> str | None:
        """Return the question whose answer someone pressed to change it."""
        said = (turn.pressed_value(COMMAND) or "") if turn.is_pressed else ""
        return said.removeprefix(REOPEN) if said.startswith(REOPEN) else None

    def _obey(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk, command: Command
    ) -> Events:
        match command:
            case Command.BACK:
                return self._back(dispatcher, turn, walk)
            case Command.SKIP:
                return self._skip(dispatcher, turn, walk)
            case Command.PAUSE:
                return self._pause(dispatcher)
            case Command.RESTART:
                return self._afresh(dispatcher, turn, walk)
            case Command.CHANGE:
                self._questions.offer_changes(dispatcher, walk, turn.facts)
                return []

    def _wants_it_anew(self, turn: Turn) -> bool:
        if turn.is_pressed:
            return turn.pressed_value(COMMAND) == Command.RESTART
        return any(word in turn.text.casefold() for word in self._content.scan_words.restart)

    def _afresh(self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk) -> Events:
        """Ask the questions about themes anew; what the firm is stays known."""
        own = (question.key for question in self._scan.own_questions)
        return self.go_on(dispatcher, walk.afresh(), _without(turn.facts, *own))

    def _back(self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk) -> Events:
        before = question_before(self._scan, turn.facts, turn.open_in_scan)
        if walk.stop is Stop.CONSENT or before is None:
            key = self._questions.ask(dispatcher, walk, turn.facts, "utter_scan_is_first")
            return self._kept(walk, turn.facts, key)
        reopened = walk.reopening(before.key)
        return self.go_on(dispatcher, reopened, _without(turn.facts, before.key))

    def _skip(self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk) -> Events:
        key = turn.open_in_scan or ""
        match walk.stop:
            case Stop.CONSENT:
                # Silence is no consent.
                walk = self._consenting(walk, NONE)
            case Stop.OWN_WORDS:
                walk = walk.saying(None)
            case _:
                walk = walk.skipping(key)
        return self.go_on(dispatcher, walk, turn.facts)

    def _pause(self, dispatcher: CollectingDispatcher) -> Events:
        words = self._content.words
        dispatcher.utter_message(
            response="utter_scan_paused",
            meta=meta("scan"),
            buttons=buttons([words.scan_on(), words.person()]),
        )
        return [SlotSet("open_question", None)]

    @staticmethod
    def _kept(walk: Walk, facts: Facts, open_key: str | None) -> Events:
        open_question = None if open_key is None else f"{IN_SCAN}{open_key}"
        return [
            *remember(facts),
            SlotSet("scan", msgspec.to_builtins(walk)),
            SlotSet("open_question", open_question),
        ]

    @property
    def _today(self) -> date:
        return today_here(self._clock)


class StartScan(Action):
    """Begins the scan, or goes on with it."""

    def __init__(self, content: Content, talk: ScanTalk) -> None:
        self._content = content
        self._talk = talk

    def name(self) -> str:
        return "action_start_scan"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return self._talk.start(dispatcher, Turn(tracker, self._content))


class WithdrawConsent(Action):
    """Takes back what was consented to, at any moment; the scan itself goes on."""

    def __init__(self, content: Content, clock: Clock) -> None:
        self._content = content
        self._clock = clock

    def name(self) -> str:
        return "action_withdraw_consent"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(tracker, self._content)
        walk = turn.walk
        given = [id for id, one in walk.consents.items() if one.is_given] if walk else []
        dispatcher.utter_message(
            response="utter_consent_withdrawn" if given else "utter_no_consent_to_withdraw",
            meta=meta("privacy"),
            buttons=buttons([self._content.words.person()]),
            **reach(self._content.organisation),
        )
        if walk is None:
            return []
        for id in given:
            no = Given(is_given=False, version=self._content.consent.version, at=self._clock())
            walk = walk.consenting(id, no)
        return [SlotSet("scan", msgspec.to_builtins(walk))]


def _without(facts: Facts, *keys: str) -> dict[FactId, Value]:
    return {id: value for id, value in facts.items() if id not in keys}
