"""Random holds, bookings, moves and cancellations: no two claims of an advisor ever overlap."""

import asyncio
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from conversations.appointments import Appointment, Slot, SlotTaken
from storage.claims import in_pieces
from storage.connect import connect
from storage.database import Database
from storage.store import SqlStore
from tests.support.appointments import (
    DAY,
    HELD_FOR,
    Desk,
    claim_of,
    claimed,
    outcomes,
    overlapping,
    slot_at,
)
from tests.support.time import HandClock

WHAT = ("hold", "book", "move", "cancel", "release", "erase", "wait")
PIECE = timedelta(minutes=5)


class Move(Struct, frozen=True):
    """One thing that one of three clients does, and with which slot."""

    what: str
    client: int
    with_bob: bool
    minute: int
    minutes: int


MOVES = st.builds(
    Move,
    what=st.sampled_from(WHAT),
    client=st.integers(0, 2),
    with_bob=st.booleans(),
    minute=st.integers(0, 90),
    minutes=st.sampled_from([5, 30, 45]),
)


class World:
    """Clients with one appointment each at most."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.clients: list[UUID]
        self.booked: dict[int, Appointment] = {}

    async def begin(self) -> None:
        await self.desk.begin()
        self.clients = [await self.desk.client() for _ in range(3)]

    async def end(self) -> None:
        for client in self.clients:
            await self._erase(client)

    async def do(self, move: Move) -> None:
        """Do it, if they can; raise `SlotTaken` if they may not."""
        desk, client, slot = self.desk, self.clients[move.client], self._slot(move)
        mine = self.booked.get(move.client)
        match move.what:
            case "hold":
                await desk.hold(client, slot)
            case "book" if mine is None:
                self.booked[move.client] = await desk.book(client, slot)
            case "move" if mine:
                await desk.move(await desk.kept(mine), slot)
            case "cancel" if mine:
                await desk.cancel(await desk.kept(self.booked.pop(move.client)))
            case "release":
                async with desk.store.transaction() as work:
                    await work.hold(client)
                    await work.release(client)
            case "erase":
                await self._erase(client)
                self.booked.pop(move.client, None)
                self.clients[move.client] = await desk.client()
            case "wait":
                desk.clock.forward(HELD_FOR.total_seconds() / 2)

    async def is_free(self, move: Move) -> bool:
        """Whether nobody else has any of this time, by what everybody is told."""
        who = self.desk.bob if move.with_bob else self.desk.ada
        taken = await self.desk.taken(who, but_for=self.clients[move.client])
        wanted = in_pieces(claim_of(self._slot(move)))
        return not any(span.overlaps(wanted) for span in taken.spans)

    async def check(self, database: Database) -> None:
        """Nobody has what is somebody else's, and each has all that it takes, in the database."""
        for who in (self.desk.ada, self.desk.bob):
            taken, pieces = await self.desk.taken(who), await claimed(database, who)
            assert overlapping(pieces) == []
            for client in self.clients:
                of_others = (await self.desk.taken(who, but_for=client)).spans
                mine = set(taken.spans) - set(of_others)
                assert not any(one.overlaps(other) for one in mine for other in of_others)
            for span in taken.spans:
                inside = [piece for piece in pieces if piece.overlaps(span)]
                assert (inside[0].start, inside[-1].end) == (span.start, span.end)
                assert len(inside) == (span.end - span.start) / PIECE
            async with self.desk.store.reading() as work:
                booked = await work.appointments(DAY, advisor=who.id)
            assert overlapping([claim_of(one.slot) for one in booked]) == []

    def _slot(self, move: Move) -> Slot:
        who = self.desk.bob if move.with_bob else self.desk.ada
        return slot_at(who, 10, move.minute, minutes=move.minutes)

    async def _erase(self, client: UUID) -> None:
        async with self.desk.store.transaction() as work:
            await work.erase(client)


@given(moves=st.lists(MOVES, max_size=25))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_two_claims_ever_overlap_and_what_is_free_is_given(
    database_url: str, moves: list[Move]
) -> None:
    async def run() -> None:
        database = connect(database_url)
        world = World(Desk(SqlStore(database), HandClock()))
        try:
            await world.begin()
            for move in moves:
                was_free = await world.is_free(move)
                try:
                    await world.do(move)
                except SlotTaken:
                    assert not was_free
                await world.check(database)
            await world.end()
        finally:
            await database.close()

    asyncio.run(run())


@pytest.mark.parametrize("seed", range(3))
async def test_all_of_it_at_the_same_time_leaves_no_time_taken_twice(
    store: SqlStore, database: Database, clock: HandClock, seed: int
) -> None:
    """Real tasks side by side on one database, not one after the other."""
    world, dice = World(Desk(store, clock)), Random(seed)
    await world.begin()
    whats = [dice.choice(("hold", "book", "move", "cancel", "release")) for _ in range(120)]

    await outcomes(
        [
            world.do(Move(what, number % 3, dice.random() < 0.5, dice.randrange(180), 30))
            for number, what in enumerate(whats)
        ]
    )

    await world.check(database)
