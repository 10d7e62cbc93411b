"""Whatever happens in whatever order: never a person and the bot at once, and never two people."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advice.content import load_content
from apps.settings import ROOT
from conversations.conversation import Turn
from conversations.fakes import ScriptedEngine
from conversations.handoffs import STOP_WAITING, Handoff, Outcome, Way
from conversations.messages import Author, Reply
from conversations.stage import Stage
from gateway.followup import FollowUp
from gateway.turn import TakeTurn
from handoff.advisors import Advisor
from handoff.lending import NOT_NOW
from handoff.moves import Closing, MoveRefused, Moves
from handoff.ports import TeamWork
from storage.connect import connect
from storage.store import SqlStore
from tests.handoff.people import advisor, ask, finished_scan, opened, says, wish
from tests.support.time import HandClock

_ACTIONS = (
    *("says", "wants", "claims a turn", "answers a turn", "stops waiting"),
    *("takes 0", "takes 1", "writes 0", "writes 1", "releases 0", "releases 1"),
    *("gives 0", "gives 1", "closes 0", "closes 1", "time goes by"),
    *("lends 0", "lends 1", "ends the scan", "does not want the scan"),
)
# What the entrepreneur types or presses.
_SAID: dict[str, tuple[str, str | None]] = {
    "says": ("vraag", None),
    "wants": ("mens", None),
    "ends the scan": ("klaar", None),
    "does not want the scan": ("nee", NOT_NOW),
}
CONTENT = load_content(ROOT / "data")
MOVES = Moves(CONTENT)


class World:
    """One conversation, two advisors, one worker with turns under way, and a clock."""

    def __init__(self, store: SqlStore, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.engine = ScriptedEngine(self._bot_says)
        self.under_way: list[Turn] = []
        self.wants = False
        self.conversation: UUID
        self.team: list[Advisor]

    async def begin(self) -> None:
        self.conversation = await opened(self.store, self.clock)
        self.team = [await advisor(self.store, self.clock, uuid4().hex) for _ in range(2)]

    async def end(self) -> None:
        async with self.store.transaction() as work:
            await work.erase(self.conversation)

    def _bot_says(self, turn: Turn) -> list[Reply]:
        handoff = wish(self.clock) if turn.text == "mens" else None
        scan = finished_scan(self.clock) if turn.text == "klaar" else None
        return [Reply("antwoord", handoff=handoff, scan=scan)]

    async def do(self, action: str) -> None:
        """Do one thing; a move that cannot be made is refused and changes nothing."""
        name, _, who = action.rpartition(" ") if action[-1].isdigit() else (action, "", "0")
        me = self.team[int(who)]
        match name:
            case _ if name in _SAID:
                await says(self.store, self.clock, self.conversation, *_SAID[name])
            case "claims a turn":
                async with self.store.transaction() as work:
                    until = self.clock() + timedelta(seconds=12)
                    claimed = await work.claim("w", now=self.clock(), until=until, limit=1)
                self.under_way += claimed
            case "answers a turn":
                if self.under_way:
                    await self._take_turn(self.under_way.pop())
            case "time goes by":
                self.clock.forward(16 * 60)
                async with self.store.transaction() as work:
                    for one in self.team:
                        await work.see_presence(one.id, self.clock(), is_available=True)
                rules = FollowUp(CONTENT, store=self.store, moves=MOVES, clock=self.clock)
                await rules.round()
            case _:
                await self._move(name, me)

    async def _take_turn(self, turn: Turn) -> None:
        take = TakeTurn(
            "w",
            store=self.store,
            engine=self.engine,
            clock=self.clock,
            apology=Reply("storing"),
            moves=MOVES,
        )
        await take(turn)

    async def _move(self, name: str, me: Advisor) -> None:
        handoff = await self.handoff()
        if handoff is None:
            return
        other = next(one for one in self.team if one.id != me.id)
        now, how = self.clock(), Closing(Outcome.HELPED)
        moves: dict[str, Callable[[TeamWork], Awaitable[object]]] = {
            "takes": lambda work: MOVES.take(work, handoff.id, me, now),
            "releases": lambda work: MOVES.release(work, handoff.id, me, now),
            "gives": lambda work: MOVES.transfer_to(work, handoff.id, me, other.id, now),
            "lends": lambda work: MOVES.lend(work, handoff.id, me, now),
            "closes": lambda work: MOVES.close(work, handoff.id, me, how, now),
            "writes": lambda work: MOVES.write(work, handoff.id, me, uuid4(), "hallo", now),
            "stops waiting": lambda work: MOVES.stop_waiting(work, self.conversation, now),
        }
        with suppress(MoveRefused):
            async with self.store.transaction() as work:
                await moves[name](work)

    async def handoff(self) -> Handoff | None:
        async with self.store.reading() as work:
            cases = await work.cases_of(self.conversation)
        return cases[0].handoff if cases else None

    async def check(self, seen: int) -> int:
        """Check all that was said since message `seen` against who has the conversation now."""
        handoff = await self.handoff()
        async with self.store.reading() as work:
            view = await work.view(self.conversation, seen)
        owner = handoff.advisor if handoff and handoff.is_open else None
        is_lent = handoff is not None and handoff.is_lent
        assert (view.stage is Stage.ADVISOR or is_lent) == (owner is not None)
        last = view.messages[-1].author if view.messages else None
        for message in view.messages:
            if message.author is Author.ADVISOR:
                assert view.stage is Stage.ADVISOR
            if message.author is Author.BOT:
                # The outcome of a scan that was lent for, and then that the advisor is back.
                assert view.stage is not Stage.ADVISOR or last is Author.SYSTEM
        return max((message.seq for message in view.messages), default=seen)


@given(actions=st.lists(st.sampled_from(_ACTIONS), max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nobody_and_the_bot_talk_at_once(database_url: str, actions: list[str]) -> None:
    async def run() -> None:
        database = connect(database_url)
        world, seen = World(SqlStore(database), HandClock()), 0
        try:
            await world.begin()
            for action in actions:
                await world.do(action)
                seen = await world.check(seen)
            await world.end()
        finally:
            await database.close()

    asyncio.run(run())


def test_the_stop_button_is_the_one_that_is_offered() -> None:
    assert STOP_WAITING == "/stop_waiting"


@pytest.mark.parametrize("seed", range(3))
async def test_all_of_it_at_the_same_time_ends_with_one_owner(
    store: SqlStore, clock: HandClock, seed: int
) -> None:
    """Real tasks side by side on one database, not one after the other."""
    world = World(store, clock)
    await world.begin()
    await world.do("wants")
    await world.do("claims a turn")
    await world.do("answers a turn")
    actions = [action for action in _ACTIONS if action != "time goes by"] * 3

    await asyncio.gather(*(world.do(action) for action in actions[seed:] + actions[:seed]))

    handoff = await world.handoff()
    assert handoff is not None
    async with store.reading() as work:
        head = await work.conversation(world.conversation)
    owner = handoff.advisor if handoff.is_open else None
    assert (head.stage is Stage.ADVISOR or handoff.is_lent) == (owner is not None)


async def test_what_the_bot_did_not_say_it_does_not_remember_as_said(
    store: SqlStore, clock: HandClock
) -> None:
    world = World(store, clock)
    await world.begin()
    await ask(store, clock, world.conversation, wish(clock, Way.CALL_BACK))
    await world.do("says")
    await world.do("claims a turn")

    await world.do("takes 0")
    await world.do("answers a turn")
    await world.do("closes 0")
    await world.do("says")
    await world.do("claims a turn")

    assert [turn.state for turn in world.under_way] == [None]
