"""Who comes by a link or a QR code reads at once what it is about, and is counted."""

from collections.abc import Mapping

import httpx
import pytest

from advice.content import Content, load_content
from conversations.messages import Author, Message
from gateway.campaigns import Campaigns
from gateway.channels.links import Phones
from gateway.console.inviting.links import Doors, picture
from storage.database import Database
from storage.store import SqlStore
from tests.advice.folder import Folder
from tests.support.inviting import World
from tests.support.time import HandClock

ADDRESS = "4711"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return load_content(Folder(tmp_path_factory.mktemp("content") / "data").path)


@pytest.fixture
def world(store: SqlStore, database: Database, content: Content, clock: HandClock) -> World:
    return World(store, database, content, clock)


async def said(world: World) -> list[Message]:
    async with world.store.reading() as work:
        contact = await work.contact("telegram", ADDRESS)
        assert contact is not None
        view = await work.view(contact.conversation, 0)
    return [one for one in view.messages if one.author is Author.BOT]


async def starts(world: World) -> Mapping[str, int]:
    async with world.store.reading() as work:
        return await work.starts()


async def turns(world: World) -> int:
    async with world.store.transaction() as work:
        return len(await work.claim("w", now=world.clock(), until=world.clock(), limit=5))


async def test_who_is_new_is_greeted_and_reads_what_it_is_about(world: World) -> None:
    await world.writes(ADDRESS, "START snoeien-2027_urk")

    greeting, line = await said(world)
    assert (greeting.text, line.text) == (
        world.content.channels.greeting,
        "Wilt u snoeien?",
    )
    assert [(one.title, one.payload) for one in line.buttons] == [("Vertel meer", "/ask_human")]
    assert await starts(world) == {"snoeien-2027_urk": 1}
    assert await turns(world) == 0


@pytest.mark.parametrize("text", ["start Snoeien-2027_ALLE", " Start   snoeien-2027_alle "])
async def test_a_code_is_known_however_it_is_typed(world: World, text: str) -> None:
    await world.writes(ADDRESS, text)

    assert await starts(world) == {"snoeien-2027_alle": 1}


async def test_the_answer_to_it_is_its_button(world: World) -> None:
    await world.writes(ADDRESS, "START snoeien-2027_urk")

    await world.writes(ADDRESS, "vertel meer")

    async with world.store.transaction() as work:
        (turn,) = await work.claim("w", now=world.clock(), until=world.clock(), limit=5)
    assert turn.payload == "/ask_human"


@pytest.mark.parametrize(
    "code", ["onbekend_urk", "snoeien-2027_elders", "plantdag-urk_dronten", "_", "snoeien-2027_"]
)
async def test_an_unknown_code_only_starts(world: World, code: str) -> None:
    await world.writes(ADDRESS, f"START {code}")

    assert [one.text for one in await said(world)] == [world.content.channels.greeting]
    assert (await starts(world), await turns(world)) == ({}, 0)


async def test_a_code_of_which_the_last_day_is_gone_only_starts(world: World) -> None:
    await world.later(days=200)

    await world.writes(ADDRESS, "START snoeien-2027_urk")

    assert [one.text for one in await said(world)] == [world.content.channels.greeting]


@pytest.mark.parametrize("text", ["start een bedrijf", "start bedrijf", "start x_urk nu"])
async def test_a_question_about_starting_is_a_question(world: World, text: str) -> None:
    await world.writes(ADDRESS, text)

    assert (await turns(world), await starts(world)) == (1, {})


async def test_who_had_stopped_gets_messages_again(world: World) -> None:
    await world.writes(ADDRESS, "hoi")
    await world.writes(ADDRESS, "STOP")

    await world.writes(ADDRESS, "START snoeien-2027_urk")

    assert (await said(world))[-1].text == "Wilt u snoeien?"
    async with world.store.transaction() as work:
        assert not await work.want_again("telegram", ADDRESS)


async def test_the_website_says_it_right_after_the_greeting(
    site: httpx.AsyncClient, sqlite_store: SqlStore
) -> None:
    opened = await site.post("/api/v1/conversations", json={"start": "scan-2027_urk"})

    path = f"/api/v1/conversations/{opened.json()['id']}/messages"
    token = {"Authorization": f"Bearer {opened.json()['token']}"}
    greeting, line = (await site.get(path, headers=token)).json()["messages"]
    assert greeting["meta"]["kind"] == "greeting"
    assert line["buttons"] == [{"title": "Doe de bedrijfsscan", "payload": "/start_scan"}]
    pressed = {"client_id": "0b6b3a3e-3d57-4b41-8c5c-1f1d8f3c9a10", "payload": "/start_scan"}
    assert (await site.post(path, json=pressed, headers=token)).status_code == 202
    async with sqlite_store.reading() as work:
        assert await work.starts() == {"scan-2027_urk": 1}


@pytest.mark.parametrize("body", [{}, {"start": None}, {"start": "onbekend"}, {"start": ""}])
async def test_without_a_code_that_is_known_the_website_only_greets(
    site: httpx.AsyncClient, body: object
) -> None:
    opened = await site.post("/api/v1/conversations", json=body)

    path = f"/api/v1/conversations/{opened.json()['id']}/messages"
    token = {"Authorization": f"Bearer {opened.json()['token']}"}
    assert len((await site.get(path, headers=token)).json()["messages"]) == 1


def test_every_code_of_every_invitation_is_known_and_fits_telegram(
    content: Content, clock: HandClock
) -> None:
    campaigns = Campaigns(content, clock)
    places = [place.id for place in content.organisation.municipalities]

    for invitation in content.invitations.all:
        for place in [None, *filter(invitation.is_for, places)]:
            code = invitation.code(place)
            start = campaigns.start(code)
            assert start is not None
            assert start.reply.text == invitation.welcome
            # https://core.telegram.org/bots/features#deep-linking
            assert len(code) <= 64
            assert campaigns.code_in(f"START {code}") == code


def test_each_channel_in_use_has_its_link() -> None:
    phones = Phones(whatsapp="+31320123456", sms="+31320654321", telegram="schakel_bot")
    doors = Doors(phones, "https://schakel.example.org/")

    assert doors.links("scan-2027_urk") == {
        "whatsapp": "https://wa.me/31320123456?text=START%20scan-2027_urk",
        "sms": "sms:+31320654321?body=START%20scan-2027_urk",
        "telegram": "https://t.me/schakel_bot?start=scan-2027_urk",
        "web": "https://schakel.example.org/?start=scan-2027_urk",
    }
    assert not Doors().links("x")


def test_a_qr_code_is_a_picture_of_its_kind() -> None:
    assert picture("https://example.org", "png").startswith(b"\x89PNG")
    assert b"<svg" in picture("https://example.org", "svg")
