"""What is done with accounts of others: from the team's page, and from the command line."""

import re
from uuid import UUID, uuid4

from email_validator import EmailNotValidError, validate_email
from msgspec import Struct, structs

from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.passwords import one_time_password
from handoff.advisors import Account, Advisor, Attempts, AuditLine, Deed, Role
from handoff.appointments.displaced import appointments_of
from handoff.ports import TeamWork

_LONGEST_NAME = 100
_GROUP = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")


class BadName(ValueError):
    """A name is empty, too long, or has signs that no name has; the text is a sentence."""


class BadEmail(ValueError):
    """This is no e-mail address; the text is a sentence."""


class BadGroup(ValueError):
    """This is no id of a group; the text is a sentence."""


class UnknownAdvisor(Exception):
    """Nobody of the team has this id or address; the text is a sentence."""


class OneTime(Struct, frozen=True):
    """A password to begin with, and whose it is; it is shown once and kept nowhere."""

    advisor: Advisor
    password: str


class NewAdvisor(Struct, frozen=True):
    """Somebody to be of the team from now on."""

    name: str
    email: str
    role: Role
    groups: tuple[str, ...] = ()


async def add(accounts: Accounts, wanted: NewAdvisor, by: UUID | None = None) -> OneTime:
    """Make an account.

    Raises `BadName`, `BadEmail`, `BadGroup` and `EmailTaken`.
    """
    advisor = _checked(wanted)
    password = one_time_password()
    account = Account(advisor, await accounts.passwords.hashed(password))
    async with accounts.store.transaction() as work:
        await work.add_account(account)
        await _note(accounts, work, Deed.ADVISOR_ADDED, advisor, by)
    return OneTime(advisor, password)


async def change(
    accounts: Accounts, id: UUID, role: Role, groups: tuple[str, ...], by: UUID | None = None
) -> None:
    """Give somebody another role and other groups; raises `BadGroup` and `UnknownAdvisor`."""
    for group in groups:
        _require_group(group)
    async with accounts.store.transaction() as work:
        advisor = await _advisor(work, id)
        await work.change_advisor(structs.replace(advisor, role=role, groups=groups))
        await _note(accounts, work, Deed.ADVISOR_CHANGED, advisor, by)


async def deactivate(accounts: Accounts, id: UUID, by: UUID | None = None) -> int:
    """Let somebody in no more, from this moment on; raises `UnknownAdvisor`.

    Return how many appointments they had: who made those is asked to choose another time.
    """
    async with accounts.store.transaction() as work:
        advisor = await _advisor(work, id)
        await work.change_advisor(structs.replace(advisor, is_active=False))
        await work.close_sessions(id)
        await _note(accounts, work, Deed.ADVISOR_DEACTIVATED, advisor, by)
        return len(await appointments_of(work, id, accounts.clock()))


async def reset(accounts: Accounts, id: UUID, by: UUID | None = None) -> OneTime:
    """Let somebody begin anew; raises `UnknownAdvisor`.

    The codes are to be set up again, waiting is over, and who was deactivated is active again.
    """
    password = one_time_password()
    kept = await accounts.passwords.hashed(password)
    async with accounts.store.transaction() as work:
        advisor = await _advisor(work, id)
        await work.change_advisor(structs.replace(advisor, is_active=True))
        await work.change_password(id, kept)
        await work.set_totp(id, None)
        await work.count_attempt(id, Attempts())
        await work.close_sessions(id)
        await _note(accounts, work, Deed.ADVISOR_RESET, advisor, by)
    return OneTime(advisor, password)


def as_email(text: str) -> str:
    """Return an address as accounts have it; raise `BadEmail`."""
    try:
        checked = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise BadEmail(f"{text!r} is no e-mail address: {error}") from error
    return checked.normalized.lower()


def as_groups(text: str) -> tuple[str, ...]:
    """Read ids with commas or spaces between them, each once; they are not yet checked."""
    return tuple(dict.fromkeys(text.replace(",", " ").split()))


def _checked(wanted: NewAdvisor) -> Advisor:
    name = " ".join(wanted.name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise BadName(f"A name has 1 to {_LONGEST_NAME} signs that can be read.")
    for group in wanted.groups:
        _require_group(group)
    return Advisor(uuid4(), name, as_email(wanted.email), wanted.role, wanted.groups)


def _require_group(group: str) -> None:
    if not _GROUP.fullmatch(group):
        raise BadGroup(f"{group!r} is no id of a group: small letters, digits and hyphens only.")


async def _advisor(work: TeamWork, id: UUID) -> Advisor:
    account = await work.account_of(id)
    if account is None:
        raise UnknownAdvisor("Nobody of the team has this id.")
    return account.advisor


async def _note(
    accounts: Accounts, work: TeamWork, what: Deed, advisor: Advisor, by: UUID | None
) -> None:
    await work.note(AuditLine(accounts.clock(), what, by, str(advisor.id)))
