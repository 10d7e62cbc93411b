"""An invitation that a team lead sends to who asked for it: to whom, and what came of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from advice.invitations import Invitation, Invitations
from conversations.deliveries import DeliveryState
from conversations.opt_ins import OptIn


class SendingState(StrEnum):
    """Whether a sending goes on."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class InvitedState(StrEnum):
    """Why somebody has no invitation (yet); who has one is where its delivery is."""

    TO_INVITE = "to_invite"
    NO_TEMPLATE = "no_template"
    TOO_SOON = "too_soon"
    """They got another invitation meanwhile."""
    WITHDRAWN = "withdrawn"


NOT_INVITED = tuple(state for state in InvitedState if state is not InvitedState.TO_INVITE)
"""Who ended so may be invited another time."""


class Letter(Struct, frozen=True):
    """How an invitation goes out: not from `until` on; where no text may be sent, as `template`."""

    template: str
    until: datetime


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who asked for a subject, as it is with them now.

    `heard_at` is when they last wrote, if their conversation is there still, and `invited_at` when
    they last got any invitation. `has_it` tells that they had one of this subject, or will.
    """

    key: bytes
    """Of their address; the same on channels with the same addresses."""
    wish: OptIn
    heard_at: datetime | None
    invited_at: datetime | None
    has_it: bool


class Sending(Struct, frozen=True):
    """That an invitation is sent: to `people`, counted when it began."""

    id: UUID
    invitation: str
    subject: str
    advisor: UUID
    asked_at: datetime
    state: SendingState = SendingState.RUNNING
    people: int = 0
    ended_at: datetime | None = None


class Came(Struct, frozen=True):
    """What came of a sending: where each invitation is, who answered it and who stopped after."""

    states: Mapping[str, int]
    answered: int
    stopped: int

    def count(self, *states: StrEnum) -> int:
        return sum(self.states.get(state, 0) for state in states)

    @property
    def sent(self) -> int:
        """How many went out, whatever became of them."""
        return self.count(DeliveryState.SENT) + self.delivered

    @property
    def delivered(self) -> int:
        return self.count(DeliveryState.DELIVERED, DeliveryState.READ)


class Reach(Struct, frozen=True):
    """Where one can be written to, unasked.

    `windows`: so long after somebody wrote it may be any text, and later only one of `templates`.
    """

    channels: Collection[str]
    windows: Mapping[str, timedelta]
    templates: Collection[str]

    def needs_template(self, person: Person, now: datetime) -> bool:
        """Tell whether only an approved text may go to them."""
        window = self.windows.get(person.wish.channel)
        return window is not None and now >= (person.heard_at or person.wish.at) + window


class Prospect(StrEnum):
    """What an invitation would be for somebody who asked for its subject."""

    NOW = "now"
    HAS_IT = "has_it"
    TOO_SOON = "too_soon"
    NO_TEMPLATE = "no_template"
    NO_CHANNEL = "no_channel"


class Outlook(Struct, frozen=True):
    """Who would be invited now, and how it would be for the others; each person stands once."""

    prospects: Mapping[Prospect, Sequence[Person]]

    def count(self, prospect: Prospect) -> int:
        return len(self.prospects.get(prospect, ()))


def outlook(
    people: Iterable[Person],
    invitation: Invitation,
    texts: Invitations,
    reach: Reach,
    now: datetime,
) -> Outlook:
    """Return how it would go if an invitation was sent now."""
    found: dict[Prospect, list[Person]] = {}
    seen = Counter[bytes]()
    for person in people:
        if invitation.is_for(person.wish.municipality) and not seen[person.key]:
            seen[person.key] += 1
            prospect = _prospect(person, invitation, texts.rules.between, reach, now)
            found.setdefault(prospect, []).append(person)
    return Outlook(found)


def _prospect(
    person: Person, invitation: Invitation, between: timedelta, reach: Reach, now: datetime
) -> Prospect:
    if person.has_it:
        return Prospect.HAS_IT
    if person.wish.channel not in reach.channels:
        return Prospect.NO_CHANNEL
    if is_too_soon(person, between, now):
        return Prospect.TOO_SOON
    if reach.needs_template(person, now) and invitation.template not in reach.templates:
        return Prospect.NO_TEMPLATE
    return Prospect.NOW


def is_too_soon(person: Person, between: timedelta, now: datetime) -> bool:
    """Tell whether they got an invitation short ago."""
    return person.invited_at is not None and now < person.invited_at + between


class Sendings(Protocol):
    """The part of a transaction that concerns invitations that are sent.

    One person gets one invitation about a subject: whatever is sent again or pressed twice.
    """

    async def who_opted_in(self, subject: str) -> Sequence[Person]:
        """Return who wants to hear of a subject, who asked longest ago first."""
        ...

    async def opt_in_counts(self) -> Mapping[tuple[str, str, str | None], int]:
        """Count who wants to hear of us, by subject, channel and municipality."""
        ...

    async def opt_out_counts(self) -> Mapping[str, int]:
        """Count who wants nothing of us, by channel."""
        ...

    async def begin_sending(
        self, sending: Sending, people: Mapping[InvitedState, Sequence[Person]]
    ) -> int:
        """Keep a sending with the people it is for; return how many are to be invited by it.

        Who was invited to its subject before is not.
        """
        ...

    async def sendings(self, *, limit: int) -> Sequence[Sending]:
        """Return the newest sendings, the newest first."""
        ...

    async def running_sendings(self) -> Sequence[Sending]:
        """Return what is being sent, the oldest first.

        In a transaction that writes nobody else sends, or stops one, until it ends.
        """
        ...

    async def end_sending(self, id: UUID, state: SendingState, at: datetime) -> bool:
        """End a sending that runs, and forget who was not invited yet; False if it did not run."""
        ...

    async def to_invite(
        self, sending: UUID, *, quiet_since: datetime, limit: int
    ) -> Sequence[Person]:
        """Return who is next: not who is with a person of the team, or wrote after `quiet_since`.

        Who does not want it any more is not among them.
        """
        ...

    async def still_to_invite(self, sending: UUID) -> int:
        """Count who waits for an invitation and still wants it."""
        ...

    async def waits_for(self, sending: UUID, key: bytes) -> Person | None:
        """Return somebody who still waits and still wants it; nobody changes that meanwhile."""
        ...

    async def invited_since(self, moment: datetime) -> int:
        """Count the invitations after a moment, of all sendings."""
        ...

    async def was_invited(
        self, sending: Sending, person: Person, conversation: UUID, letter: Letter, at: datetime
    ) -> None:
        """Keep that what was said last in a conversation is the invitation of a person."""
        ...

    async def not_invited(self, sending: Sending, person: Person, state: InvitedState) -> None:
        """Keep why somebody gets no invitation."""
        ...

    async def what_came_of(self, sending: UUID) -> Came:
        """Count what came of a sending."""
        ...

    async def starts(self) -> Mapping[str, int]:
        """Return how many came by link or QR code, by its code."""
        ...
