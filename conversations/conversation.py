"""One entrepreneur on one channel, from the first message to the last."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from conversations.files import MediaRef
from conversations.messages import Message
from conversations.stage import Stage


class Conversation(Struct, frozen=True):
    """The head of a conversation. `token_hash` is the SHA-256 of the token that opens it."""

    id: UUID
    channel: str
    token_hash: bytes
    stage: Stage
    opened_at: datetime


class View(Struct, frozen=True):
    """What is new in a conversation: `pending` counts the turns the bot still owes an answer.

    `typing` tells whether an advisor types now.
    """

    messages: tuple[Message, ...]
    stage: Stage
    pending: int
    typing: bool = False


class Turn(Struct, frozen=True):
    """One message that a worker has claimed to answer.

    `state` is what the engine gave back at the last turn, as JSON; `attempt` counts from 1.
    """

    job: int
    conversation: UUID
    stage: Stage
    seq: int
    text: str
    payload: str | None
    state: bytes | None
    attempt: int
    media: tuple[MediaRef, ...] = ()
    """What is still to be fetched."""
