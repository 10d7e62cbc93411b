"""What people send with a message is kept, and the bot says what it can do with it."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from advice.content import load_content
from apps.settings import ROOT
from conversations.channels import Arrival, MediaAway
from conversations.conversation import View
from conversations.fakes import ScriptedChannel, ScriptedEngine
from conversations.files import PLACE, MediaRef, NewFile
from conversations.messages import FILES_PATH, Author, Reply
from conversations.stage import Stage
from gateway.arriving import Arriving
from gateway.media import MediaFirst
from gateway.turn import TakeTurn
from gateway.work import LEASE
from handoff.moves import Moves
from storage.store import SqlStore
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
LINES = CONTENT.channels.media
JPEG = b"\xff\xd8\xff\xe0 a photo"
VOICE = b"OggS a voice"


class Phone:
    """Somebody who sends files from one number, with a worker behind it."""

    def __init__(self, store: SqlStore, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.channel, self.engine = ScriptedChannel("whatsapp"), ScriptedEngine()
        self.arriving = Arriving(CONTENT, store=store, clock=clock)
        take_turn = TakeTurn(
            "w",
            store=store,
            engine=self.engine,
            clock=clock,
            apology=Reply("storing"),
            moves=Moves(CONTENT),
        )
        self.take_turn = MediaFirst(
            "w",
            CONTENT,
            {"whatsapp": self.channel},
            store=store,
            clock=clock,
            take_turn=take_turn,
        )

    async def sends(self, *media: MediaRef, text: str = "") -> None:
        arrival = Arrival(
            channel="whatsapp", address="+31612345678", external_id="SM1", text=text, media=media
        )
        await self.arriving(arrival)
        await self.work()

    async def work(self) -> None:
        async with self.store.transaction() as work:
            now = self.clock()
            turns = await work.claim("w", now=now, until=now + LEASE, limit=10)
        for turn in turns:
            await self.take_turn(turn)

    async def conversation(self) -> UUID:
        async with self.store.reading() as work:
            contact = await work.contact("whatsapp", "+31612345678")
        assert contact is not None
        return contact.conversation

    async def view(self) -> View:
        conversation = await self.conversation()
        async with self.store.reading() as work:
            return await work.view(conversation, 0)

    async def answers(self) -> Sequence[str]:
        return [m.text for m in (await self.view()).messages if m.author is Author.BOT][1:]


@pytest.fixture
def phone(store: SqlStore, clock: HandClock) -> Phone:
    phone = Phone(store, clock)
    phone.channel.files = {
        "photo": NewFile("IMG_1.jpg", "image/jpeg", JPEG),
        "voice": NewFile("", "audio/ogg", VOICE),
        "program": NewFile("foto.jpg", "image/jpeg", b"MZ\x00\x00"),
    }
    return phone


PHOTO = MediaRef("photo", "image/jpeg")


async def test_a_photo_is_kept_and_the_bot_says_that_it_cannot_look(phone: Phone) -> None:
    await phone.sends(PHOTO)

    (sent,) = [m for m in (await phone.view()).messages if m.author is Author.ENTREPRENEUR]
    (attachment,) = sent.attachments
    async with phone.store.reading() as work:
        kept = await work.file(attachment.url.removeprefix(f"{FILES_PATH}/"))
    assert kept is not None
    assert (kept.media_type, kept.data) == ("image/jpeg", JPEG)
    assert (await phone.answers(), phone.engine.asked) == ([LINES.photo], [])
    assert (await phone.view()).pending == 0


async def test_the_words_beside_a_photo_are_answered_too(phone: Phone) -> None:
    await phone.sends(PHOTO, text="wat is dit?")

    assert await phone.answers() == [LINES.photo, "U zei: wat is dit?"]


async def test_ten_photos_get_one_answer(phone: Phone) -> None:
    await phone.sends(*[PHOTO] * 10)

    assert await phone.answers() == [LINES.photo]


async def test_a_voice_message_is_kept_under_a_name(phone: Phone) -> None:
    await phone.sends(MediaRef("voice", "audio/ogg"))

    attachment = (await phone.view()).messages[1].attachments[0]
    assert (attachment.title, await phone.answers()) == ("bestand.ogg", [LINES.voice])


async def test_what_it_is_said_to_be_does_not_count(phone: Phone) -> None:
    await phone.sends(MediaRef("program", "image/jpeg"))

    assert (await phone.view()).messages[1].attachments == ()
    assert await phone.answers() == [LINES.unknown]


async def test_what_is_too_large_is_not_even_fetched(phone: Phone) -> None:
    await phone.sends(MediaRef("photo", "image/jpeg", size=11 * 1024 * 1024))

    assert await phone.answers() == [CONTENT.organisation.fill(LINES.too_large)]


async def test_what_is_gone_at_the_provider_is_asked_for_again(phone: Phone) -> None:
    await phone.sends(MediaRef("gone", "image/jpeg"))

    assert await phone.answers() == [CONTENT.organisation.fill(LINES.not_fetched)]


async def test_a_place_is_asked_for_in_words(phone: Phone) -> None:
    await phone.sends(MediaRef("52.7,5.6", PLACE))

    assert await phone.answers() == [CONTENT.channels.place]


async def test_while_the_provider_is_away_the_file_waits_and_comes(phone: Phone) -> None:
    class Away(ScriptedChannel):
        times = 2

        async def fetch(self, media: MediaRef, limit: int) -> NewFile:
            self.times -= 1
            if self.times >= 0:
                raise MediaAway
            return phone.channel.files[media.where]

    phone.take_turn._channels = {"whatsapp": Away("whatsapp")}
    await phone.sends(PHOTO)
    for _ in range(4):
        phone.clock.forward(30)
        await phone.work()

    assert await phone.answers() == [LINES.photo]


async def test_to_an_advisor_a_photo_goes_without_the_bot(phone: Phone) -> None:
    await phone.sends(text="hoi")
    conversation = await phone.conversation()
    async with phone.store.transaction() as work:
        await work.move(conversation, Stage.BOT, Stage.WAITING)
        await work.move(conversation, Stage.WAITING, Stage.ADVISOR)
    arrival = Arrival(channel="whatsapp", address="+31612345678", external_id="SM2", media=(PHOTO,))
    await phone.arriving(arrival)
    await phone.work()

    last = (await phone.view()).messages[-1]
    assert (last.author, len(last.attachments)) == (Author.ENTREPRENEUR, 1)
