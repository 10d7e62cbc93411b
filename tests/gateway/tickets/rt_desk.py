"""A colleague in a real Request Tracker, and a line to it that breaks as told."""

import hmac
from base64 import b64encode
from collections.abc import Mapping
from contextlib import ExitStack
from hashlib import sha256
from typing import Any
from uuid import UUID

import httpx
import pytest

from conversations.files import NewFile
from gateway.tickets.rt.bridge import SIGNATURE, RtBridge
from handoff.tickets.port import EventKind, TicketBridge, TicketState
from tests.gateway.tickets.desks import Trouble
from tests.support import rt

_STATES = {
    "new": TicketState.NEW,
    "open": TicketState.TAKEN,
    "stalled": TicketState.WAITING,
    "resolved": TicketState.CLOSED,
}
_OPEN_SERVERS = ExitStack()
_servers: list[rt.RtServer] = []


def server() -> rt.RtServer:
    """Return the server that all tests of a run share; each has tickets of its own."""
    if not rt.is_here():
        pytest.skip(rt.NOT_HERE)
    if not _servers:
        import atexit

        _servers.append(_OPEN_SERVERS.enter_context(rt.running_rt()))
        atexit.register(_OPEN_SERVERS.close)
    return _servers[0]


class BreakingLine(httpx.AsyncBaseTransport):
    """The real network, but for the next call that changes something."""

    def __init__(self) -> None:
        self._line = httpx.AsyncHTTPTransport()
        self.troubles: list[Trouble | None] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        is_change = request.method != "GET"
        trouble = self.troubles.pop(0) if self.troubles and is_change else None
        match trouble:
            case Trouble.AWAY:
                raise httpx.ConnectError("away")
            case Trouble.REFUSED:
                return httpx.Response(403, json={"message": "Permission Denied"})
            case Trouble.LOST:
                await (await self._line.handle_async_request(request)).aread()
                raise httpx.ReadError("lost")
            case _:
                return await self._line.handle_async_request(request)

    async def aclose(self) -> None:
        await self._line.aclose()


class RtDesk:
    """Request Tracker 5 from Debian, with SQLite."""

    name = "rt"
    groups = rt.QUEUES
    colleague = rt.NAMES[rt.ADVISOR]
    does = frozenset(EventKind)
    bridge: TicketBridge

    async def start(self) -> None:
        self.server = server()
        self.line = BreakingLine()
        token, url = self.server.tokens[rt.BOT], self.server.url
        self.bridge = RtBridge(url, token, rt.SECRET, transport=self.line)
        headers = {"Authorization": f"token {self.server.tokens[rt.ADVISOR]}"}
        base = f"{self.server.url}/REST/2.0/"
        self.http = httpx.AsyncClient(base_url=base, headers=headers, timeout=30)

    async def stop(self) -> None:
        await self.http.aclose()

    def trouble(self, kind: Trouble) -> None:
        self.line.troubles.append(kind)

    async def count(self, key: UUID) -> int:
        query = f"CF.{{GesprekId}} = '{key}'"
        return int((await self.get("tickets", query=query))["total"])

    async def stands(self, ticket: str) -> str:
        read = [str((await self.get(f"ticket/{ticket}"))["Subject"])]
        query = f"ObjectType = 'RT::Ticket' AND ObjectId = {ticket}"
        for one in (await self.get("transactions", query=query, per_page=100))["items"]:
            fields = {"fields": "Content,Filename", "per_page": 100}
            pieces = await self.get(f"transaction/{one['id']}/attachments", **fields)
            read += [f"{piece['Content']} {piece['Filename']}" for piece in pieces["items"]]
        return "\n".join(read)

    async def where(self, ticket: str) -> tuple[str, TicketState]:
        found = await self.get(f"ticket/{ticket}")
        queue = await self.get(f"queue/{found['Queue']['id']}")
        return queue["Name"], _STATES[found["Status"]]

    async def answers(self, ticket: str, text: str, file: NewFile | None = None) -> None:
        await self._says(ticket, "correspond", text, file=file)

    async def answers_in_html(self, ticket: str, html: str) -> None:
        await self._says(ticket, "correspond", html, "text/html")

    async def notes(self, ticket: str, text: str) -> None:
        await self._says(ticket, "comment", text)

    async def takes(self, ticket: str) -> None:
        await self.set(ticket, Owner=rt.ADVISOR)

    async def releases(self, ticket: str) -> None:
        await self.set(ticket, Owner="Nobody")

    async def moves(self, ticket: str, group: str) -> None:
        await self.set(ticket, Queue=group)

    async def closes(self, ticket: str) -> None:
        await self.set(ticket, Status="resolved")

    def call(self, body: bytes) -> Mapping[str, str] | None:
        return {SIGNATURE: hmac.new(rt.SECRET.encode(), body, sha256).hexdigest()}

    async def _says(
        self,
        ticket: str,
        how: str,
        text: str,
        media_type: str = "text/plain",
        file: NewFile | None = None,
    ) -> None:
        body: dict[str, Any] = {"Content": text, "ContentType": media_type}
        if file:
            data = b64encode(file.data).decode()
            sent = {"FileName": file.title, "FileType": file.media_type, "FileContent": data}
            body["Attachments"] = [sent]
        answer = await self.http.post(f"ticket/{ticket}/{how}", json=body)
        assert answer.status_code == httpx.codes.CREATED, answer.text

    async def set(self, ticket: str, **fields: str) -> None:
        answer = await self.http.put(f"ticket/{ticket}", json=fields)
        assert "changed" in answer.text, answer.text

    async def get(self, path: str, **query: object) -> Any:
        answer = await self.http.get(path, params={k: str(v) for k, v in query.items()})
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()
