"""The page of an appointment, which a signed link opens: looking changes nothing, forms do.

There is no cookie and no login, so no other site can make a browser do anything here: the link
stands in the address of each form.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery, SkipValidation
from litestar.response import Redirect
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_303_SEE_OTHER,
    HTTP_404_NOT_FOUND,
    HTTP_409_CONFLICT,
    HTTP_410_GONE,
)
from msgspec import Meta, Struct

from advice.organisation import Organisation
from conversations.appointments import Slot, SlotTaken
from conversations.files import File
from conversations.ports import UnknownConversation
from gateway.appointments import texts
from gateway.appointments.changing import Changing, IsPast, WasCancelled
from gateway.files import file_headers
from gateway.open_pages.pages import HEADERS, OpenPages
from handoff.appointments.links import PAGE, BadLink
from handoff.appointments.ports import UnknownAppointment
from handoff.appointments.refusals import ChangedMeanwhile, TooLate

_REFUSED = {
    BadLink: (HTTP_404_NOT_FOUND, texts.BAD_LINK),
    UnknownAppointment: (HTTP_410_GONE, texts.ERASED),
    UnknownConversation: (HTTP_410_GONE, texts.ERASED),
    WasCancelled: (HTTP_410_GONE, texts.CANCELLED),
    IsPast: (HTTP_410_GONE, texts.PAST),
    TooLate: (HTTP_409_CONFLICT, texts.TOO_LATE),
}
_DONE = "gedaan"

type _Moment = Annotated[datetime, Meta(tz=True)]


@dataclass(frozen=True)
class Desk:
    """What the page is made from."""

    changing: Changing
    organisation: Organisation

    @property
    def pages(self) -> OpenPages:
        return OpenPages("gateway.appointments", self.organisation)


class CancelForm(Struct):
    """`versie` is of the appointment as it was read."""

    versie: int


class MoveForm(Struct):
    """The time that was chosen; that it was offered is not believed."""

    versie: int
    begin: _Moment
    einde: _Moment
    adviseur: UUID

    @property
    def slot(self) -> Slot:
        return Slot(self.begin.astimezone(UTC), self.einde.astimezone(UTC), self.adviseur)


TheDesk = NamedDependency[SkipValidation[Desk]]
_URL_ENCODED = Body(media_type=RequestEncodingType.URL_ENCODED)


@get("/{token:str}", media_type="text/html", include_in_schema=False)
async def show(
    token: FromPath[str], appointment_desk: TheDesk, gedaan: FromQuery[str] = ""
) -> Response[str]:
    """Show when it is, with whom, how and where."""
    return await _shown(appointment_desk, token, told=texts.MOVED if gedaan else "")


@get("/{token:str}/verzetten", media_type="text/html", include_in_schema=False)
async def choose(
    token: FromPath[str], appointment_desk: TheDesk, na: FromQuery[_Moment | None] = None
) -> Response[str]:
    """Offer other times, later than `na`."""
    return await _offered(appointment_desk, token, na)


@post("/{token:str}/verzetten", media_type="text/html", include_in_schema=False)
async def move(
    token: FromPath[str], data: Annotated[MoveForm, _URL_ENCODED], appointment_desk: TheDesk
) -> Response[Any]:
    """Move it; pressed twice it moves once."""
    try:
        await appointment_desk.changing.move(token, data.versie, data.slot)
    except SlotTaken:
        return await _offered(appointment_desk, token, None, failed=texts.TAKEN)
    except ChangedMeanwhile:
        return await _shown(appointment_desk, token, failed=texts.CHANGED)
    return _back(f"{_path(token)}?{_DONE}=verzet")


@get("/{token:str}/afzeggen", media_type="text/html", include_in_schema=False)
async def ask_to_cancel(token: FromPath[str], appointment_desk: TheDesk) -> Response[str]:
    """Ask once whether it is really to be cancelled."""
    opened = await appointment_desk.changing.open(token)
    if not opened.may_change:
        raise TooLate
    values = {"opened": opened, "meeting": opened.meeting, "path": _path(token)}
    return appointment_desk.pages.page("cancel.html", HTTP_200_OK, **values)


@post("/{token:str}/afzeggen", media_type="text/html", include_in_schema=False)
async def cancel(
    token: FromPath[str], data: Annotated[CancelForm, _URL_ENCODED], appointment_desk: TheDesk
) -> Response[Any]:
    """Cancel it; the page it then leads to says so."""
    try:
        await appointment_desk.changing.cancel(token, data.versie)
    except ChangedMeanwhile:
        return await _shown(appointment_desk, token, failed=texts.CHANGED)
    return _back(_path(token))


@get("/{token:str}/afspraak.ics", include_in_schema=False)
async def for_calendar(token: FromPath[str], appointment_desk: TheDesk) -> Response[bytes]:
    """Give it for a calendar."""
    made = await appointment_desk.changing.file(token)
    file = File(made.title, made.media_type, made.data)
    headers = {**HEADERS, **file_headers(file)}
    return Response(file.data, media_type=file.media_type, headers=headers)


async def _shown(desk: Desk, token: str, *, told: str = "", failed: str = "") -> Response[str]:
    opened = await desk.changing.open(token)
    status = HTTP_409_CONFLICT if failed else HTTP_200_OK
    return desk.pages.page(
        "appointment.html",
        status,
        opened=opened,
        meeting=opened.meeting,
        path=_path(token),
        told=told,
        failed=failed,
    )


async def _offered(
    desk: Desk, token: str, after: datetime | None, *, failed: str = ""
) -> Response[str]:
    opened = await desk.changing.open(token)
    if not opened.may_change:
        raise TooLate
    status = HTTP_409_CONFLICT if failed else HTTP_200_OK
    return desk.pages.page(
        "move.html",
        status,
        meeting=opened.meeting,
        offers=await desk.changing.offers(opened, after),
        is_first=after is None,
        path=_path(token),
        failed=failed,
    )


def _back(path: str) -> Redirect:
    # A page that is asked for again after a form sends the form again.
    return Redirect(path, status_code=HTTP_303_SEE_OTHER, headers=HEADERS)


def _path(token: str) -> str:
    return f"/{PAGE}/{token}"


def router(desk: Desk) -> Router:
    """Return the page and its forms; what goes wrong in them is told on a page too."""
    return Router(
        f"/{PAGE}",
        route_handlers=[show, choose, move, ask_to_cancel, cancel, for_calendar],
        exception_handlers=desk.pages.refusals(_REFUSED),
    )
