"""Lets a partner read a request, and shows nobody anything before the entrepreneur said yes."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from advice.content import Content
from advice.partners.words import PurposeWords
from conversations.handoffs import Handoff
from conversations.mail import Mail
from conversations.messages import Button, Kind, Meta, Reply
from conversations.way_back import LinkCode
from handoff.advisors import Advisor, Role
from handoff.cases import Note
from handoff.introducing import NoWayToReach
from handoff.partners import NewShare, PartnerPress, PartnerShare, Purpose, code_hash
from handoff.ports import TeamWork

PAGE = "partner"
"""Where on the site the page behind the link is."""

_DAYS = 14
_HANDOFF = Meta(Kind.HANDOFF)


class NoLetters(Exception):
    """Nobody is written to: there is no mail server, or no site that a link can lead to."""


class SharedAlready(Exception):
    """The same partner is asked the same already, or can read it."""


class UnknownShare(Exception):
    """There is no such share of this request."""


class NotYourShare(Exception):
    """While somebody has the request only they, who asked and team leads withdraw it."""


class Sharing:
    """Asks the entrepreneur, and writes to the partner after a yes."""

    def __init__(self, content: Content, site: str = "") -> None:
        """`site` is where the page of partners is; without it nobody is asked anything."""
        self._content = content
        self._words = content.desk.partners
        self._site = site

    @property
    def may_mail(self) -> bool:
        """Whether partners can be written to."""
        return bool(self._site)

    async def ask(
        self, work: TeamWork, handoff: Handoff, advisor: Advisor, wanted: NewShare, now: datetime
    ) -> None:
        """Ask whether a partner of ours may read along; the caller holds the conversation.

        Raises `NoLetters`, `NoWayToReach` if the partner could not go on, and `SharedAlready`.
        """
        if not self.may_mail:
            raise NoLetters
        if wanted.purpose is Purpose.REFER and not handoff.request.contact:
            raise NoWayToReach
        shares = await work.shares(handoff.id)
        if any(one.id == wanted.id for one in shares):
            return
        if any(_is_same(one, wanted, now) for one in shares):
            raise SharedAlready
        asked = PartnerShare(
            id=wanted.id,
            handoff=handoff.id,
            advisor=advisor.id,
            partner=wanted.partner,
            email=wanted.email,
            purpose=wanted.purpose,
            note=wanted.note,
            asked_at=now,
        )
        if await work.ask_share(asked):
            line = self._of(asked).ask.replace("{adviseur}", advisor.name)
            await self._say(work, handoff.conversation, asked, line, now, self._buttons(asked))

    async def hold(self, work: TeamWork, press: PartnerPress) -> None:
        """Let nobody else change the conversation until the transaction ends."""
        share = await work.share(press.share)
        if share:
            await work.hold((await work.handoff(share.handoff)).conversation)

    async def answer(
        self, work: TeamWork, conversation: UUID, press: PartnerPress, now: datetime
    ) -> None:
        """Take a yes or a no, also of a request that is closed; the first one counts."""
        share = await work.share(press.share)
        if share is None:
            return
        if share.says_yes is None and not self._can_be_answered(share):
            await self._say(work, conversation, share, self._words.not_any_more, now)
            return
        code = secrets.token_urlsafe(32)
        link = LinkCode(code_hash(code), now + timedelta(days=_DAYS)) if press.says_yes else None
        if not await work.answer_share(share.id, link, now):
            await self._say(work, conversation, share, self._words.said_before, now)
        elif press.says_yes:
            await self._write(work, conversation, share, code, now)
            await self._say(work, conversation, share, self._of(share).yes, now)
            await self._note(work, share, self._words.note_yes, now)
        else:
            await self._say(work, conversation, share, self._words.no, now)
            await self._note(work, share, self._words.note_no, now)

    async def withdraw(
        self, work: TeamWork, handoff: Handoff, share: UUID, advisor: Advisor, now: datetime
    ) -> None:
        """Let the link, and the letter if it still waits, do nothing any more; twice is no error.

        Raises `UnknownShare` and `NotYourShare`. What was refused stays refused.
        """
        await work.hold(handoff.conversation)
        known = await work.share(share)
        if known is None or known.handoff != handoff.id:
            raise UnknownShare
        is_lead = advisor.role is not Role.ADVISOR
        if handoff.is_open and not is_lead and advisor.id not in (known.advisor, handoff.advisor):
            raise NotYourShare
        if known.says_yes is not False and await work.withdraw_share(share, now):
            await work.ask_mail(handoff.conversation, Mail(_mail_key(known)), now)

    async def knows_all(
        self, work: TeamWork, handoff: Handoff, partner: str, now: datetime
    ) -> bool:
        """Tell whether a partner to whom somebody is referred may read the request."""
        return any(
            one.partner == partner and one.purpose is Purpose.REFER and one.is_open(now)
            for one in await work.shares(handoff.id)
        )

    def _can_be_answered(self, share: PartnerShare) -> bool:
        is_known = share.partner in self._content.partners
        return self.may_mail and is_known and share.withdrawn_at is None

    async def _write(
        self, work: TeamWork, conversation: UUID, share: PartnerShare, code: str, now: datetime
    ) -> None:
        """Ask for the letter with the link; it holds nothing of what was said."""
        advisor = await work.advisor(share.advisor)
        words = self._of(share).letter
        text = words.text.replace("{adviseur}", advisor.name if advisor else "")
        text = text.replace("{dagen}", f"{_DAYS} dagen")
        link = f"{self._site.rstrip('/')}/{PAGE}/{code}"
        text = self._content.organisation.fill(text).replace("{link}", link)
        refused = self._noted(self._words.note_refused, share)
        letter = Mail(_mail_key(share), share.email, words.subject, text, note_if_refused=refused)
        await work.ask_mail(conversation, letter, now)

    def _of(self, share: PartnerShare) -> PurposeWords:
        return self._words.along if share.purpose is Purpose.ALONG else self._words.refer

    def _buttons(self, share: PartnerShare) -> tuple[Button, ...]:
        titles = ((self._words.yes_button, True), (self._words.no_button, False))
        return tuple(Button(title, PartnerPress(share.id, yes).payload) for title, yes in titles)

    async def _say(
        self,
        work: TeamWork,
        conversation: UUID,
        share: PartnerShare,
        line: str,
        now: datetime,
        buttons: tuple[Button, ...] = (),
    ) -> None:
        said = self._content.organisation.fill(self._named(line, share))
        await work.say(conversation, [Reply(said, buttons, meta=_HANDOFF)], now)

    async def _note(self, work: TeamWork, share: PartnerShare, line: str, now: datetime) -> None:
        note = Note(uuid4(), share.handoff, share.advisor, self._noted(line, share), now)
        await work.add_note(note)

    def _noted(self, line: str, share: PartnerShare) -> str:
        return self._named(line, share).replace("{adres}", share.email)

    def _named(self, line: str, share: PartnerShare) -> str:
        partner = self._content.partners.get(share.partner)
        return line.replace("{partner}", partner.name if partner else share.partner)


def _is_same(share: PartnerShare, wanted: NewShare, now: datetime) -> bool:
    """Tell whether a share is, or may still become, what is wanted; after a no one may ask."""
    is_waiting = share.says_yes is None and share.withdrawn_at is None
    is_alive = is_waiting or share.is_open(now)
    return is_alive and (share.partner, share.purpose) == (wanted.partner, wanted.purpose)


def _mail_key(share: PartnerShare) -> str:
    return f"partner_{share.id.hex}"
