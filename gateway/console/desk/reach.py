"""How somebody can be reached where they write, in words for advisors."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from conversations.channels import Abilities
from conversations.contacts import Contact
from gateway.console.desk import texts
from kit.clock import AMSTERDAM


class Reach(Struct):
    """A channel, what can be sent there now, and what can not."""

    id: str
    title: str
    allows: list[str]
    limits: list[str]
    is_closed: bool = False
    """One cannot write freely now."""
    name: str | None = None
    """What the channel calls the sender; they did not tell it us."""


class Reaches:
    """Tells it for each channel."""

    def __init__(self, abilities: Mapping[str, Abilities]) -> None:
        self._abilities = abilities

    def of(self, channel: str, contact: Contact | None, now: datetime) -> Reach:
        """Return how it is now; `contact` is where they wrote from, None on the website."""
        title = texts.CHANNELS.get(channel, channel)
        can = self._abilities.get(channel)
        name = contact.name if contact else None
        if can is None:
            return Reach(channel, title, [], [], name=name)
        closes_at = _closes_at(can, contact)
        is_closed = closes_at is not None and closes_at <= now
        limits = [_limit(closes_at, is_closed=is_closed)] if closes_at else []
        return Reach(channel, title, list(_allowed(can)), limits, is_closed, name)


def _allowed(can: Abilities) -> Iterator[str]:
    if can.buttons:
        yield texts.BUTTONS
    yield texts.FILES if can.files else texts.LINKS
    if can.tells_read:
        yield texts.READ
    elif can.tells_delivered:
        yield texts.DELIVERED


def _closes_at(can: Abilities, contact: Contact | None) -> datetime | None:
    return contact.heard_at + can.window if can.window and contact else None


def _limit(closes_at: datetime, *, is_closed: bool) -> str:
    local = closes_at.astimezone(AMSTERDAM)
    line = texts.WINDOW_CLOSED if is_closed else texts.WINDOW_OPEN
    return line.format(moment=f"{local:%d-%m} om {local:%H.%M} uur")
