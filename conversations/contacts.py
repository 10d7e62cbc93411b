"""Who can be reached where: an address on a channel, and the conversation it belongs to."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct


class Contact(Struct, frozen=True):
    """An address of somebody: a telephone number, a chat or a mailbox.

    `heard_at` is when they last wrote from it, `name` what the channel calls them.
    """

    channel: str
    address: str
    conversation: UUID
    heard_at: datetime
    name: str | None = None


class Contacts(Protocol):
    """The part of a transaction that concerns addresses."""

    async def contact(self, channel: str, address: str) -> Contact | None:
        """Return who writes from an address, if they have a conversation."""
        ...

    async def contact_of(self, conversation: UUID) -> Contact | None:
        """Return where somebody last wrote from; None on the website."""
        ...

    async def meet(self, contact: Contact) -> bool:
        """Keep somebody new; False, and nothing kept, if another call was first."""
        ...

    async def hear(self, contact: Contact) -> None:
        """Keep that somebody wrote, and so where they are; what was held for them is due."""
        ...

    async def join(self, contact: Contact) -> None:
        """Let an address, known or new, go on in the conversation of `contact`."""
        ...

    async def come_to_site(self, conversation: UUID) -> None:
        """Keep that somebody goes on on the website: what is said waits for them there."""
        ...

    async def want_nothing(self, channel: str, address: str, at: datetime) -> bool:
        """Send an address nothing more, and forget what it wanted to hear of, unasked.

        Outlives the conversation; False if it wanted nothing before. Invitations that wait are not
        sent.
        """
        ...

    async def want_again(self, channel: str, address: str) -> bool:
        """Let an address get messages again; tell whether it wanted nothing."""
        ...
