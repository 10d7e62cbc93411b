"""From a wish to its end, with colleagues who work in their mail, in Zammad or in a register."""

from collections.abc import AsyncIterator, Callable

import pytest

from conversations.handoffs import Handoff
from conversations.messages import Author
from conversations.stage import Stage
from storage.connect import connect
from storage.database import Database
from tests.gateway.tickets.desks import Desk, Trouble
from tests.gateway.tickets.mail_desk import MailDesk
from tests.gateway.tickets.register_desk import RegisterDesk
from tests.gateway.tickets.rig import Rig
from tests.gateway.tickets.zammad_desk import ZammadDesk
from tests.handoff.people import wish
from tests.support.time import HandClock

TWO_WAY: dict[str, Callable[[], Desk]] = {
    "email": lambda: MailDesk(),
    "zammad": lambda: ZammadDesk(),
}
ALL: dict[str, Callable[[], Desk]] = {**TWO_WAY, "klant": lambda: RegisterDesk()}


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    database = connect(sqlite_url)
    yield database
    await database.close()


@pytest.fixture
async def desk(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    one = ALL[request.param]()
    await one.start()
    yield one
    await one.bridge.close()
    await one.stop()


@pytest.fixture
async def rig(database: Database, clock: HandClock, desk: Desk) -> Rig:
    rig = Rig(database, clock, {"desk": (desk.bridge, {"*": desk.groups[0]})})
    await rig.hearing.round()
    return rig


async def rounds(rig: Rig, clock: HandClock, count: int = 2) -> None:
    for _ in range(count):
        clock.forward(15)
        await rig.copying.round()
        await rig.hearing.round()


async def copied(rig: Rig, clock: HandClock) -> tuple[Handoff, str]:
    handoff = await rig.asked(wish(clock))
    await rounds(rig, clock)
    return handoff, await rig.reference(handoff, "desk")


@pytest.mark.parametrize("desk", TWO_WAY, indirect=True)
async def test_a_colleague_answers_is_answered_and_closes(
    rig: Rig, clock: HandClock, desk: Desk
) -> None:
    handoff, ticket = await copied(rig, clock)

    await desk.answers(ticket, "Goedemorgen, dat kan zeker.")
    await rounds(rig, clock)
    heard, stage = await rig.texts(handoff, Author.ADVISOR), await rig.stage(handoff)
    await rig.says(handoff, "Fijn, hoe dan?")
    await rounds(rig, clock)
    read = await desk.stands(ticket)
    await desk.closes(ticket)
    await rounds(rig, clock)

    assert (heard, stage) == (["Goedemorgen, dat kan zeker."], Stage.ADVISOR)
    assert "Fijn, hoe dan?" in read
    assert await rig.stage(handoff) is Stage.CLOSED


@pytest.mark.parametrize("desk", TWO_WAY, indirect=True)
async def test_what_colleagues_tell_each_other_is_kept_and_told_nobody(
    rig: Rig, clock: HandClock, desk: Desk
) -> None:
    handoff, ticket = await copied(rig, clock)

    await desk.notes(ticket, "Lastige klant.")
    await rounds(rig, clock)

    assert any("Lastige klant." in note for note in await rig.notes(handoff))
    assert not any("Lastige" in text for text in await rig.texts(handoff, *Author))


@pytest.mark.parametrize("desk", TWO_WAY, indirect=True)
async def test_an_answer_that_is_lost_leaves_one_ticket_and_one_message(
    rig: Rig, clock: HandClock, desk: Desk
) -> None:
    desk.trouble(Trouble.LOST)
    handoff = await rig.asked(wish(clock))
    await rounds(rig, clock, 3)
    ticket = await rig.reference(handoff, "desk")
    desk.trouble(Trouble.LOST)
    await rig.says(handoff, "Eén keer, graag.")
    await rounds(rig, clock, 3)

    assert await desk.count(handoff.id) == 1
    assert (await desk.stands(ticket)).count("Eén keer, graag.") == 1


@pytest.mark.parametrize("desk", ["klant"], indirect=True)
async def test_a_register_gets_the_wish_and_only_tells_that_it_was_done(
    rig: Rig, clock: HandClock, desk: Desk
) -> None:
    handoff, ticket = await copied(rig, clock)
    await rig.says(handoff, "Ik ben er nog.")
    await rounds(rig, clock)
    read = await desk.stands(ticket)

    await desk.closes(ticket)
    await rounds(rig, clock)

    assert "Ik ben er nog." not in read
    assert await rig.stage(handoff) is Stage.CLOSED


@pytest.mark.parametrize("desk", ALL, indirect=True)
async def test_a_conversation_that_is_erased_is_erased_or_asked_to_be(
    rig: Rig, clock: HandClock, desk: Desk
) -> None:
    handoff, _ = await copied(rig, clock)

    async with rig.store.transaction() as work:
        await work.erase(handoff.conversation)
    await rounds(rig, clock)

    if desk.name != "zammad":
        assert await desk.bridge.find(handoff.id) is None
