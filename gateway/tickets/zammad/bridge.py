"""A desk that is Zammad. Not proven on a live server: made from its published description.

What is not in that description, the condition of a search and the history of a ticket, was read
in the published source of Zammad itself; `docs/ticket-bridges.md` tells which is which.
"""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from uuid import UUID, uuid5

import httpx

from gateway.tickets import texts
from gateway.tickets.calls import SECONDS, Calls, parsed
from gateway.tickets.zammad.reading import Reading
from gateway.tickets.zammad.words import (
    CLOSED,
    STATES,
    Found,
    Ticket,
    among,
    asked,
    changed_to,
    named_as,
    number_of,
    told,
    with_key,
)
from handoff.tickets.port import (
    BridgeAbilities,
    DeskAway,
    DeskRefused,
    NewTicket,
    Pulled,
    TicketEvent,
    TicketMessage,
    TicketState,
    UnknownSignature,
)
from kit.clock import Clock

SIGNATURE = "X-Hub-Signature"
"""`sha1=` and the HMAC-SHA1 of the body, in hexadecimal.

https://admin-docs.zammad.org/en/latest/manage/webhook/payload.html
"""

_PATH = "/api/v1/"
# Servers of one Zammad may differ so much, or need so long to keep something.
_OVERLAP = timedelta(seconds=60)
# The most that one question returns.
_TICKETS_AT_ONCE = 200
_ERASED = UUID("6a1d5e0b-0b55-4c57-9d33-0f5a2f1f9b26")
_GONE = "404"


class ZammadBridge:
    """One Zammad, opened with the token of a user of our own with the permission `ticket.agent`."""

    abilities = BridgeAbilities()

    def __init__(
        self,
        url: str,
        token: str,
        secret: str,
        *,
        clock: Clock,
        transport: httpx.AsyncBaseTransport | None = None,
        seconds: float = SECONDS,
    ) -> None:
        """`secret` signs what wakes us; "" lets nothing wake us. Made while a loop runs."""
        headers = {"Authorization": f"Token token={token}"}
        self._calls = Calls(
            f"{url.rstrip('/')}{_PATH}", headers, transport=transport, seconds=seconds
        )
        self._reading = Reading(self._calls)
        self._secret = secret.encode()
        self._clock = clock

    async def find(self, key: UUID) -> str | None:
        found = await self._search(with_key(key))
        return str(min(one.id for one in found)) if found else None

    async def open(self, ticket: NewTicket) -> str:
        us = await self._reading.us()
        answer = await self._calls.send("POST", "tickets", asked(ticket, us))
        return str(parsed(answer.content, Found).id)

    async def has(self, ticket: str, message: UUID) -> bool:
        articles = await self._reading.articles(number_of(ticket))
        return any(one.message_id == named_as(message) for one in articles)

    async def post(self, ticket: str, message: TicketMessage) -> None:
        await self._calls.send("POST", "ticket_articles", told(number_of(ticket), message))

    async def set_state(self, ticket: str, state: TicketState) -> None:
        now = (await self._ticket(ticket)).state
        # Merged with another is closed too, and stays what it is.
        if now == STATES[state] or (state is TicketState.CLOSED and now in CLOSED):
            return
        changed = await self._changed(ticket, changed_to(state, self._clock()))
        if changed.state != STATES[state]:
            raise DeskRefused("state-not-changed")

    async def move(self, ticket: str, group: str) -> None:
        if (await self._ticket(ticket)).group == group:
            return
        if (await self._changed(ticket, {"group": group})).group != group:
            raise DeskRefused("group-not-changed")

    async def forget(self, ticket: str) -> None:
        try:
            await self._calls.send("DELETE", f"tickets/{number_of(ticket)}", None)
        except DeskRefused as error:
            if error.code != _GONE:
                # Only an administrator may erase, so we ask who has that right.
                await self._ask_to_erase(ticket)

    async def pull(self, cursor: str, open_tickets: Sequence[str]) -> Pulled:
        if not cursor:
            return Pulled((), (await self._now()).isoformat())
        since, events = datetime.fromisoformat(cursor), list[TicketEvent]()
        newest = since
        for some in _some(open_tickets):
            for ticket in await self._search(among(some)):
                if ticket.updated_at >= since - _OVERLAP:
                    events += await self._reading.events(ticket.id, since - _OVERLAP)
                    newest = max(newest, ticket.updated_at)
        return Pulled(tuple(events), newest.isoformat())

    def wake(self, headers: Mapping[str, str], body: bytes) -> None:
        shown = {name.lower(): value for name, value in headers.items()}.get(SIGNATURE.lower(), "")
        right = f"sha1={hmac.new(self._secret, body, 'sha1').hexdigest()}"
        if not self._secret or not hmac.compare_digest(shown.encode(), right.encode()):
            raise UnknownSignature

    async def health(self) -> None:
        """Return where the token is right and tickets have our attribute."""
        await self._reading.us()
        await self._search(with_key(_ERASED))

    async def close(self) -> None:
        await self._calls.close()

    async def _ticket(self, ticket: str) -> Ticket:
        answer = await self._calls.get(f"tickets/{number_of(ticket)}", expand="true")
        return parsed(answer.content, Ticket)

    async def _changed(self, ticket: str, fields: Mapping[str, object]) -> Ticket:
        """Ask for a change and return what the ticket is after it."""
        await self._calls.send("PUT", f"tickets/{number_of(ticket)}", fields)
        return await self._ticket(ticket)

    async def _search(self, condition: Mapping[str, str | Sequence[str]]) -> list[Ticket]:
        answer = await self._calls.get(
            "tickets/search", expand="true", limit=_TICKETS_AT_ONCE, **condition
        )
        return parsed(answer.content, list[Ticket])

    async def _now(self) -> datetime:
        """Return what time it is there, to the second."""
        answer = await self._calls.get("users/me")
        try:
            return parsedate_to_datetime(answer.headers["Date"])
        except (KeyError, ValueError) as error:
            raise DeskAway("no-date") from error

    async def _ask_to_erase(self, ticket: str) -> None:
        key = uuid5(_ERASED, ticket)
        if not await self.has(ticket, key):
            await self.post(ticket, TicketMessage(key=key, text=texts.ERASED, is_internal=True))
        await self.set_state(ticket, TicketState.CLOSED)


def _some(tickets: Sequence[str]) -> Iterator[list[int]]:
    numbers = [number_of(ticket) for ticket in tickets]
    for start in range(0, len(numbers), _TICKETS_AT_ONCE):
        yield numbers[start : start + _TICKETS_AT_ONCE]
