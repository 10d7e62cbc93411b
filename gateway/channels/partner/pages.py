"""How the partner's pages come about, also those for who may not go on."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request, Response
from litestar.exceptions import (
    ClientException,
    HTTPException,
    TooManyRequestsException,
    ValidationException,
)
from litestar.status_codes import HTTP_410_GONE
from litestar.types import ExceptionHandlersMap

from advice.organisation import Organisation
from conversations.ports import UnknownConversation
from conversations.way_back import LinkLapsed
from gateway.channels.partner import texts
from kit.clock import AMSTERDAM

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
"""Of every page: nothing of it is kept, found or told on, and nothing runs in it."""

_RETRY_SECONDS = "60"

type _Request = Request[Any, Any, Any]


def page(organisation: Organisation, template: str, status: int, **values: object) -> Response[str]:
    """Return a page of `templates/`; a value is always text, and one that lacks is an error."""
    return Response(
        _environment().get_template(template).render({"organisation": organisation} | values),
        status_code=status,
        media_type="text/html",
        headers=HEADERS,
    )


def refusals(organisation: Organisation) -> ExceptionHandlersMap:
    """Return what is told when something goes wrong: one calm page, whatever the link was."""

    def gone(_request: _Request, _error: Exception) -> Response[str]:
        return refused(HTTP_410_GONE, texts.GONE)

    def too_many(_request: _Request, error: TooManyRequestsException) -> Response[str]:
        answer = refused(error.status_code, texts.TOO_MANY)
        headers = error.headers or {}
        answer.headers["Retry-After"] = headers.get("RateLimit-Reset", _RETRY_SECONDS)
        return answer

    def other(_request: _Request, error: HTTPException) -> Response[str]:
        return refused(error.status_code, texts.REFUSED)

    def refused(status: int, said: tuple[str, str]) -> Response[str]:
        heading, what = said
        return page(organisation, "refused.html", status, heading=heading, what=what)

    return {
        LinkLapsed: gone,
        UnknownConversation: gone,
        TooManyRequestsException: too_many,
        # The site answers each of these to a program: the nearest name counts first.
        **dict.fromkeys((ValidationException, ClientException, HTTPException), other),
    }


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("gateway.channels.partner"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A template is read once: it changes only with the program.
        auto_reload=False,
    )
    made.filters["moment"] = lambda at: f"{at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
    return made
