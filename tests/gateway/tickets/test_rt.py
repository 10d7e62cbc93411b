"""What a real Request Tracker does, and what we make of it."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from conversations.handoffs import Handoff, Outcome
from gateway.tickets import texts
from gateway.tickets.rt.bridge import RtBridge
from handoff.moves import Closing
from handoff.tickets.port import (
    DeskAway,
    DeskRefused,
    EventKind,
    TicketState,
)
from storage.connect import connect
from storage.database import Database
from tests.gateway.tickets.desks import Trouble
from tests.gateway.tickets.rig import MOVES, Rig
from tests.gateway.tickets.rt_desk import RtDesk
from tests.gateway.tickets.test_contract import Hearing, hearing, new
from tests.handoff.people import advisor, wish
from tests.support import rt
from tests.support.relay import Relay, relayed
from tests.support.time import HandClock

GROUPS = {"algemeen": rt.QUEUES[0], "groen": rt.QUEUES[1]}


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    """One kind is enough here: what each of them keeps stands in `test_copying.py`."""
    database = connect(sqlite_url)
    yield database
    await database.close()


@pytest.fixture
async def desk() -> AsyncIterator[RtDesk]:
    desk = RtDesk()
    await desk.start()
    yield desk
    await desk.bridge.close()
    await desk.stop()


@pytest.fixture
async def rig(database: Database, clock: HandClock, desk: RtDesk) -> Rig:
    rig = Rig(database, clock, {"rt": (desk.bridge, GROUPS)})
    await rig.hearing.round()
    return rig


async def both(rig: Rig, clock: HandClock, rounds: int = 1) -> None:
    for _ in range(rounds):
        clock.forward(5)
        await rig.copying.round()
        await rig.hearing.round()


async def test_a_yes_that_was_a_no_is_seen(desk: RtDesk) -> None:
    """It answers 200 with "Permission Denied" among the words."""
    ticket = await desk.bridge.open(new(desk))

    with pytest.raises(DeskRefused):
        await desk.bridge.move(ticket, rt.SHUT)

    assert (await desk.where(ticket))[0] == rt.QUEUES[0]


async def test_a_token_that_is_none_is_refused(desk: RtDesk) -> None:
    stranger = RtBridge(desk.server.url, "1-30-nobody", rt.SECRET)

    with pytest.raises(DeskRefused, match="401"):
        await stranger.health()
    await stranger.close()


async def test_a_server_that_is_away_is_away() -> None:
    bridge = RtBridge("http://127.0.0.1:9", "1-28-x", rt.SECRET)

    with pytest.raises(DeskAway):
        await bridge.health()
    await bridge.close()


async def test_no_mail_goes_to_the_entrepreneur(desk: RtDesk) -> None:
    ticket = await desk.bridge.open(new(desk))

    found = await desk.get(f"ticket/{ticket}")
    assert (found["Requestor"], found["Cc"]) == ([], [])


async def test_of_an_answer_only_what_is_new_is_read(desk: RtDesk) -> None:
    ticket, listening = await hearing(desk)

    await desk.answers_in_html(
        ticket,
        "<p>Dat kan zeker.</p><p>On Mon Nov 30 10:12:00 2026, schakelbot wrote:</p>"
        "<blockquote><p>mijn eerdere vraag</p></blockquote>",
    )

    assert [one.text for one in await listening.new()] == ["Dat kan zeker."]


async def test_what_somebody_mails_who_does_not_work_there_is_no_answer_of_ours(
    desk: RtDesk,
) -> None:
    ticket, listening = await hearing(desk)
    headers = {"Authorization": f"token {desk.server.tokens[rt.OUTSIDER]}"}
    body = {"Content": "Ik ben van buiten.", "ContentType": "text/plain"}
    path = f"{desk.server.url}/REST/2.0/ticket/{ticket}/correspond"

    async with httpx.AsyncClient(headers=headers) as outsider:
        sent = await outsider.post(path, json=body)
    events = await listening.new()

    assert sent.status_code == httpx.codes.CREATED
    assert [(one.kind, one.text) for one in events] == [(EventKind.NOTE, "Ik ben van buiten.")]


async def test_an_answer_and_the_end_in_one_go_come_in_that_order(desk: RtDesk) -> None:
    ticket, listening = await hearing(desk)
    body = {"Content": "Klaar!", "ContentType": "text/plain", "Status": "resolved"}

    await desk.http.post(f"ticket/{ticket}/correspond", json=body)

    kinds = [one.kind for one in await listening.new()]
    assert kinds == [EventKind.MESSAGE, EventKind.CLOSED]


async def test_who_gives_it_to_another_names_the_other(desk: RtDesk) -> None:
    ticket, listening = await hearing(desk)

    await desk.set(ticket, Owner=rt.COLLEAGUE)
    (event,) = await listening.new()

    assert (event.kind, event.author) == (EventKind.TAKEN, rt.NAMES[rt.COLLEAGUE])
    assert event.email == "els@example.org"


async def test_many_answers_are_all_heard(desk: RtDesk) -> None:
    """More of them than one page has."""
    ticket, listening = await hearing(desk)
    token, url = desk.server.tokens[rt.BOT], desk.server.url
    reading = RtBridge(url, token, rt.SECRET, page=3)
    await asyncio.gather(*(desk.notes(ticket, f"notitie {one}") for one in range(8)))

    pulled = await reading.pull(listening.cursor, [ticket])

    assert {one.text for one in pulled.events} == {f"notitie {one}" for one in range(8)}
    await reading.close()


async def test_many_tickets_are_followed_at_once(desk: RtDesk) -> None:
    listening = Hearing(desk)
    await listening.new()
    tickets = [await desk.bridge.open(new(desk)) for _ in range(3)]
    listening.tickets = (*tickets, *(str(100_000 + number) for number in range(120)))

    for ticket in tickets:
        await desk.notes(ticket, "dag")

    assert {one.ticket for one in await listening.new()} == set(tickets)


async def test_without_the_right_to_delete_they_are_asked_to(desk: RtDesk) -> None:
    ticket = await desk.bridge.open(new(desk))

    await desk.bridge.forget(ticket)
    await desk.bridge.forget(ticket)

    assert (await desk.stands(ticket)).count(texts.ERASED) == 1
    assert (await desk.where(ticket))[1] is TicketState.CLOSED


async def test_a_message_into_a_closed_ticket_leaves_it_closed(
    rig: Rig, clock: HandClock, desk: RtDesk
) -> None:
    """It opens by itself when we write in it."""
    handoff, sanne = await rig.asked(wish(clock)), await advisor(rig.store, clock, "Sanne")
    await both(rig, clock)
    ticket = await rig.reference(handoff, "rt")

    async with rig.store.transaction() as work:
        await MOVES.take(work, handoff.id, sanne, clock())
    await rig.says(handoff, "Dank u wel!")
    async with rig.store.transaction() as work:
        await MOVES.close(work, handoff.id, sanne, Closing(Outcome.HELPED), clock())
    await both(rig, clock, 2)

    assert "Dank u wel!" in await desk.stands(ticket)
    assert (await desk.where(ticket))[1] is TicketState.CLOSED


async def test_an_answer_that_is_lost_leaves_one_ticket_and_one_message(
    rig: Rig, clock: HandClock, desk: RtDesk
) -> None:
    handoff = await rig.asked(wish(clock))
    desk.trouble(Trouble.LOST)
    await both(rig, clock, 3)
    desk.trouble(Trouble.LOST)
    await rig.says(handoff, "Eén keer, graag.")
    await both(rig, clock, 3)

    assert await desk.count(handoff.id) == 1
    assert (await desk.stands(await rig.reference(handoff, "rt"))).count("Eén keer, graag.") == 1


async def test_what_it_refuses_stays_with_us_until_it_does_not(
    rig: Rig, clock: HandClock, desk: RtDesk
) -> None:
    handoff, sanne = await rig.asked(wish(clock)), await advisor(rig.store, clock, "Sanne")
    desk.trouble(Trouble.REFUSED)
    await both(rig, clock)

    async with rig.store.transaction() as work:
        taken = await MOVES.take(work, handoff.id, sanne, clock())
    refused = await desk.count(handoff.id)
    clock.forward(300)
    await both(rig, clock)

    assert (taken.advisor, refused, await desk.count(handoff.id)) == (sanne.id, 0, 1)


@pytest.fixture
async def relay(desk: RtDesk) -> AsyncIterator[Relay]:
    async with relayed(desk.server.port) as relay:
        yield relay


def _over(relay: Relay, desk: RtDesk, seconds: float) -> RtBridge:
    return RtBridge(relay.url, desk.server.tokens[rt.BOT], rt.SECRET, seconds=seconds)


async def test_five_seconds_slow_is_slow_and_no_more(
    database: Database, clock: HandClock, desk: RtDesk, relay: Relay
) -> None:
    bridge = _over(relay, desk, 20)
    rig = Rig(database, clock, {"rt": (bridge, GROUPS)})
    await rig.hearing.round()
    handoff, sanne = await rig.asked(wish(clock)), await advisor(rig.store, clock, "Sanne")
    relay.seconds = 5

    copying = asyncio.create_task(rig.copying.round())
    await asyncio.sleep(0.5)
    async with rig.store.transaction() as work:
        taken = await MOVES.take(work, handoff.id, sanne, clock())
    is_still_copying = not copying.done()
    await copying

    assert (is_still_copying, taken.advisor) == (True, sanne.id)
    assert await desk.count(handoff.id) == 1
    await bridge.close()


async def test_slower_than_we_wait_makes_one_ticket_all_the_same(
    database: Database, clock: HandClock, desk: RtDesk, relay: Relay
) -> None:
    bridge = _over(relay, desk, 2)
    rig = Rig(database, clock, {"rt": (bridge, GROUPS)})
    await rig.hearing.round()
    handoff = await rig.asked(wish(clock))
    await bridge.find(handoff.id)

    relay.seconds = 3
    await both(rig, clock, 2)
    relay.seconds = 0
    clock.forward(60)
    await both(rig, clock, 2)

    assert await desk.count(handoff.id) == 1
    await bridge.close()


async def test_killed_between_making_it_and_saying_so_there_is_one_ticket(
    sqlite_url: str, clock: HandClock
) -> None:
    if not rt.is_here():
        pytest.skip(rt.NOT_HERE)
    database = connect(sqlite_url)
    with rt.running_rt() as own:
        async with relayed(own.port) as relay:
            bridge = RtBridge(relay.url, own.tokens[rt.BOT], rt.SECRET)
            rig = Rig(database, clock, {"rt": (bridge, GROUPS)})
            await rig.hearing.round()
            handoff = await rig.asked(wish(clock))
            relay.cuts = True
            with pytest.raises(DeskAway):
                await bridge.open(await _opening(rig, handoff))
            own.stop()
            relay.cuts = False
            await both(rig, clock)
            own.start()
            clock.forward(120)
            await both(rig, clock, 2)

            reference = await rig.reference(handoff, "rt")
            assert await bridge.find(handoff.id) == reference == "1"
            assert await _tickets(own) == 1
            await bridge.close()
    await database.close()


async def _tickets(own: rt.RtServer) -> int:
    headers = {"Authorization": f"token {own.tokens[rt.ADVISOR]}"}
    async with httpx.AsyncClient(headers=headers) as client:
        answer = await client.get(f"{own.url}/REST/2.0/tickets", params={"query": "id > 0"})
    return int(answer.json()["total"])


async def _opening(rig: Rig, handoff: Handoff):  # type: ignore[no-untyped-def]
    """Return what the next copying would send."""
    async with rig.store.transaction() as work:
        await work.add_tickets("rt", GROUPS, rig.now)
    (ticket,) = await rig.another_worker()._claim(1)
    difference = await rig.copying._difference(ticket, rig.desks["rt"])
    assert difference is not None
    # The claim of who was killed runs out.
    rig.clock.forward(120)  # type: ignore[attr-defined]
    return difference.opening
