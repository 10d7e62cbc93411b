"""Passwords: which are good enough, and how they are kept and compared."""

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from handoff.advisors import Advisor

SHORTEST = 12
# Hashing costs more for a longer one; nobody types so much.
LONGEST = 200
# "De" or "van" in a password tells nothing about who has it.
_TELLING_LETTERS = 4
_ONE_TIME_BYTES = 12


class PasswordTooShort(ValueError):
    """A new password has fewer characters than we ask."""


class PasswordTooLong(ValueError):
    """A new password has more characters than we take."""


class PasswordTellsWho(ValueError):
    """A new password has the name or the e-mail address of its owner in it."""


class Passwords:
    """Hashes and compares passwords, away from the event loop: that costs time on purpose."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self._hasher = hasher
        # Compared with when there is no account, so that its absence takes as long.
        self._nobodys = hasher.hash(secrets.token_urlsafe())

    async def hashed(self, password: str) -> str:
        """Return what is kept of a password."""
        return await asyncio.to_thread(self._hasher.hash, password)

    async def is_right(self, kept: str | None, password: str) -> bool:
        """Tell whether this is the password of which `kept` is kept; None takes as long."""
        return await asyncio.to_thread(self._verify, kept or self._nobodys, password) and bool(kept)

    async def renewed(self, kept: str, password: str) -> str | None:
        """Return what to keep instead, when hashes are made otherwise by now."""
        return await self.hashed(password) if self._hasher.check_needs_rehash(kept) else None

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except VerificationError:
            return False


def require_good(password: str, advisor: Advisor) -> None:
    """Raise `PasswordTooShort`, `PasswordTooLong` or `PasswordTellsWho` for a poor password."""
    if len(password) < SHORTEST:
        raise PasswordTooShort
    if len(password) > LONGEST:
        raise PasswordTooLong
    if any(word in password.casefold() for word in _telling(advisor)):
        raise PasswordTellsWho


def one_time_password() -> str:
    """Return a password for somebody to begin with."""
    return secrets.token_urlsafe(_ONE_TIME_BYTES)


def _telling(advisor: Advisor) -> list[str]:
    name, email = advisor.name.casefold(), advisor.email.casefold()
    words = [name, name.replace(" ", ""), *name.split(), email, email.partition("@")[0]]
    return [word for word in words if len(word) >= _TELLING_LETTERS]
