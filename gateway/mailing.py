"""Letters that were asked for are sent, and tried again where the mail server is away."""

import asyncio
from datetime import datetime, timedelta
from uuid import uuid5

import structlog

from conversations.mail import Mailer, MailError, WaitingMail
from conversations.messages import Kind, Meta, Reminder
from handoff.cases import Note
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock

_ROUND_SECONDS = 2
_AT_ONCE = 10
# Longer than a mail server may take, so that nobody sends what is being sent.
_LEASE = timedelta(minutes=2)
# A mail server that is away is mostly back within the hour; who asked must know within the day.
_PAUSES_MINUTES = (1, 5, 15, 60, 120, 240, 480)

log = structlog.get_logger()


class Mailing:
    """Sends what waits, each letter by itself."""

    def __init__(self, *, store: TeamStore, mailer: Mailer, clock: Clock) -> None:
        self._store = store
        self._mailer = mailer
        self._clock = clock

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            if await self.round() < _AT_ONCE:
                await asyncio.sleep(_ROUND_SECONDS)

    async def round(self) -> int:
        """Send what is due now; return how many letters that were."""
        now = self._clock()
        async with self._store.transaction() as work:
            letters = await work.claim_mails(now=now, until=now + _LEASE, limit=_AT_ONCE)
        await asyncio.gather(*map(self._send, letters))
        return len(letters)

    async def _send(self, letter: WaitingMail) -> None:
        try:
            await self._mailer.send(letter)
        except MailError as error:
            await self._not_taken(letter, error)
        else:
            async with self._store.transaction() as work:
                await work.drop_mail(letter)
            _log("mail.sent", letter)

    async def _not_taken(self, letter: WaitingMail, error: MailError) -> None:
        """Try again later; when there is no later, say so where the letter was asked for."""
        is_hopeless = error.is_final or letter.attempt > len(_PAUSES_MINUTES)
        now = self._clock()
        async with self._store.transaction() as work:
            if is_hopeless:
                await work.drop_mail(letter)
                if letter.mail.if_refused:
                    await work.say_later(letter.conversation, _told(letter, now))
                if letter.mail.note_if_refused:
                    await _tell_advisor(work, letter, now)
            else:
                pause = timedelta(minutes=_PAUSES_MINUTES[letter.attempt - 1])
                await work.postpone_mail(letter, until=now + pause)
        _log(
            "mail.given_up" if is_hopeless else "mail.postponed",
            letter,
            error=type(error.__cause__ or error).__name__,
        )


def _told(letter: WaitingMail, now: datetime) -> Reminder:
    """Return what is said at once, or when the person who has the conversation is done."""
    mail = letter.mail
    kind = Kind.APPOINTMENT if mail.calendar else Kind.SCAN
    return Reminder(mail.key, now, mail.if_refused, meta=Meta(kind))


async def _tell_advisor(work: TeamWork, letter: WaitingMail, now: datetime) -> None:
    """Note it once for each letter and address with the newest request, if somebody has that."""
    cases = await work.cases_of(letter.conversation)
    handoff = cases[0].handoff if cases else None
    if handoff and handoff.advisor:
        once = uuid5(handoff.id, f"{letter.mail.key} {letter.mail.to}")
        await work.add_note(
            Note(once, handoff.id, handoff.advisor, letter.mail.note_if_refused, now)
        )


def _log(event: str, letter: WaitingMail, **values: object) -> None:
    log.info(
        event,
        mail=str(letter.id),
        conversation=str(letter.conversation),
        attempt=letter.attempt,
        **values,
    )
