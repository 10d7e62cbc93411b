"""Files that people send from elsewhere are fetched, kept for the advisor, and answered."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

import structlog

from advice.content import Content
from conversations.channels import Channel, MediaAway, MediaGone
from conversations.conversation import Turn
from conversations.files import PLACE, MediaRef, NewFile
from conversations.messages import Reply
from conversations.ports import Store, Work
from conversations.stage import Stage
from gateway.attachments import MAX_FILE, FileNotAllowed, FileTooLarge, received_file
from kit.clock import Clock

# The bot answers what was typed with a file only when the file is there, so this is not for long.
_PAUSES_SECONDS = (1, 3, 10, 30)

log = structlog.get_logger()


class Sent:
    """What somebody sent with one message, as far as it can be kept, and what to say about it."""

    def __init__(self) -> None:
        self.files: list[NewFile] = []
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        """Say something, but once: who sends ten photos needs no ten answers."""
        if line not in self.lines:
            self.lines.append(line)


class MediaFirst:
    """Takes what was sent with a message before its turn is taken."""

    def __init__(
        self,
        worker: str,
        content: Content,
        channels: Mapping[str, Channel],
        *,
        store: Store,
        clock: Clock,
        take_turn: Callable[[Turn], Awaitable[None]],
    ) -> None:
        self._worker = worker
        self._texts = content.channels
        self._fill = content.organisation.fill
        self._channels = channels
        self._store = store
        self._clock = clock
        self._take_turn = take_turn

    async def __call__(self, turn: Turn) -> None:
        """Keep the files of a turn, then let its words be answered, if it has any."""
        if not turn.media or await self._keep(turn):
            await self._take_turn(turn)

    async def _keep(self, turn: Turn) -> bool:
        """Tell whether there is still something to answer."""
        async with self._store.reading() as work:
            channel = (await work.conversation(turn.conversation)).channel
        try:
            sent = await self._fetch(turn, self._channels.get(channel), is_last=_is_last(turn))
        except MediaAway:
            await self._postpone(turn)
            return False
        async with self._store.transaction() as work:
            is_ours = await self._answer(work, turn, sent)
        log.info("media.kept", conversation=str(turn.conversation), files=len(sent.files))
        return is_ours and bool(turn.text)

    async def _answer(self, work: Work, turn: Turn, sent: Sent) -> bool:
        """Keep the files and say what they are good for; False if the claim was lost."""
        now = self._clock()
        await work.hold(turn.conversation)
        if not await work.attach(turn, self._worker, sent.files, now):
            return False
        stage = (await work.conversation(turn.conversation)).stage
        if stage not in (Stage.WAITING, Stage.ADVISOR):
            replies = [Reply(self._fill(line)) for line in sent.lines]
            await work.say(turn.conversation, replies, now)
        if not turn.text:
            await work.finish(turn, self._worker, state=None)
        return True

    async def _postpone(self, turn: Turn) -> None:
        pause = timedelta(seconds=_PAUSES_SECONDS[turn.attempt - 1])
        async with self._store.transaction() as work:
            await work.postpone(turn, self._worker, until=self._clock() + pause)

    async def _fetch(self, turn: Turn, channel: Channel | None, *, is_last: bool) -> Sent:
        sent = Sent()
        for media in turn.media:
            if media.media_type == PLACE:
                sent.say(self._texts.place)
                continue
            try:
                await self._take(media, channel, sent)
            except MediaGone:
                sent.say(self._texts.media.not_fetched)
            except MediaAway:
                if not is_last:
                    raise
                sent.say(self._texts.media.not_fetched)
        return sent

    async def _take(self, media: MediaRef, channel: Channel | None, sent: Sent) -> None:
        if channel is None:
            raise MediaGone
        try:
            if media.size is not None and media.size > MAX_FILE:
                raise FileTooLarge
            file = received_file(await channel.fetch(media, MAX_FILE))
        except FileNotAllowed:
            sent.say(self._texts.media.unknown)
        except FileTooLarge:
            sent.say(self._texts.media.too_large)
        else:
            sent.files.append(file)
            sent.say(self._line_of(file))

    def _line_of(self, file: NewFile) -> str:
        lines = self._texts.media
        kinds = {"image": lines.photo, "audio": lines.voice, "video": lines.video}
        return kinds.get(file.media_type.partition("/")[0], lines.document)


def _is_last(turn: Turn) -> bool:
    return turn.attempt > len(_PAUSES_SECONDS)
