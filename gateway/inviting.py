"""Invitations go out: at the pace and within the hours of the rules, one to each person."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import structlog

from advice.content import Content
from advice.invitations import Invitation
from conversations.contacts import Contact
from conversations.conversation import Conversation
from conversations.messages import Button, Reply
from conversations.ports import UnknownConversation
from conversations.stage import Stage
from handoff.inviting import InvitedState, Letter, Person, Reach, Sending, SendingState, is_too_soon
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock, today_here

_ROUND_SECONDS = 5
_PAUSE_AFTER_FAILURE_SECONDS = 10
_MINUTE = timedelta(minutes=1)
# Who wrote so short ago is busy with something else, and would answer to that.
_REST = timedelta(hours=1)

log = structlog.get_logger()


class Inviting:
    """Sends what team leads asked to be sent; a killed worker's successor goes on where it was."""

    def __init__(self, content: Content, reach: Reach, *, store: TeamStore, clock: Clock) -> None:
        self._texts = content.invitations
        self._hours = content.inviting_hours
        self._fill = content.organisation.fill
        self._reach = reach
        self._store = store
        self._clock = clock

    async def run(self) -> None:
        """Look, every few seconds, whether somebody is to be invited."""
        while True:
            try:
                await self.round()
                await asyncio.sleep(_ROUND_SECONDS)
            except Exception:
                # The database may be away for a moment.
                log.exception("inviting.failed")
                await asyncio.sleep(_PAUSE_AFTER_FAILURE_SECONDS)

    async def round(self) -> int:
        """Invite as many as may be invited now; return how many that were."""
        if not self._hours.at(self._clock()).is_open:
            return 0
        async with self._store.reading() as work:
            running = await work.running_sendings()
        invited = 0
        for sending in running:
            invited += await self._go_on(sending)
        return invited

    async def _go_on(self, sending: Sending) -> int:
        invitation = self._texts.invitation(sending.invitation)
        if invitation is None or invitation.until < today_here(self._clock):
            await self._end(sending)
            return 0
        most, since = self._texts.rules.per_minute, self._clock() - _REST
        async with self._store.reading() as work:
            people = await work.to_invite(sending.id, quiet_since=since, limit=most)
            is_over = not people and not await work.still_to_invite(sending.id)
        if is_over:
            await self._end(sending)
        invited = 0
        for person in people:
            try:
                async with self._store.transaction() as work:
                    invited += await self._take(work, sending, invitation, person)
            except UnknownConversation:
                # Erased at this moment: the next round knows whether they still want it.
                continue
        if invited:
            log.info("invitations.said", sending=str(sending.id), number=invited)
        return invited

    async def _take(
        self, work: TeamWork, sending: Sending, invitation: Invitation, person: Person
    ) -> bool:
        """Invite one person, if all still is as it should be; tell whether they were.

        The sendings are held first, then the conversation, then the person's wish: as by those who
        stop a sending, or take a STOP.
        """
        if not await self._may_send(work, sending):
            return False
        if person.wish.conversation:
            await work.hold(person.wish.conversation)
        still = await work.waits_for(sending.id, person.key)
        if still is None:
            return False
        if reason := self._why_not(still, invitation):
            await work.not_invited(sending, still, reason)
            return False
        now = self._clock()
        closes_at = self._hours.at(now).closes_at
        if closes_at is None:
            return False
        conversation = still.wish.conversation or await self._meet_again(work, still)
        text = self._fill(invitation.text)
        if still.wish.conversation is None:
            text = f"{self._fill(self._texts.greeting)} {text}"
        button = Button(invitation.button.title, invitation.offer.payload)
        await work.say(conversation, [Reply(text, (button,))], now)
        letter = Letter(invitation.template, closes_at)
        await work.was_invited(sending, still, conversation, letter, now)
        return True

    async def _may_send(self, work: TeamWork, sending: Sending) -> bool:
        running = await work.running_sendings()
        sent = await work.invited_since(self._clock() - _MINUTE)
        is_running = any(one.id == sending.id for one in running)
        return is_running and sent < self._texts.rules.per_minute

    def _why_not(self, person: Person, invitation: Invitation) -> InvitedState | None:
        now = self._clock()
        if is_too_soon(person, self._texts.rules.between, now):
            return InvitedState.TOO_SOON
        if self._reach.needs_template(person, now):
            return (
                None if invitation.template in self._reach.templates else InvitedState.NO_TEMPLATE
            )
        return None

    async def _meet_again(self, work: TeamWork, person: Person) -> UUID:
        """Open a conversation for who has none any more: they wrote last when they said yes."""
        wish = person.wish
        head = Conversation(uuid4(), wish.channel, b"", Stage.BOT, self._clock())
        await work.open(head)
        if not await work.meet(Contact(wish.channel, wish.address, head.id, wish.at)):
            raise UnknownConversation
        return head.id

    async def _end(self, sending: Sending) -> None:
        async with self._store.transaction() as work:
            await work.end_sending(sending.id, SendingState.DONE, self._clock())
        log.info("sending.done", sending=str(sending.id))
