"""The wish for a person: what is known about it, and how it goes on."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct, structs

from conversations.scans import Given
from conversations.stage import Stage


class Reason(StrEnum):
    """Why a person is wanted."""

    ASKED = "gevraagd"
    MISSED = "niet_begrepen"
    SENSITIVE = "gevoelig"
    ANGRY = "ontevreden"


class Way(StrEnum):
    """How the answer comes."""

    CHAT = "chat"
    """Here and now: the conversation waits, and the bot is silent."""
    CALL_BACK = "terugbellen"
    """Later, to the address that was given, before `promised_at`; meanwhile the bot goes on."""


STOP_WAITING = "/stop_waiting"
"""What the button sends by which somebody needs nobody any more."""


class HandoffRequest(Struct, frozen=True, kw_only=True):
    """What somebody wants of a person; whoever asks again changes the open request.

    `contact` is a telephone number or e-mail address, `municipality` and `topics` are ids of our
    content, and `consent` is to hand all this and the conversation to a person.
    """

    reason: Reason
    way: Way
    question: str
    consent: Given
    name: str | None = None
    contact: str | None = None
    municipality: str | None = None
    topics: tuple[str, ...] = ()
    """Schemes and themes that were talked about, the last one first."""
    group: str | None = None
    """Who of the team is asked first: an id of `data/balie.yml`."""
    promised_at: datetime | None = None
    """Before this moment somebody calls or writes."""
    promise_made_at: datetime | None = None
    """When an advisor promised that; None if it was promised when the request was made."""


class Outcome(StrEnum):
    """How a handoff ended."""

    HELPED = "geholpen"
    REFERRED = "verwezen"
    NOT_REACHED = "niet_bereikt"
    NO_HELP_NEEDED = "geen_hulp_nodig"
    CANCELLED = "afgezegd"
    """The entrepreneur does not wait any more."""


class Handoff(Struct, frozen=True, kw_only=True):
    """A request as it is kept; `stage` is that of its conversation, `group` who is asked now.

    `advisor` has taken it. Open until `closed_at`. Every change raises `version`.
    """

    id: UUID
    version: int
    conversation: UUID
    channel: str
    stage: Stage
    request: HandoffRequest
    group: str | None
    asked_at: datetime
    advisor: UUID | None = None
    taken_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    partner: str | None = None
    """To whom somebody was referred: an id of our partners."""
    rating: int | None = None
    remark: str | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_lent(self) -> bool:
        """Whether who has it lets the bot talk for a while."""
        return self.is_open and self.advisor is not None and self.stage is Stage.BOT


class Rating(Struct, frozen=True):
    """How somebody was helped, 1 (bad) to 5 (good), or in own words; either may come later."""

    score: int | None = None
    remark: str | None = None


class Desk(Struct, frozen=True):
    """How it is at the desk: who could take something now, who waits, and how long that takes.

    `usual_wait` has the seconds before half and before nine of ten of the latest requests were
    taken; None when there were too few to say.
    """

    present: int
    waiting: int
    usual_wait: tuple[float, float] | None = None

    def attended(self) -> "Desk":
        """Return it with somebody there, wherever that is."""
        return structs.replace(self, present=max(self.present, 1))


type LookAtDesk = Callable[[], Awaitable[Desk]]
"""Looks how it is at the desk at this moment."""


class UnknownHandoff(Exception):
    """There is no request with this id, or its conversation was erased."""


class Handoffs(Protocol):
    """The part of a transaction that concerns wishes for a person."""

    async def handoff(self, id: UUID) -> Handoff:
        """Return a request; raise `UnknownHandoff`."""
        ...

    async def open_handoff(self, conversation: UUID) -> Handoff | None:
        """Return the request of a conversation that is not closed."""
        ...

    async def ask_handoff(self, conversation: UUID, request: HandoffRequest, at: datetime) -> None:
        """Keep a request, or change the open one; whoever has it keeps it."""
        ...

    async def change_handoff(self, handoff: Handoff) -> bool:
        """Keep who has it, since when, its group and how it ended.

        False, and nothing changed, if it was changed since it was read.
        """
        ...

    async def cancel_handoff(self, conversation: UUID, at: datetime) -> bool:
        """Close what nobody has taken yet, and let the bot go on; False if there was nothing."""
        ...

    async def rate(self, conversation: UUID, rating: Rating) -> None:
        """Keep how somebody was helped, with the request that was closed last; none: nothing."""
        ...

    async def desk(self, now: datetime) -> Desk:
        """Return how it is at the desk."""
        ...
