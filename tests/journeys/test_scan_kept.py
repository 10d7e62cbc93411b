"""What becomes of a scan: opened elsewhere, seen by an advisor, followed up; nothing is lost."""

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.support import product as products
from tests.support.client import Said, Visitor
from tests.support.console import demo_console
from tests.support.product import Product
from tests.support.scan_walker import FOLLOW_UP, HABITS, START, code_in, go, walk

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@pytest.fixture
def fragile(_model: None, tmp_path: Path) -> Iterator[Product]:
    with products.running(tmp_path / "var") as running:
        yield running


def test_the_code_of_a_scan_shows_its_outcome_in_another_conversation(product: Product) -> None:
    walked = walk(product.url, 4, "first")
    elsewhere = Visitor(product.url)

    said = elsewhere.ask(walked.code)

    elsewhere.close()
    assert said[0]["text"] == walked.result[0]["text"]
    assert said[0]["meta"] == walked.result[0]["meta"]


def test_an_advisor_sees_the_scan_until_consent_is_withdrawn(product: Product) -> None:
    # "first" answers every question with its first button: both consents.
    walk(product.url, 5, "first", then=lambda visitor, _: _seen_until_withdrawn(product, visitor))


def _seen_until_withdrawn(product: Product, visitor: Visitor) -> None:
    newest = _scans(product)[0]
    assert "toekomst van mijn bedrijf" in _console(product, newest).text

    withdrawn = visitor.ask("ik trek mijn toestemming in")

    assert withdrawn[0]["meta"]["kind"] == "privacy"
    assert newest not in _scans(product)
    assert _console(product, newest).status_code == httpx.codes.NOT_FOUND


def test_without_consent_no_advisor_sees_the_scan(product: Product) -> None:
    before = _scans(product)

    walk(product.url, 6, "last")

    assert _scans(product) == before


@pytest.mark.parametrize("habit", [habit for habit in HABITS if habit != "goes on elsewhere"])
def test_a_follow_up_is_shorter_and_says_what_changed(product: Product, habit: str) -> None:
    def follow(visitor: Visitor, first: object) -> None:
        followed, _ = go(visitor, FOLLOW_UP, 8, habit)
        texts = [said["text"] for said in followed.result]
        assert followed.repeated == []
        assert "stap" in followed.asked
        assert followed.turns <= 12
        assert texts[0].startswith(("Dit is er veranderd sinds", "Uw bedrijf staat er ongeveer"))
        assert len(followed.result[1]["attachments"]) == 2

    walk(product.url, 7, "random", then=follow)


def test_consent_can_be_withdrawn_while_the_scan_asks_and_the_question_comes_back(
    product: Product,
) -> None:
    visitor = Visitor(product.url)
    visitor.ask(START)
    question = visitor.ask("ja, allebei")[-1]

    said = visitor.ask("ik trek mijn toestemming in")

    visitor.close()
    assert said[0]["meta"]["kind"] == "privacy"
    assert said[-1]["meta"] == question["meta"]


def test_two_tabs_at_once_answer_one_scan_and_lose_nothing(product: Product) -> None:
    """Both tabs press an answer to the same question: the second changes or repeats the first."""
    visitor = Visitor(product.url)
    visitor.ask(START)
    said = visitor.ask("nee, geen van beide")
    asked: list[str] = []
    with ThreadPoolExecutor(2) as tabs:
        while said[-1]["meta"]["ids"] != ["eigen_woorden"]:
            question = said[-1]
            asked += question["meta"]["ids"]
            first, second = (button["payload"] for button in question["buttons"][:2])
            places = list(tabs.map(visitor.click, (first, second)))
            said = visitor.answers(max(places))
    result = visitor.ask("niets")

    visitor.close()
    assert len(asked) == len(set(asked)) >= 11
    assert result[-1]["meta"]["kind"] == "scan_result"


@pytest.mark.parametrize("victim", ["worker", "engine", "actions", "public"])
def test_whatever_is_killed_in_the_middle_of_a_scan_no_answer_is_lost(
    fragile: Product, victim: str
) -> None:
    visitor = Visitor(fragile.url)
    visitor.ask(START)
    said = visitor.ask("nee, geen van beide")
    given: list[str] = []
    while (id := said[-1]["meta"]["ids"][0]) != "eigen_woorden":
        given.append(id)
        place = visitor.click(said[-1]["buttons"][0]["payload"])
        if len(given) in (3, 8):
            fragile.part(victim).kill()
            fragile.wait_until_ready()
        said = _without_apologies(visitor.answers(place, seconds=120))
    answers = visitor.ask("wijzig")[-1]["buttons"]

    visitor.close()
    assert len(given) == len(set(given))
    assert len(answers) - 1 == len(given)


def test_a_withdrawn_or_erased_scan_is_nowhere_in_the_database(fragile: Product) -> None:
    def erase(visitor: Visitor, _: object) -> None:
        code = code_in(visitor.messages()[-4:])
        visitor.erase()
        elsewhere = Visitor(fragile.url)
        assert "ken ik niet" in elsewhere.ask(code)[0]["text"]
        elsewhere.erase()
        elsewhere.close()

    walk(fragile.url, 9, "first", then=erase)

    with closing(sqlite3.connect(fragile.data / "schakel.db")) as database:
        for table in ("scans", "files", "messages", "reminders"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def _without_apologies(said: list[Said]) -> list[Said]:
    return [one for one in said if one["meta"]["kind"] != "outage"]


def _scans(product: Product) -> list[str]:
    """Return where the cards are that an advisor may see, the newest first."""
    return re.findall(r'href="(/scans/[^"]+)"', _console(product, "/scans").text)


def _console(product: Product, path: str) -> httpx.Response:
    with closing(demo_console(product)) as console:
        return console.get(path)
