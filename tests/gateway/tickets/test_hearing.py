"""What people do at a desk happens in the conversation, once, and nothing internal gets there."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from conversations.files import NewFile
from conversations.handoffs import Handoff, Outcome, Way
from conversations.messages import Author
from conversations.stage import Stage
from gateway.console.desk.board import Board
from handoff.advisors import Account, Advisor, Role
from handoff.moves import Closing
from handoff.tickets.fakes import MemoryBridge
from handoff.tickets.port import DeskAway, EventKind, TicketState
from storage.connect import connect
from storage.database import Database
from tests.gateway.tickets.rig import MOVES, Quiet, Rig
from tests.handoff.people import advisor, wish
from tests.support.time import HandClock

GROUPS = {"algemeen": "een", "groen": "twee"}


@pytest.fixture
def bridge(clock: HandClock) -> MemoryBridge:
    return MemoryBridge(clock)


@pytest.fixture
async def rig(database: Database, clock: HandClock, bridge: MemoryBridge) -> Rig:
    rig = Rig(database, clock, {"memory": (bridge, GROUPS)})
    await rig.hearing.round()
    return rig


@pytest.fixture
async def asked(rig: Rig, clock: HandClock) -> Handoff:
    """A wish with its copy at the desk, which is ticket 1."""
    handoff = await rig.asked(wish(clock))
    await both(rig, clock)
    return handoff


async def both(rig: Rig, clock: HandClock, rounds: int = 1) -> None:
    """Let both loops work, with time going by."""
    for _ in range(rounds):
        clock.forward(5)
        await rig.copying.round()
        await rig.hearing.round()


async def test_an_answer_there_is_read_here_as_of_who_gave_it(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.MESSAGE, "Dat kan, bel mij gerust.")

    await both(rig, clock, 2)

    assert await rig.stage(asked) is Stage.ADVISOR
    assert await rig.texts(asked, Author.ADVISOR) == ["Dat kan, bel mij gerust."]
    assert any("U praat nu met Piet" in text for text in await rig.texts(asked, Author.SYSTEM))
    assert "Dat kan, bel mij gerust." not in [one.text for one in bridge.tickets["1"].said.values()]


async def test_what_is_told_twice_is_read_once(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.MESSAGE, "Eén keer")

    await both(rig, clock, 3)
    for _ in range(2):
        async with rig.store.transaction() as work:
            await work.wake_bridge("memory", clock())
        await rig.hearing.round()

    assert await rig.texts(asked, Author.ADVISOR) == ["Eén keer"]


async def test_who_answers_when_we_are_killed_in_between_is_read_once(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    """The event was taken, and how far we are was not kept."""
    bridge.happens("1", EventKind.MESSAGE, "een")
    bridge.happens("1", EventKind.MESSAGE, "twee")
    pulled = await bridge.pull("0", ["1"])

    await rig.hearing._apply("memory", pulled.events[0])
    await both(rig, clock, 2)

    assert await rig.texts(asked, Author.ADVISOR) == ["een", "twee"]


async def test_a_note_there_is_a_note_here_and_nowhere_else(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    before = await rig.texts(asked)
    bridge.happens("1", EventKind.NOTE, "Lastige klant")

    await both(rig, clock, 2)

    assert await rig.notes(asked) == ["Piet (loket): Lastige klant"]
    assert await rig.texts(asked) == before
    assert bridge.tickets["1"].said == {}


async def test_closed_there_is_closed_here_and_the_bot_is_back(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.MESSAGE, "Geregeld")
    bridge.happens("1", EventKind.CLOSED)

    await both(rig, clock, 2)

    handoff = await rig.handoff(asked.id)
    assert (handoff.outcome, await rig.stage(asked)) == (Outcome.HELPED, Stage.CLOSED)
    assert any("Ik ben er weer" in text for text in await rig.texts(asked, Author.BOT))
    assert bridge.tickets["1"].state is TicketState.CLOSED


async def test_a_request_to_call_back_that_is_closed_there_is_done_here(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(wish(clock, Way.CALL_BACK))
    await both(rig, clock)

    bridge.happens("1", EventKind.CLOSED)
    await both(rig, clock)

    assert not (await rig.handoff(handoff.id)).is_open


async def test_taken_and_put_back_there_is_so_here(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.TAKEN)
    await both(rig, clock)
    taken = await rig.stage(asked)
    bridge.happens("1", EventKind.RELEASED)
    await both(rig, clock, 2)

    assert (taken, await rig.stage(asked)) == (Stage.ADVISOR, Stage.WAITING)
    assert (await rig.handoff(asked.id)).advisor is None


async def test_moved_there_to_a_group_of_ours_is_moved_here(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.MOVED, group="twee")

    await both(rig, clock, 2)

    assert (await rig.handoff(asked.id)).group == "groen"
    assert bridge.tickets["1"].group == "twee"


async def test_moved_there_to_nobody_we_know_stays_here_and_is_noted(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.MOVED, group="Archief")
    bridge.happens("1", EventKind.MESSAGE, "Ik neem het over")

    await both(rig, clock, 2)

    assert (await rig.handoff(asked.id)).group == "algemeen"
    assert any("Archief" in note for note in await rig.notes(asked))
    assert bridge.tickets["1"].group == "Archief"
    assert await rig.texts(asked, Author.ADVISOR) == ["Ik neem het over"]


async def test_who_has_an_account_here_is_that_advisor(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    sanne = await advisor(rig.store, clock, "Sanne", is_present=False)

    bridge.happens("1", EventKind.MESSAGE, "Dag", author="s.devries", email="Sanne@Example.org")
    await both(rig, clock)

    assert (await rig.handoff(asked.id)).advisor == sanne.id
    assert any("U praat nu met Sanne" in text for text in await rig.texts(asked, Author.SYSTEM))


async def test_nobody_logs_in_as_the_desk(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.TAKEN)
    await both(rig, clock)

    async with rig.store.reading() as work:
        accounts = await work.accounts()
    (account,) = [one for one in accounts if one.advisor.email.endswith("@loket.invalid")]
    assert (account.advisor.is_active, account.password_hash) == (False, "")


async def test_a_colleague_there_says_who_they_are_when_somebody_else_talks(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.MESSAGE, "Dag")
    bridge.happens("1", EventKind.MESSAGE, "Ik weet het", author="Els")

    await both(rig, clock)

    assert await rig.texts(asked, Author.ADVISOR) == ["Dag", "Els: Ik weet het"]


async def test_what_an_advisor_of_ours_has_stays_theirs(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    sanne = await advisor(rig.store, clock, "Sanne")
    async with rig.store.transaction() as work:
        await MOVES.take(work, asked.id, sanne, clock())

    for kind in (EventKind.TAKEN, EventKind.MESSAGE, EventKind.RELEASED, EventKind.CLOSED):
        bridge.happens("1", kind, "Ik weet dit")
    await both(rig, clock, 2)

    assert (await rig.handoff(asked.id)).advisor == sanne.id
    assert await rig.texts(asked, Author.ADVISOR) == ["Piet: Ik weet dit"]
    assert len(await rig.notes(asked)) == 2
    # Our own record is what counts, so their copy is brought in line.
    assert bridge.tickets["1"].state is TicketState.TAKEN


async def test_an_answer_after_the_end_is_still_told(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    sanne = await advisor(rig.store, clock, "Sanne")
    async with rig.store.transaction() as work:
        await MOVES.take(work, asked.id, sanne, clock())
        await MOVES.close(work, asked.id, sanne, Closing(Outcome.HELPED), clock())

    bridge.happens("1", EventKind.MESSAGE, "Nog dit: {telefoon}")
    await both(rig, clock, 2)

    assert any("schreef nog: Nog dit: {telefoon}" in text for text in await rig.texts(asked))
    assert await rig.texts(asked, Author.ADVISOR) == []


async def test_what_the_bot_has_on_loan_comes_back_to_who_answers(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    sanne = await advisor(rig.store, clock, "Sanne")
    async with rig.store.transaction() as work:
        await MOVES.take(work, asked.id, sanne, clock())
        await MOVES.lend(work, asked.id, sanne, clock())

    bridge.happens("1", EventKind.MESSAGE, "van een ander")
    bridge.happens("1", EventKind.MESSAGE, "van mij", email="sanne@example.org")
    await both(rig, clock)

    assert any("Piet: van een ander" in text for text in await rig.texts(asked, Author.SYSTEM))
    assert await rig.texts(asked, Author.ADVISOR) == ["van mij"]
    assert await rig.stage(asked) is Stage.ADVISOR


async def test_a_closed_group_is_open_for_the_desk_that_gets_it(
    database: Database, clock: HandClock, bridge: MemoryBridge
) -> None:
    rig = Rig(database, clock, {"memory": (bridge, {"geld": "een"})})
    await rig.hearing.round()
    handoff = await rig.asked(wish(clock, group="geld"))
    await both(rig, clock)

    bridge.happens("1", EventKind.MESSAGE, "U kunt bij ons terecht")
    await both(rig, clock)

    assert await rig.texts(handoff, Author.ADVISOR) == ["U kunt bij ons terecht"]


async def test_files_arrive_and_those_that_may_run_do_not(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    good = NewFile("uitleg.pdf", "application/pdf", b"%PDF-1.4 uitleg")
    bad = NewFile("kijk.exe", "application/pdf", b"MZ\x90\x00")

    bridge.happens("1", EventKind.MESSAGE, "Zie hier", files=(good, bad))
    await both(rig, clock)

    async with rig.store.reading() as work:
        view = await work.view(asked.conversation, 0)
    files = [one.title for m in view.messages for one in m.attachments]
    assert files == ["uitleg.pdf"]


async def test_a_message_without_words_is_no_message(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.MESSAGE, " \u200b\n ")

    await both(rig, clock)

    assert await rig.texts(asked, Author.ADVISOR) == []


async def test_numbers_that_must_not_be_kept_are_not(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.happens("1", EventKind.MESSAGE, "Stuur het naar NL91ABNA0417164300")

    await both(rig, clock)

    assert await rig.texts(asked, Author.ADVISOR) == ["Stuur het naar [rekeningnummer]"]


async def test_of_a_ticket_that_is_none_of_ours_nothing_happens(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.tickets["77"] = bridge.tickets["1"]
    bridge.happens("77", EventKind.MESSAGE, "van een ander")
    (event,) = (await bridge.pull("0", ["77"])).events

    assert not await rig.hearing._apply("memory", event)


async def test_while_a_ticket_is_open_the_desk_is_asked_every_three_seconds(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    async def asked_in(seconds: int) -> int:
        before = bridge.pulls
        for _ in range(seconds):
            clock.forward(1)
            await rig.hearing.round()
        return bridge.pulls - before

    without = await asked_in(120)
    await rig.asked(wish(clock))
    await rig.copying.round()
    await asked_in(3)
    with_one = await asked_in(60)

    assert (without, with_one) == (2, 20)


async def test_a_call_has_the_desk_asked_at_once_and_again_a_moment_later(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    before = bridge.pulls

    for _ in range(2):
        async with rig.store.transaction() as work:
            await work.wake_bridge("memory", clock())
    await rig.hearing.round()
    await rig.hearing.round()
    clock.forward(0.8)
    await rig.hearing.round()
    clock.forward(10)
    await rig.hearing.round()

    assert bridge.pulls - before == 2


async def test_a_call_while_the_desk_is_asked_is_not_lost(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    (asking,) = await _due(rig, clock)
    async with rig.store.transaction() as work:
        await work.wake_bridge("memory", clock())
    await rig.hearing._ask(asking)
    before = bridge.pulls

    await rig.hearing.round()

    assert bridge.pulls == before + 1


async def _due(rig: Rig, clock: HandClock):  # type: ignore[no-untyped-def]
    clock.forward(60)
    return await rig.hearing._claim(1)


async def test_a_desk_that_is_away_is_left_alone_ever_longer_and_then_asked_on(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    bridge.failures += [DeskAway("connect")] * 4
    for _ in range(10):
        clock.forward(1)
        await rig.hearing.round()
    left = len(bridge.failures)
    bridge.failures.clear()
    bridge.happens("1", EventKind.MESSAGE, "Er weer")
    clock.forward(20)
    await rig.hearing.round()

    assert left in (0, 1)
    assert await rig.texts(asked, Author.ADVISOR) == ["Er weer"]


async def test_a_desk_that_is_away_is_shown_on_the_console_until_it_answers(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    board = Board(rig.store, Quiet(), clock, ["memory"])
    shown = []
    for failing in (1, 99, 0):
        bridge.failures[:] = [DeskAway("connect")] * failing
        for _ in range(30):
            clock.forward(5)
            await rig.hearing.round()
        shown.append((await board.snapshot()).silent)

    assert shown == [(), ("memory",), ()]


async def test_what_the_desk_wrote_was_read_there(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    await rig.says(asked, "hallo?")
    bridge.happens("1", EventKind.MESSAGE, "Dag")

    await both(rig, clock)

    async with rig.store.reading() as work:
        (case,) = await work.cases_of(asked.conversation)
    assert case.unread == 0


_DONE = st.sampled_from(EventKind)


@given(done=st.lists(st.tuples(_DONE, st.sampled_from(["Piet", "Els"])), max_size=12))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
def test_whatever_they_do_a_note_never_gets_out_and_the_record_stays_whole(
    sqlite_url: str, done: list[tuple[EventKind, str]]
) -> None:
    import asyncio

    async def run() -> None:
        database, clock = connect(sqlite_url), HandClock()
        bridge = MemoryBridge(clock)
        name = uuid4().hex[:12]
        rig = Rig(database, clock, {name: (bridge, GROUPS)})
        await rig.hearing.round()
        handoff = await rig.asked(wish(clock))
        await both(rig, clock)
        reference = await rig.reference(handoff, name)
        for kind, author in done:
            text = "GEHEIM" if kind is EventKind.NOTE else "gezegd"
            bridge.happens(reference, kind, text, author=author, group="twee")
            await both(rig, clock)
        now, stage = await rig.handoff(handoff.id), await rig.stage(handoff)
        assert not any("GEHEIM" in text for text in await rig.texts(handoff))
        assert (stage is Stage.ADVISOR) == (now.is_open and now.advisor is not None)
        async with rig.store.transaction() as work:
            await work.erase(handoff.conversation)
        await database.close()

    asyncio.run(run())


async def test_somebody_who_left_is_not_who_they_were(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    gone = Advisor(uuid4(), "Weg", "weg@example.org", Role.ADVISOR, is_active=False)
    async with rig.store.transaction() as work:
        await work.add_account(Account(gone, "no-hash"))

    bridge.happens("1", EventKind.TAKEN, author="Weg", email="weg@example.org")
    await both(rig, clock)

    assert (await rig.handoff(asked.id)).advisor not in (None, gone.id)


async def test_a_group_that_changes_there_while_a_message_waits_keeps_the_message(
    rig: Rig, clock: HandClock, bridge: MemoryBridge, asked: Handoff
) -> None:
    await rig.says(asked, "nog een vraag")
    bridge.happens("1", EventKind.MOVED, group="twee")

    await both(rig, clock, 3)

    assert structs.replace(await rig.handoff(asked.id)).group == "groen"
    assert "nog een vraag" in [one.text for one in bridge.tickets["1"].said.values()]
