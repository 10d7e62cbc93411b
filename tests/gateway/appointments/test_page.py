"""The page behind the link: what one sees and does there, and what no link ever does."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from uuid import uuid4

import httpx
import pytest

from advice.appointments.wording import slot_sentence
from apps.public import create_app
from apps.settings import Settings
from conversations.appointments import Appointment, Form, Party, TimeWish, WantedSlot
from handoff.advisors import Advisor, Role
from handoff.appointments.agenda import TeamAgenda
from handoff.appointments.agendas import Absence, Span
from kit.clock import utc_now
from storage.store import SqlStore
from tests.handoff.appointments.bookings import (
    CONTENT,
    EMAIL,
    LINKS,
    advisor,
    ask_to_move,
    booked,
    cancel,
    event_in,
    kept,
    move,
    said,
    slot_of,
)
from tests.support.serving import serving
from tests.support.time import HandClock

PHONE = CONTENT.organisation.phone
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock() -> HandClock:
    """The site has a clock of its own, so that of the test begins where that is."""
    clock = HandClock()
    clock.now = utc_now()
    return clock


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(
        database_url=database_url,
        engine_secret="x",
        engine_url="http://127.0.0.1:1",
        link_secret="geheim",
    )


@pytest.fixture
async def site(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of somebody with a link."""
    async with (
        serving(create_app(settings)) as address,
        httpx.AsyncClient(base_url=f"{address}/afspraak", timeout=30) as client,
    ):
        yield client


def token(appointment: Appointment) -> str:
    return LINKS.link(appointment.id).rpartition("/")[2]


async def free(store: SqlStore, clock: HandClock, who: Advisor) -> datetime:
    """Return when somebody is free, as the rules say: so early that what comes after it is too."""
    early = TimeWish(until=time(10))
    wanted = WantedSlot(form=Form.PHONE, wish=early, advisor=who.id)
    (slot, *_) = await TeamAgenda(CONTENT, store, clock).offers(uuid4(), wanted, limit=1)
    return slot.start


async def agreed(
    store: SqlStore, clock: HandClock, who: Advisor | None = None, **changes: object
) -> Appointment:
    """Let somebody book the first free time."""
    sanne = who or await advisor(store)
    return await booked(store, clock, sanne, await free(store, clock, sanne), **changes)


def forms_in(page: httpx.Response) -> list[dict[str, str]]:
    """Return what each form of a page sends."""
    forms = re.findall(r"<form method=\"post\".*?</form>", page.text, re.DOTALL)
    field = r'name="(\w+)" value="([^"]*)"'
    return [dict(re.findall(field, form)) for form in forms]


def assert_strict(page: httpx.Response) -> None:
    """Check that nothing of a page is kept, found or told on."""
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in page.headers


def assert_page(page: httpx.Response, status: int) -> None:
    assert page.status_code == status, page.text
    assert_strict(page)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert "style=" not in page.text
    # Nothing that was to be filled in was left open.
    assert "{" not in page.text


async def test_the_page_tells_when_with_whom_how_and_where_and_nothing_of_the_question(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock, form=Form.OFFICE)

    page = await site.get(f"/{token(appointment)}")

    assert_page(page, 200)
    when, where = slot_sentence(appointment.slot), "Voorbeeldplein 1, Lelystad"
    for word in (when, "Sanne", "Bij ons op kantoor", where):
        assert word in page.text
    for word in ("Jansen", EMAIL, "0320-000000", "dochter", "slim-regeling"):
        assert word not in page.text


async def test_the_page_tells_who_calls(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock, form=Form.PHONE)

    page = await site.get(f"/{token(appointment)}")

    assert_page(page, 200)
    assert "Sanne belt u." in page.text


async def test_looking_changes_nothing_however_often(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)
    heard = await said(store, appointment.conversation)

    for path in ("", "/verzetten", "/afzeggen", "/afspraak.ics", "?gedaan=verzet"):
        for method in ("GET", "HEAD"):
            await site.request(method, f"/{token(appointment)}{path}")

    assert await kept(store, appointment.id) == appointment
    assert await said(store, appointment.conversation) == heard


async def test_three_times_are_offered_and_the_chosen_one_is_agreed_at_once(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)
    path = f"/{token(appointment)}"
    page = await site.get(f"{path}/verzetten")
    offers = forms_in(page)

    sent = await site.post(f"{path}/verzetten", data=offers[1])

    assert_page(page, 200)
    assert len(offers) == 3
    assert sent.status_code == 303
    assert_strict(sent)
    moved = await kept(store, appointment.id)
    assert moved.slot.start == datetime.fromisoformat(offers[1]["begin"])
    shown = await site.get(sent.headers["location"].removeprefix("/afspraak"))
    assert "Gelukt. Uw afspraak is verzet." in shown.text
    assert "Uw afspraak is verzet." in (await said(store, appointment.conversation))[-1].text


async def test_later_times_come_after_those_that_were_shown(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)
    first = await site.get(f"/{token(appointment)}/verzetten")
    (more,) = re.findall(r'href="/afspraak([^"]+\?na=[^"]+)"', first.text)

    later = await site.get(more)

    assert_page(later, 200)
    assert min(form["begin"] for form in forms_in(later)) > max(
        form["begin"] for form in forms_in(first)
    )


async def test_who_wants_to_come_after_everything_reads_that_there_is_nothing(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)

    page = await site.get(
        f"/{token(appointment)}/verzetten", params={"na": (clock() + 90 * DAY).isoformat()}
    )

    assert_page(page, 200)
    assert forms_in(page) == []
    assert PHONE in page.text


async def test_another_advisor_is_named_where_the_own_one_has_no_time(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)
    await advisor(store, "Piet")
    off = Absence(
        id=uuid4(),
        span=Span(clock(), clock() + 90 * DAY),
        title="Verlof",
        advisor=appointment.slot.advisor,
    )
    async with store.transaction() as work:
        await work.keep_absence(off)

    page = await site.get(f"/{token(appointment)}/verzetten")

    assert len(forms_in(page)) == 3
    assert page.text.count(", met Piet</button>") == 3


async def test_cancelling_is_asked_once_and_then_the_time_is_free(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await agreed(store, clock, sanne)
    path = f"/{token(appointment)}"
    asked = await site.get(f"{path}/afzeggen")
    (form,) = forms_in(asked)

    answers = [await site.post(f"{path}/afzeggen", data=form) for _ in range(2)]

    assert_page(asked, 200)
    assert [one.status_code for one in answers] == [303, 410]
    assert (await kept(store, appointment.id)).cancelled_by is Party.ENTREPRENEUR
    after = await site.get(path)
    assert_page(after, 410)
    assert "Deze afspraak is afgezegd" in after.text
    assert len(await said(store, appointment.conversation)) == 1
    await booked(store, clock, sanne, appointment.slot.start, email="piet@example.net")


async def test_the_calendar_gets_the_appointment_and_not_who_made_it(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)

    file = await site.get(f"/{token(appointment)}/afspraak.ics")

    assert_strict(file)
    assert file.headers["content-type"].startswith("text/calendar")
    assert "afspraak.ics" in file.headers["content-disposition"]
    method, event = event_in(file.content)
    assert (method, event.start) == ("PUBLISH", appointment.slot.start)
    assert EMAIL not in file.text


async def test_who_was_asked_to_choose_anew_sees_why_and_is_offered_anyone(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await agreed(store, clock, sanne)
    await agreed(store, clock, sanne, email="els@example.net")
    piet = await advisor(store, "Piet")
    await ask_to_move(store, clock, appointment)

    page = await site.get(f"/{token(appointment)}")
    offers = forms_in(await site.get(f"/{token(appointment)}/verzetten"))

    assert "Sanne is er dan niet" in page.text
    assert "afspraak.ics" not in page.text
    assert [one["adviseur"] for one in offers] == [str(piet.id)] * 3


@pytest.mark.parametrize(
    ("how", "status", "heading"),
    [
        ("altered", 404, "Deze link klopt niet"),
        ("of another", 404, "Deze link klopt niet"),
        ("of nothing", 410, "Deze afspraak is er niet meer"),
        ("erased", 410, "Deze afspraak is er niet meer"),
        ("cancelled", 410, "Deze afspraak is afgezegd"),
        ("past", 410, "Deze afspraak is geweest"),
    ],
)
async def test_a_link_that_leads_to_nothing_says_why_on_every_page(
    site: httpx.AsyncClient,
    store: SqlStore,
    clock: HandClock,
    how: str,
    status: int,
    heading: str,
) -> None:
    appointment = await agreed(store, clock)
    form = forms_in(await site.get(f"/{token(appointment)}/verzetten"))[0]
    asked = token(appointment)
    match how:
        case "altered":
            asked = asked[:-1] + ("A" if asked[-1] != "A" else "B")
        case "of another":
            other = LINKS.link(uuid4()).rpartition("/")[2]
            asked = f"{other.partition('.')[0]}.{asked.partition('.')[2]}"
        case "of nothing":
            asked = LINKS.link(uuid4()).rpartition("/")[2]
        case "erased":
            async with store.transaction() as work:
                await work.erase(appointment.conversation)
        case "cancelled":
            await cancel(store, clock, appointment)
        case "past":
            clock.now -= 2 * DAY
            sanne = await advisor(store, "Fatima")
            past = await booked(store, clock, sanne, clock() + HOUR, email="els@example.net")
            asked = token(past)

    answers = [
        await site.get(f"/{asked}"),
        await site.get(f"/{asked}/verzetten"),
        await site.get(f"/{asked}/afzeggen"),
        await site.get(f"/{asked}/afspraak.ics"),
        await site.post(f"/{asked}/verzetten", data=form),
        await site.post(f"/{asked}/afzeggen", data={"versie": "0"}),
    ]

    for page in answers:
        assert_page(page, status)
        assert f"<h1>{heading}</h1>" in page.text
        assert PHONE in page.text
        assert "Sanne" not in page.text


async def test_too_near_one_is_asked_to_call(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne, clock() + 3 * HOUR)
    path = f"/{token(appointment)}"
    slot = slot_of(sanne, await free(store, clock, sanne))
    form = {
        "versie": "0",
        "begin": slot.start.isoformat(),
        "einde": slot.end.isoformat(),
        "adviseur": str(sanne.id),
    }

    shown = await site.get(path)
    answers = [
        await site.get(f"{path}/verzetten"),
        await site.get(f"{path}/afzeggen"),
        await site.post(f"{path}/verzetten", data=form),
        await site.post(f"{path}/afzeggen", data={"versie": "0"}),
    ]

    assert_page(shown, 200)
    assert "/verzetten" not in shown.text
    assert PHONE in shown.text
    for page in answers:
        assert_page(page, 409)
        assert PHONE in page.text
    assert await kept(store, appointment.id) == appointment


async def test_in_two_tabs_one_wins_and_the_other_sees_how_it_is_now(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)
    path = f"/{token(appointment)}"
    first, second, *_ = forms_in(await site.get(f"{path}/verzetten"))

    answers = await asyncio.gather(
        *(site.post(f"{path}/verzetten", data=form) for form in (first, second))
    )
    late = await site.post(f"{path}/afzeggen", data={"versie": "0"})

    assert sorted(one.status_code for one in answers) == [303, 409]
    moved = await kept(store, appointment.id)
    assert moved.version == 1
    assert not moved.is_cancelled
    for page in (late, *(one for one in answers if one.status_code == 409)):
        assert_page(page, 409)
        assert "intussen al veranderd" in page.text


async def test_the_same_time_chosen_twice_is_moved_to_once(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)
    path = f"/{token(appointment)}/verzetten"
    form = forms_in(await site.get(path))[0]

    answers = [await site.post(path, data=form) for _ in range(3)]

    assert [one.status_code for one in answers] == [303] * 3
    assert (await kept(store, appointment.id)).version == 1
    assert len(await said(store, appointment.conversation)) == 1


async def test_a_time_that_others_booked_meanwhile_is_told_with_other_times(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await agreed(store, clock, sanne)
    path = f"/{token(appointment)}/verzetten"
    *_, form = forms_in(await site.get(path))
    start = datetime.fromisoformat(form["begin"])
    await booked(store, clock, sanne, start, email="piet@example.net")

    page = await site.post(path, data=form)

    assert_page(page, 409)
    assert "net bezet" in page.text
    offers = forms_in(page)
    assert len(offers) == 3
    assert form["begin"] not in {one["begin"] for one in offers}
    assert await kept(store, appointment.id) == appointment


@pytest.mark.parametrize("change", ["by night", "shorter", "of a stranger", "in the past"])
async def test_a_time_that_nobody_offered_is_not_believed(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock, change: str
) -> None:
    appointment = await agreed(store, clock)
    path = f"/{token(appointment)}/verzetten"
    form = forms_in(await site.get(path))[0]
    begin, end = (datetime.fromisoformat(form[name]) for name in ("begin", "einde"))
    match change:
        case "by night":
            begin, end = begin.replace(hour=1), begin.replace(hour=1) + (end - begin)
        case "shorter":
            end -= timedelta(minutes=15)
        case "in the past":
            begin, end = begin - 90 * DAY, end - 90 * DAY
        case "of a stranger":
            form["adviseur"] = str(uuid4())
    crafted = form | {"begin": begin.isoformat(), "einde": end.isoformat()}

    page = await site.post(path, data=crafted)

    assert_page(page, 409)
    assert await kept(store, appointment.id) == appointment


async def test_a_quarter_later_is_possible_though_it_overlaps_the_own_time(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)
    quarter = timedelta(minutes=15)
    form = {
        "versie": "0",
        "begin": (appointment.slot.start + quarter).isoformat(),
        "einde": (appointment.slot.end + quarter).isoformat(),
        "adviseur": str(appointment.slot.advisor),
    }

    sent = await site.post(f"/{token(appointment)}/verzetten", data=form)

    assert sent.status_code == 303
    assert (await kept(store, appointment.id)).slot.start == appointment.slot.start + quarter


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"versie": "x"},
        {"versie": "0", "begin": "morgen", "einde": "later", "adviseur": "x"},
        {
            "versie": "0",
            "begin": "2027-02-30T10:00:00Z",
            "einde": "2027-02-30T10:45:00Z",
            "adviseur": str(uuid4()),
        },
        {
            "versie": "0",
            "begin": "2027-03-01T10:00:00",
            "einde": "2027-03-01T10:45:00",
            "adviseur": str(uuid4()),
        },
    ],
)
async def test_a_form_that_makes_no_sense_is_a_calm_page_too(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock, form: dict[str, str]
) -> None:
    appointment = await agreed(store, clock)

    page = await site.post(f"/{token(appointment)}/verzetten", data=form)

    assert_page(page, 400)
    assert PHONE in page.text
    assert await kept(store, appointment.id) == appointment


async def test_an_unknown_moment_to_look_after_is_a_calm_page_too(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    appointment = await agreed(store, clock)

    page = await site.get(f"/{token(appointment)}/verzetten", params={"na": "morgen"})

    assert_page(page, 400)


async def test_a_link_keeps_working_after_a_move(
    site: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await agreed(store, clock, sanne)
    piet = await advisor(store, "Piet", Role.ADVISOR, "geld")
    await move(store, clock, appointment, slot_of(piet, appointment.slot.start), Party.ADVISOR)

    page = await site.get(f"/{token(appointment)}")

    assert_page(page, 200)
    assert "Piet" in page.text


class TestRateLimit:
    """The measure of this machine itself, made small."""

    @pytest.fixture
    def settings(self, database_url: str) -> Settings:
        return Settings(database_url=database_url, engine_secret="x", rate_loopback="5/minute")

    async def test_who_sends_too_often_reads_so_on_a_page(self, site: httpx.AsyncClient) -> None:
        answers = [await site.post("/x/afzeggen", data={"versie": "0"}) for _ in range(6)]

        assert [one.status_code for one in answers] == [404] * 5 + [429]
        assert "Even wachten" in answers[-1].text
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
