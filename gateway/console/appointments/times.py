"""The page on which one says when somebody, a group or the team can be booked."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from advice.dates import dutch_day
from advice.organisation import Weekday
from conversations.appointments import Form
from gateway.console.appointments import texts
from gateway.console.appointments.answering import (
    ByAdvisor,
    ThePlanner,
    Told,
    fields_of,
    page_or_problem,
)
from gateway.console.appointments.forms import (
    NUMBERS,
    BadField,
    absence_in,
    hours_text,
    rules_in,
)
from gateway.console.appointments.planner import Owner, Planner, Times, require_owner
from gateway.console.pages import page
from handoff.advisors import Advisor, Role
from handoff.appointments.agendas import Absence
from handoff.sessions import Session
from kit.clock import day_here, today_here

_GROUP = "groep-"
_TEAM = "team"


@get("/tijden", media_type="text/html", include_in_schema=False)
async def times_page(
    request: Request[Advisor, Session, Any], planner: ThePlanner, van: FromQuery[str] = ""
) -> Response[str]:
    """Show when somebody, a group or the team can be booked."""
    owner = _owner(planner, van or str(request.user.id))
    return await _times_shown(request, planner, owner, Told())


@post("/tijden", media_type="text/html", include_in_schema=False)
async def keep_times(
    request: Request[Advisor, Session, Any], planner: ThePlanner, van: FromQuery[str]
) -> Response[str]:
    """Keep when somebody or a group can be booked; what is wrong stays in the form."""
    owner = _owner(planner, van)
    require_owner(request.user, owner)
    fields = await fields_of(request)
    forms = [form.value for form in Form if fields.get(f"form_{form.value}")]
    if owner is None:
        raise NotFoundException
    try:
        await planner.keep_times(owner, rules_in(fields, forms), request.user)
    except BadField as error:
        return await _times_shown(request, planner, owner, Told(failed=str(error)), fields)
    return await _times_shown(request, planner, owner, Told(done=texts.KEPT))


@post("/afwezig", media_type="text/html", include_in_schema=False)
async def keep_absence(
    request: Request[Advisor, Session, Any], planner: ThePlanner, van: FromQuery[str]
) -> Response[str]:
    """Keep when somebody, a group or the team is not there."""
    owner, fields = _owner(planner, van), await fields_of(request)
    require_owner(request.user, owner)
    try:
        absence = absence_in(fields, owner, today_here(planner.clock))
        number = await planner.keep_absence(absence, request.user)
    except BadField as error:
        return await _times_shown(request, planner, owner, Told(failed=str(error)), fields)
    done = texts.IN_THE_WAY.format(number=number) if number else texts.ABSENCE_KEPT
    return await _times_shown(request, planner, owner, Told(done=done))


@post("/afwezig/{id:uuid}/weg", media_type="text/html", include_in_schema=False)
async def drop_absence(
    id: FromPath[UUID],
    request: Request[Advisor, Session, Any],
    planner: ThePlanner,
    van: FromQuery[str],
) -> Response[str]:
    """Let somebody be there all the same."""
    owner = _owner(planner, van)
    await planner.drop_absence(id, owner, request.user)
    return await _times_shown(request, planner, owner, Told(done=texts.ABSENCE_DROPPED))


async def _times_shown(
    request: ByAdvisor,
    planner: Planner,
    owner: Owner,
    told: Told,
    fields: Mapping[str, str] | None = None,
) -> Response[str]:
    times = await planner.times(owner)
    may_change = owner == request.user.id or request.user.role is not Role.ADVISOR
    html = page(
        request,
        "times.html",
        owners=await _owners(planner),
        chosen=_name(owner),
        is_team=owner is None,
        is_person=isinstance(owner, UUID),
        may_change=may_change,
        fields=fields or _filled(times),
        otherwise=_filled(Times(times.otherwise, times.otherwise, ())),
        numbers=NUMBERS,
        weekdays=list(Weekday),
        forms=[(form, planner.content.appointments.form(form).title) for form in Form],
        absences=times.absences,
        in_the_way=await planner.in_the_way(owner),
        span=_span,
        failed=told.failed,
        done=told.done,
    )
    return page_or_problem(html, told)


def _filled(times: Times) -> Mapping[str, str]:
    """Return the own rules as the form has them."""
    own = times.own
    bookable = {True: "ja", False: "nee", None: ""}[own.is_bookable]
    numbers = {name: getattr(own, name) for name in NUMBERS}
    return {
        "is_bookable": bookable,
        "place": own.place or "",
        "video": own.video or "",
        "calendar": own.calendar or "",
        **{f"hours_{day.value}": hours_text(own.hours, day) for day in Weekday},
        **{f"form_{form.value}": "ja" for form in own.forms or ()},
        **{name: "" if value is None else str(value) for name, value in numbers.items()},
    }


async def _owners(planner: Planner) -> Sequence[tuple[str, str]]:
    people = [(str(one.id), one.name) for one in await planner.colleagues()]
    groups = [(_GROUP + one.id, f"Groep {one.title}") for one in planner.content.desk.groups]
    return [*people, *groups, (_TEAM, texts.TEAM)]


def _owner(planner: Planner, name: str) -> Owner:
    """Return whose times a name stands for; raise `NotFoundException`."""
    if name == _TEAM:
        return None
    if name.startswith(_GROUP) and planner.content.desk.group(name.removeprefix(_GROUP)):
        return name.removeprefix(_GROUP)
    try:
        return UUID(name)
    except ValueError as error:
        raise NotFoundException from error


def _name(owner: Owner) -> str:
    if owner is None:
        return _TEAM
    return str(owner) if isinstance(owner, UUID) else _GROUP + owner


def _span(absence: Absence) -> str:
    """Return from which day up to and with which one somebody is not there."""
    first = day_here(absence.span.start)
    last = day_here(absence.span.end - timedelta(minutes=1))
    return dutch_day(first) if first == last else f"{dutch_day(first)} tot en met {dutch_day(last)}"
