"""What the entrepreneur reads when a request ends."""

from datetime import datetime
from textwrap import shorten

from advice.content import Content
from conversations.handoffs import Handoff
from conversations.messages import Author, Button, Kind, Meta, Reply
from handoff.advisors import Advisor
from handoff.ports import TeamWork
from handoff.sharing import Sharing

_LONGEST_QUESTION = 120
_HANDOFF = Meta(Kind.HANDOFF)


class Farewell:
    """Says goodbye for who had it, and lets the bot ask whether it helped."""

    def __init__(self, content: Content, sharing: Sharing) -> None:
        self._content = content
        self._lines = content.desk.lines
        self._sharing = sharing

    async def say(
        self,
        work: TeamWork,
        handoff: Handoff,
        advisor: Advisor,
        partner: str | None,
        now: datetime,
    ) -> None:
        """Tell who goes on with it, and that the bot is back and knows what it was about."""
        lines = [self._lines.closed]
        if partner:
            lines.insert(0, await self._referred(work, handoff, partner, now))
        fill = self._content.organisation.fill
        told = [Reply(fill(_by(advisor, line)), meta=_HANDOFF) for line in lines]
        await work.say(handoff.conversation, told, now, author=Author.SYSTEM)
        titles = enumerate(self._content.handoff.scores, start=1)
        scores = [Button(title, f'/rate{{"feit": "cijfer={score}"}}') for score, title in titles]
        said = Reply(self._back(handoff, advisor), tuple(scores), meta=_HANDOFF)
        await work.say(handoff.conversation, [said], now)

    async def _referred(self, work: TeamWork, handoff: Handoff, partner: str, now: datetime) -> str:
        knows_all = await self._sharing.knows_all(work, handoff, partner, now)
        line = self._content.desk.partners.knows_all if knows_all else self._lines.referred
        return line.replace("{partner}", str(self._content.partners[partner]))

    def _back(self, handoff: Handoff, advisor: Advisor) -> str:
        question = " ".join(handoff.request.question.split())
        about = _by(advisor, self._lines.about) if question else ""
        about = about.replace("{vraag}", shorten(question, _LONGEST_QUESTION, placeholder=" …"))
        line = self._content.organisation.fill(self._lines.back)
        return " ".join(line.replace("{gesprek}", about).split())


def _by(advisor: Advisor, line: str) -> str:
    return line.replace("{adviseur}", advisor.name)
