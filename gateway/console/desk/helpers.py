"""The calls about who of the pool fits a request; `/adviseur/api`, for who is logged in."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation
from msgspec import Struct

from conversations.anonymous import anonymous
from conversations.helpers import Helper, HelperKind
from gateway.console.desk import problems
from gateway.console.desk.desk import Desk
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.pool import fitting, themes_of
from handoff.sessions import Session

_MOST = 50

TheDesk = NamedDependency[SkipValidation[Desk]]
Asked = Request[Advisor, Session, Any]


class HelperView(Struct, frozen=True):
    """Somebody of the pool without how to reach them; `municipality` is a name."""

    id: UUID
    kind: HelperKind
    name: str
    municipality: str | None
    words: str
    themes: tuple[str, ...]
    is_paused: bool
    is_asked: bool
    """Whether both were asked already for this request."""


class Fitting(Struct):
    """Who could help, best first."""

    helpers: list[HelperView]


class Introduce(Struct, forbid_unknown_fields=True):
    """Who is to be asked."""

    helper: UUID


class PoolCalls(Controller):
    """Both of them."""

    path = "/adviseur/api"
    include_in_schema = False
    exception_handlers = problems.handlers

    @get("/handoffs/{id:uuid}/helpers")
    async def helpers(self, id: FromPath[UUID], request: Asked, desk: TheDesk) -> Fitting:
        async with desk.store.reading() as work:
            handoff = await desk.seen(work, id, request.user)
            everybody = await work.helpers()
            asked = await work.introduced(id)
        found = fitting(everybody, handoff, themes_of(handoff, desk.content))
        return Fitting([view_of(one, desk, asked) for one in found[:_MOST]])

    @post("/handoffs/{id:uuid}/introduce", status_code=200)
    async def introduce(
        self, id: FromPath[UUID], data: JSONBody[Introduce], request: Asked, desk: TheDesk
    ) -> dict[str, str]:
        await introduce(desk, id, data.helper, request.user)
        return {}


def view_of(helper: Helper, desk: Desk, asked: Collection[UUID] = ()) -> HelperView:
    """Return what an advisor sees of a helper: own words too, without numbers and addresses."""
    profile = helper.profile
    names = {one.id: one.name for one in desk.content.organisation.municipalities}
    return HelperView(
        helper.id,
        profile.kind,
        helper.first_name,
        names.get(profile.municipality or ""),
        anonymous(profile.words),
        profile.themes,
        helper.is_paused,
        helper.id in asked,
    )


async def introduce(desk: Desk, handoff: UUID, helper: UUID, advisor: Advisor) -> None:
    """Ask both sides and write it down, together or not at all; raises as `Moves.introduce`."""
    async with desk.store.transaction() as work:
        await desk.seen(work, handoff, advisor)
        await desk.moves.introduce(work, handoff, advisor, helper, desk.clock())
        line = AuditLine(desk.clock(), Deed.HELPER_INTRODUCED, advisor.id, str(handoff))
        await work.note(line)
    desk.board.forget()
