"""The calls about partners who are asked along; `/adviseur/api`, for who is logged in."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation
from msgspec import Meta, Struct

from conversations.addresses import email_in
from conversations.text import clean
from gateway.console.desk import problems
from gateway.console.desk.desk import Desk
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.partners import NewShare, NotAnAddress, PartnerShare, Purpose, ShareState
from handoff.sessions import Session

TheDesk = NamedDependency[SkipValidation[Desk]]
Asked = Request[Advisor, Session, Any]


class AskPartner(Struct, forbid_unknown_fields=True):
    """Who is to read along, and what for; the same `client_id` twice is one question."""

    client_id: UUID
    partner: str
    email: Annotated[str, Meta(max_length=254)]
    purpose: Purpose
    note: str | None = None


class ShareView(Struct):
    """A partner, by name, and how it is with them."""

    id: UUID
    partner: str
    email: str
    purpose: Purpose
    state: ShareState
    asked_at: datetime


class Shares(Struct):
    """Those of a request, and whether there can be more."""

    may_mail: bool
    shares: list[ShareView]


class Kept(Struct):
    """The id of a share."""

    id: UUID


class PartnerCalls(Controller):
    """All three."""

    path = "/adviseur/api/handoffs/{id:uuid}/partners"
    include_in_schema = False
    exception_handlers = problems.handlers

    @get("/")
    async def shares(self, id: FromPath[UUID], request: Asked, desk: TheDesk) -> Shares:
        async with desk.store.reading() as work:
            await desk.seen(work, id, request.user)
            shares = await work.shares(id)
        return Shares(desk.moves.sharing.may_mail, [_view(one, desk) for one in shares])

    @post("/", status_code=200)
    async def ask(
        self, id: FromPath[UUID], data: JSONBody[AskPartner], request: Asked, desk: TheDesk
    ) -> Kept:
        wanted = _wanted(data)
        async with desk.store.transaction() as work:
            await desk.seen(work, id, request.user)
            await desk.moves.share(work, id, request.user, wanted, desk.clock())
            line = AuditLine(desk.clock(), Deed.PARTNER_ASKED, request.user.id, str(id))
            await work.note(line)
        desk.board.forget()
        return Kept(wanted.id)

    @delete("/{share:uuid}")
    async def withdraw(
        self, id: FromPath[UUID], share: FromPath[UUID], request: Asked, desk: TheDesk
    ) -> None:
        async with desk.store.transaction() as work:
            handoff = await desk.seen(work, id, request.user)
            await desk.moves.sharing.withdraw(work, handoff, share, request.user, desk.clock())
            line = AuditLine(desk.clock(), Deed.PARTNER_WITHDRAWN, request.user.id, str(id))
            await work.note(line)
        desk.board.forget()


def _wanted(asked: AskPartner) -> NewShare:
    email = email_in(asked.email)
    if email is None:
        raise NotAnAddress
    note = clean(asked.note) if asked.note and asked.note.strip() else ""
    return NewShare(asked.client_id, asked.partner, email, asked.purpose, note)


def _view(share: PartnerShare, desk: Desk) -> ShareView:
    partner = desk.content.partners.get(share.partner)
    return ShareView(
        share.id,
        partner.name if partner else share.partner,
        share.email,
        share.purpose,
        share.state(desk.clock()),
        share.asked_at,
    )
