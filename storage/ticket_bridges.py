"""How far we are with each desk elsewhere, as rows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Executable, and_, bindparam, null, or_, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from handoff.tickets.ports import Asking
from storage.database import Connection
from storage.ticket_tables import ticket_bridges

MOST_CODE = 60
"""Characters of what a desk said that are kept."""


class BridgeRows:
    """The part of a transaction that concerns asking desks what happened."""

    _connection: Connection

    async def add_bridge(self, bridge: str, at: datetime) -> None:
        await self._connection.execute(_ADD_BRIDGE, {"name": bridge, "due_at": at})

    async def claim_bridges(
        self, bridges: Sequence[str], *, now: datetime, until: datetime
    ) -> Sequence[Asking]:
        asked = {"bridges": list(bridges), "now": now}
        rows = (await self._connection.execute(_BRIDGES_DUE, asked)).all()
        if rows:
            claim = {"names": [row.name for row in rows], "now": now, "until": until}
            await self._connection.execute(_CLAIM_BRIDGES, claim)
        return tuple(
            Asking(row.name, row.cursor, row.attempts + 1, now, bool(row.is_woken)) for row in rows
        )

    async def silent_bridges(self, bridges: Sequence[str]) -> Sequence[str]:
        rows = await self._connection.execute(_SILENT, {"bridges": list(bridges)})
        return tuple(rows.scalars())

    async def asked(self, asking: Asking, cursor: str, *, due: datetime) -> None:
        await self._changes_bridge(_ASKED, asking, at=cursor, due=due)

    async def postpone_bridge(self, asking: Asking, *, until: datetime, code: str) -> None:
        await self._changes_bridge(_POSTPONE_BRIDGE, asking, due=until, said=code[:MOST_CODE])

    async def wake_bridge(self, bridge: str, at: datetime) -> None:
        await self._connection.execute(_WAKE, {"which": bridge, "at": at})

    async def _changes_bridge(
        self, statement: Executable, asking: Asking, **values: object
    ) -> None:
        claim = {"which": asking.bridge, "begun": asking.begun_at}
        await self._connection.execute(statement, {**claim, **values})


_is_bridge = ticket_bridges.c.name == bindparam("which")
_is_woken = ticket_bridges.c.woken_at.is_not(None)
_ADD_BRIDGE = insert(ticket_bridges).on_conflict_do_nothing()
_BRIDGES_DUE = (
    select(
        ticket_bridges.c.name,
        ticket_bridges.c.cursor,
        ticket_bridges.c.attempts,
        _is_woken.label("is_woken"),
    )
    .where(
        ticket_bridges.c.name.in_(bindparam("bridges", expanding=True)),
        or_(ticket_bridges.c.due_at <= bindparam("now"), _is_woken),
        or_(
            ticket_bridges.c.claimed_until.is_(None),
            ticket_bridges.c.claimed_until <= bindparam("now"),
        ),
    )
    .with_for_update(skip_locked=True)
)
_CLAIM_BRIDGES = (
    update(ticket_bridges)
    .where(ticket_bridges.c.name.in_(bindparam("names", expanding=True)))
    .values(
        claimed_until=bindparam("until"),
        begun_at=bindparam("now"),
        # What calls from now on calls anew.
        woken_at=null(),
        attempts=ticket_bridges.c.attempts + 1,
    )
)
# Once or twice is a hitch, that nobody need hear of.
_SILENT = (
    select(ticket_bridges.c.name)
    .where(
        ticket_bridges.c.name.in_(bindparam("bridges", expanding=True)),
        ticket_bridges.c.attempts >= 3,
        ticket_bridges.c.code != "",
    )
    .order_by(ticket_bridges.c.name)
)
_is_same_asking = and_(_is_bridge, ticket_bridges.c.begun_at == bindparam("begun"))
_ASKED = (
    update(ticket_bridges)
    .where(_is_same_asking)
    .values(
        cursor=bindparam("at"), due_at=bindparam("due"), claimed_until=null(), attempts=0, code=""
    )
)
_POSTPONE_BRIDGE = (
    update(ticket_bridges)
    .where(_is_same_asking)
    .values(due_at=bindparam("due"), claimed_until=null(), code=bindparam("said"))
)
_WAKE = update(ticket_bridges).where(_is_bridge).values(woken_at=bindparam("at"))
