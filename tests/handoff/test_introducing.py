"""Two people get in contact only if both want that, whatever happens in whatever order."""

import asyncio
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from conversations.handoffs import Handoff, Outcome, UnknownHandoff
from conversations.helpers import Helper, PoolMove, UnknownHelper
from conversations.ports import UnknownConversation
from handoff.introducing import HelperNotAvailable, NoWayToReach
from handoff.moves import Closing, MoveRefused, NotYours
from handoff.pool import fitting, themes_of
from storage.connect import connect
from storage.store import SqlStore
from tests.handoff.people import advisor, texts, waiting, wish
from tests.handoff.pool_people import (
    CONTENT,
    ENTREPRENEUR_CONTACT,
    ENTREPRENEUR_LAST_NAME,
    HELPER_CONTACT,
    HELPER_LAST_NAME,
    LINES,
    MOVES,
    NO,
    YES,
    introduce,
    is_with_advisor,
    joins,
    knows,
    moves_in_pool,
    press,
    profile,
    taken,
)
from tests.support.time import HandClock


async def notes(store: SqlStore, handoff: Handoff) -> list[str]:
    async with store.reading() as work:
        return [note.text for note in await work.notes(handoff.id)]


async def test_both_are_asked_with_no_more_than_first_names(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)

    await introduce(store, clock, handoff, helper)

    asked = (await texts(store, handoff.conversation))[-1]
    assert all(word in asked for word in ("Fatima", "ondernemer", "Urk", "geld"))
    assert "Jan" in (await texts(store, helper.conversation))[-1]
    assert not await knows(store, handoff.conversation, HELPER_CONTACT, HELPER_LAST_NAME)
    assert not await knows(
        store, helper.conversation, ENTREPRENEUR_CONTACT, ENTREPRENEUR_LAST_NAME, "dochter"
    )


async def test_two_times_yes_gives_each_the_other_and_the_advisor_a_note(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    await introduce(store, clock, handoff, helper)

    await press(store, clock, helper.conversation, YES)
    before = await knows(store, handoff.conversation, HELPER_CONTACT)
    await press(store, clock, handoff.conversation, YES)

    assert not before
    assert await knows(store, handoff.conversation, HELPER_CONTACT)
    assert await knows(store, helper.conversation, ENTREPRENEUR_CONTACT)
    assert await notes(store, handoff) == [LINES.note_yes.replace("{naam}", "Fatima")]
    assert await is_with_advisor(store, handoff.conversation)


@pytest.mark.parametrize("is_helper", [True, False])
async def test_a_no_is_told_to_the_advisor_and_to_nobody_else(
    store: SqlStore, clock: HandClock, is_helper: bool
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    await introduce(store, clock, handoff, helper)
    who, other = handoff.conversation, helper.conversation
    if is_helper:
        who, other = other, who
    heard = await texts(store, other)

    await press(store, clock, who, NO)

    name = "Fatima" if is_helper else "Jan"
    assert await notes(store, handoff) == [LINES.note_no.replace("{naam}", name)]
    assert await texts(store, other) == heard
    assert (await texts(store, who))[-1] == LINES.no


async def test_the_first_answer_counts_however_often_one_presses(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    await introduce(store, clock, handoff, helper)
    await press(store, clock, handoff.conversation, YES)

    for title in (NO, YES, YES, NO):
        await press(store, clock, helper.conversation, title)

    assert not await knows(store, handoff.conversation, HELPER_CONTACT)
    assert len(await notes(store, handoff)) == 1


async def test_asking_the_same_two_again_says_nothing_more(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    await introduce(store, clock, handoff, helper)
    heard = await texts(store, helper.conversation)

    await introduce(store, clock, handoff, helper)

    assert await texts(store, helper.conversation) == heard


async def test_both_pressing_yes_at_once_get_each_other_once(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    await introduce(store, clock, handoff, helper)

    await asyncio.gather(
        press(store, clock, handoff.conversation, YES),
        press(store, clock, helper.conversation, YES),
    )

    for conversation, contact in (
        (handoff.conversation, HELPER_CONTACT),
        (helper.conversation, ENTREPRENEUR_CONTACT),
    ):
        assert sum(contact in said for said in await texts(store, conversation)) == 1


async def test_who_takes_a_pause_in_between_is_given_to_nobody_until_it_ends(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    await introduce(store, clock, handoff, helper)
    await press(store, clock, helper.conversation, YES)
    await moves_in_pool(store, clock, helper.conversation, PoolMove.PAUSE)

    await press(store, clock, handoff.conversation, YES)
    assert not await knows(store, handoff.conversation, HELPER_CONTACT)

    await moves_in_pool(store, clock, helper.conversation, PoolMove.RESUME)
    await press(store, clock, handoff.conversation, YES)
    assert await knows(store, handoff.conversation, HELPER_CONTACT)


@pytest.mark.parametrize("is_erased", [True, False])
async def test_who_left_or_erased_all_in_between_is_given_to_nobody(
    store: SqlStore, clock: HandClock, is_erased: bool
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    await introduce(store, clock, handoff, helper)
    await press(store, clock, helper.conversation, YES)
    if is_erased:
        async with store.transaction() as work:
            await work.erase(helper.conversation)
    else:
        await moves_in_pool(store, clock, helper.conversation, PoolMove.LEAVE)

    await press(store, clock, handoff.conversation, YES)

    assert not await knows(store, handoff.conversation, HELPER_CONTACT)
    assert (await texts(store, handoff.conversation))[-1].startswith("Dit kan nu helaas niet meer")


async def test_an_entrepreneur_who_erased_all_is_given_to_no_helper(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    await introduce(store, clock, handoff, helper)
    await press(store, clock, handoff.conversation, YES)
    async with store.transaction() as work:
        await work.erase(handoff.conversation)

    await press(store, clock, helper.conversation, YES)

    assert not await knows(store, helper.conversation, ENTREPRENEUR_CONTACT)


async def test_who_has_not_the_request_introduces_nobody(store: SqlStore, clock: HandClock) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    other = await advisor(store, clock, "Piet")

    with pytest.raises(NotYours):
        async with store.transaction() as work:
            await MOVES.introduce(work, handoff.id, other, helper.id, clock())


async def test_who_is_paused_gone_or_asks_themselves_is_not_asked(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await joins(store, clock)
    same = await joins(store, clock, where=handoff.conversation)
    await moves_in_pool(store, clock, helper.conversation, PoolMove.PAUSE)

    for one in (helper, same):
        with pytest.raises(HelperNotAvailable):
            await introduce(store, clock, handoff, one)
    await moves_in_pool(store, clock, helper.conversation, PoolMove.LEAVE)
    with pytest.raises(UnknownHelper):
        await introduce(store, clock, handoff, helper)


async def test_who_gave_no_number_or_address_can_not_be_introduced(
    store: SqlStore, clock: HandClock
) -> None:
    unreachable = structs.replace(wish(clock), contact=None)
    handoff, helper = await waiting(store, clock, unreachable), await joins(store, clock)
    sanne = await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        taken_by_sanne = await MOVES.take(work, handoff.id, sanne, clock())

    with pytest.raises(NoWayToReach):
        await introduce(store, clock, taken_by_sanne, helper)


async def test_who_knows_of_the_subject_comes_before_who_is_near(
    store: SqlStore, clock: HandClock
) -> None:
    far = await joins(store, clock, profile(clock, themes=("human capital",), municipality=None))
    near = await joins(store, clock, profile(clock, themes=()))
    best = await joins(store, clock, profile(clock, themes=("human capital",)))
    paused = await joins(store, clock)
    await moves_in_pool(store, clock, paused.conversation, PoolMove.PAUSE)
    handoff = await taken(store, clock)

    async with store.reading() as work:
        found = fitting(await work.helpers(), handoff, themes_of(handoff, CONTENT))

    assert [one.id for one in found] == [best.id, far.id, near.id]


_REFUSED = (UnknownConversation, UnknownHandoff, UnknownHelper, MoveRefused, HelperNotAvailable)


class World:
    """An entrepreneur and a helper, and what each answered first to the question that is open."""

    def __init__(self, store: SqlStore, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.handoff: Handoff
        self.helper: Helper
        self.said: dict[str, set[UUID]] = {YES: set(), NO: set()}
        self.erased: set[UUID] = set()

    async def begin(self) -> None:
        self.handoff = await taken(self.store, self.clock)
        self.helper = await joins(self.store, self.clock)

    @property
    def both(self) -> tuple[UUID, UUID]:
        return self.handoff.conversation, self.helper.conversation

    async def do(self, action: str) -> None:
        """Do one thing; what can not be done changes nothing."""
        with suppress(*_REFUSED):
            match action.split():
                case ["asks"]:
                    await introduce(self.store, self.clock, self.handoff, self.helper)
                case ["presses", who, title]:
                    await self._press(self.both[int(who)], YES if title == "yes" else NO)
                case ["erases", who]:
                    self.erased.add(self.both[int(who)])
                    async with self.store.transaction() as work:
                        await work.erase(self.both[int(who)])
                case ["closes"]:
                    await self._close()
                case ["joins"]:
                    where = self.helper.conversation
                    self.helper = await joins(self.store, self.clock, where=where)
                case [move]:
                    where = self.helper.conversation
                    await moves_in_pool(self.store, self.clock, where, PoolMove(move))

    async def _press(self, conversation: UUID, title: str) -> None:
        if await press(self.store, self.clock, conversation, title):
            self.said[title].add(conversation)

    async def _close(self) -> None:
        async with self.store.transaction() as work:
            who = await work.advisor(self.handoff.advisor or self.handoff.id)
            assert who is not None
            how = Closing(Outcome.HELPED)
            await MOVES.close(work, self.handoff.id, who, how, self.clock())

    async def check(self) -> None:
        """Nobody knows the other before both pressed yes, and then both or neither do."""
        entrepreneur, helper = self.both
        secrets = {
            entrepreneur: (HELPER_CONTACT, HELPER_LAST_NAME),
            helper: (ENTREPRENEUR_CONTACT, ENTREPRENEUR_LAST_NAME),
        }
        known = {
            one: await knows(self.store, one, *hidden)
            for one, hidden in secrets.items()
            if one not in self.erased
        }
        assert len(set(known.values())) <= 1
        if any(known.values()):
            assert set(self.both) <= self.said[YES]


_ACTIONS = (
    *("asks", "presses 0 yes", "presses 1 yes", "presses 0 no", "presses 1 no"),
    *("pauze", "weer", "uit", "joins", "closes", "erases 0", "erases 1"),
)


@given(actions=st.lists(st.sampled_from(_ACTIONS), max_size=10))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nobody_ever_learns_who_the_other_is_before_both_said_yes(
    database_url: str, actions: list[str]
) -> None:
    async def run() -> None:
        database = connect(database_url)
        world = World(SqlStore(database), HandClock())
        try:
            await world.begin()
            for action in ("asks", *actions):
                await world.do(action)
                await world.check()
        finally:
            await database.close()

    asyncio.run(run())
