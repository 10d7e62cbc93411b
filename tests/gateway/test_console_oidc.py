"""Logging in on the console with the account of one's own organisation."""

import socket

import httpx
import pytest

from apps.settings import BadSetting, Settings, load_settings
from handoff.advisors import Advisor, Deed
from storage.store import SqlStore
from tests.support.console import (
    COOKIE,
    EMAIL,
    LOGIN,
    Client,
    deeds,
    is_in,
    log_in,
    member,
    set_cookie,
)
from tests.support.provider import OidcProvider
from tests.support.time import HandClock
from tests.support.work_account import (
    BACK,
    CONSOLE,
    FAILED,
    UNKNOWN,
    WORK,
    WORK_COOKIE,
    agree,
    browser,
    come_back,
    leave,
    log_in_at_work,
    with_provider,
)


@pytest.fixture
def clock(provider_clock: HandClock) -> HandClock:
    return provider_clock


@pytest.fixture
def store(sqlite_store: SqlStore) -> SqlStore:
    return sqlite_store


@pytest.fixture
def client(work_client: Client) -> Client:
    return work_client


async def test_who_has_an_account_is_let_in_without_a_password_or_code(
    client: Client, store: SqlStore
) -> None:
    await member(store, totp_required=True)
    await client.get(LOGIN)

    answer = await log_in_at_work(client, EMAIL.upper())

    assert answer.status_code == 200
    assert answer.headers["refresh"] == "0; url=/scans"
    assert 'href="/scans"' in answer.text
    assert "script" not in answer.headers["content-security-policy"]
    assert await is_in(client)
    assert await deeds(store) == [Deed.LOGIN_OIDC]


async def test_the_button_is_there_only_where_an_organisation_has_a_login(
    client: Client, sqlite_url: str, clock: HandClock
) -> None:
    async with browser(Settings(database_url=sqlite_url), clock) as without:
        elsewhere = await without.get(LOGIN)
        nothing = await without.get(WORK, follow_redirects=False)
    here = await client.get(LOGIN, params={"naar": "/scans?a=1&b=2"})

    assert "werkaccount" not in elsewhere.text
    assert nothing.status_code == 303
    assert nothing.headers["location"].startswith(f"{LOGIN}?")
    assert f'href="{WORK}?naar=/scans%3Fa%3D1%26b%3D2">Inloggen met uw werkaccount' in here.text


async def test_what_goes_to_the_provider_is_never_the_same_and_is_checked_by_it(
    client: Client, store: SqlStore, provider: OidcProvider
) -> None:
    await member(store)

    first = httpx.URL(await leave(client)).params
    second = httpx.URL(await leave(client)).params
    await log_in_at_work(client)

    assert first["scope"] == "openid email profile"
    assert first["redirect_uri"] == f"{CONSOLE}{BACK}"
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))
    assert set(provider.challenges.values()) == {"S256"}
    assert [provider.challenged_by(verifier) for verifier in provider.verifiers] == [True]


async def test_the_session_is_new_and_its_cookie_is_for_this_site_and_no_script(
    client: Client, store: SqlStore
) -> None:
    await member(store)
    await log_in(client)
    before = client.cookies[COOKIE]

    cookie = set_cookie(await log_in_at_work(client))

    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert client.cookies[COOKIE] != before
    assert WORK_COOKIE not in client.cookies


@pytest.mark.parametrize(("url", "is_secure"), [("", False), ("https://team.example.org", True)])
async def test_the_cookie_of_a_departure_comes_back_from_another_site_and_goes_nowhere_else(
    sqlite_url: str, provider: OidcProvider, clock: HandClock, url: str, is_secure: bool
) -> None:
    async with browser(
        with_provider(sqlite_url, provider.url, url), clock, url or CONSOLE
    ) as client:
        answer = await client.get(WORK, follow_redirects=False)

    cookie = next(
        one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{WORK_COOKIE}=")
    )
    flags = set(cookie.split("; "))
    assert {"HttpOnly", "SameSite=lax", f"Path={WORK}", "Max-Age=600"} <= flags
    assert ("Secure" in flags) == is_secure


async def test_who_is_unknown_closed_or_unverified_is_told_to_ask_for_an_account(
    client: Client, store: SqlStore, provider: OidcProvider
) -> None:
    await member(store)
    gone = await member(store, "weg@example.org")
    async with store.transaction() as work:
        await work.change_advisor(Advisor(gone.id, gone.name, gone.email, gone.role, (), False))
    provider.tell_of("niemand@example.org", email_verified=True)
    provider.tell_of("leeg@example.org", email="")
    provider.tell_of(EMAIL, email_verified=False)

    answers = [
        await log_in_at_work(client, email)
        for email in ("niemand@example.org", gone.email, "leeg@example.org", EMAIL)
    ]
    provider.tell_of(EMAIL, email_verified="false")
    answers.append(await log_in_at_work(client))

    assert {answer.status_code for answer in answers} == {422}
    assert all(UNKNOWN in answer.text for answer in answers)
    assert not await is_in(client)
    assert await deeds(store) == [Deed.LOGIN_FAILED] * 5


async def test_who_declines_at_the_provider_is_back_at_the_form(
    client: Client, store: SqlStore
) -> None:
    await member(store)
    back = await agree(await leave(client), action="deny")

    answer = await come_back(client, back)

    assert "error=access_denied" in back
    assert answer.status_code == 422
    assert FAILED in answer.text
    assert 'name="naar" value="/scans"' in answer.text
    assert (await log_in(client)).status_code == 303


async def test_without_its_provider_the_console_starts_and_takes_passwords(
    sqlite_url: str, store: SqlStore, clock: HandClock
) -> None:
    await member(store)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    async with browser(with_provider(sqlite_url, nobody), clock) as client:
        answer = await client.get(WORK, params={"naar": "/scans"}, follow_redirects=False)

        assert answer.status_code == 422
        assert FAILED in answer.text
        assert 'name="naar" value="/scans"' in answer.text
        assert (await log_in(client)).status_code == 303
        assert await deeds(store) == [Deed.LOGIN]


async def test_a_provider_that_fails_halfway_leaves_the_password_and_recovers(
    client: Client, store: SqlStore, provider: OidcProvider
) -> None:
    await member(store)
    back = await agree(await leave(client))
    provider.is_broken = True

    failed = await come_back(client, back)
    by_password = await log_in(client)
    provider.is_broken = False

    assert FAILED in failed.text
    assert by_password.status_code == 303
    assert (await log_in_at_work(client)).status_code == 200


async def test_nobody_is_sent_to_another_site(client: Client, store: SqlStore) -> None:
    await member(store)

    answers = [
        await log_in_at_work(client, naar=naar)
        for naar in ("https://example.com", "//example.com", "/\\example.com", "/\r\nx", "x")
    ]

    assert {answer.headers["refresh"] for answer in answers} == {"0; url=/adviseur/"}
    assert not any("example.com" in answer.text for answer in answers)


async def test_too_many_tries_leave_the_form_for_passwords_open(
    client: Client, store: SqlStore
) -> None:
    await member(store)

    answers = [await client.get(BACK) for _ in range(61)]

    assert [answer.status_code for answer in answers] == [422] * 60 + [429]
    assert (await log_in(client)).status_code == 303


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"ISSUER": "https://login.example.org"}, "CLIENT_ID"),
        ({"CLIENT_ID": "a", "CLIENT_SECRET": "b"}, "ISSUER"),
        ({"ISSUER": "http://login.example.org", "CLIENT_ID": "a", "CLIENT_SECRET": "b"}, "ISSUER"),
    ],
)
def test_half_a_provider_is_told_at_the_start(given: dict[str, str], named: str) -> None:
    environment = {f"SCHAKEL_OIDC_{name}": value for name, value in given.items()}

    with pytest.raises(BadSetting, match=f"SCHAKEL_OIDC_{named}: "):
        load_settings(environment)
