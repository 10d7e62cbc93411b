"""How things stand, on one page: what works, what waits, and what a person must check."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from advice.schemes.scheme import Scheme
from gateway.console import texts
from gateway.console.pages import page
from gateway.health import Probe
from handoff.advisors import Advisor
from handoff.sessions import Session
from kit.clock import AMSTERDAM

# A person needs some days to ask the organisation behind a scheme.
_CHECK_AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Overview:
    """What the page is made from."""

    probe: Probe
    schemes: tuple[Scheme, ...]


@get("/", media_type="text/html", include_in_schema=False)
async def status(
    request: Request[Advisor, Session, Any], overview: NamedDependency[SkipValidation[Overview]]
) -> str:
    """Show how things stand at this moment."""
    probe = overview.probe
    now = probe.clock()
    async with probe.store.reading() as work:
        backlog = await work.backlog(now)
    local = now.astimezone(AMSTERDAM)
    return page(
        request,
        "status.html",
        moment=f"{local:%d-%m-%Y %H:%M}",
        engine=texts.WORKS if await probe.engine.is_ready() else texts.AWAY,
        backlog=backlog,
        schemes=to_check(overview.schemes, local.date()),
    )


def to_check(schemes: Iterable[Scheme], today: date) -> list[Scheme]:
    """Return the schemes whose answers are no longer valid, or not for long, the first first."""
    last = today + _CHECK_AHEAD
    dated = [scheme for scheme in schemes if scheme.valid_until and scheme.valid_until <= last]
    return sorted(dated, key=lambda scheme: scheme.valid_until or today)
