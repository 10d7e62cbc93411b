"""How somebody gets in: a password that counts each try, then a code, then a new session."""

from dataclasses import dataclass

from litestar.datastructures import Cookie

from gateway.console.accounts import totp
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.sessions import new_session
from handoff.advisors import Account, Advisor, Attempts, AuditLine, Deed
from handoff.ports import TeamWork
from handoff.sessions import LONGEST, Session

_LONGEST_EMAIL = 254


@dataclass(frozen=True)
class Entered:
    """The cookie of a session, and whether codes must be set up before it opens anything."""

    cookie: Cookie
    sets_up_codes: bool = False


async def enter(accounts: Accounts, email: str, password: str, code: str) -> Entered | None:
    """Open a session for who knows the password and has the code; None says not what was wrong."""
    account = await _known(accounts, email, password)
    if account is not None and accounts.needs_code(account) and account.totp_secret is None:
        return await _begin_to_set_up(accounts, account.advisor)
    if account is not None and (entered := await _enter_with_code(accounts, account, code)):
        await _renew_hash(accounts, account, password)
        return entered
    await note_failure(accounts, email)
    return None


async def enter_vouched_for(accounts: Accounts, email: str) -> Entered | None:
    """Open a session for whom their organisation vouches; None: nobody active has this address."""
    async with accounts.store.transaction() as work:
        account = await work.account(_as_kept(email))
        if account is not None and account.advisor.is_active:
            return await _open(accounts, work, account.advisor, Deed.LOGIN_OIDC)
    await note_failure(accounts, email)
    return None


async def is_password_of(accounts: Accounts, advisor: Advisor, password: str) -> bool:
    """Tell whether this is somebody's password, counting the try as one to log in."""
    account = await _known(accounts, advisor.email, password)
    if account is None:
        await note_failure(accounts, advisor.email)
        return False
    async with accounts.store.transaction() as work:
        await work.count_attempt(advisor.id, Attempts())
    return True


async def set_up_codes(
    accounts: Accounts, session: Session, advisor: Advisor, code: str
) -> Entered | None:
    """Let codes of the session's secret count from now on, if this is one; None if it is not."""
    now, secret = accounts.clock(), session.totp_secret or ""
    step = totp.step_of(secret, code, now)
    if step is None:
        return None
    async with accounts.store.transaction() as work:
        account = await work.account(advisor.email)
        # Another browser of the same person may have been first: its codes count.
        if account is None or account.totp_secret is not None:
            return None
        await work.set_totp(advisor.id, secret)
        await work.use_totp_step(advisor.id, step)
        await work.close_sessions(advisor.id)
        await work.note(AuditLine(now, Deed.TOTP_SET, advisor.id))
        return await _open(accounts, work, advisor)


async def note_failure(accounts: Accounts, email: str = "") -> None:
    """Write whose account it was about, if it is one; by whom nobody knows."""
    async with accounts.store.transaction() as work:
        account = await work.account(_as_kept(email))
        about = str(account.advisor.id) if account else None
        await work.note(AuditLine(accounts.clock(), Deed.LOGIN_FAILED, subject=about))


async def _known(accounts: Accounts, email: str, password: str) -> Account | None:
    """Return the account if the password is right and may be tried now.

    The try counts as failed before it is looked at: many at the same time count as many.
    """
    async with accounts.store.transaction() as work:
        account = await work.account(_as_kept(email))
        may_try = account is not None and await _counts(accounts, work, account)
    kept = account.password_hash if account else None
    is_right = await accounts.passwords.is_right(kept, password)
    return account if may_try and is_right else None


async def _counts(accounts: Accounts, work: TeamWork, account: Account) -> bool:
    """Count a try that is looked at; one in the waiting time is not, and makes it no longer."""
    now = accounts.clock()
    if not account.advisor.is_active or not account.attempts.may_try(now):
        return False
    await work.count_attempt(account.advisor.id, account.attempts.failed(now))
    return True


async def _begin_to_set_up(accounts: Accounts, advisor: Advisor) -> Entered:
    session, cookie = new_session(accounts, advisor, totp.new_secret())
    async with accounts.store.transaction() as work:
        await work.count_attempt(advisor.id, Attempts())
        await work.open_session(session)
    return Entered(cookie, sets_up_codes=True)


async def _enter_with_code(accounts: Accounts, account: Account, code: str) -> Entered | None:
    advisor = account.advisor
    if not accounts.needs_code(account):
        async with accounts.store.transaction() as work:
            return await _open(accounts, work, advisor)
    step = totp.step_of(account.totp_secret or "", code, accounts.clock())
    if step is None:
        return None
    async with accounts.store.transaction() as work:
        if not await work.use_totp_step(advisor.id, step):
            return None
        return await _open(accounts, work, advisor)


async def _open(
    accounts: Accounts, work: TeamWork, advisor: Advisor, how: Deed = Deed.LOGIN
) -> Entered:
    session, cookie = new_session(accounts, advisor)
    now = session.opened_at
    await work.close_sessions_opened_before(now - LONGEST)
    await work.count_login(advisor.id, now)
    await work.open_session(session)
    await work.note(AuditLine(now, how, advisor.id))
    return Entered(cookie)


async def _renew_hash(accounts: Accounts, account: Account, password: str) -> None:
    if renewed := await accounts.passwords.renewed(account.password_hash, password):
        async with accounts.store.transaction() as work:
            now = await work.account(account.advisor.email)
            # Not over one that was changed in between.
            if now is not None and now.password_hash == account.password_hash:
                await work.change_password(account.advisor.id, renewed)


def _as_kept(email: str) -> str:
    """Return the address as accounts have it; also what is no address is looked up."""
    # PostgreSQL takes no NUL in a text.
    return email.replace("\0", "").strip().lower()[:_LONGEST_EMAIL]
