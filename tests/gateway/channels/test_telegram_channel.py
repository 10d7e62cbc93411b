"""Messages go out to Telegram, and what goes wrong there has a name."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest
from telegram import Bot

from advice.content import load_content
from apps.settings import ROOT
from conversations.channels import (
    Choice,
    DeliveryError,
    MediaAway,
    MediaGone,
    NotOurs,
    OptedOut,
    OutboundFile,
    OutboundMessage,
    Part,
    ProviderAway,
    Refused,
    Throttled,
    Unclear,
    Unreachable,
)
from conversations.files import MediaRef, NewFile
from conversations.messages import Author
from gateway.channels.telegram.bot import prepare, telegram_bot
from gateway.channels.telegram.channel import TelegramChannel
from tests.support.telegram import SECRET, TOKEN, BotApi, telegram
from tests.support.telegram_chats import JPEG, PNG
from tests.support.time import HandClock

MENU = load_content(ROOT / "data").channels.menu

ANS = 4711
LIMIT = 1_000_000
PICTURE = OutboundFile("uitslag.png", "image/png", PNG, "https://schakel.example.org/f/1")
REPORT = OutboundFile("uw-scan.pdf", "application/pdf", b"%PDF-1.7", "https://x.example.org/2")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with telegram() as running:
        running.chat(ANS)
        yield running


@pytest.fixture
def bot(api: BotApi) -> Bot:
    return telegram_bot(TOKEN, api=api.url, seconds=0.5)


@pytest.fixture
async def channel(bot: Bot) -> AsyncIterator[TelegramChannel]:
    opened = TelegramChannel(bot, MENU)
    yield opened
    await opened.close()


def message(
    text: str, *titles: str, files: tuple[OutboundFile, ...] = (), expects_number: bool = False
) -> OutboundMessage:
    choices = tuple(Choice(f"k{place}", title) for place, title in enumerate(titles))
    return OutboundMessage(Author.BOT, text, choices, files, expects_number=expects_number)


async def sent(channel: TelegramChannel, whole: OutboundMessage) -> list[str]:
    parts = channel.parts(whole)
    return [await channel.send(str(ANS), part, f"1-{n}") for n, part in enumerate(parts)]


async def test_a_text_arrives_as_it_was_said(api: BotApi, channel: TelegramChannel) -> None:
    text = "Kijk op https://example.org/a_b of *bel* <0320-000000> _nu_."

    ids = await sent(channel, message(text))

    [shown] = api.chat(ANS).received
    assert (shown.text, [str(shown.id)]) == (text, ids)
    [call] = api.made("sendMessage")
    assert call.keys() == {"chat_id", "text", "link_preview_options"}
    assert call["link_preview_options"] == {"is_disabled": True}


async def test_short_choices_stand_two_in_a_row(api: BotApi, channel: TelegramChannel) -> None:
    await sent(channel, message("Wilt u dat?", "Ja", "Nee", "Weet ik niet"))

    [shown] = api.chat(ANS).received
    assert [[one["text"] for one in row] for row in shown.rows] == [["Ja", "Nee"], ["Weet ik niet"]]
    assert [one["callback_data"] for row in shown.rows for one in row] == ["k0", "k1", "k2"]


async def test_a_long_choice_has_a_row_of_its_own(api: BotApi, channel: TelegramChannel) -> None:
    await sent(channel, message("Wat wilt u?", "Ja", "Een gesprek met een mens"))

    [shown] = api.chat(ANS).received
    assert [len(row) for row in shown.rows] == [1, 1]


async def test_more_than_eight_choices_become_a_numbered_menu(
    api: BotApi, channel: TelegramChannel
) -> None:
    await sent(channel, message("Welke?", *(f"Keuze {letter}" for letter in "abcdefghi")))

    [shown] = api.chat(ANS).received
    assert shown.rows == []
    assert "1. Keuze a\n" in shown.text
    assert "9. Keuze i\n" in shown.text


async def test_a_title_that_no_phone_shows_whole_makes_a_menu_with_letters_beside_numbers(
    api: BotApi, channel: TelegramChannel
) -> None:
    long = "Ik weet het niet precies, maar het zijn er meer dan tien"

    await sent(channel, message("Hoeveel?", long, "Geen", expects_number=True))

    [shown] = api.chat(ANS).received
    assert shown.rows == []
    assert f"A. {long}\n" in shown.text


async def test_a_long_text_comes_in_parts_with_the_buttons_below_the_last(
    api: BotApi, channel: TelegramChannel
) -> None:
    text = "\n\n".join(f"Alinea {n}. " + "Woorden genoeg 😀. " * 40 for n in range(12))

    await sent(channel, message(text, "Ja", "Nee"))

    shown = api.chat(ANS).received
    assert len(shown) > 1
    assert [one.titles for one in shown] == [[]] * (len(shown) - 1) + [["Ja", "Nee"]]
    assert " ".join(one.text for one in shown).split() == text.split()


async def test_a_picture_comes_with_its_text_and_buttons(
    api: BotApi, channel: TelegramChannel
) -> None:
    await sent(channel, message("Dit is de uitslag.", "Verder", files=(PICTURE,)))

    [shown] = api.chat(ANS).received
    assert shown.is_photo
    assert (shown.text, shown.titles) == ("Dit is de uitslag.", ["Verder"])
    assert shown.file
    assert (shown.file.name, shown.file.data) == ("uitslag.png", PNG)


async def test_a_report_is_a_document_with_its_name(api: BotApi, channel: TelegramChannel) -> None:
    await sent(channel, message("", files=(REPORT,)))

    [shown] = api.chat(ANS).received
    assert not shown.is_photo
    assert shown.file
    assert (shown.file.name, shown.file.media_type) == ("uw-scan.pdf", "application/pdf")


async def test_a_text_that_is_no_caption_goes_before_the_file(
    api: BotApi, channel: TelegramChannel
) -> None:
    text = "Een zin. " * 150

    await sent(channel, message(text, "Verder", files=(PICTURE,)))

    words, picture = api.chat(ANS).received
    assert (words.text, words.titles) == (text.strip(), [])
    assert (picture.text, picture.titles) == ("", ["Verder"])


async def test_two_files_follow_the_text_in_their_order(
    api: BotApi, channel: TelegramChannel
) -> None:
    await sent(channel, message("Uw scan.", "Verder", files=(PICTURE, REPORT)))

    shown = api.chat(ANS).received
    assert [one.text for one in shown] == ["Uw scan.", "", ""]
    assert [one.is_photo for one in shown] == [False, True, False]
    assert shown[-1].titles == ["Verder"]


async def test_a_picture_too_large_for_a_photo_is_a_document(
    api: BotApi, channel: TelegramChannel
) -> None:
    large = OutboundFile("groot.png", "image/png", PNG + b"\0" * 10_000_000, PICTURE.url)

    await sent(channel, message("", files=(large,)))

    assert not api.chat(ANS).received[0].is_photo


type Wrong = Callable[[BotApi], object]


def _blocked(api: BotApi) -> None:
    api.chat(ANS).has_blocked = True


def _deactivated(api: BotApi) -> None:
    api.chat(ANS).is_deactivated = True


WRONG: list[tuple[Wrong, type[DeliveryError], str]] = [
    (_blocked, OptedOut, "blocked"),
    (_deactivated, Unreachable, "forbidden: user is deactivated"),
    (lambda api: api.throttle(7), Throttled, "429"),
    (lambda api: api.refuse(429, "Too Many Requests"), Throttled, "429"),
    (lambda api: api.refuse(500, "Internal Server Error"), ProviderAway, "ill"),
    (lambda api: api.refuse(502, "Bad Gateway"), ProviderAway, "ill"),
    (lambda api: api.refuse(401, "Unauthorized"), NotOurs, "unauthorized"),
    (lambda api: api.refuse(413, "Request Entity Too Large"), Refused, "413"),
    (lambda api: api.refuse(400, "Bad Request: chat not found"), Unreachable, "chat not found"),
    (lambda api: api.refuse(400, "Bad Request: PEER_ID_INVALID"), Unreachable, "peer_id_invalid"),
    (
        lambda api: api.refuse(400, 'Bad Request: unsupported word "geheim" at 3'),
        Refused,
        "unsupported word",
    ),
    (
        lambda api: api.refuse(400, "Bad Request: group upgraded", migrate_to_chat_id=-1009),
        Unreachable,
        "chat migrated",
    ),
    (lambda api: api.hang(), Unclear, "timed out"),
    (lambda api: api.cut(), Unclear, "broken off"),
    (lambda api: api.garble(), Unclear, "unreadable"),
]


@pytest.mark.parametrize(("goes_wrong", "error", "code"), WRONG)
async def test_what_goes_wrong_has_a_name(
    api: BotApi,
    channel: TelegramChannel,
    goes_wrong: Wrong,
    error: type[DeliveryError],
    code: str,
) -> None:
    goes_wrong(api)

    with pytest.raises(DeliveryError) as raised:
        await channel.send(str(ANS), Part("hoi"), "1-0")

    assert (type(raised.value), raised.value.code) == (error, code)


async def test_how_long_to_wait_is_told(api: BotApi, channel: TelegramChannel) -> None:
    api.throttle(7)

    with pytest.raises(Throttled) as raised:
        await channel.send(str(ANS), Part("hoi"), "1-0")

    assert raised.value.retry_after == timedelta(seconds=7)


async def test_a_call_is_made_once(api: BotApi, channel: TelegramChannel) -> None:
    api.refuse(500, "Internal Server Error")

    with pytest.raises(ProviderAway):
        await channel.send(str(ANS), Part("hoi"), "1-0")

    assert (api.refusals, api.calls) == (["Internal Server Error"], [])


async def test_what_broke_off_may_have_arrived_and_telegram_cannot_tell(
    api: BotApi, channel: TelegramChannel
) -> None:
    api.cut()

    with pytest.raises(Unclear):
        await channel.send(str(ANS), Part("hoi"), "1-0")

    assert [shown.text for shown in api.chat(ANS).received] == ["hoi"]
    assert await channel.sent_before(str(ANS), Part("hoi"), "1-0", HandClock().now) is None


async def test_a_telegram_that_is_not_there_is_away(api: BotApi, channel: TelegramChannel) -> None:
    async with api.away():
        with pytest.raises(ProviderAway) as raised:
            await channel.send(str(ANS), Part("hoi"), "1-0")

    assert raised.value.code == "unreachable"
    assert await channel.send(str(ANS), Part("hoi"), "1-0")


@pytest.mark.parametrize("address", ["99", "ans@example.org", ""])
async def test_who_never_wrote_cannot_be_written_to(channel: TelegramChannel, address: str) -> None:
    with pytest.raises(Unreachable):
        await channel.send(address, Part("hoi"), "1-0")


async def test_there_is_no_window_to_invite_anybody_back(channel: TelegramChannel) -> None:
    with pytest.raises(Refused):
        await channel.send_template(str(ANS), "terug", "1-0")


async def test_the_log_holds_neither_words_nor_token(
    api: BotApi,
    channel: TelegramChannel,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("INFO")
    caplog.set_level("WARNING", logger="httpx")
    api.garble()

    with pytest.raises(Unclear):
        await channel.send(str(ANS), Part("mijn geheim " * 99), "1-0")

    logged = caplog.text + "".join(capfd.readouterr())
    assert "geheim" not in logged
    assert TOKEN not in logged


async def test_what_somebody_sent_is_fetched(api: BotApi, channel: TelegramChannel) -> None:
    await api.chat(ANS).sends_document(b"%PDF-1.7", "plan.pdf", "application/pdf")
    media = MediaRef("file-1", "application/pdf", "plan.pdf", 8)

    fetched = await channel.fetch(media, LIMIT)

    assert fetched == NewFile("plan.pdf", "application/pdf", b"%PDF-1.7")


async def test_a_file_without_a_name_gets_that_of_telegram(
    api: BotApi, channel: TelegramChannel
) -> None:
    await api.chat(ANS).sends_photo(JPEG)

    fetched = await channel.fetch(MediaRef("file-1", "image/jpeg"), LIMIT)

    assert fetched.title == "file-1-foto.jpg"


@pytest.mark.parametrize("size", [None, 5, 2_000])
async def test_a_file_above_the_limit_is_let_go(
    api: BotApi, channel: TelegramChannel, size: int | None
) -> None:
    await api.chat(ANS).sends_photo(JPEG + b"\0" * 2_000)

    with pytest.raises(MediaGone):
        await channel.fetch(MediaRef("file-1", "image/jpeg", size=size), 1_000)


async def test_a_file_that_telegram_lost_is_gone(channel: TelegramChannel) -> None:
    with pytest.raises(MediaGone):
        await channel.fetch(MediaRef("file-1", "image/jpeg"), LIMIT)


async def test_a_file_that_is_gone_after_it_was_found_is_gone(
    api: BotApi, channel: TelegramChannel
) -> None:
    await api.chat(ANS).sends_photo(JPEG)
    api.refuse(404, "Not Found", "file")

    with pytest.raises(MediaGone):
        await channel.fetch(MediaRef("file-1", "image/jpeg"), LIMIT)


@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_a_file_of_a_telegram_that_is_ill_can_be_fetched_later(
    api: BotApi, channel: TelegramChannel, method: str
) -> None:
    await api.chat(ANS).sends_photo(JPEG)
    api.refuse(500, "Internal Server Error", method)
    media = MediaRef("file-1", "image/jpeg")

    with pytest.raises(MediaAway):
        await channel.fetch(media, LIMIT)

    assert (await channel.fetch(media, LIMIT)).data == JPEG


async def test_a_path_on_this_machine_is_never_opened(
    api: BotApi, channel: TelegramChannel, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("ours") / "secret"
    secret.write_text("ours")
    await api.chat(ANS).sends_photo(JPEG)
    api.paths["file-1"] = str(secret)

    with pytest.raises(MediaGone):
        await channel.fetch(MediaRef("file-1", "image/jpeg"), LIMIT)


async def test_telegram_gets_to_know_where_we_are_and_what_can_be_asked(
    api: BotApi, bot: Bot, channel: TelegramChannel
) -> None:
    for _ in range(2):
        await prepare(bot, site="https://schakel.example.org/", secret=SECRET)

    assert api.webhook
    assert api.webhook.url == "https://schakel.example.org/channels/telegram"
    assert api.webhook.secret == SECRET
    assert api.allowed == ["message", "callback_query", "my_chat_member"]
    assert {one["command"] for one in api.commands} == {"mens", "stop", "start", "verwijder"}


@pytest.mark.parametrize(
    "goes_wrong",
    [
        lambda api: api.refuse(502, "Bad Gateway", "setWebhook"),
        lambda api: api.refuse(401, "Unauthorized", "setMyCommands"),
        lambda api: api.throttle(1, "setWebhook"),
    ],
)
async def test_a_telegram_that_is_ill_at_our_start_gets_to_know_it_later(
    api: BotApi, bot: Bot, channel: TelegramChannel, goes_wrong: Wrong
) -> None:
    goes_wrong(api)

    await prepare(bot, site="https://schakel.example.org", secret=SECRET, pause=0.01)

    assert api.webhook
    assert api.commands


async def test_a_site_that_telegram_does_not_take_is_not_tried_for_ever(
    api: BotApi, bot: Bot, channel: TelegramChannel
) -> None:
    await prepare(bot, site="http://schakel.example.org", secret=SECRET)

    assert len(api.refusals) == 1
    assert api.webhook is None
