"""The calls of the advisors' working page, through the real app, each advisor with a browser."""

import asyncio
from typing import Any, Self
from uuid import UUID, uuid4

import httpx
import pytest

from advice.content import load_content
from apps.settings import ROOT
from conversations.files import NewFile
from conversations.messages import Author, Kind, Meta, Reply
from gateway.channels.web.transcript import transcript
from handoff.advisors import Deed, Role
from storage.store import SqlStore
from tests.gateway.conftest import API
from tests.handoff import people
from tests.handoff.people import says, waiting, wish
from tests.support.console import deeds
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")


@pytest.fixture
def store(sqlite_store: SqlStore) -> SqlStore:
    return sqlite_store


async def test_what_waits_is_in_the_list_with_all_that_is_known(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)

    lists = await sanne.get("/handoffs")

    (line,) = lists["waiting"]
    assert line["id"] == str(handoff.id)
    assert (line["name"], line["municipality"], line["topics"]) == (
        "Jan Jansen",
        "Urk",
        ["SLIM-regeling"],
    )
    assert (line["question"], line["may_take"]) == (wish(clock).question, True)


async def test_a_request_goes_from_list_to_list(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, piet = await browser(), await browser("Piet")
    handoff = await waiting(store, clock)

    await sanne.take(handoff)
    taken = await sanne.get("/handoffs"), await piet.get("/handoffs")
    await sanne.done(f"/handoffs/{handoff.id}/close", outcome="geholpen")
    closed = await piet.get("/handoffs")

    assert [len(taken[0][name]) for name in ("waiting", "mine", "colleagues")] == [0, 1, 0]
    assert [len(taken[1][name]) for name in ("waiting", "mine", "colleagues")] == [0, 0, 1]
    assert (closed["closed"][0]["advisor"], closed["closed"][0]["outcome"]) == ("Sanne", "geholpen")


async def test_two_who_take_at_once_get_one_conversation_and_one_sentence(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    team = [await browser(name) for name in ("Sanne", "Piet")]
    handoff = await waiting(store, clock)

    answers = await asyncio.gather(*(one.post(f"/handoffs/{handoff.id}/take") for one in team))

    refused = next(one for one in answers if one.status_code != httpx.codes.OK)
    assert sorted(one.status_code for one in answers) == [200, 409]
    assert refused.json()["detail"] == "Een collega was net eerder."
    assert refused.headers["content-type"] == "application/problem+json"


async def test_the_card_has_the_conversation_the_contact_and_what_was_shown(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    report = NewFile("Rapport", "application/pdf", b"%PDF")
    shown = Reply("WBSO", meta=Meta(Kind.SCHEME, ("wbso",)), files=(report,))
    async with store.transaction() as work:
        await work.say(handoff.conversation, [shown], clock())

    card = await sanne.take(handoff)

    assert card["contact"] == "jan@example.org"
    assert [scheme["id"] for scheme in card["schemes"]] == ["wbso"]
    assert [m["author"] for m in card["messages"]] == ["bot", "bot", "system"]
    (file,) = card["messages"][1]["attachments"]
    assert (await sanne.client.get(file["url"])).content == b"%PDF"


async def test_of_each_scheme_the_card_has_the_newest_that_was_told(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    found = Meta(Kind.SCHEMES, ("wbso", "kia"), reasons=("voor nieuwe ideeën", "aftrek"))
    judged = Meta(
        Kind.ELIGIBILITY,
        ("wbso",),
        reasons=("Dit past niet: u hebt mensen in dienst",),
        verdict="past waarschijnlijk niet",
    )
    told = Meta(Kind.SCHEME, ("wbso", "eia"), "hoeveel")
    async with store.transaction() as work:
        shown = [Reply("…", meta=meta) for meta in (found, judged, told)]
        await work.say(handoff.conversation, shown, clock())

    card = await sanne.take(handoff)

    titles = [scheme.pop("title") for scheme in card["schemes"]]
    known = map(CONTENT.schemes.get, ("wbso", "kia", "eia"))
    assert titles == [scheme.short_name for scheme in known if scheme]
    assert card["schemes"] == [
        {
            "id": "wbso",
            "verdict": "past waarschijnlijk niet",
            "reason": "Dit past niet: u hebt mensen in dienst",
        },
        {"id": "kia", "verdict": None, "reason": "aftrek"},
        {"id": "eia", "verdict": None, "reason": None},
    ]


async def test_a_message_arrives_once_however_often_it_is_sent(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)
    message = {"client_id": str(uuid4()), "text": "Goedendag meneer Jansen"}

    places = [await sanne.done(f"/handoffs/{handoff.id}/messages", **message) for _ in range(3)]

    assert len({place["seq"] for place in places}) == 1
    said = await people.texts(store, handoff.conversation, Author.ADVISOR)
    assert said == ["Goedendag meneer Jansen"]


async def test_what_the_entrepreneur_says_is_unread_until_it_was_read(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)
    await says(store, clock, handoff.conversation, "Bent u er nog?")
    clock.forward(6)

    before = (await sanne.get("/handoffs"))["mine"][0]["unread"]
    news = await sanne.get(f"/handoffs/{handoff.id}/messages?after=2")
    await sanne.done(f"/handoffs/{handoff.id}/read", seq=news["messages"][-1]["seq"])
    after = (await sanne.get("/handoffs"))["mine"][0]["unread"]

    assert [m["text"] for m in news["messages"]] == ["Bent u er nog?"]
    assert (before, after) == (1, 0)


async def test_a_note_reaches_colleagues_and_leaves_by_no_exit(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)
    secret = "Lijkt mij een geval voor de schuldhulp"

    await sanne.done(f"/handoffs/{handoff.id}/notes", client_id=str(uuid4()), text=secret)
    await sanne.done(
        f"/handoffs/{handoff.id}/close", outcome="verwezen", partner="kvk", note=secret
    )

    async with store.reading() as work:
        view = await work.view(handoff.conversation, 0)
    exits = [
        await transcript(view, format, organisation="Wij", saved=clock())
        for format in ("text", "json")
    ]
    assert not any(secret.encode() in body for body in exits)
    piet = await browser("Piet")
    card = await piet.get(f"/handoffs/{handoff.id}")
    assert [(n["author"], n["text"]) for n in card["notes"]] == [("Sanne", secret)] * 2
    assert not any(secret in m["text"] for m in card["messages"])


async def test_only_who_has_the_conversation_writes_in_it(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, piet = await browser(), await browser("Piet")
    handoff = await waiting(store, clock)
    message = {"client_id": str(uuid4()), "text": "Hallo"}
    path = f"/handoffs/{handoff.id}/messages"

    unasked = await piet.post(path, **message)
    await sanne.take(handoff)
    not_mine = await piet.post(path, **message)
    await sanne.done(f"/handoffs/{handoff.id}/close", outcome="geholpen")
    closed = await sanne.post(path, **message)

    assert [one.status_code for one in (unasked, not_mine, closed)] == [409, 409, 409]
    assert await people.texts(store, handoff.conversation, Author.ADVISOR) == []


async def test_a_colleague_who_is_there_takes_over_with_the_note(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, piet = await browser(), await browser("Piet")
    absent = await browser("Kees", is_present=False)
    handoff = await waiting(store, clock)
    await sanne.take(handoff)
    me = {one["name"]: one for one in (await sanne.get("/me"))["colleagues"]}
    path = f"/handoffs/{handoff.id}/transfer"

    refused = await sanne.post(path, to_advisor=me["Kees"]["id"], note="Voor jou")
    unknown = await sanne.post(path, to_group="bestaat-niet")
    nobody = await sanne.post(path)
    await sanne.done(path, to_advisor=me["Piet"]["id"], note="Voor jou")

    assert [one.status_code for one in (refused, unknown, nobody)] == [409, 409, 409]
    assert absent is not None
    card = await piet.get(f"/handoffs/{handoff.id}")
    assert [note["text"] for note in card["notes"]] == ["Voor jou"]
    assert len((await piet.get("/handoffs"))["mine"]) == 1


async def test_what_a_closed_group_has_is_not_there_for_others(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    outsider, lead = await browser("Piet"), await browser("Kees", Role.LEAD)
    handoff = await waiting(store, clock, wish(clock, group="geld"))

    answers = [
        await outsider.client.get(f"{API}/handoffs/{handoff.id}"),
        await outsider.client.get(f"{API}/handoffs/{handoff.id}/messages"),
        await outsider.post(f"/handoffs/{handoff.id}/take"),
        await outsider.post(f"/handoffs/{handoff.id}/notes", client_id=str(uuid4()), text="x"),
        await outsider.post(f"/handoffs/{handoff.id}/read", seq=1),
    ]

    assert [one.status_code for one in answers] == [404] * 5
    assert (await outsider.get("/handoffs"))["waiting"] == []
    assert (await outsider.get("/search?q=dochter"))["handoffs"] == []
    assert len((await lead.get("/handoffs"))["waiting"]) == 1
    assert len((await lead.get("/search?q=dochter"))["handoffs"]) == 1


async def test_a_made_up_id_is_answered_as_one_of_somebody_else(browser: Any) -> None:
    sanne = await browser()

    answer = await sanne.client.get(f"{API}/handoffs/{uuid4()}")

    assert answer.status_code == httpx.codes.NOT_FOUND
    assert answer.json()["detail"] == "Dit gesprek is er niet (meer)."


async def test_without_logging_in_there_is_nothing(console: str) -> None:
    async with httpx.AsyncClient(base_url=console) as stranger:
        paths = ("/me", "/handoffs", "/events", "/search?q=a", f"/handoffs/{uuid4()}")
        answers = [await stranger.get(f"{API}{path}") for path in paths]
        page = await stranger.get("/adviseur/", follow_redirects=False)

    assert [one.status_code for one in answers] == [401] * 5
    assert page.status_code == httpx.codes.SEE_OTHER


async def test_a_call_from_another_site_changes_nothing(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)

    without_token = await sanne.client.post(f"{API}/handoffs/{handoff.id}/take", json={})

    assert without_token.status_code == httpx.codes.FORBIDDEN
    assert (await people.handoff(store, handoff.id)).advisor is None


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("messages", {"client_id": str(UUID(int=1)), "text": " \n"}),
        ("messages", {"client_id": str(UUID(int=1)), "text": "a" * 2_001}),
        ("messages", {"client_id": "1", "text": "a"}),
        ("notes", {"client_id": str(UUID(int=1)), "text": ""}),
        ("notes", {"client_id": str(UUID(int=1)), "text": "a" * 4_001}),
        ("close", {"outcome": "weg"}),
        ("promise", {"before": "straks"}),
        ("promise", {"before": "2099-07-01T15:00:00"}),
        ("promise", {"before": "2020-07-01T15:00:00Z"}),
    ],
)
async def test_a_call_that_makes_no_sense_is_refused_and_changes_nothing(
    browser: Any, store: SqlStore, clock: HandClock, path: str, body: dict[str, str]
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)
    before = await people.texts(store, handoff.conversation)

    answer = await sanne.post(f"/handoffs/{handoff.id}/{path}", **body)

    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert await people.texts(store, handoff.conversation) == before


async def test_a_promise_is_seen_on_both_sides(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)

    await sanne.done(f"/handoffs/{handoff.id}/promise", before="2026-11-23T14:00:00Z")

    card = await sanne.get(f"/handoffs/{handoff.id}")
    assert card["line"]["promised_at"] == "2026-11-23T14:00:00Z"
    told = (await people.texts(store, handoff.conversation, Author.SYSTEM))[-1]
    assert "23 november 2026" in told
    assert "15.00 uur" in told


async def test_a_scheme_is_found_by_need_and_ready_to_send(browser: Any) -> None:
    sanne = await browser()

    found = (await sanne.get("/search?q=wbso"))["schemes"]

    assert found[0]["id"] == "wbso"
    assert "Bron:" in found[0]["text"]
    assert (await sanne.get("/search?q="))["schemes"] == []


async def test_what_is_searched_is_only_text(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await says(store, clock, handoff.conversation, "100% biologisch")

    by_words = await sanne.get("/search?q=100%25%20dochter")
    by_wildcard = await sanne.get("/search?q=%25%25%25")

    assert [line["id"] for line in by_words["handoffs"]] == [str(handoff.id)]
    assert by_wildcard["handoffs"] == []


async def test_everything_that_was_done_is_in_the_audit(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)
    await sanne.done(f"/handoffs/{handoff.id}/release")
    await sanne.take(handoff)
    await sanne.done(f"/handoffs/{handoff.id}/close", outcome="geholpen")

    done = [deed for deed in reversed(await deeds(store)) if deed is not Deed.LOGIN]

    assert done == [
        Deed.HANDOFF_TAKEN,
        Deed.HANDOFF_SEEN,
        Deed.HANDOFF_RELEASED,
        Deed.HANDOFF_TAKEN,
        Deed.HANDOFF_SEEN,
        Deed.HANDOFF_CLOSED,
    ]


async def test_me_has_all_there_is_to_choose_from(browser: Any, clock: HandClock) -> None:
    sanne = await browser()

    me = await sanne.get("/me")

    assert me["advisor"]["name"] == "Sanne"
    assert len(me["partners"]) == len(CONTENT.partners)
    assert [group["id"] for group in me["groups"]] == [g.id for g in CONTENT.desk.groups]
    assert not any("{telefoon}" in one["text"] for one in me["canned"])


async def test_away_is_not_there(browser: Any, store: SqlStore, clock: HandClock) -> None:
    sanne = await browser()

    await sanne.done("/presence", state="away")

    async with store.reading() as work:
        assert (await work.desk(clock())).present == 0
    assert (await sanne.get("/me"))["presence"] == "away"


async def test_an_advisor_sees_up_to_where_the_entrepreneur_fetched_it(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)
    path = f"/handoffs/{handoff.id}"
    sent = await sanne.done(f"{path}/messages", client_id=str(uuid4()), text="Goedendag")
    before = (await sanne.get(f"{path}/messages"))["read_to"]

    async with store.transaction() as work:
        await work.fetched(handoff.conversation, sent["seq"])
        await work.fetched(handoff.conversation, 1)

    assert before == 0
    assert (await sanne.get(f"{path}/messages"))["read_to"] == sent["seq"]
    assert (await sanne.get(path))["read_to"] == sent["seq"]


class Listening:
    """A page that is open: the name and the data of each event that it heard."""

    def __init__(self, browser: Any, clock: HandClock) -> None:
        self.heard: list[tuple[str, str]] = []
        self._browser = browser
        self._clock = clock

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def hears(self, name: str, part: str = "") -> None:
        """Wait for an event, while time passes."""
        async with asyncio.timeout(15):
            while not any(event == name and part in data for event, data in self.heard):
                self._clock.forward(1)
                await asyncio.sleep(0.05)

    async def _listen(self) -> None:
        async with self._browser.client.stream("GET", f"{API}/events") as events:
            name = ""
            async for line in events.aiter_lines():
                kind, _, value = line.partition(": ")
                name = value if kind == "event" else name
                if kind == "data":
                    self.heard.append((name, value))


async def test_an_open_page_hears_of_everything_that_concerns_it(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne = await browser()

    async with Listening(sanne, clock) as page:
        handoff = await waiting(store, clock)
        await page.hears("alert", f'"{handoff.id}","why":"new"')
        await sanne.take(handoff)
        await page.hears("alert", "assigned")
        page.heard.clear()
        await says(store, clock, handoff.conversation, "Bent u daar?")

        await page.hears("conversation", str(handoff.conversation))
        await page.hears("lists")


async def test_an_open_page_hears_of_what_came_and_went_between_two_looks(
    browser: Any, store: SqlStore, clock: HandClock
) -> None:
    sanne, handoff = await browser(), await waiting(store, clock)
    await sanne.take(handoff)

    async with Listening(sanne, clock) as page:
        await page.hears("lists")
        page.heard.clear()
        await sanne.done(f"/handoffs/{handoff.id}/scan")
        (lent,) = (await sanne.get("/handoffs"))["mine"]
        await sanne.take(handoff)

        await page.hears("lists")

    (line,) = (await sanne.get("/handoffs"))["mine"]
    assert (lent["lent"], line["lent"]) == (True, False)


async def test_who_comes_back_takes_requests_as_before(
    browser: Any, clock: HandClock, store: SqlStore
) -> None:
    sanne = await browser()
    clock.forward(3_000)

    assert (await sanne.get("/me"))["presence"] == "available"
    async with store.reading() as work:
        assert (await work.desk(clock())).present == 0
