"""What people do in Telegram comes in once, and only from Telegram."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient
from telegram import Bot

from advice.content import load_content
from apps.settings import ROOT
from conversations.channels import Arrival, Choice, OutboundFile, OutboundMessage
from conversations.files import PLACE, MediaRef
from conversations.messages import Author
from gateway.channels.telegram.bot import PATH, hang_up, prepare, telegram_bot
from gateway.channels.telegram.channel import TelegramChannel
from gateway.channels.telegram.updates import Updates
from gateway.channels.telegram.webhook import telegram_webhook
from tests.support.serving import serving
from tests.support.telegram import SECRET, TOKEN, BotApi, telegram
from tests.support.telegram_chats import PNG, Chat, Shown

MENU = load_content(ROOT / "data").channels.menu

ANS = 4711
GROUP = -1_002_000_000_001
SITE = "https://schakel.example.org"
OLD_SECRET = "the-one-before"
NOT_HERE = "In een groep kan ik u niet helpen."
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Kept:
    """What the product was told, each arrival once; `is_ill` for as long as it cannot keep."""

    arrivals: dict[str, Arrival] = field(default_factory=dict)
    blocked: list[str] = field(default_factory=list)
    is_ill: bool = False

    async def arrive(self, arrival: Arrival) -> None:
        if self.is_ill:
            raise ConnectionError
        self.arrivals.setdefault(arrival.external_id, arrival)

    async def report_blocked(self, address: str) -> None:
        self.blocked.append(address)

    @property
    def only(self) -> Arrival:
        [arrival] = self.arrivals.values()
        return arrival


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    made = telegram_bot(TOKEN, api=api.url, seconds=2)
    yield made
    await hang_up(made)


@pytest.fixture
def channel(bot: Bot) -> TelegramChannel:
    return TelegramChannel(bot, MENU)


def app_of(kept: Kept, bot: Bot) -> Litestar:
    updates = Updates(arrive=kept.arrive, report_blocked=kept.report_blocked, group=NOT_HERE)
    route = telegram_webhook(updates, bot, (SECRET, OLD_SECRET))
    return Litestar([route], openapi_config=None)


@pytest.fixture
async def site(api: BotApi, kept: Kept, bot: Bot) -> AsyncIterator[str]:
    """The address of the product, which Telegram knows."""
    await prepare(bot, site=SITE, secret=SECRET)
    async with serving(app_of(kept, bot)) as address:
        api.at[SITE] = address
        yield address


@pytest.fixture
def ans(api: BotApi, site: str) -> Chat:
    return api.chat(ANS)


async def show(channel: TelegramChannel, text: str, *titles: str, **more: Any) -> None:
    choices = tuple(Choice(f"id-{title}", title) for title in titles)
    message = OutboundMessage(Author.BOT, text, choices, **more)
    for part in channel.parts(message):
        await channel.send(str(ANS), part, "1-0")


async def until_edited(shown: Shown) -> None:
    async with asyncio.timeout(5):
        while not shown.edits:
            await asyncio.sleep(0.01)


async def test_a_text_comes_in_with_who_wrote_it(ans: Chat, kept: Kept) -> None:
    answer = await ans.says("ik zoek geld voor een oven")

    assert (answer.status, answer.body) == (200, b"")
    assert kept.only == Arrival(
        channel="telegram",
        address="4711",
        external_id="4711:1",
        text="ik zoek geld voor een oven",
        name="Ans Proef",
    )


async def test_the_same_number_of_a_message_in_two_chats_is_two_messages(
    api: BotApi, ans: Chat, kept: Kept
) -> None:
    await ans.says("hoi")
    await api.chat(4712).says("hoi")

    assert set(kept.arrivals) == {"4711:1", "4712:1"}


async def test_an_update_that_comes_twice_is_one_message(
    api: BotApi, ans: Chat, kept: Kept
) -> None:
    await ans.says("hoi")

    await api.again()

    assert len(kept.arrivals) == 1


async def test_what_could_not_be_kept_comes_again(api: BotApi, ans: Chat, kept: Kept) -> None:
    kept.is_ill = True
    answer = await ans.says("hoi")
    kept.is_ill = False

    await api.retry()

    assert answer.status == 500
    assert kept.only.text == "hoi"


@pytest.mark.parametrize("secret", ["wrong", "", "é", None, SECRET.upper()])
async def test_without_the_secret_nothing_is_kept(
    site: str, kept: Kept, secret: str | None
) -> None:
    headers = [] if secret is None else [(HEADER.encode(), secret.encode())]
    update = {"update_id": 1, "message": text_message("hoi")}

    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{site}{PATH}", json=update, headers=headers)

    assert (answer.status_code, answer.content) == (403, b"")
    assert not kept.arrivals


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
async def test_while_the_secret_is_replaced_both_open(site: str, kept: Kept, secret: str) -> None:
    update = {"update_id": 1, "message": text_message("hoi")}

    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{site}{PATH}", json=update, headers={HEADER: secret})

    assert answer.status_code == 200
    assert kept.only.text == "hoi"


@pytest.mark.parametrize("secrets", [(), ("",), (SECRET, "")])
async def test_there_is_no_route_without_a_secret(
    kept: Kept, bot: Bot, secrets: tuple[str, ...]
) -> None:
    updates = Updates(arrive=kept.arrive, report_blocked=kept.report_blocked, group="")

    with pytest.raises(ValueError, match="secret"):
        telegram_webhook(updates, bot, secrets)


async def test_a_press_comes_in_and_its_button_stops_turning(
    ans: Chat, api: BotApi, channel: TelegramChannel, kept: Kept
) -> None:
    await show(channel, "Wilt u dat?", "Ja", "Nee")

    answer = await ans.presses("Ja")

    query = api.last_update
    assert query
    id = query["callback_query"]["id"]
    assert json.loads(answer.body) == {"method": "answerCallbackQuery", "callback_query_id": id}
    assert kept.only == Arrival(
        channel="telegram",
        address="4711",
        external_id=id,
        text="Ja",
        choice="id-Ja",
        name="Ans Proef",
    )


async def test_a_used_keyboard_becomes_what_was_chosen(
    ans: Chat, channel: TelegramChannel, api: BotApi
) -> None:
    await show(channel, "Wilt u dat?", "Ja", "Nee")

    await ans.presses("Nee")

    [shown] = ans.received
    await until_edited(shown)
    assert (shown.text, shown.titles) == ("Wilt u dat?\n\n✓ Nee", [])
    assert api.made("editMessageText")[0]["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize("text", ["De uitslag.", ""])
async def test_a_used_keyboard_below_a_picture_too(
    ans: Chat, channel: TelegramChannel, text: str
) -> None:
    picture = OutboundFile("uitslag.png", "image/png", PNG, f"{SITE}/f/1")
    await show(channel, text, "Verder", files=(picture,))

    await ans.presses("Verder")

    [shown] = ans.received
    await until_edited(shown)
    assert (shown.text, shown.titles) == (f"{text}\n\n✓ Verder".strip(), [])


async def test_of_a_full_message_only_the_buttons_go(ans: Chat, channel: TelegramChannel) -> None:
    text = "x" * 4_095
    await show(channel, text, "Ja")

    await ans.presses("Ja")

    [shown] = ans.received
    await until_edited(shown)
    assert (shown.text, shown.titles) == (text, [])


async def test_a_press_on_what_was_already_used_counts_and_changes_nothing(
    ans: Chat, channel: TelegramChannel, kept: Kept, api: BotApi
) -> None:
    await show(channel, "Wilt u dat?", "Ja")
    [shown] = ans.received
    await ans.presses("Ja")
    await until_edited(shown)

    await ans.presses_on(shown, "id-Ja")
    await api.again()

    assert [one.choice for one in kept.arrivals.values()] == ["id-Ja", "id-Ja"]
    assert shown.edits == 1


async def test_a_press_counts_also_when_the_message_cannot_be_changed(
    ans: Chat, channel: TelegramChannel, kept: Kept, api: BotApi
) -> None:
    await show(channel, "Wilt u dat?", "Ja")
    api.refuse(500, "Internal Server Error", "editMessageText")

    answer = await ans.presses("Ja")

    assert answer.status == 200
    assert kept.only.choice == "id-Ja"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/start", "START"),
        ("/start flyer-urk_2026", "START flyer-urk_2026"),
        ("/START", "START"),
        ("/stop", "STOP"),
        ("/stop alstublieft", "STOP"),
        ("/stop@schakel_proef_bot", "STOP"),
        ("/verwijder", "VERWIJDER"),
        ("/mens", "ik wil een mens spreken"),
        ("/mens over mijn oven", "ik wil een mens spreken over mijn oven"),
        ("/hulp", "/hulp"),
        ("stop / start", "stop / start"),
    ],
)
async def test_a_command_is_what_one_could_have_typed(
    ans: Chat, kept: Kept, typed: str, words: str
) -> None:
    await ans.says(typed)

    assert kept.only.text == words


async def test_a_photo_comes_in_its_largest_size_with_its_words(ans: Chat, kept: Kept) -> None:
    await ans.sends_photo(b"\xff\xd8\xff---", caption="dit is mijn oven")

    assert kept.only.text == "dit is mijn oven"
    assert kept.only.media == (MediaRef("file-1", "image/jpeg", size=6),)


async def test_a_document_comes_with_its_name(ans: Chat, kept: Kept) -> None:
    await ans.sends_document(b"%PDF-1.7", "plan.pdf", "application/pdf")

    assert kept.only.media == (MediaRef("file-1", "application/pdf", "plan.pdf", 8),)


async def test_a_voice_message_comes_without_words(ans: Chat, kept: Kept) -> None:
    await ans.sends_voice(b"OggS")

    assert (kept.only.text, kept.only.media) == ("", (MediaRef("file-1", "audio/ogg", "", 4),))


async def test_a_place_comes_as_its_coordinates(ans: Chat, kept: Kept) -> None:
    await ans.shares_location(52.5185, 5.4714)

    assert kept.only.media == (MediaRef("52.5185,5.4714", PLACE),)


async def test_a_place_with_a_name_comes_with_it(ans: Chat, kept: Kept) -> None:
    await ans.shares_venue("Bakkerij Proef", "Dorpsstraat 1, Dorp")

    assert kept.only.media == (
        MediaRef("52.71,5.75", PLACE, "Bakkerij Proef, Dorpsstraat 1, Dorp"),
    )


async def test_a_sticker_comes_as_nothing_that_we_can_use(ans: Chat, kept: Kept) -> None:
    await ans.sends_sticker()

    assert (kept.only.text, kept.only.media) == ("", ())


async def test_what_is_changed_later_or_only_happens_is_let_go(
    ans: Chat, api: BotApi, kept: Kept
) -> None:
    api.allowed.append("edited_message")

    answers = [await ans.edits("toch niet"), await ans.pins_a_message()]

    assert [answer.status for answer in answers] == [200, 200]
    assert not kept.arrivals


async def test_who_blocks_the_bot_is_reported_and_who_allows_it_again_is_not(
    ans: Chat, kept: Kept
) -> None:
    await ans.blocks()
    await ans.unblocks()

    assert kept.blocked == ["4711"]
    assert not kept.arrivals


async def test_in_a_group_it_says_so_once_and_leaves(api: BotApi, site: str, kept: Kept) -> None:
    group = api.group(GROUP)

    answer = await group.adds_bot()

    async with asyncio.timeout(5):
        while group.is_member:
            await asyncio.sleep(0.01)
    assert [shown.text for shown in group.received] == [NOT_HERE]
    # Said in the answer, it could come when we have already left.
    assert answer.body == b""
    assert not kept.arrivals


async def test_who_speaks_to_it_in_a_group_is_answered_and_nothing_is_kept(
    api: BotApi, site: str, kept: Kept
) -> None:
    group = api.group(GROUP)
    group.is_member = True

    await group.says("/start")
    await group.mentions_bot("hoi")
    await group.replies_to_bot("hoi")
    await group.says("zullen we morgen afspreken?")
    await group.removes_bot()

    assert [shown.text for shown in group.received] == [NOT_HERE] * 3
    assert not kept.arrivals
    assert not kept.blocked


async def test_what_is_too_large_is_not_read(site: str, kept: Kept) -> None:
    update = {"update_id": 1, "message": text_message("x" * 300_000)}

    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{site}{PATH}", json=update, headers={HEADER: SECRET})

    assert answer.status_code == 413
    assert not kept.arrivals


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b"{}", b'{"update_id": "1"}', b"\xff", b"[" * 60_000]
)
async def test_what_is_no_update_is_refused(site: str, kept: Kept, body: bytes) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(f"{site}{PATH}", content=body, headers={HEADER: SECRET})

    assert answer.status_code == 400
    assert not kept.arrivals


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"something_of_tomorrow": {"id": 1}},
        {"poll": {"id": "1"}},
        {"message": "not a message"},
        {"message": {"message_id": 1}},
        {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -1, "type": "channel"}}},
    ],
)
async def test_an_update_that_we_do_not_know_is_let_go(
    site: str, kept: Kept, content: dict[str, object]
) -> None:
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.post(
            f"{site}{PATH}", json={"update_id": 1, **content}, headers={HEADER: SECRET}
        )

    assert (answer.status_code, answer.content) == (200, b"")
    assert not kept.arrivals


def text_message(text: str) -> dict[str, object]:
    person = {"id": ANS, "is_bot": False, "first_name": "Ans"}
    chat = {"id": ANS, "type": "private", "first_name": "Ans"}
    return {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text}


_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | _NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
_NAMES = ("message", "callback_query", "my_chat_member")
_INNER = (
    *("message_id", "date", "chat", "from", "text", "photo", "document", "location", "venue"),
    *("reply_markup", "entities", "reply_to_message", "id", "data", "message", "chat_instance"),
    *("old_chat_member", "new_chat_member", "status", "user", "type", "first_name", "is_bot"),
    *("inline_keyboard", "callback_data", "title", "address", "latitude", "longitude", "file_id"),
)
LIKE_TELEGRAM = st.recursive(
    ANYTHING | st.sampled_from(["private", "group", "kicked", "member", 2**70]),
    lambda inner: st.dictionaries(st.sampled_from(_INNER), inner, max_size=8) | st.lists(inner),
    max_leaves=20,
)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, object]:
    """A message or a press as Telegram sends it, with a few things other than they are."""
    message = text_message("hoi") | draw(
        st.dictionaries(st.sampled_from(_INNER), LIKE_TELEGRAM, max_size=3)
    )
    query: dict[str, object] = {"id": "1", "from": message["from"], "chat_instance": "1"}
    query |= {"message": message, "data": "k1"}
    query |= draw(st.dictionaries(st.sampled_from(_INNER), ANYTHING, max_size=2))
    kind, content = draw(st.sampled_from([("message", message), ("callback_query", query)]))
    return {"update_id": 1, kind: content}


UPDATES = damaged() | st.fixed_dictionaries(
    {"update_id": st.integers()}, optional=dict.fromkeys(_NAMES, LIKE_TELEGRAM)
)


def test_no_body_is_ever_an_error_of_ours() -> None:
    kept = Kept()
    nowhere = telegram_bot(TOKEN, api="http://127.0.0.1:1")

    with TestClient(app_of(kept, nowhere)) as client:

        @given(st.binary() | ANYTHING.map(json.dumps).map(str.encode))
        def any_body_is_answered(body: bytes) -> None:
            answer = client.post(PATH, content=body, headers={HEADER: SECRET})

            assert answer.status_code in (200, 400)

        @given(UPDATES)
        def any_update_is_answered(update: dict[str, object]) -> None:
            answer = client.post(PATH, json=update, headers={HEADER: SECRET})

            assert answer.status_code in (200, 400)

        any_body_is_answered()
        any_update_is_answered()

    assert all(isinstance(one.text, str) for one in kept.arrivals.values())
