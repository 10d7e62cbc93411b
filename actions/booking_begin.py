"""Begins an appointment with what the wish itself tells, and what was talked about before."""

from datetime import date

from msgspec import structs

from actions.booking_heard import Heard, heard_before
from actions.subject import FindSubject
from actions.turn import Turn
from advice.appointments.plan import Aim, Plan
from advice.content import Content
from advice.eligibility.fact import FactId, Value
from advice.eligibility.reading import FactReader
from advice.eligibility.vocabulary import PLACE
from advice.scan.walk import Stop
from advice.subject import Subject
from conversations.addresses import email_in, phone_in
from conversations.appointments import Appointment, Form
from kit.clock import Clock, today_here

WISHES = frozenset(Aim)
"""The intents of who wants an appointment, or another time for it."""


class BookingBegin:
    """Reads a wish for an appointment; keeps nothing itself."""

    def __init__(
        self, content: Content, clock: Clock, reader: FactReader, find_subject: FindSubject
    ) -> None:
        self._content = content
        self._clock = clock
        self._reader = reader
        self._find_subject = find_subject

    def begun(self, turn: Turn) -> Heard:
        """Return what is known as someone wants an appointment."""
        before = heard_before(turn)
        afresh = before.with_plan(before.plan.afresh())
        if turn.is_pressed:
            return self.knowing_subject(turn, afresh)
        told = structs.replace(afresh, plan=self._told(turn, afresh), facts=self.placed(turn))
        if self.says_what_about(turn):
            return self.about(turn, told, turn.whole_text)
        return self.knowing_subject(turn, told)

    def to_move(self, turn: Turn, appointment: Appointment) -> Heard:
        """Return what is known of an appointment that is to be moved."""
        before, request = heard_before(turn), appointment.request
        subject = Subject(
            question=request.question,
            group=request.group,
            municipality=request.municipality,
            topics=request.topics,
        )
        moving = before.plan.moving(subject, request.form, appointment.slot.advisor)
        return before.with_plan(moving)

    def knowing_subject(self, turn: Turn, heard: Heard) -> Heard:
        """Return it with what was talked about before, if anything was."""
        is_scanned = turn.walk is not None and turn.walk.stop is Stop.DONE
        if heard.plan.subject or not (turn.own_question or turn.scheme or is_scanned):
            return heard
        return self.about(turn, heard, turn.own_question)

    def about(self, turn: Turn, heard: Heard, question: str | None) -> Heard:
        """Return it with what it is about; without a question, what the conversation tells."""
        subject = self._find_subject(turn, heard.facts, question, heard.wish.reason)
        return heard.with_plan(heard.plan.about(subject))

    def says_what_about(self, turn: Turn) -> bool:
        """Tell whether the wish itself holds a question."""
        is_wish = turn.intent in WISHES and not turn.is_pressed
        return is_wish and self._content.handoff.tells_more(turn.whole_text)

    def form_in(self, text: str) -> Form | None:
        """Return the form that a text names, if it is one of ours."""
        appointments = self._content.appointments
        form = appointments.talk.typed.form_in(text)
        return form if form in (appointments.rules.team.forms or ()) else None

    def only_form_in(self, turn: Turn) -> Form | None:
        """Return the form that was typed and nothing beside it, such as "telefonisch graag"."""
        if turn.is_pressed or self._content.handoff.tells_more(turn.whole_text):
            return None
        return self.form_in(turn.text)

    def place_in(self, turn: Turn) -> Value | None:
        """Return the municipality that a message tells in passing."""
        return self._reader.stated(turn.whole_text, self._today).get(PLACE)

    def placed(self, turn: Turn) -> dict[FactId, Value]:
        """Return the facts, with the place that a message tells in passing."""
        told = self.place_in(turn)
        return {**turn.facts, PLACE: told} if told else turn.facts

    def _told(self, turn: Turn, afresh: Heard) -> Plan:
        text, form = turn.whole_text, self.form_in(turn.text)
        plan = afresh.plan.reached(phone_in(text), email_in(text))
        return plan.by(form) if form else plan

    @property
    def _today(self) -> date:
        return today_here(self._clock)
