"""What the pages about appointments have in common: forms come in, and what happened is told."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from gateway.console.appointments.planner import Planner
from handoff.advisors import Advisor
from handoff.sessions import Session

type ByAdvisor = Request[Advisor, Session, Any]
ThePlanner = NamedDependency[SkipValidation[Planner]]


class Told(Struct, frozen=True):
    """What happened to a form that was sent."""

    failed: str = ""
    done: str = ""


async def fields_of(request: ByAdvisor) -> Mapping[str, str]:
    """Return what was filled in, without files."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


def page_or_problem(html: str, told: Told) -> Response[str]:
    """Answer with a page; with what failed on it, as something that cannot be done."""
    status = HTTP_422_UNPROCESSABLE_ENTITY if told.failed else HTTP_200_OK
    return Response(html, status_code=status)
