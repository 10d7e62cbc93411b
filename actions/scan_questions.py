"""What the scan says while it asks: the introduction, each question, what can be changed."""

from collections.abc import Mapping

from rasa_sdk.executor import CollectingDispatcher

from actions.say import buttons, meta
from advice.content import Content
from advice.eligibility.check import told_value
from advice.eligibility.fact import Fact, FactId, FactKind, Facts, Value, value_of
from advice.eligibility.questions import answers_to
from advice.scan.commands import Command
from advice.scan.consent import CONSENT, consent_choices
from advice.scan.definition import ScanQuestion
from advice.scan.follow_up import STEP, STILL_SO
from advice.scan.walk import (
    Step,
    Stop,
    Walk,
    applicable,
    next_question,
    progress,
    question_before,
)
from advice.values import Offer

COMMAND = "scan"
"""The fact that a pressed command stands for: `scan=terug`."""
REOPEN = "wijzig_"
"""How a command begins that asks a question again: `scan=wijzig_gemeente`."""
OWN_WORDS = "eigen_woorden"
"""Under this key the last question is asked."""


class ScanQuestions:
    """Asks, with all that can be answered or done instead on buttons."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._scan = content.scan
        self.choices: Mapping[str, Fact] = {
            CONSENT: consent_choices(content.consent, content.words.scan),
            STEP: content.follow_up.step_choices(),
            STILL_SO: content.follow_up.still_so_choices(),
        }
        """What may be answered where no question of the scan itself is open, by its key."""

    def introduce(self, dispatcher: CollectingDispatcher) -> None:
        dispatcher.utter_message(
            response="utter_scan_intro",
            meta=meta("scan"),
            questions=str(len(self._scan.questions)),
            minutes=str(self._scan.minutes),
            explanation=self._content.consent.introduction.replace(
                "{dagen}", str(self._content.organisation.retention_days)
            ),
        )

    def ask(self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts, response: str) -> str:
        """Ask what is open at this stop; return under which key the answer is expected."""
        match walk.stop:
            case Stop.CONSENT:
                self._ask_consent(dispatcher)
                return CONSENT
            case Stop.STEPS if step := walk.open_step:
                self._ask_step(dispatcher, walk, step)
                return STEP
            case Stop.STILL_SO:
                self._ask_still_so(dispatcher, walk, facts)
                return STILL_SO
            case Stop.QUESTIONS if question := next_question(self._scan, walk, facts):
                self._ask_question(dispatcher, walk, facts, question, response)
                return question.key
            case _:
                self._ask_own_words(dispatcher)
                return OWN_WORDS

    def _ask_consent(self, dispatcher: CollectingDispatcher) -> None:
        """Ask all of it in one message; each may be allowed by itself."""
        dispatcher.utter_message(
            response="utter_scan_consent",
            meta=meta("scan", [CONSENT]),
            buttons=buttons(self._answers(CONSENT)),
            question="\n".join(
                f"{number}. {self._filled(one.text)}"
                for number, one in enumerate(self._content.consent.asked, start=1)
            ),
        )

    def _filled(self, text: str) -> str:
        organisation = self._content.organisation
        months = str(organisation.scan_retention_months)
        return text.replace("{organisatie}", organisation.name).replace("{maanden}", months)

    def _answers(self, key: str, name: str | None = None) -> list[Offer]:
        """Offer the choices under `key`; `name` tells them from those of another question."""
        words = self._content.words
        return [words.answer(c.title, name or key, c.id) for c in self.choices[key].choices]

    def _ask_step(self, dispatcher: CollectingDispatcher, walk: Walk, step: Step) -> None:
        """Ask whether what was advised last time was done."""
        words = self._content.words.scan
        theme = self._scan.theme(step.theme)
        ways = [self._offer(words.skip, Command.SKIP), self._offer(words.pause, Command.PAUSE)]
        dispatcher.utter_message(
            response="utter_follow_up_step",
            meta=meta("scan", [STEP]),
            buttons=buttons([*self._answers(STEP, f"{STEP}_{step.theme}"), *ways]),
            theme=theme.name if theme else step.theme,
            step=step.action,
        )

    def _ask_still_so(self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts) -> None:
        """Show all that was not asked again, to be confirmed at once."""
        dispatcher.utter_message(
            response="utter_follow_up_still_so",
            meta=meta("scan", [STILL_SO]),
            buttons=buttons(
                [
                    *self._answers(STILL_SO),
                    self._offer(self._content.words.scan.pause, Command.PAUSE),
                ]
            ),
            answers="\n".join(f"- {title}" for _, title in self.to_confirm(walk, facts)),
        )

    def to_confirm(self, walk: Walk, facts: Facts) -> list[tuple[FactId, str]]:
        """Return the answers of last time that were not asked again; none outside a follow-up."""
        if walk.previous is None:
            return []
        return [(key, title) for key, title in self._given(facts) if key not in walk.previous.anew]

    def _ask_question(
        self,
        dispatcher: CollectingDispatcher,
        walk: Walk,
        facts: Facts,
        question: ScanQuestion,
        response: str,
    ) -> None:
        words = self._content.words
        fact = self._content.facts[question.key]
        how_far = progress(self._scan, walk, facts)
        offers = [
            words.answer(answer.title, fact.id, answer.value)
            for answer in answers_to(fact, self._content.schemes)
        ]
        then = self._said_then(walk, fact)
        if then:
            offers.insert(0, self._offer(self._content.follow_up.same, Command.SAME))
        ways = [words.does_not_know(fact.id), self._offer(words.scan.skip, Command.SKIP)]
        if question_before(self._scan, walk, facts, question.key):
            ways.append(self._offer(words.scan.back, Command.BACK))
        dispatcher.utter_message(
            response=response,
            meta=meta("scan", [question.key], expects_number=fact.kind is FactKind.NUMBER),
            buttons=buttons([*offers, *ways, self._offer(words.scan.pause, Command.PAUSE)]),
            question=f"{fact.question}\n{then}" if then else fact.question,
            reason=fact.reason,
            number=str(how_far.number),
            total=str(how_far.total),
            minutes=str(how_far.minutes),
        )

    def _said_then(self, walk: Walk, fact: Fact) -> str:
        """Say what was answered last time; nothing when it was not asked then."""
        word = walk.previous.answers.get(fact.id) if walk.previous else None
        value = value_of(fact, word) if word else None
        if value is None:
            return ""
        return f"{self._content.follow_up.then} “{told_value(fact, value)}”."

    def _ask_own_words(self, dispatcher: CollectingDispatcher) -> None:
        words = self._content.words
        ways = [
            self._offer(words.scan.nothing, Command.SKIP),
            self._offer(words.scan.change, Command.CHANGE),
            self._offer(words.scan.pause, Command.PAUSE),
        ]
        dispatcher.utter_message(
            response="utter_scan_own_words",
            meta=meta("scan", [OWN_WORDS]),
            buttons=buttons(ways),
            question=self._scan.last_question,
        )

    def offer_changes(self, dispatcher: CollectingDispatcher, walk: Walk, facts: Facts) -> None:
        """Show what was answered; a press asks that question again."""
        given = self.to_confirm(walk, facts) if walk.stop is Stop.STILL_SO else self._given(facts)
        offers = [self._offer(title, f"{REOPEN}{key}") for key, title in given]
        on = self._offer(self._content.words.scan.on, Command.ON)
        dispatcher.utter_message(
            response="utter_scan_change" if offers else "utter_scan_nothing_to_change",
            meta=meta("scan"),
            buttons=buttons([*offers, on]),
        )

    def _given(self, facts: Facts) -> list[tuple[FactId, str]]:
        """Return each question that was answered, with theme (or fact) and answer in words."""
        return [
            (question.key, self._told(question, facts[question.key]))
            for question in applicable(self._scan, facts)
            if question.key in facts
        ]

    def _told(self, question: ScanQuestion, value: Value) -> str:
        fact = self._content.facts[question.key]
        theme = self._scan.theme(question.theme) if question.theme else None
        return f"{theme.name if theme else fact.name.capitalize()}: {told_value(fact, value)}"

    @staticmethod
    def _offer(title: str, command: str) -> Offer:
        return Offer(title, "inform", fact=f"{COMMAND}={command}")
