"""Who helps others and does not see that there is a question for them gets a letter."""

from datetime import datetime
from uuid import UUID

import structlog

from advice.content import Content
from conversations.addresses import email_in
from conversations.helpers import Helper, UnknownHelper
from conversations.mail import Mail
from conversations.ports import UnknownConversation
from gateway.way_back import with_link
from handoff.introductions import Introduction
from handoff.ports import TeamStore, TeamWork

log = structlog.get_logger()


class PoolLetters:
    """Looks at all introductions, also of requests that are closed."""

    def __init__(self, content: Content, *, store: TeamStore, site: str) -> None:
        """`site` is where the widget is; without it no letters are sent."""
        self._content = content
        self._words = content.pool.letter
        self._store = store
        self._site = site

    async def round(self, now: datetime) -> None:
        """Write, once about each introduction, to who said nothing for some minutes."""
        if not self._site:
            return
        async with self._store.reading() as work:
            waiting = await work.introductions_to_write()
            helpers = {one.id: one for one in await work.helpers()} if waiting else {}
        for asked in waiting:
            helper = helpers.get(asked.helper)
            if helper and self._is_due(asked, helper, now):
                await self._write(asked, helper.conversation, now)

    def _is_due(self, asked: Introduction, helper: Helper, now: datetime) -> bool:
        """Tell whether somebody waited long enough, has an address, and knows of letters."""
        consent = helper.profile.consent
        may_write = consent.is_given and consent.version >= self._words.since_version
        is_address = email_in(helper.profile.contact) is not None
        return may_write and is_address and now - asked.asked_at >= self._words.after

    async def _write(self, asked: Introduction, conversation: UUID, now: datetime) -> None:
        """Write, if it is still due, in a transaction of its own."""
        async with self._store.transaction() as work:
            try:
                await work.hold(conversation)
                helper = await work.helper(asked.helper)
            except (UnknownConversation, UnknownHelper):
                return
            newest = {one.id for one in await work.introductions_to_write()}
            if asked.id not in newest or not self._is_due(asked, helper, now):
                return
            await self._ask_letter(work, asked, helper, now)
        log.info("introduction.written", introduction=str(asked.id), handoff=str(asked.handoff))

    async def _ask_letter(
        self, work: TeamWork, asked: Introduction, helper: Helper, now: datetime
    ) -> None:
        """Ask for a letter that holds nothing of who asks; others may read along in a mailbox."""
        await work.written_to_helper(asked.id, now)
        place = helper.conversation
        text = self._content.organisation.fill(self._words.text)
        text = await with_link(work, place, text, self._site, now, is_about_answer=False)
        letter = Mail(f"poule_{asked.id.hex}", helper.profile.contact, self._words.subject, text)
        await work.ask_mail(place, letter, now)
