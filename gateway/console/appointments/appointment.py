"""The page of one appointment, with all that belongs to it and what can be done about it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from conversations.appointments import Ending, SlotTaken
from conversations.messages import Author
from gateway.console.appointments import texts
from gateway.console.appointments.answering import (
    ByAdvisor,
    ThePlanner,
    Told,
    fields_of,
    page_or_problem,
)
from gateway.console.appointments.forms import BadField, moment_in
from gateway.console.appointments.planner import Planner
from gateway.console.pages import page
from handoff.advisors import Advisor
from handoff.appointments.refusals import AppointmentRefused
from handoff.sessions import Session
from kit.clock import AMSTERDAM

_WHO = {Author.ENTREPRENEUR: "Ondernemer", Author.BOT: "Assistent", Author.ADVISOR: "Adviseur"}


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
    fields = await fields_of(request)
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


async def _shown(request: ByAdvisor, planner: Planner, id: UUID, told: Told) -> Response[str]:
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
    return page_or_problem(html, told)


def _topic(planner: Planner, id: str) -> str:
    scheme = planner.content.schemes.get(id)
    theme = planner.content.scan.theme(id)
    return scheme.name if scheme else theme.name if theme else id
