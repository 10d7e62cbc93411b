"""The advisor's pages about scans: only what was consented to, and all of it as plain text."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from litestar.testing import AsyncTestClient, RequestFactory
from msgspec import structs

from advice.content import Content, load_content
from advice.eligibility.check import restored
from advice.scan.follow_up import previous_of
from advice.scan.record import record
from advice.scan.result import Assessor
from advice.scan.walk import ActionState, Walk
from apps.console import create_app
from apps.settings import ROOT, Settings
from conversations.conversation import Conversation
from conversations.messages import Kind, Meta, Reply
from conversations.ports import UnknownConversation
from conversations.scans import Given, KeptScan, ScanRecord
from conversations.stage import Stage
from gateway.console import scans
from handoff.advisors import Advisor, AuditLine, Deed, Role
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore
from tests.support.console import CHEAP, EMAIL, Client, logged_in, member

NOW = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)
DAY = timedelta(days=1)
ANSWERS = {
    "gemeente": "urk",
    "personeel_aantal": "2-10",
    "scan_rekeningen": "lukt_niet",
    "scan_plan": "opgeschreven",
}
SEEN, HIDDEN = Given(True, 2, NOW), Given(False, 2, NOW)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(ROOT / "data")


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[SqlStore]:
    database = connect(sqlite_url)
    yield SqlStore(database)
    await database.close()


@pytest.fixture
async def client(sqlite_url: str, store: SqlStore) -> AsyncIterator[Client]:
    """The browser of an advisor who is logged in."""
    app = create_app(Settings(database_url=sqlite_url), hasher=CHEAP)
    await member(store)
    async with AsyncTestClient(app) as client:
        await logged_in(client)
        yield client


def scan_of(content: Content, walk: Walk, given: Given = SEEN) -> ScanRecord:
    walk = structs.replace(walk, consents={"advies": given})
    facts = restored(ANSWERS, content.facts)
    assessor = Assessor(content.schemes, content.partners)
    return record(walk, facts, assessor.result(content.scan, facts, NOW.date()))


def finished(own_words: str | None = None, at: datetime = NOW) -> Walk:
    return Walk(version=1).saying(own_words, at)


def follow_up_of(content: Content) -> Walk:
    """Return a follow-up with what was done about the first step of last time."""
    before, facts = finished(at=NOW - 180 * DAY), restored(ANSWERS, content.facts)
    assessor = Assessor(content.schemes, content.partners)
    told = assessor.result(content.scan, facts, NOW.date())
    walk = before.following(1, previous_of(before, facts, told, NOW.date()))
    return walk.stepping("geld", ActionState.BUSY).saying(None, NOW)


async def kept(store: SqlStore, scan: ScanRecord, before: Sequence[Meta] = ()) -> UUID:
    """Keep a scan at the end of a conversation in which `before` was said; return the latter."""
    conversation = Conversation(uuid4(), "web", b"x" * 32, Stage.BOT, NOW)
    async with store.transaction() as work:
        await work.open(conversation)
        replies = [Reply("…", meta=meta) for meta in before]
        await work.say(conversation.id, [*replies, Reply("Klaar.", scan=scan)], NOW)
    return conversation.id


async def test_an_advisor_sees_only_what_was_consented_to(
    client: Client, store: SqlStore, content: Content
) -> None:
    seen, hidden = scan_of(content, finished()), scan_of(content, finished(), HIDDEN)
    for one in (seen, hidden):
        await kept(store, one)

    every = await client.get("/scans")
    shown, refused, unknown = [
        await client.get(f"/scans/{id}") for id in (seen.id, hidden.id, uuid4())
    ]

    assert f'href="/scans/{seen.id}"' in every.text
    assert str(hidden.id) not in every.text
    assert (shown.status_code, refused.status_code) == (200, 404)
    assert (refused.status_code, refused.text) == (unknown.status_code, unknown.text)


async def test_a_consent_that_is_withdrawn_closes_the_card(
    client: Client, store: SqlStore, content: Content
) -> None:
    scan = scan_of(content, finished())
    await kept(store, scan)
    await kept(store, structs.replace(scan, may_be_seen=False))

    page = await client.get(f"/scans/{scan.id}")

    assert page.status_code == 404
    assert "Urk" not in page.text


@pytest.mark.parametrize("path", ["/scans", "/scans/{id}", "/scans/{other}"])
async def test_who_is_not_logged_in_is_told_nothing_about_any_scan(
    client: Client, store: SqlStore, content: Content, path: str
) -> None:
    scan = scan_of(content, finished())
    await kept(store, scan)
    client.cookies.clear()

    page = await client.get(path.format(id=scan.id, other=uuid4()))

    assert "<h1>Inloggen</h1>" in page.text
    assert "Urk" not in page.text


async def test_who_opened_a_card_is_written_down_and_a_card_that_is_not_there_is_not(
    client: Client, store: SqlStore, content: Content
) -> None:
    scan, hidden = scan_of(content, finished()), scan_of(content, finished(), HIDDEN)
    for one in (scan, hidden):
        await kept(store, one)

    for id in (scan.id, hidden.id, uuid4()):
        await client.get(f"/scans/{id}")

    async with store.transaction() as work:
        seen, *_ = lines = await work.audit(limit=9)
        sam = await work.account(EMAIL)
    assert sam is not None
    assert (seen.what, seen.advisor, seen.subject) == (
        Deed.SCAN_SEEN,
        sam.advisor.id,
        str(scan.id),
    )
    assert [line.what for line in lines] == [Deed.SCAN_SEEN, Deed.LOGIN]


async def test_the_list_has_the_newest_first_and_says_what_each_is(
    client: Client, store: SqlStore, content: Content
) -> None:
    old, new = scan_of(content, finished(at=NOW - DAY)), scan_of(content, follow_up_of(content))
    for one in (old, new, scan_of(content, Walk(version=1))):
        await kept(store, one)

    page = (await client.get("/scans")).text

    rows = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in page.split("<tr>")[2:]]
    assert [" ".join(row) for row in rows] == [
        "24 november 2026, 14.05 uur Urk 1 onderwerp vervolgscan",
        "23 november 2026, 14.05 uur Urk 1 onderwerp eerste scan",
    ]
    assert page.index(str(new.id)) < page.index(str(old.id))


async def test_an_empty_list_says_so(client: Client) -> None:
    assert "Er is nog geen scan" in (await client.get("/scans")).text


async def test_the_way_to_the_scans_stands_on_the_first_page(client: Client) -> None:
    assert '<a href="/scans">' in (await client.get("/")).text


async def test_own_words_are_text_and_never_markup(
    client: Client, store: SqlStore, content: Content
) -> None:
    scan = scan_of(content, finished("<script>alert('x')</script>\n<b>hulp</b> & \"meer\""))
    await kept(store, scan)

    page = (await client.get(f"/scans/{scan.id}")).text

    assert "<script" not in page
    assert (
        "<blockquote>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\n"
        "&lt;b&gt;hulp&lt;/b&gt; &amp; &#34;meer&#34;</blockquote>" in page
    )


async def test_the_schemes_of_the_conversation_are_named_once_in_their_order(
    client: Client, store: SqlStore, content: Content
) -> None:
    scan = scan_of(content, finished())
    said = [
        Meta(Kind.SCHEMES, ("wbso", "kia")),
        Meta(Kind.CLARIFICATION, ("mia",)),
        Meta(Kind.SCHEME, ("kia",), "hoeveel"),
        Meta(Kind.ELIGIBILITY, ("eia",)),
    ]
    await kept(store, scan, said)

    page = (await client.get(f"/scans/{scan.id}")).text

    assert _items_below(page, "Getoond in het gesprek") == ["WBSO", "KIA", "EIA"]


async def test_a_scan_outlives_its_conversation(
    client: Client, store: SqlStore, content: Content
) -> None:
    scan = scan_of(content, finished("over de zaak van mijn moeder"))
    await kept(store, scan, [Meta(Kind.SCHEME, ("kia",))])
    async with store.transaction() as work:
        assert await work.erase_untouched_since(NOW + DAY) == 1

    page = await client.get(f"/scans/{scan.id}")

    assert page.status_code == 200
    assert "over de zaak van mijn moeder" in page.text
    assert _items_below(page.text, "Getoond in het gesprek") == ["Het gesprek is er niet meer."]


async def test_a_conversation_that_goes_while_one_looks_is_no_error(content: Content) -> None:
    scan = scan_of(content, finished())
    assessor = Assessor(content.schemes, content.partners)
    cards = scans.Cards(_GoingStore(scan), content, assessor, utc_now)
    sam = Advisor(uuid4(), "Sam de Vries", EMAIL, Role.ADVISOR)
    request = RequestFactory().get("/", user=sam)

    page = await scans.scan.fn(scan.id, request, cards)

    assert _items_below(page.content, "Getoond in het gesprek") == ["Nog geen regelingen."]


async def test_a_follow_up_tells_since_when_and_how_the_step_went(
    client: Client, store: SqlStore, content: Content
) -> None:
    scan = scan_of(content, follow_up_of(content))
    await kept(store, scan)

    page = (await client.get(f"/scans/{scan.id}")).text

    assert "vervolgscan, vorige keer 28 mei 2026" in page
    assert "gelijk:</b> Uw plannen, Geld" in page
    assert '<th scope="row">Geld</th>' in page
    assert '<td data-label="Hoe het ging">mee bezig</td>' in page


async def test_an_answer_under_a_version_that_is_gone_is_still_read(
    client: Client, store: SqlStore, content: Content
) -> None:
    old = structs.replace(scan_of(content, finished()), version=99, answers={"scan_oud": "half_om"})
    await kept(store, old)

    page = await client.get(f"/scans/{old.id}")

    assert page.status_code == 200
    assert "De vragen van deze versie zijn er niet meer." in page.text
    assert "<dt>Scan oud</dt> <dd>Half om</dd>" in page.text


async def test_a_scan_that_goes_on_says_that_it_is_not_done(
    client: Client, store: SqlStore, content: Content
) -> None:
    scan = scan_of(content, Walk(version=1))
    await kept(store, scan)

    assert "<h1>Scan die nog niet af is</h1>" in (await client.get(f"/scans/{scan.id}")).text


async def test_a_scan_without_answers_still_gives_something_to_ask(
    client: Client, store: SqlStore, content: Content
) -> None:
    empty = structs.replace(scan_of(content, finished()), answers={}, levels={}, schemes={})
    await kept(store, empty)

    page = (await client.get(f"/scans/{empty.id}")).text

    assert content.scan.themes[0].behind[0] in page
    assert "nog niet bekend" in page
    assert "Er kwam geen regeling uit." in page


async def test_a_level_is_a_word_with_its_colour_beside_it(
    client: Client, store: SqlStore, content: Content
) -> None:
    scan = scan_of(content, finished())
    await kept(store, scan)

    page = (await client.get(f"/scans/{scan.id}")).text

    shown = re.findall(r'aria-hidden="true"><circle[^>]+fill="(#\w+)"/></svg>\s+([a-z ]+)\n', page)
    levels = content.scan.levels
    assert shown == [(one.colour, one.name) for one in (levels[0], levels[3])]


@pytest.mark.parametrize("path", ["/", "/scans", "/scans/{id}", "/scans/{other}"])
async def test_a_page_has_its_headings_in_order_and_nothing_that_the_policy_forbids(
    client: Client, store: SqlStore, content: Content, path: str
) -> None:
    scan = scan_of(content, follow_up_of(content))
    await kept(store, scan)

    page = await client.get(path.format(id=scan.id, other=uuid4()))

    levels = [int(level) for level in re.findall(r"<h(\d)", page.text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(next - one <= 1 for one, next in pairwise(levels))
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?:", page.text)
    assert re.search(r"<th(?! scope=)", page.text.replace("<thead", "")) is None


async def test_the_style_sheet_is_there(client: Client) -> None:
    sheet = await client.get("/console.css")

    assert sheet.headers["content-type"].startswith("text/css")
    assert "size: A4" in sheet.text


async def test_an_address_that_is_no_scan_is_not_found(client: Client) -> None:
    assert (await client.get("/scans/1")).status_code == 404


class _GoingStore:
    """A store in which the conversation of the one scan goes between two looks."""

    def __init__(self, scan: ScanRecord) -> None:
        self._scan = scan

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Any]:
        yield self

    transaction = reading

    async def scan_for_advisor(self, id: UUID) -> KeptScan:
        return KeptScan(self._scan, uuid4())

    async def note(self, line: AuditLine) -> None:
        """Nobody reads it here."""

    async def view(self, conversation: UUID, after: int) -> None:
        raise UnknownConversation


def _items_below(page: str, heading: str) -> list[str]:
    """Return the items of the list under a heading."""
    below = page.partition(f"<h2>{heading}</h2>")[2].partition("</ul>")[0]
    return re.findall(r"<li>(.*?)</li>", below)
