"""What the web channel refuses: with a reason, and without a trace."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.gateway.conftest import Talk, assert_problem, opened

pytestmark = pytest.mark.usefixtures("working")


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

    assert_problem(response, status, problem)
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

    assert_problem(response, 413, "unreadable")


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
        assert_problem(response, 401, "no-access")
        assert response.headers["www-authenticate"] == "Bearer"


async def test_a_token_opens_only_its_own_conversation(site: httpx.AsyncClient, talk: Talk) -> None:
    other = await opened(site)
    stolen = Talk(site, other.id, talk.headers)

    assert_problem(await stolen.read(), 401, "no-access")
    assert_problem(await Talk(site, str(uuid4()), talk.headers).read(), 404, "unknown-conversation")
    assert (await Talk(site, "nee", talk.headers).read()).status_code == 404


@pytest.mark.parametrize("query", ["after=-1", "after=x", "wait=26", "wait=-1", "wait=x"])
async def test_a_question_out_of_bounds_is_refused(talk: Talk, query: str) -> None:
    response = await talk.site.get(f"{talk.path}/messages?{query}", headers=talk.headers)

    assert_problem(response, 422, "invalid")


async def test_an_unknown_page_and_a_wrong_method_are_problems_too(site: httpx.AsyncClient) -> None:
    assert (await site.get("/api/v1/nergens")).status_code == 404
    wrong = await site.put("/api/v1/conversations")
    assert (wrong.status_code, wrong.headers["content-type"]) == (405, "application/problem+json")


async def test_a_field_that_does_not_exist_is_named(site: httpx.AsyncClient) -> None:
    response = await site.post("/api/v1/conversations", json={"naam": "x"})

    assert_problem(response, 422, "invalid")
    assert "naam" in response.text
