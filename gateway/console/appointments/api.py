"""The calls of the agenda; `/adviseur/api`, for who is logged in."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Request, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, SkipValidation

from advice.content import Content
from gateway.console.appointments import problems
from gateway.console.appointments.asked import Change, End, Move, NewAbsence, NewRules
from gateway.console.appointments.problems import Outdated
from gateway.console.appointments.rights import Rights
from gateway.console.appointments.secretary import Secretary
from gateway.console.appointments.times import Times, UnknownOwner, owner_in
from gateway.console.appointments.views import (
    AbsencesView,
    AppointmentView,
    Lines,
    TimesView,
    WeekView,
)
from gateway.console.appointments.week_views import WeekViews
from gateway.console.appointments.weeks import monday_of, week_of
from handoff.advisors import Advisor
from handoff.appointments.refusals import ChangedMeanwhile
from handoff.moves import Moves
from handoff.ports import TeamStore
from handoff.sessions import Session
from kit.clock import Clock, today_here

EVERYBODY = "all"
"""Stands for all colleagues, where one could."""


@dataclass(frozen=True)
class AgendaParts:
    """What the calls are made from."""

    week_views: WeekViews
    secretary: Secretary
    times: Times
    clock: Clock


def agenda_parts(store: TeamStore, content: Content, moves: Moves, clock: Clock) -> AgendaParts:
    """Put them together."""
    rights, lines = Rights(content.desk), Lines(content)
    return AgendaParts(
        WeekViews(store, content, rights, lines, clock),
        Secretary(store, content, moves, rights, lines, clock),
        Times(store, content, rights, lines, clock),
        clock,
    )


Asked = Request[Advisor, Session, Any]
TheParts = NamedDependency[SkipValidation[AgendaParts]]


class AgendaCalls(Controller):
    """The week, and when one can be booked."""

    path = "/adviseur/api/agenda"
    include_in_schema = False
    exception_handlers = problems.handlers

    @get("/")
    async def week(
        self,
        request: Asked,
        agenda_parts: TheParts,
        week: FromQuery[str] = "",
        advisor: FromQuery[str] = "",
    ) -> WeekView:
        monday = monday_of(week or week_of(today_here(agenda_parts.clock)))
        of = _colleague(advisor, request.user)
        return await agenda_parts.week_views.week(monday, of, request.user)

    @get("/rules/{owner:str}")
    async def rules(
        self, owner: FromPath[str], request: Asked, agenda_parts: TheParts
    ) -> TimesView:
        return await agenda_parts.times.rules(owner_in(owner), request.user)

    @put("/rules/{owner:str}")
    async def keep_rules(
        self,
        owner: FromPath[str],
        data: JSONBody[NewRules],
        request: Asked,
        agenda_parts: TheParts,
    ) -> TimesView:
        return await agenda_parts.times.keep_rules(owner_in(owner), data, request.user)

    @get("/absences/{owner:str}")
    async def absences(
        self, owner: FromPath[str], request: Asked, agenda_parts: TheParts
    ) -> AbsencesView:
        return await agenda_parts.times.absences(owner_in(owner), request.user)

    @post("/absences/{owner:str}", status_code=200)
    async def keep_absence(
        self,
        owner: FromPath[str],
        data: JSONBody[NewAbsence],
        request: Asked,
        agenda_parts: TheParts,
    ) -> AbsencesView:
        return await agenda_parts.times.keep_absence(owner_in(owner), data, request.user)

    @delete("/absences/{owner:str}/{id:uuid}", status_code=200)
    async def drop_absence(
        self, owner: FromPath[str], id: FromPath[UUID], request: Asked, agenda_parts: TheParts
    ) -> AbsencesView:
        return await agenda_parts.times.drop_absence(owner_in(owner), id, request.user)


class AppointmentCalls(Controller):
    """One appointment, and what is done with it."""

    path = "/adviseur/api/appointments/{id:uuid}"
    include_in_schema = False
    exception_handlers = problems.handlers

    @get("/")
    async def appointment(
        self, id: FromPath[UUID], request: Asked, agenda_parts: TheParts
    ) -> AppointmentView:
        return await agenda_parts.secretary.show(id, request.user)

    @post("/move", status_code=200)
    async def move(
        self, id: FromPath[UUID], data: JSONBody[Move], request: Asked, agenda_parts: TheParts
    ) -> AppointmentView:
        secretary, me = agenda_parts.secretary, request.user
        return await _done(secretary, id, me, secretary.move(id, data.version, data.start, me))

    @post("/cancel", status_code=200)
    async def cancel(
        self, id: FromPath[UUID], data: JSONBody[Change], request: Asked, agenda_parts: TheParts
    ) -> AppointmentView:
        secretary, me = agenda_parts.secretary, request.user
        return await _done(secretary, id, me, secretary.cancel(id, data.version, me))

    @post("/ask-to-move", status_code=200)
    async def ask_to_move(
        self, id: FromPath[UUID], data: JSONBody[Change], request: Asked, agenda_parts: TheParts
    ) -> AppointmentView:
        secretary, me = agenda_parts.secretary, request.user
        return await _done(secretary, id, me, secretary.ask_to_move(id, data.version, me))

    @post("/end", status_code=200)
    async def end(
        self, id: FromPath[UUID], data: JSONBody[End], request: Asked, agenda_parts: TheParts
    ) -> AppointmentView:
        secretary, me, (ending, remark) = agenda_parts.secretary, request.user, data.parsed()
        return await _done(secretary, id, me, secretary.end(id, data.version, ending, remark, me))


async def _done(
    secretary: Secretary, id: UUID, advisor: Advisor, deed: Awaitable[None]
) -> AppointmentView:
    """Do something and return how it is then; raise `Outdated` if somebody was earlier."""
    try:
        await deed
    except ChangedMeanwhile as error:
        raise Outdated(await secretary.show(id, advisor)) from error
    return await secretary.show(id, advisor)


def _colleague(asked: str, me: Advisor) -> UUID | None:
    """Return whose week is asked for; nobody named is who asks, None is everybody."""
    if asked == EVERYBODY:
        return None
    if not asked:
        return me.id
    owner = owner_in(asked)
    if not isinstance(owner, UUID):
        raise UnknownOwner
    return owner
