"""What somebody of a partner can do with a link: read, write along, and go on with it."""

from datetime import datetime
from uuid import UUID, uuid4, uuid5

from msgspec import Struct

from advice.content import Content
from conversations.handoffs import Handoff, UnknownHandoff
from conversations.messages import Author, Kind, Meta, Reply
from conversations.ports import UnknownConversation
from conversations.stage import Stage
from conversations.text import EmptyText, TextTooLong, clean
from conversations.way_back import LinkLapsed
from handoff.cases import Note
from handoff.partners import PartnerShare, Purpose, code_hash
from handoff.ports import TeamWork

MAX_NAME = 60
"""Characters that the name of who writes may have."""


class NobodyToTalkWith(Exception):
    """No advisor has the conversation now, so a partner does not write in it either."""


class NoName(ValueError):
    """Who writes did not say who they are, or in too many words."""


class Visit(Struct, frozen=True):
    """A share whose link was opened, with its request."""

    share: PartnerShare
    handoff: Handoff

    @property
    def may_write(self) -> bool:
        is_along = self.share.purpose is Purpose.ALONG
        return is_along and self.handoff.is_open and self.handoff.stage is Stage.ADVISOR


class PartnerMessage(Struct, frozen=True):
    """What somebody of a partner says; the same `form` twice is one message."""

    form: UUID
    name: str
    text: str


class Visiting:
    """Lets in who has a code; each call raises `LinkLapsed` when the code opens nothing."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._words = content.desk.partners

    async def open(self, work: TeamWork, code: str, now: datetime) -> Visit:
        """Return what a code opens, and keep when that was first."""
        share = await work.share_of_code(code_hash(code))
        if share is None or not share.is_open(now):
            raise LinkLapsed
        await work.share_opened(share.id, now)
        return Visit(share, await _handoff(work, share))

    async def write(
        self, work: TeamWork, code: str, message: PartnerMessage, now: datetime
    ) -> None:
        """Say something in the conversation.

        Raises `NoName`, `EmptyText`, `TextTooLong`, and `NobodyToTalkWith`.
        """
        visit = await self._held(work, code, Purpose.ALONG, now)
        said = (
            self._words.message.replace("{partner}", self._name(visit.share))
            .replace("{naam}", _name_in(message.name))
            .replace("{tekst}", clean(message.text))
        )
        if not visit.may_write:
            raise NobodyToTalkWith
        # Of its share alone: no form of one partner passes for a message of somebody else.
        place = uuid5(visit.share.id, message.form.hex)
        await work.write(visit.handoff, place, said, now)

    async def take_up(self, work: TeamWork, code: str, now: datetime) -> None:
        """Tell entrepreneur and colleagues, once, that the partner goes on with it."""
        visit = await self._held(work, code, Purpose.REFER, now)
        share = visit.share
        if not await work.take_share_up(share.id, now):
            return
        name = self._name(share)
        line = self._content.organisation.fill(self._words.taken.replace("{partner}", name))
        said = Reply(line, meta=Meta(Kind.HANDOFF))
        await work.say(visit.handoff.conversation, [said], now, author=Author.SYSTEM)
        text = self._words.note_taken.replace("{partner}", name)
        await work.add_note(Note(uuid4(), share.handoff, share.advisor, text, now))

    async def _held(self, work: TeamWork, code: str, purpose: Purpose, now: datetime) -> Visit:
        """Return a visit whose conversation nobody else changes until the transaction ends."""
        share = await work.share_of_code(code_hash(code))
        if share is None:
            raise LinkLapsed
        try:
            await work.hold((await _handoff(work, share)).conversation)
        except UnknownConversation as error:
            raise LinkLapsed from error
        # Withdrawn while we waited for it: then it is over.
        held = await work.share(share.id)
        if held is None or not held.is_open(now) or held.purpose is not purpose:
            raise LinkLapsed
        return Visit(held, await _handoff(work, held))

    def _name(self, share: PartnerShare) -> str:
        partner = self._content.partners.get(share.partner)
        return partner.name if partner else share.partner


async def _handoff(work: TeamWork, share: PartnerShare) -> Handoff:
    try:
        return await work.handoff(share.handoff)
    except UnknownHandoff as error:
        raise LinkLapsed from error


def _name_in(raw: str) -> str:
    try:
        name = clean(" ".join(raw.split()))
    except (EmptyText, TextTooLong) as error:
        raise NoName from error
    if len(name) > MAX_NAME:
        raise NoName
    return name
