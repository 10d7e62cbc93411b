"""Who was asked to get in contact with whom, as rows."""

from typing import Any
from uuid import UUID

from msgspec import structs
from sqlalchemy import bindparam, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from handoff.introductions import Introduction, Side
from storage.database import Connection
from storage.tables import introductions


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

    async def introduced(self, handoff: UUID) -> frozenset[UUID]:
        found = await self._connection.execute(_ASKED, {"of": handoff})
        return frozenset(found.scalars())


_COLUMNS = {"handoff": "handoff_id", "helper": "helper_id"}
_is_it = introductions.c.id == bindparam("which")
_ASK = insert(introductions).on_conflict_do_nothing().returning(introductions.c.id)
_ONE = select(
    *(introductions.c[_COLUMNS.get(name, name)] for name in Introduction.__struct_fields__)
).where(_is_it)
_SAY = {
    side: update(introductions)
    .where(_is_it, introductions.c[f"{side}_said"].is_(None))
    .values({f"{side}_said": bindparam("said")})
    for side in Side
}
_ASKED = select(introductions.c.helper_id).where(introductions.c.handoff_id == bindparam("of"))
