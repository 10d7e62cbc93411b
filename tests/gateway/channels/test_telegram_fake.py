"""The Telegram of the tests refuses what the real one does not allow."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.support.telegram import SECRET, TOKEN, BotApi, telegram
from tests.support.telegram_chats import PNG

ANS = 4711


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with telegram() as running:
        running.chat(ANS)
        yield running


async def call(api: BotApi, method: str, token: str = TOKEN, /, **fields: object) -> Any:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{api.url}/bot{token}/{method}", json=fields)
    told = answer.json()
    assert told["ok"] is (answer.status_code == 200)
    assert told.get("error_code", 200) == answer.status_code
    return told


def keyboard(**button: object) -> dict[str, object]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "x" * 4_097}, "message is too long"),
        ({"text": "😀" * 2_049}, "message is too long"),
        ({"text": 5}, "text is not of type String"),
        ({"text": "x", "colour": "red"}, "there is no field colour in sendMessage"),
        ({"text": "x", "chat_id": 9}, "chat not found"),
        ({"text": "x", "chat_id": [9]}, "chat_id is not of type Integer or String"),
        ({"text": "x", "link_preview_options": {"off": True}}, "link_preview_options is not"),
        ({"text": "x", "reply_markup": keyboard(text="Ja")}, "Text buttons are unallowed"),
        ({"text": "x", "reply_markup": keyboard(callback_data="ja")}, "reply_markup is not"),
        (
            {"text": "x", "reply_markup": keyboard(text="Ja", callback_data="é" * 33)},
            "BUTTON_DATA_INVALID",
        ),
    ],
)
async def test_a_message_that_is_not_right_is_refused(
    api: BotApi, fields: dict[str, object], words: str
) -> None:
    told = await call(api, "sendMessage", **({"chat_id": ANS} | fields))

    assert told["error_code"] == 400
    assert told["description"].startswith(f"Bad Request: {words}")
    assert not api.chat(ANS).received


async def test_a_message_needs_a_chat(api: BotApi) -> None:
    told = await call(api, "sendMessage", text="x")

    assert told["description"] == "Bad Request: chat_id is empty"


async def test_a_caption_has_at_most_1024_signs(api: BotApi) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(
            f"{api.url}/bot{TOKEN}/sendPhoto",
            data={"chat_id": str(ANS), "caption": "x" * 1_025},
            files={"photo": ("beeld.png", PNG)},
        )

    assert answer.json()["description"] == "Bad Request: message caption is too long"


async def test_a_picture_is_one(api: BotApi) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(
            f"{api.url}/bot{TOKEN}/sendPhoto",
            data={"chat_id": str(ANS)},
            files={"photo": ("beeld.png", b"%PDF-1.7")},
        )

    assert answer.json()["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


@pytest.mark.parametrize(
    ("token", "method", "status", "words"),
    [
        (TOKEN, "sendPigeon", 404, "Not Found: method not found"),
        ("4200000001:another", "getMe", 401, "Unauthorized"),
        ("no-token", "getMe", 404, "Not Found"),
    ],
)
async def test_who_calls_wrongly_is_told_so(
    api: BotApi, token: str, method: str, status: int, words: str
) -> None:
    told = await call(api, method, token)

    assert told == {"ok": False, "error_code": status, "description": words}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"url": "http://schakel.example.org"}, "bad webhook: An HTTPS URL must be provided"),
        ({"url": "https://schakel.example.org", "secret_token": "met spatie"}, "secret token"),
        ({"url": "https://schakel.example.org", "secret_token": "x" * 257}, "secret token"),
        ({}, "url is missing"),
    ],
)
async def test_a_webhook_is_safe(api: BotApi, fields: dict[str, object], words: str) -> None:
    told = await call(api, "setWebhook", **fields)

    assert told["description"].startswith(f"Bad Request: {words}")
    assert api.webhook is None


async def test_who_has_a_webhook_cannot_ask_for_updates(api: BotApi) -> None:
    await call(api, "setWebhook", url="https://schakel.example.org", secret_token=SECRET)

    refused = await call(api, "getUpdates")
    await call(api, "deleteWebhook")
    taken = await call(api, "getUpdates")

    assert refused["error_code"] == 409
    assert taken["result"] == []


async def test_updates_stay_until_a_later_one_is_asked_for(api: BotApi) -> None:
    for words in ("een", "twee", "drie"):
        await api.chat(ANS).says(words)

    first = await call(api, "getUpdates", limit=1)
    again = await call(api, "getUpdates", limit=2)
    last = await call(api, "getUpdates", offset=again["result"][1]["update_id"] + 1)

    assert [one["message"]["text"] for one in first["result"]] == ["een"]
    assert [one["message"]["text"] for one in again["result"]] == ["een", "twee"]
    assert [one["message"]["text"] for one in last["result"]] == ["drie"]


async def test_an_unchanged_message_is_not_edited(api: BotApi) -> None:
    sent = await call(api, "sendMessage", chat_id=ANS, text="hoi")
    id = sent["result"]["message_id"]

    same = await call(api, "editMessageText", chat_id=ANS, message_id=id, text="hoi")
    other = await call(api, "editMessageText", chat_id=ANS, message_id=id + 1, text="dag")

    assert "message is not modified" in same["description"]
    assert "message to edit not found" in other["description"]


async def test_a_press_is_answered_once(api: BotApi) -> None:
    markup = keyboard(text="Ja", callback_data="ja")
    await call(api, "sendMessage", chat_id=ANS, text="Wilt u dat?", reply_markup=markup)
    await api.chat(ANS).presses("Ja")
    id = api.undelivered[0]["callback_query"]["id"]

    first = await call(api, "answerCallbackQuery", callback_query_id=id)
    second = await call(api, "answerCallbackQuery", callback_query_id=id)

    assert first["result"] is True
    assert "query is too old" in second["description"]
