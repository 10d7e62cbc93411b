"""The pages of invitations: what there is, how sending one would go, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body, FromPath, FromQuery, QueryParameter, SkipValidation
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from advice.dates import dutch_date
from advice.invitations import Invitation
from conversations.channels import WEBSITE
from conversations.deliveries import DeliveryState
from gateway.console.accounts.sessions import only
from gateway.console.desk.texts import CHANNELS
from gateway.console.inviting import links, texts
from gateway.console.inviting.inviting import (
    Inviting,
    IsOver,
    NobodyToInvite,
    NumberChanged,
    SendingRefused,
    told,
)
from gateway.console.pages import page
from handoff.advisors import Advisor, Role
from handoff.inviting import Came, InvitedState, Prospect, SendingState
from handoff.sessions import Session

type _Request = Request[Advisor, Session, Any]
TheInviting = NamedDependency[SkipValidation[Inviting]]
Place = Annotated[str, QueryParameter(name="gemeente")]

_WHY: Mapping[type[SendingRefused], str] = {
    NumberChanged: texts.NUMBER_CHANGED,
    NobodyToInvite: texts.NOBODY_TO_INVITE,
    IsOver: texts.IS_OVER,
}


class SendForm(Struct):
    """To how many people it goes, as was shown, and whether that was read."""

    number: str
    confirmed: str = ""


class StopForm(Struct):
    """What is to be sent no more."""

    sending: UUID


class Told(Struct, frozen=True):
    """What happened to a form that was sent."""

    failed: str = ""
    done: str = ""


class OptedIn(Struct, frozen=True):
    """How many people on a channel in a municipality want to hear of a subject."""

    channel: str
    place: str
    number: str


class Result(Struct, frozen=True):
    """What came of a sending, as one reads it."""

    id: UUID
    at: datetime
    state: str
    is_running: bool
    numbers: Mapping[str, str]


class Door(Struct, frozen=True):
    """A link to a channel, with its QR code to look at."""

    channel: str
    title: str
    link: str
    code: str


@get("/", media_type="text/html", include_in_schema=False)
async def invitations_page(request: Request[Advisor, Session, Any], inviting: TheInviting) -> str:
    """Show all invitations."""
    content = inviting.content.invitations
    subjects = {
        one.id: (one.title, told(sum((await inviting.opted_in(one.id)).values())))
        for one in content.subjects
    }
    return page(
        request,
        "invitations.html",
        invitations=content.all,
        subjects=subjects,
        over={one.id for one in content.all if inviting.is_over(one)},
        day=dutch_date,
    )


@get("/{id:str}", media_type="text/html", include_in_schema=False)
async def invitation_page(
    id: FromPath[str],
    request: Request[Advisor, Session, Any],
    inviting: TheInviting,
    gemeente: Place = "",
) -> Response[str]:
    """Show one, how sending it would go, and its links for a municipality."""
    return await _shown(request, inviting, _known(inviting, id), place=gemeente)


@post("/{id:str}/verstuur", media_type="text/html", include_in_schema=False)
async def send(
    id: FromPath[str],
    request: Request[Advisor, Session, Any],
    data: Annotated[SendForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    inviting: TheInviting,
) -> Response[str]:
    """Send it to who would get it now."""
    invitation = _known(inviting, id)
    if not data.confirmed:
        refused = Told(failed=texts.NOT_CONFIRMED.format(number=data.number))
        return await _shown(request, inviting, invitation, refused)
    try:
        number = await inviting.send(invitation, data.number, request.user)
    except SendingRefused as error:
        return await _shown(request, inviting, invitation, Told(failed=_WHY[type(error)]))
    done = Told(done=texts.SENT.format(number=number))
    return await _shown(request, inviting, invitation, done)


@post("/{id:str}/stop", media_type="text/html", include_in_schema=False)
async def stop(
    id: FromPath[str],
    request: Request[Advisor, Session, Any],
    data: Annotated[StopForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    inviting: TheInviting,
) -> Response[str]:
    """Send it to nobody any more."""
    invitation = _known(inviting, id)
    is_stopped = await inviting.stop(data.sending, request.user)
    happened = Told(done=texts.STOPPED) if is_stopped else Told(failed=texts.NOT_RUNNING)
    return await _shown(request, inviting, invitation, happened)


@get("/{id:str}/qr/{channel:str}", include_in_schema=False)
async def picture(
    id: FromPath[str],
    channel: FromPath[str],
    inviting: TheInviting,
    gemeente: Place = "",
    soort: FromQuery[links.PictureKind] = "svg",
) -> Response[bytes]:
    """Give a QR code as a file."""
    invitation = _known(inviting, id)
    place = _place(inviting, invitation, gemeente)
    link = inviting.doors.links(invitation.code(place)).get(channel)
    if link is None:
        raise NotFoundException
    name = f"{invitation.code(place)}-{channel}.{soort}"
    return Response(
        links.picture(link, soort),
        media_type=links.MEDIA_TYPES[soort],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


router = Router(
    "/adviseur/uitnodigen",
    route_handlers=[invitations_page, invitation_page, send, stop, picture],
    guards=[only(Role.LEAD, Role.ADMINISTRATOR)],
)


def _known(inviting: Inviting, id: str) -> Invitation:
    invitation = inviting.content.invitations.invitation(id)
    if invitation is None:
        raise NotFoundException
    return invitation


def _place(inviting: Inviting, invitation: Invitation, place: str) -> str | None:
    known = {one.id for one in inviting.content.organisation.municipalities}
    return place if place in known and invitation.is_for(place) else None


async def _shown(
    request: _Request,
    inviting: Inviting,
    invitation: Invitation,
    happened: Told | None = None,
    *,
    place: str = "",
) -> Response[str]:
    happened = happened or Told()
    chosen = _place(inviting, invitation, place)
    outlook = await inviting.outlook(invitation)
    number = outlook.count(Prospect.NOW)
    subject = inviting.content.invitations.subject(invitation.subject)
    places = inviting.content.organisation.municipalities
    shown = page(
        request,
        "invitation.html",
        invitation=invitation,
        subject=subject.title if subject else "",
        until=dutch_date(invitation.until),
        is_over=inviting.is_over(invitation),
        wordings=inviting.wording.on_all(invitation),
        opted_in=list(await _opted_in(inviting, invitation)),
        outlook={prospect: told(outlook.count(prospect)) for prospect in Prospect},
        want_nothing=told(await inviting.want_nothing()),
        done_at=inviting.done_at(number),
        can_send=bool(number) and not inviting.is_over(invitation),
        results=await _results(inviting, invitation),
        places=[one for one in places if invitation.is_for(one.id)],
        chosen=chosen or "",
        doors=list(_doors(inviting, invitation.code(chosen))),
        starts=told((await inviting.starts()).get(invitation.code(chosen), 0)),
        failed=happened.failed,
        done=happened.done,
    )
    status = HTTP_422_UNPROCESSABLE_ENTITY if happened.failed else HTTP_200_OK
    return Response(shown, status_code=status)


async def _opted_in(inviting: Inviting, invitation: Invitation) -> Iterator[OptedIn]:
    counts = await inviting.opted_in(invitation.subject)
    names = {place.id: place.name for place in inviting.content.organisation.municipalities}
    rows = [
        OptedIn(
            CHANNELS.get(channel, channel),
            names.get(place or "", place or texts.ANYWHERE).capitalize(),
            told(number),
        )
        for (channel, place), number in counts.items()
    ]
    return iter(sorted(rows, key=lambda row: (row.channel, row.place)))


async def _results(inviting: Inviting, invitation: Invitation) -> Sequence[Result]:
    return [
        Result(
            sending.id,
            sending.asked_at,
            texts.STATES[sending.state],
            sending.state is SendingState.RUNNING,
            _numbers(sending.people, came),
        )
        for sending, came in await inviting.sendings(invitation)
    ]


def _numbers(people: int, came: Came) -> Mapping[str, str]:
    """Return what came of a sending; a line for each number."""
    numbers = {
        texts.PEOPLE: people,
        texts.SENT_TO: came.sent,
        texts.DELIVERED: came.delivered,
        texts.READ: came.count(DeliveryState.READ),
        texts.FAILED: came.count(DeliveryState.FAILED),
        texts.BEGAN: came.answered,
        texts.STOPPED_AFTER: came.stopped,
        texts.WITHOUT_TEMPLATE: came.count(InvitedState.NO_TEMPLATE),
        texts.WITHDRAWN: came.count(InvitedState.WITHDRAWN, DeliveryState.STOPPED),
        texts.TOO_SOON: came.count(InvitedState.TOO_SOON),
    }
    return {line: told(number) for line, number in numbers.items()}


def _doors(inviting: Inviting, code: str) -> Iterator[Door]:
    for channel, link in inviting.doors.links(code).items():
        title = texts.WEBSITE if channel == WEBSITE else CHANNELS.get(channel, channel)
        yield Door(channel, title, link, links.shown(link))
