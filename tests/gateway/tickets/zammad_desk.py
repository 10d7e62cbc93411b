"""A colleague in a Zammad that is none: it is not proven on a live server."""

from base64 import b64encode
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

import httpx

from conversations.files import NewFile
from gateway.tickets.zammad.bridge import SIGNATURE, ZammadBridge
from handoff.tickets.port import EventKind, TicketBridge, TicketState
from kit.clock import utc_now
from tests.gateway.tickets.desks import Trouble
from tests.gateway.tickets.rt_desk import BreakingLine
from tests.support import zammad

_STATES = {
    "new": TicketState.NEW,
    "open": TicketState.TAKEN,
    "pending reminder": TicketState.WAITING,
    "closed": TicketState.CLOSED,
}


class ZammadDesk:
    """The one of `tests/support/zammad.py`."""

    name = "zammad"
    groups = zammad.GROUPS
    colleague = "Piet de Boer"
    does = frozenset(EventKind)
    bridge: TicketBridge

    async def start(self) -> None:
        self._open = AsyncExitStack()
        self.server = await self._open.enter_async_context(zammad.running_zammad())
        self.line = BreakingLine()
        self.bridge = self.opened_with("token-van-de-bot")
        headers = {"Authorization": "Token token=token-van-piet"}
        client = httpx.AsyncClient(base_url=f"{self.server.url}/api/v1/", headers=headers)
        self._http = await self._open.enter_async_context(client)

    def opened_with(self, token: str) -> ZammadBridge:
        """Return a bridge that shows this token."""
        url, secret = self.server.url, zammad.SECRET
        return ZammadBridge(url, token, secret, clock=utc_now, transport=self.line)

    async def stop(self) -> None:
        await self._open.aclose()

    def trouble(self, kind: Trouble) -> None:
        self.line.troubles.append(kind)

    async def count(self, key: UUID) -> int:
        return sum(one.fields["gesprek_id"] == str(key) for one in self.server.tickets.values())

    async def stands(self, ticket: str) -> str:
        kept = self.server.tickets[int(ticket)]
        files = [file["filename"] for one in kept.articles for file in one["attachments"]]
        return "\n".join([kept.fields["title"], *(one["body"] for one in kept.articles), *files])

    async def where(self, ticket: str) -> tuple[str, TicketState]:
        fields = self.server.tickets[int(ticket)].fields
        return fields["group"], _STATES[fields["state"]]

    async def answers(self, ticket: str, text: str, file: NewFile | None = None) -> None:
        await self.says(ticket, text, file=file)

    async def answers_in_html(self, ticket: str, html: str) -> None:
        await self.says(ticket, html, content_type="text/html")

    async def notes(self, ticket: str, text: str) -> None:
        await self.says(ticket, text, internal=True)

    async def takes(self, ticket: str) -> None:
        await self.sets(ticket, owner_id=zammad.AGENT)

    async def releases(self, ticket: str) -> None:
        await self.sets(ticket, owner_id=1)

    async def moves(self, ticket: str, group: str) -> None:
        await self.sets(ticket, group=group)

    async def closes(self, ticket: str) -> None:
        await self.sets(ticket, state="closed")

    def call(self, body: bytes) -> Mapping[str, str] | None:
        return {SIGNATURE: self.server.signature(body)}

    async def says(self, ticket: str, text: str, **more: Any) -> int:
        """Write something, and return its number."""
        file = more.pop("file", None)
        body = {"ticket_id": int(ticket), "body": text, "type": "note", "sender": "Agent", **more}
        if file:
            data = b64encode(file.data).decode()
            sent = {"filename": file.title, "mime-type": file.media_type, "data": data}
            body["attachments"] = [sent]
        answer = await self._http.post("ticket_articles", json=body)
        assert answer.status_code == httpx.codes.CREATED, answer.text
        return int(answer.json()["id"])

    async def shows(self, article: int) -> None:
        """Let the customer read what was a note."""
        answer = await self._http.put(f"ticket_articles/{article}", json={"internal": False})
        assert answer.status_code == httpx.codes.OK, answer.text

    async def sets(self, ticket: str, **fields: Any) -> None:
        """Change a ticket."""
        answer = await self._http.put(f"tickets/{ticket}", json=fields)
        assert answer.status_code == httpx.codes.OK, answer.text
