"""How far someone is with making an appointment: what is known, and what is asked next."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct, structs

from advice.subject import Subject
from conversations.appointments import Form, Slot, TimeWish, WantedSlot
from kit.clock import AMSTERDAM

IN_BOOKING = "afspraak:"
"""How the keys of these questions begin in the slot `open_question`."""


class Ask(StrEnum):
    """What can be asked, in the order in which it is."""

    QUESTION = "onderwerp"
    FORM = "vorm"
    ADDRESS = "adres"
    TIME = "moment"
    DAY = "dag"
    """Only where none of the times will do."""
    PHONE = "telefoon"
    EMAIL = "email"
    CONSENT = "toestemming"

    @property
    def key(self) -> str:
        return f"{IN_BOOKING}{self.value}"


class Aim(StrEnum):
    """What the times are for; the value is the intent of who wants it."""

    BOOK = "book_appointment"
    MOVE = "move_appointment"


class Plan(Struct, frozen=True, kw_only=True):
    """What is known of who wants an appointment; how to reach them stays known for the next.

    `offers` are the times that were offered last, `after` is the end of those that were passed
    over, and `slot` is the one that is held. `lacks` is what made a form impossible.
    """

    aim: Aim = Aim.BOOK
    subject: Subject | None = None
    form: Form | None = None
    address: str | None = None
    advisor: UUID | None = None
    """Who had the appointment that is moved."""
    wish: TimeWish = TimeWish()
    after: datetime | None = None
    offers: tuple[Slot, ...] = ()
    slot: Slot | None = None
    phone: str | None = None
    email: str | None = None
    left: tuple[Ask, ...] = ()
    lacks: Ask | None = None
    has_missed: bool = False
    """Whether the open question was asked again because the answer was not understood."""

    def __repr__(self) -> str:
        """Show nothing of who it is about: a value may end up in a log."""
        return f"Plan(aim={self.aim.value!r})"

    def afresh(self) -> "Plan":
        """Return it as a new appointment begins, or this one ended."""
        return Plan(phone=self.phone, email=self.email)

    def moving(self, subject: Subject, form: Form, advisor: UUID) -> "Plan":
        """Return it for another time of what was booked, with the same advisor first."""
        return structs.replace(
            self.afresh(), aim=Aim.MOVE, subject=subject, form=form, advisor=advisor
        )

    def about(self, subject: Subject) -> "Plan":
        return structs.replace(self, subject=subject, has_missed=False)

    def by(self, form: Form) -> "Plan":
        """Return it with how the two meet; what was held was for another form."""
        slot = self.slot if form is self.form else None
        return structs.replace(self, form=form, slot=slot, lacks=None, has_missed=False)

    def at(self, address: str) -> "Plan":
        return structs.replace(self, address=address, has_missed=False)

    def reached(self, phone: str | None, email: str | None) -> "Plan":
        """Return it with what was told; the newest word counts, and nothing is forgotten."""
        return structs.replace(self, phone=phone or self.phone, email=email or self.email)

    def without(self, ask: Ask) -> "Plan":
        """Return it with this question left open; a form that needs the answer is no longer."""
        if ask not in self._needed:
            return structs.replace(self, left=(*self.left, ask), has_missed=False)
        return structs.replace(self, form=None, slot=None, lacks=ask, has_missed=False)

    def without_form(self) -> "Plan":
        return structs.replace(self, form=None, slot=None, has_missed=False)

    def after_a_miss(self) -> "Plan":
        return structs.replace(self, has_missed=True)

    def wishing(self, wish: TimeWish) -> "Plan":
        return structs.replace(self, wish=wish, after=None, slot=None, has_missed=False)

    def later(self) -> "Plan":
        """Return it past the times that were offered last."""
        after = max((slot.end for slot in self.offers), default=self.after)
        return structs.replace(self, after=after, slot=None, has_missed=False)

    def offering(self, slots: tuple[Slot, ...]) -> "Plan":
        return structs.replace(self, offers=slots, slot=None)

    def choosing(self, slot: Slot) -> "Plan":
        return structs.replace(self, slot=slot, has_missed=False)

    def wanted(self, form: Form) -> WantedSlot:
        """Return what free times are looked for."""
        return WantedSlot(
            form=form,
            group=self.group,
            wish=self.wish,
            after=self.after,
            advisor=self.advisor,
        )

    def meant_by(self, wish: TimeWish) -> Slot | None:
        """Return the only one of the offers on a day that was named; None where it is not clear."""
        if wish.first is None:
            return None
        meant = [slot for slot in self.offers if _fits(slot, wish)]
        return meant[0] if len(meant) == 1 else None

    def next_ask(self, *, is_consented: bool) -> Ask | None:
        """Return what is to be asked before it can be booked; moving needs only a time."""
        if self.aim is Aim.MOVE:
            return None if self.slot else Ask.TIME
        is_known = {
            Ask.QUESTION: self.subject is not None,
            Ask.FORM: self.form is not None,
            Ask.ADDRESS: self.address is not None or Ask.ADDRESS not in self._needed,
            Ask.TIME: self.slot is not None,
            Ask.PHONE: self.phone is not None or not self._asks_phone,
            Ask.EMAIL: self.email is not None or Ask.EMAIL in self.left,
            Ask.CONSENT: is_consented,
        }
        return next((ask for ask, known in is_known.items() if not known), None)

    @property
    def group(self) -> str | None:
        """Who of the team is asked first."""
        return self.subject.group if self.subject else None

    def needs(self, ask: Ask) -> bool:
        """Tell whether this form is not possible without the answer."""
        return ask in self._needed

    @property
    def _asks_phone(self) -> bool:
        """Whether a number is of use: to be called, or for who is on the way to somebody."""
        return self.form in (Form.PHONE, Form.VISIT) and Ask.PHONE not in self.left

    @property
    def _needed(self) -> tuple[Ask, ...]:
        return (_NEEDED[self.form],) if self.form in _NEEDED else ()


_NEEDED = {Form.PHONE: Ask.PHONE, Form.VIDEO: Ask.EMAIL, Form.VISIT: Ask.ADDRESS}


def slot_value(slot: Slot) -> str:
    """Write a slot as the button under it sends it."""
    return "|".join((_moment(slot.start), _moment(slot.end), str(slot.advisor)))


def slot_of(value: str) -> Slot | None:
    """Read what `slot_value` wrote; None for anything else."""
    try:
        start, end, advisor = value.split("|")
        slot = Slot(datetime.fromisoformat(start), datetime.fromisoformat(end), UUID(advisor))
    except ValueError:
        return None
    return slot if slot.start.tzinfo and slot.end.tzinfo else None


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}Z"


def _fits(slot: Slot, wish: TimeWish) -> bool:
    here = slot.start.astimezone(AMSTERDAM)
    return (
        wish.allows(here.date())
        and (wish.since is None or wish.since <= here.time())
        and (wish.until is None or here.time() <= wish.until)
    )
