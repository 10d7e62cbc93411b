"""The words around the pool of people who help others: `data/poule.yml`."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated

from msgspec import Meta, Struct

from advice.buttons import Title
from advice.desk import Minutes
from advice.signup import CHANGE, IN_POOL, Ask
from advice.values import Offer, Text
from conversations.helpers import HelperKind, PoolMove

YES, NO, STOP = "ja", "nee", "stop"
"""What a button under one of the questions sends."""


class PoolButtons(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "yes": "ja",
        "no": "nee",
        "right": "klopt",
        "wrong": "klopt_niet",
        "stop": "toch_niet",
        "join": "meedoen",
        "moves": "standen",
    },
):
    """What stands on the buttons."""

    yes: Title
    no: Title
    right: Title
    wrong: Title
    stop: Title
    join: Title
    moves: dict[PoolMove, Title]


class IntroductionLines(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "to_entrepreneur": "aan_ondernemer",
        "to_helper": "aan_helper",
        "all_sorts": "allerlei",
        "nameless": "zonder_naam",
        "yes_button": "knop_ja",
        "no_button": "knop_nee",
        "yes": "ja",
        "no": "nee",
        "met": "allebei_ja",
        "said_before": "al_gezegd",
        "not_any_more": "kan_niet_meer",
        "note_no": "notitie_nee",
        "note_yes": "notitie_ja",
    },
):
    """What both sides and the advisor read when two people may get in contact."""

    to_entrepreneur: Text
    to_helper: Text
    all_sorts: Text
    nameless: Text
    yes_button: Title
    no_button: Title
    yes: Text
    no: Text
    met: Text
    said_before: Text
    not_any_more: Text
    note_no: Text
    note_yes: Text


class PoolLetter(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "since_version": "vanaf_versie",
        "after_minutes": "na_minuten",
        "subject": "onderwerp",
        "text": "tekst",
    },
):
    """The letter to who helps and has a question waiting; it says nothing of who asks.

    Only who consented to `since_version` of the text, or a later one, knows of letters.
    """

    since_version: Annotated[int, Meta(ge=1)]
    after_minutes: Minutes
    subject: Text
    text: Annotated[str, Meta(pattern=r"\{link\}")]

    @property
    def after(self) -> timedelta:
        return timedelta(minutes=self.after_minutes)


class PoolWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "version": "versie",
        "consent": "toestemming",
        "kinds": "soorten",
        "themes": "themas",
        "buttons": "knoppen",
        "student_words": "woorden_van_een_student",
        "leave_words": "woorden_voor_uit",
        "resume_words": "woorden_voor_weer",
        "lines": "voorstellen",
        "letter": "brief",
    },
):
    """What `data/poule.yml` says; another text of the consent gets another version."""

    version: Annotated[int, Meta(ge=1)]
    consent: Text
    kinds: dict[HelperKind, Title]
    themes: dict[str, Title]
    """How a theme of schemes or of the scan reads; the others are no subject of the pool."""
    buttons: PoolButtons
    student_words: frozenset[str]
    leave_words: tuple[Text, ...]
    resume_words: tuple[Text, ...]
    lines: IntroductionLines
    letter: PoolLetter

    def named(self, themes: Iterable[str]) -> str:
        """Return how themes read, each name once."""
        return ", ".join(dict.fromkeys(self.themes[id] for id in themes if id in self.themes))

    def kind_in(self, text: str) -> HelperKind | None:
        """Read what somebody is; only a student says so unasked."""
        words = frozenset(text.casefold().replace(",", " ").replace(".", " ").split())
        return HelperKind.STUDENT if words & self.student_words else None

    def move_in(self, text: str) -> PoolMove:
        """Read what somebody in the pool wants; without a word that tells it is a pause."""
        said = f" {' '.join(text.casefold().split())} "
        if any(f" {word} " in said for word in self.resume_words):
            return PoolMove.RESUME
        if any(f" {word} " in said for word in self.leave_words):
            return PoolMove.LEAVE
        return PoolMove.PAUSE

    def join(self) -> Offer:
        return Offer(self.buttons.join, "join_pool")

    def move(self, move: PoolMove) -> Offer:
        """Offer to pause, resume or leave."""
        return Offer(self.buttons.moves[move], "pause_pool", fact=f"{CHANGE}={move}")

    def stop(self) -> Offer:
        """Offer to sign up after all not, under any of the questions."""
        return Offer(self.buttons.stop, "inform", fact=f"{IN_POOL}{STOP}={YES}")

    def answers(self, ask: Ask) -> tuple[Offer, ...]:
        """Offer what can be answered to a question that has ready answers."""
        ready: dict[Ask, tuple[tuple[str, str], ...]] = {
            Ask.KIND: tuple((title, kind.value) for kind, title in self.kinds.items()),
            Ask.THEMES: ((self.buttons.right, YES), (self.buttons.wrong, NO)),
            Ask.CONSENT: ((self.buttons.yes, YES), (self.buttons.no, NO)),
        }
        return tuple(
            Offer(title, "inform", fact=f"{ask.key}={value}") for title, value in ready.get(ask, ())
        )
