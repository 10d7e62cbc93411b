"""An advisor whose referral nobody takes up gets one letter, however often somebody looks."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from conversations.handoffs import Handoff, Outcome
from gateway.followup import FollowUp
from handoff.moves import Closing
from handoff.partners import Purpose
from storage.store import SqlStore
from tests.handoff.partner_people import (
    CONTENT,
    MOVES,
    NAME,
    NO,
    PARTNER,
    VISITING,
    ask,
    letters,
    only_share,
    press,
    shared,
    taken,
    wanted,
    who_has,
    withdraw,
)
from tests.support.time import HandClock

LOGIN = "https://console.example.org/adviseur/inloggen"
# A Monday on which we are open from nine to five.
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
# Open hours: all of three working days.
THREE_DAYS = timedelta(days=2, hours=8)


@pytest.fixture
def clock() -> HandClock:
    clock = HandClock()
    clock.now = MORNING
    return clock


@pytest.fixture
def follow_up(store: SqlStore, clock: HandClock) -> FollowUp:
    return FollowUp(CONTENT, store=store, moves=MOVES, clock=clock, console=LOGIN)


async def referred(store: SqlStore, clock: HandClock) -> tuple[Handoff, str]:
    """Return a request that was closed with a consented referral, and the code of its link."""
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff, Purpose.REFER)
    who = await who_has(store, handoff)
    async with store.transaction() as work:
        how = Closing(Outcome.REFERRED, PARTNER)
        await MOVES.close(work, handoff.id, who, how, clock())
    return handoff, code


def forward(clock: HandClock, by: timedelta) -> None:
    clock.forward(by.total_seconds())


async def test_after_three_open_days_the_advisor_gets_one_letter(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, _ = await referred(store, clock)
    forward(clock, THREE_DAYS - timedelta(seconds=1))
    await follow_up.round()
    before = await letters(store, clock)

    clock.forward(1)
    for _ in range(3):
        await follow_up.round()

    (letter,) = await letters(store, clock)
    assert before == []
    assert letter.to == (await who_has(store, handoff)).email
    assert all(word in letter.text for word in (NAME, LOGIN))
    assert not any(word in letter.text for word in ("Jan", "dochter", "{"))


async def test_days_on_which_we_are_closed_do_not_count(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    clock.now = MORNING + timedelta(days=4)
    await referred(store, clock)
    forward(clock, THREE_DAYS)

    await follow_up.round()

    assert await letters(store, clock) == []


@pytest.mark.parametrize("how", ["taken up", "withdrawn", "along", "refused", "not answered"])
async def test_what_needs_nobody_any_more_is_told_to_nobody(
    store: SqlStore, clock: HandClock, follow_up: FollowUp, how: str
) -> None:
    handoff = await taken(store, clock)
    match how:
        case "taken up":
            code = await shared(store, clock, handoff, Purpose.REFER)
            async with store.transaction() as work:
                await VISITING.take_up(work, code, clock())
        case "withdrawn":
            await shared(store, clock, handoff, Purpose.REFER)
            await withdraw(store, clock, handoff, (await only_share(store, handoff)).id)
        case "along":
            await shared(store, clock, handoff)
        case _:
            await ask(store, clock, handoff, wanted(Purpose.REFER))
            if how == "refused":
                await press(store, clock, handoff, NO)
    who = await who_has(store, handoff)
    async with store.transaction() as work:
        await MOVES.close(work, handoff.id, who, Closing(Outcome.HELPED), clock())
    forward(clock, THREE_DAYS * 3)

    await follow_up.round()

    assert await letters(store, clock) == []


async def test_who_left_the_team_gets_no_letter_and_nobody_looks_again(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, _ = await referred(store, clock)
    who = structs.replace(await who_has(store, handoff), is_active=False)
    async with store.transaction() as work:
        await work.change_advisor(who)
    forward(clock, THREE_DAYS)

    await follow_up.round()

    assert await letters(store, clock) == []
    assert (await only_share(store, handoff)).told_at == clock()


async def test_without_mail_nothing_is_told_and_it_is_made_up_for(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    await referred(store, clock)
    forward(clock, THREE_DAYS)
    await FollowUp(CONTENT, store=store, moves=MOVES, clock=clock).round()
    before = await letters(store, clock)

    await follow_up.round()

    assert (len(before), len(await letters(store, clock))) == (0, 1)
