"""Every error of the API as `application/problem+json` (RFC 9457), in words for people."""

from collections.abc import Mapping
from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import (
    ClientException,
    HTTPException,
    TooManyRequestsException,
    ValidationException,
)
from litestar.types import ExceptionHandlersMap

from conversations.ports import UnknownConversation
from conversations.text import EmptyText, TextTooLong
from conversations.way_back import LinkLapsed
from gateway.channels.web import texts
from gateway.receive import NotOffered, TooManyWaiting

log = structlog.get_logger()

type _Request = Request[Any, Any, Any]

_RETRY_SECONDS = 5


class NoAccess(Exception):
    """A call without the token of its conversation."""


class OneOfTwo(ValueError):
    """A message with both a text and a payload, or with neither."""


# What happened → status, a stable name, what to tell.
_PROBLEMS: Mapping[type[Exception], tuple[int, str, str]] = {
    EmptyText: (422, "empty-text", texts.EMPTY),
    TextTooLong: (422, "text-too-long", texts.TOO_LONG),
    NotOffered: (422, "payload-not-offered", texts.NOT_OFFERED),
    OneOfTwo: (422, "text-or-payload", texts.ONE_OF_TWO),
    NoAccess: (401, "no-access", texts.NO_ACCESS),
    UnknownConversation: (404, "unknown-conversation", texts.GONE),
    LinkLapsed: (410, "link-lapsed", texts.LINK_LAPSED),
    TooManyWaiting: (429, "too-many-messages", texts.TOO_MANY),
}
_HEADERS: Mapping[int, dict[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": str(_RETRY_SECONDS)},
}


def problem(
    status: int, name: str, detail: str, headers: Mapping[str, str] | None = None, **more: object
) -> Response[dict[str, Any]]:
    """Return an error as RFC 9457 asks; `more` are extra members."""
    return Response(
        {"type": f"urn:schakel:problem:{name}", "status": status, "detail": detail, **more},
        status_code=status,
        media_type="application/problem+json",
        headers={**_HEADERS.get(status, {}), **(headers or {})},
    )


def _named(_request: _Request, error: Exception) -> Response[dict[str, Any]]:
    return problem(*_PROBLEMS[type(error)])


def _invalid(_request: _Request, error: ValidationException) -> Response[dict[str, Any]]:
    """The JSON could be read but is not what the call asks for: Litestar names the fields."""
    return problem(422, "invalid", texts.NOT_UNDERSTOOD, errors=error.extra or [error.detail])


def _unreadable(_request: _Request, error: ClientException) -> Response[dict[str, Any]]:
    return problem(error.status_code, "unreadable", texts.NOT_UNDERSTOOD)


def _not_utf8(_request: _Request, _error: UnicodeDecodeError) -> Response[dict[str, Any]]:
    return problem(400, "unreadable", texts.NOT_UNDERSTOOD)


def _too_many(_request: _Request, error: TooManyRequestsException) -> Response[dict[str, Any]]:
    headers = dict(error.headers or {})
    headers["Retry-After"] = headers.get("RateLimit-Reset", str(_RETRY_SECONDS))
    return problem(429, "too-many-requests", texts.TOO_MANY, headers)


def _other(_request: _Request, error: HTTPException) -> Response[dict[str, Any]]:
    detail = texts.NOT_FOUND if error.status_code == 404 else texts.NOT_UNDERSTOOD
    return problem(error.status_code, "http", detail, error.headers)


def _ours(request: _Request, error: Exception) -> Response[dict[str, Any]]:
    log.error("request.failed", path_template=request.scope.get("path_template"), exc_info=error)
    return problem(500, "ours", texts.OURS)


handlers: ExceptionHandlersMap = {
    **dict.fromkeys(_PROBLEMS, _named),
    ValidationException: _invalid,
    TooManyRequestsException: _too_many,
    ClientException: _unreadable,
    UnicodeDecodeError: _not_utf8,
    HTTPException: _other,
    Exception: _ours,
}
