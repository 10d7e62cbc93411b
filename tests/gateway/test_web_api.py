"""A conversation over the public web channel, from outside."""

import asyncio
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from conversations.fakes import ScriptedEngine
from conversations.handoffs import Handoff
from conversations.messages import Attachment, Button, Kind, Meta, Reply
from storage.store import SqlStore
from tests.gateway.conftest import MOVES, Talk, answer_in, opened
from tests.handoff import people
from tests.support.time import HandClock

pytestmark = pytest.mark.usefixtures("working")


async def test_a_question_is_answered_in_the_shape_that_is_promised(talk: Talk) -> None:
    sent = await talk.post(text="Wat is de WBSO?")
    assert (sent.status_code, sent.json()) == (202, {"seq": 2})

    answer = await answer_in(talk, after=2)

    assert answer == {
        "seq": 3,
        "author": "bot",
        "text": "U zei: Wat is de WBSO?",
        "buttons": [],
        "attachments": [],
        "meta": {"kind": "other", "ids": [], "aspect": None},
        "at": answer["at"],
    }
    assert answer["at"].endswith("Z")
    after = (await talk.read(after=3)).json()
    assert after == {"messages": [], "stage": "bot", "pending": 0, "typing": False}


async def test_the_first_message_says_that_a_digital_assistant_answers(talk: Talk) -> None:
    (first,) = (await talk.read()).json()["messages"]

    assert (first["author"], first["meta"]["kind"], first["seq"]) == ("bot", "greeting", 1)
    assert "digitale assistent" in first["text"]


async def test_buttons_attachments_and_meta_arrive_as_the_engine_said_them(
    talk: Talk, engine: ScriptedEngine
) -> None:
    reply = Reply(
        "Dit is de WBSO.",
        (Button("Hoeveel?", '/regeling_hoeveel{"regeling": "wbso"}'),),
        (Attachment("/x.png", "image/png", "Uw scan"),),
        Meta(Kind.SCHEME, ("wbso",), "wat"),
    )
    engine.say = lambda _turn: [reply]

    await talk.post(text="wbso")
    answer = await answer_in(talk, after=2)

    assert answer["meta"] == {"kind": "scheme", "ids": ["wbso"], "aspect": "wat"}
    assert answer["buttons"] == [
        {"title": "Hoeveel?", "payload": '/regeling_hoeveel{"regeling": "wbso"}'}
    ]
    assert answer["attachments"] == [
        {"url": "/x.png", "media_type": "image/png", "title": "Uw scan"}
    ]
    clicked = await talk.post(payload='/regeling_hoeveel{"regeling": "wbso"}')
    assert clicked.status_code == 202


async def test_the_same_client_id_twice_is_one_message(talk: Talk) -> None:
    client_id = str(uuid4())

    answers = await asyncio.gather(*(talk.post(client_id=client_id, text="hoi") for _ in range(8)))
    await answer_in(talk, after=2)

    assert {answer.json()["seq"] for answer in answers} == {2}
    assert len((await talk.read()).json()["messages"]) == 3


async def test_the_same_client_id_in_two_conversations_is_two_messages(
    site: httpx.AsyncClient, talk: Talk
) -> None:
    other, client_id = await opened(site), str(uuid4())

    first = await talk.post(client_id=client_id, text="hoi")
    second = await other.post(client_id=client_id, text="hoi")

    assert [first.status_code, second.status_code] == [202, 202]
    assert await answer_in(other, after=2)


async def test_waiting_ends_as_soon_as_there_is_an_answer(
    talk: Talk, engine: ScriptedEngine
) -> None:
    engine.seconds = 0.3
    await talk.post(text="hoi")
    loop = asyncio.get_running_loop()
    start = loop.time()

    waited = (await talk.read(after=2, wait=25)).json()

    assert [m["seq"] for m in waited["messages"]] == [3]
    assert loop.time() - start < 10


async def test_while_the_bot_thinks_one_turn_is_pending(talk: Talk, engine: ScriptedEngine) -> None:
    engine.seconds = 0.5
    await talk.post(text="hoi")

    assert (await talk.read(after=2)).json()["pending"] == 1
    await answer_in(talk, after=2)
    assert (await talk.read(after=3)).json()["pending"] == 0


async def test_fifty_messages_are_answered_in_the_order_in_which_they_came(talk: Talk) -> None:
    for number in range(50):
        await talk.post(text=f"vraag {number}")

    messages = await _until_answered(talk)

    said = [m["text"] for m in messages if m["author"] == "bot"][1:]
    assert said == [f"U zei: vraag {number}" for number in range(50)]


async def test_server_sent_events_say_each_message_once_and_go_on_where_they_stopped(
    talk: Talk,
) -> None:
    await talk.post(text="een")
    await answer_in(talk, after=2)

    first = await _events(talk, until_id=3)
    await talk.post(text="twee")
    rest = await _events(talk, until_id=5, headers={"Last-Event-ID": "3"})

    assert [event["id"] for event in first if event["event"] == "message"] == ["1", "2", "3"]
    assert [event["id"] for event in rest if event["event"] == "message"] == ["4", "5"]
    assert json.loads(rest[-1]["data"])["text"] == "U zei: twee"
    statuses = [json.loads(e["data"]) for e in [*first, *rest] if e["event"] == "status"]
    assert all(set(status) == {"stage", "pending", "typing"} for status in statuses)


async def test_who_only_listens_has_what_came_before_what_could_still_be_written(
    talk: Talk, sqlite_store: SqlStore, clock: HandClock
) -> None:
    handoff = await with_advisor(sqlite_store, clock, talk)
    greeted = await advisor_says(sqlite_store, handoff, clock, "Goedendag")
    newest = await advisor_says(sqlite_store, handoff, clock, "Ik kijk even")

    await _events(talk, until_id=newest)

    assert await fetched_to(sqlite_store, handoff, greeted) == greeted


async def test_who_listens_again_has_what_they_say_they_have(
    talk: Talk, sqlite_store: SqlStore, clock: HandClock
) -> None:
    handoff = await with_advisor(sqlite_store, clock, talk)
    greeted = await advisor_says(sqlite_store, handoff, clock, "Goedendag")
    newest = await advisor_says(sqlite_store, handoff, clock, "Ik kijk even")

    await _events(talk, until_id=newest, headers={"Last-Event-ID": str(greeted)})

    assert await fetched_to(sqlite_store, handoff, greeted) == greeted


@pytest.mark.parametrize(
    ("format", "media_type", "start"),
    [
        ("text", "text/plain", b"Uw gesprek met"),
        ("json", "application/json", b'{"saved_at"'),
        ("pdf", "application/pdf", b"%PDF-"),
    ],
)
async def test_the_transcript_can_be_kept_as_text_json_and_pdf(
    talk: Talk, format: str, media_type: str, start: bytes
) -> None:
    await talk.post(text="Wat is de *WBSO* #1 $x$ <b>?</b> 👍 مرحبا")
    await answer_in(talk, after=2)

    by_query = await talk.site.get(
        f"{talk.path}/transcript", params={"format": format}, headers=talk.headers
    )
    by_accept = await talk.site.get(
        f"{talk.path}/transcript", headers={**talk.headers, "Accept": media_type}
    )

    for response in (by_query, by_accept):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(media_type)
        assert "attachment" in response.headers["content-disposition"]
        assert BytesIO(response.content).read(len(start)) == start


async def test_an_erased_conversation_is_gone_and_its_token_opens_nothing(talk: Talk) -> None:
    erased = await talk.site.delete(talk.path, headers=talk.headers)

    assert (erased.status_code, erased.content) == (204, b"")
    assert (await talk.read()).status_code == 404
    assert (await talk.post(text="hoi")).status_code == 404
    assert (await talk.site.delete(talk.path, headers=talk.headers)).status_code == 404


async def _until_answered(talk: Talk) -> list[dict[str, Any]]:
    async with asyncio.timeout(30):
        while (view := (await talk.read()).json())["pending"]:
            await asyncio.sleep(0.05)
    return list(view["messages"])


async def with_advisor(store: SqlStore, clock: HandClock, talk: Talk) -> Handoff:
    """Let an advisor have the conversation."""
    handoff = await people.ask(store, clock, UUID(talk.id))
    sanne = await people.advisor(store, clock, "Sanne")
    async with store.transaction() as work:
        return await MOVES.take(work, handoff.id, sanne, clock())


async def advisor_says(store: SqlStore, handoff: Handoff, clock: HandClock, text: str) -> int:
    async with store.transaction() as work:
        return await work.write(handoff, uuid4(), text, clock())


async def fetched_to(store: SqlStore, handoff: Handoff, expected: int) -> int:
    """Return up to where was fetched, waiting a moment for what is expected."""
    for _ in range(100):
        async with store.reading() as work:
            (case,) = await work.cases_of(handoff.conversation)
        if case.fetched_to >= expected:
            break
        await asyncio.sleep(0.02)
    return case.fetched_to


async def _events(
    talk: Talk, until_id: int, headers: Mapping[str, str] | None = None
) -> list[dict[str, str]]:
    events: list[dict[str, str]] = []
    current: dict[str, str] = {}
    all_headers = {**talk.headers, **(headers or {})}
    async with (
        asyncio.timeout(20),
        talk.site.stream("GET", f"{talk.path}/events", headers=all_headers) as response,
    ):
        async for line in response.aiter_lines():
            if line:
                name, _, value = line.partition(": ")
                current[name] = value
                continue
            events.append(current)
            if current.get("id") == str(until_id):
                return events
            current = {}
    raise AssertionError("the stream ended early")
