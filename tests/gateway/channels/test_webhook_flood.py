"""A thousand webhooks, doubled, shuffled and late, are the right conversations."""

import asyncio
import random
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from apps.public import create_app
from apps.settings import Settings
from conversations.messages import Author
from storage.connect import connect
from storage.store import SqlStore
from tests.support.serving import serving
from tests.support.twilio import ACCOUNT, NUMBER, TOKEN, Twilio

_PEOPLE, _MESSAGES, _AT_ONCE = 25, 500, 20


@pytest.fixture
async def twilio(database_url: str) -> AsyncIterator[Twilio]:
    """Twilio, and our site that it calls."""
    twilio = Twilio()
    settings = Settings(
        database_url=database_url,
        engine_secret="x",
        engine_url="http://127.0.0.1:1",
        twilio_account=ACCOUNT,
        twilio_token=TOKEN,
        sms_number=NUMBER,
        site_url=twilio.product.site,
    )
    async with serving(create_app(settings)) as site:
        twilio.product.reach = site
        yield twilio


async def test_each_message_is_kept_once_in_the_conversation_of_its_number(
    twilio: Twilio, database_url: str
) -> None:
    numbers = [f"+316000000{number:02}" for number in range(_PEOPLE)]
    phones = {number: twilio.phone(number, is_whatsapp=False) for number in numbers}
    said = {f"SM{uuid4().hex}": n for n in range(_MESSAGES)}
    calls = [*said.items()] * 2
    random.Random(11).shuffle(calls)

    async def bring(id: str, n: int) -> None:
        answer = await phones[numbers[n % _PEOPLE]].says(f"bericht {n}", id=id)
        assert answer.status_code == httpx.codes.OK

    for some in range(0, len(calls), _AT_ONCE):
        await asyncio.gather(*(bring(*call) for call in calls[some : some + _AT_ONCE]))

    database = connect(database_url)
    for place, number in enumerate(numbers):
        async with SqlStore(database).reading() as work:
            contact = await work.contact("sms", number)
            assert contact is not None
            view = await work.view(contact.conversation, 0)
        theirs = [one.text for one in view.messages if one.author is Author.ENTREPRENEUR]
        assert sorted(theirs) == sorted(f"bericht {n}" for n in range(place, _MESSAGES, _PEOPLE))
        assert view.messages[0].author is Author.BOT
    await database.close()
