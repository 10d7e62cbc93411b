"""The desks that are connected: the bridge to each, and which of our groups it gets."""

from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct

from handoff.tickets.port import BridgeError, TicketBridge
from handoff.tickets.ports import Groups

# Somebody waits for an answer: soon at first.
_PAUSES_SECONDS = (1, 2, 4, 8, 15, 30, 60)
# Until somebody changed a right or a name there; an own record is kept meanwhile.
_REFUSED = timedelta(minutes=5)


class ConnectedDesk(Struct, frozen=True):
    """A desk; `groups` has what it calls our groups, by our id."""

    bridge: TicketBridge
    groups: Groups


type Desks = Mapping[str, ConnectedDesk]
"""All of them, by the name of the bridge."""


def pause_after(error: BridgeError, attempt: int) -> timedelta:
    """Return how long to leave a desk alone after it failed `attempt` times in a row."""
    if error.retry_after is not None:
        return error.retry_after
    if error.is_final:
        return _REFUSED
    place = min(max(attempt, 1), len(_PAUSES_SECONDS)) - 1
    return timedelta(seconds=_PAUSES_SECONDS[place])
