"""Partners in the console: who may ask, what is told of each, and when it can be withdrawn."""

from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest
from litestar.testing import AsyncTestClient

from apps.console import create_app
from apps.settings import Settings
from conversations.handoffs import Handoff
from handoff.advisors import Advisor, Deed
from handoff.partners import Purpose
from storage.connect import connect
from storage.store import SqlStore
from tests.handoff.partner_people import (
    EMAIL,
    MOVES,
    NAME,
    NO,
    PARTNER,
    SITE,
    VISITING,
    YES,
    code_in,
    letters,
    press,
)
from tests.handoff.people import texts, waiting, wish
from tests.support.console import CHEAP, Client, deeds, logged_in, member
from tests.support.time import HandClock

API = "/adviseur/api/handoffs"


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    database = connect(sqlite_url)
    yield SqlStore(database)
    await database.close()


@pytest.fixture
async def sam(store: SqlStore) -> Advisor:
    return await member(store)


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    return Settings(database_url=sqlite_url, site_url=SITE, smtp_url="smtp://mail.example.org:587")


@pytest.fixture
async def client(settings: Settings, clock: HandClock, sam: Advisor) -> AsyncIterator[Client]:
    """A browser in which Sam is logged in."""
    async with AsyncTestClient(create_app(settings, clock=clock, hasher=CHEAP)) as client:
        await logged_in(client, sam.email)
        yield client


@pytest.fixture
async def handoff(store: SqlStore, clock: HandClock, sam: Advisor) -> Handoff:
    """A request that Sam has."""
    asked = await waiting(store, clock)
    async with store.transaction() as work:
        return await MOVES.take(work, asked.id, sam, clock())


async def ask(client: Client, handoff: Handoff, **changes: object) -> httpx.Response:
    body = {
        "client_id": str(uuid4()),
        "partner": PARTNER,
        "email": EMAIL,
        "purpose": "along",
        "note": "Kijk jij eens naar de lening?",
    }
    return await client.post(
        f"{API}/{handoff.id}/partners", json=body | changes, headers=_token(client)
    )


async def withdraw(client: Client, handoff: Handoff, share: object) -> httpx.Response:
    address = f"{API}/{handoff.id}/partners/{share}"
    return await client.delete(address, headers=_token(client))


async def listed(client: Client, handoff: Handoff) -> list[dict[str, str]]:
    answer = await client.get(f"{API}/{handoff.id}/partners")
    assert answer.status_code == 200
    return list(answer.json()["shares"])


def _token(client: Client) -> dict[str, str]:
    return {"x-csrftoken": client.cookies["csrftoken"]}


def _name(answer: httpx.Response) -> str:
    return str(answer.json()["type"].rpartition(":")[2])


async def test_asking_is_written_down_and_the_same_question_is_asked_once(
    client: Client, store: SqlStore, handoff: Handoff
) -> None:
    id = str(uuid4())

    answers = [await ask(client, handoff, client_id=id) for _ in range(2)]

    assert [(one.status_code, one.json()) for one in answers] == [(200, {"id": id})] * 2
    assert sum(NAME in said for said in await texts(store, handoff.conversation)) == 1
    assert Deed.PARTNER_ASKED in await deeds(store)


async def test_every_state_is_told_with_who_was_asked(
    client: Client, store: SqlStore, clock: HandClock, handoff: Handoff
) -> None:
    id = (await ask(client, handoff)).json()["id"]
    states = [await listed(client, handoff)]
    await press(store, clock, handoff, YES)
    (letter,) = await letters(store, clock)
    states.append(await listed(client, handoff))
    async with store.transaction() as work:
        await VISITING.open(work, code_in(letter), clock())
    states.append(await listed(client, handoff))
    await withdraw(client, handoff, id)
    states.append(await listed(client, handoff))

    shares = [share for (share,) in states]
    assert [one["state"] for one in shares] == ["asked", "sent", "opened", "withdrawn"]
    assert {(one["id"], one["partner"], one["email"], one["purpose"]) for one in shares} == {
        (id, NAME, EMAIL, "along")
    }
    assert shares[0]["asked_at"]
    assert "note" not in shares[0]


async def test_a_referral_that_is_taken_up_or_refused_is_told(
    client: Client, store: SqlStore, clock: HandClock, handoff: Handoff
) -> None:
    await ask(client, handoff, purpose="refer")
    await press(store, clock, handoff, YES)
    (letter,) = await letters(store, clock)
    async with store.transaction() as work:
        await VISITING.take_up(work, code_in(letter), clock())
    clock.forward(1)
    await ask(client, handoff, partner="kvk")
    await press(store, clock, handoff, NO)

    assert [one["state"] for one in await listed(client, handoff)] == ["taken", "refused"]


async def test_withdrawing_ends_the_link_and_is_written_down(
    client: Client, store: SqlStore, clock: HandClock, handoff: Handoff
) -> None:
    id = (await ask(client, handoff)).json()["id"]
    await press(store, clock, handoff, YES)

    answers = [await withdraw(client, handoff, id) for _ in range(2)]

    assert [one.status_code for one in answers] == [204, 204]
    assert await letters(store, clock) == []
    assert Deed.PARTNER_WITHDRAWN in await deeds(store)


async def test_what_can_not_be_done_is_told_by_name(
    client: Client, store: SqlStore, clock: HandClock, handoff: Handoff
) -> None:
    other = await waiting(store, clock)
    await ask(client, handoff)

    answers = [
        await ask(client, handoff),
        await ask(client, handoff, email="geen adres", partner="kvk"),
        await ask(client, handoff, partner="niemand"),
        await ask(client, other),
        await ask(client, handoff, partner="kvk", note="x" * 2_001),
        await withdraw(client, handoff, uuid4()),
        await withdraw(client, other, (await listed(client, handoff))[0]["id"]),
    ]

    assert [(one.status_code, _name(one)) for one in answers] == [
        (409, "shared-already"),
        (422, "not-an-address"),
        (422, "unknown-partner"),
        (409, "not-yours"),
        (422, "text-too-long"),
        (404, "unknown"),
        (404, "unknown"),
    ]
    assert all(one.json()["detail"].endswith(".") for one in answers)


async def test_what_is_no_purpose_and_who_has_no_token_is_refused(
    client: Client, handoff: Handoff
) -> None:
    wrong = await ask(client, handoff, purpose="kijken")
    client.headers.pop("x-csrftoken", None)
    forged = await client.post(f"{API}/{handoff.id}/partners", json={})

    assert (wrong.status_code, forged.status_code) == (400, 403)
    assert await listed(client, handoff) == []


async def test_a_closed_group_stays_closed(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    closed = await waiting(store, clock, wish(clock, group="geld"))

    answers = [
        await client.get(f"{API}/{closed.id}/partners"),
        await ask(client, closed),
        await withdraw(client, closed, uuid4()),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404]


@pytest.mark.parametrize("missing", ["site_url", "smtp_url"])
class TestWithoutLetters:
    """A console of which no mail leaves, or that knows no site."""

    @pytest.fixture
    def settings(self, sqlite_url: str, missing: str) -> Settings:
        known = {"site_url": SITE, "smtp_url": "smtp://mail.example.org:587"}
        known.pop(missing)
        return Settings(
            database_url=sqlite_url,
            site_url=known.get("site_url", ""),
            smtp_url=known.get("smtp_url", ""),
        )

    async def test_nobody_can_be_asked_and_that_is_said_beforehand(
        self, client: Client, handoff: Handoff
    ) -> None:
        shown = (await client.get(f"{API}/{handoff.id}/partners")).json()

        refused = await ask(client, handoff)

        assert shown == {"may_mail": False, "shares": []}
        assert (refused.status_code, _name(refused)) == (409, "no-letters")


async def test_with_letters_somebody_can_be_asked(client: Client, handoff: Handoff) -> None:
    shown = (await client.get(f"{API}/{handoff.id}/partners")).json()

    assert shown == {"may_mail": True, "shares": []}
    assert [one.value for one in Purpose] == ["along", "refer"]
