"""The advisor's pages about scans: which there are, and the card of one of them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation
from litestar.status_codes import HTTP_404_NOT_FOUND

from advice.content import Content
from advice.scan.prepare import card, summary
from advice.scan.result import Assessor
from conversations.messages import Kind
from conversations.ports import UnknownConversation, Work
from gateway.console.pages import page
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.ports import TeamStore
from handoff.sessions import Session
from kit.clock import Clock, today_here

_MOST = 100
_SHOWS_SCHEMES = (Kind.SCHEME, Kind.SCHEMES, Kind.ELIGIBILITY)


@dataclass(frozen=True)
class Cards:
    """What the pages are made from."""

    store: TeamStore
    content: Content
    assessor: Assessor
    clock: Clock


@get("/scans", media_type="text/html", include_in_schema=False)
async def scans(
    request: Request[Advisor, Session, Any], cards: NamedDependency[SkipValidation[Cards]]
) -> str:
    """Show the newest scans that an advisor may see."""
    async with cards.store.reading() as work:
        kept = await work.scans_for_advisor(limit=_MOST)
    lines = [summary(cards.content, one.scan) for one in kept]
    return page(request, "scans.html", scans=lines, most=_MOST)


@get("/scans/{id:uuid}", media_type="text/html", include_in_schema=False)
async def scan(
    id: FromPath[UUID],
    request: Request[Advisor, Session, Any],
    cards: NamedDependency[SkipValidation[Cards]],
) -> Response[str]:
    """Show the card of a scan; one that may not be seen is answered as one that is not there."""
    async with cards.store.reading() as work:
        kept = await work.scan_for_advisor(id)
        seen = await _schemes_in(work, kept.conversation) if kept else ()
    if kept is None:
        return Response(page(request, "no_scan.html"), status_code=HTTP_404_NOT_FOUND)
    # Before it is shown: no card is seen without a line that says so.
    async with cards.store.transaction() as work:
        await work.note(AuditLine(cards.clock(), Deed.SCAN_SEEN, request.user.id, str(id)))
    shown = card(cards.content, cards.assessor, kept, seen, today_here(cards.clock))
    return Response(page(request, "card.html", card=shown))


async def _schemes_in(work: Work, conversation: UUID | None) -> tuple[str, ...]:
    """Return the schemes that were shown in a conversation, the first first; gone: none."""
    if conversation is None:
        return ()
    try:
        view = await work.view(conversation, 0)
    except UnknownConversation:
        return ()
    metas = (message.meta for message in view.messages)
    return tuple(
        dict.fromkeys(id for meta in metas if meta.kind in _SHOWS_SCHEMES for id in meta.ids)
    )
