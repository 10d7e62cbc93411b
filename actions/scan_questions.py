"""What the scan says while it asks: the introduction, each question, what can be changed."""

from collections.abc import Iterator

from rasa_sdk.executor import CollectingDispatcher

from actions.say import buttons, meta
from advice.content import Content
from advice.eligibility.check import told
from advice.eligibility.fact import FactId, Facts
from advice.eligibility.questions import answers_to
from advice.scan.commands import Command
from advice.scan.consent import CONSENT, consent_choices
from advice.scan.definition import ScanQuestion
from advice.scan.walk import Stop, Walk, applicable, next_question, progress, question_before
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
        self.consent = consent_choices(content.consent, content.words.scan)

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
            case Stop.QUESTIONS if question := next_question(self._scan, walk, facts):
                self._ask_question(dispatcher, walk, facts, question, response)
                return question.key
            case _:
                self._ask_own_words(dispatcher)
                return OWN_WORDS

    def _ask_consent(self, dispatcher: CollectingDispatcher) -> None:
        """Ask all of it in one message; each may be allowed by itself."""
        words = self._content.words
        dispatcher.utter_message(
            response="utter_scan_consent",
            meta=meta("scan", [CONSENT]),
            buttons=buttons([words.answer(c.title, CONSENT, c.id) for c in self.consent.choices]),
            question="\n".join(
                f"{number}. {one.text}".replace("{organisatie}", self._content.organisation.name)
                for number, one in enumerate(self._content.consent.asked, start=1)
            ),
        )

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
        ways = [words.does_not_know(fact.id), self._offer(words.scan.skip, Command.SKIP)]
        if question_before(self._scan, facts, question.key):
            ways.append(self._offer(words.scan.back, Command.BACK))
        dispatcher.utter_message(
            response=response,
            meta=meta("scan", [question.key]),
            buttons=buttons([*offers, *ways, self._offer(words.scan.pause, Command.PAUSE)]),
            question=fact.question,
            reason=fact.reason,
            number=str(how_far.number),
            total=str(how_far.total),
            minutes=str(how_far.minutes),
        )

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
        given = list(self._given(facts))
        offers = [self._offer(title, f"{REOPEN}{key}") for key, title in given]
        on = self._offer(self._content.words.scan.on, Command.SKIP)
        dispatcher.utter_message(
            response="utter_scan_change" if given else "utter_scan_nothing_to_change",
            meta=meta("scan"),
            buttons=buttons([*offers, *([on] if walk.stop is Stop.OWN_WORDS else [])]),
        )

    def _given(self, facts: Facts) -> Iterator[tuple[FactId, str]]:
        """Give each question that was answered, with the answer in words."""
        for question in applicable(self._scan, facts):
            if question.key in facts:
                fact = self._content.facts[question.key]
                yield question.key, told(fact, facts[question.key])

    @staticmethod
    def _offer(title: str, command: str) -> Offer:
        return Offer(title, "inform", fact=f"{COMMAND}={command}")
