"""The partner's page, which a code opens: whoever has the code may read, and nobody else.

There is no cookie and no login, so no other site can make a browser do anything here: the code
stands in the address of each form.
"""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID, uuid4

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, SkipValidation
from litestar.response import Redirect
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_303_SEE_OTHER,
    HTTP_409_CONFLICT,
    HTTP_422_UNPROCESSABLE_ENTITY,
)
from msgspec import Struct

from advice.content import Content
from conversations.text import EmptyText, TextTooLong
from gateway.channels.partner import texts
from gateway.channels.partner.pages import pages, refusals
from gateway.channels.partner.story import Stories
from gateway.open_pages.pages import HEADERS
from handoff.ports import TeamStore
from handoff.sharing import PAGE
from handoff.visiting import MAX_NAME, NobodyToTalkWith, NoName, PartnerMessage, Visiting
from kit.clock import Clock

_WHY = {
    NoName: texts.NO_NAME.format(most=MAX_NAME),
    EmptyText: texts.EMPTY,
    TextTooLong: texts.TOO_LONG,
    NobodyToTalkWith: texts.NOBODY_TO_TALK_WITH,
}


@dataclass(frozen=True)
class Desk:
    """What the page is made from."""

    store: TeamStore
    content: Content
    visiting: Visiting
    stories: Stories
    clock: Clock


class MessageForm(Struct):
    """What somebody of a partner writes; the same `formulier` twice is one message."""

    formulier: UUID
    naam: str = ""
    tekst: str = ""


TheDesk = NamedDependency[SkipValidation[Desk]]
TheForm = Annotated[MessageForm, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/{code:str}", media_type="text/html", include_in_schema=False)
async def read(code: FromPath[str], partner_desk: TheDesk) -> Response[str]:
    """Show the request, however often the link is opened."""
    return await _shown(partner_desk, code, MessageForm(uuid4()))


@post("/{code:str}/bericht", media_type="text/html", include_in_schema=False)
async def write(code: FromPath[str], data: TheForm, partner_desk: TheDesk) -> Response[Any]:
    """Say something in the conversation; what can not be said stays in the form."""
    message = PartnerMessage(data.formulier, data.naam, data.tekst)
    now = partner_desk.clock()
    try:
        async with partner_desk.store.transaction() as work:
            await partner_desk.visiting.write(work, code, message, now)
    except tuple(_WHY) as error:
        return await _shown(partner_desk, code, data, error)
    return _back(code)


@post("/{code:str}/opnemen", media_type="text/html", include_in_schema=False)
async def take_up(code: FromPath[str], partner_desk: TheDesk) -> Response[Any]:
    """Go on with it; pressed twice it is told once."""
    async with partner_desk.store.transaction() as work:
        await partner_desk.visiting.take_up(work, code, partner_desk.clock())
    return _back(code)


async def _shown(
    desk: Desk, code: str, form: MessageForm, error: Exception | None = None
) -> Response[str]:
    async with desk.store.transaction() as work:
        visit = await desk.visiting.open(work, code, desk.clock())
        story = await desk.stories.of(work, visit)
    status = HTTP_200_OK
    if error:
        is_late = isinstance(error, NobodyToTalkWith)
        status = HTTP_409_CONFLICT if is_late else HTTP_422_UNPROCESSABLE_ENTITY
    failed = _WHY[type(error)] if error else ""
    values = {"story": story, "path": _path(code), "form": form, "failed": failed}
    made = pages(desk.content.organisation)
    return made.page("story.html", status, most_name=MAX_NAME, **values)


def _back(code: str) -> Redirect:
    # A page that is asked for again after a form sends the form again.
    return Redirect(f"{_path(code)}#nieuwste", status_code=HTTP_303_SEE_OTHER, headers=HEADERS)


def _path(code: str) -> str:
    return f"/{PAGE}/{code}"


def router(desk: Desk) -> Router:
    """Return the page and its forms; what goes wrong in them is told on a page too."""
    return Router(
        f"/{PAGE}",
        route_handlers=[read, write, take_up],
        exception_handlers=refusals(desk.content.organisation),
    )
