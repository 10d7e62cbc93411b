"""Whatever is killed in the middle: every message is answered exactly once, and in order."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.support import product as products
from tests.support.client import Said, Visitor
from tests.support.product import Product

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("_model"), pytest.mark.timeout(600)]

_VISITORS = 20
# Ten questions whose answers can be told apart: 20 × 10 = 200 messages in flight.
_ASKED = {
    "Wat is de WBSO?": "wbso",
    "Wat is de EIA?": "eia",
    "Wat is de MIA?": "mia",
    "Wat is de KIA?": "kia",
    "Wat is praktijkleren?": "praktijkleren",
    "Wat is de no-riskpolis?": "no-riskpolis",
    "Wat is de SLIM-regeling?": "slim-regeling",
    "Wat is het STAP-budget?": "stap-budget",
    "Wat is een Qredits microkrediet?": "qredits-microkrediet",
    "Wat is de BMKB?": "bmkb",
}


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[Product]:
    with products.running(tmp_path / "var") as running:
        yield running


@pytest.mark.parametrize("victim", ["worker", "engine", "actions"])
def test_after_a_kill_in_the_middle_all_200_messages_are_answered_once_and_in_order(
    fragile: Product, victim: str
) -> None:
    visitors = [Visitor(fragile.url) for _ in range(_VISITORS)]
    with ThreadPoolExecutor(_VISITORS) as pool:
        places = list(pool.map(_ask_everything, visitors))
    _wait_for_the_first_answers(visitors)

    fragile.part(victim).kill()

    with ThreadPoolExecutor(_VISITORS) as pool:
        said = list(pool.map(lambda visitor: visitor.answers(after=1, seconds=180), visitors))
    for visitor in visitors:
        visitor.close()
    assert sum(map(len, places)) == 200
    for answers in said:
        assert [answer["meta"]["ids"] for answer in _real(answers)] == [
            [id] for id in _ASKED.values()
        ]


def test_while_the_engine_is_away_there_is_one_apology_and_later_one_answer(
    fragile: Product, request: pytest.FixtureRequest
) -> None:
    visitor = Visitor(fragile.url)
    request.addfinalizer(visitor.close)
    engine = fragile.part("engine")
    engine.suspend()
    place = visitor.say("Wat is de WBSO?")
    apology = _next(visitor, after=place)
    assert apology["meta"]["kind"] == "outage"
    assert "0320-123456" in apology["text"]
    assert visitor.read()["pending"] == 1

    engine.resume()

    assert [answer["meta"]["kind"] for answer in visitor.answers(place)] == ["outage", "scheme"]


def test_stopping_leaves_no_process(tmp_path: Path) -> None:
    with products.running(tmp_path / "var") as product:
        family = product.family()
        assert len(family) >= 6

    gone, alive = psutil.wait_procs(family, timeout=5)
    assert not alive
    assert len(gone) == len(family)


def _ask_everything(visitor: Visitor) -> list[int]:
    return [visitor.say(question) for question in _ASKED]


def _wait_for_the_first_answers(visitors: list[Visitor]) -> None:
    """The kill must come in the middle: after some answers and before most."""
    while not any(visitor.messages()[1:] for visitor in visitors):
        time.sleep(0.05)


def _real(answers: list[Said]) -> list[Said]:
    return [answer for answer in answers if answer["meta"]["kind"] != "outage"]


def _next(visitor: Visitor, after: int) -> Said:
    (message, *_) = visitor.read(after=after, wait=25)["messages"]
    return dict(message)
