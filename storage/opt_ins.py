"""Who wants to hear of us unasked, as rows."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import Executable, bindparam, delete, or_, select, union, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from conversations.deliveries import DeliveryState
from conversations.opt_ins import ANSWERS_WITHIN, OptIn
from handoff.inviting import InvitedState
from storage.channel_tables import contacts, deliveries
from storage.database import Connection
from storage.invitation_tables import campaign_starts, invited, opt_ins, sendings


class OptInRows:
    """The part of a transaction that concerns who wants to hear of us, unasked."""

    _connection: Connection

    async def opt_in(self, given: OptIn) -> None:
        row = structs.asdict(given) | {"person": person_of(given.address)}
        row["conversation_id"] = row.pop("conversation")
        await self._connection.execute(_OPT_IN, row)

    async def opted_in(self, channel: str, address: str) -> frozenset[str]:
        place = {"on": channel, "at_address": address}
        return frozenset((await self._connection.execute(_OPTED_IN, place)).scalars())

    async def forget_opt_ins(self, channel: str, address: str, subject: str | None = None) -> None:
        about = {"about": subject}
        await self._connection.execute(_FORGET, {"on": channel, "at_address": address, **about})
        await self._connection.execute(_WITHDRAW, {**_person(channel, address), **about})

    async def forget_opt_ins_of(self, conversation: UUID) -> None:
        """Forget what was said yes to there, or from an address that is in it now."""
        for channel, address in await self._connection.execute(_PLACES, {"of": conversation}):
            await self.forget_opt_ins(channel, address)

    async def forget_opt_ins_before(self, moment: datetime) -> int:
        await self._connection.execute(_FORGET_SENDINGS, {"moment": moment})
        forgotten: Any = await self._connection.execute(_FORGET_BEFORE, {"moment": moment})
        return int(forgotten.rowcount)

    async def answers_invitation(self, channel: str, address: str, at: datetime) -> None:
        await self._marks(_ANSWERS, channel, address, at)

    async def count_start(self, code: str) -> None:
        await self._connection.execute(_COUNT_START, {"code": code, "times": 1})

    async def want_no_invitations(self, channel: str, address: str, at: datetime) -> None:
        """Forget all wishes, keep after which invitation that was, and call back what waits."""
        await self.forget_opt_ins(channel, address)
        await self._marks(_STOPS, channel, address, at)
        place = {"on": channel, "at_address": address}
        await self._connection.execute(_CALL_BACK, place)
        await self._connection.execute(_FOLLOW_CALLED_BACK, _person(channel, address))

    async def follow_delivery(self, delivery: int) -> None:
        """Keep what became of a delivery, if it is of an invitation: it outlives its message."""
        await self._connection.execute(_FOLLOW, {"which": delivery})

    async def _marks(self, statement: Executable, channel: str, address: str, at: datetime) -> None:
        since = {"now": at, "since": at - ANSWERS_WITHIN}
        await self._connection.execute(statement, {**_person(channel, address), **since})


def person_of(address: str) -> bytes:
    """Return what is kept of who was invited."""
    return hashlib.sha256(address.encode()).digest()


def _person(channel: str, address: str) -> dict[str, Any]:
    return {"on": channel, "who": person_of(address)}


_new = insert(opt_ins)
_OPT_IN = _new.on_conflict_do_update(
    index_elements=[opt_ins.c.channel, opt_ins.c.address, opt_ins.c.subject],
    set_={
        name: _new.excluded[name] for name in ("version", "at", "conversation_id", "municipality")
    },
)
_is_theirs = (opt_ins.c.channel == bindparam("on")) & (opt_ins.c.address == bindparam("at_address"))
_OPTED_IN = select(opt_ins.c.subject).where(_is_theirs)
_about = bindparam("about", type_=opt_ins.c.subject.type)
_FORGET = delete(opt_ins).where(_is_theirs, or_(_about.is_(None), opt_ins.c.subject == _about))
_PLACES = union(
    *(
        select(table.c.channel, table.c.address).where(table.c.conversation_id == bindparam("of"))
        for table in (contacts, opt_ins)
    )
)
_FORGET_BEFORE = delete(opt_ins).where(opt_ins.c.at < bindparam("moment"))
_FORGET_SENDINGS = delete(sendings).where(sendings.c.ended_at < bindparam("moment"))

_are_invited = (invited.c.channel == bindparam("on")) & (invited.c.person == bindparam("who"))
_WITHDRAW = (
    update(invited)
    .where(
        _are_invited,
        invited.c.state == InvitedState.TO_INVITE,
        or_(_about.is_(None), invited.c.subject == _about),
    )
    .values(state=InvitedState.WITHDRAWN)
)
_since = invited.c.invited_at > bindparam("since")
_ANSWERS = (
    update(invited)
    .where(_are_invited, _since, invited.c.answered_at.is_(None))
    .values(answered_at=bindparam("now"))
)
_STOPS = (
    update(invited)
    .where(_are_invited, _since, invited.c.stopped_at.is_(None))
    .values(stopped_at=bindparam("now"))
)
_has_not_gone = deliveries.c.state.in_((DeliveryState.WAITING, DeliveryState.HELD))
_CALL_BACK = (
    update(deliveries)
    .where(
        deliveries.c.channel == bindparam("on"),
        deliveries.c.address == bindparam("at_address"),
        _has_not_gone,
        deliveries.c.id.in_(select(invited.c.delivery).where(invited.c.delivery.is_not(None))),
    )
    .values(state=DeliveryState.STOPPED)
)
_its_state = (
    select(deliveries.c.state).where(deliveries.c.id == invited.c.delivery).scalar_subquery()
)
_is_there = select(deliveries.c.id).where(deliveries.c.id == invited.c.delivery).exists()
_FOLLOW = update(invited).where(invited.c.delivery == bindparam("which")).values(state=_its_state)
_FOLLOW_CALLED_BACK = update(invited).where(_are_invited, _is_there).values(state=_its_state)

_COUNT_START = insert(campaign_starts).on_conflict_do_update(
    index_elements=[campaign_starts.c.code], set_={"times": campaign_starts.c.times + 1}
)
