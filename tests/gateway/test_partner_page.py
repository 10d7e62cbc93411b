"""The page behind the link: what a partner reads and does there, and what nobody ever reads."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from apps.public import create_app
from apps.settings import Settings
from conversations.files import NewFile
from conversations.handoffs import Handoff, Outcome
from conversations.messages import Author, Kind, Meta, Reply
from conversations.scans import Given, ScanRecord
from handoff.cases import Note
from handoff.moves import Closing
from handoff.partners import Purpose
from kit.clock import utc_now
from storage.store import SqlStore
from tests.handoff.partner_people import (
    CONTENT,
    MOVES,
    NAME,
    PARTNER,
    WORDS,
    letters,
    only_share,
    press,
    shared,
    taken,
    wanted,
    who_has,
    withdraw,
)
from tests.handoff.partner_people import ask as ask_partner
from tests.handoff.people import texts
from tests.support.serving import serving
from tests.support.time import HandClock

PHONE = CONTENT.organisation.phone
SECRET = "Lijkt mij een geval voor de schuldhulp"


@pytest.fixture
def clock() -> HandClock:
    """The site has a clock of its own, so that of the test begins where that is."""
    clock = HandClock()
    clock.now = utc_now()
    return clock


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database_url=database_url, engine_secret="x", engine_url="http://127.0.0.1:1")


@pytest.fixture
async def partner(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at a partner."""
    async with (
        serving(create_app(settings)) as address,
        httpx.AsyncClient(base_url=f"{address}/partner", timeout=30) as client,
    ):
        yield client


async def write(
    partner: httpx.AsyncClient, code: str, *, name: str = "Anna", text: str = "Een lening kan."
) -> httpx.Response:
    """Fill in the form of the page and send it."""
    form = {"formulier": form_in(await partner.get(f"/{code}")), "naam": name, "tekst": text}
    return await partner.post(f"/{code}/bericht", data=form)


def form_in(page: httpx.Response) -> str:
    (found,) = re.findall(r'name="formulier" value="([\w-]+)"', page.text)
    return str(found)


async def close(
    store: SqlStore, clock: HandClock, handoff: Handoff, outcome: Outcome = Outcome.HELPED
) -> None:
    who = await who_has(store, handoff)
    async with store.transaction() as work:
        await MOVES.close(work, handoff.id, who, Closing(outcome), clock())


def assert_strict(page: httpx.Response) -> None:
    """Check that nothing of a page is kept, found or told on."""
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "set-cookie" not in page.headers
    assert "<script" not in page.text
    assert "style=" not in page.text


async def test_the_page_tells_who_asks_what_of_whom(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    shown = Reply("WBSO en meer", meta=Meta(Kind.SCHEME, ("wbso",)))
    async with store.transaction() as work:
        await work.say(handoff.conversation, [shown], clock())
    code = await shared(store, clock, handoff)

    page = await partner.get(f"/{code}")

    assert page.status_code == 200
    assert_strict(page)
    known = (NAME, "Jan Jansen", "jan@example.org", "Urk", "dochter", "SLIM-regeling", "WBSO")
    assert all(word in page.text for word in known)
    assert "Kijk jij eens naar de lening?" in page.text
    assert (await who_has(store, handoff)).name in page.text
    assert "Wij nemen dit op" not in page.text


async def test_notes_of_colleagues_are_on_no_page(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    async with store.transaction() as work:
        note = Note(uuid4(), handoff.id, handoff.advisor or uuid4(), SECRET, clock())
        await work.add_note(note)

    codes = [await shared(store, clock, handoff, purpose) for purpose in Purpose]

    for code in codes:
        assert SECRET not in (await partner.get(f"/{code}")).text
    assert WORDS.note_yes.partition("{")[0] not in (await partner.get(f"/{codes[0]}")).text


@pytest.mark.parametrize("may_be_seen", [True, False])
async def test_the_scan_is_there_only_if_an_advisor_may_see_it(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock, may_be_seen: bool
) -> None:
    handoff = await taken(store, clock)
    theme = CONTENT.scan.themes[0]
    record = ScanRecord(
        id=uuid4(),
        business=uuid4(),
        code="K7MX-B3PQ-T9WR",
        version=CONTENT.scan.version,
        answers={},
        levels={theme.id: 0},
        schemes={},
        consents={"advies": Given(may_be_seen, 1, clock())},
        may_be_seen=may_be_seen,
        may_be_counted=False,
        walk={"own_words": SECRET},
        finished_at=clock(),
    )
    async with store.transaction() as work:
        await work.say(handoff.conversation, [Reply("Uw uitkomst", scan=record)], clock())
    code = await shared(store, clock, handoff)

    page = await partner.get(f"/{code}")

    assert (f"<dt>{theme.name}</dt>" in page.text) is may_be_seen
    assert SECRET not in page.text


async def test_of_a_file_only_the_name_is_told(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    sent = Reply("Uw rapport", files=(NewFile("Rapport.pdf", "application/pdf", b"%PDF"),))
    async with store.transaction() as work:
        await work.say(handoff.conversation, [sent], clock())
    code = await shared(store, clock, handoff)

    page = (await partner.get(f"/{code}")).text

    assert "Rapport.pdf" in page
    assert "/api/v1/files" not in page


async def test_what_is_said_after_the_end_is_on_no_page(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)
    await close(store, clock, handoff)
    clock.forward(1)
    async with store.transaction() as work:
        await work.say(handoff.conversation, [Reply(SECRET)], clock())

    page = (await partner.get(f"/{code}")).text

    assert "heeft het gesprek afgesloten" in page
    assert SECRET not in page
    assert "er niet meer in schrijven" in page


async def test_whatever_somebody_wrote_is_text_and_no_page(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    script = "<script>alert(1)</script>"
    handoff = await taken(store, clock)
    async with store.transaction() as work:
        await work.say(handoff.conversation, [Reply(script)], clock())
    await ask_partner(store, clock, handoff, wanted(note=script))
    await press(store, clock, handoff, WORDS.yes_button)
    (letter,) = await letters(store, clock)
    code = letter.text.partition("/partner/")[2].split()[0]

    pages = [
        await partner.get(f"/{code}"),
        await write(partner, code, name=script * 3, text=script),
    ]

    for page in pages:
        assert script not in page.text
        assert "&lt;script&gt;" in page.text


async def test_who_thinks_along_writes_in_the_conversation(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)

    sent = await write(partner, code)

    assert sent.status_code == 303
    assert sent.headers["location"] == f"/partner/{code}#nieuwste"
    assert_strict(sent)
    said = f"Anna, {NAME}: Een lening kan."
    assert await texts(store, handoff.conversation, Author.ADVISOR) == [said]
    assert said in (await partner.get(f"/{code}")).text


async def test_the_same_form_sent_twice_is_one_message(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)
    form = {"formulier": str(uuid4()), "naam": "Anna", "tekst": "Goedendag."}

    answers = [await partner.post(f"/{code}/bericht", data=form) for _ in range(3)]

    assert {one.status_code for one in answers} == {303}
    assert len(await texts(store, handoff.conversation, Author.ADVISOR)) == 1


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("", "Een lening kan.", "Vul uw naam in"),
        ("Anna", " ", "Typ eerst uw bericht"),
        ("Anna", "x" * 2_001, "te lang"),
    ],
)
async def test_what_lacks_is_said_and_what_was_typed_stays(
    partner: httpx.AsyncClient,
    store: SqlStore,
    clock: HandClock,
    name: str,
    text: str,
    why: str,
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)

    page = await write(partner, code, name=name, text=text)

    assert page.status_code == 422
    assert_strict(page)
    assert why in page.text
    assert f'value="{name}"' in page.text
    assert f">{text}</textarea>" in page.text
    assert await texts(store, handoff.conversation, Author.ADVISOR) == []


async def test_who_sends_just_after_the_end_reads_why_it_did_not_arrive(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)
    form = {"formulier": str(uuid4()), "naam": "Anna", "tekst": "Goedendag."}
    await close(store, clock, handoff)

    page = await partner.post(f"/{code}/bericht", data=form)

    assert page.status_code == 409
    assert "geen adviseur in dit gesprek" in page.text


async def test_a_referral_is_taken_up_once_and_both_sides_know(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff, Purpose.REFER)
    before = (await partner.get(f"/{code}")).text

    answers = [await partner.post(f"/{code}/opnemen") for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    after = (await partner.get(f"/{code}")).text
    assert ("Wij nemen dit op" in before, "Wij nemen dit op" in after) == (True, False)
    told = WORDS.taken.replace("{partner}", NAME)
    assert (await texts(store, handoff.conversation, Author.SYSTEM)).count(told) == 1
    assert 'name="tekst"' not in before


async def test_that_the_link_was_opened_is_kept_by_reading_and_not_by_asking_for_the_head(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)
    await partner.head(f"/{code}")
    before = await only_share(store, handoff)

    await partner.get(f"/{code}")

    assert before.opened_at is None
    assert (await only_share(store, handoff)).opened_at is not None


@pytest.mark.parametrize(
    ("how", "days"), [("unknown", 0), ("withdrawn", 0), ("erased", 0), ("too old", 14)]
)
async def test_a_link_that_opens_nothing_is_one_calm_page(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock, how: str, days: int
) -> None:
    clock.now -= timedelta(days=days)
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)
    if how == "withdrawn":
        await withdraw(store, clock, handoff, (await only_share(store, handoff)).id)
    if how == "erased":
        async with store.transaction() as work:
            await work.erase(handoff.conversation)
    asked = "bestaat-niet" if how == "unknown" else code
    form = {"formulier": str(uuid4()), "naam": "Anna", "tekst": "Goedendag."}

    answers = [
        await partner.get(f"/{asked}"),
        await partner.post(f"/{asked}/bericht", data=form),
        await partner.post(f"/{asked}/opnemen"),
    ]

    assert {one.status_code for one in answers} == {410}
    assert len({one.text for one in answers}) == 1
    assert PHONE in answers[0].text
    assert "Jan" not in answers[0].text
    for one in answers:
        assert_strict(one)


async def test_a_form_that_makes_no_sense_is_a_calm_page_too(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff)

    page = await partner.post(f"/{code}/bericht", data={"formulier": "x"})

    assert page.status_code == 400
    assert PHONE in page.text
    assert_strict(page)


class TestRateLimit:
    """The measure of this machine itself, made small."""

    @pytest.fixture
    def settings(self, database_url: str) -> Settings:
        return Settings(database_url=database_url, engine_secret="x", rate_loopback="5/minute")

    async def test_who_sends_too_often_reads_so_on_a_page(self, partner: httpx.AsyncClient) -> None:
        answers = [await partner.post("/x/opnemen") for _ in range(6)]

        assert [one.status_code for one in answers] == [410] * 5 + [429]
        assert "Even wachten" in answers[-1].text
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
        assert_strict(answers[-1])


async def test_the_looks_come_from_the_site_itself(partner: httpx.AsyncClient) -> None:
    address = partner.base_url.copy_with(path="/open.css")

    sheet = await partner.get(address)

    assert sheet.headers["content-type"].startswith("text/css")
    assert "url(" not in sheet.text


async def test_the_page_is_for_its_partner(
    partner: httpx.AsyncClient, store: SqlStore, clock: HandClock
) -> None:
    handoff = await taken(store, clock)
    code = await shared(store, clock, handoff, Purpose.REFER)

    page = (await partner.get(f"/{code}")).text

    assert CONTENT.partners[PARTNER].name in page
    assert "verwijst een ondernemer naar u" in page
