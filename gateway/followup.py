"""What was promised at the desk and is not done yet is not forgotten.

Every rule is "older than, and not yet done": a round that was missed is made up for by the next,
and the same round twice does nothing more.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from advice.content import Content
from advice.dates import dutch_date
from advice.desk import DeskAlert
from conversations.addresses import email_in
from conversations.channels import WEBSITE
from conversations.handoffs import STOP_WAITING, Way
from conversations.mail import Mail
from conversations.messages import Author, Button, Kind, Meta, Reply
from conversations.ports import UnknownConversation
from conversations.stage import Stage
from gateway.pool_letters import PoolLetters
from gateway.referrals import Referrals
from gateway.way_back import write_with_link
from handoff.advisors import Role
from handoff.appointments.lines import BOOK
from handoff.cases import Case
from handoff.moves import Moves
from handoff.ports import TeamStore, TeamWork
from kit.clock import AMSTERDAM, Clock

_ROUND_SECONDS = 15
_HANDOFF = Meta(Kind.HANDOFF)
# Only then we know what was fetched.
_WITH_PEOPLE = (Stage.WAITING, Stage.ADVISOR)

type IsDue = Callable[[Case, datetime], bool]
type Do = Callable[[TeamWork, Case, datetime], Awaitable[None]]

log = structlog.get_logger()


class FollowUp:
    """Looks at all that is open, and does what is due."""

    def __init__(
        self,
        content: Content,
        *,
        store: TeamStore,
        moves: Moves,
        clock: Clock,
        console: str = "",
        site: str = "",
    ) -> None:
        """`console` is where the team logs in; without it no letters are sent to the team.

        `site` is where the widget is; without it none are sent to who is gone.
        """
        self._content = content
        self._console = console
        self._site = site
        self._store = store
        self._moves = moves
        self._clock = clock
        self._referrals = Referrals(content, store=store, console=console)
        self._pool_letters = PoolLetters(content, store=store, site=site)

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.round()
            await asyncio.sleep(_ROUND_SECONDS)

    async def round(self) -> None:
        """Do, once, what is due now."""
        now = self._clock()
        rules = (
            (self._takes_long, self._tell_it_takes_long),
            (self._is_forgotten, self._escalate),
            (self._waits_after_hours, self._close_for_today),
            (self._is_left_unanswered, self._take_away),
            (self._is_promise_over, self._escalate_promise),
            (self._is_gone, self._write_to_who_is_gone),
            (self._is_given_unread, self._write_to_who_got_it),
        )
        async with self._store.reading() as work:
            cases = await work.cases_to_follow()
        for case in cases:
            for is_due, do in rules:
                if is_due(case, now):
                    await self._apply(is_due, do, case, now)
        await self._referrals.round(now)
        await self._pool_letters.round(now)

    async def _apply(self, is_due: IsDue, do: Do, case: Case, now: datetime) -> None:
        """Do it, if it is still due, in a transaction of its own."""
        handoff = case.handoff
        async with self._store.transaction() as work:
            try:
                await work.hold(handoff.conversation)
            except UnknownConversation:
                return
            newest = await work.cases_of(handoff.conversation)
            same = next((one for one in newest if one.handoff.id == handoff.id), None)
            if same is None or not same.handoff.is_open or not is_due(same, now):
                return
            await do(work, same, now)
        log.info(
            f"handoff.{do.__name__.strip('_')}",
            handoff=str(handoff.id),
            conversation=str(handoff.conversation),
        )

    def _takes_long(self, case: Case, now: datetime) -> bool:
        is_told = not _waits_here(case) or case.told_at is not None
        times = self._content.desk.times
        return not is_told and self._open_since(case.handoff.asked_at, now) >= times.take

    async def _tell_it_takes_long(self, work: TeamWork, case: Case, now: datetime) -> None:
        """Tell who waits in the chat, once, that it takes long, and what else there is."""
        desk, talk = self._content.desk, self._content.appointments.talk
        ways = (
            Button(talk.buttons.book, BOOK),
            Button(desk.buttons.stop_waiting, STOP_WAITING),
        )
        await self._say(work, case, desk.lines.takes_long, now, ways)
        await work.told(case.handoff.id, now)

    def _is_forgotten(self, case: Case, now: datetime) -> bool:
        """Tell whether nobody took it for too long, or what was promised was not done."""
        handoff, promised = case.handoff, case.handoff.request.promised_at
        if case.escalated_at or handoff.advisor:
            return False
        is_late = promised is not None and promised <= now
        limit = self._content.desk.times.escalate
        return is_late or self._open_since(handoff.asked_at, now) >= limit

    async def _escalate(self, work: TeamWork, case: Case, now: datetime) -> None:
        """Let the team leads know, once."""
        await self._let_leads_know(work, case, self._content.desk.alert, now)

    def _is_promise_over(self, case: Case, now: datetime) -> bool:
        """Tell whether who has it promised something, and wrote nothing since, until too late."""
        handoff, promised = case.handoff, case.handoff.request.promised_at
        if handoff.advisor is None or promised is None or promised > now:
            return False
        made = handoff.request.promise_made_at or handoff.asked_at
        return not any(at and at >= made for at in (case.written_at, case.escalated_at))

    async def _escalate_promise(self, work: TeamWork, case: Case, now: datetime) -> None:
        """Let the team leads know, once for each promise."""
        await self._let_leads_know(work, case, self._content.desk.broken_promise, now)

    async def _let_leads_know(
        self, work: TeamWork, case: Case, alert: DeskAlert, now: datetime
    ) -> None:
        await work.escalated(case.handoff.id, now)
        if self._console:
            await self._write_to_leads(work, case, alert, now)

    async def _write_to_leads(
        self, work: TeamWork, case: Case, alert: DeskAlert, now: datetime
    ) -> None:
        text = alert.text.replace("{adres}", self._console)
        leads = (
            account.advisor
            for account in await work.accounts()
            if account.advisor.is_active and account.advisor.role is not Role.ADVISOR
        )
        for number, lead in enumerate(leads, start=1):
            letter = Mail(f"melding_{number}", lead.email, alert.subject, text)
            await work.ask_mail(case.handoff.conversation, letter, now)

    def _waits_after_hours(self, case: Case, now: datetime) -> bool:
        """Tell whether we closed meanwhile; who asked while we were closed knows that."""
        if not _waits_here(case) or self._content.opening.at(now).is_open:
            return False
        return self._open_since(case.handoff.asked_at, now) > timedelta()

    async def _close_for_today(self, work: TeamWork, case: Case, now: datetime) -> None:
        """Let the bot answer again; the request stays."""
        opens_at = self._content.opening.at(now).opens_at
        line = self._content.desk.lines.closing.replace("{dag}", _day(opens_at) if opens_at else "")
        await work.move(case.handoff.conversation, Stage.WAITING, Stage.BOT)
        await self._say(work, case, line, now)

    def _is_left_unanswered(self, case: Case, now: datetime) -> bool:
        since = case.unanswered_since
        if case.handoff.stage is not Stage.ADVISOR or since is None:
            return False
        return self._open_since(since, now) >= self._content.desk.times.answer

    async def _take_away(self, work: TeamWork, case: Case, now: datetime) -> None:
        """Put back in the queue what an advisor leaves unanswered."""
        await self._moves.take_away(work, case.handoff, now)

    def _is_gone(self, case: Case, now: datetime) -> bool:
        """Tell whether who is away may be, and was not yet, written to; closing hours count too.

        To a phone the answer itself goes, so nobody is away there.
        """
        since = case.unseen_since
        is_here = case.handoff.channel != WEBSITE or case.handoff.stage not in _WITH_PEOPLE
        if not self._site or since is None or is_here:
            return False
        return _may_be_mailed(case) and now - since >= self._content.desk.times.away

    async def _write_to_who_is_gone(self, work: TeamWork, case: Case, now: datetime) -> None:
        """Write, once for each absence, that there is an answer."""
        await write_with_link(work, case, self._content, self._site, now)

    def _is_given_unread(self, case: Case, now: datetime) -> bool:
        """Tell whether somebody got it from a colleague, and has not looked for too long."""
        since = case.given_at
        if not self._console or since is None or case.handoff.advisor is None:
            return False
        return self._open_since(since, now) >= self._content.desk.times.take

    async def _write_to_who_got_it(self, work: TeamWork, case: Case, now: datetime) -> None:
        """Write to who has it, once for each time that it was given."""
        await work.told_of_giving(case.handoff.id)
        advisor = await work.advisor(case.handoff.advisor) if case.handoff.advisor else None
        if advisor and advisor.is_active:
            alert = self._content.desk.given
            text = alert.text.replace("{adres}", self._console)
            letter = Mail("gekregen", advisor.email, alert.subject, text)
            await work.ask_mail(case.handoff.conversation, letter, now)

    def _open_since(self, start: datetime, now: datetime) -> timedelta:
        return self._content.opening.open_time(start, now)

    async def _say(
        self, work: TeamWork, case: Case, line: str, now: datetime, ways: tuple[Button, ...] = ()
    ) -> None:
        reply = Reply(self._content.organisation.fill(line), ways, meta=_HANDOFF)
        await work.say(case.handoff.conversation, [reply], now, author=Author.SYSTEM)


def _waits_here(case: Case) -> bool:
    """Tell whether somebody waits in the chat for who takes it."""
    return case.handoff.stage is Stage.WAITING and case.handoff.request.way is Way.CHAT


def _may_be_mailed(case: Case) -> bool:
    """Tell whether somebody let us have the conversation, and an e-mail address to answer to."""
    request = case.handoff.request
    is_address = request.contact is not None and email_in(request.contact) is not None
    return request.consent.is_given and is_address


def _day(moment: datetime) -> str:
    return dutch_date(moment.astimezone(AMSTERDAM).date())
