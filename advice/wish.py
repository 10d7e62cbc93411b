"""How far someone is with the wish for a person: what is known, and what is asked next."""

from enum import StrEnum

from msgspec import Struct, structs

from conversations.handoffs import Reason
from conversations.scans import Given

IN_WISH = "mens:"
"""How the keys of these questions begin in the slot `open_question`."""


class Ask(StrEnum):
    """What can be asked, in the order in which it is."""

    CONSENT = "toestemming"
    QUESTION = "vraag"
    CONTACT = "bereikbaar"
    PLACE = "gemeente"
    CONTACT_AFTER_ALL = "toch_bereikbaar"
    """Only where nobody can answer now."""

    @property
    def key(self) -> str:
        return f"{IN_WISH}{self.value}"


class Wish(Struct, frozen=True, kw_only=True):
    """What is known of who wants a person; it stays known for the next wish.

    `left` are the questions that were left open: nobody is asked them twice.
    """

    reason: Reason = Reason.ASKED
    consent: Given | None = None
    name: str | None = None
    contact: str | None = None
    left: tuple[Ask, ...] = ()
    has_missed: bool = False
    """Whether the open question was asked again because the answer was not understood."""

    def __repr__(self) -> str:
        """Show nothing of who it is about: a value may end up in a log."""
        return f"Wish(reason={self.reason.value!r})"

    @property
    def is_refused(self) -> bool:
        return self.consent is not None and not self.consent.is_given

    @property
    def is_consented(self) -> bool:
        return self.consent is not None and self.consent.is_given

    def because(self, reason: Reason) -> "Wish":
        return structs.replace(self, reason=reason)

    def consenting(self, given: Given) -> "Wish":
        return structs.replace(self, consent=given, has_missed=False)

    def withdrawn(self) -> "Wish":
        """Return it without consent, so that it is asked anew with the next wish."""
        return structs.replace(self, consent=None)

    def reached(self, name: str | None, contact: str | None) -> "Wish":
        """Return it with what was told; the newest word counts, and nothing is forgotten."""
        return structs.replace(
            self, name=name or self.name, contact=contact or self.contact, has_missed=False
        )

    def leaving(self, ask: Ask) -> "Wish":
        """Return it with this question left open."""
        return structs.replace(self, left=(*self.left, ask), has_missed=False)

    def after_a_miss(self) -> "Wish":
        return structs.replace(self, has_missed=True)

    def afresh(self) -> "Wish":
        """Return it as a new wish begins: how to be reached may be asked once more."""
        left = tuple(ask for ask in self.left if ask is not Ask.CONTACT_AFTER_ALL)
        return structs.replace(self, reason=Reason.ASKED, left=left, has_missed=False)

    def next_ask(self, version: int, *, has_question: bool, has_place: bool) -> Ask | None:
        """Return what is to be asked before it can be handed over; consent is to `version`."""
        is_known = {
            Ask.CONSENT: self.consent is not None and self.consent.version == version,
            Ask.QUESTION: has_question,
            Ask.CONTACT: self.contact is not None,
            Ask.PLACE: has_place,
        }
        return next((a for a, known in is_known.items() if not known and a not in self.left), None)
