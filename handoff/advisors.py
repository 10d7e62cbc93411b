"""Who the people of the team are, what each may do, and what was done in their name."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

_FREE_FAILURES = 5
_LONGEST_WAIT_SECONDS = 900


class Role(StrEnum):
    """What somebody may do; the later ones may all that the earlier ones may."""

    ADVISOR = "advisor"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"


class Advisor(Struct, frozen=True):
    """A person of the team; `email` is in lower case and is what they log in with."""

    id: UUID
    name: str
    email: str
    role: Role
    groups: tuple[str, ...] = ()
    is_active: bool = True


class Attempts(Struct, frozen=True):
    """How often in a row somebody failed to log in, and when the next try is looked at."""

    failures: int = 0
    next_try_at: datetime | None = None

    def may_try(self, now: datetime) -> bool:
        """Tell whether a try at `now` is looked at."""
        return self.next_try_at is None or now >= self.next_try_at

    def failed(self, now: datetime) -> "Attempts":
        """Return what there is after one more failure: from the fifth on, ever longer waits."""
        failures = self.failures + 1
        if failures < _FREE_FAILURES:
            return Attempts(failures)
        # The exponent is bounded too: a wait of thousands of bits is slow to make.
        seconds = 2 ** min(failures - _FREE_FAILURES, 10)
        return Attempts(failures, now + timedelta(seconds=min(seconds, _LONGEST_WAIT_SECONDS)))


class Account(Struct, frozen=True):
    """An advisor with what opens the account.

    `totp_secret` (base32) is there once its codes were shown to work; `totp_step` is the newest
    30 seconds of which a code was used.
    """

    advisor: Advisor
    password_hash: str
    totp_required: bool = True
    totp_secret: str | None = None
    totp_step: int | None = None
    attempts: Attempts = Attempts()
    last_login_at: datetime | None = None


class Deed(StrEnum):
    """What is written in the audit."""

    LOGIN = "login"
    LOGIN_OIDC = "login_oidc"
    LOGIN_FAILED = "login_failed"
    LOGOUT = "logout"
    TOTP_SET = "totp_set"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    ADVISOR_ADDED = "advisor_added"
    ADVISOR_CHANGED = "advisor_changed"
    ADVISOR_DEACTIVATED = "advisor_deactivated"
    ADVISOR_RESET = "advisor_reset"
    SCAN_SEEN = "scan_seen"
    HANDOFF_SEEN = "handoff_seen"
    HANDOFF_TAKEN = "handoff_taken"
    HANDOFF_RELEASED = "handoff_released"
    HANDOFF_LENT = "handoff_lent"
    HANDOFF_TRANSFERRED = "handoff_transferred"
    HANDOFF_CLOSED = "handoff_closed"
    HELPERS_SEEN = "helpers_seen"
    HELPER_INTRODUCED = "helper_introduced"
    PARTNER_ASKED = "partner_asked"
    PARTNER_WITHDRAWN = "partner_withdrawn"
    PROPOSAL_MADE = "proposal_made"
    PROPOSAL_WITHDRAWN = "proposal_withdrawn"
    INVITATION_SENT = "invitation_sent"
    INVITATION_STOPPED = "invitation_stopped"
    APPOINTMENT_SEEN = "appointment_seen"
    APPOINTMENT_MOVED = "appointment_moved"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    APPOINTMENT_ENDED = "appointment_ended"
    AGENDA_CHANGED = "agenda_changed"


class AuditLine(Struct, frozen=True):
    """Something that was done: by whom, and to what. `advisor` None: by nobody we know."""

    at: datetime
    what: Deed
    advisor: UUID | None = None
    subject: str | None = None
