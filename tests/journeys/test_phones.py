"""The same conversation on a phone: by the real libraries, to providers as they say they are."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from tests.support import imap
from tests.support.advisor import Advisor
from tests.support.always_open import always_open
from tests.support.mail import MailServer
from tests.support.patience import until
from tests.support.phones import (
    TIME,
    Heard,
    OnMail,
    OnTelegram,
    OnTwilio,
    Person,
    ask,
    book,
    choose,
    comes,
    do_the_scan,
)
from tests.support.product import Product
from tests.support.telegram import TOKEN as TELEGRAM_TOKEN
from tests.support.telegram import BotApi, telegram
from tests.support.twilio import NUMBER, TEMPLATES, TOKEN, Twilio
from tests.support.twilio_answers import ACCOUNT

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]

FILES = "/api/v1/files/"


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    twilio = Twilio()
    await twilio.start()
    yield twilio
    await twilio.stop()


@pytest.fixture
async def bot_api() -> AsyncIterator[BotApi]:
    async with telegram() as api:
        yield api


@pytest.fixture
async def product(
    request: pytest.FixtureRequest,
    _model: None,
    twilio: Twilio,
    bot_api: BotApi,
    tmp_path: Path,
) -> AsyncIterator[Product]:
    """All channels at once; Telegram is asked, as on one's own machine."""
    settings = {
        "SCHAKEL_TWILIO_ACCOUNT": ACCOUNT,
        "SCHAKEL_TWILIO_TOKEN": TOKEN,
        "SCHAKEL_TWILIO_URL": twilio.url,
        "SCHAKEL_WHATSAPP_NUMBER": NUMBER,
        "SCHAKEL_SMS_NUMBER": NUMBER,
        # Signed for this address, and with it Telegram would want to call us.
        "SCHAKEL_SITE_URL": "http://localhost",
        "SCHAKEL_WHATSAPP_TEMPLATES": getattr(request, "param", ""),
        "SCHAKEL_TELEGRAM_TOKEN": TELEGRAM_TOKEN,
        "SCHAKEL_TELEGRAM_URL": bot_api.url,
    }
    twilio.product.site = settings["SCHAKEL_SITE_URL"]
    with always_open(tmp_path, settings) as running:
        twilio.product.reach = running.url
        yield running


async def _question_check_and_scan(person: Person) -> None:
    said = await ask(person, "wat is de WBSO?", at_least=2)
    assert "digitale assistent" in said[0].text
    assert "WBSO" in " ".join(one.text for one in said[1:])

    said = await ask(person, "kom ik in aanmerking voor slim?")
    while any("Uitkomst" in title for title in said[-1].choices):
        said = await choose(person, said[-1].choices[0])
    assert "SLIM" in " ".join(one.text for one in said)

    outcome = await do_the_scan(person)
    assert any(one.files or FILES in one.text for one in outcome), outcome


async def _to_a_person_and_back(person: Person, advisor: Advisor) -> None:
    said = await ask(person, "ik wil iemand spreken over de overdracht van mijn bakkerij")
    # What the scan told already is not asked again.
    answers = iter(("ja", "Jan Jansen, jan@example.org", "Urk"))
    while "U bent nummer" not in said[-1].text:
        said = await ask(person, next(answers))

    id = advisor.takes("overdracht van mijn bakkerij")
    advisor.says(id, "Goedendag, met uw adviseur.")
    await comes(person, "Goedendag, met uw adviseur.")
    await person.says("Wat fijn dat u er bent")
    await until(lambda: advisor.reads(id)["messages"][-1]["text"] == "Wat fijn dat u er bent")
    deliveries = advisor.reads(id)["deliveries"]
    assert set(deliveries.values()) == {"sent"}

    advisor.closes(id)
    await comes(person, "Ik ben er weer")
    said = await ask(person, "wat is de EIA?")
    assert "EIA" in " ".join(one.text for one in said)


async def _books_moves_and_cancels(person: Person) -> None:
    booked = await book(person, "ik wil een afspraak maken over de overdracht van mijn bakkerij")
    assert "belt u" in booked.text, booked

    said = await ask(person, "ik wil mijn afspraak verzetten")
    said = await choose(person, _a_time_in(said[-1]))
    while any("net weg" in one.text for one in said):
        # Somebody on another phone was first.
        said = await choose(person, _a_time_in(said[-1]))
    assert any("is verzet" in one.text for one in said), said

    said = await ask(person, "ik wil mijn afspraak afzeggen")
    said = await choose(person, said[-1].choices[0])
    assert any("afgezegd" in one.text for one in said), said


def _a_time_in(said: Heard) -> str:
    return next(title for title in said.choices if TIME.search(title))


_ALL_TEMPLATES = ",".join(f"{key}={sid}" for key, sid in TEMPLATES.items())


@pytest.mark.parametrize("product", ["", _ALL_TEMPLATES], ids=["menus", "buttons"], indirect=True)
async def test_all_of_it_by_whatsapp(product: Product, twilio: Twilio) -> None:
    person = OnTwilio(twilio.phone("+31612345678"))

    await _question_check_and_scan(person)
    with closing(Advisor(product)) as advisor:
        await _to_a_person_and_back(person, advisor)
    await _books_moves_and_cancels(person)


async def test_all_of_it_by_sms_and_by_telegram_at_the_same_time(
    product: Product, twilio: Twilio, bot_api: BotApi
) -> None:
    people: list[Person] = [
        OnTwilio(twilio.phone("+31687654321", is_whatsapp=False)),
        OnTelegram(bot_api.chat(4711)),
    ]

    await asyncio.gather(*(_question_check_and_scan(person) for person in people))
    with closing(Advisor(product)) as advisor:
        for person in people:
            await _to_a_person_and_back(person, advisor)
    await asyncio.gather(*(_books_moves_and_cancels(person) for person in people))


@pytest.mark.usefixtures("_model")
async def test_all_of_it_by_mail(tmp_path: Path) -> None:
    program = imap.program()
    if program is None:
        pytest.skip(imap.NOT_HERE)
    outbox, ours = MailServer(), "vraag@schakel.example.org"
    outbox.start()
    with ExitStack() as stack:
        stack.callback(outbox.stop)
        inbox = stack.enter_context(imap.running_imap(program))
        settings = {
            "SCHAKEL_SMTP_URL": outbox.url,
            "SCHAKEL_IMAP_URL": inbox.url("vraag"),
            "SCHAKEL_MAIL_ADDRESS": ours,
        }
        product = stack.enter_context(always_open(tmp_path, settings))
        person = OnMail("jan@example.org", ours, inbox, outbox)

        await _question_check_and_scan(person)
        with closing(Advisor(product)) as advisor:
            await _to_a_person_and_back(person, advisor)
        await _books_moves_and_cancels(person)


async def test_whatever_is_killed_meanwhile_nothing_is_lost_or_said_twice(
    product: Product, twilio: Twilio
) -> None:
    phones = [twilio.phone(f"+3161234567{number}") for number in range(5)]
    for number, phone in enumerate(phones * 6):
        answer = await phone.says(f"wat is de WBSO? ({number})")
        # What the site could not take a provider brings again, and so do we.
        while answer.status_code != httpx.codes.OK:
            answer = await phone.says(f"wat is de WBSO? ({number})")
        if number % 10 == 5:
            product.kill("worker")
    # Who answers, and six answers.
    await until(lambda: all(len(phone.received) >= 7 for phone in phones), seconds=120)
    await asyncio.sleep(15)

    assert [len(phone.received) for phone in phones] == [7] * 5
