"""An invitation reaches who asked for it: once, at the pace, within the hours, and nobody else."""

import asyncio
import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advice.content import Content, load_content
from conversations.channels import ProviderAway
from conversations.contacts import Contact
from conversations.deliveries import DeliveryState
from gateway.console.inviting.inviting import IsOver, NobodyToInvite, NumberChanged
from gateway.deliver import SMS, WHATSAPP, Reports
from handoff.inviting import InvitedState, Prospect, SendingState
from kit.clock import AMSTERDAM
from storage.connect import connect
from storage.database import Database
from storage.store import SqlStore
from tests.advice.folder import Folder
from tests.handoff.people import ask
from tests.support.inviting import INVITATION, World
from tests.support.time import HandClock

PHONE = "+31612345678"
# The rules of the small content: three a minute, from 9 to 19, two weeks between two messages.
PER_MINUTE = 3


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return load_content(Folder(tmp_path_factory.mktemp("content") / "data").path)


@pytest.fixture
async def world(store: SqlStore, database: Database, content: Content, clock: HandClock) -> World:
    made = World(store, database, content, clock)
    await made.begin()
    return made


async def test_who_said_yes_gets_it_once_with_its_button(world: World) -> None:
    conversation = await world.wants("1")
    await world.meet("2")
    await world.later(hours=2)

    await world.sends()
    await world.minutes(5)

    assert world.invited() == ["1"]
    async with world.store.reading() as work:
        said = await work.last_reply(conversation)
    assert said is not None
    assert [(one.title, one.payload) for one in said.buttons] == [("Vertel meer", "/ask_human")]
    assert (await world.sending()).state is SendingState.DONE


async def test_who_had_it_does_not_get_it_when_it_is_sent_again(world: World) -> None:
    await world.wants("1")
    await world.later(hours=2)
    await world.sends()

    with pytest.raises(NobodyToInvite):
        await world.sends()
    await world.minutes(2)
    await world.later(days=30)
    await world.wants("2")
    await world.later(hours=2)
    await world.sends()
    await world.minutes(2)

    assert world.invited() == ["1", "2"]


async def test_a_number_that_changed_since_it_was_shown_is_shown_again(world: World) -> None:
    for number in range(10):
        await world.wants(f"{number}")

    with pytest.raises(NumberChanged):
        await world.desk.send(world.invitation, "9", world.lead)

    async with world.store.reading() as work:
        assert not await work.sendings(limit=1)


async def test_one_phone_on_two_channels_is_one_person(world: World) -> None:
    await world.wants(PHONE, SMS)
    await world.wants(PHONE, WHATSAPP)
    world.templates.add(f"uitnodiging-{INVITATION}")
    await world.later(hours=2)

    await world.sends()
    await world.minutes(3)

    assert world.invited() == [PHONE]


async def test_no_more_go_out_in_a_minute_than_the_pace(world: World) -> None:
    for number in range(7):
        await world.wants(f"{number}")
    await world.later(hours=2)
    await world.sends()

    first = await world.invites()
    again = await world.invites()
    world.clock.forward(61)
    then = await world.invites()

    assert (first, again, then) == (PER_MINUTE, 0, PER_MINUTE)


async def test_workers_beside_each_other_keep_the_pace_together_and_invite_nobody_twice(
    world: World,
) -> None:
    for number in range(12):
        await world.wants(f"{number}")
    await world.later(hours=2)
    await world.sends()

    for _ in range(5):
        invited = await asyncio.gather(*(world.invites() for _ in range(4)))
        assert sum(invited) <= PER_MINUTE
        await world.delivers()
        world.clock.forward(61)

    assert sorted(world.invited(), key=int) == [f"{number}" for number in range(12)]


async def test_stop_at_the_moment_of_sending_is_before_it_or_after_it(world: World) -> None:
    people = [f"{number}" for number in range(PER_MINUTE)]
    for one in people:
        await world.wants(one)
    await world.later(hours=2)
    await world.sends()

    await asyncio.gather(world.invites(), *(world.writes(one, "STOP") for one in people))
    await world.delivers()

    assert world.invited() == []


@pytest.mark.parametrize(
    ("moment", "is_sent"),
    [
        ("2026-11-27 18:59", True),
        ("2026-11-27 19:00", False),
        ("2026-11-28 12:00", False),  # a Saturday
        ("2026-11-30 08:59", False),
        ("2026-11-30 09:00", True),
        ("2026-12-25 12:00", False),  # Christmas, a Friday
        ("2027-03-26 08:59", False),  # the last Friday of winter time
        ("2027-03-26 09:00", True),
        ("2027-03-28 12:00", False),  # the Sunday on which the clock goes forward
        ("2027-03-29 08:59", False),
        ("2027-03-29 09:00", True),
    ],
)
async def test_it_goes_out_only_within_the_hours_on_the_clock_here(
    world: World, moment: str, is_sent: bool
) -> None:
    await world.wants("1")
    await world.later(hours=2)
    await world.sends()

    world.clock.now = datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM).astimezone(UTC)
    await world.minutes(1)

    assert world.invited() == (["1"] if is_sent else [])


async def test_what_the_provider_did_not_take_before_the_evening_is_not_sent_at_night(
    world: World,
) -> None:
    await world.wants("1")
    world.clock.now = datetime(2026, 11, 23, 17, 59, tzinfo=UTC)
    await world.sends()
    world.post["telegram"].failures = [ProviderAway("503")] * 4

    await world.minutes(90)

    assert world.invited() == []
    assert (await world.came()).count(DeliveryState.FAILED) == 1


async def test_after_the_last_day_nobody_gets_it_any_more(world: World) -> None:
    await world.wants("1")
    await world.later(hours=2)
    await world.sends()

    world.clock.now = datetime(2027, 4, 1, 10, tzinfo=UTC)
    await world.minutes(2)

    assert (world.invited(), (await world.sending()).state) == ([], SendingState.DONE)
    with pytest.raises(IsOver):
        await world.sends()


async def test_when_it_is_stopped_the_others_get_nothing_and_may_be_invited_later(
    world: World,
) -> None:
    for number in range(5):
        await world.wants(f"{number}")
    await world.later(hours=2)
    await world.sends()
    await world.minutes(1)

    is_stopped = await world.desk.stop((await world.sending()).id, world.lead)
    await world.minutes(3)

    assert (is_stopped, len(world.invited())) == (True, PER_MINUTE)
    assert not await world.desk.stop((await world.sending()).id, world.lead)
    assert (await world.desk.outlook(world.invitation)).count(Prospect.NOW) == 2


async def test_who_says_stop_before_it_is_their_turn_gets_nothing(world: World) -> None:
    for number in range(4):
        await world.wants(f"{number}")
    await world.later(hours=2)
    await world.sends()
    for number in range(4):
        await world.writes(f"{number}", "STOP")

    await world.minutes(3)

    assert world.invited() == []
    assert (await world.sending()).state is SendingState.DONE
    assert (await world.came()).count(InvitedState.WITHDRAWN) == 4


async def test_who_says_stop_while_it_waits_to_be_carried_gets_nothing(world: World) -> None:
    await world.wants("1")
    await world.later(hours=2)
    await world.sends()
    await world.invites()

    await world.writes("1", "STOP")
    await world.writes("1", "toch nog een vraag")
    await world.minutes(2)

    assert world.invited() == []
    assert (await world.came()).count(DeliveryState.STOPPED) == 1


async def test_who_stops_after_it_is_counted_and_not_as_an_answer(world: World) -> None:
    await world.wants("1")
    await world.later(hours=2)
    await world.sends()
    await world.minutes(1)

    await world.writes("1", "STOP")

    came = await world.came()
    assert (came.sent, came.stopped, came.answered) == (1, 1, 0)


@pytest.mark.parametrize(("days", "answered"), [(6, 1), (8, 0)])
async def test_what_somebody_writes_within_a_week_is_an_answer(
    world: World, days: int, answered: int
) -> None:
    await world.wants("1")
    await world.later(hours=2)
    await world.sends()
    await world.minutes(1)

    await world.later(days=days)
    await world.writes("1", "Vertel meer")

    assert (await world.came()).answered == answered


async def test_what_became_of_it_outlives_the_conversation(world: World) -> None:
    await world.wants("1")
    await world.later(hours=2)
    await world.sends()
    await world.minutes(1)
    reports = Reports(world.store, world.clock)
    (tag,) = world.post["telegram"].tags
    await reports(tag, DeliveryState.DELIVERED, "")
    await reports(tag, DeliveryState.READ, "")

    await world.grows_too_old()

    came = await world.came()
    assert (came.sent, came.delivered, came.count(DeliveryState.READ)) == (1, 1, 1)


async def test_who_has_no_conversation_any_more_is_told_who_we_are(world: World) -> None:
    await world.wants("1")
    await world.grows_too_old()

    await world.sends()
    await world.minutes(1)

    ((_, part),) = world.post["telegram"].sent
    assert part.text.startswith("Ik ben een digitale assistent. Team Groen gaat snoeien.")


async def test_who_erased_all_is_forgotten(world: World) -> None:
    await world.wants("1")
    await world.later(hours=2)
    await world.sends()
    await world.writes("1", "VERWIJDER")
    await world.writes("1", "JA VERWIJDER")

    await world.minutes(3)

    assert world.invited() == []
    async with world.store.reading() as work:
        assert not await work.opted_in("telegram", "1")
        assert await work.contact("telegram", "1") is None


async def test_by_whatsapp_the_approved_text_goes_to_who_wrote_long_ago(world: World) -> None:
    world.templates.add(f"uitnodiging-{INVITATION}")
    await world.wants(PHONE, WHATSAPP)
    await world.later(days=2)

    await world.sends()
    await world.minutes(2)

    post = world.post[WHATSAPP]
    assert (post.templates, post.sent) == ([(PHONE, f"uitnodiging-{INVITATION}")], [])
    assert (await world.came()).sent == 1
    await world.writes(PHONE, "Vertel meer", WHATSAPP)
    await world.minutes(2)
    assert world.invited() == []
    async with world.store.transaction() as work:
        (turn,) = await work.claim("w", now=world.clock(), until=world.clock(), limit=5)
    assert turn.payload == "/ask_human"


async def test_without_an_approved_text_they_are_counted_and_may_be_invited_later(
    world: World,
) -> None:
    await world.wants(PHONE, WHATSAPP)
    await world.wants("1")
    await world.later(days=2)

    await world.sends()
    await world.minutes(2)
    assert (await world.came()).count(InvitedState.NO_TEMPLATE) == 1

    world.templates.add(f"uitnodiging-{INVITATION}")
    await world.sends()
    await world.minutes(2)

    assert world.post[WHATSAPP].templates == [(PHONE, f"uitnodiging-{INVITATION}")]
    assert world.invited() == ["1"]


async def test_who_is_with_a_person_or_wrote_just_now_is_not_disturbed(world: World) -> None:
    with_a_person = await world.wants("1")
    await world.wants("2")
    await ask(world.store, world.clock, with_a_person)
    await world.later(hours=2)
    await world.sends()
    await world.writes("2", "wat is de wbso")

    await world.minutes(30)
    at_first = world.invited()
    await world.minutes(40)

    assert (at_first, world.invited()) == ([], ["2"])
    assert (await world.sending()).state is SendingState.RUNNING


async def test_two_invitations_to_one_person_have_days_between_them(world: World) -> None:
    plantdag = world.content.invitations.invitation("plantdag-urk")
    assert plantdag is not None
    await world.wants("1")
    await world.wants("1", subject="plantdag")
    await world.later(hours=2)
    await world.sends()
    await world.minutes(2)

    assert (await world.desk.outlook(plantdag)).count(Prospect.TOO_SOON) == 1
    await world.later(days=15)
    assert (await world.desk.outlook(plantdag)).count(Prospect.NOW) == 1


async def test_of_two_that_are_sent_at_once_only_one_goes_to_a_person(world: World) -> None:
    plantdag = world.content.invitations.invitation("plantdag-urk")
    assert plantdag is not None
    await world.wants("1")
    await world.wants("1", subject="plantdag")
    await world.later(hours=2)
    await world.sends()
    await world.later(seconds=1)
    await world.sends(plantdag)

    await world.minutes(70)

    assert len(world.post["telegram"].sent) == 1
    assert (await world.came()).count(InvitedState.TOO_SOON) == 1


async def test_an_invitation_of_some_municipalities_is_for_those_only(world: World) -> None:
    plantdag = world.content.invitations.invitation("plantdag-urk")
    assert plantdag is not None
    for address, place in (("1", "urk"), ("2", "dronten"), ("3", None)):
        await world.wants(address, subject="plantdag", municipality=place)
    await world.later(hours=2)

    await world.sends(plantdag)
    await world.minutes(2)

    assert [to for to, _ in world.post["telegram"].sent] == ["1"]


async def test_it_goes_to_where_one_said_yes_wherever_the_conversation_went_on(
    world: World,
) -> None:
    conversation = await world.wants("1")
    await world.later(hours=2)
    async with world.store.transaction() as work:
        assert await work.meet(Contact(SMS, PHONE, conversation, world.clock()))
    await world.later(hours=2)

    await world.sends()
    await world.minutes(2)

    assert (world.invited(), world.post[SMS].sent) == (["1"], [])


async def test_a_wish_is_kept_no_longer_than_a_scan(world: World) -> None:
    await world.wants("1")
    await world.later(days=30)
    await world.wants("2")

    async with world.store.transaction() as work:
        forgotten = await work.forget_opt_ins_before(world.clock() - timedelta(days=1))

    assert forgotten == 1
    assert (await world.desk.outlook(world.invitation)).count(Prospect.NOW) == 1


async def test_the_estimate_counts_only_hours_in_which_is_sent(world: World) -> None:
    world.clock.now = datetime(2026, 11, 27, 17, 58, tzinfo=UTC)

    # Two minutes on Friday, and the third on Monday at nine.
    assert world.desk.done_at(PER_MINUTE * 2) == datetime(2026, 11, 27, 17, 59, tzinfo=UTC)
    assert world.desk.done_at(PER_MINUTE * 4) == datetime(2026, 11, 30, 8, 1, tzinfo=UTC)


_PEOPLE = [("1", "telegram"), ("2", "telegram"), (PHONE, SMS), (PHONE, WHATSAPP)]
_WHO = st.sampled_from(range(len(_PEOPLE)))
_TEAM = ["sends", "is stopped", "invites", "invites", "invites", "delivers", "delivers", "fails"]
_ACTIONS = st.one_of(
    st.tuples(st.sampled_from(["wants", "stops", "writes", "erases", "is too old"]), _WHO),
    st.tuples(st.sampled_from(_TEAM), st.just(0)),
    st.tuples(st.sampled_from(_TEAM), st.just(0)),
    st.tuples(
        st.just("waits"), st.sampled_from([1, 61, 61, 600, 4_000, 30_000, 90_000, 1_300_000])
    ),
)


class Unruly(World):
    """Whatever happens, it keeps who wants nothing now."""

    stopped: set[tuple[str, str]]

    async def do(self, action: str, number: int) -> None:
        address, channel = _PEOPLE[number % len(_PEOPLE)]
        match action:
            case "wants":
                await self.wants(address, channel)
                self.stopped.discard((channel, address))
            case "stops":
                await self.writes(address, "stop", channel)
                self.stopped.add((channel, address))
            case "writes":
                await self.writes(address, "hallo", channel)
            case "erases":
                await self.writes(address, "verwijder", channel)
                await self.writes(address, "ja verwijder", channel)
                self.stopped.add((channel, address))
            case "is too old":
                await self.grows_too_old()
            case "waits":
                self.clock.forward(number)
            case _:
                await self._team(action)

    async def _team(self, action: str) -> None:
        match action:
            case "sends":
                with suppress(NobodyToInvite, IsOver):
                    await self.sends()
            case "is stopped":
                with suppress(IndexError):
                    await self.desk.stop((await self.sending()).id, self.lead)
            case "invites":
                await self.invites()
            case "delivers":
                before = {name: len(post.sent) for name, post in self.post.items()}
                await self.delivers()
                self._check(before)
            case "fails":
                for post in self.post.values():
                    post.failures.append(ProviderAway("503"))

    def _check(self, before: dict[str, int]) -> None:
        text = self.content.organisation.fill(self.invitation.text)
        for name, post in self.post.items():
            for to, part in post.sent[before[name] :]:
                if text in part.text:
                    assert (name, to) not in self.stopped, "who stopped got one"
                    assert self.content.inviting_hours.at(self.clock()).is_open, "out of hours"


@given(actions=st.lists(_ACTIONS, min_size=15, max_size=40), has_template=st.booleans())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_happens_nobody_gets_two_or_one_too_late_or_after_a_stop(
    sqlite_url: str,
    tmp_path: Path,
    content: Content,
    actions: list[tuple[str, int]],
    has_template: bool,
) -> None:
    file = tmp_path / f"{uuid4().hex}.db"
    shutil.copy(sqlite_url.removeprefix("sqlite:///"), file)
    database = connect(f"sqlite:///{file}")
    world = Unruly(SqlStore(database), database, content, HandClock())
    world.stopped = set()
    await world.begin()
    if has_template:
        world.templates.add(f"uitnodiging-{INVITATION}")

    for number in range(len(_PEOPLE)):
        await world.do("wants", number)
    await world.later(hours=2)
    await world.do("sends", 0)
    for action, number in actions:
        await world.do(action, number)
    await database.close()

    ours = [to for to, name in world.post[WHATSAPP].templates if name.startswith("uitnodiging-")]
    reached = [*world.invited(), *ours]
    assert len(reached) == len(set(reached))
