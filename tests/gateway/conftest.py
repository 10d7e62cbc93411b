"""The site and the console as real servers on free ports, and an engine told what to say."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from litestar.testing import AsyncTestClient

from advice.content import load_content
from apps import console as console_app
from apps.public import create_app
from apps.settings import ROOT, Settings
from conversations.fakes import ScriptedEngine
from conversations.handoffs import Handoff
from conversations.messages import Kind, Meta, Reply
from gateway.turn import TakeTurn
from gateway.work import Worker
from handoff.advisors import Role
from handoff.moves import Moves
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore
from tests.support import work_account
from tests.support.console import CHEAP, Client, logged_in, member
from tests.support.provider import OidcProvider, running_provider
from tests.support.serving import serving
from tests.support.time import HandClock

API = "/adviseur/api"
"""The calls of the working page."""

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


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    """What the site and the console of a test keep."""
    database = connect(sqlite_url)
    yield SqlStore(database)
    await database.close()


@pytest.fixture
async def console(sqlite_url: str, clock: HandClock) -> AsyncIterator[str]:
    """The address of the running console."""
    app = console_app.create_app(Settings(database_url=sqlite_url), clock=clock, hasher=CHEAP)
    async with serving(app) as address:
        yield address


@pytest.fixture
async def clients() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
async def client(sqlite_url: str, clock: HandClock) -> AsyncIterator[Client]:
    """A browser on a console of its own, in which nobody is logged in."""
    app = console_app.create_app(Settings(database_url=sqlite_url), clock=clock, hasher=CHEAP)
    async with AsyncTestClient(app) as client:
        yield client


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    """Where the team's organisation lets its people log in."""
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider_clock() -> HandClock:
    """The time of the provider, which knows no other than the real one."""
    clock = HandClock()
    clock.now = utc_now()
    return clock


@pytest.fixture
async def work_client(
    sqlite_url: str, provider: OidcProvider, provider_clock: HandClock
) -> AsyncIterator[Client]:
    """The same as `client`, on a console whose team has a login of its own."""
    settings = work_account.with_provider(sqlite_url, provider.url)
    async with work_account.browser(settings, provider_clock) as client:
        yield client


class Browser:
    """An advisor's browser."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str) -> Any:
        response = await self.client.get(f"{API}{path}")
        assert response.status_code == httpx.codes.OK, response.text
        return response.json()

    async def post(self, path: str, **body: object) -> httpx.Response:
        token = {"x-csrftoken": self.client.cookies["csrftoken"]}
        return await self.client.post(f"{API}{path}", json=body, headers=token)

    async def done(self, path: str, **body: object) -> Any:
        response = await self.post(path, **body)
        assert response.status_code == httpx.codes.OK, response.text
        return response.json()

    async def take(self, handoff: Handoff) -> Any:
        return await self.done(f"/handoffs/{handoff.id}/take")


@pytest.fixture
def browser(console: str, sqlite_store: SqlStore, clients: AsyncExitStack, clock: HandClock) -> Any:
    async def open_browser(
        name: str = "Sanne", role: Role = Role.ADVISOR, *, is_present: bool = True
    ) -> Browser:
        email = f"{name.lower()}@example.org"
        advisor = await member(sqlite_store, email, name=name, role=role)
        if is_present:
            async with sqlite_store.transaction() as work:
                await work.see_presence(advisor.id, clock(), is_available=True)
        client = await clients.enter_async_context(httpx.AsyncClient(base_url=console))
        await logged_in(client, email)
        return Browser(client)

    return open_browser
