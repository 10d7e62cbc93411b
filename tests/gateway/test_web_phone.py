"""From the website to a phone: where one can go on, and the code that takes the conversation."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID
from xml.etree import ElementTree

import httpx
import pytest

from advice.content import load_content
from apps.settings import ROOT, Settings
from conversations.channels import Arrival
from gateway.arriving import Arriving
from kit.clock import utc_now
from storage.store import SqlStore
from tests.gateway.conftest import Talk, assert_problem

SVG = "{http://www.w3.org/2000/svg}"
PHONE = "+31612345600"


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    return Settings(
        database_url=sqlite_url,
        engine_secret="x",
        engine_url="http://127.0.0.1:1",
        site_url="http://127.0.0.1:8080",
        twilio_account="AC0",
        twilio_token="x",
        whatsapp_number="+31612345678",
        sms_number="+31612345679",
        telegram_token="1:x",
        telegram_name="schakel_bot",
    )


async def ways_of(talk: Talk) -> httpx.Response:
    return await talk.site.post(f"{talk.path}/phone", headers=talk.headers)


async def test_each_channel_has_a_link_with_the_same_code(talk: Talk) -> None:
    answer = await ways_of(talk)

    ways = {way["channel"]: way for way in answer.json()["ways"]}
    code = parse_qs(urlsplit(ways["whatsapp"]["url"]).query)["text"][0].removeprefix("VERDER ")
    assert (answer.status_code, len(code)) == (200, 16)
    assert {channel: way["url"] for channel, way in ways.items()} == {
        "whatsapp": f"https://wa.me/31612345678?text=VERDER%20{code}",
        "sms": f"sms:+31612345679?body=VERDER%20{code}",
        "telegram": f"https://t.me/schakel_bot?start=verder-{code}",
    }
    assert [way["title"] for way in ways.values()] == ["WhatsApp", "sms", "Telegram"]


async def test_the_code_works_for_half_an_hour(talk: Talk) -> None:
    before = utc_now()

    body = (await ways_of(talk)).json()

    expires_at = datetime.fromisoformat(body["expires_at"])
    assert before <= expires_at - timedelta(minutes=30) <= utc_now()


async def test_the_qr_code_is_a_picture_with_a_title(talk: Talk) -> None:
    (first, *_) = (await ways_of(talk)).json()["ways"]

    picture = ElementTree.fromstring(first["qr"])
    title = picture.find(f"{SVG}title")
    assert picture.tag == f"{SVG}svg"
    assert title is not None
    assert title.text == "QR-code: verder via WhatsApp"


async def test_who_sends_the_code_goes_on_with_the_conversation(
    talk: Talk, sqlite_store: SqlStore
) -> None:
    (first, *_) = (await ways_of(talk)).json()["ways"]
    (text,) = parse_qs(urlsplit(first["url"]).query)["text"]
    arriving = Arriving(load_content(ROOT / "data"), store=sqlite_store, clock=utc_now)

    await arriving(Arrival(channel="whatsapp", address=PHONE, external_id="1", text=text))

    async with sqlite_store.reading() as work:
        contact = await work.contact("whatsapp", PHONE)
    assert contact is not None
    assert contact.conversation == UUID(talk.id)


async def test_without_the_token_there_is_no_code(talk: Talk) -> None:
    answer = await talk.site.post(f"{talk.path}/phone")

    assert_problem(answer, 401, "no-access")


async def test_an_erased_conversation_goes_nowhere(talk: Talk) -> None:
    await talk.site.delete(talk.path, headers=talk.headers)

    assert_problem(await ways_of(talk), 404, "unknown-conversation")


async def test_the_widget_can_know_where_one_can_go_on(site: httpx.AsyncClient) -> None:
    answer = await site.get("/api/v1/channels")

    assert answer.json() == {"phones": ["whatsapp", "sms", "telegram"]}
    assert answer.headers["cache-control"] == "max-age=300, public"


async def test_the_description_of_the_api_names_both_calls(site: httpx.AsyncClient) -> None:
    paths = (await site.get("/api/v1/openapi.json")).json()["paths"]

    call = paths["/api/v1/conversations/{conversation_id}/phone"]["post"]
    assert ("200" in call["responses"], call["security"]) == (True, [{"token": []}])
    assert "security" not in paths["/api/v1/channels"]["get"]


class TestWithoutAName:
    """Telegram can be talked to, but nobody said by which name."""

    @pytest.fixture
    def settings(self, sqlite_url: str) -> Settings:
        return Settings(database_url=sqlite_url, engine_secret="x", telegram_token="1:x")

    async def test_no_link_opens_telegram(self, site: httpx.AsyncClient) -> None:
        assert (await site.get("/api/v1/channels")).json() == {"phones": []}


class TestWithoutChannels:
    """Nothing but the website is set up."""

    @pytest.fixture
    def settings(self, sqlite_url: str) -> Settings:
        return Settings(database_url=sqlite_url, engine_secret="x")

    async def test_there_is_nowhere_to_go_on_and_no_code(self, talk: Talk) -> None:
        answer = await ways_of(talk)

        assert (answer.status_code, answer.json()) == (200, {"ways": [], "expires_at": None})
