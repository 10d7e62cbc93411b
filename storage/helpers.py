"""People who help others, as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import Row, bindparam, delete, select, update

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from conversations.helpers import Helper, HelperProfile, PoolMove, UnknownHelper
from storage.database import Connection
from storage.team_tables import helpers


class HelperRows:
    """The part of a transaction that concerns the pool of helpers."""

    _connection: Connection

    async def join_pool(self, conversation: UUID, profile: HelperProfile, at: datetime) -> None:
        row = {
            "id": uuid4(),
            "conversation_id": conversation,
            "profile": msgspec.to_builtins(profile),
            "is_paused": False,
            "joined_at": at,
        }
        await self._connection.execute(_JOIN, row)

    async def move_in_pool(self, conversation: UUID, move: PoolMove) -> None:
        place: dict[str, Any] = {"of": conversation}
        if move is PoolMove.LEAVE:
            await self._connection.execute(_LEAVE, place)
        else:
            paused = {"paused": move is PoolMove.PAUSE}
            await self._connection.execute(_PAUSE, place | paused)

    async def helper(self, id: UUID) -> Helper:
        row = (await self._connection.execute(_ONE, {"which": id})).one_or_none()
        if row is None:
            raise UnknownHelper
        return _helper(row)

    async def helpers(self) -> Sequence[Helper]:
        return tuple(map(_helper, await self._connection.execute(_ALL)))


def _helper(row: Row[*tuple[Any, ...]]) -> Helper:
    profile = msgspec.convert(row.profile, HelperProfile)
    return Helper(row.id, row.conversation_id, profile, row.is_paused)


_of_it = helpers.c.conversation_id == bindparam("of")
_new = insert(helpers)
_JOIN = _new.on_conflict_do_update(
    index_elements=[helpers.c.conversation_id],
    set_={"profile": _new.excluded.profile, "is_paused": False},
)
_LEAVE = delete(helpers).where(_of_it)
_PAUSE = update(helpers).where(_of_it).values(is_paused=bindparam("paused"))
_HELPERS = select(helpers.c.id, helpers.c.conversation_id, helpers.c.profile, helpers.c.is_paused)
_ONE = _HELPERS.where(helpers.c.id == bindparam("which"))
_ALL = _HELPERS.order_by(helpers.c.joined_at, helpers.c.id)
