"""What people read when an appointment is made, moved or cancelled: `brieven`."""

from typing import Annotated

from msgspec import Meta, Struct

from advice.buttons import Title
from advice.values import Text
from conversations.appointments import Form

type Hours = Annotated[int, Meta(ge=1, le=200)]
type _WithLink = Annotated[str, Meta(pattern=r"\{link\}")]
type _WithAddress = Annotated[str, Meta(pattern=r"\{adres\}")]


class WhereWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "phone": "telefonisch",
        "video_unknown": "video_zonder_link",
        "office": "op_locatie",
        "office_unknown": "op_locatie_zonder_adres",
        "visit": "bij_u",
    },
):
    """How the two meet, as a sentence of its own; `…_unknown` where nobody wrote down where."""

    phone: Text
    video: Annotated[str, Meta(pattern=r"\{video\}")]
    video_unknown: Text
    office: Annotated[str, Meta(pattern=r"\{plaats\}")]
    office_unknown: Text
    visit: Text

    def sentence(self, form: Form, place: str | None, video: str | None) -> str:
        """Return it, with the place or the video link in it."""
        match form:
            case Form.PHONE:
                return self.phone
            case Form.VIDEO:
                return self.video.replace("{video}", video) if video else self.video_unknown
            case Form.OFFICE:
                return self.office.replace("{plaats}", place) if place else self.office_unknown
            case Form.VISIT:
                return self.visit


class AppointmentLines(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "keep": "bewaren",
        "moved": "verzet",
        "cancelled": "afgezegd",
        "cancelled_yourself": "zelf_afgezegd",
        "must_move": "ander_moment",
        "too_late": "te_laat",
        "taken": "bezet",
        "reminder": "herinnering",
        "called_too": "ook_gebeld",
        "move_button": "knop_verzetten",
        "cancel_button": "knop_afzeggen",
        "book_button": "knop_nieuw",
    },
):
    """What is said in the conversation; `keep` goes on from what the bot says itself."""

    keep: _WithLink
    moved: _WithLink
    cancelled: Text
    cancelled_yourself: Text
    must_move: Text
    too_late: Text
    taken: Text
    reminder: Text
    called_too: Text
    move_button: Title
    cancel_button: Title
    book_button: Title


class AppointmentLetter(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"subject": "onderwerp", "text": "tekst"},
):
    """A letter to who asked for the appointment."""

    subject: Text
    text: Text


class TeamLetter(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"subject": "onderwerp", "text": "tekst"},
):
    """A letter to somebody of the team; it says nothing of who it is about."""

    subject: Text
    text: _WithAddress


class CalendarWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"title": "titel", "text": "tekst", "file": "bestand"},
):
    """What stands in the calendar of who asked for it."""

    title: Text
    text: _WithLink
    file: Annotated[str, Meta(pattern=r"^[a-z0-9-]+\.ics$")]


class LetterWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "where": "hoe",
        "lines": "in_gesprek",
        "calendar": "in_agenda",
        "booked": "geboekt",
        "moved": "verzet",
        "cancelled": "afgezegd",
        "cancelled_yourself": "zelf_afgezegd",
        "must_move": "ander_moment",
        "reminder": "herinnering",
        "if_refused": "geweigerd",
        "team_booked": "team_geboekt",
        "team_moved": "team_verzet",
        "team_cancelled": "team_afgezegd",
        "team_unchosen": "team_niet_gekozen",
        "unchosen_hours": "niet_gekozen_na_uren",
    },
):
    """All of it."""

    where: WhereWords
    lines: AppointmentLines
    calendar: CalendarWords
    booked: AppointmentLetter
    moved: AppointmentLetter
    cancelled: AppointmentLetter
    cancelled_yourself: AppointmentLetter
    must_move: AppointmentLetter
    reminder: AppointmentLetter
    if_refused: Text
    team_booked: TeamLetter
    team_moved: TeamLetter
    team_cancelled: TeamLetter
    team_unchosen: TeamLetter
    unchosen_hours: Hours
    """Open hours after which team leads hear that somebody chose no other time."""
