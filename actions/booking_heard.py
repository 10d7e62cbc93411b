"""What is known of who makes an appointment, and what keeps it for the next message."""

import msgspec
from msgspec import Struct, structs
from rasa_sdk.events import SlotSet

from actions.own_question import keep_question
from actions.say import Events, remember
from actions.turn import Turn
from advice.appointments.plan import Ask, Plan
from advice.eligibility.fact import FactId, Value
from advice.wish import Wish


class Heard(Struct, frozen=True):
    """What is known for the appointment, of the person, and of the firm."""

    plan: Plan
    wish: Wish
    facts: dict[FactId, Value]
    is_over: bool = False
    """Without the answer nothing can be booked: it was a no, or twice not understood."""

    def events(self, ask: Ask | None) -> Events:
        """Return what keeps it for the next message, with what is asked now."""
        subject = self.plan.subject
        return [
            *remember(self.facts),
            *(keep_question(subject.question) if subject and subject.question else []),
            SlotSet("person", msgspec.to_builtins(self.wish)),
            SlotSet("booking", msgspec.to_builtins(self.plan)),
            SlotSet("open_question", ask.key if ask else None),
        ]

    def with_plan(self, plan: Plan) -> "Heard":
        return structs.replace(self, plan=plan)


def heard_before(turn: Turn) -> Heard:
    """Return what is known from earlier messages."""
    wish, plan = turn.wish or Wish(), turn.plan or Plan()
    is_address = "@" in (wish.contact or "")
    phone, email = (None, wish.contact) if is_address else (wish.contact, None)
    return Heard(plan.reached(plan.phone or phone, plan.email or email), wish, turn.facts)
