"""The pool in the console: who fits, who may introduce, and nothing that tells how to reach."""

from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest
from litestar.testing import AsyncTestClient

from apps.console import create_app
from apps.settings import Settings
from conversations.handoffs import Handoff
from conversations.helpers import PoolMove
from handoff.advisors import Advisor, Deed, Role
from storage.connect import connect
from storage.store import SqlStore
from tests.handoff.people import texts, waiting, wish
from tests.handoff.pool_people import (
    HELPER_CONTACT,
    HELPER_LAST_NAME,
    MOVES,
    joins,
    moves_in_pool,
    profile,
)
from tests.support.console import CHEAP, Client, deeds, logged_in, member, send
from tests.support.time import HandClock

PAGE, API = "/adviseur/poule", "/adviseur/api/handoffs"


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    database = connect(sqlite_url)
    yield SqlStore(database)
    await database.close()


@pytest.fixture
async def sam(store: SqlStore) -> Advisor:
    return await member(store)


@pytest.fixture
async def stranger(sqlite_url: str, clock: HandClock) -> AsyncIterator[Client]:
    """A browser in which nobody is logged in."""
    settings = Settings(database_url=sqlite_url)
    async with AsyncTestClient(create_app(settings, clock=clock, hasher=CHEAP)) as client:
        yield client


@pytest.fixture
async def client(stranger: Client, sam: Advisor) -> Client:
    await logged_in(stranger, sam.email)
    return stranger


@pytest.fixture
async def handoff(store: SqlStore, clock: HandClock, sam: Advisor) -> Handoff:
    """A request that Sam has."""
    asked = await waiting(store, clock)
    async with store.transaction() as work:
        return await MOVES.take(work, asked.id, sam, clock())


async def introduce(client: Client, handoff: Handoff, helper: object) -> httpx.Response:
    token = {"x-csrftoken": client.cookies["csrftoken"]}
    body = {"helper": str(helper)}
    return await client.post(f"{API}/{handoff.id}/introduce", json=body, headers=token)


async def test_who_fits_is_listed_best_first_without_how_to_reach(
    client: Client, store: SqlStore, clock: HandClock, handoff: Handoff
) -> None:
    told = profile(clock, words="Bel 06-12345678 of fatima@example.org voor hulp")
    await joins(store, clock, told)
    await joins(store, clock, profile(clock, themes=("human capital",), name="Piet"))

    answer = await client.get(f"{API}/{handoff.id}/helpers")

    first, second = answer.json()["helpers"]
    assert (first["name"], first["themes"]) == ("Piet", ["human capital"])
    assert (second["name"], second["kind"], second["municipality"]) == (
        "Fatima",
        "ondernemer",
        "Urk",
    )
    assert second["words"] == "Bel [telefoonnummer] of [e-mailadres] voor hulp"
    assert HELPER_CONTACT not in answer.text
    assert HELPER_LAST_NAME not in answer.text


async def test_introducing_asks_both_and_is_written_down_once_asked(
    client: Client, store: SqlStore, clock: HandClock, handoff: Handoff
) -> None:
    helper = await joins(store, clock)

    answers = [await introduce(client, handoff, helper.id) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert sum("Fatima" in said for said in await texts(store, handoff.conversation)) == 1
    assert Deed.HELPER_INTRODUCED in await deeds(store)
    listed = (await client.get(f"{API}/{handoff.id}/helpers")).json()["helpers"]
    assert [one["is_asked"] for one in listed] == [True]


async def test_what_can_not_be_done_is_told_by_name(
    client: Client, store: SqlStore, clock: HandClock, handoff: Handoff
) -> None:
    paused = await joins(store, clock)
    await moves_in_pool(store, clock, paused.conversation, PoolMove.PAUSE)
    other = await waiting(store, clock)

    answers = [
        await introduce(client, handoff, paused.id),
        await introduce(client, handoff, uuid4()),
        await introduce(client, other, (await joins(store, clock)).id),
    ]

    assert [one.status_code for one in answers] == [409, 404, 409]
    assert [one.json()["type"].rpartition(":")[2] for one in answers] == [
        "helper-not-available",
        "unknown",
        "not-yours",
    ]


async def test_a_closed_group_stays_closed(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    closed = await waiting(store, clock, wish(clock, group="geld"))

    answers = [
        await client.get(f"{API}/{closed.id}/helpers"),
        await client.get(f"{PAGE}?gesprek={closed.id}"),
        await client.get(f"{PAGE}?gesprek={uuid4()}"),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404]


@pytest.mark.parametrize("role", list(Role))
async def test_everybody_of_the_team_sees_the_page_and_that_is_written_down(
    stranger: Client, store: SqlStore, clock: HandClock, role: Role
) -> None:
    await member(store, "kim@example.org", role=role)
    await logged_in(stranger, "kim@example.org")
    helper = await joins(store, clock)
    await moves_in_pool(store, clock, helper.conversation, PoolMove.PAUSE)

    page = await stranger.get(PAGE)

    assert page.status_code == 200
    assert all(word in page.text for word in ("Fatima", "Urk", "geld", "pauze"))
    assert HELPER_CONTACT not in page.text
    assert HELPER_LAST_NAME not in page.text
    assert (await deeds(store))[0] is Deed.HELPERS_SEEN


async def test_nobody_else_sees_anything(
    stranger: Client, store: SqlStore, clock: HandClock
) -> None:
    await joins(store, clock)

    page = await stranger.get(PAGE, follow_redirects=False)
    listed = await stranger.get(f"{API}/{uuid4()}/helpers", follow_redirects=False)

    assert (page.status_code, listed.status_code) == (303, 401)
    assert "Fatima" not in page.text + listed.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Fatima", "Piet"]),
        ("?thema=geld", ["Fatima"]),
        ("?gemeente=dronten", ["Piet"]),
        ("?thema=geld&gemeente=dronten", []),
    ],
)
async def test_the_list_can_be_limited(
    client: Client, store: SqlStore, clock: HandClock, query: str, shown: list[str]
) -> None:
    await joins(store, clock)
    far = profile(clock, name="Piet", themes=("human capital",), municipality="dronten")
    await joins(store, clock, far)

    page = (await client.get(f"{PAGE}{query}")).text

    assert [name for name in ("Fatima", "Piet") if name in page] == shown


async def test_the_button_introduces_and_needs_the_token_of_the_form(
    client: Client, store: SqlStore, clock: HandClock, handoff: Handoff
) -> None:
    helper = await joins(store, clock)
    address = f"{PAGE}/{handoff.id}/introduceer"

    before = (await client.get(f"{PAGE}?gesprek={handoff.id}")).text
    forged = await client.post(address, data={"helper": str(helper.id)})
    done = await send(client, address, helper=str(helper.id))

    assert "Introduceer</button>" in before
    assert forged.status_code == 403
    assert done.status_code == 200
    assert "Beiden is gevraagd" in done.text
    assert "Introduceer</button>" not in done.text


async def test_why_the_button_did_nothing_stands_on_the_page(
    client: Client, store: SqlStore, clock: HandClock, handoff: Handoff
) -> None:
    helper = await joins(store, clock)
    await moves_in_pool(store, clock, helper.conversation, PoolMove.LEAVE)

    gone = await send(client, f"{PAGE}/{handoff.id}/introduceer", helper=str(helper.id))

    assert gone.status_code == 409
    assert "doet niet meer mee" in gone.text


async def test_what_a_helper_wrote_is_text_and_no_page(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    script = "<script>alert(1)</script>"
    await joins(store, clock, profile(clock, words=script, name=f"{script} x"))

    page = (await client.get(f"{PAGE}?thema=%3Cscript%3E")).text + (await client.get(PAGE)).text

    assert script not in page
    assert "&lt;script&gt;" in page
