"""What advisors read in the calendar they work with, and in letters about it: `agenda`."""

from msgspec import Struct

from advice.appointments.letter_words import TeamLetter
from advice.values import Text


class OwnCalendarWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "title": "titel",
        "text": "tekst",
        "put_back": "teruggezet",
        "overlapping": "tegelijk",
    },
):
    """All of it; it names nobody."""

    title: Text
    text: Text
    put_back: TeamLetter
    """What they changed in their calendar could not be taken over."""
    overlapping: TeamLetter
    """Something else stands in their calendar at the time of an appointment."""
