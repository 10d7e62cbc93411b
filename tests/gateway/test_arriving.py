"""What people write from elsewhere is kept once, in their conversation, in order."""

import asyncio
import random
from datetime import timedelta
from uuid import UUID

import pytest
from msgspec import structs

from advice.content import load_content
from apps.settings import ROOT
from conversations.channels import Arrival
from conversations.conversation import View
from conversations.files import MediaRef
from conversations.messages import Author, Button, Kind, Meta, Reply
from conversations.ports import UnknownConversation
from gateway.arriving import MAX_LETTER, Arriving
from storage.store import SqlStore
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
GREETING = Reply("Ik ben een digitale assistent.", meta=Meta(Kind.GREETING))
PHONE = "+31612345678"


class Phone:
    """Somebody who writes from one number."""

    def __init__(self, store: SqlStore, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.arriving = Arriving(CONTENT, store=store, clock=clock)
        self._number = 0

    async def says(self, text: str, id: str | None = None, *, choice: str | None = None) -> None:
        self._number += 1
        arrival = Arrival(
            channel="whatsapp",
            address=PHONE,
            external_id=id or f"SM{self._number}",
            text=text,
            choice=choice,
            name="Jan",
        )
        await self.arriving(arrival)

    async def conversation(self) -> UUID | None:
        async with self.store.reading() as work:
            contact = await work.contact("whatsapp", PHONE)
        return contact.conversation if contact else None

    async def view(self) -> View:
        conversation = await self.conversation()
        assert conversation is not None
        async with self.store.reading() as work:
            return await work.view(conversation, 0)

    async def said(self) -> list[str]:
        return [m.text for m in (await self.view()).messages if m.author is Author.ENTREPRENEUR]

    async def hears(self, *replies: Reply, author: Author = Author.BOT) -> None:
        conversation = await self.conversation()
        assert conversation is not None
        async with self.store.transaction() as work:
            await work.say(conversation, replies, self.clock(), author=author)

    async def lines(self) -> list[str]:
        """Return what goes to them outside a conversation, and let all of it be sent."""
        lines = []
        async with self.store.transaction() as work:
            until = self.clock() + timedelta(minutes=1)
            while due := await work.claim_deliveries(now=self.clock(), until=until, limit=9):
                for one in due:
                    lines += [one.message.text] if one.is_line else []
                    await work.part_sent(one, parts=1, is_last=True, until=until)
        return lines

    async def payloads(self) -> list[str | None]:
        """Return what the bot is asked, of each turn that waits."""
        async with self.store.transaction() as work:
            turns = await work.claim("w", now=self.clock(), until=self.clock(), limit=50)
        return [turn.payload for turn in turns]


@pytest.fixture
def phone(store: SqlStore, clock: HandClock) -> Phone:
    return Phone(store, clock)


MENU = Reply("Wat wilt u weten?", (Button("Hoeveel?", "/hoeveel"), Button("Wanneer?", "/wanneer")))


async def test_the_first_message_opens_a_conversation_that_says_who_answers(phone: Phone) -> None:
    await phone.says("hoi")

    first, second = (await phone.view()).messages
    assert (first.meta.kind, second.text) == (Kind.GREETING, "hoi")


async def test_the_next_message_is_in_the_same_conversation(phone: Phone) -> None:
    await phone.says("hoi")
    await phone.says("wat is de WBSO?")

    assert await phone.said() == ["hoi", "wat is de WBSO?"]


async def test_the_same_message_twice_is_one_message(phone: Phone) -> None:
    await phone.says("hoi", "SM1")
    await phone.says("hoi", "SM1")

    assert (await phone.said(), (await phone.view()).pending) == (["hoi"], 1)


async def test_many_first_messages_at_one_moment_open_one_conversation(phone: Phone) -> None:
    await asyncio.gather(*(phone.says(f"bericht {n}", f"SM{n % 4}") for n in range(12)))

    view = await phone.view()
    assert (len(view.messages), view.pending) == (5, 4)


async def test_a_thousand_doubled_and_shuffled_messages_are_each_kept_once(
    store: SqlStore, clock: HandClock
) -> None:
    arriving = Arriving(CONTENT, store=store, clock=clock)
    people = [f"+316000000{n:02}" for n in range(25)]
    sent = [
        Arrival(channel="sms", address=people[n % 25], external_id=f"SM{n}", text=f"bericht {n}")
        for n in range(500)
    ]
    shuffled = sent * 2
    random.Random(7).shuffle(shuffled)

    for some in range(0, 1000, 20):
        await asyncio.gather(*(arriving(one) for one in shuffled[some : some + 20]))

    for number, address in enumerate(people):
        async with store.reading() as work:
            contact = await work.contact("sms", address)
            assert contact is not None
            view = await work.view(contact.conversation, 0)
        theirs = {m.text for m in view.messages if m.author is Author.ENTREPRENEUR}
        assert theirs == {f"bericht {n}" for n in range(number, 500, 25)}
        assert len(view.messages) == 21


async def test_a_number_is_the_button_at_that_place(phone: Phone) -> None:
    await phone.says("wbso")
    await phone.hears(MENU)

    await phone.says("2")

    assert (await phone.said())[-1] == "Wanneer?"


async def test_a_pressed_button_is_that_button_however_old(phone: Phone) -> None:
    await phone.says("wbso")
    await phone.hears(MENU)
    await phone.hears(Reply("Iets anders."))

    await phone.says("Hoeveel?", choice="3.0")

    assert (await phone.said())[-1] == "Hoeveel?"


@pytest.mark.parametrize("choice", ["3.9", "1.0", "99.0", "x", "", "3", "-1.0", "3.0.0"])
async def test_a_choice_that_was_never_offered_is_plain_text(phone: Phone, choice: str) -> None:
    await phone.says("wbso")
    await phone.hears(MENU)

    await phone.says("Gratis geld", choice=choice)

    assert (await phone.said())[-1] == "Gratis geld"
    assert (await phone.payloads())[-1:] == [None]


async def test_where_a_number_is_an_answer_it_is_not_a_choice(phone: Phone) -> None:
    await phone.says("slim")
    await phone.hears(structs.replace(MENU, meta=Meta(Kind.SCAN, expects_number=True)))

    await phone.says("2")
    await phone.says("b")

    assert (await phone.said())[-2:] == ["2", "Wanneer?"]


async def test_what_is_typed_to_an_advisor_is_never_a_choice(phone: Phone) -> None:
    await phone.says("wbso")
    await phone.hears(MENU)
    await phone.hears(Reply("Hoeveel mensen hebt u?"), author=Author.ADVISOR)

    await phone.says("2")

    assert (await phone.said())[-1] == "2"


async def test_a_slash_is_plain_text(phone: Phone) -> None:
    await phone.says("/restart")

    assert await phone.payloads() == [None]


async def test_stop_is_confirmed_and_asks_the_bot_nothing(phone: Phone) -> None:
    await phone.says("hoi")
    await phone.says("STOP")

    assert (await phone.said(), (await phone.view()).pending) == (["hoi", "STOP"], 1)
    assert CONTENT.organisation.fill(CONTENT.channels.stopped) in await phone.lines()


async def test_who_only_says_stop_is_not_kept(phone: Phone) -> None:
    await phone.says("stop")

    assert await phone.conversation() is None
    assert await phone.lines() == [CONTENT.organisation.fill(CONTENT.channels.stopped)]


async def test_after_stop_start_begins_again(phone: Phone) -> None:
    await phone.says("hoi")
    await phone.says("STOP")
    await phone.says("START")

    async with phone.store.transaction() as work:
        assert not await work.want_again("whatsapp", PHONE)


async def test_who_writes_after_stop_is_answered(phone: Phone) -> None:
    await phone.says("hoi")
    await phone.says("STOP")
    await phone.says("toch nog een vraag")

    async with phone.store.transaction() as work:
        assert not await work.want_again("whatsapp", PHONE)
    assert (await phone.view()).pending == 2


async def test_stop_outlives_the_conversation(phone: Phone) -> None:
    await phone.says("hoi")
    await phone.says("STOP")
    await phone.says("VERWIJDER")
    await phone.says("JA VERWIJDER")

    async with phone.store.transaction() as work:
        assert await work.want_again("whatsapp", PHONE)


async def test_erasing_is_asked_twice_and_then_nothing_is_left(phone: Phone) -> None:
    await phone.says("hoi")
    conversation = await phone.conversation()
    await phone.says("verwijder")
    assert (await phone.view()).messages[-1].text == CONTENT.channels.erase

    await phone.says("Ja verwijder.")

    assert conversation is not None
    with pytest.raises(UnknownConversation):
        async with phone.store.reading() as work:
            await work.view(conversation, 0)
    assert await phone.lines() == [CONTENT.organisation.fill(CONTENT.channels.erased)]


async def test_yes_without_the_question_erases_nothing(phone: Phone) -> None:
    await phone.says("hoi")
    await phone.says("verwijder")
    await phone.hears(Reply("Nog iets anders."))

    await phone.says("JA VERWIJDER")

    assert (await phone.said())[-1] == "JA VERWIJDER"


async def test_a_photo_without_words_waits_to_be_fetched(phone: Phone) -> None:
    photo = MediaRef("https://media.example.org/1", "image/jpeg")
    await phone.arriving(
        Arrival(channel="whatsapp", address=PHONE, external_id="SM1", media=(photo,))
    )

    async with phone.store.transaction() as work:
        (turn,) = await work.claim("w", now=phone.clock(), until=phone.clock(), limit=5)
    assert (turn.text, turn.media) == ("", (photo,))


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200b", "\n\n"])
async def test_a_message_with_nothing_to_read_is_answered_all_the_same(
    phone: Phone, text: str
) -> None:
    await phone.says("hoi")
    await phone.says(text)

    assert await phone.said() == ["hoi", CONTENT.channels.media.unreadable]
    assert (await phone.view()).messages[-1].text == CONTENT.channels.media.unknown


async def test_a_sticker_that_a_provider_delivers_twice_is_answered_once(phone: Phone) -> None:
    await phone.says("hoi")
    await phone.says("", "a-sticker")
    await phone.says("", "a-sticker")

    answers = [message.text for message in (await phone.view()).messages]
    assert answers.count(CONTENT.channels.media.unknown) == 1


async def test_stop_of_somebody_new_is_confirmed_once(phone: Phone) -> None:
    await phone.says("stop", "a-word")
    await phone.says("stop", "a-word")

    assert await phone.lines() == [CONTENT.organisation.fill(CONTENT.channels.stopped)]


@pytest.mark.parametrize("id", ["x" * 500, "een\x00twee", "een\ntwee"])
async def test_any_id_of_a_provider_is_kept_once(phone: Phone, id: str) -> None:
    await phone.says("hoi", id)
    await phone.says("hoi", id)

    assert await phone.said() == ["hoi"]


async def test_a_huge_message_is_kept_as_far_as_it_goes_and_that_is_said(phone: Phone) -> None:
    await phone.says("lang " * 10_000)

    last = (await phone.view()).messages[-1]
    assert len((await phone.said())[0]) <= MAX_LETTER
    assert last.text == CONTENT.organisation.fill(CONTENT.channels.too_long)


async def test_a_bsn_is_masked_before_it_is_kept(phone: Phone) -> None:
    await phone.says("mijn bsn is 111222333")

    assert "111222333" not in (await phone.said())[0]
