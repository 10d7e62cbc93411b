"""What is promised at the desk is not forgotten, however often or late somebody looks."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from advice.content import load_content
from apps.settings import ROOT
from conversations.handoffs import Handoff, Outcome, Way
from conversations.mail import Mail
from conversations.messages import Author, Reply
from conversations.stage import Stage
from gateway.followup import FollowUp
from handoff.advisors import Advisor, Role
from handoff.cases import Case
from handoff.moves import Closing, Moves
from storage.database import Database
from storage.store import SqlStore
from tests.handoff import people
from tests.handoff.people import advisor, says, stage, texts, waiting, wish
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
LINES, TIMES = CONTENT.desk.lines, CONTENT.desk.times
CONSOLE = "https://balie.example.org"
# A Monday on which we are open from nine to five, and the end of it.
MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
FIVE = MORNING.replace(hour=17)


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
    return FollowUp(CONTENT, store=store, moves=Moves(CONTENT), clock=clock)


def begins(line: str) -> str:
    """Return a line up to where something is filled in."""
    return line.partition("{")[0].strip()


async def told(store: SqlStore, conversation: UUID, line: str) -> int:
    """Count how often the entrepreneur was told something."""
    said = await texts(store, conversation, Author.SYSTEM)
    return sum(text.startswith(begins(line)) for text in said)


async def case(store: SqlStore) -> Case:
    async with store.reading() as work:
        (one,) = await work.open_cases()
    return one


async def test_who_waits_too_long_is_told_so_once(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff = await waiting(store, clock)
    clock.forward(TIMES.take.total_seconds() - 1)
    await follow_up.round()
    before = await told(store, handoff.conversation, LINES.takes_long)

    clock.forward(1)
    for _ in range(3):
        await follow_up.round()

    assert (before, await told(store, handoff.conversation, LINES.takes_long)) == (0, 1)
    async with store.reading() as work:
        newest = (await work.view(handoff.conversation, 0)).messages[-1]
    assert [one.payload for one in newest.buttons] == ["/book_appointment", "/stop_waiting"]


async def test_a_round_that_was_missed_is_made_up_for(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff = await waiting(store, clock)
    clock.forward(3 * 3600)

    await follow_up.round()

    assert await told(store, handoff.conversation, LINES.takes_long) == 1
    assert (await case(store)).escalated_at == clock()


async def test_what_nobody_takes_goes_to_the_leads(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    await waiting(store, clock)
    clock.forward(TIMES.escalate.total_seconds())

    await follow_up.round()
    first = (await case(store)).escalated_at
    clock.forward(60)
    await follow_up.round()

    assert first is not None
    assert (await case(store)).escalated_at == first


async def test_a_call_back_that_was_promised_and_not_done_goes_to_the_leads(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    promised = structs.replace(
        wish(clock, Way.CALL_BACK), promised_at=clock() + timedelta(minutes=1)
    )
    await waiting(store, clock, promised)
    await follow_up.round()
    before = (await case(store)).escalated_at

    clock.forward(60)
    await follow_up.round()

    assert before is None
    assert (await case(store)).escalated_at == clock()


async def test_at_closing_time_the_bot_is_back_and_the_request_stays(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    clock.now = FIVE - timedelta(minutes=2)
    handoff = await waiting(store, clock)
    clock.now = FIVE

    for _ in range(2):
        await follow_up.round()

    assert await stage(store, handoff.conversation) is Stage.BOT
    assert await told(store, handoff.conversation, LINES.closing) == 1
    assert "24 november 2026" in (await texts(store, handoff.conversation))[-1]
    assert (await case(store)).handoff.id == handoff.id


async def test_what_is_asked_at_night_does_not_become_late_at_night(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    clock.now = FIVE + timedelta(hours=3)
    handoff = await waiting(store, clock)
    clock.forward(6 * 3600)

    await follow_up.round()

    assert await texts(store, handoff.conversation, Author.SYSTEM) == []
    assert (await case(store)).escalated_at is None


async def test_an_advisor_who_does_not_answer_gives_way_to_a_colleague(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        await Moves(CONTENT).take(work, handoff.id, sanne, clock())
    await says(store, clock, handoff.conversation, "Bent u er nog?")
    clock.forward(TIMES.answer.total_seconds())

    for _ in range(2):
        await follow_up.round()

    now = await people.handoff(store, handoff.id)
    assert (now.advisor, now.stage) == (None, Stage.WAITING)
    said = await texts(store, handoff.conversation, Author.SYSTEM)
    assert sum("antwoordt even niet" in text for text in said) == 1


async def test_an_advisor_who_answered_keeps_the_conversation(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    moves = Moves(CONTENT)
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())
    await says(store, clock, handoff.conversation, "Bent u er nog?")
    async with store.transaction() as work:
        await moves.write(work, handoff.id, sanne, uuid4(), "Zeker!", clock())
    clock.forward(3600)

    await follow_up.round()

    assert (await people.handoff(store, handoff.id)).advisor == sanne.id


async def test_an_advisor_to_whom_nothing_was_said_keeps_the_conversation(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        await Moves(CONTENT).take(work, handoff.id, sanne, clock())
    clock.forward(3600)

    await follow_up.round()

    assert (await people.handoff(store, handoff.id)).advisor == sanne.id


async def test_what_the_bot_answered_is_not_left_to_the_advisor(
    store: SqlStore, clock: HandClock, follow_up: FollowUp
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    moves = Moves(CONTENT)
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())
        await moves.lend(work, handoff.id, sanne, clock())
    await says(store, clock, handoff.conversation, "Nee, geen van beide")
    clock.forward(3600)
    async with store.transaction() as work:
        await work.say(handoff.conversation, [Reply("Uw uitkomst")], clock())
        await moves.take(work, handoff.id, sanne, clock())

    await follow_up.round()
    at_once = (await people.handoff(store, handoff.id)).advisor
    await says(store, clock, handoff.conversation, "En nu?")
    clock.forward(TIMES.answer.total_seconds())
    await follow_up.round()

    assert at_once == sanne.id
    assert (await people.handoff(store, handoff.id)).advisor is None


async def test_the_leads_get_a_letter_that_names_nobody(store: SqlStore, clock: HandClock) -> None:
    await advisor(store, clock, "Sanne")
    await advisor(store, clock, "Kees", Role.LEAD)
    rules = FollowUp(
        CONTENT, store=store, moves=Moves(CONTENT), clock=clock, console="https://balie.example.org"
    )
    await waiting(store, clock)
    clock.forward(TIMES.escalate.total_seconds())

    for _ in range(2):
        await rules.round()

    async with store.transaction() as work:
        letters = await work.claim_mails(now=clock(), until=clock(), limit=9)
    assert [letter.mail.to for letter in letters] == ["kees@example.org"]
    assert "https://balie.example.org" in letters[0].mail.text
    assert "Jan" not in letters[0].mail.text + letters[0].mail.subject


async def test_a_promise_of_an_advisor_that_is_not_kept_goes_to_the_leads_once(
    store: SqlStore, clock: HandClock
) -> None:
    rules = await with_promise(store, clock)
    before = await letters(store, clock)
    clock.forward(3600)

    for _ in range(2):
        await rules.round()
        clock.forward(60)

    (letter,) = await letters(store, clock)
    assert before == []
    assert (letter.to, letter.subject) == (
        "kees@example.org",
        CONTENT.desk.broken_promise.subject,
    )


async def test_a_promise_that_was_kept_stays_between_the_two(
    store: SqlStore, clock: HandClock
) -> None:
    rules = await with_promise(store, clock)
    await answer(store, clock)
    clock.forward(3600)

    await rules.round()

    assert await letters(store, clock) == []
    assert (await case(store)).escalated_at is None


async def test_what_was_said_before_a_promise_does_not_keep_it(
    store: SqlStore, clock: HandClock
) -> None:
    rules = await with_promise(store, clock, is_answered_before=True)
    clock.forward(3600)

    await rules.round()

    assert (await case(store)).escalated_at == clock()


async def with_promise(
    store: SqlStore, clock: HandClock, *, is_answered_before: bool = False
) -> FollowUp:
    """Let an advisor promise to be back within the hour; return the rules, with a lead."""
    await advisor(store, clock, "Kees", Role.LEAD)
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    moves = Moves(CONTENT)
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())
    if is_answered_before:
        await answer(store, clock)
    clock.forward(1)
    async with store.transaction() as work:
        hour = timedelta(hours=1)
        await moves.promise(work, handoff.id, sanne, clock() + hour, clock())
    rules = FollowUp(
        CONTENT, store=store, moves=moves, clock=clock, console="https://balie.example.org"
    )
    await rules.round()
    return rules


async def answer(store: SqlStore, clock: HandClock) -> None:
    """Let who has the one request write something."""
    handoff = (await case(store)).handoff
    async with store.transaction() as work:
        await work.write(handoff, uuid4(), "Ik heb het gevonden.", clock())


async def letters(store: SqlStore, clock: HandClock) -> list[Mail]:
    """Return the letters that wait."""
    async with store.transaction() as work:
        claimed = await work.claim_mails(now=clock(), until=clock(), limit=9)
    return [letter.mail for letter in claimed]


async def test_a_conversation_in_which_a_person_is_wanted_is_not_erased(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await waiting(store, clock)
    clock.forward(365 * 86_400)

    async with store.transaction() as work:
        erased = await work.erase_untouched_since(clock())

    assert erased == 0
    assert (await people.handoff(store, handoff.id)).is_open


async def test_who_gets_a_conversation_and_does_not_look_gets_one_letter(
    store: SqlStore, clock: HandClock
) -> None:
    rules, _, _ = await given(store, clock)
    clock.forward(TIMES.take.total_seconds() - 1)
    await rules.round()
    before = await letters(store, clock)

    clock.forward(1)
    for _ in range(3):
        await rules.round()
        clock.forward(60)

    (letter,) = await letters(store, clock)
    assert before == []
    assert (letter.to, letter.subject) == ("piet@example.org", CONTENT.desk.given.subject)
    assert CONSOLE in letter.text
    assert "Jan" not in letter.text + letter.subject


@pytest.mark.parametrize("does", ["reads", "gives back", "closes"])
async def test_who_gets_a_conversation_and_does_something_with_it_gets_no_letter(
    store: SqlStore, clock: HandClock, does: str
) -> None:
    rules, handoff, piet = await given(store, clock)
    moves = Moves(CONTENT)
    async with store.transaction() as work:
        if does == "reads":
            newest = (await work.view(handoff.conversation, 0)).messages[-1].seq
            await work.read_case(handoff.id, newest)
        elif does == "gives back":
            await moves.release(work, handoff.id, piet, clock())
        else:
            await moves.close(work, handoff.id, piet, Closing(Outcome.HELPED), clock())
    clock.forward(TIMES.take.total_seconds())

    await rules.round()

    assert await letters(store, clock) == []


async def test_what_who_gave_it_had_read_does_not_count_for_who_got_it(
    store: SqlStore, clock: HandClock
) -> None:
    rules, handoff, _ = await given(store, clock, is_read_before=True)
    clock.forward(TIMES.take.total_seconds())

    await rules.round()

    assert (await case(store)).handoff.id == handoff.id
    assert [letter.to for letter in await letters(store, clock)] == ["piet@example.org"]


async def test_who_takes_what_a_colleague_got_and_put_back_gets_no_letter(
    store: SqlStore, clock: HandClock
) -> None:
    rules, handoff, piet = await given(store, clock)
    fatima = await advisor(store, clock, "Fatima")
    async with store.transaction() as work:
        await Moves(CONTENT).release(work, handoff.id, piet, clock())
        await Moves(CONTENT).take(work, handoff.id, fatima, clock())
    clock.forward(TIMES.take.total_seconds())

    await rules.round()

    assert await letters(store, clock) == []


async def test_who_gets_it_again_gets_a_letter_again(store: SqlStore, clock: HandClock) -> None:
    rules, handoff, piet = await given(store, clock)
    clock.forward(TIMES.take.total_seconds())
    await rules.round()
    first = await letters(store, clock)

    fatima = await advisor(store, clock, "Fatima")
    async with store.transaction() as work:
        await Moves(CONTENT).transfer_to(work, handoff.id, piet, fatima.id, clock())
    clock.forward(TIMES.take.total_seconds())
    await rules.round()

    # The one to Piet did not go yet, and is of no use any more.
    assert [letter.to for letter in first] == ["piet@example.org"]
    assert [letter.to for letter in await letters(store, clock)] == ["fatima@example.org"]


async def given(
    store: SqlStore, clock: HandClock, *, is_read_before: bool = False
) -> tuple[FollowUp, Handoff, Advisor]:
    """Let an advisor give a request to Piet; return the rules, the request and Piet."""
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    piet, moves = await advisor(store, clock, "Piet"), Moves(CONTENT)
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())
        newest = (await work.view(handoff.conversation, 0)).messages[-1].seq
        if is_read_before:
            await work.read_case(handoff.id, newest)
        await moves.transfer_to(work, handoff.id, sanne, piet.id, clock())
    return FollowUp(CONTENT, store=store, moves=moves, clock=clock, console=CONSOLE), handoff, piet
