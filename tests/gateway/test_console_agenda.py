"""What an advisor sees of appointments, and what they can do about them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from litestar.testing import AsyncTestClient
from msgspec import structs

from apps.console import create_app
from apps.settings import Settings
from conversations.appointments import (
    Appointment,
    AppointmentRequest,
    Ending,
    Form,
    Party,
    Slot,
)
from conversations.scans import Given
from handoff.advisors import Advisor, Deed, Role
from handoff.appointments.agendas import Span
from storage.connect import connect
from storage.store import SqlStore
from tests.handoff.people import advisor, opened, texts
from tests.support.console import CHEAP, Client, deeds, logged_in, member, send
from tests.support.time import HandClock

PAGE = "/adviseur/agenda"
TEN = datetime(2026, 12, 1, 9, tzinfo=UTC)
WEEK = f"{PAGE}?week=2026-W49"


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    database = connect(sqlite_url)
    yield SqlStore(database)
    await database.close()


@pytest.fixture
async def me(store: SqlStore) -> Advisor:
    return await member(store)


@pytest.fixture
async def client(sqlite_url: str, clock: HandClock, me: Advisor) -> AsyncIterator[Client]:
    app = create_app(Settings(database_url=sqlite_url), clock=clock, hasher=CHEAP)
    async with AsyncTestClient(app) as client:
        await logged_in(client)
        yield client


async def book(
    store: SqlStore,
    clock: HandClock,
    who: Advisor,
    start: datetime = TEN,
    *,
    group: str = "algemeen",
    name: str = "Jan Jansen",
) -> Appointment:
    slot = Slot(start, start + timedelta(minutes=45), who.id)
    request = AppointmentRequest(
        form=Form.PHONE,
        question="Hoe draag ik mijn bakkerij over?",
        consent=Given(True, 1, clock()),
        group=group,
        name=name,
        phone="0320-123456",
        municipality="urk",
        topics=("wbso",),
    )
    booked = Appointment(
        id=uuid4(),
        version=0,
        conversation=await opened(store, clock),
        slot=slot,
        request=request,
        booked_at=clock(),
    )
    async with store.transaction() as work:
        await work.book(booked, Span(slot.start, slot.end), now=clock())
    return booked


async def kept(store: SqlStore, id: UUID) -> Appointment:
    async with store.reading() as work:
        return await work.appointment(id)


async def lead(store: SqlStore, me: Advisor) -> None:
    async with store.transaction() as work:
        await work.change_advisor(structs.replace(me, role=Role.LEAD))


async def test_the_week_shows_who_comes_when_and_how(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    await book(store, clock, me)

    page = (await client.get(WEEK)).text

    assert "dinsdag 1 december" in page
    assert "10.00–10.45" in page
    assert "Jan Jansen" in page
    assert "Telefonisch, met Sam de Vries" in page


async def test_another_week_and_another_colleague_can_be_chosen(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    other = await advisor(store, clock, "Anna")
    await book(store, clock, other)

    assert "Jan Jansen" not in (await client.get(f"{PAGE}?week=2026-W50")).text
    assert "Jan Jansen" not in (await client.get(f"{WEEK}&adviseur={me.id}")).text
    assert "Jan Jansen" in (await client.get(f"{WEEK}&adviseur={other.id}")).text


@pytest.mark.parametrize("week", ["", "2026-W99", "x", "2026-49", "W", "9999-W52", "0001-W01"])
async def test_a_week_that_is_none_is_this_week(client: Client, week: str) -> None:
    page = await client.get(f"{PAGE}?week={week}")

    assert page.status_code == 200
    assert "(vandaag)" in page.text


async def test_one_appointment_shows_everything_and_is_noted(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    booked = await book(store, clock, me)

    page = (await client.get(f"{PAGE}/afspraak/{booked.id}")).text

    for shown in ("Hoe draag ik mijn bakkerij over?", "0320-123456", "Urk", "WBSO"):
        assert shown in page
    assert Deed.APPOINTMENT_SEEN in await deeds(store)


async def test_what_a_closed_group_has_others_do_not_see(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    other = await advisor(store, clock, "Anna")
    booked = await book(store, clock, other, group="geld")

    assert "Jan Jansen" not in (await client.get(WEEK)).text
    assert (await client.get(f"{PAGE}/afspraak/{booked.id}")).status_code == 404
    answer = await send(client, f"{PAGE}/afspraak/{booked.id}/zeg-af")
    assert answer.status_code == 404
    await lead(store, me)
    assert "Jan Jansen" in (await client.get(WEEK)).text


async def test_moving_tells_the_entrepreneur(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    booked = await book(store, clock, me)

    await send(client, f"{PAGE}/afspraak/{booked.id}/verzet", day="2026-12-02", at="19:00")

    moved = await kept(store, booked.id)
    assert moved.slot.start == datetime(2026, 12, 2, 18, tzinfo=UTC)
    assert "woensdag 2 december" in (await texts(store, booked.conversation))[-1]
    assert Deed.APPOINTMENT_MOVED in await deeds(store)


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [
        ("2026-11-02", "10:00", "al voorbij"),
        ("2026-02-30", "10:00", "Kies een dag en een tijd"),
        ("2027-03-28", "02:30", "Kies een dag en een tijd"),
        ("0001-01-01", "10:00", "Kies een dag en een tijd"),
        ("9999-12-31", "10:00", "Kies een dag en een tijd"),
        ("", "", "Kies een dag en een tijd"),
    ],
)
async def test_a_moment_that_cannot_be_changes_nothing(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor, day: str, at: str, said: str
) -> None:
    booked = await book(store, clock, me)

    answer = await send(client, f"{PAGE}/afspraak/{booked.id}/verzet", day=day, at=at)

    assert (answer.status_code, said in answer.text) == (422, True)
    assert await kept(store, booked.id) == booked


async def test_a_time_that_another_has_is_refused(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    booked = await book(store, clock, me)
    await book(store, clock, me, TEN + timedelta(hours=1), name="Kees")

    answer = await send(client, f"{PAGE}/afspraak/{booked.id}/verzet", day="2026-12-01", at="11:00")

    assert (answer.status_code, "andere afspraak" in answer.text) == (422, True)
    assert (await kept(store, booked.id)).slot == booked.slot


async def test_calling_off_tells_the_entrepreneur_and_cannot_be_done_twice(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    booked = await book(store, clock, me)

    first = await send(client, f"{PAGE}/afspraak/{booked.id}/zeg-af")
    second = await send(client, f"{PAGE}/afspraak/{booked.id}/zeg-af")

    assert [first.status_code, second.status_code] == [200, 422]
    assert (await kept(store, booked.id)).cancelled_by is Party.ADVISOR
    assert "gaat niet door" in " ".join(await texts(store, booked.conversation))


async def test_who_must_choose_another_time_stands_apart(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    booked = await book(store, clock, me)

    await send(client, f"{PAGE}/afspraak/{booked.id}/vraag-ander-moment")

    assert (await kept(store, booked.id)).must_move_since is not None
    assert "Moet verzet worden" in (await client.get(PAGE)).text


async def test_how_it_went_is_asked_until_somebody_tells(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    booked = await book(store, clock, me)
    early = await send(client, f"{PAGE}/afspraak/{booked.id}/uitkomst", ending="doorgegaan")
    clock.now = booked.slot.end
    await logged_in(client)
    asked = (await client.get(PAGE)).text

    await send(
        client,
        f"{PAGE}/afspraak/{booked.id}/uitkomst",
        ending="niet_verschenen",
        remark="nam niet op",
    )

    ended = await kept(store, booked.id)
    assert early.status_code == 422
    assert "Hoe ging het?" in asked
    assert (ended.ending, ended.remark) == (Ending.NO_SHOW, "nam niet op")
    assert "Hoe ging het?" not in (await client.get(PAGE)).text


async def test_own_times_are_kept_and_what_is_open_follows_the_team(
    client: Client, store: SqlStore, me: Advisor
) -> None:
    fields = {"hours_maandag": "9.00-12.30, 13.00-17.00", "hours_dinsdag": "dicht", "minutes": "30"}

    await send(client, f"{PAGE}/tijden?van={me.id}", **fields)

    async with store.reading() as work:
        own = (await work.agendas()).of_advisors[me.id]
    assert own.minutes == 30
    assert list((own.hours or {}).values()) == [(("09:00", "12:30"), ("13:00", "17:00")), ()]
    page = (await client.get(f"{PAGE}/tijden")).text
    assert 'value="9.00-12.30, 13.00-17.00"'.replace("9.00", "09.00") in page
    assert 'placeholder="24"' in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("minutes", "0", "Duur in minuten"),
        ("minutes", "veel", "Duur in minuten"),
        ("horizon_days", "9999", "Dagen vooruit"),
        ("hours_maandag", "9-5", "uren van maandag"),
        ("hours_maandag", "17.00-9.00", "uren van maandag"),
        ("hours_maandag", "9.00-12.00, 11.00-13.00", "uren van maandag"),
        ("hours_maandag", "9.00-25.00", "uren van maandag"),
        ("video", "javascript:alert(1)", "videolink"),
        ("calendar", "geen pad", "pad van uw agenda"),
    ],
)
async def test_what_is_wrong_is_told_by_its_name_and_what_was_typed_stays(
    client: Client, store: SqlStore, me: Advisor, field: str, value: str, said: str
) -> None:
    answer = await send(client, f"{PAGE}/tijden?van={me.id}", **{field: value, "place": "Urk"})

    assert (answer.status_code, said in answer.text) == (422, True)
    assert 'value="Urk"' in answer.text
    async with store.reading() as work:
        assert (await work.agendas()).of_advisors == {}


async def test_an_absence_tells_which_appointments_are_in_the_way(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    await book(store, clock, me)

    answer = await send(
        client,
        f"{PAGE}/afwezig?van={me.id}",
        title="Vakantie",
        first="2026-12-01",
        last="2026-12-04",
    )

    assert "al 1 afspraken" in answer.text
    assert "Deze afspraken vallen in een afwezigheid" in answer.text
    assert "Vakantie" in (await client.get(WEEK)).text


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "", "first": "2026-12-01"},
        {"title": "Vrij", "first": "gisteren"},
        {"title": "Vrij", "first": "2026-12-04", "last": "2026-12-01"},
        {"title": "Vrij", "first": "2026-11-01"},
        {"title": "Vrij", "first": "2026-12-01", "last": "9999-12-31"},
        {"title": "Vrij", "first": "0001-01-01", "last": "2026-12-01"},
    ],
)
async def test_an_absence_that_cannot_be_is_refused(
    client: Client, store: SqlStore, me: Advisor, fields: dict[str, str]
) -> None:
    answer = await send(client, f"{PAGE}/afwezig?van={me.id}", **fields)

    assert answer.status_code == 422
    async with store.reading() as work:
        assert await work.absences(Span(TEN - timedelta(days=60), TEN + timedelta(days=60))) == ()


async def test_an_absence_can_be_taken_away(client: Client, store: SqlStore, me: Advisor) -> None:
    await send(client, f"{PAGE}/afwezig?van={me.id}", title="Vrij", first="2026-12-01")
    async with store.reading() as work:
        (kept_one,) = await work.absences(Span(TEN, TEN + timedelta(days=1)))

    await send(client, f"{PAGE}/afwezig/{kept_one.id}/weg?van={me.id}")

    async with store.reading() as work:
        assert await work.absences(Span(TEN, TEN + timedelta(days=1))) == ()


async def test_only_leads_change_the_times_of_others_of_groups_and_of_the_team(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    other = await advisor(store, clock, "Anna")
    owners = (str(other.id), "groep-groen", "team")
    absent = {"title": "Vrij", "first": "2026-12-01"}

    refused = [await send(client, f"{PAGE}/afwezig?van={owner}", **absent) for owner in owners]
    await lead(store, me)
    allowed = [await send(client, f"{PAGE}/afwezig?van={owner}", **absent) for owner in owners]

    assert [one.status_code for one in refused] == [403] * 3
    assert [one.status_code for one in allowed] == [200] * 3


async def test_hostile_words_stay_words(
    client: Client, store: SqlStore, clock: HandClock, me: Advisor
) -> None:
    booked = await book(store, clock, me, name="<script>alert(1)</script>")

    for page in (WEEK, f"{PAGE}/afspraak/{booked.id}"):
        assert "<script>" not in (await client.get(page)).text
