"""The calls of the working page; `/adviseur/api`, for who is logged in."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID, uuid4

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import ServerSentEvent
from msgspec import Meta, Struct, structs

from conversations.handoffs import Outcome
from gateway.console.desk import problems
from gateway.console.desk.desk import Desk
from gateway.console.desk.files import Asked, Sent, TheDesk
from gateway.console.desk.library import SchemeFound
from gateway.console.desk.live import stream
from gateway.console.desk.views import Card, Line, Lists, Me, News
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.cases import Note
from handoff.moves import Closing, NobodyThere
from handoff.ports import TeamWork
from kit.clock import today_here

_MOST_FOUND = 20
_MOST_NOTE = 4_000

type Text = Annotated[str, Meta(min_length=1, max_length=_MOST_NOTE)]


class Presence(Struct, forbid_unknown_fields=True):
    """Whether somebody takes something now; the call itself says that the page is open."""

    state: Literal["available", "away"]


class NewMessage(Struct, forbid_unknown_fields=True):
    """A message; the same `client_id` twice is one message."""

    client_id: UUID
    text: str


class NewNote(Struct, forbid_unknown_fields=True):
    """A note; the same `client_id` twice is one note."""

    client_id: UUID
    text: Text


class Read(Struct, forbid_unknown_fields=True):
    """Up to where one has read."""

    seq: int


class Transfer(Struct, forbid_unknown_fields=True):
    """To whom: exactly one of the two."""

    to_advisor: UUID | None = None
    to_group: str | None = None
    note: Text | None = None


class Close(Struct, forbid_unknown_fields=True):
    """How it ended."""

    outcome: Outcome
    partner: str | None = None
    note: str | None = None


class Promise(Struct, forbid_unknown_fields=True):
    """Before when the entrepreneur hears more."""

    before: Annotated[datetime, Meta(tz=True)]


class Kept(Struct):
    """The id of a note."""

    id: UUID


class Results(Struct):
    """What was found."""

    handoffs: list[Line]
    schemes: list[SchemeFound]


class Workplace(Controller):
    """All of it."""

    path = "/adviseur/api"
    include_in_schema = False
    exception_handlers = problems.handlers

    @get("/me")
    async def me(self, request: Asked, desk: TheDesk) -> Me:
        return await desk.me(request.user)

    @post("/presence", status_code=200)
    async def presence(
        self, data: JSONBody[Presence], request: Asked, desk: TheDesk
    ) -> dict[str, str]:
        async with desk.store.transaction() as work:
            await work.see_presence(
                request.user.id, desk.clock(), is_available=data.state == "available"
            )
        return {}

    @get("/handoffs")
    async def lists(self, request: Asked, desk: TheDesk) -> Lists:
        snapshot = await desk.board.snapshot()
        found = desk.views.lists(
            snapshot.open, snapshot.closed, request.user, snapshot.names, desk.clock()
        )
        mark = snapshot.mark_for(request.user, desk.moves)
        return structs.replace(found, etag=mark, silent=[*snapshot.silent])

    @get("/events", media_type="text/event-stream")
    async def events(self, request: Asked, desk: TheDesk) -> ServerSentEvent:
        return ServerSentEvent(stream(desk.board, desk.moves, request.user))

    @get("/search")
    async def search(
        self,
        request: Asked,
        desk: TheDesk,
        q: Annotated[str, QueryParameter(max_length=200)] = "",
    ) -> Results:
        snapshot = await desk.board.snapshot()
        async with desk.store.reading() as work:
            cases = await work.search_cases(q, limit=_MOST_FOUND)
        return Results(
            [
                desk.views.line(case, request.user, snapshot.names, desk.clock())
                for case in cases
                if desk.moves.may_see(request.user, case.handoff)
            ],
            desk.library.find(q, today_here(desk.clock)),
        )

    @get("/handoffs/{id:uuid}")
    async def card(self, id: FromPath[UUID], request: Asked, desk: TheDesk) -> Card:
        async with desk.store.transaction() as work:
            return await desk.card(work, id, request.user)

    @get("/handoffs/{id:uuid}/messages")
    async def messages(
        self, id: FromPath[UUID], request: Asked, desk: TheDesk, after: FromQuery[int] = 0
    ) -> News:
        async with desk.store.reading() as work:
            return await desk.news(work, id, request.user, after)

    @post("/handoffs/{id:uuid}/take", status_code=200)
    async def take(self, id: FromPath[UUID], request: Asked, desk: TheDesk) -> Card:
        async def move(work: TeamWork) -> None:
            await desk.moves.take(work, id, request.user, desk.clock())

        await _do(desk, request.user, id, Deed.HANDOFF_TAKEN, move)
        async with desk.store.transaction() as work:
            return await desk.card(work, id, request.user)

    @post("/handoffs/{id:uuid}/release", status_code=200)
    async def release(self, id: FromPath[UUID], request: Asked, desk: TheDesk) -> dict[str, str]:
        async def move(work: TeamWork) -> None:
            await desk.moves.release(work, id, request.user, desk.clock())

        return await _do(desk, request.user, id, Deed.HANDOFF_RELEASED, move)

    @post("/handoffs/{id:uuid}/scan", status_code=200)
    async def scan(self, id: FromPath[UUID], request: Asked, desk: TheDesk) -> dict[str, str]:
        async def move(work: TeamWork) -> None:
            await desk.moves.lend(work, id, request.user, desk.clock())

        return await _do(desk, request.user, id, Deed.HANDOFF_LENT, move)

    @post("/handoffs/{id:uuid}/transfer", status_code=200)
    async def transfer(
        self, id: FromPath[UUID], data: JSONBody[Transfer], request: Asked, desk: TheDesk
    ) -> dict[str, str]:
        async def move(work: TeamWork) -> None:
            me, now = request.user, desk.clock()
            await _note(work, desk, me, id, data.note)
            if data.to_advisor:
                await desk.moves.transfer_to(work, id, me, data.to_advisor, now)
            elif data.to_group:
                await desk.moves.transfer_to_group(work, id, me, data.to_group, now)
            else:
                raise NobodyThere

        return await _do(desk, request.user, id, Deed.HANDOFF_TRANSFERRED, move)

    @post("/handoffs/{id:uuid}/close", status_code=200)
    async def close(
        self, id: FromPath[UUID], data: JSONBody[Close], request: Asked, desk: TheDesk
    ) -> dict[str, str]:
        async def move(work: TeamWork) -> None:
            me, how = request.user, Closing(data.outcome, data.partner)
            await _note(work, desk, me, id, data.note)
            await desk.moves.close(work, id, me, how, desk.clock())

        return await _do(desk, request.user, id, Deed.HANDOFF_CLOSED, move)

    @post("/handoffs/{id:uuid}/messages", status_code=200)
    async def write(
        self, id: FromPath[UUID], data: JSONBody[NewMessage], request: Asked, desk: TheDesk
    ) -> Sent:
        async with desk.store.transaction() as work:
            seq = await desk.moves.write(
                work, id, request.user, data.client_id, data.text, desk.clock()
            )
            await work.read_case(id, seq)
        return Sent(seq)

    @post("/handoffs/{id:uuid}/notes", status_code=200)
    async def note(
        self, id: FromPath[UUID], data: JSONBody[NewNote], request: Asked, desk: TheDesk
    ) -> Kept:
        async with desk.store.transaction() as work:
            await desk.seen(work, id, request.user)
            note = Note(data.client_id, id, request.user.id, data.text, desk.clock())
            await work.add_note(note)
        return Kept(data.client_id)

    @post("/handoffs/{id:uuid}/read", status_code=200)
    async def read(
        self, id: FromPath[UUID], data: JSONBody[Read], request: Asked, desk: TheDesk
    ) -> dict[str, str]:
        async with desk.store.transaction() as work:
            handoff = await desk.seen(work, id, request.user)
            if handoff.advisor == request.user.id:
                await work.read_case(id, data.seq)
        desk.board.forget()
        return {}

    @post("/handoffs/{id:uuid}/typing", status_code=204)
    async def typing(self, id: FromPath[UUID], request: Asked, desk: TheDesk) -> None:
        await desk.see_typing(id, request.user)

    @post("/handoffs/{id:uuid}/promise", status_code=200)
    async def promise(
        self, id: FromPath[UUID], data: JSONBody[Promise], request: Asked, desk: TheDesk
    ) -> dict[str, str]:
        async with desk.store.transaction() as work:
            await desk.moves.promise(work, id, request.user, data.before, desk.clock())
        desk.board.forget()
        return {}


async def _do(
    desk: Desk,
    advisor: Advisor,
    id: UUID,
    deed: Deed,
    move: Callable[[TeamWork], Awaitable[None]],
) -> dict[str, str]:
    """Make a move and write it down, together or not at all."""
    async with desk.store.transaction() as work:
        await move(work)
        await work.note(AuditLine(desk.clock(), deed, advisor.id, str(id)))
    desk.board.forget()
    return {}


async def _note(work: TeamWork, desk: Desk, advisor: Advisor, id: UUID, text: str | None) -> None:
    if text and text.strip():
        await work.add_note(Note(uuid4(), id, advisor.id, text, desk.clock()))
