"""What the pages about accounts are made from."""

from dataclasses import dataclass

from gateway.console.accounts.passwords import Passwords
from handoff.advisors import Account
from handoff.ports import TeamStore
from kit.clock import Clock


@dataclass(frozen=True)
class Accounts:
    """The team, and how it is known.

    `is_local`: the pages are only reached on this machine; `has_provider`: one may also log in with
    the account of one's own organisation.
    """

    store: TeamStore
    passwords: Passwords
    clock: Clock
    is_local: bool
    has_provider: bool = False

    def needs_code(self, account: Account) -> bool:
        """Tell whether a password is not enough; beyond this machine it never is."""
        return account.totp_required or not self.is_local
