"""A desk that calls has itself asked sooner; nothing of the call is believed."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from gateway.tickets.desks import ConnectedDesk
from gateway.tickets.webhook import routes
from handoff.tickets.fakes import MemoryBridge
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore
from tests.support.serving import serving

BODY = b'{"ticket": 1}'


@pytest.fixture
def bridge() -> MemoryBridge:
    return MemoryBridge(utc_now)


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    database = connect(sqlite_url)
    yield SqlStore(database)
    await database.close()


@pytest.fixture
async def site(store: SqlStore, bridge: MemoryBridge) -> AsyncIterator[httpx.AsyncClient]:
    desks = {"memory": ConnectedDesk(bridge, {"*": "een"})}
    async with store.transaction() as work:
        await work.add_bridge("memory", utc_now())
        (asking,) = await work.claim_bridges(["memory"], now=utc_now(), until=utc_now())
        await work.asked(asking, "0", due=utc_now().replace(year=2999))
    async with (
        serving(Litestar([routes(desks, store, utc_now)])) as address,
        httpx.AsyncClient(base_url=address) as client,
    ):
        yield client


async def _is_due(store: SqlStore) -> bool:
    async with store.transaction() as work:
        return bool(await work.claim_bridges(["memory"], now=utc_now(), until=utc_now()))


async def test_a_call_with_the_right_signature_has_the_desk_asked(
    site: httpx.AsyncClient, store: SqlStore, bridge: MemoryBridge
) -> None:
    before = await _is_due(store)
    answers = [
        await site.post("/tickets/memory", headers=bridge.signed(BODY), content=BODY)
        for _ in range(2)
    ]

    assert [one.status_code for one in answers] == [httpx.codes.NO_CONTENT] * 2
    assert (before, await _is_due(store), await _is_due(store)) == (False, True, False)


@pytest.mark.parametrize("headers", [{}, {"x-signature": "0" * 64}])
async def test_a_call_with_another_signature_is_refused_and_leaves_no_trace(
    site: httpx.AsyncClient, store: SqlStore, headers: dict[str, str]
) -> None:
    answer = await site.post("/tickets/memory", headers=headers, content=BODY)

    assert (answer.status_code, await _is_due(store)) == (httpx.codes.FORBIDDEN, False)


async def test_a_desk_that_is_not_connected_is_not_found(site: httpx.AsyncClient) -> None:
    answer = await site.post("/tickets/rt", content=BODY)

    assert answer.status_code == httpx.codes.NOT_FOUND


async def test_a_call_that_is_too_large_is_not_read(
    site: httpx.AsyncClient, bridge: MemoryBridge
) -> None:
    body = b"x" * 300_000

    answer = await site.post("/tickets/memory", headers=bridge.signed(body), content=body)

    assert answer.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
