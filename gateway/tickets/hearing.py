"""What happens at desks elsewhere is asked for, again and again: a call of theirs only hurries us.

Each event is taken in a transaction of its own, and how far we are kept after it, so that who is
killed in between hears it again and takes it once.
"""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from msgspec import structs

from advice.content import Content
from conversations.files import NewFile
from conversations.ports import News
from gateway.attachments import FileNotAllowed, FileTooLarge, received_file
from gateway.crew import Crew
from gateway.tickets.desks import Desks, pause_after
from handoff.moves import Moves
from handoff.ports import TeamStore
from handoff.tickets.applying import Applying
from handoff.tickets.port import BridgeError, TicketEvent
from handoff.tickets.ports import Asking
from kit.clock import Clock

_WHILE_OPEN = timedelta(seconds=3)
_OTHERWISE = timedelta(seconds=60)
# A desk calls while it saves: what it called for may be there only a moment later.
_AFTER_A_CALL = timedelta(milliseconds=700)
# Who takes longer asks beside another: each event is taken once all the same.
_LEASE = timedelta(seconds=30)
_FOLLOWED_AFTER_CLOSING = timedelta(days=7)

log = structlog.get_logger()


class Hearing:
    """Asks each desk what people did there, one at a time for one desk."""

    def __init__(
        self,
        content: Content,
        desks: Desks,
        *,
        moves: Moves,
        store: TeamStore,
        news: News,
        clock: Clock,
    ) -> None:
        self._desks = desks
        self._applying = {
            name: Applying(content, moves, name, desk.groups) for name, desk in desks.items()
        }
        self._store = store
        self._clock = clock
        self._is_known = False
        self._crew = Crew(
            "desks", max(len(desks), 1), claim=self._claim, take=self._take, news=news
        )

    async def run(self) -> None:
        """Ask until cancelled; what is under way is then finished first."""
        await self._crew.run()

    async def round(self) -> int:
        """Ask who is due now, and wait for it; return how many desks that were."""
        return await self._crew.round()

    async def _claim(self, _most: int) -> Sequence[Asking]:
        now, names = self._clock(), tuple(self._desks)
        async with self._store.transaction() as work:
            if not self._is_known:
                for name in names:
                    await work.add_bridge(name, now)
            claimed = await work.claim_bridges(names, now=now, until=now + _LEASE)
        self._is_known = True
        return claimed

    async def _take(self, asking: Asking) -> None:
        try:
            await self._ask(asking)
        except BridgeError as error:
            await self._postpone(asking, error)
        except Exception:
            # The claim runs out by itself, and what was not taken is told again.
            log.exception("desk.failed", bridge=asking.bridge)

    async def _ask(self, asking: Asking) -> None:
        since = self._clock() - _FOLLOWED_AFTER_CLOSING
        async with self._store.reading() as work:
            followed = await work.followed(asking.bridge, since)
        pulled = await self._desks[asking.bridge].bridge.pull(asking.cursor, followed)
        taken = 0
        for event in pulled.events:
            taken += await self._apply(asking.bridge, event)
        async with self._store.transaction() as work:
            is_open = await work.has_open_tickets(asking.bridge)
            pause = _WHILE_OPEN if is_open else _OTHERWISE
            if asking.is_woken and not taken:
                pause = _AFTER_A_CALL
            await work.asked(asking, pulled.cursor, due=self._clock() + pause)

    async def _apply(self, bridge: str, event: TicketEvent) -> bool:
        checked = structs.replace(event, files=_checked(event.files))
        async with self._store.transaction() as work:
            taken = await self._applying[bridge].take(work, checked, self._clock())
        if taken:
            log.info(
                "ticket.heard",
                bridge=bridge,
                kind=event.kind,
                characters=len(event.text),
                files=len(event.files),
            )
        return taken

    async def _postpone(self, asking: Asking, error: BridgeError) -> None:
        until = self._clock() + pause_after(error, asking.attempt)
        async with self._store.transaction() as work:
            await work.postpone_bridge(asking, until=until, code=error.code)
        level = log.warning if error.is_final else log.info
        level("desk.away", bridge=asking.bridge, error=type(error).__name__, code=error.code)


def _checked(files: Sequence[NewFile]) -> tuple[NewFile, ...]:
    """Return those that may be shown to people, each as what it really is."""
    kept = []
    for file in files:
        try:
            kept.append(received_file(file))
        except (FileTooLarge, FileNotAllowed) as error:
            log.info("ticket.file_refused", reason=type(error).__name__, bytes=len(file.data))
    return tuple(kept)
