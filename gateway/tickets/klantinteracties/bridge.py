"""A register of contacts and tasks. Not proven on a live server: made from what it publishes.

No talk can be held in it. A handoff is registered as a contact with a task, somebody there calls
or mails the entrepreneur, and that the task is done comes back.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

import httpx

from gateway.tickets.calls import SECONDS, Calls
from gateway.tickets.klantinteracties.register import Register
from gateway.tickets.klantinteracties.words import (
    DONE,
    MOST_TEXT,
    OPEN,
    Task,
    addresses,
    closed,
    first_contact,
    given_to,
    is_closed_by_us,
    next_contact,
    reference,
    reopened,
    task,
)
from handoff.tickets.port import (
    BridgeAbilities,
    DeskRefused,
    EventKind,
    NewTicket,
    Pulled,
    TicketEvent,
    TicketMessage,
    TicketState,
    UnknownSignature,
)
from kit.clock import Clock

# What was done is a state and not an event: it is looked up, whenever that was.
_CURSOR = "1"


class KlantinteractiesBridge:
    """One register; `url` ends in `/klantinteracties/api/v1`, groups are the names of its actors.

    `channel` is how the register calls the channel of a chat.
    """

    abilities = BridgeAbilities(two_way=False, notes=False, files=False, most_text=MOST_TEXT)

    def __init__(
        self,
        url: str,
        token: str,
        channel: str,
        *,
        clock: Clock,
        transport: httpx.AsyncBaseTransport | None = None,
        seconds: float = SECONDS,
    ) -> None:
        """Made while a loop runs."""
        headers = {"Authorization": f"Token {token}"}
        root = f"{url.rstrip('/')}/"
        self._register = Register(Calls(root, headers, transport=transport, seconds=seconds))
        self._channel = channel
        self._clock = clock

    async def find(self, key: UUID) -> str | None:
        """Return the task: a contact without one is not yet all that was asked for."""
        contact = await self._register.contact(key)
        found = await self._register.task_after(contact.uuid) if contact else None
        return str(found.uuid) if found else None

    async def open(self, ticket: NewTicket) -> str:
        """Register it; what was broken off halfway is gone on with."""
        actor = await self._register.actor(ticket.group)
        contact = await self._contact(ticket)
        for person in await self._register.people(contact):
            known = len(await self._register.addresses(person))
            for address in addresses(ticket, person)[known:]:
                await self._register.add_address(address)
        found = await self._register.task_after(contact)
        made = found or await self._register.add_task(task(contact, actor))
        return str(made.uuid)

    async def has(self, ticket: str, message: UUID) -> bool:
        return await self._register.contact(message) is not None

    async def post(self, ticket: str, message: TicketMessage) -> None:
        first = (await self._task(ticket)).contact
        later = next_contact(message, first, self._channel, self._clock())
        await self._register.add_contact(later)

    async def set_state(self, ticket: str, state: TicketState) -> None:
        now = await self._task(ticket)
        if state is TicketState.CLOSED and now.status != DONE:
            await self._register.change_task(ticket, closed(now.toelichting))
        elif state is not TicketState.CLOSED and now.status != OPEN:
            await self._register.change_task(ticket, reopened(now.toelichting))

    async def move(self, ticket: str, group: str) -> None:
        actor = await self._register.actor(group)
        if (await self._task(ticket)).actors != [actor]:
            await self._register.change_task(ticket, given_to(actor))

    async def forget(self, ticket: str) -> None:
        found = await self._register.task(ticket)
        if found is None:
            return
        for later in await self._register.later_contacts(found.contact):
            await self._register.erase(f"klantcontacten/{later}")
        for person in await self._register.people(found.contact):
            for address in await self._register.addresses(person):
                await self._register.erase(f"digitaleadressen/{address}")
            await self._register.erase(f"betrokkenen/{person}")
        await self._register.erase(f"klantcontacten/{found.contact}")
        # Last: while it is there, what was broken off is begun again.
        await self._register.erase(f"internetaken/{ticket}")

    async def pull(self, cursor: str, open_tickets: Sequence[str]) -> Pulled:
        """Return which tasks are done, each time again, also if that was before `cursor`."""
        events = list[TicketEvent]()
        for ticket in open_tickets if cursor else ():
            found = await self._register.task(ticket)
            if found and found.status == DONE and not is_closed_by_us(found.toelichting):
                events.append(await self._closed(ticket, found))
        return Pulled(tuple(events), _CURSOR)

    def wake(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raise `UnknownSignature`: it is asked, and calls nobody."""
        raise UnknownSignature

    async def health(self) -> None:
        await self._register.check()

    async def close(self) -> None:
        await self._register.close()

    async def _contact(self, ticket: NewTicket) -> UUID:
        contact = await self._register.contact(ticket.key)
        if contact is None:
            new = first_contact(ticket, self._channel, self._clock())
            contact = await self._register.add_contact(new)
        if contact.referentienummer != reference(ticket.key):
            raise DeskRefused("no-referentienummer")
        return contact.uuid

    async def _task(self, ticket: str) -> Task:
        found = await self._register.task(ticket)
        if found is None:
            raise DeskRefused("no-task")
        return found

    async def _closed(self, ticket: str, done: Task) -> TicketEvent:
        names = [await self._register.name(actor) for actor in done.actors[:1]]
        at = done.afgehandeld_op or done.toegewezen_op
        return TicketEvent(
            id=f"{ticket}-{at.isoformat()}",
            ticket=ticket,
            kind=EventKind.CLOSED,
            author="".join(names),
            at=at,
        )
