"""What still has to reach people on their phone, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from conversations.messages import Message


class DeliveryState(StrEnum):
    """How far a message came."""

    WAITING = "waiting"
    HELD = "held"
    """Until the person writes: the channel lets nobody write unasked for longer than its window."""
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    STOPPED = "stopped"
    """Not sent, because the person wants nothing of us on this channel."""


class Delivery(Struct, frozen=True, kw_only=True):
    """A message that a worker has claimed to send.

    A line that is no message of a conversation, such as the last word after erasing, is a `message`
    with `seq` 0; with a `template` that goes out, and not the text. Of a message a `template` goes
    out only where the text may not. `sent_parts` went out before. `heard_at` is when the person
    last wrote on this channel, and `is_stopped` that they want nothing of us there. From
    `expires_at` on it is not sent any more.
    """

    id: int
    conversation: UUID | None
    channel: str
    address: str
    message: Message
    attempt: int
    sent_parts: int
    asked_at: datetime
    heard_at: datetime | None
    is_stopped: bool
    template: str | None = None
    expires_at: datetime | None = None

    @property
    def is_line(self) -> bool:
        """Whether it is no message of a conversation."""
        return self.message.seq == 0

    def tag(self, part: int) -> str:
        """Return what names one part, at every attempt."""
        return f"{self.id}-{part}"


def delivery_of(tag: str) -> int | None:
    """Return the id of the delivery that a tag names, or None if it is no tag of ours."""
    id, _, part = tag.partition("-")
    # The database has no larger numbers.
    is_ours = id.isascii() and id.isdigit() and part.isdigit() and len(id) < _DIGITS
    return int(id) if is_ours else None


_DIGITS = 19


class Deliveries(Protocol):
    """The part of a transaction that concerns what goes out.

    What is said in a conversation of a channel that carries messages away waits to be sent from
    the same transaction on. To one address it goes out in the order in which it was said.
    """

    async def claim_deliveries(
        self, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Delivery]:
        """Take at most `limit` messages that are due, at most one for each address.

        Nobody else gets them before `until`. An older one for an address always goes first.
        """
        ...

    async def part_sent(
        self, delivery: Delivery, *, parts: int, is_last: bool, until: datetime
    ) -> bool:
        """Keep how many parts went out; False, and nothing changed, if the claim was lost.

        Unless it was the last, nobody else gets it before `until`.
        """
        ...

    async def postpone_delivery(self, delivery: Delivery, *, until: datetime, code: str) -> None:
        """Try it again at `until`."""
        ...

    async def hold_delivery(self, delivery: Delivery, at: datetime) -> None:
        """Keep it until the person writes, and with the first that is held, ask them to."""
        ...

    async def end_delivery(self, delivery: Delivery, state: DeliveryState, code: str) -> None:
        """Give it up, as `FAILED` or `STOPPED`."""
        ...

    async def report_delivery(
        self, tag: str, state: DeliveryState, code: str
    ) -> tuple[str, str] | None:
        """Keep what the provider says became of a part; a later state never becomes an earlier.

        Returns channel and address, or None if there is nothing of ours with this tag.
        """
        ...

    async def say_line(
        self,
        channel: str,
        address: str,
        text: str,
        at: datetime,
        *,
        conversation: UUID | None = None,
        template: str | None = None,
    ) -> None:
        """Send something that is no message of a conversation, or a template in its place.

        Without `conversation` it also goes to who wants nothing more, and outlives erasing.
        """
        ...

    async def delivery_states(self, conversation: UUID) -> Mapping[int, DeliveryState]:
        """Return how far the messages of a conversation came, by their `seq`."""
        ...

    async def waiting_deliveries(self) -> int:
        """Count what waits to be sent."""
        ...
