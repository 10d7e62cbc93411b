"""Two people who may get in contact, and what each said to that."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec import Struct

INTRODUCTION = "/introduction"
"""What the buttons send by which somebody wants contact or not; the bot is not asked."""


class Side(StrEnum):
    """Who of the two."""

    ENTREPRENEUR = "entrepreneur"
    HELPER = "helper"


class Introduction(Struct, frozen=True):
    """Two who were asked by an advisor; None: that side said nothing yet."""

    id: UUID
    handoff: UUID
    helper: UUID
    advisor: UUID
    asked_at: datetime
    entrepreneur_said: bool | None = None
    helper_said: bool | None = None
    written_at: datetime | None = None
    """When a letter told the helper, who had said nothing yet."""

    @property
    def is_agreed(self) -> bool:
        return self.entrepreneur_said is True and self.helper_said is True


class Press(Struct, frozen=True):
    """A pressed yes or no."""

    introduction: UUID
    says_yes: bool

    @property
    def payload(self) -> str:
        return f"{INTRODUCTION}{msgspec.json.encode(self).decode()}"


def press_in(payload: str | None) -> Press | None:
    """Read what a button sent; None for all other buttons."""
    if payload is None or not payload.startswith(INTRODUCTION):
        return None
    return msgspec.json.decode(payload.removeprefix(INTRODUCTION), type=Press)
