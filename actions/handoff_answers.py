"""Reads what someone says on the way to a person: consent, question, name, number, place."""

from datetime import date

import msgspec
from msgspec import Struct, structs
from rasa_sdk.events import SlotSet

from actions.answering import is_another_question, is_urgent
from actions.own_question import keep_question
from actions.say import Events, remember
from actions.turn import Turn
from advice.contact import Contact, contact_in
from advice.content import Content
from advice.eligibility.fact import NO, DoesNotKnow, FactId, Value
from advice.eligibility.fact import YES as SAYS_YES
from advice.eligibility.reading import FactReader
from advice.eligibility.vocabulary import PLACE
from advice.handoff import SKIP, YES
from advice.scan.commands import Command, command_in
from advice.wish import Ask, Wish
from conversations.handoffs import Reason
from conversations.scans import Given
from kit.clock import Clock, today_here

WISH, ANGRY, OVERLOADED = "ask_human", "angry", "overloaded"
_SENSITIVE = ("action_overloaded", "action_danger")
_MISSES = ("action_clarify", "action_out_of_scope")
# A longer message is no plain "nee", "weet ik niet" or "stop".
_SHORT = 4


class Known(Struct, frozen=True):
    """All that is known for the request: of the person, of the firm, and what it is about."""

    wish: Wish
    facts: dict[FactId, Value]
    question: str | None
    place: str | None
    """Named in the conversation; what is told of the firm itself is among the facts."""

    @property
    def has_place(self) -> bool:
        return PLACE in self.facts or self.place is not None

    def events(self, ask: Ask | None) -> Events:
        """Return what keeps it for the next message, with what is asked now."""
        return [
            *remember(self.facts),
            *(keep_question(self.question) if self.question else []),
            SlotSet("person", msgspec.to_builtins(self.wish)),
            SlotSet("open_question", ask.key if ask else None),
        ]


def known(turn: Turn) -> Known:
    """Return what is known from earlier messages."""
    return Known(turn.wish or Wish(), turn.facts, turn.own_question, turn.place)


class HandoffAnswers:
    """Reads messages; keeps nothing itself."""

    def __init__(self, content: Content, clock: Clock, reader: FactReader) -> None:
        self._content = content
        self._words = content.handoff
        self._clock = clock
        self._reader = reader

    def begun(self, turn: Turn) -> Known:
        """Return what is known as a wish is said; said instead of an answer, it is a miss."""
        before = known(turn)
        wish = self._wished(turn, before.wish)
        wish = wish.because(_reason(turn) or wish.reason)
        if turn.is_pressed:
            return structs.replace(before, wish=wish)
        told = self._placed(structs.replace(before, wish=self._reached(wish, turn)), turn)
        return self._telling(told, turn) if self._says_what_about(turn) else told

    def heard(self, turn: Turn, ask: Ask) -> Known | None:
        """Return what is known after an answer; None for what is a question or goes first."""
        fact = self._content.facts[PLACE] if ask is Ask.PLACE else None
        if turn.intent != WISH and is_urgent(turn, fact, self._reader):
            return None
        answered = self._read(turn, ask)
        if answered is not None or _asks_something_else(turn) or turn.intent == "thanks":
            return answered
        before = known(turn)
        return structs.replace(before, wish=self._missed(before.wish, ask))

    def stops(self, turn: Turn) -> bool:
        """Tell whether someone wants no more questions."""
        if turn.is_pressed or not _is_short(turn):
            return False
        says_stop = command_in(turn.text, self._content.scan_words) is Command.PAUSE
        return says_stop or turn.intent == "stop"

    def _wished(self, turn: Turn, wish: Wish) -> Wish:
        if turn.pressed_value(Ask.CONSENT.key) == YES:
            return wish.consenting(self._given(is_given=True))
        ask = turn.open_in_wish
        return self._missed(wish, ask) if ask else wish.afresh()

    def _read(self, turn: Turn, ask: Ask) -> Known | None:
        match ask:
            case Ask.CONSENT:
                return self._read_consent(turn)
            case Ask.QUESTION:
                return self._read_question(turn, ask)
            case Ask.PLACE:
                return self._read_place(turn, ask)
            case _:
                return self._read_contact(turn, ask)

    def _read_consent(self, turn: Turn) -> Known | None:
        said = turn.pressed_value(Ask.CONSENT.key)
        if not turn.is_pressed:
            said = self._reader.yes_or_no(turn.text) or _plainly(turn)
            said = NO if said is None and self._is_skipped(turn, Ask.CONSENT) else said
        if said is None:
            return None
        before = known(turn)
        wish = before.wish.consenting(self._given(is_given=said == SAYS_YES))
        return structs.replace(before, wish=self._reached(wish, turn))

    def _read_question(self, turn: Turn, ask: Ask) -> Known | None:
        """Take what is typed; what is also a question to us is answered first, and kept too."""
        if self._is_skipped(turn, ask) or (turn.intent == WISH and not self._says_what_about(turn)):
            return self._leaving(turn, ask)
        return None if _asks_something_else(turn) else self._telling(known(turn), turn)

    def _read_contact(self, turn: Turn, ask: Ask) -> Known | None:
        found, before = self._contact_in(turn), known(turn)
        if found.address:
            return structs.replace(before, wish=before.wish.reached(found.name, found.address))
        if self._is_skipped(turn, ask):
            return self._leaving(turn, ask)
        if found.name is None or turn.intent == WISH or is_another_question(turn):
            return None
        named = before.wish.reached(found.name, None)
        return structs.replace(before, wish=named.leaving(ask))

    def _read_place(self, turn: Turn, ask: Ask) -> Known | None:
        before, pressed = known(turn), turn.pressed_facts
        said = pressed.get(PLACE) or self._place_in(turn)
        if isinstance(said, str):
            return structs.replace(before, facts={**before.facts, PLACE: said})
        does_not_know = isinstance(said, DoesNotKnow)
        return self._leaving(turn, ask) if does_not_know or self._is_skipped(turn, ask) else None

    def _place_in(self, turn: Turn) -> Value | None:
        if turn.is_pressed:
            return None
        return self._reader.answer(self._content.facts[PLACE], turn.text, self._today)

    def _contact_in(self, turn: Turn) -> Contact:
        text = "" if turn.is_pressed else turn.whole_text
        return contact_in(text, self._words.around_names)

    def _reached(self, wish: Wish, turn: Turn) -> Wish:
        """Return it with the number or address that a message gives in passing."""
        address = self._contact_in(turn).address
        return structs.replace(wish, contact=address) if address else wish

    def _telling(self, before: Known, turn: Turn) -> Known:
        return structs.replace(self._placed(before, turn), question=turn.whole_text)

    def _placed(self, before: Known, turn: Turn) -> Known:
        """Return it with the place that a message tells in passing."""
        told = self._reader.stated(turn.whole_text, self._today).get(PLACE)
        return structs.replace(before, facts={**before.facts, PLACE: told}) if told else before

    def _leaving(self, turn: Turn, ask: Ask) -> Known:
        before = known(turn)
        return structs.replace(before, wish=before.wish.leaving(ask))

    def _missed(self, wish: Wish, ask: Ask) -> Wish:
        """Return it to be asked once more, or left open; silence is no consent."""
        if ask in (Ask.CONSENT, Ask.CONTACT) and not wish.has_missed:
            return wish.after_a_miss()
        if ask is Ask.CONSENT:
            return wish.consenting(self._given(is_given=False))
        return wish.leaving(ask)

    def _says_what_about(self, turn: Turn) -> bool:
        """Tell whether the wish itself holds a question; who can not cope is not asked for more."""
        if turn.is_pressed or turn.intent not in (WISH, OVERLOADED):
            return False
        return turn.intent == OVERLOADED or self._words.tells_more(turn.whole_text)

    def _is_skipped(self, turn: Turn, ask: Ask) -> bool:
        if turn.is_pressed:
            return turn.pressed_value(ask.key) == SKIP
        if not turn.text or command_in(turn.text, self._content.scan_words) is Command.SKIP:
            return True
        says_no = NO in (self._reader.yes_or_no(turn.text), _plainly(turn))
        return _is_short(turn) and (says_no or turn.intent == "dont_know")

    def _given(self, *, is_given: bool) -> Given:
        return Given(is_given, self._words.version, self._clock())

    @property
    def _today(self) -> date:
        return today_here(self._clock)


def _reason(turn: Turn) -> Reason | None:
    """Return why a person is wanted, as far as this message and the one before it say."""
    if turn.intent == ANGRY:
        return Reason.ANGRY
    if turn.intent == OVERLOADED or turn.followed(*_SENSITIVE):
        return Reason.SENSITIVE
    return Reason.MISSED if turn.followed(*_MISSES) else None


def _asks_something_else(turn: Turn) -> bool:
    is_typed_wish = turn.intent == WISH and not turn.is_pressed
    return not is_typed_wish and is_another_question(turn)


def _plainly(turn: Turn) -> str | None:
    return {"affirm": SAYS_YES, "deny": NO}.get(turn.intent)


def _is_short(turn: Turn) -> bool:
    return len(turn.text.split()) <= _SHORT
