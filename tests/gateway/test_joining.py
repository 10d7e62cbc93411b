"""A conversation of the website goes on on a phone: once, by a code, with all that was said."""

from uuid import UUID, uuid4

import pytest

from advice.content import load_content
from apps.settings import ROOT
from conversations.channels import Arrival
from conversations.contacts import Contact
from conversations.messages import Author, Button, Kind, Meta, Reply
from conversations.stage import Stage
from gateway.arriving import Arriving
from gateway.joining import Code, code_for, code_in
from gateway.receive import open_conversation, receive
from storage.store import SqlStore
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
LINES = CONTENT.channels.join
GREETING = Reply("Ik ben een digitale assistent.", meta=Meta(Kind.GREETING))
MENU = Reply("Wat wilt u weten?", (Button("Hoeveel?", "/hoeveel"), Button("Wanneer?", "/wanneer")))
PHONE = "+31612345678"


class Somebody:
    """Somebody with a browser and a phone."""

    def __init__(self, store: SqlStore, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.arriving = Arriving(CONTENT, store=store, clock=clock)
        self.on_site: UUID

    async def begin(self) -> None:
        opened = await open_conversation("web", GREETING, store=self.store, clock=self.clock)
        self.on_site = opened.id
        await self.types("wat is de WBSO?")
        async with self.store.transaction() as work:
            await work.say(self.on_site, [MENU], self.clock())

    async def types(self, text: str) -> None:
        """Say something on the website."""
        async with self.store.reading() as work:
            conversation = await work.conversation(self.on_site)
        await receive(
            conversation,
            uuid4().hex,
            text=text,
            payload=None,
            store=self.store,
            clock=self.clock,
        )

    async def sends(self, text: str, id: str | None = None) -> None:
        """Say something on the phone."""
        arrival = Arrival(
            channel="whatsapp", address=PHONE, external_id=id or uuid4().hex, text=text
        )
        await self.arriving(arrival)

    async def code(self) -> str:
        return (await code_for(self.on_site, self.store, self.clock)).code

    async def contact(self) -> Contact | None:
        async with self.store.reading() as work:
            return await work.contact("whatsapp", PHONE)

    async def gets(self) -> list[str]:
        """Return what goes to the phone."""
        texts = []
        async with self.store.transaction() as work:
            now = self.clock()
            while due := await work.claim_deliveries(now=now, until=now, limit=9):
                for one in due:
                    texts.append(one.message.text)
                    await work.part_sent(one, parts=1, is_last=True, until=now)
        return texts


@pytest.fixture
async def somebody(store: SqlStore, clock: HandClock) -> Somebody:
    somebody = Somebody(store, clock)
    await somebody.begin()
    return somebody


async def test_with_the_code_the_conversation_goes_on_on_the_phone(somebody: Somebody) -> None:
    await somebody.sends(f"VERDER {await somebody.code()}")
    await somebody.sends("2")

    async with somebody.store.reading() as work:
        said = [
            m.text
            for m in (await work.view(somebody.on_site, 0)).messages
            if m.author is Author.ENTREPRENEUR
        ]
    assert said == ["wat is de WBSO?", "VERDER", "Wanneer?"]


async def test_the_phone_gets_where_it_is_and_what_was_asked_last(somebody: Somebody) -> None:
    await somebody.sends(f"VERDER {await somebody.code()}")

    assert await somebody.gets() == [LINES.joined, MENU.text]


async def test_a_code_works_once(somebody: Somebody) -> None:
    code = await somebody.code()
    await somebody.sends(f"VERDER {code}")
    await somebody.gets()

    await somebody.sends(f"VERDER {code}")

    assert await somebody.gets() == [LINES.lapsed]


async def test_a_code_that_a_provider_delivers_twice_is_one_code(somebody: Somebody) -> None:
    code = await somebody.code()
    await somebody.sends(f"VERDER {code}", "SM1")
    await somebody.gets()

    await somebody.sends(f"VERDER {code}", "SM1")

    assert await somebody.gets() == []


async def test_a_code_works_for_half_an_hour(somebody: Somebody) -> None:
    code = await somebody.code()
    somebody.clock.forward(31 * 60)

    await somebody.sends(f"VERDER {code}")

    assert (await somebody.gets(), await somebody.contact()) == ([LINES.lapsed], None)


async def test_what_one_sends_is_heard_as_the_code() -> None:
    made = Code("abcdefghij_-4567", HandClock()())

    assert code_in(made.text) == made.code
    # Telegram puts START before it.
    assert code_in(f"START {made.start}") == made.code


@pytest.mark.parametrize(
    "text", ["verder", "verder met de scan", "ik wil verder", "VERDER kort", "verder gaan graag nu"]
)
async def test_what_is_no_code_is_a_message(text: str) -> None:
    assert code_in(text) is None


async def test_who_greeted_us_only_here_has_one_conversation_afterwards(
    somebody: Somebody,
) -> None:
    await somebody.sends("START")
    before = await somebody.contact()
    await somebody.sends(f"VERDER {await somebody.code()}")

    after = await somebody.contact()
    assert before is not None
    assert after is not None
    assert after.conversation == somebody.on_site


async def test_who_talks_with_an_advisor_here_stays_there(somebody: Somebody) -> None:
    await somebody.sends("hoi")
    before = await somebody.contact()
    assert before is not None
    async with somebody.store.transaction() as work:
        await work.move(before.conversation, Stage.BOT, Stage.WAITING)
    await somebody.gets()

    await somebody.sends(f"VERDER {await somebody.code()}")

    assert (await somebody.gets(), await somebody.contact()) == ([LINES.busy], before)


async def test_back_on_the_website_the_phone_is_left_in_peace(somebody: Somebody) -> None:
    await somebody.sends(f"VERDER {await somebody.code()}")
    await somebody.gets()
    await somebody.types("toch hier verder")

    async with somebody.store.transaction() as work:
        await work.say(somebody.on_site, [Reply("Goed.")], somebody.clock())

    assert await somebody.gets() == []


async def test_an_erased_conversation_cannot_be_joined(somebody: Somebody) -> None:
    code = await somebody.code()
    async with somebody.store.transaction() as work:
        await work.erase(somebody.on_site)

    await somebody.sends(f"VERDER {code}")

    assert await somebody.gets() == [LINES.lapsed]
