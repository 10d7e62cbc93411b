"""The team's page: numbers for whoever knows the password, nothing for others."""

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from apps.console import create_app
from apps.settings import Settings


@pytest.fixture
def app(sqlite_url: str) -> Litestar:
    return create_app(Settings(database_url=sqlite_url, console_password="goed"))


async def test_the_page_says_what_works_and_what_waits(app: Litestar) -> None:
    async with AsyncTestClient(app) as client:
        page = await client.get("/", auth=("wie dan ook", "goed"))

    assert page.status_code == 200
    assert "Berichten die wachten op antwoord</dt><dd>0" in page.text
    assert "is er nu niet" in page.text
    assert "unsafe" not in page.headers["content-security-policy"]


@pytest.mark.parametrize("auth", [None, ("", ""), ("x", "fout"), ("goed", "")])
async def test_without_the_password_nothing_is_shown(
    app: Litestar, auth: tuple[str, str] | None
) -> None:
    async with AsyncTestClient(app) as client:
        page = await client.get("/", auth=auth)

    assert page.status_code == 401
    assert page.headers["www-authenticate"].startswith("Basic")
    assert "Stand van zaken" not in page.text


async def test_a_header_of_another_shape_is_no_password(app: Litestar) -> None:
    async with AsyncTestClient(app) as client:
        for header in ("Basic", "Basic %%%", "Bearer goed"):
            page = await client.get("/", headers={"Authorization": header})
            assert page.status_code == 401


def test_without_a_password_the_console_does_not_start(sqlite_url: str) -> None:
    with pytest.raises(ValueError, match="password"):
        create_app(Settings(database_url=sqlite_url))
