"""Addresses on channels as rows."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import Row, and_, bindparam, delete, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from conversations.channels import COME_BACK, WEBSITE
from conversations.contacts import Contact
from conversations.deliveries import DeliveryState
from storage.channel_tables import contacts, deliveries, opt_outs
from storage.opt_ins import OptInRows
from storage.tables import conversations


class ContactRows(OptInRows):
    """The part of a transaction that concerns addresses."""

    async def contact(self, channel: str, address: str) -> Contact | None:
        place = {"on": channel, "at_address": address}
        return _contact((await self._connection.execute(_ONE, place)).one_or_none())

    async def contact_of(self, conversation: UUID) -> Contact | None:
        rows = await self._connection.execute(_LATEST, {"of": conversation})
        return _contact(rows.one_or_none())

    async def meet(self, contact: Contact) -> bool:
        row = structs.asdict(contact)
        row["conversation_id"] = row.pop("conversation")
        return (await self._connection.execute(_MEET, row)).scalar() is not None

    async def hear(self, contact: Contact) -> None:
        place = {"on": contact.channel, "at_address": contact.address}
        heard = {"now": contact.heard_at, "called": contact.name}
        await self._connection.execute(_HEAR, {**place, **heard})
        await self._move(contact.conversation, contact.channel)
        await self._connection.execute(_CALL_OFF, place)
        await self._connection.execute(_RELEASE, {**place, "now": contact.heard_at})

    async def join(self, contact: Contact) -> None:
        if not await self.meet(contact):
            place = {"on": contact.channel, "at_address": contact.address}
            joined = {"now": contact.heard_at, "joins": contact.conversation}
            await self._connection.execute(_JOIN, {**place, **joined})
        await self._move(contact.conversation, contact.channel)

    async def come_to_site(self, conversation: UUID) -> None:
        await self._move(conversation, WEBSITE)

    async def _move(self, conversation: UUID, channel: str) -> None:
        await self._connection.execute(_MOVE, {"of": conversation, "to_channel": channel})

    async def want_nothing(self, channel: str, address: str, at: datetime) -> bool:
        row = {"channel": channel, "address_hash": address_hash(channel, address), "at": at}
        is_new = (await self._connection.execute(_WANT_NOTHING, row)).scalar() is not None
        await self.want_no_invitations(channel, address, at)
        return is_new

    async def want_again(self, channel: str, address: str) -> bool:
        place = {"on": channel, "hashed": address_hash(channel, address)}
        wanted: Any = await self._connection.execute(_WANT_AGAIN, place)
        return bool(wanted.rowcount)

    async def stopped(self, hashes: Iterable[bytes]) -> frozenset[bytes]:
        """Return which of these addresses want nothing."""
        found = await self._connection.execute(_STOPPED, {"hashes": list(hashes)})
        return frozenset(found.scalars())


def address_hash(channel: str, address: str) -> bytes:
    """Return what is kept of an address that wants nothing."""
    return hashlib.sha256(f"{channel}:{address}".encode()).digest()


def _contact(row: Row[*tuple[Any, ...]] | None) -> Contact | None:
    return Contact(*row) if row else None


_is_it = (contacts.c.channel == bindparam("on")) & (contacts.c.address == bindparam("at_address"))
_CONTACTS = select(
    contacts.c.channel,
    contacts.c.address,
    contacts.c.conversation_id,
    contacts.c.heard_at,
    contacts.c.name,
)
_ONE = _CONTACTS.where(_is_it)
_LATEST = (
    _CONTACTS.where(contacts.c.conversation_id == bindparam("of"))
    .order_by(contacts.c.heard_at.desc())
    .limit(1)
)
_MEET = insert(contacts).on_conflict_do_nothing().returning(contacts.c.address)
_HEAR = update(contacts).where(_is_it).values(heard_at=bindparam("now"), name=bindparam("called"))
_JOIN = (
    update(contacts)
    .where(_is_it)
    .values(heard_at=bindparam("now"), conversation_id=bindparam("joins"))
)
_MOVE = (
    update(conversations)
    .where(
        conversations.c.id == bindparam("of"), conversations.c.channel != bindparam("to_channel")
    )
    .values(channel=bindparam("to_channel"))
)
_for_them = and_(
    deliveries.c.channel == bindparam("on"), deliveries.c.address == bindparam("at_address")
)
# Who writes needs not be asked to.
_CALL_OFF = delete(deliveries).where(
    _for_them, deliveries.c.template == COME_BACK, deliveries.c.state == DeliveryState.WAITING
)
_RELEASE = (
    update(deliveries)
    .where(_for_them, deliveries.c.state == DeliveryState.HELD)
    .values(state=DeliveryState.WAITING, due_at=bindparam("now"))
)
_WANT_NOTHING = (
    insert(opt_outs)
    .on_conflict_do_nothing(index_elements=[opt_outs.c.channel, opt_outs.c.address_hash])
    .returning(opt_outs.c.channel)
)
_WANT_AGAIN = delete(opt_outs).where(
    opt_outs.c.channel == bindparam("on"), opt_outs.c.address_hash == bindparam("hashed")
)
_STOPPED = select(opt_outs.c.address_hash).where(
    opt_outs.c.address_hash.in_(bindparam("hashes", expanding=True))
)
