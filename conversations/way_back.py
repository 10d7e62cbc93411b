"""A link that opens a conversation again elsewhere, once, for who went away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct


class LinkCode(Struct, frozen=True):
    """What is kept of a link: the SHA-256 of its code, and until when it works."""

    code_hash: bytes
    expires_at: datetime


class LinkLapsed(Exception):
    """The code of a link is not known, was used before, or is too old."""


class WaysBack(Protocol):
    """The part of a transaction that concerns links back to a conversation."""

    async def keep_link(
        self, conversation: UUID, link: LinkCode, *, is_about_answer: bool = True
    ) -> None:
        """Keep a link, and if it is about an answer that who is gone now was told of that.

        Raises `UnknownConversation`.
        """
        ...

    async def use_link(self, code_hash: bytes, token_hash: bytes, now: datetime) -> UUID:
        """Let one more token open the conversation of a link, and return that conversation.

        Raises `LinkLapsed`, and then nothing is changed.
        """
        ...

    async def tokens_of_links(self, conversation: UUID) -> Sequence[bytes]:
        """Return the SHA-256 of each token that a link gave to a conversation."""
        ...
