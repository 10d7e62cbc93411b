"""What the team works on goes to desks elsewhere too, as a copy: once, in order, and kept alike.

A desk that is away holds nobody up here: our own inbox has all of it.
"""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from msgspec import structs

from advice.content import Content
from conversations.handoffs import UnknownHandoff
from conversations.ports import News, UnknownConversation
from gateway.crew import Crew
from gateway.tickets.desks import ConnectedDesk, Desks, pause_after
from handoff.ports import TeamStore
from handoff.tickets.mirroring import Difference, Mirroring, Post
from handoff.tickets.port import BridgeError, TicketState
from handoff.tickets.ports import Ticket, name_at_desk
from kit.clock import Clock

AT_ONCE = 8

# Longer than one call to a desk may take, and counted anew after each.
_LEASE = timedelta(seconds=60)

log = structlog.get_logger()


class _ClaimLost(Exception):
    """Somebody else goes on with it."""


class Copying:
    """Brings each copy up to date, one step at a time."""

    def __init__(
        self, content: Content, desks: Desks, *, store: TeamStore, news: News, clock: Clock
    ) -> None:
        self._desks = desks
        self._mirroring = Mirroring(content)
        self._store = store
        self._clock = clock
        self._crew = Crew("tickets", AT_ONCE, claim=self._claim, take=self._take, news=news)

    async def run(self) -> None:
        """Copy until cancelled; what is under way is then finished first."""
        await self._crew.run()

    async def round(self) -> int:
        """Copy what differs now, and wait for it; return how many tickets that were."""
        return await self._crew.round()

    async def _claim(self, most: int) -> Sequence[Ticket]:
        now = self._clock()
        async with self._store.transaction() as work:
            for name, desk in self._desks.items():
                await work.add_tickets(name, desk.groups, now)
            return await work.claim_tickets(
                tuple(self._desks), now=now, until=now + _LEASE, limit=most
            )

    async def _take(self, ticket: Ticket) -> None:
        try:
            await self._copy(ticket, self._desks[ticket.bridge])
        except BridgeError as error:
            await self._postpone(ticket, error)
        except _ClaimLost:
            _log("ticket.lost", ticket)
        except Exception:
            # The claim runs out by itself and it is tried again.
            log.exception("ticket.failed", bridge=ticket.bridge, handoff=str(ticket.key))

    async def _copy(self, ticket: Ticket, desk: ConnectedDesk) -> None:
        difference = await self._difference(ticket, desk)
        if difference is None:
            await self._forget(ticket, desk)
            return
        # Who tried before may have been cut off between the desk's yes and our keeping it.
        ticket = await self._opened(ticket, desk, difference)
        if (reference := ticket.reference) is not None:
            for post in difference.posts:
                ticket = await self._posted(ticket, reference, desk, post)
            ticket = await self._placed(ticket, reference, desk, difference)
        done = structs.replace(ticket, copied_seq=difference.seq, copied_version=difference.version)
        await self._keep(done)
        async with self._store.transaction() as work:
            await work.finish_ticket(done)
        _log("ticket.copied", ticket, posts=len(difference.posts))

    async def _difference(self, ticket: Ticket, desk: ConnectedDesk) -> Difference | None:
        """Return what a copy lacks; None when there is nothing any more to be a copy of."""
        if ticket.handoff is None:
            return None
        try:
            async with self._store.reading() as work:
                abilities = desk.bridge.abilities
                return await self._mirroring.difference(work, ticket, desk.groups, abilities)
        except (UnknownHandoff, UnknownConversation):
            return None

    async def _opened(self, ticket: Ticket, desk: ConnectedDesk, difference: Difference) -> Ticket:
        """Return it with its reference; what was closed before it got there is not opened."""
        if ticket.reference is not None:
            return ticket
        reference = await desk.bridge.find(ticket.key)
        if reference is None and difference.state is not TicketState.CLOSED:
            if difference.opening is None:
                return ticket
            reference = await desk.bridge.open(difference.opening)
        opened = structs.replace(ticket, reference=reference)
        await self._keep(opened)
        if reference is not None:
            _log("ticket.opened", ticket)
            async with self._store.transaction() as work:
                await work.wake_bridge(ticket.bridge, self._clock())
        return opened

    async def _posted(
        self, ticket: Ticket, reference: str, desk: ConnectedDesk, post: Post
    ) -> Ticket:
        bridge, message = desk.bridge, post.message
        is_sure = ticket.attempt == 1
        if is_sure or not await bridge.has(reference, message.key):
            await self._post(reference, desk, post)
        if post.seq is not None:
            ticket = structs.replace(ticket, copied_seq=post.seq)
            await self._keep(ticket)
        if post.note is not None:
            async with self._store.transaction() as work:
                await work.note_stands(ticket.bridge, post.note)
            await self._keep(ticket)
        return ticket

    async def _post(self, reference: str, desk: ConnectedDesk, post: Post) -> None:
        try:
            await desk.bridge.post(reference, post.message)
        except BridgeError as error:
            # Too large or of a kind that they do not take: what was said still goes along.
            if not error.is_final or not post.message.files:
                raise
            await desk.bridge.post(reference, structs.replace(post.message, files=()))

    async def _placed(
        self, ticket: Ticket, reference: str, desk: ConnectedDesk, difference: Difference
    ) -> Ticket:
        """Give it the group and the state that it has here."""
        had = name_at_desk(desk.groups, ticket.group)
        if difference.name is not None and difference.name != had:
            await desk.bridge.move(reference, difference.name)
        # What is written in a closed ticket may open it again.
        is_touched = bool(difference.posts) and difference.state is TicketState.CLOSED
        if difference.state is not ticket.state or is_touched:
            await desk.bridge.set_state(reference, difference.state)
        return structs.replace(ticket, group=difference.group, state=difference.state)

    async def _forget(self, ticket: Ticket, desk: ConnectedDesk) -> None:
        """Take the copy away too, when the conversation was erased."""
        reference = ticket.reference or await desk.bridge.find(ticket.key)
        if reference is not None:
            await desk.bridge.forget(reference)
        async with self._store.transaction() as work:
            await work.drop_ticket(ticket)
        _log("ticket.forgotten", ticket)

    async def _keep(self, ticket: Ticket) -> None:
        async with self._store.transaction() as work:
            if not await work.keep_ticket(ticket, until=self._clock() + _LEASE):
                raise _ClaimLost

    async def _postpone(self, ticket: Ticket, error: BridgeError) -> None:
        until = self._clock() + pause_after(error, ticket.attempt)
        async with self._store.transaction() as work:
            await work.postpone_ticket(ticket, until=until, code=error.code)
        level = log.warning if error.is_final else log.info
        level(
            "ticket.postponed",
            bridge=ticket.bridge,
            handoff=str(ticket.key),
            error=type(error).__name__,
            code=error.code,
        )


def _log(event: str, ticket: Ticket, **values: object) -> None:
    log.info(event, bridge=ticket.bridge, handoff=str(ticket.key), attempt=ticket.attempt, **values)
