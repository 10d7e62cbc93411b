"""Who is gone when an advisor answers gets one letter, with a link that opens the conversation."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from advice.content import load_content
from apps.settings import ROOT
from conversations.handoffs import Handoff, HandoffRequest
from conversations.mail import Mail
from conversations.scans import Given
from conversations.way_back import LinkLapsed
from gateway.followup import FollowUp
from gateway.receive import token_hash
from gateway.way_back import come_back
from handoff.moves import Moves
from storage.database import Database
from storage.store import SqlStore
from tests.handoff.people import advisor, says, waiting, wish
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
AWAY = CONTENT.desk.times.away.total_seconds()
MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
SITE = "https://schakel.example.org"
ANSWER = "Uw dochter kan de zaak overnemen."


@pytest.fixture
def store(database: Database) -> SqlStore:
    """The store on each kind of database: what is due is found by the database."""
    return SqlStore(database)


@pytest.fixture
def clock() -> HandClock:
    clock = HandClock()
    clock.now = MORNING
    return clock


@pytest.fixture
def follow_up(store: SqlStore, clock: HandClock) -> FollowUp:
    return FollowUp(CONTENT, store=store, moves=Moves(CONTENT), clock=clock, site=SITE)


async def answered(
    store: SqlStore, clock: HandClock, request: HandoffRequest | None = None
) -> Handoff:
    """Return a wish that an advisor took and answered."""
    handoff = await waiting(store, clock, request)
    sanne = await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        taken = await Moves(CONTENT).take(work, handoff.id, sanne, clock())
    await write(store, clock, taken)
    return taken


async def write(store: SqlStore, clock: HandClock, handoff: Handoff) -> None:
    """Let the advisor who has it write something."""
    async with store.transaction() as work:
        await work.write(await work.handoff(handoff.id), uuid4(), ANSWER, clock())


async def fetch(store: SqlStore, conversation: UUID) -> None:
    """Let the entrepreneur fetch all that was said."""
    async with store.transaction() as work:
        view = await work.view(conversation, 0)
        await work.fetched(conversation, view.messages[-1].seq)


async def letters(store: SqlStore, clock: HandClock) -> Sequence[Mail]:
    """Return the letters that wait, and send them."""
    async with store.transaction() as work:
        claimed = await work.claim_mails(now=clock(), until=clock(), limit=9)
        for letter in claimed:
            await work.drop_mail(letter)
    return [letter.mail for letter in claimed]


async def code(store: SqlStore, clock: HandClock, follow_up: FollowUp) -> str:
    """Return the code in the letter to somebody who is gone."""
    await answered(store, clock)
    clock.forward(AWAY)
    await follow_up.round()
    (letter,) = await letters(store, clock)
    return code_in(letter)


def code_in(letter: Mail) -> str:
    (found,) = re.findall(rf"{SITE}/\?gesprek=([\w-]{{43}})\b", letter.text)
    return str(found)


async def test_who_does_not_fetch_an_answer_gets_a_letter_after_some_minutes(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    await answered(store, clock)
    clock.forward(AWAY - 1)
    await follow_up.round()
    before = await letters(store, clock)

    clock.forward(1)
    await follow_up.round()

    (letter,) = await letters(store, clock)
    assert before == []
    assert letter.to == "jan@example.org"
    assert code_in(letter)


async def test_the_letter_holds_nothing_of_the_conversation(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    await answered(store, clock)
    clock.forward(AWAY)

    await follow_up.round()

    (letter,) = await letters(store, clock)
    whole = letter.subject + letter.text + letter.if_refused
    assert not any(word in whole for word in (ANSWER, "dochter", "Jan", "Sanne", "SLIM", "{"))


async def test_an_absence_has_one_letter_whatever_is_said_in_it(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff = await answered(store, clock)
    sent = 0

    for _ in range(4):
        clock.forward(AWAY)
        await follow_up.round()
        sent += len(await letters(store, clock))
        await write(store, clock, handoff)

    assert sent == 1


async def test_who_was_back_and_goes_again_gets_another_letter(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff = await answered(store, clock)
    clock.forward(AWAY)
    await follow_up.round()
    first = await letters(store, clock)
    await fetch(store, handoff.conversation)

    await write(store, clock, handoff)
    clock.forward(AWAY)
    await follow_up.round()

    second = await letters(store, clock)
    assert (len(first), len(second)) == (1, 1)
    assert code_in(first[0]) != code_in(second[0])


async def test_the_letter_brings_what_the_advisor_is_told_when_it_is_refused(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    await answered(store, clock)
    clock.forward(AWAY)

    await follow_up.round()

    (letter,) = await letters(store, clock)
    assert letter.note_if_refused == CONTENT.desk.away.note_refused


@pytest.mark.parametrize("is_fetched", [True, False])
async def test_who_is_there_gets_no_letter(
    store: SqlStore, clock: HandClock, follow_up: FollowUp, is_fetched: bool
) -> None:
    handoff = await answered(store, clock)
    if is_fetched:
        await fetch(store, handoff.conversation)
    else:
        await says(store, clock, handoff.conversation, "Dank u!")
    clock.forward(AWAY)

    await follow_up.round()

    assert await letters(store, clock) == []


@pytest.mark.parametrize("contact", [None, "+31320123456"])
async def test_who_gave_no_address_gets_no_letter(
    store: SqlStore, clock: HandClock, follow_up: FollowUp, contact: str | None
) -> None:
    await answered(store, clock, structs.replace(wish(clock), contact=contact))
    clock.forward(AWAY)

    await follow_up.round()

    assert await letters(store, clock) == []


async def test_who_gave_no_consent_gets_no_letter(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    refused = structs.replace(wish(clock), consent=Given(False, 1, clock()))
    await answered(store, clock, refused)
    clock.forward(AWAY)

    await follow_up.round()

    assert await letters(store, clock) == []


async def test_without_an_address_of_the_site_nobody_gets_a_letter(
    store: SqlStore, clock: HandClock
) -> None:
    await answered(store, clock)
    clock.forward(AWAY)

    await FollowUp(CONTENT, store=store, moves=Moves(CONTENT), clock=clock).round()

    assert await letters(store, clock) == []


async def test_a_link_gives_a_token_of_its_own_conversation(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    opened = await come_back(await code(store, clock, follow_up), store=store, clock=clock)
    other = await waiting(store, clock)

    async with store.reading() as work:
        own_tokens = await work.tokens_of_links(opened.id)
        other_tokens = await work.tokens_of_links(other.conversation)

    assert own_tokens == [token_hash(opened.token)]
    assert other_tokens == []


async def test_a_link_works_once(store: SqlStore, clock: HandClock, follow_up: FollowUp) -> None:
    link = await code(store, clock, follow_up)
    first = await come_back(link, store=store, clock=clock)

    with pytest.raises(LinkLapsed):
        await come_back(link, store=store, clock=clock)

    async with store.reading() as work:
        assert await work.tokens_of_links(first.id) == [token_hash(first.token)]


async def test_a_link_works_for_seven_days(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    link = await code(store, clock, follow_up)
    clock.forward(timedelta(days=7).total_seconds())

    with pytest.raises(LinkLapsed):
        await come_back(link, store=store, clock=clock)

    clock.forward(-1)
    assert await come_back(link, store=store, clock=clock)


async def test_a_link_to_an_erased_conversation_opens_nothing(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff = await answered(store, clock)
    clock.forward(AWAY)
    await follow_up.round()
    (letter,) = await letters(store, clock)
    async with store.transaction() as work:
        await work.erase(handoff.conversation)

    with pytest.raises(LinkLapsed):
        await come_back(code_in(letter), store=store, clock=clock)


async def test_erasing_takes_the_letter_and_all_tokens_along(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    opened = await come_back(await code(store, clock, follow_up), store=store, clock=clock)
    async with store.transaction() as work:
        await work.erase(opened.id)

    async with store.reading() as work:
        tokens = await work.tokens_of_links(opened.id)

    assert tokens == []
    assert await letters(store, clock) == []
