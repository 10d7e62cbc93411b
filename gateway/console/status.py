"""How things stand, on one page: what works, what waits, and what a person must check."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from importlib import resources
from string import Template

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from advice.schemes.scheme import Scheme
from gateway.console import texts
from gateway.health import Probe
from kit.clock import AMSTERDAM

# A person needs some days to ask the organisation behind a scheme.
_CHECK_AHEAD = timedelta(days=30)

_FILES = resources.files("gateway.console")


@dataclass(frozen=True)
class Overview:
    """What the page is made from."""

    probe: Probe
    schemes: tuple[Scheme, ...]


@get("/", media_type="text/html", include_in_schema=False)
async def status(overview: NamedDependency[SkipValidation[Overview]]) -> str:
    """Show how things stand at this moment."""
    probe = overview.probe
    now = probe.clock()
    async with probe.store.reading() as work:
        backlog = await work.backlog(now)
    local = now.astimezone(AMSTERDAM)
    return Template(_FILES.joinpath("status.html").read_text("utf-8")).substitute(
        moment=f"{local:%d-%m-%Y %H:%M}",
        engine=texts.WORKS if await probe.engine.is_ready() else texts.AWAY,
        conversations=backlog.conversations,
        waiting=backlog.waiting,
        oldest=round(backlog.oldest_seconds),
        given_up=backlog.given_up,
        schemes=_rows(to_check(overview.schemes, local.date())) or texts.NOTHING_TO_CHECK,
    )


@get("/status.css", media_type="text/css", include_in_schema=False)
async def style() -> Response[bytes]:
    """Give the page its looks; a strict content policy allows no style in the page itself."""
    return Response(_FILES.joinpath("status.css").read_bytes(), media_type="text/css")


def to_check(schemes: Iterable[Scheme], today: date) -> list[Scheme]:
    """Return the schemes whose answers are no longer valid, or not for long, the first first."""
    last = today + _CHECK_AHEAD
    dated = [scheme for scheme in schemes if scheme.valid_until and scheme.valid_until <= last]
    return sorted(dated, key=lambda scheme: scheme.valid_until or today)


def _rows(schemes: Iterable[Scheme]) -> str:
    return "".join(
        f"<tr><td>{escape(scheme.short_name)}</td><td>{escape(str(scheme.operator))}</td>"
        f"<td>{scheme.valid_until:%d-%m-%Y}</td></tr>"
        for scheme in schemes
    )
