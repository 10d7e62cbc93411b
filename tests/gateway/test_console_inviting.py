"""What a team lead sees of invitations: counts and no people; and what they can do."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from litestar.testing import AsyncTestClient

from advice.content import load_content
from apps.console import create_app
from apps.settings import Settings
from handoff.advisors import Advisor, Deed, Role
from handoff.inviting import Sending, SendingState
from storage.connect import connect
from storage.database import Database
from storage.store import SqlStore
from tests.advice.folder import Folder
from tests.support.console import CHEAP, Client, deeds, logged_in, member, send
from tests.support.inviting import World
from tests.support.time import HandClock

PAGE = "/adviseur/uitnodigen"
ONE = f"{PAGE}/snoeien-2027"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")


@pytest.fixture
async def base(sqlite_url: str) -> AsyncIterator[Database]:
    database = connect(sqlite_url)
    yield database
    await database.close()


@pytest.fixture
async def lead(base: Database) -> Advisor:
    return await member(SqlStore(base), role=Role.LEAD)


@pytest.fixture
async def client(
    sqlite_url: str, clock: HandClock, folder: Folder, lead: Advisor
) -> AsyncIterator[Client]:
    """The browser of a team lead, where Telegram and WhatsApp are in use."""
    settings = Settings(
        database_url=sqlite_url,
        content=str(folder.path),
        telegram_token="1:x",
        telegram_secret="x",
        telegram_name="schakel_bot",
        twilio_account="AC1",
        twilio_token="x",
        whatsapp_number="+31320123456",
        site_url="https://schakel.example.org",
    )
    async with AsyncTestClient(create_app(settings, clock=clock, hasher=CHEAP)) as client:
        await logged_in(client)
        yield client


@pytest.fixture
def world(base: Database, clock: HandClock, folder: Folder) -> World:
    return World(SqlStore(base), base, load_content(folder.path), clock)


async def newest(world: World) -> Sending | None:
    async with world.store.reading() as work:
        return next(iter(await work.sendings(limit=1)), None)


def figures(page: str) -> dict[str, str]:
    """Return the numbers of how it would go."""
    return dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))


async def test_all_invitations_stand_there_with_how_many_want_to_hear_of_them(
    client: Client, world: World
) -> None:
    for number in range(12):
        await world.wants(f"{number}")
    await world.wants("12", subject="plantdag")

    page = (await client.get(PAGE)).text

    assert "Samen snoeien" in page
    assert "Snoeien: 12 willen hier een bericht over" in page
    assert "De plantdag: minder dan 10 willen hier een bericht over" in page


async def test_fewer_than_ten_are_not_counted_out_and_nobody_is_named(
    client: Client, world: World
) -> None:
    for number in range(10):
        await world.wants(f"06123{number}", municipality="urk")
    for number in range(9):
        await world.wants(f"06124{number}", municipality="dronten")

    page = (await client.get(ONE)).text

    rows = re.findall(r'<th scope="row">(\w+)</th>\s*<td[^>]*>(\w+)</td>\s*<td[^>]*>([^<]*)<', page)
    assert rows == [("Dronten", "Telegram", "minder dan 10"), ("Urk", "Telegram", "10")]
    assert "0612" not in page


async def test_it_tells_how_it_would_go(client: Client, world: World) -> None:
    for number in range(11):
        await world.wants(f"{number}")
    await world.wants("+31612345678", "whatsapp")
    await world.wants("+31612345679", "sms")
    await world.writes("+31612345670", "stop", "whatsapp")
    await world.later(hours=30)
    await logged_in(client)

    found = figures((await client.get(ONE)).text)

    assert found["Krijgen de uitnodiging nu"] == "11"
    assert found["Kan niet: sjabloon ontbreekt"] == "minder dan 10"
    assert found["Kan niet: kanaal is niet ingesteld"] == "minder dan 10"
    assert found["Kregen al iets over dit onderwerp"] == "niemand"
    assert found["Klaar"] == "rond 24-11-2026 16:03"


async def test_sending_asks_for_a_tick_with_the_number_first(client: Client, world: World) -> None:
    await world.wants("1")

    answer = await send(client, f"{ONE}/verstuur", number="minder dan 10")

    assert answer.status_code == 422
    assert await newest(world) is None


async def test_it_is_sent_once_however_often_one_presses(
    client: Client, world: World, lead: Advisor
) -> None:
    for number in range(12):
        await world.wants(f"{number}")
    form = {"number": "12", "confirmed": "ja"}

    first = await send(client, f"{ONE}/verstuur", **form)
    second = await send(client, f"{ONE}/verstuur", **form)

    assert (first.status_code, second.status_code) == (200, 422)
    assert "wordt verstuurd aan 12 mensen" in first.text
    sending = await newest(world)
    assert sending is not None
    assert (sending.people, sending.advisor) == (12, lead.id)
    assert (await deeds(world.store)).count(Deed.INVITATION_SENT) == 1


async def test_another_number_than_was_shown_is_refused(client: Client, world: World) -> None:
    for number in range(12):
        await world.wants(f"{number}")

    answer = await send(client, f"{ONE}/verstuur", number="11", confirmed="ja")

    assert answer.status_code == 422
    assert "Er is intussen iets veranderd" in answer.text
    assert await newest(world) is None


async def test_a_sending_can_be_stopped_and_shows_what_came_of_it(
    client: Client, world: World
) -> None:
    for number in range(12):
        await world.wants(f"{number}")
    await world.later(hours=2)
    await logged_in(client)
    await send(client, f"{ONE}/verstuur", number="12", confirmed="ja")
    await world.minutes(4)
    sending = await newest(world)
    assert sending is not None

    answer = await send(client, f"{ONE}/stop", sending=str(sending.id))
    again = await send(client, f"{ONE}/stop", sending=str(sending.id))

    assert (answer.status_code, again.status_code) == (200, 422)
    stopped = await newest(world)
    assert stopped is not None
    assert stopped.state is SendingState.STOPPED
    assert figures(answer.text)["Verstuurd"] == "12"
    assert Deed.INVITATION_STOPPED in await deeds(world.store)


async def test_each_channel_shows_what_people_read(client: Client) -> None:
    page = (await client.get(ONE)).text

    assert page.count("Team Groen gaat snoeien. Antwoord STOP als u niets meer wilt.") == 3
    assert "Knop: <strong>Vertel meer</strong>" in page
    assert "Of antwoord: Vertel meer" in page
    assert "het sjabloon uitnodiging-snoeien-2027, en dat is nog niet ingesteld" in page


async def test_links_and_codes_are_made_for_a_municipality(client: Client) -> None:
    page = (await client.get(f"{ONE}?gemeente=urk")).text

    assert "https://t.me/schakel_bot?start=snoeien-2027_urk" in page
    assert "https://schakel.example.org/?start=snoeien-2027_urk" in page
    assert "https://wa.me/31320123456?text=START%20snoeien-2027_urk" in page
    assert page.count("<svg") == 3


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
async def test_a_code_can_be_taken_along_as_a_file(
    client: Client, kind: str, begins: bytes
) -> None:
    answer = await client.get(f"{ONE}/qr/telegram?gemeente=urk&soort={kind}")

    assert answer.content.startswith(begins)
    name = f'attachment; filename="snoeien-2027_urk-telegram.{kind}"'
    assert answer.headers["content-disposition"] == name


@pytest.mark.parametrize(
    "path",
    [f"{PAGE}/onbekend", f"{ONE}/qr/sms", f"{ONE}/qr/onbekend", f"{PAGE}/onbekend/qr/telegram"],
)
async def test_what_is_not_there_is_not_there(client: Client, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_an_advisor_may_neither_look_nor_send(client: Client, world: World) -> None:
    await member(world.store, "ans@example.org", role=Role.ADVISOR)
    await world.wants("1")
    await send(client, "/adviseur/uitloggen")
    await logged_in(client, "ans@example.org")

    looked = await client.get(ONE)
    sent = await send(client, f"{ONE}/verstuur", number="minder dan 10", confirmed="ja")

    assert (looked.status_code, sent.status_code) == (403, 403)
    assert await newest(world) is None
    assert PAGE not in (await client.get("/")).text


async def test_a_form_without_its_token_sends_nothing(client: Client, world: World) -> None:
    await world.wants("1")

    answer = await client.post(
        f"{ONE}/verstuur", data={"number": "minder dan 10", "confirmed": "ja"}
    )

    assert answer.status_code == 403
    assert await newest(world) is None
