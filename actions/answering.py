"""Reads a message as the answer to a question of ours, or sees that it is a question itself."""

from collections.abc import Mapping
from datetime import date

from actions.turn import Turn
from advice.eligibility.fact import NO, DoesNotKnow, Fact, FactId, Value
from advice.eligibility.reading import FactReader

# A message that surely asks one of these is a question of its own, not an answer to ours …
_QUESTIONS = ("regeling_", "faq_", "check_", "find_", "ask_", "correct_")
# … and these go before any answer.
_URGENT = frozenset(
    {
        *("danger", "overloaded", "angry", "ask_human", "other_language", "goodbye"),
        *("start_scan", "follow_up_scan", "resume_with_code", "mail_report"),
        *("withdraw_consent", "remind_me", "stop_reminders", "stop_waiting"),
        *("join_pool", "pause_pool"),
        *("book_appointment", "move_appointment", "cancel_appointment", "show_appointment"),
    }
)
_SURE = 0.5
# Up to here a message that can be read as the answer is the answer, whatever else it may be.
_SHORT = 3


def is_urgent(turn: Turn, fact: Fact | None, reader: FactReader) -> bool:
    """Tell whether a message goes before our question; one of its answers, word for word, does not.

    Danger to life always goes first.
    """
    if turn.intent not in _URGENT:
        return False
    is_answer = fact is not None and reader.named(fact, turn.text) is not None
    return turn.intent == "danger" or not is_answer


def is_another_question(turn: Turn) -> bool:
    """Tell whether a message surely asks something itself."""
    if turn.is_pressed:
        return not turn.pressed_facts
    asks = turn.intent.startswith(_QUESTIONS) or turn.intent == "out_of_scope"
    return asks and turn.confidence >= _SURE


def learned(turn: Turn, fact: Fact, reader: FactReader, today: date) -> Mapping[FactId, Value]:
    """Return what a message tells, the answer about `fact` and more, or nothing."""
    if turn.is_pressed:
        return turn.pressed_facts
    if named := reader.named(fact, turn.text):
        return {fact.id: named}
    if turn.intent == "dont_know" and not is_another_question(turn):
        return {fact.id: DoesNotKnow()}
    stated = reader.stated(turn.text, today)
    answer = reader.answer(fact, turn.text, today)
    if answer == NO and stated and fact.id not in stated:
        # "Nee, het zijn er vijf": another answer is put right.
        return stated
    is_short = len(turn.text.split()) <= _SHORT
    if is_another_question(turn) and not (answer is not None and is_short):
        return {}
    return stated if answer is None else {**stated, fact.id: answer}
