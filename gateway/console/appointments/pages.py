"""The pages about appointments: the week, one appointment, and when people can be booked."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, QueryParameter, SkipValidation
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from advice.dates import dutch_day
from advice.organisation import Weekday
from conversations.appointments import Ending, Form, SlotTaken
from conversations.messages import Author
from gateway.console.appointments import texts
from gateway.console.appointments.forms import (
    NUMBERS,
    BadField,
    absence_in,
    hours_text,
    moment_in,
    rules_in,
)
from gateway.console.appointments.planner import Owner, Planner, Times, require_owner
from gateway.console.pages import page
from handoff.advisors import Advisor, Role
from handoff.appointments.refusals import AppointmentRefused
from handoff.sessions import Session
from kit.clock import AMSTERDAM, today_here

type _Request = Request[Advisor, Session, Any]
ThePlanner = NamedDependency[SkipValidation[Planner]]
Colleague = Annotated[str, QueryParameter(name="adviseur")]

_WHO = {Author.ENTREPRENEUR: "Ondernemer", Author.BOT: "Assistent", Author.ADVISOR: "Adviseur"}
_GROUP = "groep-"
_TEAM = "team"


class Told(Struct, frozen=True):
    """What happened to a form that was sent."""

    failed: str = ""
    done: str = ""


@get("/", media_type="text/html", include_in_schema=False)
async def week_page(
    request: Request[Advisor, Session, Any],
    planner: ThePlanner,
    week: FromQuery[str] = "",
    adviseur: Colleague = "",
) -> str:
    """Show a week of one colleague, or of all."""
    colleagues = await planner.colleagues()
    of = next((one.id for one in colleagues if str(one.id) == adviseur), None)
    monday = _monday(week) or _this_monday(planner)
    shown = await planner.week(monday, of, request.user)
    return page(
        request,
        "agenda.html",
        week=shown,
        weeks={step: _week_of(monday + timedelta(weeks=step)) for step in (-1, 0, 1)},
        colleagues=colleagues,
        chosen=str(of or ""),
        today=today_here(planner.clock),
        day=dutch_day,
        times=_times,
    )


@get("/afspraak/{id:uuid}", media_type="text/html", include_in_schema=False)
async def appointment_page(
    id: FromPath[UUID], request: Request[Advisor, Session, Any], planner: ThePlanner
) -> Response[str]:
    """Show one appointment with all that belongs to it."""
    return await _shown(request, planner, id, Told())


@post("/afspraak/{id:uuid}/{deed:str}", media_type="text/html", include_in_schema=False)
async def change(
    id: FromPath[UUID],
    deed: FromPath[str],
    request: Request[Advisor, Session, Any],
    planner: ThePlanner,
) -> Response[str]:
    """Move it, call it off, ask for another time, or note how it went."""
    fields = await _fields(request)
    try:
        done = await _do(planner, id, deed, fields, request.user)
    except BadField as error:
        told = Told(failed=str(error))
    except SlotTaken:
        told = Told(failed=texts.TAKEN)
    except AppointmentRefused as error:
        told = Told(failed=texts.WHY.get(type(error), str(error)))
    else:
        told = Told(done=done)
    return await _shown(request, planner, id, told)


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
    fields = await _fields(request)
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
    owner, fields = _owner(planner, van), await _fields(request)
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


router = Router(
    "/adviseur/agenda",
    route_handlers=[
        *(week_page, appointment_page, change),
        *(times_page, keep_times, keep_absence, drop_absence),
    ],
)


async def _do(
    planner: Planner, id: UUID, deed: str, fields: Mapping[str, str], advisor: Advisor
) -> str:
    """Do what a form asks for, and return what is said about it."""
    match deed:
        case "verzet":
            start = moment_in(fields.get("day", ""), fields.get("at", ""))
            if start <= planner.clock():
                raise BadField(texts.PAST)
            await planner.move(id, start, advisor)
            return texts.MOVED
        case "zeg-af":
            await planner.cancel(id, advisor)
            return texts.CANCELLED
        case "vraag-ander-moment":
            await planner.ask_to_move(id, advisor)
            return texts.ASKED
        case "uitkomst":
            chosen = fields.get("ending", "")
            if chosen not in list(Ending):
                raise BadField(texts.NO_ENDING)
            remark = fields.get("remark", "").strip()
            await planner.end(id, Ending(chosen), remark, advisor)
            return texts.ENDED
        case _:
            raise NotFoundException


async def _shown(request: _Request, planner: Planner, id: UUID, told: Told) -> Response[str]:
    shown = await planner.show(id, request.user)
    appointment, content = shown.meeting.appointment, planner.content
    wanted, start = appointment.request, appointment.slot.start.astimezone(AMSTERDAM)
    places = {one.id: one.name for one in content.organisation.municipalities}
    html = page(
        request,
        "appointment.html",
        meeting=shown.meeting,
        wanted=wanted,
        municipality=places.get(wanted.municipality or "", ""),
        topics=[_topic(planner, topic) for topic in wanted.topics],
        said=[(_WHO.get(one.author, "Systeem"), one.text) for one in shown.said if one.text],
        scan=shown.scan,
        is_over=appointment.is_cancelled or appointment.slot.end <= planner.clock(),
        has_begun=not appointment.is_cancelled and appointment.slot.start <= planner.clock(),
        endings=texts.ENDINGS,
        start=start,
        failed=told.failed,
        done=told.done,
    )
    return _page_or_problem(html, told)


async def _times_shown(
    request: _Request,
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
    return _page_or_problem(html, told)


def _page_or_problem(html: str, told: Told) -> Response[str]:
    status = HTTP_422_UNPROCESSABLE_ENTITY if told.failed else HTTP_200_OK
    return Response(html, status_code=status)


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


def _topic(planner: Planner, id: str) -> str:
    scheme = planner.content.schemes.get(id)
    theme = planner.content.scan.theme(id)
    return scheme.name if scheme else theme.name if theme else id


async def _fields(request: _Request) -> Mapping[str, str]:
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _monday(week: str) -> date | None:
    """Return the first day of a week that is written as `2026-W49`; None for what is not one."""
    try:
        return date.fromisoformat(f"{week}-1") if "W" in week else None
    except ValueError:
        return None


def _this_monday(planner: Planner) -> date:
    today = today_here(planner.clock)
    return today - timedelta(days=today.weekday())


def _week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _times(meeting: Any) -> str:
    slot = meeting.appointment.slot
    begin, end = (one.astimezone(AMSTERDAM) for one in (slot.start, slot.end))
    return f"{begin.hour}.{begin:%M}–{end.hour}.{end:%M}"


def _span(absence: Any) -> str:
    """Return from which day up to and with which one somebody is not there."""
    first = absence.span.start.astimezone(AMSTERDAM).date()
    last = (absence.span.end - timedelta(minutes=1)).astimezone(AMSTERDAM).date()
    return dutch_day(first) if first == last else f"{dutch_day(first)} tot en met {dutch_day(last)}"
