"""A copy at a desk is as our own record, once and in order, whatever goes wrong on the way."""

import asyncio
from datetime import timedelta

import pytest
from msgspec import structs

from conversations.files import NewFile
from conversations.handoffs import Handoff, Outcome, Way
from conversations.scans import Given
from handoff.moves import Closing
from handoff.tickets.fakes import MemoryBridge, MemoryTicket, lost
from handoff.tickets.port import DeskAway, DeskRefused, EventKind, TicketState
from storage.database import Database
from tests.gateway.tickets.rig import MOVES, Rig
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


async def copied(rig: Rig, clock: HandClock, rounds: int = 1) -> None:
    """Let workers copy, with time going by."""
    for _ in range(rounds):
        clock.forward(1)
        await rig.copying.round()


def the(bridge: MemoryBridge) -> MemoryTicket:
    (ticket,) = bridge.tickets.values()
    return ticket


def posted(bridge: MemoryBridge) -> list[str]:
    return [one.text for one in the(bridge).said.values()]


async def test_a_handoff_becomes_a_ticket_with_all_that_was_said(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(wish(clock))

    await copied(rig, clock, 3)

    ticket = the(bridge)
    assert (ticket.asked.key, ticket.group, ticket.state) == (handoff.id, "een", TicketState.NEW)
    assert "Kan ik mijn zaak overdragen" in ticket.asked.subject
    for words in ("Gemeente: Urk", "Ondernemer: Dag, ik heb een vraag", "Ik zoek een adviseur"):
        assert words in ticket.asked.text
    assert (ticket.asked.name, ticket.asked.email) == ("Jan Jansen", "jan@example.org")


async def test_a_group_that_the_desk_does_not_get_stays_with_us(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    await rig.asked(wish(clock, group="digitaal"))

    await copied(rig, clock)

    assert bridge.tickets == {}


async def test_without_consent_nothing_leaves(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    refused = Given(False, 1, clock())
    await rig.asked(structs.replace(wish(clock), consent=refused))

    await copied(rig, clock)

    assert bridge.tickets == {}


async def test_numbers_and_addresses_of_others_do_not_leave(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(
        structs.replace(wish(clock), question="Mail piet@example.org of jan@example.org")
    )
    await copied(rig, clock)
    await rig.says(handoff, "Ook els@example.net, rekening NL91ABNA0417164300")
    await copied(rig, clock)

    read = the(bridge).asked.text + the(bridge).asked.subject + " ".join(posted(bridge))
    for hidden in ("piet@", "els@", "NL91"):
        assert hidden not in read
    assert "jan@example.org" in read


async def test_what_is_said_later_goes_along_in_order_and_once(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(wish(clock))
    await copied(rig, clock)

    for number in range(3):
        await rig.says(handoff, f"bericht {number}")
    await copied(rig, clock, 3)

    assert posted(bridge) == [f"bericht {number}" for number in range(3)]
    assert not any(one.is_internal for one in the(bridge).said.values())


async def test_what_our_own_people_say_is_there_for_colleagues(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff, sanne = await rig.asked(wish(clock)), await advisor(rig.store, clock, "Sanne")
    await copied(rig, clock)

    async with rig.store.transaction() as work:
        await MOVES.take(work, handoff.id, sanne, clock())
    await rig.advisor_says(await rig.handoff(handoff.id), "Goedemorgen")
    await rig.noted(handoff, sanne.id, "Eerst bellen")
    await copied(rig, clock)

    assert the(bridge).state is TicketState.TAKEN
    assert "Adviseur: Goedemorgen" in posted(bridge)
    assert "Notitie van Sanne: Eerst bellen" in posted(bridge)
    assert all(one.is_internal for one in the(bridge).said.values())


async def test_a_file_goes_along_and_one_that_is_refused_only_by_name(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff, sanne = await rig.asked(wish(clock)), await advisor(rig.store, clock, "Sanne")
    async with rig.store.transaction() as work:
        await MOVES.take(work, handoff.id, sanne, clock())
    await copied(rig, clock)
    file = NewFile("plan.pdf", "application/pdf", b"%PDF-1.4 x")

    await rig.advisor_says(handoff, "Zie het plan", file)
    await copied(rig, clock)
    bridge.failures.append(DeskRefused("too-large"))
    await rig.advisor_says(handoff, "Nog een", file)
    await copied(rig, clock)

    files = {one.text: [f.title for f in one.files] for one in the(bridge).said.values()}
    assert files["Adviseur: Zie het plan"] == ["plan.pdf"]
    assert files["Adviseur: Nog een"] == []


async def test_an_answer_that_is_lost_makes_one_ticket(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    await rig.asked(wish(clock))
    # None lets the look for it go well, and then making it is cut off.
    bridge.failures += [None, lost()]

    await copied(rig, clock, 5)

    assert len(bridge.tickets) == 1


async def test_a_message_whose_answer_is_lost_stands_there_once(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(wish(clock))
    await copied(rig, clock)
    bridge.failures.append(lost())

    await rig.says(handoff, "een keer")
    await rig.says(handoff, "en dan dit")
    await copied(rig, clock, 4)

    assert posted(bridge) == ["een keer", "en dan dit"]


async def test_many_workers_make_one_ticket(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    await rig.asked(wish(clock))
    bridge.seconds = 0.02
    others = [rig.another_worker() for _ in range(4)]

    await asyncio.gather(*(one.round() for one in others))

    assert len(bridge.tickets) == 1


async def test_a_worker_that_was_killed_leaves_the_rest_to_another(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(wish(clock))
    bridge.seconds = 0.2
    dying = asyncio.create_task(rig.another_worker()._take(await _claimed(rig)))
    await asyncio.sleep(0.3)
    dying.cancel()
    await asyncio.wait({dying})

    bridge.seconds = 0.0
    clock.forward(120)
    await rig.says(handoff, "bent u er nog?")
    await copied(rig, clock, 2)

    assert len(bridge.tickets) == 1
    assert posted(bridge) == ["bent u er nog?"]


async def _claimed(rig: Rig):  # type: ignore[no-untyped-def]
    (ticket,) = await rig.another_worker()._claim(1)
    return ticket


async def test_a_desk_that_is_away_gets_all_of_it_when_it_is_back(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff, sanne = await rig.asked(wish(clock)), await advisor(rig.store, clock, "Sanne")
    bridge.failures += [DeskAway("connect")] * 2

    await copied(rig, clock, 3)
    async with rig.store.transaction() as work:
        taken = await MOVES.take(work, handoff.id, sanne, clock())
    await rig.says(handoff, "hallo?")
    clock.forward(120)
    await copied(rig, clock)

    assert taken.advisor == sanne.id
    assert the(bridge).state is TicketState.TAKEN
    assert posted(bridge)[-1] == "hallo?"


async def test_a_desk_that_refuses_is_left_alone_for_a_while(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    await rig.asked(wish(clock))
    bridge.failures += [None, DeskRefused("403")]

    await copied(rig, clock, 10)
    before = dict(bridge.tickets)
    clock.forward(300)
    await copied(rig, clock)

    assert (before, len(bridge.tickets)) == ({}, 1)


async def test_closed_with_us_is_closed_there_and_what_is_said_to_the_bot_stays_here(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff, sanne = await rig.asked(wish(clock)), await advisor(rig.store, clock, "Sanne")
    await copied(rig, clock)
    async with rig.store.transaction() as work:
        await MOVES.take(work, handoff.id, sanne, clock())
        await MOVES.close(work, handoff.id, sanne, Closing(Outcome.HELPED), clock())
    clock.forward(1)
    await rig.says(handoff, "en nu aan de assistent")

    await copied(rig, clock, 3)

    assert the(bridge).state is TicketState.CLOSED
    assert any("afgesloten" in text for text in posted(bridge))
    assert not any("assistent" in text and "en nu" in text for text in posted(bridge))


async def test_what_was_cancelled_before_it_got_there_is_not_opened(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(wish(clock))
    bridge.failures.append(DeskAway("connect"))
    await copied(rig, clock)
    async with rig.store.transaction() as work:
        await MOVES.stop_waiting(work, handoff.conversation, clock())

    clock.forward(60)
    await copied(rig, clock, 2)

    assert bridge.tickets == {}


async def _given_to(rig: Rig, clock: HandClock, handoff: Handoff, group: str) -> None:
    now = await rig.handoff(handoff.id)
    async with rig.store.transaction() as work:
        assert await work.change_handoff(structs.replace(now, group=group))


async def test_another_group_is_another_group_there_too(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(wish(clock))
    await copied(rig, clock)

    await _given_to(rig, clock, handoff, "groen")
    await copied(rig, clock)

    assert the(bridge).group == "twee"


async def test_a_group_that_the_desk_does_not_get_closes_the_copy(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(wish(clock))
    await copied(rig, clock)

    await _given_to(rig, clock, handoff, "digitaal")
    await copied(rig, clock)

    assert the(bridge).state is TicketState.CLOSED


async def test_several_desks_each_have_a_copy(database: Database, clock: HandClock) -> None:
    one, other = MemoryBridge(clock), MemoryBridge(clock, ("alles",))
    rig = Rig(database, clock, {"one": (one, GROUPS), "other": (other, {"*": "alles"})})
    await rig.hearing.round()
    other.failures.append(DeskAway("connect"))

    await rig.asked(wish(clock))
    await copied(rig, clock, 3)

    assert (len(one.tickets), len(other.tickets)) == (1, 1)


async def test_a_desk_that_only_registers_gets_the_wish_and_its_end(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    bridge.abilities = structs.replace(bridge.abilities, two_way=False, notes=False)
    handoff, sanne = (
        await rig.asked(wish(clock, Way.CALL_BACK)),
        await advisor(rig.store, clock, "Sanne"),
    )
    await copied(rig, clock)
    await rig.says(handoff, "nog iets")
    async with rig.store.transaction() as work:
        await MOVES.take(work, handoff.id, sanne, clock())
        await MOVES.close(work, handoff.id, sanne, Closing(Outcome.HELPED), clock())
    await copied(rig, clock, 2)

    assert (posted(bridge), the(bridge).state) == ([], TicketState.CLOSED)


async def test_what_is_erased_here_is_taken_away_there(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    handoff = await rig.asked(wish(clock))
    await copied(rig, clock)
    bridge.happens("1", EventKind.MESSAGE, "Dag")

    async with rig.store.transaction() as work:
        await work.erase(handoff.conversation)
    bridge.failures.append(DeskAway("connect"))
    await copied(rig, clock, 3)
    await rig.hearing.round()

    assert bridge.tickets == {}


async def test_a_long_conversation_is_cut_at_its_beginning(
    rig: Rig, clock: HandClock, bridge: MemoryBridge
) -> None:
    bridge.abilities = structs.replace(bridge.abilities, most_text=2_000)
    handoff = await rig.asked(wish(clock))
    for number in range(60):
        await rig.says(handoff, f"regel {number} " + "x" * 40)

    await copied(rig, clock)

    text = the(bridge).asked.text
    assert len(text) <= 2_000
    assert "regel 59" in text
    assert "regel 3 " not in text
    assert "Wat eerder is gezegd" in text


async def test_what_nobody_was_asked_about_yet_is_not_sent(
    database: Database, clock: HandClock
) -> None:
    """An answer to it could be missed: first we know from where on to listen."""
    bridge = MemoryBridge(clock)
    rig = Rig(database, clock, {"memory": (bridge, GROUPS)})
    bridge.failures.append(DeskAway("connect"))
    await rig.asked(wish(clock))

    await rig.hearing.round()
    await copied(rig, clock)
    before = dict(bridge.tickets)
    clock.forward(timedelta(minutes=2).total_seconds())
    await rig.hearing.round()
    await copied(rig, clock)

    assert (before, len(bridge.tickets)) == ({}, 1)
