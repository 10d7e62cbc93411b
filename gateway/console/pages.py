"""How a page of the team comes about: a template with values, and one style sheet for all."""

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response, get

from gateway.console import texts


def page(template: str, **values: object) -> str:
    """Return a page of `templates/`; a value is always text, and one that lacks is an error."""
    return _environment().get_template(template).render(values)


@get("/console.css", media_type="text/css", include_in_schema=False)
async def style() -> Response[bytes]:
    """Give the pages their looks; a strict content policy allows no style in the page itself."""
    sheet = resources.files("gateway.console").joinpath("console.css").read_bytes()
    return Response(sheet, media_type="text/css")


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
    return made
