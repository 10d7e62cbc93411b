"""What the team's side asks of the outside: a store that also knows the team."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from conversations.files import NewFile
from conversations.handoffs import Handoff
from conversations.ports import Work
from handoff.advisors import Account, Advisor, Attempts, AuditLine
from handoff.cases import Case, Note
from handoff.introductions import Introduction, Side
from handoff.missed import Said
from handoff.proposals import OpenProposal, Proposal
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
        """Write a line in the audit, which only grows."""
        ...

    async def audit(self, *, limit: int) -> Sequence[AuditLine]:
        """Return the newest lines of the audit, the newest first."""
        ...


class Cases(Protocol):
    """The part of a transaction that concerns the requests the team works on."""

    async def open_cases(self) -> Sequence[Case]:
        """Return all that is not closed, who waits longest first."""
        ...

    async def cases_to_follow(self) -> Sequence[Case]:
        """Return the same, with since when an answer of the advisor is waited for."""
        ...

    async def closed_cases(self, *, limit: int) -> Sequence[Case]:
        """Return what was closed last, the newest first."""
        ...

    async def cases_of(self, conversation: UUID) -> Sequence[Case]:
        """Return all requests of one conversation, the newest first."""
        ...

    async def search_cases(self, words: str, *, limit: int) -> Sequence[Case]:
        """Return the requests in which all `words` stand: in the request or what was said."""
        ...

    async def write(
        self,
        handoff: Handoff,
        client_id: UUID,
        text: str,
        at: datetime,
        *,
        files: Sequence[NewFile] = (),
    ) -> int:
        """Keep a message of an advisor and return its place; the same `client_id` is the same."""
        ...

    async def read_case(self, id: UUID, seq: int) -> None:
        """Keep up to where an advisor read; it never goes back."""
        ...

    async def add_note(self, note: Note) -> None:
        """Keep a note; the same id is the same note."""
        ...

    async def notes(self, handoff: UUID) -> Sequence[Note]:
        """Return the notes of a request, the oldest first."""
        ...

    async def told(self, id: UUID, at: datetime) -> None:
        """Keep that the entrepreneur was told that it takes long."""
        ...

    async def escalated(self, id: UUID, at: datetime) -> None:
        """Keep that the team leads were told."""
        ...

    async def see_presence(self, advisor: UUID, at: datetime, *, is_available: bool) -> None:
        """Keep that somebody's console is open, and whether they take something."""
        ...

    async def takes_requests(self, advisor: UUID) -> bool:
        """Return what somebody last chose, also when their console was closed since."""
        ...

    async def present(self, now: datetime) -> frozenset[UUID]:
        """Return who could take something now."""
        ...


class Proposals(Protocol):
    """The part of a transaction that concerns what was missed and what is proposed."""

    async def missed(self, since: datetime, *, something_else: str) -> Sequence[Said]:
        """Return what was typed and not answered from `since` on, each text once, newest first.

        Not answered is what the bot found out of scope or asked back about, or under whose answer
        the button with the title `something_else` was pressed. Only the newest ten thousand times
        are looked at, so that it takes no longer where much was said.
        """
        ...

    async def propose(self, proposal: Proposal) -> bool:
        """Keep a proposal; False, and nothing changed, if there is one of its sentence."""
        ...

    async def open_proposals(self) -> Sequence[OpenProposal]:
        """Return what is to be done in the files, the oldest first."""
        ...

    async def handled_sentences(self) -> Sequence[str]:
        """Return the sentences of all proposals, also of those that are done or hide."""
        ...

    async def withdraw(self, id: UUID) -> bool:
        """Forget a proposal; False if it was not open."""
        ...

    async def finish_proposals(self, ids: Sequence[UUID], at: datetime) -> None:
        """Keep that proposals stand in the files now; those that were withdrawn stay so."""
        ...


class Introductions(Protocol):
    """The part of a transaction that concerns who was asked to get in contact with whom."""

    async def ask_introduction(self, asked: Introduction) -> bool:
        """Keep that two were asked; False, and nothing changed, if they were for this request."""
        ...

    async def introduction(self, id: UUID) -> Introduction | None:
        """Return one; None when there is none, or one of both is not known any more."""
        ...

    async def answer_introduction(self, id: UUID, side: Side, *, says_yes: bool) -> bool:
        """Keep what one side said; False, and nothing changed, if that side had said something."""
        ...

    async def introduced(self, handoff: UUID) -> frozenset[UUID]:
        """Return the ids of the helpers who were asked for a request."""
        ...


class TeamWork(Work, Advisors, Cases, Proposals, Introductions, Protocol):
    """One transaction over conversations and the team."""


class TeamStore(Protocol):
    """The store as the team's side sees it."""

    def transaction(self) -> AbstractAsyncContextManager[TeamWork]:
        """Open a transaction that may write."""
        ...

    def reading(self) -> AbstractAsyncContextManager[TeamWork]:
        """Open a transaction that only reads and holds nobody up."""
        ...
