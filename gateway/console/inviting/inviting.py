"""What the pages about invitations are made from, and how one is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from advice.content import Content
from advice.invitations import Invitation, done_at
from gateway.console.inviting import texts
from gateway.console.inviting.links import Doors
from gateway.console.inviting.wording import Wording
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.inviting import (
    Came,
    InvitedState,
    Outlook,
    Prospect,
    Reach,
    Sending,
    SendingState,
    outlook,
)
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock, today_here

LEAST_SHOWN = 10
"""Fewer people than this are not counted out: one could be pointed at."""

_MOST_SENDINGS = 100


class SendingRefused(Exception):
    """An invitation can not be sent."""


class NumberChanged(SendingRefused):
    """It would go to others than were shown."""


class NobodyToInvite(SendingRefused):
    """There is nobody to send it to."""


class IsOver(SendingRefused):
    """Its last day is gone."""


@dataclass(frozen=True)
class Inviting:
    """What is known, to whom we can write, how we are called, and where it is kept."""

    store: TeamStore
    content: Content
    reach: Reach
    doors: Doors
    wording: Wording
    clock: Clock

    async def outlook(self, invitation: Invitation) -> Outlook:
        """Return how it would go if it was sent now."""
        async with self.store.reading() as work:
            return await self._outlook(work, invitation)

    def done_at(self, number: int) -> datetime | None:
        """Return when so many would have it; None: not in sight."""
        rules = self.content.invitations.rules
        minutes = timedelta(minutes=max(number - 1, 0) // rules.per_minute)
        return done_at(self.content.inviting_hours, self.clock(), minutes)

    async def send(self, invitation: Invitation, number: str, advisor: Advisor) -> str:
        """Begin to send it to who would get it now; return how many, as `told`.

        `number` is how many that were when it was looked at. Raises `SendingRefused`, and then
        nothing is kept: also when somebody pressed twice, for the second time nobody is left.
        """
        now = self.clock()
        if self.is_over(invitation):
            raise IsOver
        async with self.store.transaction() as work:
            seen = await self._outlook(work, invitation)
            if not seen.count(Prospect.NOW):
                raise NobodyToInvite
            if told(seen.count(Prospect.NOW)) != number:
                raise NumberChanged
            sending = Sending(uuid4(), invitation.id, invitation.subject, advisor.id, now)
            people = {
                InvitedState.TO_INVITE: seen.prospects.get(Prospect.NOW, ()),
                InvitedState.NO_TEMPLATE: seen.prospects.get(Prospect.NO_TEMPLATE, ()),
            }
            begun = await work.begin_sending(sending, people)
            if not begun:
                raise NobodyToInvite
            await work.note(AuditLine(now, Deed.INVITATION_SENT, advisor.id, invitation.id))
        return told(begun)

    async def stop(self, sending: UUID, advisor: Advisor) -> bool:
        """Send it to nobody any more; False if it was not being sent."""
        now = self.clock()
        async with self.store.transaction() as work:
            running = {one.id: one for one in await work.running_sendings()}
            if sending not in running:
                return False
            await work.end_sending(sending, SendingState.STOPPED, now)
            subject = running[sending].invitation
            await work.note(AuditLine(now, Deed.INVITATION_STOPPED, advisor.id, subject))
        return True

    async def sendings(self, invitation: Invitation) -> Sequence[tuple[Sending, Came]]:
        """Return the newest sendings of an invitation, each with what came of it."""
        async with self.store.reading() as work:
            newest = await work.sendings(limit=_MOST_SENDINGS)
            ours = [one for one in newest if one.invitation == invitation.id]
            return [(one, await work.what_came_of(one.id)) for one in ours]

    async def opted_in(self, subject: str) -> Mapping[tuple[str, str | None], int]:
        """Count who wants to hear of a subject, by channel and municipality."""
        async with self.store.reading() as work:
            counts = await work.opt_in_counts()
        return {(channel, place): n for (of, channel, place), n in counts.items() if of == subject}

    async def want_nothing(self) -> int:
        """Count who wants nothing of us on the channels that we use."""
        async with self.store.reading() as work:
            counts = await work.opt_out_counts()
        return sum(number for channel, number in counts.items() if channel in self.reach.channels)

    async def starts(self) -> Mapping[str, int]:
        async with self.store.reading() as work:
            return await work.starts()

    def is_over(self, invitation: Invitation) -> bool:
        return invitation.until < today_here(self.clock)

    async def _outlook(self, work: TeamWork, invitation: Invitation) -> Outlook:
        people = await work.who_opted_in(invitation.subject)
        return outlook(people, invitation, self.content.invitations, self.reach, self.clock())


def told(number: int) -> str:
    """Return a number of people as it may be shown."""
    if not number:
        return texts.NOBODY
    return str(number) if number >= LEAST_SHOWN else texts.FEW
