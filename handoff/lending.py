"""An advisor lets the bot do the business scan in their conversation, and has it back after it.

Lent is what an advisor has while the bot answers, so that no state is needed beside the stage.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from advice.content import Content
from conversations.handoffs import Handoff
from conversations.messages import Author, Button, Kind, Meta, Reply
from conversations.stage import Stage
from handoff.advisors import Advisor
from handoff.ports import TeamWork

START_SCAN = "/start_scan"
"""What the bot understands as the wish to begin."""
NOT_NOW = "/not_now"
"""What the button sends by which the entrepreneur goes on with the advisor; no bot is asked."""

_HANDOFF = Meta(Kind.HANDOFF)


class Lending:
    """Gives a conversation to the bot for a while; the caller holds it."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._lines = content.desk.lines

    async def lend(self, work: TeamWork, handoff: Handoff, advisor: Advisor, now: datetime) -> None:
        """Let the bot offer the scan; nothing of it is asked before the entrepreneur begins."""
        conversation = handoff.conversation
        await work.move(conversation, Stage.ADVISOR, Stage.WAITING)
        await work.move(conversation, Stage.WAITING, Stage.BOT)
        titles = self._content.desk.buttons
        buttons = (Button(titles.start_scan, START_SCAN), Button(titles.not_now, NOT_NOW))
        line = self._lines.lent.replace("{adviseur}", advisor.name)
        said = Reply(self._content.organisation.fill(line), buttons, meta=_HANDOFF)
        await work.say(conversation, [said], now)

    async def after(
        self, work: TeamWork, conversation: UUID, replies: Sequence[Reply], now: datetime
    ) -> None:
        """Give it back when the bot came to an outcome, or somebody wants a person again."""
        if any(_is_end(reply) for reply in replies):
            await self.give_back(work, conversation, now)

    async def give_back(self, work: TeamWork, conversation: UUID, now: datetime) -> None:
        """Let the advisor who lent it have it again; nothing was lent: nothing happens."""
        handoff = await work.open_handoff(conversation)
        if handoff is None or handoff.advisor is None or handoff.stage is Stage.ADVISOR:
            return
        await work.move(conversation, Stage.BOT, Stage.WAITING)
        await work.move(conversation, Stage.WAITING, Stage.ADVISOR)
        advisor = await work.advisor(handoff.advisor)
        line = self._lines.given_back.replace("{adviseur}", advisor.name if advisor else "")
        said = Reply(self._content.organisation.fill(line), meta=_HANDOFF)
        await work.say(conversation, [said], now, author=Author.SYSTEM)


def _is_end(reply: Reply) -> bool:
    has_outcome = reply.scan is not None and reply.scan.finished_at is not None
    return has_outcome or reply.handoff is not None
