"""Proposals of the team: who made them, when, and by what sentence they are known."""

from datetime import datetime
from uuid import UUID, uuid5

from msgspec import Struct

from advice.proposals.proposal import Hidden, Wish
from handoff.missed import key_of

_OURS = UUID("6b1f6c0e-8d2f-4c55-9d0a-3a2a5f0f7a10")


class Proposal(Struct, frozen=True):
    """What somebody wants done with a sentence."""

    content: Wish | Hidden
    advisor: UUID
    at: datetime

    @property
    def id(self) -> UUID:
        """It follows from the sentence: of one sentence there is only ever one proposal."""
        return uuid5(_OURS, key_of(self.content.sentence))


class OpenProposal(Struct, frozen=True):
    """What is still to be done in the files."""

    id: UUID
    wish: Wish
    advisor: UUID
    at: datetime
