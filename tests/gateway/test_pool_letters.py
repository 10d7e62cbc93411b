"""Who helps others and does not see a question gets one letter about it, without who asks."""

import asyncio
import re
from collections.abc import Sequence
from uuid import uuid4

import pytest

from conversations.helpers import Helper, PoolMove
from conversations.mail import Mail
from conversations.scans import Given
from gateway.followup import FollowUp
from gateway.way_back import come_back
from handoff.moves import Moves
from storage.store import SqlStore
from tests.handoff.people import advisor, ask, wish
from tests.handoff.pool_people import (
    CONTENT,
    HELPER_CONTACT,
    MOVES,
    NO,
    YES,
    introduce,
    joins,
    moves_in_pool,
    press,
    profile,
    taken,
)
from tests.support.time import HandClock

WORDS = CONTENT.pool.letter
AFTER = WORDS.after.total_seconds()
SITE = "https://schakel.example.org"


@pytest.fixture
def follow_up(store: SqlStore, clock: HandClock) -> FollowUp:
    return FollowUp(CONTENT, store=store, moves=Moves(CONTENT), clock=clock, site=SITE)


async def knowing(store: SqlStore, clock: HandClock, contact: str = HELPER_CONTACT) -> Helper:
    """Let somebody join who was told of letters."""
    consent = Given(True, WORDS.since_version, clock())
    return await joins(store, clock, profile(clock, consent=consent, contact=contact))


async def letters(store: SqlStore, clock: HandClock) -> Sequence[Mail]:
    """Return the letters that wait, and send them."""
    async with store.transaction() as work:
        claimed = await work.claim_mails(now=clock(), until=clock(), limit=9)
        for letter in claimed:
            await work.drop_mail(letter)
    return [letter.mail for letter in claimed]


async def test_who_does_not_answer_gets_a_letter_that_opens_their_own_conversation(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, helper = await taken(store, clock), await knowing(store, clock)
    await introduce(store, clock, handoff, helper)
    clock.forward(AFTER - 1)
    await follow_up.round()
    before = await letters(store, clock)

    clock.forward(1)
    await follow_up.round()

    (letter,) = await letters(store, clock)
    (code,) = re.findall(rf"{SITE}/\?gesprek=([\w-]{{43}})\b", letter.text)
    assert before == []
    assert (letter.to, letter.subject) == (HELPER_CONTACT, WORDS.subject)
    assert (await come_back(code, store=store, clock=clock)).id == helper.conversation


async def test_the_letter_holds_nothing_of_who_asks(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, helper = await taken(store, clock), await knowing(store, clock)
    await introduce(store, clock, handoff, helper)
    clock.forward(AFTER)

    await follow_up.round()

    (letter,) = await letters(store, clock)
    whole = letter.subject + letter.text + letter.if_refused
    request = handoff.request
    secrets = (*(request.name or "").split(), request.contact or "", request.question, "SLIM", "{")
    assert not any(secret in whole for secret in secrets)


async def test_each_question_has_one_letter_whoever_looks_and_how_often(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    first, second, helper = (
        await taken(store, clock),
        await taken(store, clock),
        await knowing(store, clock),
    )
    sent = []

    for handoff in (first, second):
        await introduce(store, clock, handoff, helper)
        clock.forward(AFTER)
        await asyncio.gather(follow_up.round(), follow_up.round())
        await follow_up.round()
        sent.append(len(await letters(store, clock)))

    assert sent == [1, 1]


@pytest.mark.parametrize("says", [YES, NO])
async def test_who_answered_gets_no_letter(
    store: SqlStore, clock: HandClock, follow_up: FollowUp, says: str
) -> None:
    handoff, helper = await taken(store, clock), await knowing(store, clock)
    await introduce(store, clock, handoff, helper)
    await press(store, clock, helper.conversation, says)
    clock.forward(AFTER)

    await follow_up.round()

    assert await letters(store, clock) == []


@pytest.mark.parametrize(("says", "count"), [(YES, 1), (NO, 0)])
async def test_a_letter_is_of_use_only_while_the_other_side_may_want_contact(
    store: SqlStore, clock: HandClock, follow_up: FollowUp, says: str, count: int
) -> None:
    handoff, helper = await taken(store, clock), await knowing(store, clock)
    await introduce(store, clock, handoff, helper)
    await press(store, clock, handoff.conversation, says)
    clock.forward(AFTER)

    await follow_up.round()

    assert len(await letters(store, clock)) == count


@pytest.mark.parametrize("move", [PoolMove.PAUSE, PoolMove.LEAVE])
async def test_who_takes_a_pause_or_left_gets_no_letter(
    store: SqlStore, clock: HandClock, follow_up: FollowUp, move: PoolMove
) -> None:
    handoff, helper = await taken(store, clock), await knowing(store, clock)
    await introduce(store, clock, handoff, helper)
    await moves_in_pool(store, clock, helper.conversation, move)
    clock.forward(AFTER)

    await follow_up.round()

    assert await letters(store, clock) == []


@pytest.mark.parametrize("is_helper", [True, False])
async def test_what_was_erased_on_either_side_brings_no_letter(
    store: SqlStore, clock: HandClock, follow_up: FollowUp, is_helper: bool
) -> None:
    handoff, helper = await taken(store, clock), await knowing(store, clock)
    await introduce(store, clock, handoff, helper)
    async with store.transaction() as work:
        await work.erase(helper.conversation if is_helper else handoff.conversation)
    clock.forward(AFTER)

    await follow_up.round()

    assert await letters(store, clock) == []


async def test_who_gave_a_number_or_consented_before_there_were_letters_gets_none(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, by_phone = await taken(store, clock), await knowing(store, clock, "+31320123456")
    earlier = Given(True, WORDS.since_version - 1, clock())
    for helper in (by_phone, await joins(store, clock, profile(clock, consent=earlier))):
        await introduce(store, clock, handoff, helper)
    clock.forward(AFTER)

    await follow_up.round()

    assert await letters(store, clock) == []


async def test_without_an_address_of_the_site_nobody_gets_a_letter(
    store: SqlStore, clock: HandClock
) -> None:
    handoff, helper = await taken(store, clock), await knowing(store, clock)
    await introduce(store, clock, handoff, helper)
    clock.forward(AFTER)

    await FollowUp(CONTENT, store=store, moves=Moves(CONTENT), clock=clock).round()

    assert await letters(store, clock) == []


async def test_a_helper_who_asks_something_too_still_hears_of_the_answer(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, helper = await taken(store, clock), await knowing(store, clock)
    await introduce(store, clock, handoff, helper)
    clock.forward(AFTER)
    await follow_up.round()
    about_the_pool = await letters(store, clock)
    own = await ask(store, clock, helper.conversation, wish(clock))
    piet = await advisor(store, clock, "Piet")
    async with store.transaction() as work:
        await MOVES.take(work, own.id, piet, clock())
        await MOVES.write(work, own.id, piet, uuid4(), "Goedendag", clock())

    clock.forward(CONTENT.desk.times.away.total_seconds())
    await follow_up.round()

    (about_the_answer,) = await letters(store, clock)
    assert len(about_the_pool) == 1
    assert about_the_answer.subject == CONTENT.desk.away.subject
