"""What the team's side asks of the outside: a store that also knows the team."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from conversations.files import NewFile
from conversations.handoffs import Handoff
from conversations.ports import Work
from conversations.way_back import LinkCode
from handoff.accounts import Advisors
from handoff.appointments.calendar_ports import Calendars
from handoff.appointments.ports import Appointments
from handoff.cases import Case, Note
from handoff.introductions import Introduction, Side
from handoff.inviting import Sendings
from handoff.missed import Said
from handoff.partners import PartnerShare
from handoff.proposals import OpenProposal, Proposal
from handoff.tickets.ports import Tickets


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
        """Return at most `limit` requests in which all `words` stand, the newest first.

        Each as a word or the beginning of one, in the request or what was said in its conversation,
        with or without accents and capitals. Other signs only part words; no words: nothing.
        """
        ...

    async def handoffs_of_file(self, file: str) -> Sequence[Handoff]:
        """Return all requests of the conversation that a file is of, by the id in its address."""
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

    async def given(self, id: UUID, at: datetime) -> None:
        """Keep that a colleague gave it to who has it now."""
        ...

    async def told_of_giving(self, id: UUID) -> None:
        """Keep that who has it was told that it was given."""
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

    async def introductions_to_write(self) -> Sequence[Introduction]:
        """Return those to which neither side said no, and of which the helper knows perhaps not.

        That is who said nothing, got no letter and takes no pause.
        """
        ...

    async def written_to_helper(self, id: UUID, at: datetime) -> None:
        """Keep that the helper got a letter."""
        ...

    async def introduced(self, handoff: UUID) -> frozenset[UUID]:
        """Return the ids of the helpers who were asked for a request."""
        ...


class Shares(Protocol):
    """The part of a transaction that concerns what partners may read."""

    async def ask_share(self, asked: PartnerShare) -> bool:
        """Keep that a partner is to read along; False, and nothing changed, if it was kept."""
        ...

    async def share(self, id: UUID) -> PartnerShare | None:
        """Return one; None when there is none, or its conversation was erased."""
        ...

    async def share_of_code(self, code_hash: bytes) -> PartnerShare | None:
        """Return the one with this code, also when its link is too old or was withdrawn."""
        ...

    async def shares(self, handoff: UUID) -> Sequence[PartnerShare]:
        """Return those of a request, the oldest first."""
        ...

    async def answer_share(self, id: UUID, link: LinkCode | None, at: datetime) -> bool:
        """Keep a yes with its link, or without one a no.

        False, and nothing changed, if there was an answer, or it was withdrawn.
        """
        ...

    async def withdraw_share(self, id: UUID, at: datetime) -> bool:
        """Keep that it was withdrawn; False, and nothing changed, if it was before."""
        ...

    async def share_opened(self, id: UUID, at: datetime) -> None:
        """Keep when its link was opened first."""
        ...

    async def take_share_up(self, id: UUID, at: datetime) -> bool:
        """Keep that the partner goes on with it; False, and nothing changed, if it did."""
        ...

    async def shares_not_taken_up(self) -> Sequence[PartnerShare]:
        """Return the referrals that nobody took up, and of which the advisor was not told."""
        ...

    async def told_of_share(self, id: UUID, at: datetime) -> bool:
        """Keep that the advisor was told; False, and nothing changed, if that was before."""
        ...


class TeamWork(
    Work,
    Advisors,
    Cases,
    Proposals,
    Introductions,
    Shares,
    Sendings,
    Appointments,
    Calendars,
    Tickets,
    Protocol,
):
    """One transaction over conversations and the team."""


class TeamStore(Protocol):
    """The store as the team's side sees it."""

    def transaction(self) -> AbstractAsyncContextManager[TeamWork]:
        """Open a transaction that may write."""
        ...

    def reading(self) -> AbstractAsyncContextManager[TeamWork]:
        """Open a transaction that only reads and holds nobody up."""
        ...
