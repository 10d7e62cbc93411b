"""`schakel advisor`: the accounts of the team, for who runs the product."""

import asyncio
from collections.abc import Awaitable, Callable

from argon2 import PasswordHasher
from sqlalchemy.exc import DBAPIError

from apps.commands.show import printable
from apps.settings import load_settings
from gateway.console.accounts import members
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.members import (
    BadEmail,
    BadGroup,
    BadName,
    NewAdvisor,
    OneTime,
    UnknownAdvisor,
    as_email,
)
from gateway.console.accounts.passwords import Passwords
from gateway.console.accounts.texts import ROLES
from handoff.accounts import EmailTaken
from handoff.advisors import Account, Role
from kit.clock import AMSTERDAM, utc_now
from storage.connect import connect
from storage.migrate import migrate
from storage.store import SqlStore

type _Flow[T] = Callable[[Accounts], Awaitable[T]]


class AdvisorFailed(Exception):
    """An account could not be made or changed; the text is one sentence that says why."""


def add(name: str, email: str, role: Role, groups: tuple[str, ...]) -> None:
    """Make an account and print its one-time password; raise `AdvisorFailed`."""
    wanted = NewAdvisor(name, email, role, groups)
    _print_password(_run(lambda accounts: members.add(accounts, wanted)))


def show_all() -> None:
    """Print all accounts, one a line; raise `AdvisorFailed`."""
    accounts = _run(_everybody)
    for account in accounts:
        print(printable(_line(account)))
    if not accounts:
        print("There are no accounts yet: make one with `schakel advisor add`.")


def deactivate(email: str) -> None:
    """Let somebody in no more; raise `AdvisorFailed`."""

    async def flow(accounts: Accounts) -> int:
        return await members.deactivate(accounts, (await _account(accounts, email)).advisor.id)

    appointments = _run(flow)
    print(f"{email} can no longer log in; whoever was logged in is out.")
    if appointments:
        print(f"Who made the appointments ({appointments}) is asked to choose another time.")


def reset(email: str) -> None:
    """Let somebody begin anew and print the one-time password; raise `AdvisorFailed`."""

    async def flow(accounts: Accounts) -> OneTime:
        return await members.reset(accounts, (await _account(accounts, email)).advisor.id)

    _print_password(_run(flow))


def _run[T](flow: _Flow[T]) -> T:
    try:
        return asyncio.run(_with_accounts(flow))
    except EmailTaken as error:
        raise AdvisorFailed(f"There is an account of {error} already.") from error
    except (BadName, BadEmail, BadGroup, UnknownAdvisor) as error:
        raise AdvisorFailed(" ".join(str(error).split())) from error
    except DBAPIError as error:
        # Its own text may name what was asked, and its address has a password.
        reason = type(error.orig).__name__
        raise AdvisorFailed(
            f"The database did not answer ({reason}): run `schakel doctor` to see why."
        ) from error


async def _with_accounts[T](flow: _Flow[T]) -> T:
    settings = load_settings()
    database = connect(settings.database)
    try:
        # Before the first start, or after an update, the tables are not there yet.
        await asyncio.to_thread(migrate, settings.database)
        passwords = Passwords(PasswordHasher())
        accounts = Accounts(SqlStore(database), passwords, utc_now, settings.is_console_local)
        return await flow(accounts)
    finally:
        await database.close()


async def _everybody(accounts: Accounts) -> tuple[Account, ...]:
    async with accounts.store.reading() as work:
        return tuple(await work.accounts())


async def _account(accounts: Accounts, email: str) -> Account:
    address = as_email(email)
    async with accounts.store.transaction() as work:
        account = await work.account(address)
    if account is None:
        raise UnknownAdvisor(f"There is no account of {address}.")
    return account


def _print_password(given: OneTime) -> None:
    print(f"{given.advisor.email} logs in the first time with: {given.password}")


def _line(account: Account) -> str:
    who, at = account.advisor, account.last_login_at
    last = f"last seen {at.astimezone(AMSTERDAM):%Y-%m-%d}" if at else "never logged in"
    state = last if who.is_active else "not active"
    shown = (who.email, who.name, ROLES[who.role], ",".join(who.groups), state)
    return "  ".join(filter(None, shown))
