"""What must hold for `data/uitnodigingen.yml` before anything can start."""

import re
from collections.abc import Iterator
from itertools import chain

from advice.buttons import ABOUT_FAQ
from advice.closing_days import are_in_order
from advice.files import Files
from advice.findings import Finding, finding
from advice.invitations import MOST_SIGNS, Invitation

_STARTS = ("start_scan", "follow_up_scan")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def broken_invitations(files: Files) -> Iterator[Finding]:
    """Find what invites to nothing, says too much, or leaves out how one stops."""
    document = files.invitations
    rules = document.value.rules
    if not are_in_order(((rules.earliest, rules.latest),)):
        yield finding("hours_not_in_order", document.file, document.line_of("regels"))
    yield from _twice(files)
    yield from _texts(files)
    for at, invitation in enumerate(document.value.all):
        line = document.line_of("uitnodigingen", at)
        yield from _links(files, invitation, line)
        yield from _wording(files, invitation, line)


def _twice(files: Files) -> Iterator[Finding]:
    document = files.invitations
    lists = {
        "onderwerpen": [one.id for one in document.value.subjects],
        "uitnodigingen": [one.id for one in document.value.all],
    }
    for key, ids in lists.items():
        for at, id in enumerate(ids):
            if id in ids[:at]:
                line = document.line_of(key, at)
                yield finding("name_twice", document.file, line, name=id, other=key)


def _texts(files: Files) -> Iterator[Finding]:
    """Every text can be filled, and who is asked reads how to stop."""
    document, organisation = files.invitations, files.organisation.value
    texts = document.value
    of_subjects = ((one.question, one.thanks) for one in texts.subjects)
    of_invitations = ((one.text, one.welcome) for one in texts.all)
    allowed = ", ".join(organisation.placeholders)
    for text in chain((texts.greeting, texts.declined), *of_subjects, *of_invitations):
        for found in _PLACEHOLDER.findall(organisation.fill(text)):
            yield finding(
                "placeholder_unknown", document.file, None, placeholder=found, allowed=allowed
            )
    for at, subject in enumerate(texts.subjects):
        if not _says_how_to_stop(files, subject.question):
            line = document.line_of("onderwerpen", at)
            yield finding("invitation_without_stop", document.file, line, key="vraag")


def _links(files: Files, invitation: Invitation, line: int) -> Iterator[Finding]:
    file, intent = files.invitations.file, invitation.button.intent
    questions = {ABOUT_FAQ + document.value.id for document in files.faq}
    if files.invitations.value.subject(invitation.subject) is None:
        allowed = ", ".join(one.id for one in files.invitations.value.subjects)
        yield finding("subject_unknown", file, line, id=invitation.subject, allowed=allowed)
    if intent not in {*_STARTS, *questions, *files.buttons.value.questions}:
        yield finding("button_unknown", file, line, intent=intent)
    places = {place.id for place in files.organisation.value.municipalities}
    for id in invitation.municipalities:
        if id not in places:
            yield finding("place_unknown", file, line, id=id)


def _wording(files: Files, invitation: Invitation, line: int) -> Iterator[Finding]:
    file, organisation = files.invitations.file, files.organisation.value
    if len(organisation.fill(invitation.text)) > MOST_SIGNS:
        yield finding("value_too_long", file, line, key="tekst", limit=MOST_SIGNS)
    if not _says_how_to_stop(files, _last_sentence(invitation.text)):
        yield finding("invitation_without_stop", file, line, key="tekst")
    if "{organisatie}" not in invitation.text:
        yield finding("invitation_without_sender", file, line)


def _says_how_to_stop(files: Files, text: str) -> bool:
    words = {word.upper() for word in files.channels.value.commands.stop}
    return any(word in words for word in re.findall(r"\w+", text))


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+", text.strip())[-1]
