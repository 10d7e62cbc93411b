"""What goes out to people elsewhere, as rows: the queue of those who carry it away."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    Executable,
    Row,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    null,
    or_,
    select,
    update,
)

from conversations.channels import COME_BACK
from conversations.deliveries import Delivery, DeliveryState, delivery_of
from conversations.messages import Author, Kind, Message, Meta
from storage.channel_tables import contacts, deliveries
from storage.contacts import ContactRows, address_hash
from storage.tables import messages


class DeliveryRows(ContactRows):
    """The part of a transaction that concerns what goes out."""

    async def keep_deliveries(self, conversation: UUID, seqs: Sequence[int], at: datetime) -> None:
        """Let messages wait to be sent to where somebody last wrote from; nowhere: do nothing."""
        contact = await self.contact_of(conversation)
        if contact is None:
            return
        place = {"channel": contact.channel, "address": contact.address}
        rows = [
            {"conversation_id": conversation, "seq": seq, **_no_line, **place, **new_delivery(at)}
            for seq in seqs
        ]
        await self._connection.execute(_KEEP, rows)

    async def say_line(
        self,
        channel: str,
        address: str,
        text: str,
        at: datetime,
        *,
        conversation: UUID | None = None,
        template: str | None = None,
    ) -> None:
        place = {"conversation_id": conversation, "channel": channel, "address": address}
        said = {"seq": None, "line": text, "template": template}
        await self._connection.execute(_KEEP, {**said, **place, **new_delivery(at)})

    async def claim_deliveries(
        self, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Delivery]:
        found = await self._connection.execute(_DUE, {"now": now, "most": limit})
        due = list(found.scalars())
        if not due:
            return ()
        await self._connection.execute(_CLAIM, {"due": due, "until": until})
        rows = (await self._connection.execute(_CLAIMED, {"due": due})).all()
        hashes = {row.id: address_hash(row.channel, row.address) for row in rows}
        stopped = await self.stopped(hashes.values())
        return tuple(_delivery(row, is_stopped=hashes[row.id] in stopped) for row in rows)

    async def part_sent(
        self, delivery: Delivery, *, parts: int, is_last: bool, until: datetime
    ) -> bool:
        if is_last and delivery.is_line:
            # Nothing says what became of it: it is no message of a conversation.
            return await self._changes_delivery(_FORGET, delivery)
        state = DeliveryState.SENT if is_last else DeliveryState.WAITING
        return await self._changes_delivery(
            _SENT, delivery, parts=parts, becomes=state, until=until
        )

    async def postpone_delivery(self, delivery: Delivery, *, until: datetime, code: str) -> None:
        await self._changes_delivery(_POSTPONE, delivery, until=until, said=code)

    async def hold_delivery(self, delivery: Delivery, at: datetime) -> None:
        place = {"on": delivery.channel, "at_address": delivery.address}
        is_first = not (await self._connection.execute(_IS_ANY_HELD, place)).scalar()
        is_ours = await self._changes_delivery(_END, delivery, becomes=DeliveryState.HELD, said="")
        if is_first and is_ours:
            of, template = delivery.conversation, delivery.template or COME_BACK
            await self.say_line(
                delivery.channel, delivery.address, "", at, conversation=of, template=template
            )

    async def end_delivery(self, delivery: Delivery, state: DeliveryState, code: str) -> None:
        if delivery.is_line:
            await self._changes_delivery(_FORGET, delivery)
        else:
            await self._changes_delivery(_END, delivery, becomes=state, said=code)

    async def report_delivery(
        self, tag: str, state: DeliveryState, code: str
    ) -> tuple[str, str] | None:
        id = delivery_of(tag)
        if id is None or state not in _REPORTED:
            return None
        report = {"which": id, "becomes": state, "said": code, "rank": _REPORTED[state]}
        await self._connection.execute(_REPORT, report)
        await self.follow_delivery(id)
        row = (await self._connection.execute(_PLACE, {"which": id})).one_or_none()
        return (row.channel, row.address) if row else None

    async def delivery_states(self, conversation: UUID) -> Mapping[int, DeliveryState]:
        rows = await self._connection.execute(_STATES, {"of": conversation})
        return {row.seq: DeliveryState(row.state) for row in rows}

    async def waiting_deliveries(self) -> int:
        return int((await self._connection.execute(_WAITING)).scalar_one())

    async def _changes_delivery(
        self, statement: Executable, delivery: Delivery, **values: object
    ) -> bool:
        claim = {"which": delivery.id, "attempt": delivery.attempt, **values}
        result: Any = await self._connection.execute(statement, claim)
        await self.follow_delivery(delivery.id)
        return bool(result.rowcount)


def new_delivery(at: datetime) -> dict[str, Any]:
    """Return how a delivery begins."""
    return {
        "state": DeliveryState.WAITING,
        "asked_at": at,
        "due_at": at,
        "attempts": 0,
        "sent_parts": 0,
    }


def _delivery(row: Row[*tuple[Any, ...]], *, is_stopped: bool) -> Delivery:
    values = {name: row._mapping[name] for name in _OF_DELIVERY}
    return Delivery(message=_message(row), is_stopped=is_stopped, **values)


def _message(row: Row[*tuple[Any, ...]]) -> Message:
    if row.seq is None:
        return Message(0, Author.SYSTEM, row.line, (), (), Meta(Kind.OTHER), row.asked_at)
    return msgspec.convert(row._mapping, Message, strict=False)


_OF_DELIVERY = tuple(
    name for name in Delivery.__struct_fields__ if name not in ("message", "is_stopped")
)
# How certain each report is: it takes the place of what is less so.
_REPORTED = {
    DeliveryState.SENT: 1,
    DeliveryState.FAILED: 2,
    # These two the provider found only afterwards.
    DeliveryState.HELD: 2,
    DeliveryState.STOPPED: 2,
    DeliveryState.DELIVERED: 3,
    DeliveryState.READ: 4,
}

_KEEP = insert(deliveries)
_no_line = {"line": None, "template": None}
_waits = deliveries.c.state == DeliveryState.WAITING
_older = deliveries.alias("older")
_has_older = exists().where(
    _older.c.channel == deliveries.c.channel,
    _older.c.address == deliveries.c.address,
    _older.c.state == DeliveryState.WAITING,
    _older.c.id < deliveries.c.id,
)
# What nobody is sending, each the oldest for its address, longest waiting first.
_DUE = (
    select(deliveries.c.id)
    .where(
        _waits,
        deliveries.c.due_at <= bindparam("now"),
        or_(deliveries.c.claimed_until.is_(None), deliveries.c.claimed_until <= bindparam("now")),
        ~_has_older,
    )
    .order_by(deliveries.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=deliveries)
)
_are_due = deliveries.c.id.in_(bindparam("due", expanding=True))
_CLAIM = (
    update(deliveries)
    .where(_are_due)
    .values(claimed_until=bindparam("until"), attempts=deliveries.c.attempts + 1)
)
_CLAIMED = (
    select(
        deliveries.c.id,
        deliveries.c.conversation_id.label("conversation"),
        deliveries.c.channel,
        deliveries.c.address,
        deliveries.c.line,
        deliveries.c.template,
        deliveries.c.asked_at,
        deliveries.c.attempts.label("attempt"),
        deliveries.c.sent_parts,
        deliveries.c.expires_at,
        contacts.c.heard_at,
        messages.c.seq,
        messages.c.author,
        messages.c.text,
        messages.c.buttons,
        messages.c.attachments,
        messages.c.meta,
        messages.c.at,
    )
    .outerjoin(
        messages,
        and_(
            messages.c.conversation_id == deliveries.c.conversation_id,
            messages.c.seq == deliveries.c.seq,
        ),
    )
    .outerjoin(
        contacts,
        and_(
            contacts.c.channel == deliveries.c.channel,
            contacts.c.address == deliveries.c.address,
        ),
    )
    .where(_are_due)
    .order_by(deliveries.c.id)
)
# A claim that ran out and was taken again has another attempt.
_is_still_ours = and_(
    deliveries.c.id == bindparam("which"), deliveries.c.attempts == bindparam("attempt")
)
_SENT = (
    update(deliveries)
    .where(_is_still_ours)
    .values(
        sent_parts=bindparam("parts"),
        state=bindparam("becomes"),
        claimed_until=bindparam("until"),
    )
)
_POSTPONE = (
    update(deliveries)
    .where(_is_still_ours)
    .values(claimed_until=null(), due_at=bindparam("until"), code=bindparam("said"))
)
_END = (
    update(deliveries)
    .where(_is_still_ours)
    .values(claimed_until=null(), state=bindparam("becomes"), code=bindparam("said"))
)
_FORGET = delete(deliveries).where(_is_still_ours)
_IS_ANY_HELD = (
    select(func.count())
    .select_from(deliveries)
    .where(
        deliveries.c.channel == bindparam("on"),
        deliveries.c.address == bindparam("at_address"),
        deliveries.c.state == DeliveryState.HELD,
    )
)
_rank = case(
    {state: rank for state, rank in _REPORTED.items()}, value=deliveries.c.state, else_=None
)
# What is not sent as a whole has no report yet: `else_` makes the comparison unknown.
_REPORT = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("which"), _rank < bindparam("rank"))
    .values(
        state=bindparam("becomes"),
        code=bindparam("said"),
        sent_parts=case(
            (bindparam("becomes") == DeliveryState.HELD, 0), else_=deliveries.c.sent_parts
        ),
    )
)
_PLACE = select(deliveries.c.channel, deliveries.c.address).where(
    deliveries.c.id == bindparam("which")
)
_STATES = select(deliveries.c.seq, deliveries.c.state).where(
    deliveries.c.conversation_id == bindparam("of"), deliveries.c.seq.is_not(None)
)
_WAITING = select(func.count()).select_from(deliveries).where(_waits)
