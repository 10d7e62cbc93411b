"""What is said to people elsewhere is carried there: in order, once, and until it arrived.

This is the only place that tries again; a channel sends one part and names what went wrong.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog
from msgspec import UNSET

from conversations.channels import (
    COME_BACK,
    Channel,
    Choice,
    DeliveryError,
    NotOurs,
    OptedOut,
    OutboundFile,
    OutboundMessage,
    OutsideWindow,
    opened_by,
)
from conversations.deliveries import Delivery, DeliveryState
from conversations.messages import FILES_PATH, Attachment
from conversations.ports import News, Store
from gateway.crew import Crew
from kit.clock import Clock

AT_ONCE = 16
WHATSAPP, SMS = "whatsapp", "sms"
"""Two channels with the same addresses: what can not be said on one may be said on the other."""

# Longer than one call to a provider may take, and counted anew after each part.
_LEASE = timedelta(seconds=30)
# Someone waits for an answer: soon at first, and never so long that it is late when all is well.
_PAUSES_SECONDS = (1, 2, 4, 8, 15, 20)
# After a day nobody waits for it any more, and it would only surprise.
_MOST = timedelta(days=1)

log = structlog.get_logger()


class _TooLate(DeliveryError):
    """It may not go out any more, and nobody waits for it: given up."""

    is_final = True


class Delivering:
    """Sends what waits through the channel it belongs to, one message at a time to one address."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        *,
        store: Store,
        news: News,
        clock: Clock,
        site: str,
        fallback: str = "",
    ) -> None:
        """`site` is the public address at which files of messages can be opened.

        `fallback` goes by SMS to whom WhatsApp lets us write nothing more; empty: nothing goes.
        """
        self._channels = channels
        self._store = store
        self._clock = clock
        self._site = site
        self._fallback = fallback
        self._crew = Crew("deliveries", AT_ONCE, claim=self._claim, take=self._take, news=news)

    async def run(self) -> None:
        """Send until cancelled; what is under way is then finished first."""
        await self._crew.run()

    async def round(self) -> int:
        """Send what is due now, and wait for it; return how many messages that were."""
        return await self._crew.round()

    async def _claim(self, most: int) -> Sequence[Delivery]:
        now = self._clock()
        async with self._store.transaction() as work:
            return await work.claim_deliveries(now=now, until=now + _LEASE, limit=most)

    async def _take(self, delivery: Delivery) -> None:
        try:
            try:
                await self._deliver(delivery)
            except DeliveryError as error:
                await self._not_sent(delivery, error)
        except Exception:
            # The claim runs out by itself and it is tried again.
            log.exception("delivery.failed", delivery=delivery.id)

    async def _deliver(self, delivery: Delivery) -> None:
        channel = self._channels.get(delivery.channel)
        if channel is None:
            raise NotOurs("no-channel")
        self._require_wanted(delivery)
        is_outside = self._is_outside_window(channel, delivery)
        if delivery.template and (is_outside or delivery.is_line):
            await channel.send_template(delivery.address, delivery.template, delivery.tag(0))
            await self._keep_sent(delivery, 1, is_last=True)
            return
        if is_outside:
            raise OutsideWindow
        parts = channel.parts(await self._outbound(delivery))
        # Who tried before may have been cut off between the provider's yes and our keeping it.
        is_sure = delivery.attempt == 1
        for number, part in list(enumerate(parts))[delivery.sent_parts :]:
            tag = delivery.tag(number)
            to, since = delivery.address, delivery.asked_at
            if is_sure or not await channel.sent_before(to, part, tag, since):
                await channel.send(to, part, tag)
            is_sure = True
            is_last = number + 1 == len(parts)
            if not await self._keep_sent(delivery, number + 1, is_last=is_last):
                return
        _log("delivery.sent", delivery, parts=len(parts))

    def _require_wanted(self, delivery: Delivery) -> None:
        if delivery.is_stopped and delivery.conversation is not None:
            raise OptedOut("stopped")
        if delivery.expires_at is not None and self._clock() >= delivery.expires_at:
            raise _TooLate("too-late")

    async def _keep_sent(self, delivery: Delivery, parts: int, *, is_last: bool) -> bool:
        until = self._clock() + _LEASE
        async with self._store.transaction() as work:
            return await work.part_sent(delivery, parts=parts, is_last=is_last, until=until)

    def _is_outside_window(self, channel: Channel, delivery: Delivery) -> bool:
        window, heard_at = channel.abilities.window, delivery.heard_at
        if window is None or heard_at is None:
            return False
        return self._clock() >= heard_at + window

    async def _outbound(self, delivery: Delivery) -> OutboundMessage:
        message = delivery.message
        choices = (
            Choice(choice_id(message.seq, place), button.title)
            for place, button in enumerate(message.buttons)
        )
        return OutboundMessage(
            author=message.author,
            text=message.text,
            choices=tuple(choices),
            files=tuple([await self._file(one) for one in message.attachments]),
            kind=message.meta.kind,
            expects_number=message.meta.expects_number not in (UNSET, False),
        )

    async def _file(self, attachment: Attachment) -> OutboundFile:
        async with self._store.reading() as work:
            kept = await work.file(attachment.url.removeprefix(f"{FILES_PATH}/"))
        data = kept.data if kept else b""
        url = opened_by(attachment, self._site)
        return OutboundFile(attachment.title, attachment.media_type, data, url)

    async def _not_sent(self, delivery: Delivery, error: DeliveryError) -> None:
        """Do what the error asks for, and nothing else."""
        match error:
            case OptedOut():
                await self._stop(delivery, error)
            case OutsideWindow():
                await self._hold(delivery)
            case _ if delivery.template == COME_BACK and error.is_final:
                await self._end(delivery, DeliveryState.FAILED, error)
                await self._write_elsewhere(delivery)
            case _ if error.is_final or self._clock() - delivery.asked_at > _MOST:
                await self._end(delivery, DeliveryState.FAILED, error)
            case _:
                await self._postpone(delivery, error)

    async def _stop(self, delivery: Delivery, error: DeliveryError) -> None:
        async with self._store.transaction() as work:
            await work.end_delivery(delivery, DeliveryState.STOPPED, error.code)
            await work.want_nothing(delivery.channel, delivery.address, self._clock())
        _log("delivery.stopped", delivery, code=error.code)

    async def _end(self, delivery: Delivery, state: DeliveryState, error: DeliveryError) -> None:
        async with self._store.transaction() as work:
            await work.end_delivery(delivery, state, error.code)
        _log("delivery.given_up", delivery, error=type(error).__name__, code=error.code)

    async def _postpone(self, delivery: Delivery, error: DeliveryError) -> None:
        number = min(delivery.attempt, len(_PAUSES_SECONDS)) - 1
        pause = error.retry_after or timedelta(seconds=_PAUSES_SECONDS[number])
        async with self._store.transaction() as work:
            await work.postpone_delivery(delivery, until=self._clock() + pause, code=error.code)
        _log("delivery.postponed", delivery, error=type(error).__name__, code=error.code)

    async def _hold(self, delivery: Delivery) -> None:
        async with self._store.transaction() as work:
            await work.hold_delivery(delivery, self._clock())
        _log("delivery.held", delivery)

    async def _write_elsewhere(self, delivery: Delivery) -> None:
        """Tell by SMS that there is an answer, where WhatsApp lets us say nothing."""
        if self._fallback and delivery.channel == WHATSAPP and SMS in self._channels:
            async with self._store.transaction() as work:
                await work.say_line(
                    SMS,
                    delivery.address,
                    self._fallback,
                    self._clock(),
                    conversation=delivery.conversation,
                )


class Reports:
    """Keeps what providers tell of what was sent."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def __call__(self, tag: str, state: DeliveryState, code: str) -> None:
        """Keep what became of the part that `tag` names; `code` is the provider's own."""
        async with self._store.transaction() as work:
            address = await work.report_delivery(tag, state, code)
            if address is not None and state is DeliveryState.STOPPED:
                await work.want_nothing(*address, self._clock())
        log.info("delivery.reported", tag=tag, state=state, code=code)

    async def blocked(self, channel: str, address: str) -> None:
        """Keep that somebody shut us out."""
        async with self._store.transaction() as work:
            await work.want_nothing(channel, address, self._clock())
        log.info("contact.blocked", channel=channel)


def choice_id(seq: int, place: int) -> str:
    """Return what names a button of a message, in few enough signs for every channel."""
    return f"{seq}.{place}"


def place_in(choice: str) -> tuple[int, int] | None:
    """Return the message and the place of the button that a choice names; None if it is not one."""
    seq, _, place = choice.partition(".")
    is_one = all(one.isascii() and one.isdigit() and len(one) < _DIGITS for one in (seq, place))
    return (int(seq), int(place)) if is_one else None


_DIGITS = 10


def _log(event: str, delivery: Delivery, **values: object) -> None:
    log.info(
        event,
        delivery=delivery.id,
        channel=delivery.channel,
        conversation=str(delivery.conversation or ""),
        attempt=delivery.attempt,
        **values,
    )
