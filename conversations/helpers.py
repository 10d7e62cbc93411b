"""People who help others: what is known of them, and whether they can be asked now."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from conversations.scans import Given


class HelperKind(StrEnum):
    """What somebody who helps is."""

    ENTREPRENEUR = "ondernemer"
    STUDENT = "student"


class HelperProfile(Struct, frozen=True, kw_only=True):
    """What somebody told who wants to help; whoever tells it again changes it.

    `contact` is a telephone number or e-mail address, `municipality` an id of our content,
    `themes` are those of schemes and of the scan, and `consent` is to keep all this.
    """

    kind: HelperKind
    name: str
    contact: str
    municipality: str | None
    themes: tuple[str, ...]
    words: str
    """What one can help with, in own words."""
    consent: Given

    def __repr__(self) -> str:
        """Show nothing of who it is about: a value may end up in a log."""
        return f"HelperProfile(kind={self.kind.value!r})"


class Helper(Struct, frozen=True):
    """Somebody in the pool; while paused nobody is brought in contact with them."""

    id: UUID
    conversation: UUID
    profile: HelperProfile
    is_paused: bool

    @property
    def first_name(self) -> str:
        return self.profile.name.split()[0]


class PoolMove(StrEnum):
    """What somebody in the pool wants to change."""

    PAUSE = "pauze"
    RESUME = "weer"
    LEAVE = "uit"


class UnknownHelper(Exception):
    """Nobody in the pool has this id, or not any more."""


class Helpers(Protocol):
    """The part of a transaction that concerns the pool of helpers."""

    async def join_pool(self, conversation: UUID, profile: HelperProfile, at: datetime) -> None:
        """Keep somebody who helps, or change what is known; a conversation has one, not paused."""
        ...

    async def move_in_pool(self, conversation: UUID, move: PoolMove) -> None:
        """Pause, resume or forget who helps; nothing happens if there is nobody."""
        ...

    async def helper(self, id: UUID) -> Helper:
        """Return who helps; raise `UnknownHelper`."""
        ...

    async def helpers(self) -> Sequence[Helper]:
        """Return everybody in the pool, who joined first first."""
        ...
