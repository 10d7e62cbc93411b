"""A desk that is Request Tracker 5.

Its answers are not believed but looked at: HTTP 200 may say no. What was measured on a
real server, and why each call is as it is, stands in `docs/ticket-bridges.md`.
"""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from uuid import UUID, uuid5

import httpx

from gateway.tickets import texts
from gateway.tickets.calls import SECONDS, Calls, parsed
from gateway.tickets.rt.reading import Reading
from gateway.tickets.rt.words import (
    CLOSED,
    DELETED,
    STATUSES,
    Found,
    Page,
    Ticket,
    Transaction,
    asked,
    happened_to,
    messages_with,
    number_of,
    tickets_with,
    told,
    user_of,
)
from handoff.tickets.port import (
    BridgeAbilities,
    DeskAway,
    DeskRefused,
    NewTicket,
    Pulled,
    TicketMessage,
    TicketState,
    UnknownSignature,
)

SIGNATURE = "X-Schakel-Signature"
"""HMAC-SHA256 of the body, in hexadecimal; `scrip.pl` makes it."""

_PATH = "/REST/2.0/"
# What was kept a little later may have a lower number than what was read before.
_OVERLAP = 50
# More of them in one question makes an address that servers refuse.
_TICKETS_AT_ONCE = 50
_PER_PAGE = 100
_FIELDS = "Type,Field,NewValue,Creator,ObjectId,Created"
_ERASED = UUID("4f0c3bfa-6a0e-4f0e-9a3e-0d4c8f5f7a11")


class RtBridge:
    """One Request Tracker, opened with the token of a user who is our own there."""

    abilities = BridgeAbilities()

    def __init__(
        self,
        url: str,
        token: str,
        secret: str,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        seconds: float = SECONDS,
        page: int = _PER_PAGE,
    ) -> None:
        """`secret` signs what wakes us; "" lets nothing wake us. Made while a loop runs.

        `page` transactions are asked for at once.
        """
        headers = {"Authorization": f"token {token}"}
        self._calls = Calls(
            f"{url.rstrip('/')}{_PATH}", headers, transport=transport, seconds=seconds
        )
        self._reading = Reading(self._calls)
        self._secret = secret.encode()
        self._user = user_of(token)
        self._page = page

    async def find(self, key: UUID) -> str | None:
        query = tickets_with(key)
        answer = await self._calls.get("tickets", query=query, orderby="id", per_page=1)
        found = parsed(answer.content, Page[Found]).items
        return str(found[0].id) if found else None

    async def open(self, ticket: NewTicket) -> str:
        answer = await self._calls.send("POST", "ticket", asked(ticket))
        return str(parsed(answer.content, Found).id)

    async def has(self, ticket: str, message: UUID) -> bool:
        query = messages_with(number_of(ticket), message)
        answer = await self._calls.get("transactions", query=query, per_page=1)
        return bool(parsed(answer.content, Page[Found]).items)

    async def post(self, ticket: str, message: TicketMessage) -> None:
        how = "comment" if message.is_internal else "correspond"
        await self._calls.send("POST", f"ticket/{number_of(ticket)}/{how}", told(message))

    async def set_state(self, ticket: str, state: TicketState) -> None:
        now = (await self._ticket(ticket)).status
        # Rejected is closed too, and stays what it is.
        if now == STATUSES[state] or (state is TicketState.CLOSED and now in CLOSED):
            return
        if await self._changed(ticket, Status=STATUSES[state]) != STATUSES[state]:
            raise DeskRefused("status-not-changed")

    async def move(self, ticket: str, group: str) -> None:
        if await self._queue_of(ticket) == group:
            return
        await self._changed(ticket, Queue=group)
        if await self._queue_of(ticket) != group:
            raise DeskRefused("queue-not-changed")

    async def forget(self, ticket: str) -> None:
        if (await self._ticket(ticket)).status == DELETED:
            return
        if await self._changed(ticket, Status=DELETED) == DELETED:
            return
        # Without the right to delete we ask who has it.
        key = uuid5(_ERASED, ticket)
        if not await self.has(ticket, key):
            asking = TicketMessage(key=key, text=texts.ERASED, is_internal=True)
            await self.post(ticket, asking)
        await self.set_state(ticket, TicketState.CLOSED)

    async def pull(self, cursor: str, open_tickets: Sequence[str]) -> Pulled:
        if not cursor:
            return Pulled((), str(await self._newest()))
        since, found = int(cursor), list[Transaction]()
        for some in _some(open_tickets):
            found += await self._happened(some, max(0, since - _OVERLAP))
        found.sort(key=lambda one: one.id)
        events = [await self._reading.event(one) for one in found]
        newest = max([since, *(one.id for one in found)])
        return Pulled(tuple(one for one in events if one), str(newest))

    def wake(self, headers: Mapping[str, str], body: bytes) -> None:
        shown = {name.lower(): value for name, value in headers.items()}.get(SIGNATURE.lower(), "")
        right = hmac.new(self._secret, body, sha256).hexdigest()
        if not self._secret or not hmac.compare_digest(shown.encode(), right.encode()):
            raise UnknownSignature

    async def health(self) -> None:
        await self._calls.get("rt")
        await self._me()

    async def close(self) -> None:
        await self._calls.close()

    async def _ticket(self, ticket: str) -> Ticket:
        answer = await self._calls.get(f"ticket/{number_of(ticket)}")
        return parsed(answer.content, Ticket)

    async def _queue_of(self, ticket: str) -> str:
        return await self._reading.queue(str((await self._ticket(ticket)).queue.id))

    async def _changed(self, ticket: str, **fields: str) -> str:
        """Ask for a change and return the status after it: the answer itself may be a no."""
        await self._calls.send("PUT", f"ticket/{number_of(ticket)}", fields)
        return (await self._ticket(ticket)).status

    async def _newest(self) -> int:
        answer = await self._calls.get(
            "transactions", query="id > 0", orderby="id", order="DESC", per_page=1
        )
        return max((one.id for one in parsed(answer.content, Page[Found]).items), default=0)

    async def _happened(self, tickets: Sequence[int], since: int) -> list[Transaction]:
        found, me = list[Transaction](), await self._me()
        while True:
            # Asked on from the last one, not by page: new ones would move the pages.
            query = {"query": happened_to(tickets, since, me), "fields": _FIELDS, "orderby": "id"}
            answer = await self._calls.get("transactions", per_page=self._page, **query)
            some = parsed(answer.content, Page[Transaction]).items
            found += some
            if len(some) < self._page:
                return found
            since = max(one.id for one in some)

    async def _me(self) -> str:
        if not self._user:
            raise DeskRefused("token-of-another-form")
        name = (await self._reading.user(self._user)).name
        # It stands in questions between quotes.
        if "'" in name or "\\" in name:
            raise DeskAway("name-with-quotes")
        return name


def _some(tickets: Sequence[str]) -> Iterator[list[int]]:
    numbers = [number_of(ticket) for ticket in tickets]
    for start in range(0, len(numbers), _TICKETS_AT_ONCE):
        yield numbers[start : start + _TICKETS_AT_ONCE]
