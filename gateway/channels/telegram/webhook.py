"""Where Telegram brings its updates: https://core.telegram.org/bots/api#setwebhook."""

import hmac
from collections.abc import Sequence
from typing import Any

import msgspec
import structlog
from litestar import Request, Response, post
from litestar.background_tasks import BackgroundTask
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK, HTTP_400_BAD_REQUEST, HTTP_403_FORBIDDEN
from telegram import Bot

from gateway.channels.telegram.bot import PATH
from gateway.channels.telegram.calls import make
from gateway.channels.telegram.updates import CHANNEL, Heard, Updates, parse_update

_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
# A message has 4,096 characters at most; the rest is Telegram's own words around it.
_MAX_BODY_BYTES = 256_000

log = structlog.get_logger()


def telegram_webhook(updates: Updates, bot: Bot, secrets: Sequence[str]) -> HTTPRouteHandler:
    """Return the route of Telegram's calls.

    Each of `secrets` opens it: while one is replaced there are two. Raises `ValueError` without.
    """
    keys = [secret.encode() for secret in secrets]
    if not all(keys) or not keys:
        raise ValueError("the route of Telegram needs a secret")

    @post(
        PATH,
        status_code=HTTP_200_OK,
        request_max_body_size=_MAX_BODY_BYTES,
        include_in_schema=False,
    )
    async def webhook(request: Request[Any, Any, Any]) -> Response[bytes]:
        shown = request.headers.get(_SECRET, "").encode()
        # A list, so that all of them are compared: the time it takes tells nothing.
        if not any([hmac.compare_digest(shown, key) for key in keys]):
            log.warning("webhook.refused", channel=CHANNEL)
            return Response(b"", status_code=HTTP_403_FORBIDDEN)
        fields = _fields(await request.body())
        if fields is None:
            return Response(b"", status_code=HTTP_400_BAD_REQUEST)
        # What we cannot read is Telegram's news of tomorrow: refused it would come again and again.
        update = parse_update(fields)
        return _answered(Heard() if update is None else await updates.take(update), bot)

    return webhook


def _fields(body: bytes) -> dict[str, Any] | None:
    """Return an update as JSON, or None if it is not one."""
    try:
        fields = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    is_update = isinstance(fields, dict) and type(fields.get("update_id")) is int
    return fields if is_update else None


def _answered(heard: Heard, bot: Bot) -> Response[bytes]:
    return Response(
        b"" if heard.answer is None else msgspec.json.encode(heard.answer),
        media_type="application/json",
        background=BackgroundTask(make, heard.afterwards, bot) if heard.afterwards else None,
    )
