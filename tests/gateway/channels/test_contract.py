"""What holds on every channel: who writes is answered once, in order, and nobody else is heard."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from msgspec import structs

from advice.content import load_content
from apps.public import create_app
from apps.settings import ROOT, Settings
from conversations.channels import Channel
from conversations.fakes import ScriptedEngine
from conversations.messages import MAX_TEXT, Author, Reply
from gateway.arriving import Arriving
from gateway.deliver import Delivering
from gateway.media import MediaFirst
from gateway.turn import TakeTurn
from gateway.work import LEASE
from handoff.moves import Moves
from kit.clock import Clock, utc_now
from kit.log import CHATTY
from storage.connect import connect
from storage.store import SqlStore
from tests.gateway.channels.email_line import EmailLine
from tests.gateway.channels.lines import OLD, WRONG, Line, TelegramLine, TwilioLine, WebLine
from tests.gateway.channels.terminal_line import TerminalLine
from tests.support.serving import serving
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
GREETING = CONTENT.organisation.fill(CONTENT.channels.greeting)
"""What comes first where messages are carried."""

CALLED: dict[str, Callable[[Clock], Line]] = {
    "whatsapp": lambda clock: TwilioLine("whatsapp", clock),
    "sms": lambda clock: TwilioLine("sms", clock),
    "telegram": lambda _clock: TelegramLine(),
}
"""The channels whose provider calls us, with a secret that can be replaced."""
CARRIED: dict[str, Callable[[Clock], Line]] = {**CALLED, "email": lambda _clock: EmailLine()}
"""The channels on which messages are carried to people."""
ALL: dict[str, Callable[[Clock], Line]] = {
    "web": lambda _clock: WebLine(),
    "terminal": lambda _clock: TerminalLine(),
    **CARRIED,
}


@dataclass
class Rig:
    """One channel, the product's front door, and a worker with an engine that repeats."""

    line: Line
    store: SqlStore
    clock: HandClock
    take_turn: MediaFirst
    delivering: Delivering

    @property
    def greeting(self) -> str:
        """What comes first on this channel."""
        return GREETING if self.line.name in CARRIED else CONTENT.organisation.greeting

    async def work(self, rounds: int = 1) -> None:
        """Answer what waits and carry it there, with time going by."""
        for _ in range(rounds):
            self.clock.forward(20)
            async with self.store.transaction() as work:
                now = self.clock()
                turns = await work.claim("w", now=now, until=now + LEASE, limit=20)
            for turn in turns:
                await self.take_turn(turn)
            while await self.delivering.round():
                pass

    async def kept(self) -> list[str]:
        """Return what was kept of what people wrote."""
        async with self.store.reading() as work:
            contact = await work.contact(self.line.name, self.line.address)
            if contact is None:
                return []
            view = await work.view(contact.conversation, 0)
        return [m.text for m in view.messages if m.author is Author.ENTREPRENEUR]


@pytest.fixture
async def rig(
    request: pytest.FixtureRequest, sqlite_url: str, clock: HandClock
) -> AsyncIterator[Rig]:
    line: Line = request.param(clock)
    settings = structs.replace(
        Settings(database_url=sqlite_url, engine_secret="x", engine_url="http://127.0.0.1:1"),
        **line.settings,
    )
    database = connect(sqlite_url)
    store, news = SqlStore(database), database.news()
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(serving(create_app(settings)))
        arriving = Arriving(CONTENT, store=store, clock=utc_now)
        await line.start(site, arriving)
        channel = line.channel(CONTENT.channels.menu, clock)
        channels: dict[str, Channel] = {line.name: channel} if channel else {}
        take_turn = TakeTurn(
            "w",
            store=store,
            engine=ScriptedEngine(),
            clock=clock,
            apology=Reply("storing"),
            moves=Moves(CONTENT),
        )
        media = MediaFirst("w", CONTENT, channels, store=store, clock=clock, take_turn=take_turn)
        delivering = Delivering(channels, store=store, news=news, clock=clock, site=site)
        # The front door lives in the present.
        clock.now = utc_now()
        yield Rig(line, store, clock, media, delivering)
        for one in channels.values():
            await one.close()
        await line.stop()
    await news.close()
    await database.close()


called = pytest.mark.parametrize("rig", CALLED.values(), ids=CALLED, indirect=True)
every = pytest.mark.parametrize("rig", ALL.values(), ids=ALL, indirect=True)
carried = pytest.mark.parametrize("rig", CARRIED.values(), ids=CARRIED, indirect=True)


@every
async def test_who_writes_reads_who_answers_and_then_the_answer(rig: Rig) -> None:
    await rig.line.says("hoi")
    await rig.work()

    assert await rig.line.heard() == [rig.greeting, "U zei: hoi"]


@every
@pytest.mark.parametrize("secret", [WRONG, ""])
async def test_who_does_not_know_the_secret_is_not_heard(rig: Rig, secret: str) -> None:
    status = await rig.line.says("hoi", secret=secret)
    await rig.work()

    assert (status, await rig.kept()) == (rig.line.refused, [])


@called
async def test_while_a_secret_is_replaced_the_one_before_it_opens_too(rig: Rig) -> None:
    await rig.line.says("hoi", secret=OLD)

    assert await rig.kept() == ["hoi"]


@every
async def test_the_same_message_twice_is_answered_once(rig: Rig) -> None:
    await rig.line.says("hoi")
    await rig.line.says_it_again()
    await rig.work()
    await rig.line.says_it_again()
    await rig.work()

    assert await rig.line.heard() == [rig.greeting, "U zei: hoi"]


@every
async def test_many_messages_are_answered_in_the_order_in_which_they_came(rig: Rig) -> None:
    for number in range(12):
        await rig.line.says(f"bericht {number}")
    await rig.work(13)

    assert await rig.line.heard() == [rig.greeting, *(f"U zei: bericht {n}" for n in range(12))]


@every
async def test_messages_at_the_same_moment_are_each_answered_once(rig: Rig) -> None:
    await rig.line.says("hoi")
    await asyncio.gather(*(rig.line.says(f"bericht {number}") for number in range(12)))
    await rig.work(14)

    answers = {f"U zei: bericht {number}" for number in range(12)}
    assert sorted((await rig.line.heard())[2:]) == sorted(answers)


@every
async def test_what_waited_a_day_at_the_provider_is_answered_all_the_same(rig: Rig) -> None:
    await rig.line.said_yesterday("hoi")
    await rig.work()

    assert await rig.line.heard() == [rig.greeting, "U zei: hoi"]


@every
async def test_what_we_do_not_know_hurts_nobody(rig: Rig) -> None:
    status = await rig.line.sends_something_odd()
    await rig.line.says("hoi")
    await rig.work(2)

    assert status < 500
    assert (await rig.line.heard())[-1] == "U zei: hoi"


@every
async def test_too_much_at_once_hurts_nobody(rig: Rig) -> None:
    status = await rig.line.says("x" * 70_000)
    await rig.work()
    await rig.line.says("hoi")
    await rig.work()

    assert status < 500
    assert (await rig.line.heard())[-1] == "U zei: hoi"


@every
async def test_the_longest_text_of_a_message_comes_back_whole(rig: Rig) -> None:
    text = "Een zin van achtendertig tekens, toch. " * (MAX_TEXT // 39)
    await rig.line.says(text.strip())
    await rig.work(2)

    words = " ".join(await rig.line.heard()).split()
    assert words == f"{rig.greeting} U zei: {text}".split()


@carried
@pytest.mark.parametrize("kind", ["throttled", "ill", "silent"])
async def test_whatever_is_wrong_with_the_provider_it_arrives_once_and_in_order(
    rig: Rig, kind: str
) -> None:
    for _ in range(3):
        rig.line.trouble(kind)
    await rig.line.says("een")
    await rig.line.says("twee")
    await rig.work(8)

    assert await rig.line.heard() == [rig.greeting, "U zei: een", "U zei: twee"]


@carried
async def test_an_answer_that_breaks_off_loses_nothing(rig: Rig) -> None:
    """Where the provider cannot be asked what arrived, once too often is better than never."""
    rig.line.trouble("half")
    await rig.line.says("een")
    await rig.work(4)

    heard = await rig.line.heard()
    expected = [rig.greeting, "U zei: een"]
    assert heard == (expected if rig.line.looks_back else [rig.greeting, *expected])


@carried
async def test_who_says_stop_hears_that_and_nothing_more(rig: Rig) -> None:
    await rig.line.says("hoi")
    await rig.work()
    await rig.line.says("STOP")
    await rig.work()
    async with rig.store.transaction() as work:
        contact = await work.contact(rig.line.name, rig.line.address)
        assert contact is not None
        await work.say(contact.conversation, [Reply("Nog iets")], rig.clock())
    await rig.work(3)

    stopped = CONTENT.organisation.fill(CONTENT.channels.stopped)
    assert await rig.line.heard() == [rig.greeting, "U zei: hoi", stopped]


@carried
async def test_who_starts_again_is_answered_again(rig: Rig) -> None:
    for text in ("hoi", "STOP", "START", "wat is de WBSO?"):
        await rig.line.says(text)
        await rig.work()

    begun = CONTENT.organisation.fill(CONTENT.channels.begun)
    assert (await rig.line.heard())[-2:] == [begun, "U zei: wat is de WBSO?"]


@every
async def test_nothing_of_people_and_no_secret_is_in_the_logs(
    rig: Rig, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    # Silent in the product too; the last is the provider's own log.
    for name in (*CHATTY, "mail.log"):
        caplog.set_level("WARNING", logger=name)
    await rig.line.says("mijn geheime zin over schulden")
    await rig.line.says("nog een", secret=WRONG)
    await rig.work(2)

    out, err = capfd.readouterr()
    logged = f"{out}{err}{caplog.text}"
    assert "geheime zin" not in logged
    for private in (rig.line.address, OLD, WRONG, *_secrets(rig.line)):
        assert not private or private not in logged


def _secrets(line: Line) -> list[str]:
    return [
        str(value) for name, value in line.settings.items() if "token" in name or "secret" in name
    ]
