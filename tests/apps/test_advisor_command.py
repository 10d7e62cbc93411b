"""Accounts made from the command line and at the first start, and errors of one sentence."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from apps.first_account import make_first_account
from apps.keys import DEMO_EMAIL
from apps.settings import ROOT, Settings
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.passwords import Passwords
from handoff.advisors import Account, Role
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore
from tests.support.console import CHEAP, member


def advisor(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apps.cli", "advisor", *words]
    settings = {"SCHAKEL_DATABASE_URL": url}
    return subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60, check=False
    )


async def accounts_in(url: str) -> list[Account]:
    database = connect(url)
    async with SqlStore(database).reading() as work:
        found = list(await work.accounts())
    await database.close()
    return found


async def opens(account: Account, password: str) -> bool:
    return await Passwords(CHEAP).is_right(account.password_hash, password)


async def test_an_account_gets_a_password_that_opens_it_and_is_listed(sqlite_url: str) -> None:
    role = ("--role", "teamleider", "--group", "urk", "--group", "dronten")

    added = advisor(sqlite_url, "add", "Sam de Vries", "Sam@Example.org", *role)
    listed = advisor(sqlite_url, "list")

    (account,) = await accounts_in(sqlite_url)
    assert added.returncode == 0, added.stderr
    assert await opens(account, _password(added))
    assert (account.advisor.role, account.advisor.groups) == (Role.LEAD, ("urk", "dronten"))
    assert account.totp_required
    assert listed.stdout == (
        "sam@example.org  Sam de Vries  teamleider  urk,dronten  never logged in\n"
    )


def test_on_an_empty_machine_the_list_says_what_to_do(tmp_path: Path) -> None:
    listed = advisor(f"sqlite:///{tmp_path / 'new.db'}", "list")

    assert listed.returncode == 0
    assert "schakel advisor add" in listed.stdout


async def test_a_deactivated_account_is_open_again_after_a_reset(sqlite_url: str) -> None:
    advisor(sqlite_url, "add", "Sam", "sam@example.org")

    closed = advisor(sqlite_url, "deactivate", "SAM@example.org")
    (account,) = await accounts_in(sqlite_url)
    given = advisor(sqlite_url, "reset", "sam@example.org")
    (again,) = await accounts_in(sqlite_url)

    assert (closed.returncode, given.returncode) == (0, 0)
    assert not account.advisor.is_active
    assert again.advisor.is_active
    assert await opens(again, _password(given))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "Sam", "sam@example.org"), "sam@example.org already"),
        (("add", "Sam", "sam"), "'sam' is no e-mail address"),
        (("add", " ", "x@example.org"), "A name has"),
        (("add", "Sam", "x@example.org", "--group", "Urk!"), "'Urk!' is no id of a group"),
        (("deactivate", "x@example.org"), "no account of x@example.org"),
        (("reset", "x@example.org"), "no account of x@example.org"),
    ],
)
async def test_what_is_wrong_is_one_sentence(
    sqlite_url: str, words: tuple[str, ...], said: str
) -> None:
    database = connect(sqlite_url)
    await member(SqlStore(database))
    await database.close()

    ended = advisor(sqlite_url, *words)

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert said in ended.stderr


def test_a_role_that_is_none_is_told_with_those_there_are(sqlite_url: str) -> None:
    ended = advisor(sqlite_url, "add", "Sam", "sam@example.org", "--role", "boss")

    assert ended.returncode == 2
    assert "teamleider" in ended.stderr


def test_a_database_that_is_away_is_one_sentence_without_its_password() -> None:
    ended = advisor("postgresql+psycopg://u:geheim@127.0.0.1:1/x", "list")

    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "schakel doctor" in ended.stderr
    assert "geheim" not in ended.stderr


async def test_the_first_start_makes_one_administrator_who_logs_in_without_a_code(
    sqlite_url: str,
) -> None:
    settings = Settings(database_url=sqlite_url, console_password="goed")

    await make_first_account(settings)
    await make_first_account(Settings(database_url=sqlite_url, console_password="anders"))

    (account,) = await accounts_in(sqlite_url)
    assert (account.advisor.email, account.advisor.role) == (DEMO_EMAIL, Role.ADMINISTRATOR)
    assert (account.advisor.name, account.advisor.groups) == ("Demo Adviseur", ())
    assert await opens(account, "goed")
    assert not account.totp_required


async def test_beyond_this_machine_the_first_administrator_needs_a_code_too(
    sqlite_url: str,
) -> None:
    await make_first_account(Settings(database_url=sqlite_url, console_password="goed"))
    (account,) = await accounts_in(sqlite_url)
    database = connect(sqlite_url)

    needs = [
        Accounts(SqlStore(database), Passwords(CHEAP), utc_now, is_local).needs_code(account)
        for is_local in (True, False)
    ]

    await database.close()
    assert needs == [False, True]


async def test_without_a_password_no_account_is_made(sqlite_url: str) -> None:
    await make_first_account(Settings(database_url=sqlite_url))

    assert await accounts_in(sqlite_url) == []


async def test_where_somebody_has_an_account_none_is_made(sqlite_url: str) -> None:
    database = connect(sqlite_url)
    await member(SqlStore(database))
    await database.close()

    await make_first_account(Settings(database_url=sqlite_url, console_password="goed"))

    assert len(await accounts_in(sqlite_url)) == 1


def test_the_start_of_the_product_makes_the_first_account(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    given = {"SCHAKEL_DATABASE_URL": url, "SCHAKEL_CONSOLE_PASSWORD": "goed"}

    for _ in range(2):
        subprocess.run([sys.executable, "-m", "apps.migrate"], cwd=ROOT, env=given, check=True)

    (account,) = asyncio.run(accounts_in(url))
    assert account.advisor.email == DEMO_EMAIL


def _password(ended: subprocess.CompletedProcess[str]) -> str:
    return ended.stdout.split()[-1]
