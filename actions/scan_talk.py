"""The scan in the chat, message by message: begin, answer, go back, stop and go on, end."""

from collections.abc import Mapping
from datetime import date

import msgspec
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import is_another_question, is_urgent, learned
from actions.say import Events, bring, buttons, meta, remember
from actions.scan_questions import COMMAND, REOPEN, ScanQuestions
from actions.scan_result import ScanOutcome
from actions.turn import IN_SCAN, Turn
from advice.content import Content
from advice.dates import dutch_date
from advice.eligibility.fact import NO, YES, Fact, FactId, Facts, Value, value_of
from advice.eligibility.reading import FactReader
from advice.scan.commands import Command, command_in
from advice.scan.consent import ALL, CONSENT, NONE
from advice.scan.definition import ConsentId
from advice.scan.follow_up import CHANGED, FOLLOW_UP, STEP, STILL_SO, UNFINISHED, previous_of
from advice.scan.record import facts_of, record, walk_of
from advice.scan.walk import ActionState, Stop, Walk, next_question, question_before
from conversations.files import NewFile
from conversations.messages import Reminder
from conversations.scans import Given, ScanRecord
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
            return self.go_on(dispatcher, Walk(version=self._scan.version), turn.facts)
        if walk.stop is Stop.DONE and self._wants_it_anew(turn):
            return self._afresh(dispatcher, walk, turn.facts)
        return self._take_up(dispatcher, walk, turn.facts)

    def start_from(self, dispatcher: CollectingDispatcher, turn: Turn, kept: ScanRecord) -> Events:
        """Go on with a scan of another conversation, as if it had been done in this one."""
        facts = {**turn.facts, **facts_of(kept, self._content.facts)}
        return self._take_up(dispatcher, walk_of(kept), facts)

    def follow_up(self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts) -> Events:
        """Look, with a scan that was done before, at what changed since then."""
        if walk.stop is not Stop.DONE:
            return self._take_up(dispatcher, walk, facts)
        then = self._outcome.result(walk, facts, self._today)
        previous = previous_of(walk, facts, then, self._today)
        dispatcher.utter_message(
            response="utter_follow_up_intro", meta=meta("scan"), day=dutch_date(previous.day)
        )
        following = walk.following(self._scan.version, previous)
        return self.go_on(dispatcher, following, _without(facts, *previous.anew))

    async def take(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
        """Go on from an answer or a command; None for what is a question itself or goes first."""
        walk, key = turn.walk, turn.open_in_scan
        if walk is None or key is None or is_urgent(turn, self._fact(key), self._reader):
            return None
        if command := self._command(turn):
            return self._obey(dispatcher, turn, walk, command)
        if reopened := self._reopened(turn):
            return self.go_on(dispatcher, walk.reopening(reopened), _without(turn.facts, reopened))
        if stepped := self._stepped(turn, walk):
            return self.go_on(dispatcher, stepped, turn.facts)
        return self._take_at_stop(dispatcher, turn, walk, key)

    def _take_at_stop(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk, key: str
    ) -> Events | None:
        match walk.stop:
            case Stop.CONSENT:
                return self._take_consent(dispatcher, turn, walk)
            case Stop.STEPS:
                return self._take_step(dispatcher, turn, walk)
            case Stop.STILL_SO:
                return self._take_still_so(dispatcher, turn, walk)
            case Stop.OWN_WORDS:
                return self._take_own_words(dispatcher, turn, walk)
            case _:
                return self._take_answer(dispatcher, turn, walk, key)

    async def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Come back to the question after something else was answered."""
        if turn.walk is None:
            return [SlotSet("open_question", None)]
        self._questions.ask(dispatcher, turn.walk, turn.facts, "utter_scan_back_to")
        return []

    def go_on(self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts) -> Events:
        """Ask what comes next, or tell what came out."""
        walk = self._moved_on(walk, facts)
        if walk.stop is not Stop.DONE:
            key = self._questions.ask(dispatcher, walk, facts, "utter_scan_question")
            return self._kept(walk, facts, key)
        told = self._outcome.tell(dispatcher, walk, facts, self._today)
        over = (UNFINISHED, FOLLOW_UP) if walk.previous else (UNFINISHED,)
        bring(dispatcher, reminders=[Reminder(key) for key in over])
        self.keep(dispatcher, walk, facts)
        return [*self._kept(walk, facts, None), *told]

    def keep(self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts) -> None:
        """Let the last thing said bring the scan along, to be kept as far as was consented."""
        result = self._outcome.result(walk, facts, self._today)
        bring(dispatcher, scan=record(walk, facts, result))

    def consent(
        self,
        dispatcher: CollectingDispatcher,
        walk: Walk,
        facts: Facts,
        given: Mapping[ConsentId, Given],
    ) -> Events:
        """Keep what was consented to, or no longer, with the last thing said."""
        for id, word in given.items():
            walk = walk.consenting(id, word)
        self.keep(dispatcher, walk, facts)
        return [SlotSet("scan", msgspec.to_builtins(walk))]

    def report(self, walk: Walk, facts: Facts) -> NewFile:
        """Return the report of a finished scan."""
        return self._outcome.report(walk, facts, self._today)

    def _take_up(self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts) -> Events:
        if walk.stop is Stop.DONE and self._content.follow_up.is_due(walk, self._clock()):
            return self.follow_up(dispatcher, walk, facts)
        if walk.stop is Stop.DONE:
            told = self._outcome.again(dispatcher, walk, facts, self._today)
            self.keep(dispatcher, walk, facts)
            return [*self._kept(walk, facts, None), *told]
        dispatcher.utter_message(response="utter_scan_resumed", meta=meta("scan"))
        return self.go_on(dispatcher, walk, facts)

    def _fact(self, key: str) -> Fact | None:
        choices = self._questions.choices
        return choices.get(key) or self._content.facts.get(key)

    def _moved_on(self, walk: Walk, facts: Facts) -> Walk:
        """Return it at the next stop where something is left to ask."""
        if walk.stop is Stop.CONSENT and self._has_consented(walk):
            walk = walk.at_stop(Stop.STEPS)
        if walk.stop is Stop.STEPS and walk.open_step is None:
            walk = walk.at_stop(Stop.QUESTIONS)
        if walk.stop is Stop.QUESTIONS and next_question(self._scan, walk, facts) is None:
            walk = walk.at_stop(Stop.STILL_SO)
        if walk.stop is Stop.STILL_SO and not self._questions.to_confirm(walk, facts):
            walk = walk.at_stop(Stop.OWN_WORDS)
        return walk

    def _has_consented(self, walk: Walk) -> bool:
        """Tell whether all was asked, and in the words that we use now."""
        asked = self._content.consent
        given = [walk.consents.get(one.id) for one in asked.asked]
        return all(one is not None and one.version == asked.version for one in given)

    def _take_consent(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk
    ) -> Events | None:
        said = self._chosen(turn, CONSENT)
        if said is None and not turn.is_pressed:
            plain = self._reader.yes_or_no(turn.text)
            said = {YES: ALL, NO: NONE}[plain] if plain else None
        if said is None:
            return self._declined_or_missed(dispatcher, turn, walk)
        return self.go_on(dispatcher, self._consenting(walk, said), turn.facts)

    def _consenting(self, walk: Walk, said: str) -> Walk:
        version, now = self._content.consent.version, self._clock()
        for one in self._content.consent.asked:
            walk = walk.consenting(one.id, Given(said in (ALL, one.id), version, now))
        return walk

    def _stepped(self, turn: Turn, walk: Walk) -> Walk | None:
        """Return it with the step of which a button was pressed, also one of a step before."""
        for step in walk.previous.steps if walk.previous and turn.is_pressed else ():
            said = turn.pressed_value(f"{STEP}_{step.theme}")
            if said and self._questions.choices[STEP].choice(said):
                return walk.stepping(step.theme, ActionState(said))
        return None

    def _take_step(self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk) -> Events | None:
        step, said = walk.open_step, self._chosen(turn, STEP)
        if step is None or said is None:
            return self._declined_or_missed(dispatcher, turn, walk)
        return self.go_on(dispatcher, walk.stepping(step.theme, ActionState(said)), turn.facts)

    def _take_still_so(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk
    ) -> Events | None:
        said = self._chosen(turn, STILL_SO)
        if said is None:
            return self._declined_or_missed(dispatcher, turn, walk)
        if said == CHANGED:
            self._questions.offer_changes(dispatcher, walk, turn.facts)
            return []
        return self.go_on(dispatcher, walk.confirming(), turn.facts)

    def _chosen(self, turn: Turn, key: str) -> str | None:
        """Return which of the choices under `key` was pressed or typed."""
        choices = self._questions.choices[key]
        if turn.is_pressed:
            said = turn.pressed_value(key)
            return said if said and choices.choice(said) else None
        answer = self._reader.answer(choices, turn.text, self._today)
        return answer if isinstance(answer, str) else None

    def _declined_or_missed(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk
    ) -> Events | None:
        return None if is_another_question(turn) else self._missed(dispatcher, turn, walk)

    def _take_answer(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk, key: str
    ) -> Events | None:
        fact = self._content.facts.get(key)
        if fact is None:
            # The question is of an earlier version of the scan.
            return self.go_on(dispatcher, walk, turn.facts)
        said = learned(turn, fact, self._reader, self._today)
        if not said:
            return self._declined_or_missed(dispatcher, turn, walk)
        facts = {**turn.facts, **said}
        if key in said:
            # It may have been skipped before.
            return self.go_on(dispatcher, walk.reopening(key), facts)
        self._questions.ask(dispatcher, walk, facts, "utter_scan_noted")
        return self._kept(walk, facts, key)

    def _take_own_words(
        self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk
    ) -> Events | None:
        if turn.is_pressed or (turn.named_schemes and is_another_question(turn)):
            return None
        says_nothing = self._reader.yes_or_no(turn.text) == NO and len(turn.text.split()) <= 2
        own_words = None if says_nothing else turn.whole_text
        return self.go_on(dispatcher, self._finishing(walk, own_words), turn.facts)

    def _finishing(self, walk: Walk, own_words: str | None) -> Walk:
        return walk.of_version(self._scan.version).saying(own_words, self._clock())

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
                return self._pause(dispatcher, turn, walk)
            case Command.RESTART:
                return self._afresh(dispatcher, walk, turn.facts)
            case Command.CHANGE:
                self._questions.offer_changes(dispatcher, walk, turn.facts)
                return []
            case Command.ON:
                return self.go_on(dispatcher, walk, turn.facts)
            case Command.SAME:
                return self._same_as_then(dispatcher, turn, walk)

    def _wants_it_anew(self, turn: Turn) -> bool:
        if turn.is_pressed:
            return turn.pressed_value(COMMAND) == Command.RESTART
        return any(word in turn.text.casefold() for word in self._content.scan_words.restart)

    def _afresh(self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts) -> Events:
        """Ask the questions about themes anew; what the firm is stays known."""
        own = (question.key for question in self._scan.own_questions)
        afresh = walk.afresh(self._scan.version)
        return self.go_on(dispatcher, afresh, _without(facts, *own))

    def _back(self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk) -> Events:
        before = question_before(self._scan, walk, turn.facts, turn.open_in_scan)
        if walk.stop in (Stop.CONSENT, Stop.STEPS) or before is None:
            key = self._questions.ask(dispatcher, walk, turn.facts, "utter_scan_is_first")
            return self._kept(walk, turn.facts, key)
        reopened = walk.reopening(before.key)
        return self.go_on(dispatcher, reopened, _without(turn.facts, before.key))

    def _skip(self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk) -> Events:
        match walk.stop:
            case Stop.CONSENT:
                # Silence is no consent.
                walk = self._consenting(walk, NONE)
            case Stop.STEPS if step := walk.open_step:
                walk = walk.stepping(step.theme, None)
            case Stop.STILL_SO:
                walk = walk.confirming()
            case Stop.OWN_WORDS:
                walk = self._finishing(walk, None)
            case _:
                walk = walk.skipping(turn.open_in_scan or "")
        return self.go_on(dispatcher, walk, turn.facts)

    def _same_as_then(self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk) -> Events:
        """Answer as last time, where there was an answer."""
        key = turn.open_in_scan or ""
        if walk.stop is Stop.STILL_SO:
            return self.go_on(dispatcher, walk.confirming(), turn.facts)
        word = walk.previous.answers.get(key) if walk.previous else None
        value = value_of(self._content.facts[key], word) if word else None
        if value is None:
            return self._missed(dispatcher, turn, walk)
        return self.go_on(dispatcher, walk.reopening(key), {**turn.facts, key: value})

    def _pause(self, dispatcher: CollectingDispatcher, turn: Turn, walk: Walk) -> Events:
        words, follow_up = self._content.words, self._content.follow_up
        ways = [words.scan_on(), follow_up.wish_for(follow_up.unfinished), words.person()]
        dispatcher.utter_message(
            response="utter_scan_paused",
            meta=meta("scan"),
            buttons=buttons(ways),
            code=walk.code,
            days=str(self._content.organisation.retention_days),
        )
        self.keep(dispatcher, walk, turn.facts)
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


def _without(facts: Facts, *keys: str) -> dict[FactId, Value]:
    return {id: value for id, value in facts.items() if id not in keys}
