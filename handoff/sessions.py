"""How long somebody stays logged in."""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

LONGEST = timedelta(hours=12)
"""After this a session ends, whatever happens in it."""

_IDLE = timedelta(minutes=60)
_SETTING_UP = timedelta(minutes=10)
_BETWEEN_SIGNS_OF_LIFE = timedelta(minutes=1)


class Session(Struct, frozen=True):
    """One browser of one advisor; `token_hash` is the SHA-256 of the token in its cookie.

    With a `totp_secret` it opens nothing: its owner is still to show that codes of it work.
    """

    token_hash: bytes
    advisor: UUID
    opened_at: datetime
    seen_at: datetime
    totp_secret: str | None = None

    def is_open(self, now: datetime) -> bool:
        """Tell whether it opens the pages at `now`."""
        is_idle = now >= self.seen_at + _IDLE
        return self.totp_secret is None and not is_idle and now < self.opened_at + LONGEST

    def sets_up(self, now: datetime) -> bool:
        """Tell whether a code may still be shown to work at `now`."""
        return self.totp_secret is not None and now < self.opened_at + _SETTING_UP

    def is_seen_anew(self, now: datetime) -> bool:
        """Tell whether it is time to write down that it was used."""
        return now >= self.seen_at + _BETWEEN_SIGNS_OF_LIFE
