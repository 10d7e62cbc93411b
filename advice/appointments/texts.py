"""Appointments as an organisation offers them: `data/afspraken.yml`."""

from msgspec import Struct

from advice.appointments.calendar_words import OwnCalendarWords
from advice.appointments.letter_words import LetterWords
from advice.appointments.rules import AgendaRules
from advice.appointments.talk_words import TalkWords
from advice.buttons import Title
from advice.values import Text
from conversations.appointments import Form


class FormWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"form": "vorm", "title": "titel", "sentence": "in_zin"},
):
    """What stands on the button of a form, and how it reads in a sentence."""

    form: Form
    title: Title
    sentence: Text


class AppointmentRules(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"forms": "vormen", "team": "standaard"},
):
    """How talks can be had, and the rules that hold where a group or an advisor has no own."""

    forms: tuple[FormWords, ...]
    team: AgendaRules
    """Complete but for `place` and `video`."""


class AppointmentTexts(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"rules": "regels", "letters": "brieven", "talk": "gesprek", "own_calendar": "agenda"},
):
    """All of it."""

    rules: AppointmentRules
    letters: LetterWords
    talk: TalkWords
    own_calendar: OwnCalendarWords

    def form(self, form: Form) -> FormWords:
        """Return the words for a form; every form has them, or the content is refused."""
        return next(one for one in self.rules.forms if one.form is form)
