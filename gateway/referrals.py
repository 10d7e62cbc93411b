"""A referral that nobody takes up is not forgotten: the advisor who made it gets a letter."""

from datetime import datetime

import structlog

from advice.content import Content
from conversations.handoffs import UnknownHandoff
from conversations.mail import Mail
from conversations.ports import UnknownConversation
from handoff.partners import PartnerShare
from handoff.ports import TeamStore, TeamWork

log = structlog.get_logger()


class Referrals:
    """Looks at all referrals, also of requests that are closed."""

    def __init__(self, content: Content, *, store: TeamStore, console: str) -> None:
        """`console` is where the team logs in; without it no letters are sent."""
        self._content = content
        self._store = store
        self._console = console

    async def round(self, now: datetime) -> None:
        """Write, once for each, about what nobody took up for too long."""
        if not self._console:
            return
        async with self._store.reading() as work:
            shares = await work.shares_not_taken_up()
        for share in shares:
            if self._is_due(share, now):
                await self._tell(share, now)

    def _is_due(self, share: PartnerShare, now: datetime) -> bool:
        since = share.answered_at or share.asked_at
        waited = self._content.opening.open_time(since, now)
        return waited >= self._content.desk.times.refer

    async def _tell(self, share: PartnerShare, now: datetime) -> None:
        """Tell it, if still nobody took it up, in a transaction of its own."""
        async with self._store.transaction() as work:
            try:
                conversation = (await work.handoff(share.handoff)).conversation
                await work.hold(conversation)
            except (UnknownHandoff, UnknownConversation):
                return
            newest = await work.shares_not_taken_up()
            if share.id not in {one.id for one in newest}:
                return
            await work.told_of_share(share.id, now)
            if letter := await self._letter(work, share):
                await work.ask_mail(conversation, letter, now)
        log.info("referral.not_taken_up", handoff=str(share.handoff), share=str(share.id))

    async def _letter(self, work: TeamWork, share: PartnerShare) -> Mail | None:
        advisor = await work.advisor(share.advisor)
        if advisor is None or not advisor.is_active:
            return None
        partner = self._content.partners.get(share.partner)
        words = self._content.desk.partners.untaken
        text = words.text.replace("{partner}", partner.name if partner else share.partner)
        text = text.replace("{adres}", self._console)
        return Mail(f"opname_{share.id.hex}", advisor.email, words.subject, text)
