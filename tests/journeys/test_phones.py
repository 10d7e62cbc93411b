"""The same conversation on a phone: by the real libraries, to providers as they say they are."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support import product as products
from tests.support.phones import OnTwilio, Person, ask, choose, do_the_scan
from tests.support.product import Product
from tests.support.twilio import NUMBER, TEMPLATES, TOKEN, Twilio
from tests.support.twilio_answers import ACCOUNT

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    twilio = Twilio()
    await twilio.start()
    yield twilio
    await twilio.stop()


def _settings(twilio: Twilio, **more: str) -> dict[str, str]:
    return {
        "SCHAKEL_TWILIO_ACCOUNT": ACCOUNT,
        "SCHAKEL_TWILIO_TOKEN": TOKEN,
        "SCHAKEL_TWILIO_URL": twilio.url,
        "SCHAKEL_WHATSAPP_NUMBER": NUMBER,
        "SCHAKEL_SMS_NUMBER": NUMBER,
        "SCHAKEL_SITE_URL": twilio.product.site,
        **more,
    }


@pytest.fixture(params=["plain", "templates"])
async def product(
    request: pytest.FixtureRequest, _model: None, twilio: Twilio, tmp_path: Path
) -> AsyncIterator[Product]:
    templates = ",".join(f"{key}={sid}" for key, sid in TEMPLATES.items())
    more = {"SCHAKEL_WHATSAPP_TEMPLATES": templates} if request.param == "templates" else {}
    with products.running(tmp_path / "var", _settings(twilio, **more)) as running:
        twilio.product.reach = running.url
        yield running


async def _whole_story(person: Person) -> None:
    """A question, an eligibility check, the whole scan."""
    said = await ask(person, "wat is de WBSO?", at_least=2)
    assert "digitale assistent" in said[0].text
    assert "WBSO" in " ".join(one.text for one in said[1:])

    said = await ask(person, "kom ik in aanmerking voor slim?")
    for _ in range(8):
        if not said[-1].choices or "Uitkomst" not in " ".join(said[-1].choices):
            break
        said = await choose(person, said[-1].choices[0])
    assert "SLIM" in said[-1].text or "SLIM" in said[0].text

    outcome = await do_the_scan(person)
    assert sum(one.files for one in outcome) >= 1, outcome


async def test_all_of_it_by_whatsapp(product: Product, twilio: Twilio) -> None:
    await _whole_story(OnTwilio(twilio.phone("+31612345678")))


async def test_all_of_it_by_sms(product: Product, twilio: Twilio) -> None:
    await _whole_story(OnTwilio(twilio.phone("+31687654321", is_whatsapp=False)))
