"""Reads what someone says about the times that were offered."""

from msgspec import Struct

from actions.answering import is_another_question
from actions.turn import Turn
from advice.appointments.plan import Ask, Plan, slot_of
from advice.appointments.talk_words import LATER, OTHER_DAY, SOONEST
from advice.appointments.wished import NoSuchDay, PastDay
from advice.appointments.wishes import ReadWish, WishReader
from advice.content import Content
from advice.eligibility.fact import YES as SAYS_YES
from advice.eligibility.reading import FactReader
from conversations.appointments import Slot, TimeWish
from kit.clock import Clock


class Later(Struct, frozen=True):
    """None of the times will do, but a later one may."""


class OtherDay(Struct, frozen=True):
    """None of the times will do; on which day it will is not said."""


type TimeAnswer = Slot | TimeWish | Later | OtherDay | NoSuchDay | PastDay

_PRESSED: dict[str, TimeAnswer] = {
    LATER: Later(),
    OTHER_DAY: OtherDay(),
    SOONEST: TimeWish(),
}
# A longer message that surely asks something and names a day asks about that day.
_SHORT = 5
# "Bel me dinsdag na vieren" reads as a wish for a person.
_MAY_NAME_TIMES = frozenset({"out_of_scope", "ask_human"})


class BookingTimes:
    """Reads presses and words; whether a time is free others know."""

    def __init__(self, content: Content, clock: Clock, reader: FactReader) -> None:
        self._words = content.appointments.talk.typed
        self._clock = clock
        self._reader = reader
        self._wishes = WishReader()

    def read(self, turn: Turn, plan: Plan) -> TimeAnswer | None:
        """Return what was chosen or wished; None for anything else."""
        if turn.is_pressed:
            said = turn.pressed_value(Ask.TIME.key) or ""
            return _PRESSED.get(said) or slot_of(said)
        return None if _asks_something(turn) else self._typed(turn, plan)

    def wish_in(self, text: str) -> TimeWish:
        """Return when somebody can, as far as a wish for an appointment says so."""
        wish = self._wishes.read(text, self._clock())
        if isinstance(wish, TimeWish) and not self._words.says_it_will_not_do(text):
            return wish
        return TimeWish()

    def _typed(self, turn: Turn, plan: Plan) -> TimeAnswer | None:
        text, words = turn.text, self._words
        if chosen := words.chosen(text, plan.offers):
            return chosen
        wish = self._wishes.read(text, self._clock())
        if words.says_it_will_not_do(text):
            return OtherDay()
        if isinstance(wish, TimeWish) and wish != TimeWish():
            wants_more = words.wants_later(text) or words.wants_other_day(text)
            return wish if wants_more else plan.meant_by(wish) or wish
        return self._pointed_at(turn, plan) or self._unclear(turn, wish)

    def _pointed_at(self, turn: Turn, plan: Plan) -> Slot | None:
        says_yes = self._reader.yes_or_no(turn.text) == SAYS_YES or turn.intent == "affirm"
        if says_yes and len(plan.offers) == 1:
            return plan.offers[0]
        return self._words.pointed_at(turn.text, plan.offers)

    def _unclear(self, turn: Turn, wish: ReadWish | None) -> TimeAnswer | None:
        if self._words.wants_later(turn.text):
            return Later()
        if self._words.wants_other_day(turn.text) or turn.intent == "deny":
            return OtherDay()
        return TimeWish() if turn.intent == "dont_know" else wish


def _asks_something(turn: Turn) -> bool:
    is_long = len(turn.text.split()) > _SHORT
    return is_long and turn.intent not in _MAY_NAME_TIMES and is_another_question(turn)
