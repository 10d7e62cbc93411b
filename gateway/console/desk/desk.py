"""What the calls of the working page are made from, and the card of one conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from advice.content import Content
from conversations.handoffs import Handoff, Outcome
from conversations.messages import Author
from gateway.console.appointments.rights import Rights
from gateway.console.desk.board import Board
from gateway.console.desk.library import Library
from gateway.console.desk.reach import Reaches
from gateway.console.desk.scan_view import scan_view
from gateway.console.desk.views import (
    Ahead,
    CannedView,
    Card,
    Colleague,
    Earlier,
    GroupView,
    Me,
    Named,
    News,
    Views,
    notes_of,
    said,
)
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.cases import Case
from handoff.moves import Moves, NotForYou, NotYours
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock


@dataclass(frozen=True)
class Desk:
    """The parts, put together once."""

    store: TeamStore
    content: Content
    moves: Moves
    views: Views
    reaches: Reaches
    board: Board
    library: Library
    clock: Clock

    async def me(self, advisor: Advisor) -> Me:
        """Return who is logged in, who else is there, and all there is to choose from."""
        now = self.clock()
        async with self.store.reading() as work:
            accounts = [one.advisor for one in await work.accounts() if one.advisor.is_active]
            present = await work.present(now)
            takes_requests = await work.takes_requests(advisor.id)
        desk, fill = self.content.desk, self.content.organisation.fill
        there = [one for one in accounts if one.id in present]
        who = {"id": advisor.id, "name": advisor.name, "role": advisor.role}
        return Me(
            advisor={**who, "groups": advisor.groups},
            presence="available" if takes_requests else "away",
            colleagues=[
                Colleague(one.id, one.name, one.id in present)
                for one in accounts
                if one.id != advisor.id
            ],
            groups=[
                GroupView(
                    group.id,
                    group.title,
                    sum(not group.themes or group.id in one.groups for one in there),
                )
                for group in desk.groups
            ],
            outcomes=[
                Named(outcome, title)
                for outcome, title in desk.outcomes.items()
                # Only the entrepreneur cancels.
                if outcome is not Outcome.CANCELLED
            ],
            partners=[Named(id, one.name) for id, one in self.content.partners.items()],
            canned=[CannedView(one.id, one.title, fill(one.text)) for one in desk.canned],
        )

    async def card(self, work: TeamWork, id: UUID, advisor: Advisor) -> Card:
        """Return all that is known beside a conversation; that somebody looked is written down.

        Raises `UnknownHandoff` and `NotForYou`.
        """
        handoff = await self.seen(work, id, advisor)
        now = self.clock()
        await work.note(AuditLine(now, Deed.HANDOFF_SEEN, advisor.id, str(id)))
        names = {one.advisor.id: one.advisor.name for one in await work.accounts()}
        cases = await work.cases_of(handoff.conversation)
        view = await work.view(handoff.conversation, 0)
        scan = await work.scan_of_conversation(handoff.conversation)
        own = next(case for case in cases if case.handoff.id == id)
        return Card(
            line=self.views.line(own, advisor, names, now),
            channel=self.reaches.of(
                handoff.channel, await work.contact_of(handoff.conversation), now
            ),
            contact=handoff.request.contact,
            consent_at=handoff.request.consent.at,
            messages=said(view.messages),
            typing=await work.is_typing(handoff.conversation, Author.ENTREPRENEUR, now),
            notes=notes_of(await work.notes(id), names),
            scan=scan_view(self.content, scan) if scan else None,
            schemes=self.views.schemes(view.messages),
            earlier=self._earlier(cases, id),
            read_to=own.fetched_to,
            deliveries=dict(await work.delivery_states(handoff.conversation)),
            remark=handoff.remark,
            appointment=await self._ahead(work, handoff.conversation, advisor, names),
        )

    async def seen(self, work: TeamWork, id: UUID, advisor: Advisor) -> Handoff:
        """Return a request that this advisor may read; raise `UnknownHandoff`, `NotForYou`."""
        handoff = await work.handoff(id)
        if not self.moves.may_see(advisor, handoff):
            raise NotForYou
        return handoff

    async def news(self, work: TeamWork, id: UUID, advisor: Advisor, after: int) -> News:
        """Return what was said after a message; raise `UnknownHandoff`, `NotForYou`."""
        handoff = await self.seen(work, id, advisor)
        view = await work.view(handoff.conversation, after)
        cases = await work.cases_of(handoff.conversation)
        own = next(case for case in cases if case.handoff.id == id)
        is_typing = await work.is_typing(handoff.conversation, Author.ENTREPRENEUR, self.clock())
        deliveries = dict(await work.delivery_states(handoff.conversation))
        return News(said(view.messages), view.stage, is_typing, own.fetched_to, deliveries)

    async def see_typing(self, id: UUID, advisor: Advisor) -> None:
        """Let the entrepreneur see that an advisor types; only who has it may."""
        async with self.store.transaction() as work:
            handoff = await self.seen(work, id, advisor)
            if handoff.advisor != advisor.id or not handoff.is_open:
                raise NotYours
            await work.see_typing(handoff.conversation, Author.ADVISOR, self.clock())

    async def _ahead(
        self, work: TeamWork, conversation: UUID, advisor: Advisor, names: dict[UUID, str]
    ) -> Ahead | None:
        booked = await work.booked_appointment(conversation, self.clock())
        if booked is None or not Rights(self.content.desk).may_see(advisor, booked):
            return None
        slot = booked.slot
        return Ahead(booked.id, slot.start, slot.end, names.get(slot.advisor, ""))

    def _earlier(self, cases: Sequence[Case], id: UUID) -> list[Earlier]:
        titles = self.content.desk.outcomes
        return [
            Earlier(
                case.handoff.asked_at,
                case.handoff.request.question,
                titles[case.handoff.outcome] if case.handoff.outcome else None,
            )
            for case in cases
            if case.handoff.id != id
        ]
