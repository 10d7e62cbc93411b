"""Messages as Twilio tells of them."""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from tests.support.twilio_phone import Taken

ACCOUNT = "AC" + "5c4a" * 8
BASE = f"/2010-04-01/Accounts/{ACCOUNT}"


def told(message: Taken) -> dict[str, Any]:
    """Return a message."""
    uri = f"{BASE}/Messages/{message.sid}"
    return {
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": message.text,
        "date_created": date(message.at),
        "date_sent": date(message.sent_at) if message.sent_at else None,
        "date_updated": date(message.at),
        "direction": "outbound-api",
        "error_code": message.error_code,
        "error_message": None,
        "from": message.sender,
        "messaging_service_sid": None,
        "num_media": str(len(message.media)),
        "num_segments": "1",
        "price": None,
        "price_unit": None,
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }


def is_asked(message: Taken, one: dict[str, str]) -> bool:
    """Tell whether a list with these filters holds a message."""
    ends = one.get("To", message.to), one.get("From", message.sender)
    if ends != (message.to, message.sender):
        return False
    bounds = {name: _day(value) for name, value in one.items() if name.startswith("DateSent")}
    if not bounds:
        return True
    # What was not sent yet has no day, so no question about days finds it.
    sent = message.sent_at
    return sent is not None and all(
        {
            "DateSent": bound.date() == sent.date(),
            "DateSent<": sent <= bound,
            "DateSent>": sent >= bound,
        }[name]
        for name, bound in bounds.items()
    )


def page_of(
    one: dict[str, str], here: list[Taken], page: int, size: int, total: int
) -> dict[str, Any]:
    """Return one page of a list."""
    asked = {name: value for name, value in one.items() if name not in ("Page", "PageToken")}

    def at(number: int) -> str:
        query = asked | {"PageSize": str(size), "Page": str(number)}
        token = {"PageToken": f"PA{number}"} if number else {}
        return f"{BASE}/Messages.json?{urlencode(query | token)}"

    return {
        "end": page * size + max(len(here) - 1, 0),
        "first_page_uri": at(0),
        "next_page_uri": at(page + 1) if (page + 1) * size < total else None,
        "page": page,
        "page_size": size,
        "previous_page_uri": at(page - 1) if page else None,
        "messages": [told(message) for message in here],
        "start": page * size,
        "uri": at(page),
    }


def date(at: datetime) -> str:
    """Return a moment as Twilio writes it (RFC 2822)."""
    return format_datetime(at.astimezone(UTC).replace(microsecond=0))


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
