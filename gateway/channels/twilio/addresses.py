"""Where Twilio reaches us and we reach people."""

import re

WHATSAPP, SMS = "whatsapp", "sms"

WHATSAPP_PATH, SMS_PATH = "/channels/whatsapp", "/channels/sms"
"""What is set up at a number as its webhook."""
STATUS_PATH = "/channels/twilio/status"
"""Goes along with each message."""

_PREFIX = "whatsapp:"
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
# Who has a WhatsApp username may keep their number from us; then this takes its place.
# https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,132}")


def to_twilio(channel: str, address: str) -> str:
    """Return an address of ours as Twilio writes it."""
    return f"{_PREFIX}{address}" if channel == WHATSAPP else address


def from_twilio(raw: str) -> tuple[str, str] | None:
    """Return channel and address; None for who cannot be answered, such as a name or a short code.

    An address is a telephone number (E.164), or on WhatsApp what stands for one.
    """
    address = raw.removeprefix(_PREFIX)
    if _NUMBER.fullmatch(address):
        return (WHATSAPP if address != raw else SMS), address
    if address != raw and _USER_ID.fullmatch(address):
        return WHATSAPP, address
    return None
