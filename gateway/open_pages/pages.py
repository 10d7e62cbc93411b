"""How pages that a link opens come about, also those for who may not go on."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from litestar import Request, Response, get
from litestar.exceptions import (
    ClientException,
    HTTPException,
    TooManyRequestsException,
    ValidationException,
)
from litestar.types import ExceptionHandlersMap

from advice.organisation import Organisation
from gateway.open_pages import texts
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

_OURS = "gateway.open_pages"
_RETRY_SECONDS = "60"

type Said = tuple[int, tuple[str, str]]
"""A status, and with it a heading and what one can do."""
type _Request = Request[Any, Any, Any]


class OpenPages:
    """Makes the pages of a package that has its own `templates/`, on top of those here."""

    def __init__(self, package: str, organisation: Organisation) -> None:
        self._package = package
        self._organisation = organisation

    def page(self, template: str, status: int, **values: object) -> Response[str]:
        """Return a page; a value is always text, and one that lacks is an error."""
        known = {"organisation": self._organisation} | values
        return Response(
            _environment(self._package).get_template(template).render(known),
            status_code=status,
            media_type="text/html",
            headers=HEADERS,
        )

    def refused(self, said: Said) -> Response[str]:
        """Return one calm page that says what can be done."""
        status, (heading, what) = said
        return self.page("refused.html", status, heading=heading, what=what)

    def refusals(self, known: Mapping[type[Exception], Said]) -> ExceptionHandlersMap:
        """Return what is told when something goes wrong; `known` is what goes wrong only here."""

        def named(_request: _Request, error: Exception) -> Response[str]:
            return self.refused(known[type(error)])

        def too_many(_request: _Request, error: TooManyRequestsException) -> Response[str]:
            answer = self.refused((error.status_code, texts.TOO_MANY))
            headers = error.headers or {}
            answer.headers["Retry-After"] = headers.get("RateLimit-Reset", _RETRY_SECONDS)
            return answer

        def other(_request: _Request, error: HTTPException) -> Response[str]:
            return self.refused((error.status_code, texts.REFUSED))

        return {
            **dict.fromkeys(known, named),
            TooManyRequestsException: too_many,
            # The site answers each of these to a program: the nearest name counts first.
            **dict.fromkeys((ValidationException, ClientException, HTTPException), other),
        }


@get("/open.css", media_type="text/css", include_in_schema=False)
async def style() -> Response[bytes]:
    """Give the pages their looks; a strict content policy allows no style in the page itself."""
    sheet = resources.files(_OURS).joinpath("open.css").read_bytes()
    return Response(sheet, media_type="text/css", headers={"Cache-Control": "no-cache"})


@cache
def _environment(package: str) -> Environment:
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader(_OURS)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A template is read once: it changes only with the program.
        auto_reload=False,
    )
    made.filters["moment"] = lambda at: f"{at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
    return made
