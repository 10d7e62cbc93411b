"""Who has the conversation: one at a time, by the moves that exist, told to the entrepreneur."""

import asyncio
from datetime import timedelta

import pytest

from advice.content import load_content
from apps.settings import ROOT
from conversations.handoffs import Outcome, Rating, Way
from conversations.messages import Author, Reply
from conversations.stage import Stage
from handoff.advisors import Role
from handoff.moves import (
    Closing,
    IsClosed,
    Moves,
    NobodyThere,
    NotForYou,
    NotYours,
    TakenByOther,
    UnknownPartner,
)
from storage.store import SqlStore
from tests.handoff import people
from tests.handoff.people import advisor, ask, opened, stage, texts, waiting, wish
from tests.support.time import HandClock

HELPED = Closing(Outcome.HELPED)


@pytest.fixture(scope="module")
def moves() -> Moves:
    return Moves(load_content(ROOT / "data"))


async def test_a_wish_for_now_waits_and_one_for_later_leaves_the_bot_talking(
    store: SqlStore, clock: HandClock
) -> None:
    now = await waiting(store, clock)
    later = await waiting(store, clock, wish(clock, Way.CALL_BACK))

    assert await stage(store, now.conversation) is Stage.WAITING
    assert await stage(store, later.conversation) is Stage.BOT


async def test_who_asks_again_changes_the_wish_and_keeps_the_place(
    store: SqlStore, clock: HandClock
) -> None:
    first = await waiting(store, clock, wish(clock, Way.CALL_BACK))
    clock.forward(60)

    second = await ask(store, clock, first.conversation)

    assert (second.id, second.asked_at) == (first.id, first.asked_at)
    assert second.request.way is Way.CHAT
    assert await stage(store, first.conversation) is Stage.WAITING


async def test_who_takes_it_has_it_and_the_entrepreneur_hears_who(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    clock.forward(30)

    async with store.transaction() as work:
        taken = await moves.take(work, handoff.id, sanne, clock())

    assert (taken.advisor, taken.taken_at) == (sanne.id, clock())
    assert taken.stage is Stage.ADVISOR
    assert "Sanne" in (await texts(store, handoff.conversation, Author.SYSTEM))[-1]


async def test_of_many_who_take_it_at_once_exactly_one_gets_it(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff = await waiting(store, clock)
    team = [await advisor(store, clock, f"Collega{n}") for n in range(12)]

    async def take(n: int) -> bool:
        try:
            async with store.transaction() as work:
                await moves.take(work, handoff.id, team[n], clock())
        except TakenByOther:
            return False
        return True

    won = await asyncio.gather(*map(take, range(12)))

    assert sum(won) == 1
    assert (await people.handoff(store, handoff.id)).advisor == team[won.index(True)].id


async def test_taking_what_one_has_already_changes_nothing(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        first = await moves.take(work, handoff.id, sanne, clock())

    async with store.transaction() as work:
        second = await moves.take(work, handoff.id, sanne, clock())

    assert first == second
    assert len(await texts(store, handoff.conversation, Author.SYSTEM)) == 1


async def test_a_call_back_that_is_taken_silences_the_bot(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff = await waiting(store, clock, wish(clock, Way.CALL_BACK))
    sanne = await advisor(store, clock, "Sanne")

    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())

    assert await stage(store, handoff.conversation) is Stage.ADVISOR


async def test_what_is_released_waits_again_in_its_old_place(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    first, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    clock.forward(60)
    await waiting(store, clock)
    async with store.transaction() as work:
        await moves.take(work, first.id, sanne, clock())

    async with store.transaction() as work:
        await moves.release(work, first.id, sanne, clock())

    async with store.reading() as work:
        cases = await work.open_cases()
    assert cases[0].handoff.id == first.id
    assert await stage(store, first.conversation) is Stage.WAITING


async def test_only_who_has_it_may_release_transfer_or_close_it(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    other = await advisor(store, clock, "Piet", Role.LEAD)
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())

    async with store.transaction() as work:
        for attempt in (
            moves.release(work, handoff.id, other, clock()),
            moves.transfer_to(work, handoff.id, other, sanne.id, clock()),
            moves.close(work, handoff.id, other, HELPED, clock()),
        ):
            with pytest.raises(NotYours):
                await attempt


async def test_a_colleague_who_is_there_gets_it_and_who_is_absent_does_not(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    there = await advisor(store, clock, "Piet")
    absent = await advisor(store, clock, "Kees", is_present=False)
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())

    async with store.transaction() as work:
        with pytest.raises(NobodyThere):
            await moves.transfer_to(work, handoff.id, sanne, absent.id, clock())
        await moves.transfer_to(work, handoff.id, sanne, there.id, clock())

    assert (await people.handoff(store, handoff.id)).advisor == there.id
    assert "Piet" in (await texts(store, handoff.conversation, Author.SYSTEM))[-1]


async def test_a_console_that_was_silent_for_a_minute_is_not_there(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    gone = await advisor(store, clock, "Piet")
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())
    clock.forward(61)

    async with store.transaction() as work:
        with pytest.raises(NobodyThere):
            await moves.transfer_to(work, handoff.id, sanne, gone.id, clock())


async def test_a_removed_colleague_gets_nothing_also_with_an_open_console(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    gone = await advisor(store, clock, "Piet")
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())
        await work.change_advisor(type(gone)(gone.id, gone.name, gone.email, gone.role, (), False))

    async with store.transaction() as work:
        with pytest.raises(NobodyThere):
            await moves.transfer_to(work, handoff.id, sanne, gone.id, clock())


async def test_another_group_gets_it_only_if_somebody_of_it_is_there(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    await advisor(store, clock, "Piet", Role.ADVISOR, "groen")
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())

    async with store.transaction() as work:
        for nobody in ("digitaal", "bestaat-niet"):
            with pytest.raises(NobodyThere):
                await moves.transfer_to_group(work, handoff.id, sanne, nobody, clock())
        await moves.transfer_to_group(work, handoff.id, sanne, "groen", clock())

    now = await people.handoff(store, handoff.id)
    assert (now.group, now.advisor, now.stage) == ("groen", None, Stage.WAITING)


async def test_what_a_closed_group_has_only_its_members_and_leads_take(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff = await waiting(store, clock, wish(clock, group="geld"))
    outsider = await advisor(store, clock, "Piet", Role.ADVISOR, "groen")
    member = await advisor(store, clock, "Sanne", Role.ADVISOR, "geld")
    lead = await advisor(store, clock, "Kees", Role.LEAD)

    async with store.transaction() as work:
        with pytest.raises(NotForYou):
            await moves.take(work, handoff.id, outsider, clock())

    assert [moves.may_see(one, handoff) for one in (outsider, member, lead)] == [False, True, True]


async def test_after_closing_the_bot_is_back_and_asks_for_a_score(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())

    async with store.transaction() as work:
        await moves.close(work, handoff.id, sanne, Closing(Outcome.REFERRED, "kvk"), clock())

    ended = await people.handoff(store, handoff.id)
    assert (ended.closed_at, ended.outcome, ended.partner) == (clock(), Outcome.REFERRED, "kvk")
    async with store.reading() as work:
        asked = await work.last_reply(handoff.conversation)
    assert asked is not None
    assert [button.payload for button in asked.buttons] == [
        f'/rate{{"feit": "cijfer={score}"}}' for score in range(1, 6)
    ]
    assert "over “Kan ik mijn zaak overdragen aan mijn dochter?”" in asked.text
    told = await texts(store, handoff.conversation, Author.SYSTEM)
    assert any("verwijst u naar KVK" in line for line in told)
    assert await stage(store, handoff.conversation) is Stage.CLOSED


async def test_closing_twice_is_closing_once_and_nothing_else_can_be_done_then(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())
        await moves.close(work, handoff.id, sanne, HELPED, clock())
    before = await texts(store, handoff.conversation)

    async with store.transaction() as work:
        await moves.close(work, handoff.id, sanne, HELPED, clock())
        with pytest.raises(IsClosed):
            await moves.take(work, handoff.id, sanne, clock())
        with pytest.raises(IsClosed):
            await moves.release(work, handoff.id, sanne, clock())

    assert await texts(store, handoff.conversation) == before


async def test_a_score_belongs_to_the_talk_that_ended_last(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())
        await moves.close(work, handoff.id, sanne, HELPED, clock())

    async with store.transaction() as work:
        for rating in (Rating(score=4), Rating(remark="Fijn gesprek")):
            await work.say(handoff.conversation, [Reply("Dank u", rating=rating)], clock())

    rated = await people.handoff(store, handoff.id)
    assert (rated.rating, rated.remark) == (4, "Fijn gesprek")


async def test_who_stops_waiting_has_the_bot_again(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff = await waiting(store, clock)

    async with store.transaction() as work:
        await moves.stop_waiting(work, handoff.conversation, clock())

    ended = await people.handoff(store, handoff.id)
    assert (ended.outcome, ended.stage) == (Outcome.CANCELLED, Stage.BOT)


async def test_who_stops_waiting_just_after_it_was_taken_keeps_the_advisor(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())

    async with store.transaction() as work:
        await moves.stop_waiting(work, handoff.conversation, clock())

    assert (await people.handoff(store, handoff.id)).stage is Stage.ADVISOR


async def test_a_wish_of_an_erased_conversation_is_gone_with_its_notes(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await waiting(store, clock)
    async with store.transaction() as work:
        await work.erase(handoff.conversation)

    async with store.reading() as work:
        assert await work.open_cases() == ()
        assert await work.open_handoff(handoff.conversation) is None


async def test_the_desk_tells_what_waits_and_how_long_it_usually_takes(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    sanne = await advisor(store, clock, "Sanne")
    for seconds in (60, 120, 180, 240, 300):
        handoff = await waiting(store, clock)
        clock.forward(seconds)
        async with store.transaction() as work:
            await moves.take(work, handoff.id, sanne, clock())
            await work.see_presence(sanne.id, clock(), is_available=True)
    await waiting(store, clock)

    async with store.reading() as work:
        desk = await work.desk(clock())
        later = await work.desk(clock() + timedelta(minutes=2))

    assert (desk.present, desk.waiting) == (1, 1)
    assert desk.usual_wait is not None
    assert desk.usual_wait == pytest.approx((180, 276))
    assert later.present == 0


async def test_nothing_is_said_of_the_usual_wait_before_it_is_known(
    store: SqlStore, clock: HandClock
) -> None:
    await opened(store, clock)

    async with store.reading() as work:
        assert (await work.desk(clock())).usual_wait is None


async def test_nobody_is_referred_to_an_organisation_that_is_none_of_ours(
    store: SqlStore, clock: HandClock, moves: Moves
) -> None:
    handoff, sanne = await waiting(store, clock), await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        await moves.take(work, handoff.id, sanne, clock())

    async with store.transaction() as work:
        with pytest.raises(UnknownPartner):
            await moves.close(
                work, handoff.id, sanne, Closing(Outcome.REFERRED, "bestaat-niet"), clock()
            )

    assert (await people.handoff(store, handoff.id)).is_open
