"""What all open consoles look at, read from the database once for all of them."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import UUID
from zlib import crc32

import structlog

from conversations.ports import News
from handoff.advisors import Advisor
from handoff.cases import Case
from handoff.moves import Moves
from handoff.ports import TeamStore
from kit.clock import Clock

_MOST_CLOSED = 50
# Notes, presence and the passing of time make no news, so all is read again this often …
_OLDEST = timedelta(seconds=5)
# … and at news this often: many talk at once, and lists need not follow every word.
_OLDEST_AT_NEWS = timedelta(milliseconds=500)
# Who types is one question for all conversations, and over within seconds.
_OLDEST_TYPING = timedelta(milliseconds=500)
_LONGEST_WAIT_SECONDS = 25.0

log = structlog.get_logger()


class Snapshot:
    """How it was at a moment; `names` are those of advisors.

    `number` is another one as soon as the lists are, also when they become again what they were.
    """

    def __init__(
        self,
        at: datetime,
        open: Sequence[Case],
        closed: Sequence[Case],
        names: dict[UUID, str],
        silent: Sequence[str],
        before: "Snapshot | None",
    ) -> None:
        """`silent` are desks elsewhere, `before` is the snapshot that was made before this one."""
        self.at = at
        self.open = open
        self.closed = closed
        self.names = names
        self.silent = silent
        self._marks: dict[frozenset[UUID], str] = {}
        is_other = before is not None and self._mark(frozenset()) != before._mark(frozenset())
        self.number: int = (before.number if before else 0) + is_other

    @cached_property
    def waiting(self) -> Sequence[Case]:
        """What nobody has taken."""
        return [case for case in self.open if case.handoff.advisor is None]

    def held_by(self, advisor: UUID) -> Iterator[Case]:
        return (case for case in self.open if case.handoff.advisor == advisor)

    def mark_for(self, advisor: Advisor, moves: Moves) -> str:
        """Return something that changes when anything in the lists of this advisor does.

        Who may not see the same, has the same mark: it is made once for all of them.
        """
        hidden = frozenset(
            case.handoff.id
            for case in (*self.open, *self.closed)
            if not moves.may_see(advisor, case.handoff)
        )
        return self._mark(hidden)

    def _mark(self, hidden: frozenset[UUID]) -> str:
        if hidden not in self._marks:
            self._marks[hidden] = self._made_without(hidden)
        return self._marks[hidden]

    def _made_without(self, hidden: frozenset[UUID]) -> str:
        seen = [
            (case.handoff.id.int, case.handoff.version, case.unread, case.handoff.stage.value)
            for case in (*self.open, *self.closed)
            if case.handoff.id not in hidden
        ]
        return format(crc32(repr((seen, self.silent)).encode()), "x")


class Ear:
    """One console that listens: which conversations have news since it last looked."""

    def __init__(self) -> None:
        self._heard: set[UUID] = set()
        self._news = asyncio.Event()

    def tell(self, conversation: UUID) -> None:
        self._heard.add(conversation)
        self._news.set()

    async def listen(self, seconds: float) -> frozenset[UUID]:
        """Return what there is as soon as there is any; nothing after `seconds`."""
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return frozenset()
        heard = frozenset(self._heard)
        self._heard.clear()
        self._news.clear()
        return heard


class Board:
    """The newest snapshot, and everybody who wants to hear of another."""

    def __init__(
        self, store: TeamStore, news: News, clock: Clock, desks: Sequence[str] = ()
    ) -> None:
        """`desks` are those elsewhere that are connected."""
        self._store = store
        self._desks = desks
        self._news = news
        self._clock = clock
        self._ears: set[Ear] = set()
        self._reading = asyncio.Lock()
        self._snapshot: Snapshot | None = None
        self._is_forgotten = False
        self._has_news = False
        self._typing: frozenset[UUID] = frozenset()
        self._typing_at = datetime.min.replace(tzinfo=UTC)

    async def snapshot(self) -> Snapshot:
        """Return how it is; who asks at the same time waits for one reading."""
        async with self._reading:
            kept = self._snapshot
            if kept is None or self._is_forgotten or self._clock() - kept.at > self._oldest:
                self._has_news = self._is_forgotten = False
                kept = self._snapshot = await self._read(kept)
            return kept

    async def typing(self) -> frozenset[UUID]:
        """Return the conversations in which an entrepreneur types, as it was a moment ago."""
        async with self._reading:
            now = self._clock()
            if now - self._typing_at > _OLDEST_TYPING:
                async with self._store.reading() as work:
                    self._typing = await work.typing_entrepreneurs(now)
                self._typing_at = now
            return self._typing

    @property
    def _oldest(self) -> timedelta:
        return _OLDEST_AT_NEWS if self._has_news else _OLDEST

    def forget(self) -> None:
        """Have the next who asks read again: an advisor changed something and looks at it."""
        self._is_forgotten = True

    @contextmanager
    def listening(self) -> Iterator[Ear]:
        ear = Ear()
        self._ears.add(ear)
        try:
            yield ear
        finally:
            self._ears.discard(ear)

    async def run(self) -> None:
        """Pass news on until cancelled."""
        while True:
            try:
                for conversation in await self._news.wait(_LONGEST_WAIT_SECONDS):
                    self._has_news = True
                    for ear in self._ears:
                        ear.tell(conversation)
            except Exception:
                # Without news the consoles still look every few seconds.
                log.exception("news.failed")
                await asyncio.sleep(1.0)

    async def _read(self, before: Snapshot | None) -> Snapshot:
        now = self._clock()
        async with self._store.reading() as work:
            return Snapshot(
                at=now,
                open=await work.open_cases(),
                closed=await work.closed_cases(limit=_MOST_CLOSED),
                names={one.advisor.id: one.advisor.name for one in await work.accounts()},
                silent=await work.silent_bridges(self._desks) if self._desks else (),
                before=before,
            )
