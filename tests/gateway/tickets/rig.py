"""A handoff, a desk elsewhere and both loops, run by hand."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from advice.content import load_content
from apps.settings import ROOT
from conversations.files import NewFile
from conversations.handoffs import Handoff, HandoffRequest
from conversations.messages import Author, Inbound, Reply
from conversations.ports import News
from conversations.stage import Stage
from gateway.tickets.copying import Copying
from gateway.tickets.desks import ConnectedDesk
from gateway.tickets.hearing import Hearing
from handoff.cases import Note
from handoff.moves import Moves
from handoff.tickets.port import TicketBridge
from handoff.tickets.ports import Groups
from kit.clock import Clock
from storage.database import Database
from storage.store import SqlStore
from tests.handoff import people

CONTENT = load_content(ROOT / "data")
MOVES = Moves(CONTENT)


class Quiet:
    """No news: rounds are made by hand."""

    async def wait(self, _seconds: float) -> frozenset[UUID]:
        return frozenset()

    async def close(self) -> None:
        """Nothing to close."""


class Rig:
    """The product as far as desks go; `desks` by the name of their bridge."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        desks: dict[str, tuple[TicketBridge, Groups]],
        news: Callable[[], News] = lambda: Quiet(),
    ) -> None:
        self.store, self.clock = SqlStore(database), clock
        self.desks = {name: ConnectedDesk(*one) for name, one in desks.items()}
        self.hearing = Hearing(
            CONTENT, self.desks, moves=MOVES, store=self.store, news=news(), clock=clock
        )
        self.copying = self.another_worker(news())

    def another_worker(self, news: News | None = None) -> Copying:
        return Copying(
            CONTENT, self.desks, store=self.store, news=news or Quiet(), clock=self.clock
        )

    async def asked(self, request: HandoffRequest) -> Handoff:
        """Let somebody say something and want a person."""
        conversation = await people.opened(self.store, self.clock)  # type: ignore[arg-type]
        async with self.store.transaction() as work:
            await work.receive(
                conversation, Inbound(uuid4().hex, "Dag, ik heb een vraag"), self.now
            )
            await work.say(conversation, [Reply("Ik zoek een adviseur", handoff=request)], self.now)
            handoff = await work.open_handoff(conversation)
        assert handoff is not None
        return handoff

    async def says(self, handoff: Handoff, text: str) -> None:
        """Let the entrepreneur say something."""
        async with self.store.transaction() as work:
            said = Inbound(uuid4().hex, text)
            await work.receive(handoff.conversation, said, self.now, is_turn=False)

    async def advisor_says(self, handoff: Handoff, text: str, *files: NewFile) -> None:
        async with self.store.transaction() as work:
            await work.write(handoff, uuid4(), text, self.now, files=files)

    async def noted(self, handoff: Handoff, advisor: UUID, text: str) -> None:
        async with self.store.transaction() as work:
            await work.add_note(Note(uuid4(), handoff.id, advisor, text, self.now))

    async def handoff(self, id: UUID) -> Handoff:
        async with self.store.reading() as work:
            return await work.handoff(id)

    async def texts(self, handoff: Handoff, *authors: Author) -> list[str]:
        return await people.texts(self.store, handoff.conversation, *authors)

    async def stage(self, handoff: Handoff) -> Stage:
        return await people.stage(self.store, handoff.conversation)

    async def notes(self, handoff: Handoff) -> list[str]:
        async with self.store.reading() as work:
            return [one.text for one in await work.notes(handoff.id)]

    async def reference(self, handoff: Handoff, bridge: str) -> str:
        """Return what a desk calls the copy of a handoff."""
        async with self.store.reading() as work:
            for reference in await work.followed(bridge, handoff.asked_at):
                ticket = await work.ticket_of(bridge, reference)
                if ticket and ticket.key == handoff.id:
                    return reference
        raise AssertionError("no ticket")

    @property
    def now(self) -> datetime:
        return self.clock()
