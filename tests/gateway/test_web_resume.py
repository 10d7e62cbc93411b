"""A link in a letter opens its conversation over the web channel, once and nothing else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from conversations.way_back import LinkCode
from gateway.receive import token_hash
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore
from tests.gateway.conftest import Talk, assert_problem, opened

CODE = "een-code-die-niemand-raadt"
RESUME = "/api/v1/conversations/resume"


@pytest.fixture
async def kept(sqlite_url: str) -> AsyncIterator[SqlStore]:
    """The store of the site."""
    database = connect(sqlite_url)
    yield SqlStore(database)
    await database.close()


async def link(store: SqlStore, talk: Talk, *, days: float = 7) -> None:
    """Keep a link to a conversation."""
    code = LinkCode(token_hash(CODE), utc_now() + timedelta(days=days))
    async with store.transaction() as work:
        await work.keep_link(UUID(talk.id), code)


async def resume(site: httpx.AsyncClient, code: str = CODE) -> httpx.Response:
    return await site.post(RESUME, json={"code": code})


async def test_a_link_opens_the_conversation_and_the_old_browser_goes_on(
    site: httpx.AsyncClient, talk: Talk, kept: SqlStore
) -> None:
    await link(kept, talk)

    answer = await resume(site)

    body = answer.json()
    again = Talk(site, body["id"], {"Authorization": f"Bearer {body['token']}"})
    assert (answer.status_code, set(body), body["id"]) == (200, {"id", "token"}, talk.id)
    assert talk.headers != again.headers
    for browser in (talk, again):
        assert (await browser.read()).status_code == 200


async def test_a_token_of_a_link_opens_no_other_conversation(
    site: httpx.AsyncClient, talk: Talk, kept: SqlStore
) -> None:
    await link(kept, talk)
    other = await opened(site)
    token = (await resume(site)).json()["token"]

    answer = await Talk(site, other.id, {"Authorization": f"Bearer {token}"}).read()

    assert_problem(answer, 401, "no-access")


async def test_a_code_is_no_token(site: httpx.AsyncClient, talk: Talk, kept: SqlStore) -> None:
    await link(kept, talk)

    answer = await Talk(site, talk.id, {"Authorization": f"Bearer {CODE}"}).read()

    assert_problem(answer, 401, "no-access")


async def test_unknown_used_and_too_old_are_one_answer(
    site: httpx.AsyncClient, talk: Talk, kept: SqlStore
) -> None:
    unknown = await resume(site)
    await link(kept, talk)
    await resume(site)
    used = await resume(site)
    other = await opened(site)
    async with kept.transaction() as work:
        await work.keep_link(UUID(other.id), LinkCode(token_hash("oud"), utc_now()))
    too_old = await resume(site, "oud")

    for answer in (unknown, used, too_old):
        assert_problem(answer, 410, "link-lapsed")
    assert unknown.content == used.content == too_old.content


async def test_after_erasing_no_token_opens_it(
    site: httpx.AsyncClient, talk: Talk, kept: SqlStore
) -> None:
    await link(kept, talk)
    body = (await resume(site)).json()
    again = Talk(site, body["id"], {"Authorization": f"Bearer {body['token']}"})

    erased = await again.site.delete(again.path, headers=again.headers)

    assert erased.status_code == 204
    for browser in (talk, again):
        assert (await browser.read()).status_code == 404


@pytest.mark.parametrize("body", [{}, {"code": 1}, {"code": "x" * 101}, {"code": "x", "y": 1}])
async def test_what_is_no_code_is_refused_and_not_repeated(
    site: httpx.AsyncClient, body: dict[str, object]
) -> None:
    answer = await site.post(RESUME, json=body)

    assert_problem(answer, 422, "invalid")
    assert "xxx" not in answer.text
