"""Takes what comes in our mailbox, each mail once and in the order in which it came."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import structlog

from conversations.channels import Arrival
from conversations.deliveries import DeliveryState
from gateway.channels.email.mailbox import Mailbox, OpenMailbox
from gateway.channels.email.reading import Bounce, Reader, Unreadable
from gateway.channels.email.too_often import TooOften
from gateway.mailbox.imap import Letter, LoginRefused, MailboxAway
from kit.clock import Clock

type Arrive = Callable[[Arrival], Awaitable[None]]
"""Keeps what came in, once; what it raises makes us try again."""
type Report = Callable[[str, DeliveryState, str], Awaitable[None]]
"""Keeps what became of the part with a tag, with the code of who says so."""

# Where the server tells nothing by itself, and a second at a time so that we can stop.
_POLL_SECONDS = 15.0
_SLICE_SECONDS = 1.0
# Something may still come just between looking and asking to be told.
_SLICES = 15
_PAUSES_SECONDS = (5.0, 10.0, 20.0, 60.0, 300.0)
# The conversation has what was said, and whoever erases that erases all. A file of it is fetched
# within minutes.
_KEPT = timedelta(days=2)

log = structlog.get_logger()


class Inbox:
    """Watches one mailbox. A mail is put away only when it was kept, so one may be taken twice."""

    def __init__(
        self,
        mailbox: Mailbox,
        reader: Reader,
        *,
        arrive: Arrive,
        report: Report,
        clock: Clock,
        pause: float | None = None,
    ) -> None:
        """After an error it waits ever longer, or always `pause` seconds."""
        self._mailbox = mailbox
        self._reader = reader
        self._arrive = arrive
        self._report = report
        self._clock = clock
        self._pauses = _PAUSES_SECONDS if pause is None else (pause,)
        self._is_too_often = TooOften(clock)
        self._failures = 0
        self._cleaned: date | None = None

    async def run(self) -> None:
        """Take mails until cancelled."""
        while True:
            try:
                await self._watch()
            except MailboxAway as error:
                is_ours = isinstance(error, LoginRefused)
                log.warning("inbox.login_refused" if is_ours else "inbox.away", reason=str(error))
            except Exception:
                # What we could not keep comes again.
                log.exception("inbox.not_kept")
            await asyncio.sleep(self._pauses[min(self._failures, len(self._pauses) - 1)])
            self._failures += 1

    async def _watch(self) -> None:
        box = await _in_thread(self._mailbox.open)
        try:
            while True:
                await self._round(box)
                self._failures = 0
                await _wait(box)
        finally:
            box.close()

    async def _round(self, box: OpenMailbox) -> None:
        """Take all that is new. The last thing it does is to look: what comes during another call
        is told there, and not again while we wait.
        """
        await self._clean(box)
        done: set[int] = set()
        while new := [uid for uid in await _in_thread(box.new) if uid not in done]:
            for uid in new:
                letter = await _in_thread(box.letter, uid)
                if letter is not None:
                    await self._take(box, uid, letter)
            done.update(new)

    async def _clean(self, box: OpenMailbox) -> None:
        today = self._clock().date()
        if self._cleaned != today:
            erased = await _in_thread(box.erase_handled, today - _KEPT)
            self._cleaned = today
            log.info("inbox.cleaned", mails=erased)

    async def _take(self, box: OpenMailbox, uid: int, letter: Letter) -> None:
        try:
            said = await _in_thread(self._reader.read, letter.raw, letter.size)
        except Unreadable as error:
            # It stays where somebody of the team can look at it.
            log.warning("email.unreadable", reason=str(error), bytes=len(letter.raw))
            await _in_thread(box.mark, uid)
            return
        outcome = await self._keep(said)
        await _in_thread(box.mark, uid)
        await _in_thread(box.put_away, uid)
        log.info("email.taken", outcome=outcome, bytes=len(letter.raw))

    async def _keep(self, said: Arrival | Bounce | None) -> str:
        match said:
            case Bounce():
                await self._report(said.tag, DeliveryState.FAILED, said.code)
                return "bounce"
            case Arrival() if self._is_too_often(said):
                log.warning("email.too_often")
                return "ignored"
            case Arrival():
                await self._arrive(said)
                return "arrival"
            case None:
                return "ignored"


async def _wait(box: OpenMailbox) -> None:
    """Return when something may have come."""
    if not box.can_wait:
        await asyncio.sleep(_POLL_SECONDS)
        return
    await _in_thread(box.begin_waiting)
    for _ in range(_SLICES):
        if await _in_thread(box.hears, _SLICE_SECONDS):
            break
    await _in_thread(box.end_waiting)


async def _in_thread[*Ts, T](call: Callable[[*Ts], T], *args: *Ts) -> T:
    """Wait for what waits; who is cancelled waits for it too, as a connection is for one thread."""
    running = asyncio.ensure_future(asyncio.to_thread(call, *args))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait({running})
        raise
