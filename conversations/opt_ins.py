"""What somebody asked to be told later, and what became of it."""

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from msgspec import Struct

ANSWERS_WITHIN = timedelta(days=7)
"""So long after an invitation what somebody writes counts as their answer to it."""


class OptIn(Struct, frozen=True):
    """The proof that somebody wants to hear of a subject: the `version` of the question, and when.

    `conversation` is where it was asked, as long as that is there.
    """

    channel: str
    address: str
    subject: str
    version: int
    at: datetime
    conversation: UUID | None = None
    municipality: str | None = None


class OptIns(Protocol):
    """The part of a transaction that concerns who wants to hear of us, unasked."""

    async def opt_in(self, given: OptIn) -> None:
        """Keep a yes; a newer one takes its place."""
        ...

    async def opted_in(self, channel: str, address: str) -> frozenset[str]:
        """Return the subjects that somebody wants to hear of."""
        ...

    async def forget_opt_ins(self, channel: str, address: str, subject: str | None = None) -> None:
        """Forget that they wanted to hear of a subject, or of all; no invitation is sent then."""
        ...

    async def forget_opt_ins_before(self, moment: datetime) -> int:
        """Forget what was asked for before `moment`, and what was sent; return how many asked."""
        ...

    async def answers_invitation(self, channel: str, address: str, at: datetime) -> None:
        """Keep that somebody wrote, if they were invited less than `ANSWERS_WITHIN` ago."""
        ...

    async def count_start(self, code: str) -> None:
        """Count one who came by a link or QR code with this code."""
        ...
