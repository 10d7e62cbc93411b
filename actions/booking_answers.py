"""Reads what someone says who makes an appointment: subject, form, address, number, consent."""

from msgspec import structs

from actions.booking_asides import asks_us, is_other_question, is_short
from actions.booking_begin import WISHES, BookingBegin
from actions.booking_heard import Heard, heard_before
from actions.turn import Turn
from advice.appointments.plan import Ask
from advice.contact import contact_in
from advice.content import Content
from advice.eligibility.fact import NO
from advice.eligibility.fact import YES as SAYS_YES
from advice.eligibility.reading import FactReader
from advice.handoff import SKIP
from advice.scan.commands import Command, command_in
from conversations.addresses import email_in, phone_in
from conversations.appointments import Form
from conversations.scans import Given
from kit.clock import Clock

# An address has at least a street and a number, or a place.
_FEWEST_WORDS = 2


class BookingAnswers:
    """Reads messages; keeps nothing itself."""

    def __init__(
        self, content: Content, clock: Clock, reader: FactReader, begin: BookingBegin
    ) -> None:
        self._content = content
        self._clock = clock
        self._reader = reader
        self._begin = begin

    def heard(self, turn: Turn, ask: Ask) -> Heard | None:
        """Return what is known after an answer; None for what is a question itself."""
        answered = self._read(turn, ask)
        if answered is not None or is_other_question(turn) or turn.intent == "thanks":
            return answered
        return self._missed(turn, ask)

    def _read(self, turn: Turn, ask: Ask) -> Heard | None:
        match ask:
            case Ask.QUESTION:
                return self._read_question(turn)
            case Ask.FORM:
                return self._read_form(turn)
            case Ask.ADDRESS:
                return self._read_address(turn)
            case Ask.CONSENT:
                return self._read_consent(turn)
            case Ask.PHONE | Ask.EMAIL:
                return self._read_contact(turn, ask)
            case Ask.TIME | Ask.DAY:
                return None

    def _read_question(self, turn: Turn) -> Heard | None:
        """Take what is typed; what is also a question to us is answered first, and kept too.

        Who tells how, and not what about, is asked that once more.
        """
        before = heard_before(turn)
        form = self._begin.only_form_in(turn)
        if form is not None and form is not before.plan.form:
            return before.with_plan(before.plan.by(form))
        only_wishes = turn.intent in WISHES and not self._begin.says_what_about(turn)
        if self._is_skipped(turn, Ask.QUESTION) or (only_wishes and not turn.is_pressed):
            return self._begin.about(turn, before, None)
        if asks_us(turn):
            return None
        told = structs.replace(before, facts=self._begin.placed(turn))
        return self._begin.about(turn, told, turn.whole_text)

    def _read_form(self, turn: Turn) -> Heard | None:
        before, said = heard_before(turn), turn.pressed_value(Ask.FORM.key)
        form = Form(said) if said in set(Form) else None
        if not turn.is_pressed:
            form = self._begin.form_in(turn.text)
        return before.with_plan(before.plan.by(form)) if form else None

    def _read_address(self, turn: Turn) -> Heard | None:
        before = heard_before(turn)
        if self._is_skipped(turn, Ask.ADDRESS):
            return before.with_plan(before.plan.without(Ask.ADDRESS))
        if turn.is_pressed or asks_us(turn):
            return None
        says_where = any(map(str.isdigit, turn.text)) or self._begin.place_in(turn) is not None
        is_address = says_where and len(turn.text.split()) >= _FEWEST_WORDS
        if not is_address and not before.plan.has_missed:
            return None
        plan = before.plan.at(turn.whole_text)
        return structs.replace(before, plan=plan, facts=self._begin.placed(turn))

    def _read_contact(self, turn: Turn, ask: Ask) -> Heard | None:
        before = heard_before(turn)
        text = "" if turn.is_pressed else turn.whole_text
        phone, email = phone_in(text), email_in(text)
        name = contact_in(text, self._content.handoff.around_names).name
        if (phone if ask is Ask.PHONE else email) is None:
            if self._is_skipped(turn, ask):
                return before.with_plan(before.plan.without(ask))
            is_only_name = name and not before.wish.name and not asks_us(turn)
            return _named(before, name) if is_only_name else None
        contact = before.wish.contact or phone or email
        plan = structs.replace(before.plan.reached(phone, email), has_missed=False)
        return structs.replace(before, plan=plan, wish=before.wish.reached(name, contact))

    def _read_consent(self, turn: Turn) -> Heard | None:
        said = turn.pressed_value(Ask.CONSENT.key)
        if not turn.is_pressed:
            said = self._reader.yes_or_no(turn.text) or _plainly(turn)
            said = NO if said is None and self._is_skipped(turn, Ask.CONSENT) else said
        return None if said is None else self._consenting(turn, is_given=said == SAYS_YES)

    def _consenting(self, turn: Turn, *, is_given: bool) -> Heard:
        before = heard_before(turn)
        given = Given(is_given, self._content.handoff.version, self._clock())
        plan = structs.replace(before.plan, has_missed=False)
        wish = before.wish.consenting(given)
        return structs.replace(before, plan=plan, wish=wish, is_over=not is_given)

    def _missed(self, turn: Turn, ask: Ask) -> Heard:
        """Return it to be asked once more, or left open; silence is no consent."""
        before = heard_before(turn)
        if not before.plan.has_missed:
            return before.with_plan(before.plan.after_a_miss())
        if ask is Ask.CONSENT:
            return self._consenting(turn, is_given=False)
        if ask in (Ask.PHONE, Ask.EMAIL):
            return before.with_plan(before.plan.without(ask))
        return structs.replace(before, is_over=True)

    def _is_skipped(self, turn: Turn, ask: Ask) -> bool:
        if turn.is_pressed:
            return turn.pressed_value(ask.key) == SKIP
        if not turn.text or command_in(turn.text, self._content.scan_words) is Command.SKIP:
            return True
        says_no = NO in (self._reader.yes_or_no(turn.text), _plainly(turn))
        return is_short(turn) and (says_no or turn.intent == "dont_know")


def _named(before: Heard, name: str | None) -> Heard:
    """Keep a name; the rest is asked once more."""
    wish = before.wish.reached(name, None)
    return structs.replace(before, plan=before.plan.after_a_miss(), wish=wish)


def _plainly(turn: Turn) -> str | None:
    return {"affirm": SAYS_YES, "deny": NO}.get(turn.intent)
