"""The first page of the console: how things stand, in numbers."""

from collections.abc import AsyncIterator

import pytest
from litestar.testing import AsyncTestClient

from apps.console import create_app
from apps.settings import Settings
from storage.connect import connect
from storage.store import SqlStore
from tests.support.console import CHEAP, Client, logged_in, member


@pytest.fixture
async def client(sqlite_url: str) -> AsyncIterator[Client]:
    database = connect(sqlite_url)
    await member(SqlStore(database))
    await database.close()
    async with AsyncTestClient(create_app(Settings(database_url=sqlite_url), hasher=CHEAP)) as made:
        yield made


async def test_the_page_says_what_works_and_what_waits(client: Client) -> None:
    await logged_in(client)

    page = await client.get("/")

    assert page.status_code == 200
    assert "Berichten die wachten op antwoord</dt><dd>0" in page.text
    assert "is er nu niet" in page.text
    assert "unsafe" not in page.headers["content-security-policy"]


async def test_who_is_not_logged_in_is_shown_nothing(client: Client) -> None:
    page = await client.get("/")

    assert "<h1>Inloggen</h1>" in page.text
    assert "Stand van zaken" not in page.text


async def test_whether_it_runs_is_told_to_everybody(client: Client) -> None:
    for path in ("/health/live", "/metrics", "/console.css"):
        assert (await client.get(path, follow_redirects=False)).status_code == 200


async def test_a_page_that_is_not_there_is_told_in_dutch(client: Client) -> None:
    page = await client.get("/bestaat-niet")

    assert page.status_code == 404
    assert "Deze pagina is er niet" in page.text
