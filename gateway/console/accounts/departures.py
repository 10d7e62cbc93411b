"""Who is on the way to the provider: kept in this process, for one return within ten minutes."""

import secrets
from datetime import datetime, timedelta

from msgspec import Struct

_LONGEST = timedelta(minutes=10)
# Anybody may leave: what that takes of our memory has an end.
_MOST = 1_000


class Departure(Struct, frozen=True):
    """What must come back with somebody, and the page to go to then.

    `state` travels by the browser, `nonce` in the ID token; `verifier` is told to the provider
    alone, together with the code (RFC 7636).
    """

    naar: str
    left_at: datetime
    state: str
    nonce: str
    verifier: str


def new_departure(naar: str, now: datetime) -> Departure:
    """Return a departure that nobody can guess."""
    return Departure(naar, now, *(secrets.token_urlsafe(32) for _ in range(3)))


class Departures:
    """Keeps departures, each under a token that only the browser that leaves has."""

    def __init__(self) -> None:
        self._by_token: dict[str, Departure] = {}

    def keep(self, departure: Departure) -> str:
        """Keep a departure and return its token; with too many the oldest is forgotten."""
        if len(self._by_token) >= _MOST:
            del self._by_token[next(iter(self._by_token))]
        token = secrets.token_urlsafe(32)
        self._by_token[token] = departure
        return token

    def take(self, token: str, state: str, now: datetime) -> Departure | None:
        """Return a departure once; None: it was not of this browser, was taken, or is too old."""
        departure = self._by_token.get(token)
        # What another site made up does not spoil the return that is still to come.
        if departure is None or not secrets.compare_digest(departure.state.encode(), _sent(state)):
            return None
        del self._by_token[token]
        return departure if now < departure.left_at + _LONGEST else None


def _sent(state: str) -> bytes:
    # A query may hold half a character, which has no bytes.
    return state.encode(errors="replace")
