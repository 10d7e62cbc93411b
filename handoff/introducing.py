"""Brings two people in contact, and tells neither who the other is before both want that."""

from datetime import datetime
from uuid import UUID, uuid4

from advice.content import Content
from advice.pool import IntroductionLines
from conversations.handoffs import Handoff
from conversations.helpers import Helper
from conversations.messages import Button, Kind, Meta, Reply
from handoff.advisors import Advisor
from handoff.cases import Note
from handoff.introductions import Introduction, Press, Side
from handoff.ports import TeamWork

_HANDOFF = Meta(Kind.HANDOFF)


class HelperNotAvailable(Exception):
    """Who helps takes a pause, or is the one who asks."""


class NoWayToReach(Exception):
    """The entrepreneur gave no number and no address."""


class Introducing:
    """Asks both sides, and takes what they say."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._lines = content.pool.lines

    async def ask(
        self, work: TeamWork, handoff: Handoff, helper: Helper, advisor: Advisor, now: datetime
    ) -> None:
        """Ask both whether they want contact; the caller holds both, asking twice is asking once.

        Raises `HelperNotAvailable` and `NoWayToReach`.
        """
        if helper.is_paused or helper.conversation == handoff.conversation:
            raise HelperNotAvailable
        if not handoff.request.contact:
            raise NoWayToReach
        asked = Introduction(uuid4(), handoff.id, helper.id, advisor.id, now)
        if not await work.ask_introduction(asked):
            return
        buttons = self._buttons(asked)
        about = {
            handoff.conversation: self._about_helper(helper, advisor),
            helper.conversation: self._about_entrepreneur(handoff, advisor),
        }
        for conversation, text in about.items():
            await work.say(conversation, [Reply(text, buttons, meta=_HANDOFF)], now)

    async def hold(self, work: TeamWork, press: Press) -> None:
        """Let nobody else change either conversation until the transaction ends."""
        introduction = await work.introduction(press.introduction)
        if introduction:
            handoff = await work.handoff(introduction.handoff)
            helper = await work.helper(introduction.helper)
            await hold_both(work, handoff.conversation, helper.conversation)

    async def answer(self, work: TeamWork, conversation: UUID, press: Press, now: datetime) -> None:
        """Take a yes or a no; only after two times yes each reads how to reach the other."""
        introduction = await work.introduction(press.introduction)
        if introduction is None:
            await self._say(work, conversation, self._lines.not_any_more, now)
            return
        handoff = await work.handoff(introduction.handoff)
        helper = await work.helper(introduction.helper)
        if press.says_yes and (helper.is_paused or not handoff.request.contact):
            await self._say(work, conversation, self._lines.not_any_more, now)
            return
        side = Side.ENTREPRENEUR if conversation == handoff.conversation else Side.HELPER
        if not await work.answer_introduction(introduction.id, side, says_yes=press.says_yes):
            await self._say(work, conversation, self._lines.said_before, now)
        elif press.says_yes:
            await self._agree(work, conversation, introduction.id, handoff, helper, now)
        else:
            await self._say(work, conversation, self._lines.no, now)
            who = self._first_name(handoff) if side is Side.ENTREPRENEUR else helper.first_name
            await _note(work, introduction, self._lines.note_no.replace("{naam}", who), now)

    async def _agree(
        self,
        work: TeamWork,
        conversation: UUID,
        id: UUID,
        handoff: Handoff,
        helper: Helper,
        now: datetime,
    ) -> None:
        introduction = await work.introduction(id)
        if introduction is None or not introduction.is_agreed:
            await self._say(work, conversation, self._lines.yes, now)
            return
        theirs, ours = helper.profile, handoff.request
        told = self._met(theirs.name, theirs.contact)
        await self._say(work, handoff.conversation, told, now)
        told = self._met(ours.name or self._lines.nameless, ours.contact or "")
        await self._say(work, helper.conversation, told, now)
        note = self._lines.note_yes.replace("{naam}", helper.first_name)
        await _note(work, introduction, note, now)

    def _met(self, name: str, contact: str) -> str:
        return _filled(self._lines.met, naam=name, contact=contact)

    def _about_helper(self, helper: Helper, advisor: Advisor) -> str:
        pool, profile = self._content.pool, helper.profile
        return _filled(
            self._lines.to_entrepreneur,
            adviseur=advisor.name,
            naam=helper.first_name,
            soort=pool.kinds[profile.kind],
            gemeente=self._place(profile.municipality),
            themas=pool.named(profile.themes) or self._lines.all_sorts,
        )

    def _about_entrepreneur(self, handoff: Handoff, advisor: Advisor) -> str:
        """Tell no more than a first name: what somebody needs help with is for them to say."""
        line = self._content.organisation.fill(self._lines.to_helper)
        return _filled(line, adviseur=advisor.name, naam=self._first_name(handoff))

    def _first_name(self, handoff: Handoff) -> str:
        name = handoff.request.name
        return name.split()[0] if name else self._lines.nameless

    def _place(self, id: str | None) -> str:
        organisation = self._content.organisation
        names = {one.id: one.name for one in organisation.municipalities}
        return names.get(id or "", organisation.region)

    def _buttons(self, asked: Introduction) -> tuple[Button, ...]:
        lines: IntroductionLines = self._lines
        titles = ((lines.yes_button, True), (lines.no_button, False))
        return tuple(Button(title, Press(asked.id, yes).payload) for title, yes in titles)

    async def _say(self, work: TeamWork, conversation: UUID, line: str, now: datetime) -> None:
        said = Reply(self._content.organisation.fill(line), meta=_HANDOFF)
        await work.say(conversation, [said], now)


async def hold_both(work: TeamWork, one: UUID, other: UUID) -> None:
    """Hold two conversations, always in the same order: two who do so never wait for each other."""
    for conversation in sorted({one, other}):
        await work.hold(conversation)


async def _note(work: TeamWork, asked: Introduction, text: str, now: datetime) -> None:
    await work.add_note(Note(uuid4(), asked.handoff, asked.advisor, text, now))


def _filled(line: str, **values: str) -> str:
    for name, value in values.items():
        line = line.replace(f"{{{name}}}", value)
    return line
