"""The administrator's page: who is of the team, and what each may do."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, SkipValidation
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from gateway.console.accounts import members, texts
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.members import (
    BadEmail,
    BadGroup,
    BadName,
    NewAdvisor,
    OneTime,
    UnknownAdvisor,
    as_groups,
)
from gateway.console.accounts.places import TEAM
from gateway.console.accounts.sessions import only
from gateway.console.pages import page
from handoff.accounts import EmailTaken
from handoff.advisors import Advisor, Role
from handoff.sessions import Session

type _Request = Request[Advisor, Session, Any]


class NotYourself(Exception):
    """Who changes the own account here could leave nobody who may administer."""


_WHY: Mapping[type[Exception], str] = {
    BadName: texts.BAD_NAME,
    BadEmail: texts.BAD_EMAIL,
    BadGroup: texts.BAD_GROUP,
    EmailTaken: texts.EMAIL_TAKEN,
    UnknownAdvisor: texts.UNKNOWN_ADVISOR,
    NotYourself: texts.NOT_YOURSELF,
}


class AddForm(Struct):
    """Somebody new; `groups` are ids with commas or spaces between them."""

    name: str
    email: str
    role: Role
    groups: str = ""


class ChangeForm(Struct):
    """Another role, other groups."""

    role: Role
    groups: str = ""


@get("/", media_type="text/html", include_in_schema=False)
async def team_page(
    request: Request[Advisor, Session, Any], accounts: NamedDependency[SkipValidation[Accounts]]
) -> Response[str]:
    """Show all accounts."""
    return await _team(request, accounts)


@post("/", media_type="text/html", include_in_schema=False)
async def add(
    request: Request[Advisor, Session, Any],
    data: Annotated[AddForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    accounts: NamedDependency[SkipValidation[Accounts]],
) -> Response[str]:
    """Make an account and show its one-time password."""
    wanted = NewAdvisor(data.name, data.email, data.role, as_groups(data.groups))
    try:
        given = await members.add(accounts, wanted, request.user.id)
    except (BadName, BadEmail, BadGroup, EmailTaken) as error:
        return await _team(request, accounts, refused=error)
    return await _team(request, accounts, given=given)


@post("/{id:uuid}", media_type="text/html", include_in_schema=False)
async def change(
    id: FromPath[UUID],
    request: Request[Advisor, Session, Any],
    data: Annotated[ChangeForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    accounts: NamedDependency[SkipValidation[Accounts]],
) -> Response[str]:
    """Keep another role and other groups."""
    try:
        _require_other(request, id)
        await members.change(accounts, id, data.role, as_groups(data.groups), request.user.id)
    except (BadGroup, UnknownAdvisor, NotYourself) as error:
        return await _team(request, accounts, refused=error)
    return await _team(request, accounts, done=texts.SAVED)


@post("/{id:uuid}/afsluiten", media_type="text/html", include_in_schema=False)
async def deactivate(
    id: FromPath[UUID],
    request: Request[Advisor, Session, Any],
    accounts: NamedDependency[SkipValidation[Accounts]],
) -> Response[str]:
    """Let somebody in no more."""
    try:
        _require_other(request, id)
        appointments = await members.deactivate(accounts, id, request.user.id)
    except (UnknownAdvisor, NotYourself) as error:
        return await _team(request, accounts, refused=error)
    return await _team(request, accounts, done=texts.deactivated(appointments))


@post("/{id:uuid}/opnieuw", media_type="text/html", include_in_schema=False)
async def reset(
    id: FromPath[UUID],
    request: Request[Advisor, Session, Any],
    accounts: NamedDependency[SkipValidation[Accounts]],
) -> Response[str]:
    """Let somebody begin anew and show the one-time password."""
    try:
        _require_other(request, id)
        given = await members.reset(accounts, id, request.user.id)
    except (UnknownAdvisor, NotYourself) as error:
        return await _team(request, accounts, refused=error)
    return await _team(request, accounts, given=given)


router = Router(
    TEAM,
    route_handlers=[team_page, add, change, deactivate, reset],
    guards=[only(Role.ADMINISTRATOR)],
)


def _require_other(request: _Request, id: UUID) -> None:
    if id == request.user.id:
        raise NotYourself


async def _team(
    request: _Request,
    accounts: Accounts,
    *,
    refused: Exception | None = None,
    given: OneTime | None = None,
    done: str = "",
) -> Response[str]:
    async with accounts.store.reading() as work:
        everybody = await work.accounts()
    shown = page(
        request,
        "team.html",
        accounts=everybody,
        roles=texts.ROLES,
        failed=_WHY[type(refused)] if refused else "",
        given=given,
        done=done,
    )
    status = HTTP_422_UNPROCESSABLE_ENTITY if refused else HTTP_200_OK
    return Response(shown, status_code=status)
