"""The page with the pool: who helps, with what and where, and who can be introduced."""

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, QueryParameter, SkipValidation
from litestar.status_codes import HTTP_200_OK, HTTP_404_NOT_FOUND, HTTP_409_CONFLICT
from msgspec import Struct

from conversations.handoffs import UnknownHandoff
from conversations.helpers import Helper, UnknownHelper
from conversations.ports import UnknownConversation
from gateway.console.desk import texts
from gateway.console.desk.desk import Desk
from gateway.console.desk.helpers import HelperView, introduce, view_of
from gateway.console.pages import page
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.introducing import HelperNotAvailable, NoWayToReach
from handoff.moves import IsClosed, NotForYou, NotYours
from handoff.pool import fitting, themes_of
from handoff.ports import TeamWork
from handoff.sessions import Session

type _Request = Request[Advisor, Session, Any]
TheDesk = NamedDependency[SkipValidation[Desk]]

_NOT_THERE = (NotForYou, UnknownHandoff, UnknownConversation)
_WHY: Mapping[type[Exception], str] = {
    HelperNotAvailable: texts.HELPER_NOT_AVAILABLE,
    NoWayToReach: texts.NO_WAY_TO_REACH,
    UnknownHelper: texts.UNKNOWN_HELPER,
    IsClosed: texts.CLOSED,
    NotYours: texts.NOT_YOURS,
}


class IntroduceForm(Struct):
    """Who is to be asked."""

    helper: UUID


class Row(Struct, frozen=True):
    """A helper as one reads it."""

    helper: HelperView
    kind: str
    themes: str


class Wanted(Struct, frozen=True):
    """What the list is limited to: a subject as it reads, the id of a municipality, a request."""

    theme: str = ""
    municipality: str = ""
    handoff: UUID | None = None


class Told(Struct, frozen=True):
    """What stands above the list."""

    failed: str = ""
    done: str = ""
    status: int = HTTP_200_OK


_NOTHING = Told()
_UNKNOWN = Told(failed=texts.UNKNOWN, status=HTTP_404_NOT_FOUND)


@get("/", media_type="text/html", include_in_schema=False)
async def pool_page(
    request: Request[Advisor, Session, Any],
    desk: TheDesk,
    thema: Annotated[str, QueryParameter(max_length=60)] = "",
    gemeente: Annotated[str, QueryParameter(max_length=60)] = "",
    gesprek: Annotated[UUID | None, QueryParameter()] = None,
) -> Response[str]:
    """Show who helps; for a request (`gesprek`) who fits it, the best first."""
    try:
        return await _pool(request, desk, Wanted(thema, gemeente, gesprek))
    except _NOT_THERE:
        return await _pool(request, desk, Wanted(), _UNKNOWN)


@post("/{id:uuid}/introduceer", media_type="text/html", include_in_schema=False)
async def introduce_helper(
    id: FromPath[UUID],
    request: Request[Advisor, Session, Any],
    data: Annotated[IntroduceForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    desk: TheDesk,
) -> Response[str]:
    """Ask both sides of a request whether they want contact."""
    try:
        await introduce(desk, id, data.helper, request.user)
    except _NOT_THERE:
        return await _pool(request, desk, Wanted(), _UNKNOWN)
    except tuple(_WHY) as error:
        told = Told(failed=_WHY[type(error)], status=HTTP_409_CONFLICT)
        return await _pool(request, desk, Wanted(handoff=id), told)
    return await _pool(request, desk, Wanted(handoff=id), Told(done=texts.INTRODUCED))


pool_router = Router("/adviseur/poule", route_handlers=[pool_page, introduce_helper])


async def _pool(
    request: _Request, desk: Desk, wanted: Wanted, told: Told = _NOTHING
) -> Response[str]:
    async with desk.store.transaction() as work:
        found = await _found(work, desk, wanted.handoff, request.user)
        asked = await work.introduced(wanted.handoff) if wanted.handoff else frozenset()
        # Before it is shown: nobody looks without a line that says so.
        await work.note(AuditLine(desk.clock(), Deed.HELPERS_SEEN, request.user.id))
    shown = page(
        request,
        "pool.html",
        rows=[_row(one, desk, asked) for one in found if _is_wanted(one, desk, wanted)],
        themes=dict.fromkeys(desk.content.pool.themes.values()),
        places=desk.content.organisation.municipalities,
        wanted=wanted,
        told=told,
    )
    return Response(shown, status_code=told.status)


def _row(helper: Helper, desk: Desk, asked: Collection[UUID]) -> Row:
    kind = desk.content.pool.kinds[helper.profile.kind]
    return Row(view_of(helper, desk, asked), kind, _themes(helper, desk))


async def _found(
    work: TeamWork, desk: Desk, handoff: UUID | None, advisor: Advisor
) -> Sequence[Helper]:
    """Return who is listed: by subject, or as they fit a request that the advisor may see."""
    everybody = await work.helpers()
    if handoff is None:
        return sorted(everybody, key=lambda one: (_themes(one, desk), one.first_name))
    seen = await desk.seen(work, handoff, advisor)
    return fitting(everybody, seen, themes_of(seen, desk.content))


def _is_wanted(helper: Helper, desk: Desk, wanted: Wanted) -> bool:
    is_theme = not wanted.theme or wanted.theme in _themes(helper, desk).split(", ")
    return is_theme and wanted.municipality in ("", helper.profile.municipality)


def _themes(helper: Helper, desk: Desk) -> str:
    return desk.content.pool.named(helper.profile.themes)
