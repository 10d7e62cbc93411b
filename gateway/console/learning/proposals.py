"""The page with open proposals, and how the files change by them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from advice.proposals.choices import groups
from advice.proposals.learned import FilesUnreadable
from advice.proposals.patch import difference
from advice.proposals.plan import Change, Plan
from advice.proposals.proposal import NewSentence
from gateway.console.accounts.sessions import only
from gateway.console.learning import texts
from gateway.console.learning.learning import Learning
from gateway.console.pages import page
from handoff.advisors import Advisor, Role
from handoff.proposals import OpenProposal
from handoff.sessions import Session

type _Request = Request[Advisor, Session, Any]


class Line(Struct, frozen=True):
    """An open proposal as one reads it; `why` says that the files can not take it, or nothing."""

    id: UUID
    sentence: str
    becomes: str
    who: str
    at: datetime
    why: str


class File(Struct, frozen=True):
    """A file that changes, with the lines of its diff."""

    name: str
    lines: Sequence[str]


@get("/", media_type="text/html", include_in_schema=False)
async def proposals_page(
    request: Request[Advisor, Session, Any], learning: NamedDependency[SkipValidation[Learning]]
) -> Response[str]:
    """Show what is proposed."""
    return await _proposals(request, learning)


@post("/{id:uuid}/intrekken", media_type="text/html", include_in_schema=False)
async def withdraw(
    id: FromPath[UUID],
    request: Request[Advisor, Session, Any],
    learning: NamedDependency[SkipValidation[Learning]],
) -> Response[str]:
    """Forget a proposal; its sentence is among what was missed again."""
    if await learning.withdraw(id, request.user):
        return await _proposals(request, learning, done=texts.WITHDRAWN)
    return await _proposals(request, learning, failed=texts.NOT_OPEN)


router = Router(
    "/adviseur/voorstellen",
    route_handlers=[proposals_page, withdraw],
    guards=[only(Role.LEAD, Role.ADMINISTRATOR)],
)


async def _proposals(
    request: _Request, learning: Learning, *, failed: str = "", done: str = ""
) -> Response[str]:
    async with learning.store.reading() as work:
        proposed = await work.open_proposals()
        names = {one.advisor.id: one.advisor.name for one in await work.accounts()}
    try:
        planned = await learning.plan([one.wish for one in proposed])
    except FilesUnreadable:
        failed, planned = texts.UNREADABLE, Plan((), {})
    titles = {one.intent: one.title for group in groups(learning.content) for one in group.choices}
    shown = page(
        request,
        "proposals.html",
        lines=[_line(one, names[one.advisor], titles, planned) for one in proposed],
        files=[_file(change, learning.folder.name) for change in planned.changes],
        failed=failed,
        done=done,
    )
    return Response(shown, status_code=HTTP_422_UNPROCESSABLE_ENTITY if failed else HTTP_200_OK)


def _line(one: OpenProposal, who: str, titles: Mapping[str, str], planned: Plan) -> Line:
    wish = one.wish
    if isinstance(wish, NewSentence):
        becomes = texts.BELONGS_TO.format(title=titles.get(wish.intent, wish.intent))
    else:
        becomes = texts.NEW_QUESTION.format(name=wish.name)
    why = planned.refused.get(wish, "")
    return Line(one.id, wish.sentence, becomes, who, one.at, why)


def _file(change: Change, folder: str) -> File:
    return File(f"{folder}/{change.file}", difference(change, folder).splitlines())
