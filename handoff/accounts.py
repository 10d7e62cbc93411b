"""What the team's side asks of the outside about itself: accounts, sessions and the audit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from handoff.advisors import Account, Advisor, Attempts, AuditLine
from handoff.sessions import Session


class EmailTaken(Exception):
    """Somebody of the team has this e-mail address already; the text is the address."""


class Advisors(Protocol):
    """The part of a transaction that concerns the team; what is changed must be there."""

    async def account(self, email: str) -> Account | None:
        """Return the account with this address, in lower case, to change it.

        Nobody else changes it until this transaction ends.
        """
        ...

    async def account_of(self, advisor: UUID) -> Account | None:
        """Return the account with this id, to change it; held as that of `account` is."""
        ...

    async def advisor(self, id: UUID) -> Advisor | None:
        """Return somebody of the team; holds nobody up."""
        ...

    async def accounts(self) -> Sequence[Account]:
        """Return all accounts, also those that are not active, by name."""
        ...

    async def add_account(self, account: Account) -> None:
        """Keep a new account; raise `EmailTaken`, and keep nothing, if its address is in use."""
        ...

    async def change_advisor(self, advisor: Advisor) -> None:
        """Keep name, role, groups and whether somebody is active; the address stays."""
        ...

    async def change_password(self, advisor: UUID, password_hash: str) -> None:
        """Let another password open the account."""
        ...

    async def set_totp(self, advisor: UUID, secret: str | None) -> None:
        """Let codes of another secret count, all of them unused; None: it is to be set up."""
        ...

    async def use_totp_step(self, advisor: UUID, step: int) -> bool:
        """Note that a code was used; False, and nothing changed, if one as new was before."""
        ...

    async def count_attempt(self, advisor: UUID, attempts: Attempts) -> None:
        """Keep how often in a row somebody failed to log in."""
        ...

    async def count_login(self, advisor: UUID, at: datetime) -> None:
        """Keep when somebody logged in; failures before it are forgotten."""
        ...

    async def open_session(self, session: Session) -> None:
        """Keep a new session."""
        ...

    async def session(self, token_hash: bytes) -> tuple[Session, Advisor] | None:
        """Return a session, however old, with who has it."""
        ...

    async def see_session(self, token_hash: bytes, at: datetime) -> None:
        """Keep when a session was last used."""
        ...

    async def close_session(self, token_hash: bytes) -> None:
        """End a session; twice is no error."""
        ...

    async def close_sessions(self, advisor: UUID) -> None:
        """End all sessions of one advisor."""
        ...

    async def close_sessions_opened_before(self, moment: datetime) -> None:
        """End all sessions, of anybody, that are too old."""
        ...

    async def note(self, line: AuditLine) -> None:
        """Write a line in the audit; nobody changes it."""
        ...

    async def forget_audit_before(self, moment: datetime) -> int:
        """Remove the lines that were written before a moment; return how many that were."""
        ...

    async def audit(self, *, limit: int) -> Sequence[AuditLine]:
        """Return the newest lines of the audit, the newest first."""
        ...
