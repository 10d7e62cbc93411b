"""Sessions on the console and the password that opens them: how long, for whom, kept how."""

from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import AsyncTestClient

from apps.console import create_app
from apps.settings import Settings
from gateway.console.accounts.passwords import PasswordTellsWho, require_good
from handoff.advisors import Advisor, Deed, Role
from storage.store import SqlStore
from tests.support.console import (
    CHEAP,
    COOKIE,
    EMAIL,
    LOGIN,
    PASSWORD,
    Client,
    deeds,
    is_in,
    log_in,
    logged_in,
    member,
    send,
    set_cookie,
)
from tests.support.time import HandClock

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MINUTE, HOUR = 60, 3_600


@pytest.fixture
def store(sqlite_store: SqlStore) -> SqlStore:
    return sqlite_store


async def test_the_cookie_is_for_this_site_and_for_no_script(
    client: Client, store: SqlStore
) -> None:
    await member(store)

    cookie = set_cookie(await log_in(client))

    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


async def test_beyond_this_machine_the_cookies_need_https(sqlite_url: str, store: SqlStore) -> None:
    await member(store, totp_secret=SECRET)
    settings = Settings(database_url=sqlite_url, console_url="https://team.example.org")
    app = create_app(settings, hasher=CHEAP)
    async with AsyncTestClient(app, base_url="https://team.example.org") as client:
        form = await client.get(LOGIN)
        code = pyotp.TOTP(SECRET).now()
        cookie = set_cookie(await log_in(client, code=code))

    assert "Secure" in cookie
    assert "Secure" in form.headers["set-cookie"]


async def test_a_session_is_never_the_one_that_the_browser_came_with(
    client: Client, store: SqlStore
) -> None:
    await member(store)
    client.cookies.set(COOKIE, "chosen-by-another", domain="testserver.local")
    await logged_in(client)
    first = client.cookies[COOKIE]

    client.cookies.delete(COOKIE)
    await logged_in(client)

    assert len({first, client.cookies[COOKIE], "chosen-by-another"}) == 3
    assert len(first) >= 43


async def test_only_a_hash_of_the_token_is_kept(
    client: Client, store: SqlStore, sqlite_url: str
) -> None:
    await member(store)
    await logged_in(client)

    kept = _all_bytes(sqlite_url)

    assert client.cookies[COOKIE].encode() not in kept
    assert PASSWORD.encode() not in kept


async def test_a_session_ends_after_an_hour_without_use(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store)
    await logged_in(client)
    for _ in range(3):
        clock.forward(59 * MINUTE)
        assert await is_in(client)

    clock.forward(HOUR)

    assert not await is_in(client)


async def test_a_session_ends_after_twelve_hours_however_it_is_used(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store)
    await logged_in(client)
    for _ in range(23):
        clock.forward(HOUR / 2)
        assert await is_in(client)

    clock.forward(HOUR / 2)

    assert not await is_in(client)


async def test_use_is_written_down_once_a_minute(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store)
    await logged_in(client)
    clock.forward(59)
    assert await is_in(client)

    clock.forward(59 * MINUTE + 1)

    # The use at 59 seconds was not written, so this is an hour without.
    assert not await is_in(client)


async def test_logging_out_ends_the_session_also_for_who_kept_its_cookie(
    client: Client, store: SqlStore
) -> None:
    await member(store)
    await logged_in(client)
    kept = client.cookies[COOKIE]

    answer = await send(client, "/adviseur/uitloggen")
    client.cookies.set(COOKIE, kept, domain="testserver.local")

    assert answer.headers["location"] == LOGIN
    assert "Max-Age=0" in set_cookie(answer)
    assert not await is_in(client)
    assert await deeds(store) == [Deed.LOGOUT, Deed.LOGIN]


async def test_a_cookie_that_opens_nothing_is_no_error(client: Client) -> None:
    for odd in (b"", b"x", "é".encode(), b'"'):
        headers = {b"Cookie": COOKIE.encode() + b"=" + odd}
        answer = await client.get("/", headers=headers, follow_redirects=False)
        assert answer.status_code == 303


async def test_another_password_needs_the_old_one_and_closes_other_sessions(
    client: Client, store: SqlStore
) -> None:
    await member(store)
    await logged_in(client)
    other = client.cookies[COOKIE]
    client.cookies.delete(COOKIE)
    await logged_in(client)
    new = "een-heel-ander-geheim"

    wrong = await send(client, "/adviseur/account", old="mis", new=new)
    right = await send(client, "/adviseur/account", old=PASSWORD, new=new)
    still_in = await is_in(client)
    client.cookies.set(COOKIE, other, domain="testserver.local")

    assert (wrong.status_code, right.status_code) == (422, 200)
    assert "Uw wachtwoord is veranderd." in right.text
    assert still_in
    assert not await is_in(client)
    client.cookies.clear()
    assert (await log_in(client)).status_code == 422
    assert (await log_in(client, password=new)).status_code == 303


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("elf-tekens!", "minstens 12"),
        ("x" * 201, "hoogstens 200"),
        ("wachtwoord-van-SAM-de-VRIES", "zonder uw naam"),
        ("mijn-sam@example.org", "zonder uw naam"),
        ("de-vrieskou-van-urk", "zonder uw naam"),
    ],
)
async def test_a_poor_password_is_refused_with_the_reason(
    client: Client, store: SqlStore, new: str, why: str
) -> None:
    await member(store)
    await logged_in(client)

    answer = await send(client, "/adviseur/account", old=PASSWORD, new=new)

    assert answer.status_code == 422
    assert why in answer.text


@given(st.text(min_size=0, max_size=20), st.text(min_size=0, max_size=20))
def test_a_password_never_has_the_address_of_its_owner_in_it(before: str, after: str) -> None:
    advisor = Advisor(id=None, name="Ad", email=EMAIL, role=Role.ADVISOR)  # type: ignore[arg-type]

    with pytest.raises(PasswordTellsWho):
        require_good(f"{before}{EMAIL.upper()}{after}", advisor)


async def test_the_old_password_is_not_to_be_guessed_in_an_open_session(
    client: Client, store: SqlStore
) -> None:
    await member(store)
    await logged_in(client)
    for _ in range(5):
        await send(client, "/adviseur/account", old="mis", new="een-heel-ander-geheim")

    right = await send(client, "/adviseur/account", old=PASSWORD, new="een-heel-ander-geheim")

    assert right.status_code == 422


async def test_a_hash_of_other_times_is_made_anew_at_the_login(
    sqlite_url: str, store: SqlStore, clock: HandClock
) -> None:
    await member(store)
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    app = create_app(Settings(database_url=sqlite_url), clock=clock, hasher=stronger)
    async with AsyncTestClient(app) as client:
        await logged_in(client)
        async with store.transaction() as work:
            account = await work.account(EMAIL)

        assert account is not None
        assert not stronger.check_needs_rehash(account.password_hash)
        assert (await log_in(client)).status_code == 303


def _all_bytes(url: str) -> bytes:
    file = Path(url.removeprefix("sqlite:///"))
    return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
