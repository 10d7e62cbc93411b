"""What comes back from the provider: what proves who somebody is, and what does not."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import Key, OctKey, RSAKey

from gateway.console.accounts.departures import Departures, new_departure
from handoff.advisors import Deed
from kit.clock import utc_now
from storage.store import SqlStore
from tests.support.console import COOKIE, Client, deeds, is_in, member
from tests.support.provider import CLIENT_ID, CLIENT_SECRET, Claims, OidcProvider
from tests.support.time import HandClock
from tests.support.work_account import (
    BACK,
    FAILED,
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


async def test_a_login_that_began_in_another_browser_is_refused(
    client: Client, store: SqlStore
) -> None:
    await member(store)
    await leave(client)
    this = client.cookies
    client.cookies = httpx.Cookies()
    back = await agree(await leave(client))
    other = client.cookies

    client.cookies = httpx.Cookies()
    in_a_third = await come_back(client, back)
    client.cookies = this
    in_this = await come_back(client, back)
    client.cookies = other
    in_its_own = await come_back(client, back)

    assert [one.status_code for one in (in_a_third, in_this, in_its_own)] == [422, 422, 200]
    assert FAILED in in_this.text
    assert COOKIE not in this


async def test_a_made_up_return_does_not_spoil_the_real_one(
    client: Client, store: SqlStore
) -> None:
    await member(store)
    real = await agree(await leave(client))

    refused = [
        await come_back(client, f"{BACK}{query}")
        for query in ("", "?code=x", "?state=x", "?code=x&state=x", "?state=%ED%A0%80", "?state=é")
    ]

    assert {answer.status_code for answer in refused} == {422}
    assert (await come_back(client, real)).status_code == 200


async def test_one_comes_back_once(client: Client, store: SqlStore) -> None:
    await member(store)
    cookies = dict(client.cookies)
    address = await leave(client)
    cookies |= dict(client.cookies)
    back = await agree(address)

    first = await come_back(client, back)
    client.cookies.set(WORK_COOKIE, cookies[WORK_COOKIE], "127.0.0.1", WORK)
    second = await come_back(client, back)

    assert (first.status_code, second.status_code) == (200, 422)
    assert await deeds(store) == [Deed.LOGIN_FAILED, Deed.LOGIN_OIDC]


async def test_one_has_ten_minutes(client: Client, store: SqlStore, clock: HandClock) -> None:
    await member(store)
    for seconds, status in ((599, 200), (600, 422)):
        clock.forward(-seconds)
        address = await leave(client)
        clock.forward(seconds)

        answer = await come_back(client, await agree(address))

        assert answer.status_code == status


async def test_an_id_token_with_a_wrong_claim_lets_nobody_in(
    client: Client, store: SqlStore, provider: OidcProvider, clock: HandClock
) -> None:
    now = int(clock.now.timestamp())
    lies: list[Claims] = [
        {"nonce": "of-another-login"},
        {"nonce": None},
        {"aud": "another-console"},
        {"aud": [CLIENT_ID, "another-console"]},
        {"azp": "another-console"},
        {"iss": "https://login.example.com"},
        {"exp": now - 61},
        {"exp": None},
        {"iat": now + 1_800},
        {"sub": None},
        {"email": 7},
    ]
    await member(store)
    for lie in lies:
        provider.lie = lie

        answer = await log_in_at_work(client)

        assert answer.status_code == 422, lie
        assert FAILED in answer.text
    assert not await is_in(client)
    assert await deeds(store) == [Deed.LOGIN_FAILED] * len(lies)


async def test_a_clock_may_differ_a_minute(
    client: Client, store: SqlStore, clock: HandClock, provider: OidcProvider
) -> None:
    await member(store)
    provider.lie = {"exp": int(clock.now.timestamp()) - 50}

    assert (await log_in_at_work(client)).status_code == 200


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
async def test_an_id_token_that_the_provider_did_not_sign_lets_nobody_in(
    client: Client, store: SqlStore, provider: OidcProvider
) -> None:
    other, ours = RSAKey.generate_key(private=True), OctKey.import_key(CLIENT_SECRET)
    forgeries: list[tuple[Key, Claims]] = [
        (other, {}),
        (other, {"kid": "never-published"}),
        (ours, {"alg": "HS256"}),
        (ours, {"alg": "none"}),
    ]
    await member(store)
    for key, header in forgeries:
        provider.key, provider.header = key, header

        answer = await log_in_at_work(client)

        assert answer.status_code == 422, header
    assert not await is_in(client)


async def test_the_provider_is_asked_once_and_again_when_it_signs_with_an_unknown_key(
    client: Client, store: SqlStore, provider: OidcProvider
) -> None:
    await member(store)
    at_the_start = list(provider.seen)
    await log_in_at_work(client)
    await log_in_at_work(client)
    asked = provider.seen.count("/jwks")

    provider.sign_with_new_key()
    answer = await log_in_at_work(client)

    assert at_the_start == []
    assert asked == 1
    assert answer.status_code == 200
    assert provider.seen.count("/jwks") == 2


async def test_another_issuer_at_the_same_address_is_not_believed(
    sqlite_url: str, provider: OidcProvider, clock: HandClock
) -> None:
    elsewhere = provider.url.replace("localhost", "127.0.0.1") + "/team"
    async with browser(with_provider(sqlite_url, elsewhere), clock) as client:
        answer = await client.get(WORK, follow_redirects=False)

    assert FAILED in answer.text


@given(st.integers(min_value=1, max_value=3_000))
def test_strangers_never_fill_the_memory(how_many: int) -> None:
    departures, now = Departures(), utc_now()
    made = [new_departure("/", now) for _ in range(how_many)]

    tokens = [departures.keep(departure) for departure in made]
    taken = [
        departures.take(token, departure.state, now)
        for token, departure in zip(tokens, made, strict=True)
    ]

    assert [one for one in taken if one] == made[-1_000:]
