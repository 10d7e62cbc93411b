"""Without a public address we ask Telegram, and lose nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
from telegram import Bot

from conversations.channels import Arrival
from gateway.channels.telegram.bot import hang_up, telegram_bot
from gateway.channels.telegram.polling import poll
from gateway.channels.telegram.updates import Updates
from tests.support.telegram import SECRET, TOKEN, BotApi, telegram
from tests.support.telegram_methods import Webhook

ANS = 4711
GROUP = -1_002_000_000_001
NOT_HERE = "In een groep kan ik u niet helpen."


@dataclass
class Kept:
    """What the product was told; `failures` times it cannot keep it."""

    arrivals: list[Arrival] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    failures: int = 0

    async def arrive(self, arrival: Arrival) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        self.arrivals.append(arrival)

    async def report_blocked(self, address: str) -> None:
        self.blocked.append(address)

    @property
    def texts(self) -> list[str]:
        return [arrival.text for arrival in self.arrivals]


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with telegram() as running:
        yield running


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    made = telegram_bot(TOKEN, api=api.url, seconds=1)
    yield made
    await hang_up(made)


@pytest.fixture
def updates(kept: Kept) -> Updates:
    return Updates(arrive=kept.arrive, report_blocked=kept.report_blocked, group=NOT_HERE)


@pytest.fixture
async def polling(bot: Bot, updates: Updates) -> AsyncIterator[asyncio.Task[None]]:
    running = asyncio.create_task(poll(bot, updates, pause=0.02))
    yield running
    running.cancel()
    await asyncio.wait({running})


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not is_so():
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("polling")
async def test_what_people_say_comes_in_their_order(api: BotApi, kept: Kept) -> None:
    for words in ("een", "twee", "/mens"):
        await api.chat(ANS).says(words)

    await until(lambda: len(kept.arrivals) == 3)
    assert kept.texts == ["een", "twee", "ik wil een mens spreken"]


@pytest.mark.usefixtures("polling")
async def test_what_was_kept_is_not_asked_for_again(api: BotApi, kept: Kept) -> None:
    await api.chat(ANS).says("een")
    await until(lambda: kept.arrivals)
    await api.chat(ANS).says("twee")
    await until(lambda: len(kept.arrivals) == 2)

    await api.chat(ANS).says("drie")

    await until(lambda: len(kept.arrivals) == 3)
    assert kept.texts == ["een", "twee", "drie"]


async def test_a_webhook_is_put_off_and_the_commands_are_shown(
    api: BotApi, bot: Bot, updates: Updates, kept: Kept
) -> None:
    api.webhook = Webhook("https://schakel.example.org/channels/telegram", SECRET)

    polling = asyncio.create_task(poll(bot, updates, pause=0.02))
    await until(lambda: api.commands)
    await api.chat(ANS).says("hoi")
    await until(lambda: kept.arrivals)
    polling.cancel()
    await asyncio.wait({polling})

    assert api.webhook is None


@pytest.mark.usefixtures("polling")
async def test_a_press_is_answered_and_its_keyboard_used(api: BotApi, bot: Bot, kept: Kept) -> None:
    ans = api.chat(ANS)
    button = {"text": "Ja", "callback_data": "ja"}
    await bot.send_message(ANS, "Wilt u?", reply_markup={"inline_keyboard": [[button]]})  # type: ignore[arg-type]

    await ans.presses("Ja")

    await until(lambda: ans.received[0].edits)
    assert kept.arrivals[0].choice == "ja"
    assert len(api.made("answerCallbackQuery")) == 1
    assert ans.received[0].text == "Wilt u?\n\n✓ Ja"


@pytest.mark.usefixtures("polling")
async def test_a_group_is_left_and_who_blocks_is_reported(api: BotApi, kept: Kept) -> None:
    group = api.group(GROUP)

    await group.adds_bot()
    await api.chat(ANS).blocks()

    await until(lambda: kept.blocked)
    assert kept.blocked == ["4711"]
    assert [shown.text for shown in group.received] == [NOT_HERE]
    assert not group.is_member


@pytest.mark.parametrize(
    "goes_wrong",
    [
        lambda api: api.refuse(500, "Internal Server Error"),
        lambda api: api.throttle(1),
        lambda api: api.refuse(409, "Conflict: terminated by other getUpdates request"),
        lambda api: api.refuse(401, "Unauthorized"),
        lambda api: api.cut(),
        lambda api: api.garble(),
    ],
)
async def test_after_an_error_it_goes_on(
    api: BotApi, bot: Bot, updates: Updates, kept: Kept, goes_wrong: Callable[[BotApi], None]
) -> None:
    for _ in range(3):
        goes_wrong(api)
    await api.chat(ANS).says("hoi")

    polling = asyncio.create_task(poll(bot, updates, pause=0.02))
    await until(lambda: kept.arrivals)
    polling.cancel()
    await asyncio.wait({polling})

    assert kept.texts == ["hoi"]


@pytest.mark.usefixtures("polling")
async def test_after_telegram_was_away_it_goes_on(api: BotApi, kept: Kept) -> None:
    await until(lambda: api.commands)

    async with api.away():
        await api.chat(ANS).says("hoi")
        await asyncio.sleep(0.1)

    await until(lambda: kept.arrivals)
    assert kept.texts == ["hoi"]


@pytest.mark.usefixtures("polling")
async def test_what_could_not_be_kept_comes_again_before_what_follows(
    api: BotApi, kept: Kept
) -> None:
    kept.failures = 2

    await api.chat(ANS).says("een")
    await api.chat(ANS).says("twee")

    await until(lambda: len(kept.arrivals) == 2)
    assert kept.texts == ["een", "twee"]
