"""The page with what was done in the console: by whom, when, and to what."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from msgspec import Struct

from gateway.console.accounts import texts
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.sessions import only
from gateway.console.pages import page
from handoff.advisors import Advisor, AuditLine, Deed, Role
from handoff.sessions import Session
from kit.clock import AMSTERDAM

_MOST = 200


class Line(Struct, frozen=True):
    """A line of the audit as one reads it."""

    at: str
    who: str
    what: str
    subject: str


@get(
    "/adviseur/logboek",
    media_type="text/html",
    include_in_schema=False,
    guards=[only(Role.LEAD, Role.ADMINISTRATOR)],
)
async def logbook(
    request: Request[Advisor, Session, Any], accounts: NamedDependency[SkipValidation[Accounts]]
) -> str:
    """Show the newest lines."""
    async with accounts.store.reading() as work:
        lines = await work.audit(limit=_MOST)
        everybody = await work.accounts()
    names = {str(one.advisor.id): one.advisor.name for one in everybody}
    return page(request, "logbook.html", lines=[_read(line, names) for line in lines], most=_MOST)


def _read(line: AuditLine, names: Mapping[str, str]) -> Line:
    local = line.at.astimezone(AMSTERDAM)
    nobody = texts.NOBODY if line.what is Deed.LOGIN_FAILED else texts.BY_COMMAND
    return Line(
        f"{local:%d-%m-%Y %H:%M:%S}",
        names[str(line.advisor)] if line.advisor else nobody,
        texts.DEEDS[line.what],
        names.get(line.subject or "", line.subject or ""),
    )
