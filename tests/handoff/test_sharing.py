"""A partner reads nothing before the entrepreneur said yes, whatever happens in whatever order."""

import asyncio
from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from conversations.handoffs import Handoff, Outcome, UnknownHandoff
from conversations.messages import Author
from conversations.ports import UnknownConversation
from conversations.text import EmptyText
from conversations.way_back import LinkLapsed
from handoff.advisors import Role
from handoff.introducing import NoWayToReach
from handoff.moves import Closing, MoveRefused, NotYours, UnknownPartner
from handoff.partners import Purpose, ShareState
from handoff.sharing import NoLetters, NotYourShare, SharedAlready, UnknownShare
from handoff.visiting import NobodyToTalkWith, NoName, PartnerMessage, Visit
from storage.connect import connect
from storage.store import SqlStore
from tests.handoff import pool_people
from tests.handoff.partner_people import (
    CONTENT,
    EMAIL,
    MOVES,
    NAME,
    NO,
    PARTNER,
    VISITING,
    WORDS,
    YES,
    ask,
    code_in,
    letters,
    notes,
    only_share,
    press,
    share,
    shared,
    taken,
    wanted,
    who_has,
    withdraw,
)
from tests.handoff.people import advisor, texts, waiting, wish
from tests.support.time import HandClock

TWO_WEEKS = 14 * 24 * 3600


async def opens(store: SqlStore, clock: HandClock, code: str) -> Visit:
    async with store.transaction() as work:
        return await VISITING.open(work, code, clock())


async def writes(
    store: SqlStore, clock: HandClock, code: str, message: PartnerMessage | None = None
) -> None:
    said = message or PartnerMessage(uuid4(), "Anna", "Een lening kan.")
    async with store.transaction() as work:
        await VISITING.write(work, code, said, clock())


async def takes_up(store: SqlStore, clock: HandClock, code: str) -> None:
    async with store.transaction() as work:
        await VISITING.take_up(work, code, clock())


async def close(
    store: SqlStore, clock: HandClock, handoff: Handoff, partner: str | None = None
) -> None:
    who = await who_has(store, handoff)
    outcome = Outcome.REFERRED if partner else Outcome.HELPED
    async with store.transaction() as work:
        await MOVES.close(work, handoff.id, who, Closing(outcome, partner), clock())


async def test_the_entrepreneur_is_asked_and_nobody_is_written_to_yet(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)

    await ask(store, clock, handoff, wanted())

    asked = (await texts(store, handoff.conversation, Author.BOT))[-1]
    assert NAME in asked
    assert "{" not in asked
    assert await letters(store, clock) == []
    assert (await only_share(store, handoff)).code_hash is None


@pytest.mark.parametrize("purpose", list(Purpose))
async def test_after_a_yes_the_partner_gets_a_letter_that_tells_nothing(
    store: SqlStore, clock: HandClock, purpose: Purpose
) -> None:
    handoff = await taken(store, clock)
    await ask(store, clock, handoff, wanted(purpose))

    await press(store, clock, handoff, YES)

    (letter,) = await letters(store, clock)
    assert letter.to == EMAIL
    assert code_in(letter)
    whole = letter.subject + letter.text + letter.if_refused
    assert not any(word in whole for word in ("Jan", "dochter", "lening", "SLIM", "{"))
    words = WORDS.along if purpose is Purpose.ALONG else WORDS.refer
    said = (await texts(store, handoff.conversation))[-1]
    assert said.startswith(words.yes.partition("{")[0])
    assert await notes(store, handoff) == [
        WORDS.note_yes.replace("{partner}", NAME).replace("{adres}", EMAIL)
    ]


async def test_a_letter_that_nobody_takes_is_noted_for_colleagues(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    await ask(store, clock, handoff, wanted())

    await press(store, clock, handoff, YES)

    (letter,) = await letters(store, clock)
    assert all(word in letter.note_if_refused for word in (NAME, EMAIL, "kwam niet aan"))
    assert letter.if_refused == ""


async def test_after_a_no_nobody_is_written_to_and_colleagues_know(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    await ask(store, clock, handoff, wanted())

    await press(store, clock, handoff, NO)

    assert await letters(store, clock) == []
    assert (await texts(store, handoff.conversation))[-1] == WORDS.no.replace("{partner}", NAME)
    assert await notes(store, handoff) == [WORDS.note_no.replace("{partner}", NAME)]
    assert (await only_share(store, handoff)).state(clock()) is ShareState.REFUSED


async def test_the_first_answer_counts_however_often_one_presses(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    await ask(store, clock, handoff, wanted())
    await press(store, clock, handoff, NO)

    for title in (YES, NO, YES):
        await press(store, clock, handoff, title)

    assert await letters(store, clock) == []
    assert len(await notes(store, handoff)) == 1


async def test_a_yes_after_the_end_still_sends_the_letter(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    await ask(store, clock, handoff, wanted(Purpose.REFER))
    await close(store, clock, handoff, PARTNER)

    await press(store, clock, handoff, YES)

    (letter,) = await letters(store, clock)
    assert await opens(store, clock, code_in(letter))


async def test_the_same_question_twice_is_asked_once(store: SqlStore, clock: HandClock) -> None:
    handoff, question = await taken(store, clock), wanted()
    await ask(store, clock, handoff, question)
    heard = await texts(store, handoff.conversation)

    await ask(store, clock, handoff, question)

    assert await texts(store, handoff.conversation) == heard


async def test_who_was_asked_the_same_is_not_asked_again_before_a_no(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    await ask(store, clock, handoff, wanted())

    with pytest.raises(SharedAlready):
        await ask(store, clock, handoff, wanted(email="bo@qredits.example.org"))

    await ask(store, clock, handoff, wanted(Purpose.REFER))
    await press(store, clock, handoff, NO)
    await ask(store, clock, handoff, wanted(Purpose.REFER))


async def test_what_can_not_be_asked_is_not_asked(store: SqlStore, clock: HandClock) -> None:
    handoff = await taken(store, clock)
    heard = await texts(store, handoff.conversation)

    with pytest.raises(NoLetters):
        await ask(store, clock, handoff, wanted(), pool_people.MOVES)
    with pytest.raises(UnknownPartner):
        await ask(store, clock, handoff, wanted(partner="niemand"))
    piet = await advisor(store, clock, "Piet")
    async with store.transaction() as work:
        with pytest.raises(NotYours):
            await MOVES.share(work, handoff.id, piet, wanted(), clock())

    assert await texts(store, handoff.conversation) == heard


async def test_who_can_not_be_reached_is_not_referred_but_somebody_may_think_along(
    store: SqlStore, clock: HandClock
) -> None:
    unreachable = structs.replace(wish(clock), contact=None)
    handoff, sanne = await waiting(store, clock, unreachable), await advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        handoff = await MOVES.take(work, handoff.id, sanne, clock())

    with pytest.raises(NoWayToReach):
        await ask(store, clock, handoff, wanted(Purpose.REFER))

    assert await ask(store, clock, handoff, wanted())


async def test_a_link_works_often_and_for_two_weeks(store: SqlStore, clock: HandClock) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)
    clock.forward(60)
    first = clock()

    for _ in range(3):
        assert (await opens(store, clock, code)).handoff.id == handoff.id
        clock.forward(60)

    assert (await only_share(store, handoff)).opened_at == first
    clock.forward(TWO_WEEKS)
    with pytest.raises(LinkLapsed):
        await opens(store, clock, code)
    assert (await only_share(store, handoff)).state(clock()) is ShareState.EXPIRED


async def test_withdrawing_ends_the_link_and_the_letter_that_waits(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)
    waits = await ask(store, clock, handoff, wanted(Purpose.REFER))
    await press(store, clock, handoff, YES)

    for id in ((await opens(store, clock, code)).share.id, waits, waits):
        await withdraw(store, clock, handoff, id)

    assert await letters(store, clock) == []
    with pytest.raises(LinkLapsed):
        await opens(store, clock, code)
    with pytest.raises(LinkLapsed):
        await writes(store, clock, code)


async def test_a_question_that_was_withdrawn_can_not_be_answered_any_more(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    await withdraw(store, clock, handoff, await ask(store, clock, handoff, wanted()))

    await press(store, clock, handoff, YES)

    assert await letters(store, clock) == []
    assert (await texts(store, handoff.conversation))[-1].startswith("Dit is niet meer nodig")


async def test_only_who_has_it_who_asked_and_leads_withdraw_until_it_is_closed(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    id = await ask(store, clock, handoff, wanted())
    piet = await advisor(store, clock, "Piet")
    lead = await advisor(store, clock, "Lea", Role.LEAD)

    async with store.transaction() as work:
        with pytest.raises(NotYourShare):
            await MOVES.sharing.withdraw(work, handoff, id, piet, clock())
        with pytest.raises(UnknownShare):
            await MOVES.sharing.withdraw(work, handoff, uuid4(), lead, clock())
        await MOVES.sharing.withdraw(work, handoff, id, lead, clock())

    assert (await share(store, id)).state(clock()) is ShareState.WITHDRAWN


async def test_erasing_the_conversation_takes_all_along(store: SqlStore, clock: HandClock) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)
    async with store.transaction() as work:
        await work.erase(handoff.conversation)

    with pytest.raises(LinkLapsed):
        await opens(store, clock, code)
    async with store.reading() as work:
        assert not await work.shares(handoff.id)


async def test_what_a_partner_writes_is_in_the_conversation_once_with_who_said_it(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)
    message = PartnerMessage(uuid4(), "  Anna\nBakker ", "Een lening kan.")

    for _ in range(3):
        await writes(store, clock, code, message)

    said = await texts(store, handoff.conversation, Author.ADVISOR)
    assert said == [f"Anna Bakker, {NAME}: Een lening kan."]


async def test_two_partners_who_send_the_same_form_say_two_things(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code, form = await shared(store, clock, handoff), uuid4()
    await ask(store, clock, handoff, wanted(partner="kvk"))
    await press(store, clock, handoff, YES)
    (letter,) = await letters(store, clock)

    for one in (code, code_in(letter)):
        await writes(store, clock, one, PartnerMessage(form, "Anna", "Goedendag."))

    assert len(await texts(store, handoff.conversation, Author.ADVISOR)) == 2


async def test_a_partner_writes_only_with_a_name_and_only_beside_an_advisor(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)

    for name in ("", " \n", "x" * 61):
        with pytest.raises(NoName):
            await writes(store, clock, code, PartnerMessage(uuid4(), name, "Goedendag."))
    with pytest.raises(EmptyText):
        await writes(store, clock, code, PartnerMessage(uuid4(), "Anna", " "))
    await close(store, clock, handoff)
    with pytest.raises(NobodyToTalkWith):
        await writes(store, clock, code)

    assert await texts(store, handoff.conversation, Author.ADVISOR) == []


async def test_who_is_referred_to_does_not_write_and_who_thinks_along_does_not_take_up(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    along = await shared(store, clock, handoff)
    refer = await shared(store, clock, handoff, Purpose.REFER)

    with pytest.raises(LinkLapsed):
        await writes(store, clock, refer)
    with pytest.raises(LinkLapsed):
        await takes_up(store, clock, along)


async def test_taking_it_up_is_told_once_to_both_sides(store: SqlStore, clock: HandClock) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff, Purpose.REFER)

    await asyncio.gather(*(takes_up(store, clock, code) for _ in range(2)))

    line = WORDS.taken.replace("{partner}", NAME)
    assert (await texts(store, handoff.conversation, Author.SYSTEM)).count(line) == 1
    assert (await notes(store, handoff)).count(WORDS.note_taken.replace("{partner}", NAME)) == 1
    assert (await only_share(store, handoff)).state(clock()) is ShareState.TAKEN


@pytest.mark.parametrize("title", [None, YES, NO])
async def test_the_end_says_that_the_partner_has_the_story_only_if_it_has(
    store: SqlStore, clock: HandClock, title: str | None
) -> None:
    handoff = await taken(store, clock)
    await ask(store, clock, handoff, wanted(Purpose.REFER))
    if title:
        await press(store, clock, handoff, title)

    await close(store, clock, handoff, PARTNER)

    told = (await texts(store, handoff.conversation, Author.SYSTEM))[-2]
    assert NAME in told
    assert ("niets opnieuw" in told) is (title == YES)


async def test_a_referral_without_a_share_is_told_as_before(
    store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    await shared(store, clock, handoff)

    await close(store, clock, handoff, PARTNER)

    who = await who_has(store, handoff)
    expected = CONTENT.desk.lines.referred.replace("{adviseur}", who.name)
    expected = expected.replace("{partner}", str(CONTENT.partners[PARTNER]))
    assert (await texts(store, handoff.conversation, Author.SYSTEM))[-2] == expected


_REFUSED = (
    *(UnknownConversation, UnknownHandoff, MoveRefused),
    *(SharedAlready, LinkLapsed, NobodyToTalkWith),
)


class World:
    """A request, all links that were ever in a letter, and what each was pressed for."""

    def __init__(self, store: SqlStore, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.handoff: Handoff
        self.asked: list[UUID] = []
        self.said_yes: set[UUID] = set()
        self.withdrawn: set[UUID] = set()
        self.codes: list[str] = []
        self.is_erased = False

    async def do(self, action: str) -> None:
        """Do one thing; what can not be done changes nothing."""
        with suppress(*_REFUSED):
            match action:
                case "asks along" | "asks refer":
                    purpose = Purpose(action.removeprefix("asks "))
                    question = wanted(purpose)
                    await ask(self.store, self.clock, self.handoff, question)
                    self.asked.append(question.id)
                case "presses yes" | "presses no":
                    await self._press(YES if action.endswith("yes") else NO)
                case "withdraws":
                    await self._withdraw()
                case "closes":
                    await close(self.store, self.clock, self.handoff, PARTNER)
                case "erases":
                    self.is_erased = True
                    async with self.store.transaction() as work:
                        await work.erase(self.handoff.conversation)
                case "waits":
                    self.clock.forward(TWO_WEEKS / 2)
        self.codes += [code_in(letter) for letter in await letters(self.store, self.clock)]

    async def _press(self, title: str) -> None:
        """Press the newest question; only what had no answer and was not withdrawn gets one."""
        newest = self.asked[-1] if self.asked else None
        if not await press(self.store, self.clock, self.handoff, title) or newest is None:
            return
        one = await share(self.store, newest)
        if one.says_yes and title == YES:
            self.said_yes.add(newest)

    async def _withdraw(self) -> None:
        if self.asked:
            await withdraw(self.store, self.clock, self.handoff, self.asked[-1])
            self.withdrawn.add(self.asked[-1])

    async def check(self) -> None:
        """Only what was said yes to is ever opened, and no more after it was withdrawn."""
        for code in self.codes:
            with suppress(LinkLapsed):
                visit = await opens(self.store, self.clock, code)
                assert visit.share.id in self.said_yes - self.withdrawn
                assert not self.is_erased
                assert visit.share.expires_at is not None
                assert self.clock() < visit.share.expires_at
        assert len(self.codes) <= len(self.said_yes)


_ACTIONS = (
    *("asks along", "asks refer", "presses yes", "presses yes", "presses no"),
    *("withdraws", "closes", "erases", "waits"),
)


@given(actions=st.lists(st.sampled_from(_ACTIONS), max_size=10))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nobody_ever_reads_what_the_entrepreneur_did_not_say_yes_to(
    database_url: str, actions: list[str]
) -> None:
    async def run() -> None:
        database = connect(database_url)
        world = World(SqlStore(database), HandClock())
        try:
            world.handoff = await taken(world.store, world.clock)
            for action in ("asks along", *actions):
                await world.do(action)
                await world.check()
        finally:
            await database.close()

    asyncio.run(run())
