"""What the team sees of the requests it works on."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from conversations.handoffs import Handoff


class Case(Struct, frozen=True):
    """A request in a list; `unread` counts what the entrepreneur said since it was last read."""

    handoff: Handoff
    unread: int
    last_at: datetime
    fetched_to: int
    """Up to this message the entrepreneur has fetched what was said."""
    told_at: datetime | None
    """When the entrepreneur was told that it takes long."""
    escalated_at: datetime | None
    """When the team leads were told."""
    unanswered_since: datetime | None = None
    """When the entrepreneur said the first of what nobody answered, no bot either.

    None also in lists.
    """
    unseen_since: datetime | None = None
    """When an advisor said the first of what was neither fetched nor told of in a letter.

    None too if the entrepreneur said something since, and in lists.
    """
    written_at: datetime | None = None
    """When an advisor last said something; None also in lists."""
    given_at: datetime | None = None
    """When a colleague gave it to who has it.

    None too if it was read or told in a letter since, and in lists.
    """


class Note(Struct, frozen=True):
    """Something that colleagues tell each other; no entrepreneur ever sees it."""

    id: UUID
    handoff: UUID
    advisor: UUID
    text: str
    at: datetime
