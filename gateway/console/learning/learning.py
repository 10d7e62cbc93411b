"""What the pages about what was missed are made from, and how a proposal is taken."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from advice.content import Content
from advice.proposals.choices import groups
from advice.proposals.new_file import require_good
from advice.proposals.plan import Plan, plan
from advice.proposals.proposal import Hidden, NewQuestion, NewSentence, Wish
from advice.proposals.refusals import Refused
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.missed import Missed, as_shown, key_of, missed
from handoff.ports import TeamStore
from handoff.proposals import Proposal
from kit.clock import Clock

MOST = 200
DAYS = 90


class NoSentence(ValueError):
    """A text is no sentence that the bot could learn."""


class UnknownIntent(ValueError):
    """The team may choose no such intent."""


class NotTaken(ValueError):
    """The files can not take a proposal; the text is a Dutch sentence that says why."""


@dataclass(frozen=True)
class Learning:
    """What is known, the folder in which it stands, and where proposals are kept."""

    store: TeamStore
    content: Content
    folder: Path
    clock: Clock

    async def missed(self) -> Sequence[Missed]:
        """Return the newest sentences that nobody did anything with."""
        since = self.clock() - timedelta(days=DAYS)
        title = self.content.words.fixed.something_else
        async with self.store.reading() as work:
            handled = {key_of(sentence) for sentence in await work.handled_sentences()}
            said = await work.missed(since, something_else=title)
        return missed(said, handled, MOST)

    async def propose(self, wish: Wish, advisor: Advisor) -> bool:
        """Keep a proposal; False if its sentence was handled before.

        Raises `UnknownIntent` and `NotTaken`, and then nothing is kept.
        """
        if isinstance(wish, NewSentence):
            self._require_known(wish.intent)
        else:
            self._require_good(wish)
        planned = await self.plan([wish])
        if wish in planned.refused and not await self._is_handled(wish.sentence):
            raise NotTaken(planned.refused[wish])
        return await self._keep(wish, advisor)

    async def hide(self, sentence: str, advisor: Advisor) -> bool:
        """Show a sentence never again; False if it was handled before."""
        return await self._keep(Hidden(sentence), advisor)

    async def withdraw(self, id: UUID, advisor: Advisor) -> bool:
        """Forget a proposal; False if it was not open."""
        async with self.store.transaction() as work:
            is_withdrawn = await work.withdraw(id)
            if is_withdrawn:
                line = AuditLine(self.clock(), Deed.PROPOSAL_WITHDRAWN, advisor.id, str(id))
                await work.note(line)
        return is_withdrawn

    async def plan(self, wishes: Sequence[Wish]) -> Plan:
        """Return what wishes make of the files as they are now; raise `FilesUnreadable`."""
        # Half a second of reading, in which the other pages go on.
        return await asyncio.to_thread(plan, self.folder, wishes)

    async def _keep(self, content: Wish | Hidden, advisor: Advisor) -> bool:
        made = Proposal(content, advisor.id, self.clock())
        async with self.store.transaction() as work:
            is_kept = await work.propose(made)
            if is_kept:
                line = AuditLine(made.at, Deed.PROPOSAL_MADE, advisor.id, str(made.id))
                await work.note(line)
        return is_kept

    async def _is_handled(self, sentence: str) -> bool:
        async with self.store.reading() as work:
            handled = await work.handled_sentences()
        return key_of(sentence) in map(key_of, handled)

    def _require_known(self, intent: str) -> None:
        known = (choice.intent for group in groups(self.content) for choice in group.choices)
        if intent not in known:
            raise UnknownIntent(intent)

    def _require_good(self, wish: NewQuestion) -> None:
        try:
            require_good(wish, self.content)
        except Refused as error:
            raise NotTaken(str(error)) from error


def sentence_of(text: str) -> str:
    """Return a sentence as it may be kept; raise `NoSentence`."""
    sentence = as_shown(text)
    if sentence is None:
        raise NoSentence
    return sentence
