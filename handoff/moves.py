"""Who has a conversation, and every way in which that changes hands.

Each move holds the conversation, looks whether it may be made, and tells the entrepreneur: all in
the caller's transaction. Two who want the same at once: one gets it, the other an error.
"""

import secrets
from datetime import datetime
from uuid import UUID

from msgspec import Struct, structs

from advice.content import Content
from advice.dates import dutch_date
from advice.desk import Group
from conversations.handoffs import Handoff, Outcome
from conversations.messages import Author, Kind, Meta, Reply
from conversations.stage import Stage
from conversations.text import clean
from handoff.advisors import Advisor, Role
from handoff.appointments.appointing import Appointing
from handoff.appointments.links import AppointmentLinks
from handoff.farewell import Farewell
from handoff.introducing import Introducing, hold_both
from handoff.lending import Lending
from handoff.opting_in import OptingIn
from handoff.partners import NewShare
from handoff.ports import TeamWork
from handoff.presence import is_somebody_there
from handoff.sharing import Sharing
from kit.clock import AMSTERDAM

_HANDOFF = Meta(Kind.HANDOFF)


class MoveRefused(Exception):
    """A move that cannot be made."""


class TakenByOther(MoveRefused):
    """Somebody else has it, or was earlier."""


class NotYours(MoveRefused):
    """Only who has it may do this."""


class IsLent(MoveRefused):
    """The bot has it for a while; who lent it can take it back."""


class IsClosed(MoveRefused):
    """It was closed before."""


class NobodyThere(MoveRefused):
    """Who should get it is not present, not active, or not known."""


class PromiseInPast(MoveRefused):
    """What is promised before a moment that is gone cannot be kept."""


class UnknownPartner(MoveRefused):
    """Somebody is referred to an organisation that is none of ours."""


class NotForYou(MoveRefused):
    """What this group has only its members and team leads see."""


class Closing(Struct, frozen=True):
    """How a handoff ended; `partner` is to whom somebody was referred."""

    outcome: Outcome
    partner: str | None = None


class Moves:
    """All moves, with the words for them."""

    def __init__(
        self, content: Content, site: str = "", appointing: Appointing | None = None
    ) -> None:
        """`site` is where links in letters lead; without it partners are not written to.

        Without `appointing` links to appointments work as long as this process does.
        """
        self._content = content
        self._closed_groups = {one.id for one in content.desk.groups if one.is_closed}
        self._lines = content.desk.lines
        self.introducing = Introducing(content)
        self.lending = Lending(content)
        self.opting_in = OptingIn(content)
        self.sharing = Sharing(content, site)
        links = AppointmentLinks(site, secrets.token_hex())
        self.appointing = appointing or Appointing(content, links)
        self._farewell = Farewell(content, self.sharing)

    def may_see(self, advisor: Advisor, handoff: Handoff) -> bool:
        """Tell whether somebody may read a request; what one has oneself one may."""
        is_lead = advisor.role is not Role.ADVISOR
        is_open = handoff.group not in self._closed_groups or handoff.group in advisor.groups
        return is_lead or is_open or handoff.advisor == advisor.id

    async def take(self, work: TeamWork, id: UUID, advisor: Advisor, now: datetime) -> Handoff:
        """Give a request to who takes it, or back to who lent it; taking twice changes nothing."""
        handoff = await self._held(work, id)
        if not self.may_see(advisor, handoff):
            raise NotForYou
        if handoff.advisor == advisor.id:
            await self.lending.give_back(work, handoff.conversation, now)
            return await work.handoff(id)
        if handoff.advisor is not None:
            raise TakenByOther
        await self._let_advisor_have(work, handoff)
        taken = structs.replace(handoff, advisor=advisor.id, taken_at=handoff.taken_at or now)
        await _keep(work, taken)
        await self._tell(work, handoff, self._lines.taken, now, advisor)
        return await work.handoff(id)

    async def release(self, work: TeamWork, id: UUID, advisor: Advisor, now: datetime) -> None:
        """Put it back in the queue, in its old place."""
        handoff = await self._own(work, id, advisor)
        await self._back_to_queue(work, handoff, handoff.group)
        await self._tell(work, handoff, self._lines.released, now, advisor)

    async def take_away(self, work: TeamWork, handoff: Handoff, now: datetime) -> None:
        """Put back what its advisor does not answer."""
        held = await self._held(work, handoff.id)
        if held.version != handoff.version or held.advisor is None:
            raise TakenByOther
        advisor = await work.advisor(held.advisor)
        await self._back_to_queue(work, held, held.group)
        if advisor:
            await self._tell(work, held, self._lines.silent, now, advisor)

    async def transfer_to_group(
        self, work: TeamWork, id: UUID, advisor: Advisor, group: str, now: datetime
    ) -> None:
        """Let somebody of another group take it; the card goes along."""
        known = self._content.desk.group(group)
        if known is None or not await is_somebody_there(work, known, now):
            raise NobodyThere
        handoff = await self._own(work, id, advisor)
        await self._back_to_queue(work, handoff, known.id)
        await self._tell(work, handoff, self._lines.transferred, now, advisor, known)

    async def transfer_to(
        self, work: TeamWork, id: UUID, advisor: Advisor, colleague: UUID, now: datetime
    ) -> None:
        """Give it to a colleague who is there."""
        other = await work.advisor(colleague)
        if other is None or not other.is_active or colleague not in await work.present(now):
            raise NobodyThere
        handoff = await self._own(work, id, advisor)
        await _keep(work, structs.replace(handoff, advisor=colleague))
        await work.given(id, now)
        await self._tell(work, handoff, self._lines.taken, now, other)

    async def close(
        self, work: TeamWork, id: UUID, advisor: Advisor, how: Closing, now: datetime
    ) -> None:
        """End it, and let the bot ask whether it helped; closing twice changes nothing."""
        handoff = await work.handoff(id)
        if not handoff.is_open and handoff.advisor == advisor.id:
            return
        if how.partner and how.partner not in self._content.partners:
            raise UnknownPartner
        handoff = await self._own(work, id, advisor)
        await work.move(handoff.conversation, Stage.ADVISOR, Stage.CLOSED)
        ended = structs.replace(handoff, closed_at=now, outcome=how.outcome, partner=how.partner)
        await _keep(work, ended)
        await self._farewell.say(work, handoff, advisor, how.partner, now)

    async def write(
        self,
        work: TeamWork,
        id: UUID,
        advisor: Advisor,
        client_id: UUID,
        text: str,
        now: datetime,
    ) -> int:
        """Say something to the entrepreneur and return its place; only who has it may.

        Raises `EmptyText` and `TextTooLong` as for what entrepreneurs write.
        """
        handoff = await self._own(work, id, advisor)
        return await work.write(handoff, client_id, clean(text), now)

    async def send_files(
        self,
        work: TeamWork,
        id: UUID,
        advisor: Advisor,
        client_id: UUID,
        said: Reply,
        now: datetime,
    ) -> int:
        """Send the files of a reply, with its words if it has any; otherwise as `write`."""
        handoff = await self._own(work, id, advisor)
        text = clean(said.text) if said.text.strip() else ""
        return await work.write(handoff, client_id, text, now, files=said.files)

    async def promise(
        self, work: TeamWork, id: UUID, advisor: Advisor, before: datetime, now: datetime
    ) -> None:
        """Promise to be back before a moment, for who has it; both sides see it."""
        handoff = await self._own(work, id, advisor)
        if before <= now:
            raise PromiseInPast
        request = structs.replace(handoff.request, promised_at=before, promise_made_at=now)
        await work.ask_handoff(handoff.conversation, request, now)
        local = before.astimezone(AMSTERDAM)
        line = self._lines.promised.replace("{dag}", dutch_date(local.date()))
        await self._tell(work, handoff, line.replace("{tijd}", f"{local:%H.%M}"), now, advisor)

    async def introduce(
        self, work: TeamWork, id: UUID, advisor: Advisor, helper: UUID, now: datetime
    ) -> None:
        """Ask the entrepreneur and a helper whether they want contact, for who has the request.

        Raises `UnknownHelper` and what `Introducing.ask` raises.
        """
        other = await work.helper(helper)
        await hold_both(work, (await work.handoff(id)).conversation, other.conversation)
        handoff = await self._own(work, id, advisor)
        await self.introducing.ask(work, handoff, await work.helper(helper), advisor, now)

    async def share(
        self, work: TeamWork, id: UUID, advisor: Advisor, wanted: NewShare, now: datetime
    ) -> None:
        """Ask the entrepreneur whether a partner may read along, for who has the request.

        Raises `UnknownPartner` and what `Sharing.ask` raises.
        """
        if wanted.partner not in self._content.partners:
            raise UnknownPartner
        await self.sharing.ask(work, await self._own(work, id, advisor), advisor, wanted, now)

    async def lend(self, work: TeamWork, id: UUID, advisor: Advisor, now: datetime) -> None:
        """Let the bot do the business scan, for who has it."""
        await self.lending.lend(work, await self._own(work, id, advisor), advisor, now)

    async def stop_waiting(self, work: TeamWork, conversation: UUID, now: datetime) -> None:
        """Let the bot go on, for who does not want to wait; taken meanwhile: nothing changes."""
        # Always the conversation first and then the request, or two would wait for each other.
        await work.hold(conversation)
        if await work.cancel_handoff(conversation, now):
            said = Reply(self._filled(self._lines.stopped), meta=_HANDOFF)
            await work.say(conversation, [said], now)

    async def _held(self, work: TeamWork, id: UUID) -> Handoff:
        """Return a request that nobody else changes until the transaction ends."""
        await work.hold((await work.handoff(id)).conversation)
        handoff = await work.handoff(id)
        if not handoff.is_open:
            raise IsClosed
        return handoff

    async def _own(self, work: TeamWork, id: UUID, advisor: Advisor) -> Handoff:
        handoff = await self._held(work, id)
        if handoff.advisor != advisor.id:
            raise NotYours
        if handoff.is_lent:
            raise IsLent
        return handoff

    async def _let_advisor_have(self, work: TeamWork, handoff: Handoff) -> None:
        """Move the conversation there by the moves that exist; a call-back is not waiting yet."""
        stage = handoff.stage
        for before, after in (
            (Stage.CLOSED, Stage.BOT),
            (Stage.BOT, Stage.WAITING),
            (Stage.WAITING, Stage.ADVISOR),
        ):
            if stage is before:
                await work.move(handoff.conversation, before, after)
                stage = after

    async def _back_to_queue(self, work: TeamWork, handoff: Handoff, group: str | None) -> None:
        await work.move(handoff.conversation, Stage.ADVISOR, Stage.WAITING)
        await _keep(work, structs.replace(handoff, advisor=None, group=group))

    async def _tell(
        self,
        work: TeamWork,
        handoff: Handoff,
        line: str,
        now: datetime,
        advisor: Advisor,
        group: Group | None = None,
    ) -> None:
        told = line.replace("{adviseur}", advisor.name)
        told = told.replace("{groep}", group.title if group else "")
        reply = Reply(self._filled(told), meta=_HANDOFF)
        await work.say(handoff.conversation, [reply], now, author=Author.SYSTEM)

    def _filled(self, line: str) -> str:
        return self._content.organisation.fill(line)


async def _keep(work: TeamWork, handoff: Handoff) -> None:
    if not await work.change_handoff(handoff):
        raise TakenByOther
