"""Logging in on the console: who gets in, and what is told to who does not."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Request, get

from gateway.console.accounts.passwords import Passwords
from gateway.console.accounts.places import START, local
from handoff.advisors import Advisor, Attempts, Deed, Role
from handoff.sessions import Session
from storage.store import SqlStore
from tests.support.console import (
    CHEAP,
    EMAIL,
    LOGIN,
    PASSWORD,
    Client,
    deeds,
    is_in,
    log_in,
    logged_in,
    member,
)
from tests.support.time import HandClock


@pytest.fixture
def store(sqlite_store: SqlStore) -> SqlStore:
    return sqlite_store


@pytest.mark.parametrize("path", ["/", "/scans", "/adviseur/account", "/adviseur/team"])
async def test_who_is_not_logged_in_is_sent_to_log_in_and_then_back(
    client: Client, store: SqlStore, path: str
) -> None:
    await member(store, role=Role.ADMINISTRATOR)

    refused = await client.get(f"{path}?a=1", follow_redirects=False)
    form = await client.get(refused.headers["location"])
    naar = re.findall(r'name="naar" value="([^"]+)"', form.text)[0]
    entered = await log_in(client, naar=naar)

    assert refused.status_code == 303
    assert refused.headers["location"] == f"{LOGIN}?naar={path}%3Fa%3D1"
    assert entered.headers["location"] == f"{path}?a=1"
    assert (await client.get(path)).status_code == 200


async def test_a_form_without_its_token_is_refused_in_dutch(
    client: Client, store: SqlStore
) -> None:
    await member(store)
    form = {"email": EMAIL, "password": PASSWORD}

    without = await client.post(LOGIN, data=form)
    wrong = await client.post(LOGIN, data={**form, "_csrf_token": "a" * 128})
    await logged_in(client)
    token = client.cookies["csrftoken"]
    logout = await client.post("/adviseur/uitloggen", follow_redirects=False)

    assert [one.status_code for one in (without, wrong, logout)] == [403] * 3
    assert "stond te lang open" in without.text
    assert token
    assert await is_in(client)


async def test_a_token_in_a_header_serves_a_program(client: Client, store: SqlStore) -> None:
    await member(store)
    await logged_in(client)
    headers = {"x-csrftoken": client.cookies["csrftoken"]}

    answer = await client.post("/adviseur/uitloggen", headers=headers, follow_redirects=False)

    assert answer.status_code == 303
    assert not await is_in(client)


async def test_whatever_is_wrong_the_answer_is_the_same(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store)
    await member(store, "code@example.org", totp_required=True, totp_secret=pyotp.random_base32())
    gone = await member(store, "weg@example.org")
    async with store.transaction() as work:
        await work.change_advisor(Advisor(gone.id, gone.name, gone.email, gone.role, (), False))

    answers = [
        await log_in(client, email, password)
        for email, password in [
            ("niemand@example.org", PASSWORD),
            (EMAIL, "een-ander-wachtwoord"),
            ("code@example.org", PASSWORD),
            ("weg@example.org", PASSWORD),
            ("geen adres \0", ""),
        ]
    ]

    shown = {re.sub(r'name="email"[^>]+', "", answer.text) for answer in answers}
    assert len(shown) == 1
    assert "Inloggen lukt niet. Klopt alles?" in shown.pop()
    assert {answer.status_code for answer in answers} == {422}
    assert await deeds(store) == [Deed.LOGIN_FAILED] * 5


async def test_an_unknown_address_costs_a_hash_too() -> None:
    passwords = Passwords(CHEAP)

    assert not await passwords.is_right(None, PASSWORD)
    assert await passwords.is_right(await passwords.hashed(PASSWORD), PASSWORD)


async def test_after_five_failures_also_the_right_password_has_to_wait(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store)
    for _ in range(5):
        await log_in(client, password="mis")

    at_once = await log_in(client)
    clock.forward(1)
    later = await log_in(client)

    assert at_once.status_code == 422
    assert later.status_code == 303


async def test_trying_while_one_waits_makes_the_wait_no_longer(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store)
    for _ in range(9):
        await log_in(client, password="mis")
    clock.forward(1)

    assert (await log_in(client)).status_code == 303


async def test_a_login_forgets_the_failures_before_it(client: Client, store: SqlStore) -> None:
    await member(store)
    for _ in range(4):
        await log_in(client, password="mis")
    await logged_in(client)

    await log_in(client, password="mis")

    assert (await log_in(client)).status_code == 303


@given(st.integers(min_value=0, max_value=10_000))
def test_the_wait_is_never_longer_than_a_quarter_of_an_hour(failures: int) -> None:
    now = HandClock()()

    attempts = Attempts(failures).failed(now)

    waits = (attempts.next_try_at or now) - now
    assert attempts.failures == failures + 1
    assert (waits.total_seconds() > 0) == (failures >= 4)
    assert waits.total_seconds() <= 900


async def test_the_twenty_first_try_from_one_address_in_a_minute_is_not_looked_at(
    client: Client, store: SqlStore
) -> None:
    answers = [await log_in(client, "niemand@example.org") for _ in range(21)]

    assert [answer.status_code for answer in answers] == [422] * 20 + [429]
    assert "Wacht een minuut" in answers[-1].text
    assert (await client.get(LOGIN)).status_code == 200


@pytest.mark.parametrize(
    "naar",
    ["https://example.com", "//example.com", "/\\example.com", "/\t/example.com", "x", "", "/\n"],
)
async def test_nobody_is_sent_to_another_site(client: Client, store: SqlStore, naar: str) -> None:
    await member(store)

    entered = await log_in(client, naar=naar)

    assert entered.headers["location"] == START


@given(st.text(alphabet="/\\\t\n\r :.@?#%aé", max_size=8) | st.text())
def test_a_local_path_never_leads_elsewhere(path: str) -> None:
    site = "https://team.example.org"

    reached = urlsplit(urljoin(f"{site}/", local(path)))

    assert f"{reached.scheme}://{reached.netloc}" == site
    assert local(path)[0] == "/"
    assert local(path)[1:2] not in ("/", "\\")


async def test_a_new_route_is_closed_and_tells_a_program_that_nobody_is_logged_in(
    client: Client, store: SqlStore
) -> None:
    @get("/adviseur/api/who")
    async def who(request: Request[Advisor, Session, Any]) -> str:
        return request.user.name

    await member(store)
    client.app.register(who)

    refused = await client.get("/adviseur/api/who", follow_redirects=False)
    await logged_in(client)
    answer = await client.get("/adviseur/api/who")

    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail"].startswith("U bent niet ingelogd.")
    assert answer.text == "Sam de Vries"


async def test_a_program_gets_every_refusal_as_a_problem(client: Client) -> None:
    answer = await client.get("/adviseur/api/nog-niets")

    assert (answer.status_code, answer.json()["status"]) == (404, 404)
    assert answer.headers["content-type"] == "application/problem+json"
