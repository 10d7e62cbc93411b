"""Two machines that answer each other, which no header betrays, come to an end."""

from datetime import datetime, timedelta

from conversations.channels import Arrival
from kit.clock import Clock

MOST = 60
"""Mails of one address in an hour that are answered; the whole scan takes some thirty."""
_HOUR = timedelta(hours=1)


class TooOften:
    """Counts mails in memory, each once however often it comes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._came: dict[str, dict[str, datetime]] = {}

    def __call__(self, arrival: Arrival) -> bool:
        """Tell whether a mail is one too many."""
        now = self._clock()
        self._forget(now - _HOUR)
        came = self._came.setdefault(arrival.address, {})
        if arrival.external_id not in came and len(came) >= MOST:
            return True
        came.setdefault(arrival.external_id, now)
        return False

    def _forget(self, before: datetime) -> None:
        for address, came in list(self._came.items()):
            kept = {id: at for id, at in came.items() if at > before}
            self._came[address] = kept
            if not kept:
                del self._came[address]
