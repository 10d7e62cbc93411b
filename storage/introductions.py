"""Who was asked to get in contact with whom, as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import bindparam, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from handoff.introductions import Introduction, Side
from storage.database import Connection
from storage.team_tables import helpers, introductions


class IntroductionRows:
    """The part of a transaction that concerns introductions."""

    _connection: Connection

    async def ask_introduction(self, asked: Introduction) -> bool:
        row = {_COLUMNS.get(name, name): value for name, value in structs.asdict(asked).items()}
        return (await self._connection.execute(_ASK, row)).scalar() is not None

    async def introduction(self, id: UUID) -> Introduction | None:
        row = (await self._connection.execute(_ONE, {"which": id})).one_or_none()
        return Introduction(*row) if row else None

    async def answer_introduction(self, id: UUID, side: Side, *, says_yes: bool) -> bool:
        said: Any = await self._connection.execute(_SAY[side], {"which": id, "said": says_yes})
        return bool(said.rowcount)

    async def introductions_to_write(self) -> Sequence[Introduction]:
        rows = await self._connection.execute(_TO_WRITE)
        return tuple(Introduction(*row) for row in rows)

    async def written_to_helper(self, id: UUID, at: datetime) -> None:
        await self._connection.execute(_WRITTEN, {"which": id, "now": at})

    async def introduced(self, handoff: UUID) -> frozenset[UUID]:
        found = await self._connection.execute(_ASKED, {"of": handoff})
        return frozenset(found.scalars())


_COLUMNS = {"handoff": "handoff_id", "helper": "helper_id"}
_is_it = introductions.c.id == bindparam("which")
_ASK = insert(introductions).on_conflict_do_nothing().returning(introductions.c.id)
_ALL = select(
    *(introductions.c[_COLUMNS.get(name, name)] for name in Introduction.__struct_fields__)
)
_ONE = _ALL.where(_is_it)
_TO_WRITE = (
    _ALL.join(helpers, helpers.c.id == introductions.c.helper_id)
    .where(
        introductions.c.entrepreneur_said.is_not(False),
        introductions.c.helper_said.is_(None),
        introductions.c.written_at.is_(None),
        ~helpers.c.is_paused,
    )
    .order_by(introductions.c.asked_at)
)
_WRITTEN = update(introductions).where(_is_it).values(written_at=bindparam("now"))
_SAY = {
    side: update(introductions)
    .where(_is_it, introductions.c[f"{side}_said"].is_(None))
    .values({f"{side}_said": bindparam("said")})
    for side in Side
}
_ASKED = select(introductions.c.helper_id).where(introductions.c.handoff_id == bindparam("of"))
