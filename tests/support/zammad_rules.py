"""What Zammad takes, by its published description and source, and what it says of the rest.

Stricter than the real one in a single way: a field that it does not have is refused, where Zammad
looks past it.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from multidict import MultiMapping

STATES = ("new", "open", "pending reminder", "closed", "merged", "removed", "pending close")
"""By their numbers, from 1."""
PENDING = frozenset(("pending reminder", "pending close"))
CUSTOM = "gesprek_id"
"""The attribute that its administrator made."""

_TICKET = frozenset(
    (
        *("title", "group", "group_id", "customer", "customer_id", "owner", "owner_id", "state"),
        *("state_id", "priority", "pending_time", "note", "tags", "mentions", "article", CUSTOM),
    )
)
_ARTICLE = frozenset(
    (
        *("to", "cc", "subject", "body", "content_type", "type", "internal", "sender"),
        *("time_unit", "attachments", "origin_by_id", "message_id", "in_reply_to", "references"),
        "ticket_id",
    )
)
_TYPES = frozenset(("email", "phone", "web", "note", "sms", "chat", "fax"))
_SENDERS = frozenset(("Agent", "Customer", "System"))
_QUERY = frozenset(("query", "limit", "page", "per_page", "expand", "sort_by", "order_by"))
_CONDITION = re.compile(r"condition\[ticket\.(\w+)\]\[(operator|value)\](\[\])?")
_LONGEST_BODY = 1_500_000
_LONGEST_TITLE = 250
_MOST_FOUND = 200
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Refused(Exception):
    """A call that Zammad does not make, with what it then says."""

    def __init__(self, status: HTTPStatus, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


def wrong(words: str) -> Refused:
    """Return what Zammad says to a wrong call."""
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, words)


def check_ticket(fields: Mapping[str, Any], groups: Iterable[str], *, is_new: bool) -> None:
    """Raise `Refused` for fields of a ticket that Zammad would refuse."""
    _only(fields, _TICKET, "Ticket")
    if is_new and not (fields.get("title") and fields.get("group") and "article" in fields):
        raise wrong("Missing required value for field 'title', 'group' or 'article'!")
    if is_new and not (fields.get("customer_id") or fields.get("customer")):
        raise wrong("Missing required value for field 'customer_id'!")
    if len(fields.get("title", "")) > _LONGEST_TITLE:
        raise wrong("Title is too long")
    if "group" in fields and fields["group"] not in groups:
        raise wrong(f"No lookup value found for 'group': {fields['group']!r}")
    if "state" in fields and fields["state"] not in STATES:
        raise wrong(f"No lookup value found for 'state': {fields['state']!r}")
    if fields.get("state") in PENDING and not fields.get("pending_time"):
        raise wrong("Missing required value for field 'pending_time'!")
    if "article" in fields:
        check_article(fields["article"])


def check_article(fields: Mapping[str, Any]) -> None:
    """Raise `Refused` for an article that Zammad would refuse."""
    _only(fields, _ARTICLE, "Ticket::Article")
    if not isinstance(fields.get("body"), str):
        raise wrong('Need at least article: { body: "some text" }')
    if len(fields["body"]) > _LONGEST_BODY:
        raise wrong("body of article is too large")
    if fields.get("type", "note") not in _TYPES or fields.get("sender", "Agent") not in _SENDERS:
        raise wrong("No lookup value found for 'type' or 'sender'")
    for place, file in enumerate(fields.get("attachments", ())):
        for name in ("mime-type", "filename", "data"):
            if not file.get(name):
                raise wrong(f"Attachment needs '{name}' param for attachment with index '{place}'")
        data_of(file["data"])


def data_of(text: str) -> bytes:
    """Return what an attachment holds, or raise `Refused`."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise wrong("Invalid base64 for attachment") from error


def guessed(customer: Any) -> str | None:
    """Return the address in `guess:…`, or raise `Refused`; None if a number was given."""
    if isinstance(customer, int):
        return None
    address = str(customer).removeprefix("guess:")
    if address == customer or not _EMAIL.fullmatch(address):
        raise wrong(f"Invalid email '{address}' of customer")
    return address


def asked_for(query: MultiMapping[str]) -> tuple[str, list[str]]:
    """Return the attribute and the values that tickets are looked for by, or raise `Refused`."""
    conditions = {name: _CONDITION.fullmatch(name) for name in query if name not in _QUERY}
    found = [one for one in conditions.values() if one]
    attributes = {one[1] for one in found}
    if len(found) < len(conditions) or len(attributes) != 1:
        raise wrong("Invalid condition")
    attribute = attributes.pop()
    if attribute not in ("id", CUSTOM):
        raise wrong(f"Invalid selector 'ticket.{attribute}'")
    if query.get(f"condition[ticket.{attribute}][operator]") != "is":
        raise wrong("Invalid operator")
    if int(query.get("limit", "50")) > _MOST_FOUND:
        raise wrong("Invalid limit")
    names = [name for name, one in conditions.items() if one and one[2] == "value"]
    return attribute, [value for name in names for value in query.getall(name)]


def _only(fields: Mapping[str, Any], known: frozenset[str], what: str) -> None:
    if unknown := fields.keys() - known:
        raise wrong(f"unknown attribute '{min(unknown)}' for {what}.")
