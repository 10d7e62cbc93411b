"""What Twilio calls: for each message that comes in, and for what became of ours."""

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from litestar import Request, Response, Router, post
from litestar.datastructures import MultiDict
from litestar.di import NamedDependency, Provide
from litestar.params import SkipValidation
from msgspec import Struct

from conversations.channels import Arrival
from conversations.deliveries import DeliveryState
from gateway.channels.twilio.addresses import SMS_PATH, STATUS_PATH, WHATSAPP_PATH
from gateway.channels.twilio.parse import CannotBeAnswered, NotAMessage, arrival, state
from gateway.channels.twilio.signature import HEADER, Signatures, fields

_MAX_BODY_BYTES = 64 * 1024
# Nothing is said here: answers go out by themselves.
_NOTHING = "<Response/>"

log = structlog.get_logger()

type Arrive = Callable[[Arrival], Awaitable[None]]
type Report = Callable[[str, DeliveryState, str], Awaitable[None]]


class Hooks(Struct, frozen=True):
    """Where calls of the account `sid` lead: `report` gets the tag, the state and Twilio's code."""

    sid: str
    signatures: Signatures
    arrive: Arrive
    report: Report


TheHooks = NamedDependency[SkipValidation[Hooks]]


@post([WHATSAPP_PATH, SMS_PATH], status_code=HTTPStatus.OK, request_max_body_size=_MAX_BODY_BYTES)
async def message(request: Request[Any, Any, Any], hooks: TheHooks) -> Response[str]:
    """Take a message; its sender tells the channel, whichever address was called."""
    form = fields(await request.body())
    if not _is_ours(request, form, hooks):
        return _refused(request)
    try:
        arrived = arrival(form)
    except NotAMessage:
        return Response("", status_code=HTTPStatus.BAD_REQUEST)
    except CannotBeAnswered:
        log.info("arrival.ignored", path=request.scope["path"])
        return _taken()
    await hooks.arrive(arrived)
    return _taken()


@post(STATUS_PATH, status_code=HTTPStatus.OK, request_max_body_size=_MAX_BODY_BYTES)
async def status(request: Request[Any, Any, Any], hooks: TheHooks) -> Response[str]:
    """Take what became of a message of ours."""
    form = fields(await request.body())
    if not _is_ours(request, form, hooks):
        return _refused(request)
    known, code = state(form)
    if known is not None:
        await hooks.report(request.query_params.get("tag", ""), known, code)
    return _taken()


def routes(sid: str, tokens: Sequence[str], site: str, *, arrive: Arrive, report: Report) -> Router:
    """Return the routes of one account; raise `NoSecret` without a secret."""
    hooks = Hooks(sid, Signatures(tokens, site), arrive, report)
    return Router(
        "/",
        route_handlers=[message, status],
        dependencies={"hooks": Provide(lambda: hooks, sync_to_thread=False)},
        include_in_schema=False,
    )


def _is_ours(request: Request[Any, Any, Any], form: MultiDict[str], hooks: Hooks) -> bool:
    query = request.scope["query_string"].decode("latin-1")
    address = f"{request.scope['path']}?{query}" if query else request.scope["path"]
    signature = request.headers.get(HEADER, "")
    is_signed = hooks.signatures.are_right(address, form, signature)
    return is_signed and form.get("AccountSid") == hooks.sid


def _refused(request: Request[Any, Any, Any]) -> Response[str]:
    log.warning("webhook.refused", path=request.scope["path"])
    return Response("", status_code=HTTPStatus.FORBIDDEN)


def _taken() -> Response[str]:
    return Response(_NOTHING, media_type="text/xml")
