"""Whatever people write stays words: on every page that shows it, also if no policy helped."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx
import msgspec
import pytest

from advice.content import load_content
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore
from tests.support import product as products
from tests.support.browser import advisor_settings, playwright
from tests.support.client import Visitor
from tests.support.console import EMAIL, PASSWORD
from tests.support.hostile import Attacker, Places, hostile
from tests.support.product import ROOT, Product
from tests.support.time import HandClock

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(900),
    pytest.mark.usefixtures("_browser"),
]

# Each field, and the pages of web/tests/hostile on which it is shown. A field without pages is
# kept and shown nowhere: the pages are looked at all the same.
SHOWN = {
    "message": ["conversation", "partner", "chat"],
    "name": ["mine", "conversation", "found", "ready texts", "partner"],
    "question": ["mine", "conversation", "found", "partner"],
    "contact": ["conversation", "partner"],
    "earlier question": ["closed", "closed conversation", "conversation"],
    "remark": ["closed conversation"],
    "own words": ["conversation", "scan"],
    "file name": ["conversation", "partner", "chat"],
    "file": ["file of an advisor", "file of an entrepreneur"],
    "helper's name": ["pool", "pool for a request"],
    "helper's words": ["pool", "pool for a request"],
    "missed sentence": ["missed"],
    "phone's name": ["conversation by phone"],
    "phone's text": ["conversation by phone"],
    "phone's question": ["waiting", "conversation by phone"],
    "mail's name": ["conversation by mail"],
    "mail's text": ["conversation by mail"],
    "mail's question": ["colleagues", "conversation by mail"],
    "advisor's name": [
        "conversation",
        "team",
        "logbook",
        "proposals",
        "account",
        "partner",
        "chat",
    ],
    "colleague's name": ["colleagues", "conversation by mail", "transfer", "team"],
    "advisor's message": ["conversation", "partner", "chat"],
    "note": ["conversation"],
    "word for the partner": ["partner"],
    "partner's address": ["conversation"],
    "partner's name": ["conversation", "partner", "chat"],
    "partner's message": ["conversation", "partner", "chat"],
    "proposed sentence": ["proposals"],
    "proposed question": ["proposals"],
    "learnt sentence": ["proposals"],
    # What a form sends comes back when it is refused.
    "login's address": ["login refused"],
    "number of people": ["invitation refused"],
    "refused name": ["partner refused"],
    "refused message": ["partner refused"],
    "municipality asked for": [],
}
_MEDIA_TYPES = {"text/plain; charset=utf-8", "application/json", "application/pdf"}
_IN_THE_TALK = [field for field, pages in SHOWN.items() if "chat" in pages]


@pytest.fixture(scope="module")
def product(_model: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One of our own: nobody else wants to meet these people."""
    with products.running(tmp_path_factory.mktemp("hostile")) as running:
        yield running


@pytest.fixture(scope="module")
def visitor(product: Product) -> Iterator[Visitor]:
    visitor = Visitor(product.url)
    yield visitor
    visitor.close()


@pytest.fixture(scope="module")
def places(product: Product, visitor: Visitor) -> Places:
    return asyncio.run(_attack(product, visitor))


def test_nothing_that_people_write_runs_anywhere(
    product: Product, visitor: Visitor, places: Places, tmp_path: Path
) -> None:
    attack = tmp_path / "attack.json"
    access = {"id": visitor.path[1:], "token": visitor.token}
    words = {field: hostile(field) for field in SHOWN}
    told = {"places": places, "access": access, "words": words, "shown": SHOWN}
    attack.write_bytes(msgspec.json.encode(told))
    settings = {
        **advisor_settings(product),
        "SCHAKEL_EMAIL": EMAIL,
        "SCHAKEL_PASSWORD": PASSWORD,
        "SCHAKEL_ATTACK": str(attack),
    }

    playwright("hostile", product.url, settings)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("format", ["text", "json"])
def test_a_transcript_has_the_words_and_is_no_page(visitor: Visitor, format: str) -> None:
    kept = _transcript(visitor, format)

    told = kept.text if format == "text" else json.dumps(kept.json(), ensure_ascii=False)
    expected = [hostile(field) for field in _IN_THE_TALK]
    if format == "json":
        expected = [json.dumps(words)[1:-1] for words in expected]
    assert [words for words in expected if words not in told] == []
    _assert_is_no_page(kept)


@pytest.mark.usefixtures("places")
def test_a_transcript_on_paper_does_nothing(visitor: Visitor) -> None:
    kept = _transcript(visitor, "pdf")

    assert kept.content.startswith(b"%PDF-")
    assert not any(deed in kept.content for deed in (b"/JavaScript", b"/JS", b"/Launch", b"/URI"))
    _assert_is_no_page(kept)


async def _attack(product: Product, visitor: Visitor) -> Places:
    clock = HandClock()
    clock.now = utc_now()
    database = connect(f"sqlite:///{product.data / 'schakel.db'}")
    try:
        talk = UUID(visitor.path[1:])
        attacker = Attacker(SqlStore(database), load_content(ROOT / "data"), clock, talk)
        return await attacker.write_everywhere(EMAIL)
    finally:
        await database.close()


def _transcript(visitor: Visitor, format: str) -> httpx.Response:
    asked = f"{visitor.url}/api/v1/conversations{visitor.path}/transcript"
    proof = {"Authorization": f"Bearer {visitor.token}"}
    return httpx.get(asked, params={"format": format}, headers=proof, timeout=60)


def _assert_is_no_page(kept: httpx.Response) -> None:
    assert kept.headers["content-type"] in _MEDIA_TYPES
    assert kept.headers["content-disposition"].startswith("attachment")
    assert kept.headers["x-content-type-options"] == "nosniff"
