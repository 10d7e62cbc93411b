"""Tells what is said on the way to an appointment and is no answer to what was asked."""

from actions.answering import is_another_question, is_urgent
from actions.booking_begin import WISHES, BookingBegin
from actions.booking_times import BookingTimes
from actions.turn import Turn
from advice.appointments.plan import Aim, Ask, Plan
from advice.content import Content
from advice.eligibility.reading import FactReader
from advice.scan.commands import Command, command_in
from conversations.addresses import email_in, phone_in
from conversations.appointments import TimeWish

PERSON, GOODBYE, CANCEL = "ask_human", "goodbye", "cancel_appointment"
_ABOUT_TIMES = (Ask.TIME, Ask.DAY)
# Elsewhere "laat maar" only skips the question.
_LEFT_BY_WORDS = (Ask.QUESTION, Ask.FORM, *_ABOUT_TIMES)
# A longer message is no plain "nee" or "stop".
_SHORT = 4


class BookingAsides:
    """Reads messages; keeps nothing itself."""

    def __init__(
        self, content: Content, reader: FactReader, begin: BookingBegin, times: BookingTimes
    ) -> None:
        self._typed = content.appointments.talk.typed
        self._scan_words = content.scan_words
        self._reader = reader
        self._begin = begin
        self._times = times

    def goes_first(self, turn: Turn, plan: Plan, ask: Ask | None) -> bool:
        """Tell whether a message goes before our question; "bel mij maar" may be its answer."""
        is_answer = turn.intent == PERSON and self._holds_answer(turn, plan, ask)
        is_answer = is_answer or (turn.intent == GOODBYE and self._says_later(turn, ask))
        is_ours = turn.intent in WISHES or _calls_off(turn, plan) or is_answer
        return not is_ours and is_urgent(turn, None, self._reader)

    def stops(self, turn: Turn, plan: Plan, ask: Ask) -> bool:
        """Tell whether someone does not want it after all; "later" is a wish for other times."""
        if turn.is_pressed:
            return False
        says_later = self._says_later(turn, ask)
        says_stop = command_in(turn.text, self._scan_words) is Command.PAUSE
        leaves = ask in _LEFT_BY_WORDS and self._typed.leaves(turn.text)
        is_stop = (says_stop and not says_later) or turn.intent == "stop" or leaves
        return _calls_off(turn, plan) or (is_stop and is_short(turn))

    def _says_later(self, turn: Turn, ask: Ask | None) -> bool:
        return ask in _ABOUT_TIMES and self._typed.wants_later(turn.text)

    def _holds_answer(self, turn: Turn, plan: Plan, ask: Ask | None) -> bool:
        """Tell whether a wish for a person has what was asked for in it."""
        match ask:
            case Ask.QUESTION:
                return self._begin.only_form_in(turn) not in (None, plan.form)
            case Ask.FORM:
                return self._begin.form_in(turn.text) is not None
            case Ask.PHONE | Ask.EMAIL:
                return (phone_in(turn.text) or email_in(turn.text)) is not None
            case Ask.TIME | Ask.DAY:
                return self._times.wish_in(turn.text) != TimeWish()
            case _:
                return False


def asks_us(turn: Turn) -> bool:
    """Tell whether a message asks what we know; what is not ours may well be an answer."""
    return turn.intent != "out_of_scope" and is_another_question(turn)


def is_other_question(turn: Turn) -> bool:
    """Tell whether a message surely asks something, or is a button of something else."""
    if turn.is_pressed:
        return turn.pressed_in_booking is None
    return asks_us(turn)


def is_short(turn: Turn) -> bool:
    """Tell whether a message has room for a plain "nee" or "stop" only."""
    return len(turn.text.split()) <= _SHORT


def _calls_off(turn: Turn, plan: Plan) -> bool:
    """Tell whether someone calls off what is not booked yet."""
    return turn.intent == CANCEL and plan.aim is Aim.BOOK and not turn.is_pressed
