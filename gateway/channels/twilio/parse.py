"""Twilio's form fields in, our own words out. No I/O here.

https://www.twilio.com/docs/messaging/guides/webhook-request
"""

from collections.abc import Mapping

from conversations.channels import Arrival, MediaRef, OptedOut, OutsideWindow
from conversations.deliveries import DeliveryState
from conversations.files import PLACE
from gateway.channels.twilio.addresses import from_twilio
from gateway.channels.twilio.errors import meaning

type Form = Mapping[str, str]

_MOST_MEDIA = 10
# What a carrier or Twilio itself understood as one of these words, however it was written.
_OPT_OUTS = frozenset({"STOP", "START"})

# What is left out says nothing that we do not know: that it waits at Twilio.
_STATES: Mapping[str, DeliveryState] = {
    "sent": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.READ,
    "failed": DeliveryState.FAILED,
    "undelivered": DeliveryState.FAILED,
    "canceled": DeliveryState.FAILED,
}
_DIGITS = 6


class NotAMessage(ValueError):
    """A form without the fields that each message has."""


class CannotBeAnswered(Exception):
    """A message of a machine: a name or a short code as its sender."""


def arrival(form: Form) -> Arrival:
    """Return a message that came in; raise `NotAMessage` and `CannotBeAnswered`.

    Of a kind that we do not know at least stays that somebody sent something.
    """
    id, sender = form.get("MessageSid", ""), form.get("From", "")
    if not id or not sender:
        raise NotAMessage
    who = from_twilio(sender)
    if who is None:
        raise CannotBeAnswered
    channel, address = who
    return Arrival(
        channel=channel,
        address=address,
        external_id=id,
        text=_text(form),
        choice=form.get("ButtonPayload") or form.get("ListId") or None,
        media=(*_files(form), *_place(form)),
        name=form.get("ProfileName") or None,
    )


def state(form: Form) -> tuple[DeliveryState | None, str]:
    """Return how far a message came, None if that is no news, and the code of what went wrong."""
    status = form.get("MessageStatus") or form.get("SmsStatus", "")
    known = _STATES.get(status)
    raw = form.get("ErrorCode", "")
    code = raw if raw.isascii() and raw.isdigit() and len(raw) <= _DIGITS else ""
    if known is DeliveryState.FAILED and code:
        # Some things Twilio only learns after it took the message.
        error = meaning(int(code))
        if error is OutsideWindow:
            known = DeliveryState.HELD
        elif error is OptedOut:
            known = DeliveryState.STOPPED
    return known, code


def _text(form: Form) -> str:
    if form.get("OptOutType", "") in _OPT_OUTS:
        return form["OptOutType"]
    pressed = form.get("ButtonText") or form.get("ListTitle")
    place = ", ".join(words for key in ("Label", "Address") if (words := form.get(key)))
    return pressed or form.get("Body") or place


def _files(form: Form) -> list[MediaRef]:
    return [
        MediaRef(where, form.get(f"MediaContentType{number}", ""))
        for number in range(_MOST_MEDIA)
        if (where := form.get(f"MediaUrl{number}"))
    ]


def _place(form: Form) -> list[MediaRef]:
    latitude, longitude = form.get("Latitude"), form.get("Longitude")
    return [MediaRef(f"{latitude},{longitude}", PLACE)] if latitude and longitude else []
