"""How a page of the team comes about: a template with values, and one style sheet for all."""

from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request, Response, get
from litestar.template.base import csrf_token

from gateway.console import texts
from kit.clock import AMSTERDAM


def page(request: Request[Any, Any, Any], template: str, **values: object) -> str:
    """Return a page of `templates/`; a value is always text, and one that lacks is an error.

    Every page knows as `user` the advisor who asks, or None, and the `csrf_token` of its forms.
    """
    known = {"user": request.scope.get("user"), "csrf_token": csrf_token({"request": request})}
    return _environment().get_template(template).render(known | values)


@get("/console.css", media_type="text/css", include_in_schema=False)
async def style() -> Response[bytes]:
    """Give the pages their looks; a strict content policy allows no style in the page itself."""
    sheet = resources.files("gateway.console").joinpath("console.css").read_bytes()
    return Response(sheet, media_type="text/css")


def _here(moment: datetime) -> str:
    """Return a moment as a clock in the Netherlands shows it."""
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("gateway.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A template is read once: it changes only with the program.
        auto_reload=False,
    )
    made.globals["texts"] = texts
    made.globals["here"] = _here
    return made
