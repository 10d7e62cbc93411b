"""A scan as it is kept: with its conversation, and longer only as far as was consented."""

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

# Without vowels no word comes out, and without 0, 1, I and O nothing looks like another sign.
_LETTERS, _DIGITS = "BCDFGHJKLMNPQRSTVWXZ", "23456789"
_SHAPE = "LDLL-LDLL-LDLL"
CODE_PATTERN = r"\b" + "[- ]?".join([f"[{_LETTERS}][{_DIGITS}][{_LETTERS}]{{2}}"] * 3) + r"\b"
"""A code among other words, with capitals or without."""
EXAMPLE_CODE = "K7MX-B3PQ-T9WR"


class Given(Struct, frozen=True):
    """A consent that was given or refused: to which version of the text, and when."""

    is_given: bool
    version: int
    at: datetime


class ScanRecord(Struct, frozen=True, kw_only=True):
    """One scan of one firm; the same `id` again is the same scan, further on or changed.

    `business` is the same for all scans of a firm, `code` opens the scan in another conversation.
    """

    id: UUID
    business: UUID
    code: str
    version: int
    """Of the questions."""
    answers: dict[str, str]
    """What was known about the firm, by question; as facts are spelled."""
    levels: dict[str, int]
    """How each theme stands, 0 to 3; a theme about which nothing was answered is not there."""
    schemes: dict[str, str]
    """The schemes that came out, best first, each with its outcome."""
    consents: dict[str, Given]
    may_be_seen: bool
    """An advisor may see it, and it may outlive the conversation."""
    may_be_counted: bool
    """It may count in figures, without who it is about."""
    walk: dict[str, Any]
    """How it went, in the scan's own words; from this one goes on."""
    finished_at: datetime | None


class KeptScan(Struct, frozen=True):
    """A scan from the database, with the conversation that it belongs to if that is still there."""

    scan: ScanRecord
    conversation: UUID | None


type FindScan = Callable[[str], Awaitable[ScanRecord | None]]
"""Looks up the scan that a code opens; None when there is none, or none any more."""


class CountedScan(Struct, frozen=True):
    """What figures are made from: a finished scan without anything that says whose it is.

    `business` only tells that two scans are of the same firm.
    """

    business: UUID
    version: int
    answers: dict[str, str]
    levels: dict[str, int]
    finished_at: datetime


def new_code() -> str:
    """Return a code of 48 bits that can be read out over the telephone: `K7MX-B3PQ-T9WR`."""
    signs = {"L": _LETTERS, "D": _DIGITS}
    return "".join(secrets.choice(signs[sign]) if sign in signs else sign for sign in _SHAPE)


def code_hash(code: str) -> bytes:
    """Return what is kept of a code, however it was typed; being random it needs no slow hash."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(signs.encode()).digest()
