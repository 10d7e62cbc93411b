"""How far someone is who wants to help others: what is known, and what is asked next."""

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct, structs

from conversations.helpers import HelperKind, HelperProfile
from conversations.scans import Given

IN_POOL = "poule:"
"""How the keys of these questions begin in the slot `open_question`."""
CHANGE = f"{IN_POOL}stand"
"""What a button sends before what is to change for somebody in the pool."""


class Ask(StrEnum):
    """What is asked, in this order."""

    KIND = "soort"
    WORDS = "waarmee"
    THEMES = "themas"
    PLACE = "gemeente"
    CONTACT = "bereikbaar"
    NAME = "naam"
    CONSENT = "toestemming"

    @property
    def key(self) -> str:
        return f"{IN_POOL}{self.value}"


class Signup(Struct, frozen=True, kw_only=True):
    """What is known of who wants to help; `is_member` once it was kept."""

    kind: HelperKind | None = None
    words: str | None = None
    themes: tuple[str, ...] = ()
    are_themes_right: bool = False
    municipality: str | None = None
    contact: str | None = None
    name: str | None = None
    has_missed: bool = False
    """Whether the open question was asked again because the answer was not understood."""
    is_member: bool = False

    def __repr__(self) -> str:
        """Show nothing of who it is about: a value may end up in a log."""
        return f"Signup(is_member={self.is_member})"

    def told(self, words: str, themes: tuple[str, ...]) -> "Signup":
        """Return it with own words; without themes there are none to confirm."""
        return structs.replace(
            self, words=words, themes=themes, are_themes_right=not themes, has_missed=False
        )

    def next_ask(self) -> Ask:
        """Return what is asked next; consent always comes last, and is asked each time."""
        is_known = {
            Ask.KIND: self.kind is not None,
            Ask.WORDS: self.words is not None,
            Ask.THEMES: self.are_themes_right,
            Ask.PLACE: self.municipality is not None,
            Ask.CONTACT: self.contact is not None,
            Ask.NAME: self.name is not None,
        }
        return next((ask for ask, known in is_known.items() if not known), Ask.CONSENT)

    def profile(self, consent: Given, ours: Collection[str]) -> HelperProfile | None:
        """Return what is kept; None while something is missing.

        `ours` are the municipalities that we know: who is elsewhere has none.
        """
        if self.kind is None or self.words is None or self.name is None or self.contact is None:
            return None
        return HelperProfile(
            kind=self.kind,
            name=self.name,
            contact=self.contact,
            municipality=self.municipality if self.municipality in ours else None,
            themes=self.themes,
            words=self.words,
            consent=consent,
        )
