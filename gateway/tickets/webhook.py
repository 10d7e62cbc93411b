"""Where desks call that something happened: it only makes us ask them sooner."""

from http import HTTPStatus
from typing import Any

import structlog
from litestar import Request, Response, Router, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, SkipValidation
from msgspec import Struct

from gateway.tickets.desks import Desks
from handoff.ports import TeamStore
from handoff.tickets.port import UnknownSignature
from kit.clock import Clock

PATH = "/tickets"
# What happened is asked for, so nothing large is of use here.
_MAX_BODY_BYTES = 256 * 1024

log = structlog.get_logger()


class Doorbell(Struct, frozen=True):
    """Who may ring, and what it sets going."""

    desks: Desks
    store: TeamStore
    clock: Clock


TheDoorbell = NamedDependency[SkipValidation[Doorbell]]


@post("/{bridge:str}", status_code=HTTPStatus.NO_CONTENT, request_max_body_size=_MAX_BODY_BYTES)
async def ring(
    bridge: FromPath[str], request: Request[Any, Any, Any], doorbell: TheDoorbell
) -> Response[None]:
    """Have a desk asked soon; nothing of the call itself is believed or kept."""
    desk = doorbell.desks.get(bridge)
    if desk is None:
        return Response(None, status_code=HTTPStatus.NOT_FOUND)
    try:
        desk.bridge.wake(dict(request.headers), await request.body())
    except UnknownSignature:
        log.warning("webhook.refused", path=request.scope["path"])
        return Response(None, status_code=HTTPStatus.FORBIDDEN)
    async with doorbell.store.transaction() as work:
        await work.wake_bridge(bridge, doorbell.clock())
    return Response(None, status_code=HTTPStatus.NO_CONTENT)


def routes(desks: Desks, store: TeamStore, clock: Clock) -> Router:
    """Return the route of all desks."""
    doorbell = Doorbell(desks, store, clock)
    return Router(
        PATH,
        route_handlers=[ring],
        dependencies={"doorbell": Provide(lambda: doorbell, sync_to_thread=False)},
        include_in_schema=False,
    )
