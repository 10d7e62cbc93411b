"""The public site as a real server on a free port, with a worker and an engine told what to say."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest

from advice.content import load_content
from apps.public import create_app
from apps.settings import ROOT, Settings
from conversations.fakes import ScriptedEngine
from conversations.messages import Kind, Meta, Reply
from gateway.turn import TakeTurn
from gateway.work import Worker
from handoff.moves import Moves
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore
from tests.support.serving import serving

MOVES = Moves(load_content(ROOT / "data"))
APOLOGY = Reply("Het spijt ons.", meta=Meta(Kind.OUTAGE))


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    return Settings(database_url=sqlite_url, engine_secret="x", engine_url="http://127.0.0.1:1")


@pytest.fixture
async def site(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The running site; each test has its own."""
    async with (
        serving(create_app(settings)) as address,
        httpx.AsyncClient(base_url=address, timeout=30) as client,
    ):
        yield client


@pytest.fixture
async def working(sqlite_url: str, engine: ScriptedEngine) -> AsyncIterator[None]:
    """A worker that answers with what the scripted engine says."""
    database = connect(sqlite_url)
    store, news = SqlStore(database), database.news()
    take_turn = TakeTurn(
        "w", store=store, engine=engine, clock=utc_now, apology=APOLOGY, moves=MOVES
    )
    worker = Worker("w", store=store, news=news, clock=utc_now, take_turn=take_turn)
    running = asyncio.create_task(worker.run())
    yield
    running.cancel()
    await asyncio.wait({running})
    await news.close()
    await database.close()


@dataclass(frozen=True)
class Talk:
    """A conversation over the API, as a browser holds it."""

    site: httpx.AsyncClient
    id: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return f"/api/v1/conversations/{self.id}"

    async def post(self, **body: object) -> httpx.Response:
        """Send a message with the given fields."""
        message = {"client_id": str(uuid4()), **body}
        return await self.site.post(f"{self.path}/messages", json=message, headers=self.headers)

    async def read(self, after: int = 0, wait: float = 0) -> httpx.Response:
        """Ask what is new."""
        query = {"after": after, "wait": wait}
        return await self.site.get(f"{self.path}/messages", params=query, headers=self.headers)


async def opened(site: httpx.AsyncClient) -> Talk:
    """Open a conversation."""
    response = await site.post("/api/v1/conversations", json={})
    assert response.status_code == 201, response.text
    body = response.json()
    return Talk(site, body["id"], {"Authorization": f"Bearer {body['token']}"})


@pytest.fixture
async def talk(site: httpx.AsyncClient) -> Talk:
    return await opened(site)


async def answer_in(talk: Talk, after: int) -> dict[str, Any]:
    """Wait for the next message of the bot."""
    async with asyncio.timeout(20):
        while True:
            for message in (await talk.read(after=after, wait=5)).json()["messages"]:
                if message["author"] == "bot":
                    return dict(message)


def assert_problem(response: httpx.Response, status: int, name: str) -> None:
    """Check that a call was refused as RFC 9457 says, in a sentence for people."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert (body["type"], body["status"]) == (f"urn:schakel:problem:{name}", status)
    assert body["detail"].endswith(".")
