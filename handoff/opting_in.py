"""Asks who finished a scan what they want to hear of later, and keeps what they say."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from advice.content import Content
from advice.invitations import Subject
from conversations.messages import Button, Kind, Meta, Reply
from conversations.opt_ins import OptIn
from conversations.ports import Work
from conversations.stage import Stage

INVITE_ME = "/invite_me"
"""What the buttons send by which somebody wants to hear of something or not; no bot is asked."""

_PRIVACY = Meta(Kind.PRIVACY)
_PLACE = "gemeente"


class Consent(Struct, frozen=True, omit_defaults=True):
    """A pressed yes or no; a yes has what is kept with it."""

    subject: str
    says_yes: bool = False
    version: int = 0
    municipality: str | None = None

    @property
    def payload(self) -> str:
        return f"{INVITE_ME}{msgspec.json.encode(self).decode()}"


def consent_in(payload: str | None) -> Consent | None:
    """Read what a button sent; None for all other buttons."""
    if payload is None or not payload.startswith(INVITE_ME):
        return None
    return msgspec.json.decode(payload.removeprefix(INVITE_ME), type=Consent)


class OptingIn:
    """Asks one subject after the other, as long as somebody says yes; the caller holds it."""

    def __init__(self, content: Content) -> None:
        self._texts = content.invitations
        self._fill = content.organisation.fill

    async def after(
        self, work: Work, conversation: UUID, replies: Sequence[Reply], now: datetime
    ) -> None:
        """Ask once in a conversation, after the outcome of a scan, where the bot still has it.

        Only where messages are carried to people: nobody can be written to on the website.
        """
        scan = next((one.scan for one in replies if one.scan and one.scan.finished_at), None)
        if scan is None or all(one.meta.kind is not Kind.SCAN_RESULT for one in replies):
            return
        if (await work.conversation(conversation)).stage is not Stage.BOT:
            return
        if not await self._was_asked(work, conversation):
            await self._ask_next(work, conversation, scan.answers.get(_PLACE), now)

    async def take(self, work: Work, conversation: UUID, said: Consent, now: datetime) -> None:
        """Keep a yes or a no; after a yes the next subject is asked about."""
        contact = await work.contact_of(conversation)
        subject = self._texts.subject(said.subject)
        if contact is None or subject is None:
            return
        if not said.says_yes:
            await work.forget_opt_ins(contact.channel, contact.address, subject.id)
            await self._say(work, conversation, Reply(self._fill(self._texts.declined)), now)
            return
        given = OptIn(
            contact.channel,
            contact.address,
            subject.id,
            said.version,
            now,
            conversation,
            said.municipality,
        )
        await work.opt_in(given)
        await self._say(work, conversation, Reply(self._fill(subject.thanks)), now)
        await self._ask_next(work, conversation, said.municipality, now)

    async def _was_asked(self, work: Work, conversation: UUID) -> bool:
        for subject in self._texts.subjects:
            if await work.offered(conversation, Consent(subject.id).payload):
                return True
        return False

    async def _ask_next(
        self, work: Work, conversation: UUID, municipality: str | None, now: datetime
    ) -> None:
        """Ask about the first subject that is new to them, here and where they said yes before."""
        contact = await work.contact_of(conversation)
        if contact is None:
            return
        wanted = await work.opted_in(contact.channel, contact.address)
        for subject in self._texts.subjects:
            no = Consent(subject.id).payload
            if subject.id not in wanted and not await work.offered(conversation, no):
                await self._say(work, conversation, self._question(subject, municipality), now)
                return

    def _question(self, subject: Subject, municipality: str | None) -> Reply:
        yes = Consent(subject.id, says_yes=True, version=subject.version, municipality=municipality)
        buttons = (
            Button(subject.yes, yes.payload),
            Button(subject.no, Consent(subject.id).payload),
        )
        return Reply(self._fill(subject.question), buttons)

    async def _say(self, work: Work, conversation: UUID, reply: Reply, now: datetime) -> None:
        await work.say(conversation, [msgspec.structs.replace(reply, meta=_PRIVACY)], now)
