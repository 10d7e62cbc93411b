"""Says the steps of an eligibility check: a question, a verdict, what fits."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.say import buttons, meta, remember
from advice.content import Content
from advice.dates import dutch_date
from advice.eligibility.check import Ask, Check, Checker, Judged, Matched, Step
from advice.eligibility.condition import Answered, Condition
from advice.eligibility.fact import FactId, FactKind, Value
from advice.eligibility.verdict import Outcome, Verdict
from advice.schemes.answer import source_to_show
from advice.schemes.scheme import Aspect, Scheme
from advice.values import Offer

MOST_SHOWN = 5
"""So many schemes at a time in a chat; the rest comes with "meer"."""

_VERDICTS = {
    Outcome.LIKELY: "utter_fits_likely",
    Outcome.POSSIBLE: "utter_fits_possibly",
    Outcome.NO_FIT: "utter_fits_not",
    Outcome.NOT_NOW: "utter_not_available",
}
_MOST_ALTERNATIVES = 2


class CheckTalk:
    """Goes on with a check, and keeps where it stands for the next message."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._words = content.words
        self.checker = Checker(content.schemes, content.facts)

    def go_on(
        self,
        dispatcher: CollectingDispatcher,
        check: Check,
        facts: Mapping[FactId, Value],
        today: date,
    ) -> list[dict[str, Any]]:
        """Say the next step of `check`, and return what to remember."""
        return self.say(dispatcher, self.checker.step(check, facts, today), check, facts)

    def say(
        self,
        dispatcher: CollectingDispatcher,
        step: Step,
        check: Check,
        facts: Mapping[FactId, Value],
    ) -> list[dict[str, Any]]:
        match step:
            case Ask():
                asking = check.after_asking()
                is_first_of_closed = step.is_closed and asking.asked == 1
                response = "utter_ask_fact_closed" if is_first_of_closed else "utter_ask_fact"
                self.ask(dispatcher, step, asking, response)
                return _kept(asking, facts, open_question=step.fact.id)
            case Judged(verdict):
                self._judge(dispatcher, verdict)
                return [*_kept(check, facts), SlotSet("regeling", verdict.scheme.id)]
            case Matched(verdicts):
                return [*_kept(check, facts), *self._match(dispatcher, verdicts)]

    def ask(
        self,
        dispatcher: CollectingDispatcher,
        step: Ask,
        check: Check,
        response: str,
    ) -> None:
        """Ask for a fact, with what can be answered."""
        fact, words = step.fact, self._words
        scheme = self._content.schemes.get(check.scheme or "")
        offers = [words.answer(answer.title, fact.id, answer.value) for answer in step.answers]
        dispatcher.utter_message(
            response=response,
            meta=meta(
                "eligibility",
                [scheme.id] if scheme else [],
                expects_number=fact.kind is FactKind.NUMBER,
            ),
            buttons=buttons([*offers, words.does_not_know(fact.id), words.outcome_now()]),
            question=fact.question,
            reason=fact.reason,
            number=str(check.asked),
            name=scheme.short_name if scheme else "",
        )

    def _judge(self, dispatcher: CollectingDispatcher, judged: Verdict) -> None:
        scheme = judged.scheme
        dispatcher.utter_message(
            response=_VERDICTS[judged.outcome],
            meta=meta(
                "eligibility",
                [scheme.id],
                reasons=self._main_reason(judged),
                verdict=self._words.checks.outcomes[judged.outcome],
            ),
            buttons=buttons(self._after(judged)),
            name=scheme.name,
            reasons="\n".join(self._reasons(judged)),
            when=scheme.answers.about(Aspect.WHEN).strip(),
            source=str(source_to_show(scheme)),
            checked=dutch_date(scheme.checked_on),
            organisation=str(scheme.operator),
        )

    def _after(self, judged: Verdict) -> Iterator[Offer]:
        """Offer the next step: how to apply for what may fit, otherwise what else there is."""
        scheme, words = judged.scheme, self._words
        if judged.outcome in (Outcome.LIKELY, Outcome.POSSIBLE):
            yield words.about(scheme, Aspect.HOW_TO_APPLY)
            yield words.about(scheme, Aspect.CAUTION)
        else:
            for id in scheme.alternatives[:_MOST_ALTERNATIVES]:
                if other := self._content.schemes.get(id):
                    yield words.named(other)
        yield words.more_matches()
        yield words.person()

    def _reasons(self, judged: Verdict) -> Iterator[str]:
        for heading, sentences in self._answered(judged):
            yield from _listed(heading, sentences)
        if judged.outcome is not Outcome.NO_FIT:
            yield from _listed(self._words.checks.check_yourself, judged.scheme.check_yourself)

    def _main_reason(self, judged: Verdict) -> list[str]:
        """Return in one sentence what weighs most; nothing if there is nothing to weigh."""
        heading, sentences = next(self._answered(judged), ("", []))
        return [f"{heading} {', '.join(sentences)}"] if sentences else []

    def _answered(self, judged: Verdict) -> Iterator[tuple[str, list[str]]]:
        """Return the conditions under their headings, what weighs most first."""
        words = self._words.checks
        headings = {
            Answered.NOT_MET: words.not_met,
            Answered.MET: words.met,
            Answered.OPEN: words.open,
        }
        if judged.outcome is Outcome.NO_FIT:
            del headings[Answered.OPEN]
        for answered, heading in headings.items():
            if conditions := judged.having(answered):
                yield heading, [self._sentence(one) for one in conditions]

    def _sentence(self, condition: Condition) -> str:
        return condition.sentence(self._content.facts)

    def _match(
        self, dispatcher: CollectingDispatcher, verdicts: tuple[Verdict, ...]
    ) -> list[dict[str, Any]]:
        if not verdicts:
            offers = [self._words.help(), self._words.person()]
            response = "utter_no_matches"
            dispatcher.utter_message(
                response=response, meta=meta("eligibility"), buttons=buttons(offers)
            )
            return [SlotSet("found", None)]
        return show_schemes(
            dispatcher,
            "utter_matches",
            [(verdict.scheme, self._why(verdict)) for verdict in verdicts],
            self._content,
            kind="eligibility",
        )

    def _why(self, judged: Verdict) -> str:
        met = judged.having(Answered.MET)
        if not met:
            return judged.scheme.summary
        because = self._words.checks.fits_because
        return f"{judged.scheme.summary}; {because} {self._sentence(met[0])}"


def show_schemes(
    dispatcher: CollectingDispatcher,
    response: str,
    found: Iterable[tuple[Scheme, str]],
    content: Content,
    *,
    kind: str = "schemes",
) -> list[dict[str, Any]]:
    """Say the first schemes with one line why each; the rest waits for "meer".

    The topic of the conversation becomes the first one: "en hoeveel krijg ik dan?" is about that.
    """
    every = list(found)
    shown, rest = every[:MOST_SHOWN], every[MOST_SHOWN:]
    words = content.words
    offers = [words.named(scheme) for scheme, _ in shown]
    lines = [
        f"{number}. {scheme.short_name}: {why}"
        for number, (scheme, why) in enumerate(shown, start=1)
    ]
    dispatcher.utter_message(
        response=response,
        meta=meta(kind, [scheme.id for scheme, _ in shown], reasons=[why for _, why in shown]),
        buttons=buttons([*offers, *([words.more()] if rest else []), words.person()]),
        schemes="\n".join(lines),
    )
    waiting = [scheme.id for scheme, _ in rest]
    return [SlotSet("found", waiting or None), SlotSet("regeling", shown[0][0].id)]


def _kept(
    check: Check, facts: Mapping[FactId, Value], open_question: str | None = None
) -> list[dict[str, Any]]:
    return [
        *remember(facts),
        SlotSet("check", msgspec.to_builtins(check)),
        SlotSet("open_question", open_question),
    ]


def _listed(heading: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [heading, *lines] if lines else []
