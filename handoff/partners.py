"""A partner who may read along with a request, if the entrepreneur agrees."""

import hashlib
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec import Struct

PARTNER = "/partner"
"""What the buttons send by which the entrepreneur allows it or not; the bot is not asked."""


class NotAnAddress(ValueError):
    """Who works at the partner can not be written to at what was given."""


class Purpose(StrEnum):
    """What a partner is asked to do."""

    ALONG = "along"
    """Think along; the advisor stays."""
    REFER = "refer"
    """Go on with it."""


class ShareState(StrEnum):
    """How it is with a share."""

    ASKED = "asked"
    REFUSED = "refused"
    SENT = "sent"
    OPENED = "opened"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class NewShare(Struct, frozen=True):
    """What an advisor wants: `partner` is an id of ours, `email` is of who works there.

    The same `id` twice is one share. `note` is a word for the partner.
    """

    id: UUID
    partner: str
    email: str
    purpose: Purpose
    note: str = ""


class PartnerShare(Struct, frozen=True, kw_only=True):
    """A request that a partner may read, or may be going to; `handoff` and `advisor` are ids.

    There is a code, of which only the SHA-256 is known, from the moment of the yes.
    """

    id: UUID
    handoff: UUID
    advisor: UUID
    partner: str
    email: str
    purpose: Purpose
    note: str
    asked_at: datetime
    says_yes: bool | None = None
    """None: the entrepreneur said nothing yet."""
    answered_at: datetime | None = None
    code_hash: bytes | None = None
    expires_at: datetime | None = None
    opened_at: datetime | None = None
    """When the link was opened first, by a person or by who looks through their mail."""
    taken_at: datetime | None = None
    withdrawn_at: datetime | None = None
    told_at: datetime | None = None
    """When the advisor was told that nobody took it up."""

    def is_open(self, now: datetime) -> bool:
        """Tell whether its link opens the request."""
        is_in_time = self.expires_at is not None and now < self.expires_at
        return self.says_yes is True and self.withdrawn_at is None and is_in_time

    def state(self, now: datetime) -> ShareState:
        if self.withdrawn_at:
            return ShareState.WITHDRAWN
        if not self.says_yes:
            return ShareState.ASKED if self.says_yes is None else ShareState.REFUSED
        if self.taken_at:
            return ShareState.TAKEN
        if not self.is_open(now):
            return ShareState.EXPIRED
        return ShareState.OPENED if self.opened_at else ShareState.SENT


class PartnerPress(Struct, frozen=True):
    """A pressed yes or no."""

    share: UUID
    says_yes: bool

    @property
    def payload(self) -> str:
        return f"{PARTNER}{msgspec.json.encode(self).decode()}"


def partner_press_in(payload: str | None) -> PartnerPress | None:
    """Read what a button sent; None for all other buttons."""
    if payload is None or not payload.startswith(PARTNER):
        return None
    return msgspec.json.decode(payload.removeprefix(PARTNER), type=PartnerPress)


def code_hash(code: str) -> bytes:
    """Return what is kept of the code in a link; it is random, so it needs no slow hash."""
    return hashlib.sha256(code.encode()).digest()
