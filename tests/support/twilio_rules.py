"""What Twilio refuses that its description does not say, with the codes of its error pages."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.support.twilio_description import LIST, Given, missing, unknown, wrong

QUICK_REPLY, LIST_PICKER, TEXT = "twilio/quick-reply", "twilio/list-picker", "twilio/text"

_ADDRESS = re.compile(r"(whatsapp:)?\+[1-9]\d{6,14}|whatsapp:[A-Z]{2}\.[A-Za-z0-9.]{1,132}")
_LONGEST = 1_600
_MOST_MEDIA = 10
_LONGEST_VALUE = 255
_LONGEST_TITLE = {QUICK_REPLY: 20, LIST_PICKER: 24, TEXT: 0}
_MISSING = {"To": 21604}
_WRONG = {"ContentSid": 21655, "StatusCallback": 21609}


class NotTaken(Exception):
    """An error of the API."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


@dataclass
class Books:
    """What an account has set up, and what is so about numbers."""

    numbers: set[str] = field(default_factory=set)
    """Ours, as Twilio writes them."""
    templates: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Type and number of choices, by ContentSid."""
    stopped: set[str] = field(default_factory=set)
    """Who replied STOP, as Twilio writes them."""
    refused: dict[str, int] = field(default_factory=dict)
    """An error code for who cannot be written to, as Twilio writes them."""


def check_message(form: Given, books: Books) -> None:
    """Raise `NotTaken` for a form that Twilio would refuse."""
    for name in missing(form):
        raise NotTaken(_MISSING[name], f"A '{name}' phone number is required.")
    if names := unknown(LIST, "post", form):
        raise NotTaken(20001, f"Unknown parameters: {names}")
    for name in wrong(LIST, "post", form):
        raise NotTaken(_WRONG.get(name, 20001), f"Invalid {name}")
    one = {name: values[-1] for name, values in form.items()}
    _check_addresses(one, books)
    _check_callback(one)
    _check_content(one, form, books)


def _check_addresses(one: Mapping[str, str], books: Books) -> None:
    to, sender = one["To"], one.get("From", "")
    is_whatsapp = to.startswith("whatsapp:")
    if not _ADDRESS.fullmatch(to):
        raise NotTaken(21211, f"Invalid 'To' Phone Number: {to}")
    if not sender and "MessagingServiceSid" not in one:
        raise NotTaken(21603, "A 'From' or 'MessagingServiceSid' parameter is required.")
    if sender and not _ADDRESS.fullmatch(sender):
        raise NotTaken(21212, f"Invalid From Number (caller ID): {sender}")
    if sender and sender.startswith("whatsapp:") != is_whatsapp:
        raise NotTaken(21910, "Invalid From and To pair: they should be of the same channel")
    if sender and sender not in books.numbers:
        raise NotTaken(63007 if is_whatsapp else 21606, f"'From' is not yours: {sender}")
    if to in books.stopped:
        raise NotTaken(21610, f"Attempt to send to unsubscribed recipient {to}")
    if to in books.refused:
        raise NotTaken(books.refused[to], f"Message to {to} was not accepted")


def _check_callback(one: Mapping[str, str]) -> None:
    if callback := one.get("StatusCallback"):
        address = urlsplit(callback)
        if address.scheme not in ("http", "https") or "_" in (address.hostname or "_"):
            raise NotTaken(21609, f"Invalid StatusCallback: {callback}")


def _check_content(one: Mapping[str, str], form: Given, books: Books) -> None:
    body, media = one.get("Body", ""), form.get("MediaUrl", ())
    if not (body or media or "ContentSid" in one):
        raise NotTaken(21619, "A Message Body, Media URL or Content SID is required.")
    if len(body) > _LONGEST:
        raise NotTaken(21617, "The concatenated message body exceeds the 1600 character limit.")
    if len(media) > _MOST_MEDIA:
        raise NotTaken(21623, "Number of media files exceeds allowed limit")
    if any(not re.match(r"https?://[^/ ]+", address) for address in media):
        raise NotTaken(21620, "Invalid media URL(s)")
    if "ContentSid" in one:
        _check_template(one, books)
    elif "ContentVariables" in one:
        raise NotTaken(21656, "The ContentVariables Parameter is invalid")


def _check_template(one: Mapping[str, str], books: Books) -> None:
    if one["ContentSid"] not in books.templates or "Body" in one or "MediaUrl" in one:
        raise NotTaken(21655, "The ContentSid Parameter is invalid")
    kind, count = books.templates[one["ContentSid"]]
    values = _values(one.get("ContentVariables", "{}"))
    names = [str(place) for place in range(1, 2 * count + 2)] if count else []
    is_full = sorted(values) == sorted(names)
    if not is_full or not all(0 < len(value) <= _LONGEST_VALUE for value in values.values()):
        raise NotTaken(21656, "The ContentVariables Parameter is invalid")
    titles = [values[name] for name in names[1::2]]
    if any(len(title) > _LONGEST_TITLE[kind] for title in titles) or len(set(titles)) < count:
        raise NotTaken(63021, "Channel invalid content error")


def _values(text: str) -> dict[str, str]:
    try:
        values = json.loads(text)
    except ValueError:
        values = None
    if not isinstance(values, dict) or not all(isinstance(one, str) for one in values.values()):
        raise NotTaken(21656, "The ContentVariables Parameter is invalid")
    return values
