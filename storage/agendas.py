"""When advisors can be booked, as rows: rules, absences and what their calendars say."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, select

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import insert

from advice.appointments.rules import AgendaRules
from handoff.appointments.agendas import Absence, Agendas, Span
from storage.appointment_tables import absences, advisor_agendas, busy_times, group_agendas
from storage.database import Connection
from storage.team_tables import advisors


class AgendaRows:
    """The part of a transaction that concerns when advisors can be booked."""

    _connection: Connection

    async def lock_agendas(self, *advisors: UUID) -> None:
        await self._connection.execute(_LOCK, {"them": advisors})

    async def agendas(self) -> Agendas:
        of_advisors = await self._connection.execute(_OF_ADVISORS)
        of_groups = await self._connection.execute(_OF_GROUPS)
        return Agendas(
            {row.advisor_id: _rules(row.rules) for row in of_advisors},
            {row.team_group: _rules(row.rules) for row in of_groups},
        )

    async def keep_agenda(self, owner: UUID | str, rules: AgendaRules) -> None:
        keep = _KEEP_OF_ADVISOR if isinstance(owner, UUID) else _KEEP_OF_GROUP
        await self._connection.execute(keep, {"of": owner, "kept": msgspec.to_builtins(rules)})

    async def absences(self, span: Span) -> Sequence[Absence]:
        rows = await self._connection.execute(_ABSENCES, {"since": span.start, "until": span.end})
        return tuple(
            Absence(
                id=row.id,
                span=Span(row.starts_at, row.ends_at),
                title=row.title,
                advisor=row.advisor_id,
                group=row.team_group,
            )
            for row in rows
        )

    async def keep_absence(self, absence: Absence) -> None:
        row = {
            "id": absence.id,
            "advisor_id": absence.advisor,
            "team_group": absence.group,
            "starts_at": absence.span.start,
            "ends_at": absence.span.end,
            "title": absence.title,
        }
        await self._connection.execute(_KEEP_ABSENCE, row)

    async def drop_absence(self, id: UUID) -> bool:
        dropped: Any = await self._connection.execute(_DROP_ABSENCE, {"which": id})
        return bool(dropped.rowcount)

    async def keep_busy(self, advisor: UUID, busy: Sequence[Span], until: datetime) -> None:
        await self.lock_agendas(advisor)
        await self._connection.execute(_FORGET_BUSY, {"of": advisor, "until": until})
        rows = [
            {"advisor_id": advisor, "starts_at": span.start, "ends_at": span.end} for span in busy
        ]
        if rows:
            await self._connection.execute(_KEEP_BUSY, rows)


def _rules(kept: object) -> AgendaRules:
    return msgspec.convert(kept, AgendaRules)


# "No key", as for conversations: who writes a row that points at an advisor need not wait. In one
# order, so that two who want the same advisors never wait for each other.
_LOCK = (
    select(advisors.c.id)
    .where(advisors.c.id.in_(bindparam("them", expanding=True)))
    .order_by(advisors.c.id)
    .with_for_update(key_share=True)
)
_OF_ADVISORS = select(advisor_agendas)
_OF_GROUPS = select(group_agendas)
_of_advisor = insert(advisor_agendas).values(advisor_id=bindparam("of"), rules=bindparam("kept"))
_KEEP_OF_ADVISOR = _of_advisor.on_conflict_do_update(
    index_elements=[advisor_agendas.c.advisor_id], set_={"rules": _of_advisor.excluded.rules}
)
_of_group = insert(group_agendas).values(team_group=bindparam("of"), rules=bindparam("kept"))
_KEEP_OF_GROUP = _of_group.on_conflict_do_update(
    index_elements=[group_agendas.c.team_group], set_={"rules": _of_group.excluded.rules}
)
_ABSENCES = (
    select(absences)
    .where(absences.c.starts_at < bindparam("until"), absences.c.ends_at > bindparam("since"))
    .order_by(absences.c.starts_at, absences.c.id)
)
_absence = insert(absences)
_KEEP_ABSENCE = _absence.on_conflict_do_update(
    index_elements=[absences.c.id],
    set_={c.name: _absence.excluded[c.name] for c in absences.c if c.name != "id"},
)
_DROP_ABSENCE = delete(absences).where(absences.c.id == bindparam("which"))
_FORGET_BUSY = delete(busy_times).where(
    busy_times.c.advisor_id == bindparam("of"), busy_times.c.starts_at < bindparam("until")
)
_KEEP_BUSY = insert(busy_times).on_conflict_do_nothing()
