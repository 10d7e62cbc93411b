"""Finds what would leave people without a time: forms without words, rules nobody decides."""

from collections.abc import Iterator

from advice.appointments.texts import AppointmentTexts
from advice.closing_days import are_in_order
from advice.findings import Finding, finding
from advice.reading import Document
from conversations.appointments import Form

# Where one comes to and where a video talk is may be each advisor's own.
_MAY_BE_OPEN = ("place", "video", "calendar")


def broken_appointments(document: Document[AppointmentTexts]) -> Iterator[Finding]:
    """Find forms without words or with two, open rules of the team, and hours out of order."""
    rules, file = document.value.rules, document.file
    worded = [words.form for words in rules.forms]
    for form in Form:
        if worded.count(form) != 1:
            line = document.line_of("regels", "vormen")
            yield finding("form_not_once", file, line, form=form.value)
    team = rules.team
    for name, key in zip(team.__struct_fields__, team.__struct_encode_fields__, strict=True):
        if getattr(team, name) is None and name not in _MAY_BE_OPEN:
            line = document.line_of("regels", "standaard")
            yield finding("agenda_rule_missing", file, line, key=key)
    for day, hours in (team.hours or {}).items():
        if not are_in_order(hours):
            line = document.line_of("regels", "standaard", "uren", day.value)
            yield finding("hours_not_in_order", file, line)
