"""Codes from an app: how they are set up, and that each opens once."""

import re

import pyotp
import pytest
from litestar.testing import AsyncTestClient

from apps.console import create_app
from apps.settings import Settings
from handoff.advisors import Deed
from storage.store import SqlStore
from tests.support.console import (
    CHEAP,
    COOKIE,
    LOGIN,
    Client,
    deeds,
    is_in,
    log_in,
    member,
    send,
)
from tests.support.time import HandClock

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MINUTE = 60


@pytest.fixture
def store(sqlite_store: SqlStore) -> SqlStore:
    return sqlite_store


def code_at(clock: HandClock, steps: int = 0, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(clock(), counter_offset=steps)


async def test_with_codes_a_password_is_not_enough(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store, totp_required=True, totp_secret=SECRET)

    without = await log_in(client)
    wrong = await log_in(client, code="000000")
    right = await log_in(client, code=f" {code_at(clock)[:3]} {code_at(clock)[3:]} ")

    assert [one.status_code for one in (without, wrong, right)] == [422, 422, 303]
    assert await is_in(client)


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (1, 303), (2, 422)])
async def test_a_code_counts_a_step_of_30_seconds_before_and_after_its_own(
    client: Client, store: SqlStore, clock: HandClock, steps: int, status: int
) -> None:
    await member(store, totp_required=True, totp_secret=SECRET)

    assert (await log_in(client, code=code_at(clock, steps))).status_code == status


async def test_a_code_opens_once_and_so_does_an_older_one(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store, totp_required=True, totp_secret=SECRET)
    code, older = code_at(clock), code_at(clock, -1)

    answers = [await log_in(client, code=one) for one in (code, code, older)]
    clock.forward(30)
    answers.append(await log_in(client, code=code_at(clock)))

    assert [answer.status_code for answer in answers] == [303, 422, 422, 303]


async def test_at_the_first_login_codes_are_set_up_before_anything_opens(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store, totp_required=True)

    entered = await log_in(client, naar="/scans")
    half_in = await is_in(client)
    shown = await client.get(entered.headers["location"])
    secret = re.findall(r"<code>([A-Z2-7 ]+)</code>", shown.text)[0].replace(" ", "")
    wrong = await send(client, f"{LOGIN}/code", code="000000", naar="/scans")
    before = client.cookies[COOKIE]
    right = await send(client, f"{LOGIN}/code", code=code_at(clock, 0, secret), naar="/scans")

    assert entered.headers["location"] == f"{LOGIN}/code?naar=/scans"
    assert not half_in
    assert "<svg" in shown.text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?:", shown.text)
    assert (wrong.status_code, right.status_code) == (422, 303)
    assert secret in wrong.text.replace(" ", "")
    assert right.headers["location"] == "/scans"
    assert client.cookies[COOKIE] != before
    assert await is_in(client)
    assert await deeds(store) == [Deed.LOGIN, Deed.TOTP_SET]


async def test_a_code_that_set_up_the_codes_opens_nothing_more(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store, totp_required=True)
    secret = await _set_up(client, clock)

    again = await log_in(client, code=code_at(clock, 0, secret))

    assert again.status_code == 422


async def test_codes_are_set_up_within_ten_minutes_and_only_by_who_knew_the_password(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store, totp_required=True)
    nobody = await client.get(f"{LOGIN}/code", follow_redirects=False)
    await log_in(client)
    clock.forward(10 * MINUTE)

    late = await send(client, f"{LOGIN}/code", code="000000")

    assert (nobody.status_code, late.status_code) == (303, 303)
    assert late.headers["location"].startswith(LOGIN)


async def test_of_two_browsers_that_set_up_codes_the_first_counts(
    client: Client, store: SqlStore, clock: HandClock
) -> None:
    await member(store, totp_required=True)
    await log_in(client)
    half_in = client.cookies[COOKIE]
    client.cookies.delete(COOKIE)
    await _set_up(client, clock)
    client.cookies.set(COOKIE, half_in, domain="testserver.local")

    second = await client.get(f"{LOGIN}/code", follow_redirects=False)

    assert second.headers["location"].startswith(LOGIN)


async def test_beyond_this_machine_nobody_logs_in_with_a_password_alone(
    sqlite_url: str, store: SqlStore
) -> None:
    await member(store, totp_required=False)
    settings = Settings(database_url=sqlite_url, console_url="https://team.example.org")
    app = create_app(settings, hasher=CHEAP)
    async with AsyncTestClient(app, base_url="https://team.example.org") as client:
        entered = await log_in(client)

    assert entered.headers["location"].startswith(f"{LOGIN}/code")


async def _set_up(client: Client, clock: HandClock) -> str:
    """Set codes up as somebody does at the first login; return the secret."""
    await log_in(client)
    shown = (await client.get(f"{LOGIN}/code")).text
    secret = re.findall(r"<code>([A-Z2-7 ]+)</code>", shown)[0].replace(" ", "")
    answer = await send(client, f"{LOGIN}/code", code=code_at(clock, 0, secret))
    assert answer.status_code == 303
    return str(secret)
