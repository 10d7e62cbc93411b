"""The words around making an appointment in the chat: section `gesprek`."""

import re
from collections.abc import Callable, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from advice.appointments.plan import IN_BOOKING, Aim, Ask, slot_value
from advice.appointments.wording import slot_title
from advice.buttons import Title
from advice.handoff import NO, SKIP, YES
from advice.values import Offer, Text
from conversations.appointments import Form, Slot

LATER, OTHER_DAY, SOONEST = "later", "andere_dag", "eerst"
"""What a button under the times sends that is no time."""
SURE = f"{IN_BOOKING}zeker"
"""The key of the question whether to cancel."""
KEEP = f"{IN_BOOKING}laten"
"""What a button sends that leaves an appointment as it is."""

type Phrase = Annotated[str, Meta(pattern=r"^[^\sA-Z]+( [^\sA-Z]+)*$")]


class TalkButtons(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "book": "afspraak",
        "later": "later",
        "other_day": "andere_dag",
        "soonest": "eerst",
        "skip": "overslaan",
        "yes": "ja",
        "no": "nee",
        "move": "verzetten",
        "cancel": "afzeggen",
        "keep": "zo_laten",
        "sure": "zeker",
    },
):
    """What stands on the buttons."""

    book: Title
    later: Title
    other_day: Title
    soonest: Title
    skip: Title
    yes: Title
    no: Title
    move: Title
    cancel: Title
    keep: Title
    sure: Title


class TalkLines(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "name": "naam",
        "consent": "toestemming",
        "phone": "nummer",
        "address": "adres",
        "mailed": "mail",
        "scan": "scan",
        "scan_done": "scan_gedaan",
    },
):
    """Sentences that belong in an answer only sometimes."""

    name: Text
    consent: Text
    """What follows the question of the handoff: what else is read, and what a no means."""
    phone: Annotated[str, Meta(pattern=r"\{nummer\}")]
    address: Annotated[str, Meta(pattern=r"\{adres\}")]
    mailed: Annotated[str, Meta(pattern=r"\{email\}")]
    scan: Text
    scan_done: Text


class TypedWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "later": "later",
        "other_day": "andere_dag",
        "cannot": "kan_niet",
        "leave": "laat_maar",
        "places": "plaatsen",
        "last": "laatste",
        "forms": "vormen",
    },
):
    """What somebody types instead of pressing; each is looked for between other words."""

    later: tuple[Phrase, ...]
    other_day: tuple[Phrase, ...]
    cannot: tuple[Phrase, ...]
    """Beside a day or a time these say that it will not do."""
    leave: tuple[Phrase, ...]
    """In a short message these say that no appointment is wanted after all."""
    places: tuple[tuple[Phrase, ...], ...]
    """The first, the second and so on of what was offered; alone, or with a word around it."""
    last: tuple[Phrase, ...]
    forms: dict[Form, tuple[Phrase, ...]]

    def wants_later(self, text: str) -> bool:
        return _has(text, self.later)

    def wants_other_day(self, text: str) -> bool:
        return _has(text, self.other_day)

    def leaves(self, text: str) -> bool:
        return _has(text, self.leave)

    def says_it_will_not_do(self, text: str) -> bool:
        return _has(text, self.cannot)

    def form_in(self, text: str) -> Form | None:
        """Return the form that a text names; None for none, and for more than one."""
        named = [form for form, phrases in self.forms.items() if _has(text, phrases)]
        return named[0] if len(named) == 1 else None

    def chosen(self, text: str, offers: Sequence[Slot]) -> Slot | None:
        """Return the offer of which a text is the place and nothing more, such as "de 2e"."""
        said = _plain(text).removeprefix("de ")
        return self._at(offers, lambda phrases: said in phrases)

    def pointed_at(self, text: str, offers: Sequence[Slot]) -> Slot | None:
        """Return the only offer of which a text names the place: "doe de tweede maar"."""
        return self._at(offers, lambda phrases: _has(text, phrases))

    def _at(
        self, offers: Sequence[Slot], is_named: Callable[[tuple[Phrase, ...]], bool]
    ) -> Slot | None:
        if offers and is_named(self.last):
            return offers[-1]
        places = zip(offers, self.places, strict=False)
        named = [slot for slot, phrases in places if is_named(phrases)]
        return named[0] if len(named) == 1 else None


class TalkWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"buttons": "knoppen", "lines": "zinnen", "typed": "getypt"},
):
    """All of it, and what each button offers.

    An answer is sent with the intent of its aim, so that it also counts when pressed later.
    """

    buttons: TalkButtons
    lines: TalkLines
    typed: TypedWords

    def book(self) -> Offer:
        return Offer(self.buttons.book, Aim.BOOK)

    def move(self) -> Offer:
        return Offer(self.buttons.move, Aim.MOVE)

    def cancel(self) -> Offer:
        return Offer(self.buttons.cancel, "cancel_appointment")

    def keep(self) -> Offer:
        """Leave the appointment as it is."""
        return Offer(self.buttons.keep, "show_appointment", fact=f"{KEEP}={YES}")

    def sure(self) -> Offer:
        """Cancel, only as the answer to the question whether to."""
        return Offer(self.buttons.sure, "inform", fact=f"{SURE}={YES}")

    def form(self, title: str, form: Form) -> Offer:
        return _answer(title, Aim.BOOK, Ask.FORM, form)

    def times(self, slots: Sequence[Slot], aim: Aim) -> tuple[Offer, ...]:
        """Offer times, later ones and other days."""
        return (
            *(_answer(slot_title(slot), aim, Ask.TIME, slot_value(slot)) for slot in slots),
            _answer(self.buttons.later, aim, Ask.TIME, LATER),
            _answer(self.buttons.other_day, aim, Ask.TIME, OTHER_DAY),
        )

    def soonest(self, aim: Aim) -> Offer:
        return _answer(self.buttons.soonest, aim, Ask.TIME, SOONEST)

    def skip(self, ask: Ask) -> Offer:
        """Leave a question open."""
        return _answer(self.buttons.skip, Aim.BOOK, ask, SKIP)

    def consents(self) -> tuple[Offer, Offer]:
        """Offer to allow it, or not."""
        return (
            _answer(self.buttons.yes, Aim.BOOK, Ask.CONSENT, YES),
            _answer(self.buttons.no, Aim.BOOK, Ask.CONSENT, NO),
        )


def _answer(title: str, aim: Aim, ask: Ask, value: str) -> Offer:
    return Offer(title, aim, fact=f"{ask.key}={value}")


def _has(text: str, phrases: Sequence[Phrase]) -> bool:
    said = f" {_plain(text)} "
    return any(f" {phrase} " in said for phrase in phrases)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.casefold()))
