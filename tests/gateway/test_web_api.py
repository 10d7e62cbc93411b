"""The public web channel, from outside."""

import asyncio
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx
import pytest

from apps.settings import Settings
from conversations.fakes import ScriptedEngine
from conversations.messages import Attachment, Button, Kind, Meta, Reply
from tests.gateway.conftest import Talk, opened

pytestmark = pytest.mark.usefixtures("working")


async def test_a_question_is_answered_in_the_shape_that_is_promised(talk: Talk) -> None:
    sent = await talk.post(text="Wat is de WBSO?")
    assert (sent.status_code, sent.json()) == (202, {"seq": 2})

    answer = await _answer(talk, after=2)

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
    assert after == {"messages": [], "stage": "bot", "pending": 0}


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
    answer = await _answer(talk, after=2)

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
    await _answer(talk, after=2)

    assert {answer.json()["seq"] for answer in answers} == {2}
    assert len((await talk.read()).json()["messages"]) == 3


async def test_the_same_client_id_in_two_conversations_is_two_messages(
    site: httpx.AsyncClient, talk: Talk
) -> None:
    other, client_id = await opened(site), str(uuid4())

    first = await talk.post(client_id=client_id, text="hoi")
    second = await other.post(client_id=client_id, text="hoi")

    assert [first.status_code, second.status_code] == [202, 202]
    assert await _answer(other, after=2)


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
    await _answer(talk, after=2)
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
    await _answer(talk, after=2)

    first = await _events(talk, until_id=3)
    await talk.post(text="twee")
    rest = await _events(talk, until_id=5, headers={"Last-Event-ID": "3"})

    assert [event["id"] for event in first if event["event"] == "message"] == ["1", "2", "3"]
    assert [event["id"] for event in rest if event["event"] == "message"] == ["4", "5"]
    assert json.loads(rest[-1]["data"])["text"] == "U zei: twee"
    statuses = [json.loads(e["data"]) for e in [*first, *rest] if e["event"] == "status"]
    assert all(set(status) == {"stage", "pending"} for status in statuses)


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
    await _answer(talk, after=2)

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


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        ({"text": ""}, 422, "empty-text"),
        ({"text": "   \n"}, 422, "empty-text"),
        ({"text": "\x00\u202e"}, 422, "empty-text"),
        ({"text": "a" * 2_001}, 422, "text-too-long"),
        ({"payload": "/restart"}, 422, "payload-not-offered"),
        ({"payload": ""}, 422, "payload-not-offered"),
        ({}, 422, "text-or-payload"),
        ({"text": "a", "payload": "/b"}, 422, "text-or-payload"),
        ({"text": "hoi", "client_id": "geen-uuid"}, 422, "invalid"),
        ({"text": "hoi", "admin": True}, 422, "invalid"),
        ({"text": 5}, 422, "invalid"),
    ],
)
async def test_a_bad_message_is_refused_with_a_reason_and_leaves_no_trace(
    talk: Talk, body: Mapping[str, Any], status: int, problem: str
) -> None:
    response = await talk.post(**body)

    _assert_problem(response, status, problem)
    assert len((await talk.read()).json()["messages"]) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"client_id": "\xff\xfe"}',
        b'{"client_id":"x","text":"\\ud800"}',
    ],
)
async def test_a_body_that_is_no_message_is_refused(talk: Talk, raw: bytes) -> None:
    headers = {**talk.headers, "Content-Type": "application/json"}

    response = await talk.site.post(f"{talk.path}/messages", content=raw, headers=headers)

    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_huge_body_is_refused(talk: Talk) -> None:
    response = await talk.post(text="a" * 200_000)

    _assert_problem(response, 413, "unreadable")


@pytest.mark.parametrize(
    "text",
    ["👍", "مرحبا بالعالم", "<script>alert(1)</script>", "/restart", '/x{"y": 1}', "a" * 2_000],
)
async def test_strange_but_honest_text_is_kept_as_it_is(talk: Talk, text: str) -> None:
    await talk.post(text=text)

    assert (await talk.read(after=1)).json()["messages"][0]["text"] == text


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer x", "Basic abc"])
async def test_without_the_right_token_nothing_opens(talk: Talk, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}

    for method, path in (
        ("GET", "/messages"),
        ("POST", "/messages"),
        ("GET", "/events"),
        ("GET", "/transcript"),
        ("DELETE", ""),
    ):
        body = {"client_id": str(uuid4()), "text": "hoi"} if method == "POST" else None
        response = await talk.site.request(method, talk.path + path, json=body, headers=headers)
        _assert_problem(response, 401, "no-access")
        assert response.headers["www-authenticate"] == "Bearer"


async def test_a_token_opens_only_its_own_conversation(site: httpx.AsyncClient, talk: Talk) -> None:
    other = await opened(site)
    stolen = Talk(site, other.id, talk.headers)

    _assert_problem(await stolen.read(), 401, "no-access")
    _assert_problem(
        await Talk(site, str(uuid4()), talk.headers).read(), 404, "unknown-conversation"
    )
    assert (await Talk(site, "nee", talk.headers).read()).status_code == 404


@pytest.mark.parametrize("query", ["after=-1", "after=x", "wait=26", "wait=-1", "wait=x"])
async def test_a_question_out_of_bounds_is_refused(talk: Talk, query: str) -> None:
    response = await talk.site.get(f"{talk.path}/messages?{query}", headers=talk.headers)

    _assert_problem(response, 422, "invalid")


async def test_an_unknown_page_and_a_wrong_method_are_problems_too(site: httpx.AsyncClient) -> None:
    assert (await site.get("/api/v1/nergens")).status_code == 404
    wrong = await site.put("/api/v1/conversations")
    assert (wrong.status_code, wrong.headers["content-type"]) == (405, "application/problem+json")


async def test_a_field_that_does_not_exist_is_named(site: httpx.AsyncClient) -> None:
    response = await site.post("/api/v1/conversations", json={"naam": "x"})

    _assert_problem(response, 422, "invalid")
    assert "naam" in response.text


class TestRateLimit:
    """The measure of this machine itself, made small."""

    @pytest.fixture
    def settings(self, sqlite_url: str) -> Settings:
        return Settings(database_url=sqlite_url, engine_secret="x", rate_loopback="5/minute")

    async def test_who_calls_too_often_is_told_when_to_come_back(
        self, site: httpx.AsyncClient
    ) -> None:
        answers = [await site.post("/api/v1/conversations", json={}) for _ in range(6)]

        assert [answer.status_code for answer in answers] == [201] * 5 + [429]
        _assert_problem(answers[-1], 429, "too-many-requests")
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60

    async def test_another_address_has_its_own_measure(self, site: httpx.AsyncClient) -> None:
        for _ in range(6):
            await site.post("/api/v1/conversations", json={})

        elsewhere = {"X-Forwarded-For": "192.0.2.7"}
        response = await site.post("/api/v1/conversations", json={}, headers=elsewhere)

        assert response.status_code == 201

    async def test_waiting_for_an_answer_does_not_count(self, site: httpx.AsyncClient) -> None:
        talk = await opened(site)

        answers = [await talk.read() for _ in range(20)]

        assert {answer.status_code for answer in answers} == {200}


async def test_the_description_of_the_api_names_every_call(site: httpx.AsyncClient) -> None:
    description = (await site.get("/api/v1/openapi.json")).json()

    assert description["openapi"].startswith("3.1")
    assert set(description["paths"]) >= {
        "/api/v1/conversations",
        "/api/v1/conversations/{conversation_id}",
        "/api/v1/conversations/{conversation_id}/messages",
        "/api/v1/conversations/{conversation_id}/events",
        "/api/v1/conversations/{conversation_id}/transcript",
        "/health/live",
        "/health/ready",
    }


async def test_health_tells_living_from_ready(site: httpx.AsyncClient) -> None:
    live, ready = await site.get("/health/live"), await site.get("/health/ready")

    assert live.status_code == 200
    assert (ready.status_code, ready.json()) == (
        503,
        {"ready": False, "engine": False, "database": True},
    )


async def test_the_metrics_count_calls_and_the_work_that_waits(
    site: httpx.AsyncClient, talk: Talk
) -> None:
    await talk.post(text="hoi")
    await _answer(talk, after=2)

    metrics = (await site.get("/metrics")).text

    assert "schakel_requests_total" in metrics
    assert "schakel_turns_waiting 0" in metrics
    assert talk.id not in metrics


async def test_a_site_elsewhere_may_embed_the_widget(site: httpx.AsyncClient) -> None:
    response = await site.options(
        "/api/v1/conversations",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        },
    )

    assert response.headers["access-control-allow-origin"] == "*"

    answer = await site.get("/health/live", headers={"Origin": "https://example.org"})
    assert "retry-after" in answer.headers["access-control-expose-headers"].lower()


async def test_the_page_allows_nothing_from_elsewhere_and_is_asked_for_anew_each_time(
    site: httpx.AsyncClient,
) -> None:
    page = await site.get("/")

    assert (await site.head("/")).status_code == 200
    assert page.headers["cache-control"] == "no-cache"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


async def _answer(talk: Talk, after: int) -> dict[str, Any]:
    """Wait for the next message of the bot."""
    async with asyncio.timeout(20):
        while True:
            for message in (await talk.read(after=after, wait=5)).json()["messages"]:
                if message["author"] == "bot":
                    return dict(message)


async def _until_answered(talk: Talk) -> list[dict[str, Any]]:
    async with asyncio.timeout(30):
        while (view := (await talk.read()).json())["pending"]:
            await asyncio.sleep(0.05)
    return list(view["messages"])


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


def _assert_problem(response: httpx.Response, status: int, name: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert (body["type"], body["status"]) == (f"urn:schakel:problem:{name}", status)
    assert body["detail"].endswith(".")
