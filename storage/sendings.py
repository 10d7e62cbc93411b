"""Invitations that are sent, as rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import Row, and_, bindparam, case, delete, func, or_, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from conversations.opt_ins import OptIn
from conversations.stage import Stage
from handoff.inviting import (
    NOT_INVITED,
    Came,
    InvitedState,
    Letter,
    Person,
    Sending,
    SendingState,
)
from storage.channel_tables import contacts, deliveries, opt_outs
from storage.database import Connection
from storage.deliveries import new_delivery
from storage.invitation_tables import campaign_starts, invited, opt_ins, sendings
from storage.tables import conversations


class SendingRows:
    """The part of a transaction that concerns invitations that are sent."""

    _connection: Connection

    async def who_opted_in(self, subject: str) -> Sequence[Person]:
        return tuple(map(_person, await self._connection.execute(_OPTED_IN, {"about": subject})))

    async def opt_in_counts(self) -> Mapping[tuple[str, str, str | None], int]:
        rows = await self._connection.execute(_OPT_IN_COUNTS)
        return {(row.subject, row.channel, row.municipality): row.number for row in rows}

    async def opt_out_counts(self) -> Mapping[str, int]:
        rows = await self._connection.execute(_OPT_OUT_COUNTS)
        return {row.channel: row.number for row in rows}

    async def begin_sending(
        self, sending: Sending, people: Mapping[InvitedState, Sequence[Person]]
    ) -> int:
        await self._connection.execute(_BEGIN, structs.asdict(sending))
        rows = [
            {
                "person": person.key,
                "subject": sending.subject,
                "sending_id": sending.id,
                "channel": person.wish.channel,
                "state": state,
            }
            for state, some in people.items()
            for person in some
        ]
        if rows:
            await self._connection.execute(_INVITE, rows)
        number = await self.still_to_invite(sending.id)
        await self._connection.execute(_COUNT_PEOPLE, {"which": sending.id, "number": number})
        return number

    async def sendings(self, *, limit: int) -> Sequence[Sending]:
        return tuple(map(_sending, await self._connection.execute(_NEWEST, {"most": limit})))

    async def running_sendings(self) -> Sequence[Sending]:
        return tuple(map(_sending, await self._connection.execute(_RUNNING)))

    async def end_sending(self, id: UUID, state: SendingState, at: datetime) -> bool:
        ending = {"which": id, "becomes": state, "now": at}
        if (await self._connection.execute(_END, ending)).scalar() is None:
            return False
        await self._connection.execute(_FORGET_WAITING, {"of": id})
        return True

    async def to_invite(
        self, sending: UUID, *, quiet_since: datetime, limit: int
    ) -> Sequence[Person]:
        asked = {"of": sending, "since": quiet_since, "most": limit}
        return tuple(map(_person, await self._connection.execute(_TO_INVITE, asked)))

    async def still_to_invite(self, sending: UUID) -> int:
        return int((await self._connection.execute(_HOW_MANY, {"of": sending})).scalar_one())

    async def waits_for(self, sending: UUID, key: bytes) -> Person | None:
        row = (
            await self._connection.execute(_WAITS_FOR, {"of": sending, "who": key})
        ).one_or_none()
        return _person(row) if row else None

    async def invited_since(self, moment: datetime) -> int:
        found = await self._connection.execute(_INVITED_SINCE, {"moment": moment})
        return int(found.scalar_one())

    async def was_invited(
        self, sending: Sending, person: Person, conversation: UUID, letter: Letter, at: datetime
    ) -> None:
        place = {"of_conversation": conversation}
        seq = (await self._connection.execute(_LAST_SEQ, place)).scalar_one()
        await self._connection.execute(_CALL_OFF, place)
        row = {
            "conversation_id": conversation,
            "seq": seq,
            "channel": person.wish.channel,
            "address": person.wish.address,
            "template": letter.template,
            "expires_at": letter.until,
            **new_delivery(at),
        }
        id = (await self._connection.execute(_POST, row)).scalar_one()
        kept = {"delivery_id": id, "now": at, "becomes": row["state"]}
        await self._connection.execute(_WAS_INVITED, {**_of(sending, person), **kept})

    async def not_invited(self, sending: Sending, person: Person, state: InvitedState) -> None:
        await self._connection.execute(_NOT_INVITED, {**_of(sending, person), "becomes": state})

    async def what_came_of(self, sending: UUID) -> Came:
        states = await self._connection.execute(_STATES, {"of": sending})
        row = (await self._connection.execute(_AFTER, {"of": sending})).one()
        return Came({one.state: one.number for one in states}, row.answered, row.stopped)

    async def starts(self) -> Mapping[str, int]:
        return {row.code: row.times for row in await self._connection.execute(_STARTS)}


def _of(sending: Sending, person: Person) -> dict[str, Any]:
    return {"of": sending.id, "who": person.key}


def _sending(row: Row[*tuple[Any, ...]]) -> Sending:
    values = dict(zip(Sending.__struct_fields__, row, strict=True))
    return Sending(**values | {"state": SendingState(values["state"])})


def _person(row: Row[*tuple[Any, ...]]) -> Person:
    wish = OptIn(*row[: len(OptIn.__struct_fields__)])
    return Person(
        key=row.person,
        wish=wish,
        heard_at=row.heard_at,
        invited_at=row.last_at,
        has_it=row.has_it,
    )


_COLUMNS = {"conversation": "conversation_id"}
_ago = invited.alias("ago")
_last_at = (
    select(func.max(_ago.c.invited_at))
    .where(_ago.c.person == opt_ins.c.person)
    .scalar_subquery()
    .label("last_at")
)
_is_of_them = and_(contacts.c.channel == opt_ins.c.channel, contacts.c.address == opt_ins.c.address)
_is_of_wish = and_(invited.c.person == opt_ins.c.person, invited.c.subject == opt_ins.c.subject)
# Where they can be spoken to now, which is not where they were asked once that was erased.
_wish = [
    contacts.c.conversation_id if name == "conversation" else opt_ins.c[name]
    for name in OptIn.__struct_fields__
]
_PEOPLE = (
    select(
        *_wish,
        opt_ins.c.person,
        contacts.c.heard_at,
        _last_at,
        func.coalesce(invited.c.state.not_in(NOT_INVITED), False).label("has_it"),
    )
    .select_from(opt_ins)
    .outerjoin(contacts, _is_of_them)
)
_OPTED_IN = (
    _PEOPLE.outerjoin(invited, _is_of_wish)
    .where(opt_ins.c.subject == bindparam("about"))
    .order_by(opt_ins.c.at, opt_ins.c.person)
)
_waits = and_(
    invited.c.sending_id == bindparam("of"),
    invited.c.state == InvitedState.TO_INVITE,
)
_is_where_asked = and_(_is_of_wish, invited.c.channel == opt_ins.c.channel)
_WAITING = _PEOPLE.join(invited, _is_where_asked).where(_waits)
_TO_INVITE = (
    _WAITING.outerjoin(conversations, conversations.c.id == contacts.c.conversation_id)
    .where(
        or_(
            conversations.c.id.is_(None),
            and_(
                conversations.c.stage.in_((Stage.BOT, Stage.CLOSED)),
                conversations.c.changed_at <= bindparam("since"),
            ),
        )
    )
    .order_by(opt_ins.c.at, opt_ins.c.person)
    .limit(bindparam("most"))
)
_WAITS_FOR = _WAITING.where(invited.c.person == bindparam("who")).with_for_update(
    of=[opt_ins, invited]
)
_HOW_MANY = select(func.count()).select_from(invited).join(opt_ins, _is_where_asked).where(_waits)

_ALL = select(*(sendings.c[name] for name in Sending.__struct_fields__))
_NEWEST = _ALL.order_by(sendings.c.asked_at.desc()).limit(bindparam("most"))
_runs = sendings.c.state == SendingState.RUNNING
_RUNNING = _ALL.where(_runs).order_by(sendings.c.asked_at, sendings.c.id).with_for_update()
_BEGIN = insert(sendings)
_new = insert(invited)
_INVITE = _new.on_conflict_do_update(
    index_elements=[invited.c.person, invited.c.subject],
    set_={name: _new.excluded[name] for name in ("sending_id", "channel", "state")},
    # Not `in_`: many rows at once know no lists.
    where=or_(*(invited.c.state == state for state in NOT_INVITED)),
)
_which = sendings.c.id == bindparam("which")
_COUNT_PEOPLE = update(sendings).where(_which).values(people=bindparam("number"))
_END = (
    update(sendings)
    .where(_which, _runs)
    .values(state=bindparam("becomes"), ended_at=bindparam("now"))
    .returning(sendings.c.id)
)
_FORGET_WAITING = delete(invited).where(_waits)

_LAST_SEQ = select(conversations.c.last_seq).where(
    conversations.c.id == bindparam("of_conversation")
)
_INVITED_SINCE = (
    select(func.count()).select_from(invited).where(invited.c.invited_at > bindparam("moment"))
)
# To where they asked for it, wherever the conversation went on since.
_CALL_OFF = delete(deliveries).where(
    deliveries.c.conversation_id == bindparam("of_conversation"),
    deliveries.c.seq == _LAST_SEQ.scalar_subquery(),
)
_POST = insert(deliveries).returning(deliveries.c.id)
_is_this_one = and_(_waits, invited.c.person == bindparam("who"))
_WAS_INVITED = (
    update(invited)
    .where(_is_this_one)
    .values(
        delivery=bindparam("delivery_id"), invited_at=bindparam("now"), state=bindparam("becomes")
    )
)
_NOT_INVITED = update(invited).where(_is_this_one).values(state=bindparam("becomes"))

_is_of = invited.c.sending_id == bindparam("of")
_STATES = (
    select(invited.c.state, func.count().label("number")).where(_is_of).group_by(invited.c.state)
)
_AFTER = select(
    func.count(invited.c.answered_at).label("answered"),
    func.count(case((invited.c.stopped_at.is_not(None), 1))).label("stopped"),
).where(_is_of)
_OPT_IN_COUNTS = select(
    opt_ins.c.subject, opt_ins.c.channel, opt_ins.c.municipality, func.count().label("number")
).group_by(opt_ins.c.subject, opt_ins.c.channel, opt_ins.c.municipality)
_OPT_OUT_COUNTS = select(opt_outs.c.channel, func.count().label("number")).group_by(
    opt_outs.c.channel
)
_STARTS = select(campaign_starts)
