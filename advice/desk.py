"""How the team takes over from the bot: `data/balie.yml`."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated

from msgspec import Meta, Struct

from advice.buttons import Title
from advice.organisation import PlaceId
from advice.partners.words import ShareWords
from advice.values import Text
from conversations.handoffs import Outcome, Reason

type GroupId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
type Minutes = Annotated[int, Meta(ge=1, le=600)]
type Hours = Annotated[int, Meta(ge=1, le=200)]


class Group(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "title": "titel",
        "themes": "themas",
        "municipalities": "gemeenten",
        "reasons": "redenen",
        "is_closed": "besloten",
    },
):
    """People of the team who know of some subjects; no `municipalities` means all of them.

    `themes` are those of schemes and of the scan.
    """

    id: GroupId
    title: Title
    themes: tuple[Text, ...]
    municipalities: tuple[PlaceId, ...] = ()
    reasons: tuple[Reason, ...] = ()
    """Who wants a person for one of these comes here, whatever the subject."""
    is_closed: bool = False
    """Only its members and team leads read what comes in."""


class DeskTimes(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "take_minutes": "oppakken_binnen",
        "escalate_minutes": "melden_aan_teamleider_na",
        "answer_minutes": "antwoorden_binnen",
        "away_minutes": "weg_na",
        "refer_hours": "partner_pakt_op_binnen_uren",
    },
):
    """How long things may take, while we are open; `away_minutes` always count."""

    take_minutes: Minutes
    escalate_minutes: Minutes
    answer_minutes: Minutes
    away_minutes: Minutes
    refer_hours: Hours

    @property
    def take(self) -> timedelta:
        return timedelta(minutes=self.take_minutes)

    @property
    def escalate(self) -> timedelta:
        return timedelta(minutes=self.escalate_minutes)

    @property
    def answer(self) -> timedelta:
        return timedelta(minutes=self.answer_minutes)

    @property
    def away(self) -> timedelta:
        return timedelta(minutes=self.away_minutes)

    @property
    def refer(self) -> timedelta:
        return timedelta(hours=self.refer_hours)


class DeskLines(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "taken": "opgepakt",
        "released": "teruggezet",
        "transferred": "overgedragen",
        "closed": "afgesloten",
        "referred": "verwezen",
        "back": "ik_ben_er_weer",
        "about": "gesprek_over",
        "stopped": "wacht_niet_meer",
        "takes_long": "duurt_lang",
        "closing": "wij_sluiten",
        "silent": "adviseur_stil",
        "lent": "scan_voorgesteld",
        "given_back": "scan_klaar",
        "promised": "afgesproken",
        "came_later": "nagekomen",
        "colleague": "collega_schrijft",
    },
):
    """What is said to the entrepreneur when something changes."""

    taken: Text
    released: Text
    transferred: Text
    closed: Text
    referred: Text
    back: Text
    about: Text
    stopped: Text
    takes_long: Text
    closing: Text
    silent: Text
    lent: Text
    given_back: Text
    promised: Text
    came_later: Annotated[str, Meta(pattern=r"\{tekst\}")]
    colleague: Annotated[str, Meta(pattern=r"\{tekst\}")]


class DeskAlert(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"subject": "onderwerp", "text": "tekst"},
):
    """A letter to somebody of the team; it names nobody, for who reads it on a train."""

    subject: Text
    text: Text


class DeskLink(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"subject": "onderwerp", "text": "tekst", "note_refused": "notitie_geweigerd"},
):
    """The letter to who is gone when an advisor answers; it says nothing of the conversation."""

    subject: Text
    text: Annotated[str, Meta(pattern=r"\{link\}")]
    note_refused: Text
    """For the advisor, when no mail server takes the letter."""


class DeskButtons(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "stop_waiting": "niet_wachten",
        "start_scan": "scan_beginnen",
        "not_now": "scan_nu_niet",
    },
):
    """What the entrepreneur can press meanwhile."""

    stop_waiting: Title
    start_scan: Title
    not_now: Title


class Canned(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"title": "titel", "text": "tekst"}
):
    """A text that an advisor puts in a message with one press."""

    id: Annotated[str, Meta(pattern=r"^[a-z]+(_[a-z]+)*$")]
    title: Title
    text: Text


class DeskTexts(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "groups": "groepen",
        "times": "tijden",
        "outcomes": "uitkomsten",
        "lines": "regels",
        "alert": "melding",
        "broken_promise": "belofte_voorbij",
        "given": "gekregen",
        "away": "weg",
        "buttons": "knoppen",
        "canned": "snelteksten",
    },
):
    """All of it."""

    groups: Annotated[tuple[Group, ...], Meta(min_length=1)]
    times: DeskTimes
    outcomes: dict[Outcome, Title]
    lines: DeskLines
    alert: DeskAlert
    broken_promise: DeskAlert
    given: DeskAlert
    """To who has it from a colleague, and does not look."""
    away: DeskLink
    partners: ShareWords
    buttons: DeskButtons
    canned: tuple[Canned, ...]

    def group(self, id: str | None) -> Group | None:
        for group in self.groups:
            if group.id == id:
                return group
        return None

    def route(self, themes: Iterable[str], municipality: str | None, reason: Reason) -> Group:
        """Return who is asked first about `themes`, the most important first; the last: anyone."""
        near = [
            group
            for group in self.groups
            if not group.municipalities or municipality in group.municipalities
        ]
        for group in near:
            if reason in group.reasons:
                return group
        for theme in themes:
            for group in near:
                if theme in group.themes:
                    return group
        return next((group for group in reversed(near) if not group.themes), self.groups[-1])
