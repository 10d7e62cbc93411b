"""From the bot to a person and back, through real processes, whatever is killed meanwhile."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from storage.connect import connect
from storage.store import SqlStore
from tests.support.always_open import always_open
from tests.support.browser import advisor_settings, playwright, restarting
from tests.support.client import Visitor
from tests.support.console import EMAIL, PASSWORD, demo_console, member
from tests.support.product import Product

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

API = "/adviseur/api"


@pytest.fixture(scope="module")
def open_product(_model: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with always_open(tmp_path_factory.mktemp("open")) as product:
        yield product


@pytest.fixture
def visitor(open_product: Product) -> Iterator[Visitor]:
    visitor = Visitor(open_product.url)
    yield visitor
    visitor.close()


@pytest.fixture
def advisor(open_product: Product) -> Iterator["Advisor"]:
    advisor = Advisor(open_product)
    yield advisor
    advisor.close()


class Advisor:
    """The demo account's browser, which comes back after whatever happened to the console."""

    def __init__(self, product: Product) -> None:
        self._console = demo_console(product)
        self.post("/presence", state="available")

    def close(self) -> None:
        self._console.close()

    def get(self, path: str) -> Any:
        return self._tried(lambda: self._console.get(f"{API}{path}")).json()

    def post(self, path: str, **body: object) -> Any:
        token = {"x-csrftoken": self._console.cookies["csrftoken"]}
        return self._tried(
            lambda: self._console.post(f"{API}{path}", json=body, headers=token)
        ).json()

    def line_of(self, visitor: Visitor, name: str = "waiting") -> Any:
        conversation = visitor.path.removeprefix("/")
        lines = self.get("/handoffs")[name]
        return next((line for line in lines if line["conversation"] == conversation), None)

    def says(self, handoff: str, text: str) -> None:
        """Send a message until it is taken, as the console does."""
        self.post(f"/handoffs/{handoff}/messages", client_id=str(uuid4()), text=text)

    @staticmethod
    def _tried(call: Any) -> httpx.Response:
        end = time.monotonic() + 60
        while True:
            try:
                response: httpx.Response = call()
            except httpx.TransportError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)
            else:
                return response.raise_for_status()


def wait_for(condition: Any, what: str, seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, what
        time.sleep(0.1)
    return found


def ask_for_a_person(visitor: Visitor) -> list[dict[str, Any]]:
    """Walk through the questions; return what is said at the end."""
    visitor.ask("ik wil iemand spreken over de overdracht van mijn bakkerij aan mijn dochter")
    visitor.ask("ja")
    visitor.ask("Jan Jansen, jan@example.org")
    return visitor.ask("Urk")


def said_by(visitor: Visitor, author: str) -> list[str]:
    return [m["text"] for m in visitor.read()["messages"] if m["author"] == author]


def test_from_the_bot_to_a_person_and_back(advisor: Advisor, visitor: Visitor) -> None:

    end = ask_for_a_person(visitor)
    assert end[-1]["meta"]["kind"] == "handoff"
    assert "nummer" in end[-1]["text"]
    assert visitor.read()["stage"] == "waiting"
    line = wait_for(lambda: advisor.line_of(visitor), "the wish is in no list")
    assert (line["name"], line["municipality"]) == ("Jan Jansen", "Urk")
    assert "bakkerij" in line["question"]

    card = advisor.post(f"/handoffs/{line['id']}/take")
    assert card["contact"] == "jan@example.org"
    visitor.say("Wat fijn dat u er bent")
    advisor.says(line["id"], "Goedendag meneer Jansen")
    wait_for(lambda: said_by(visitor, "advisor"), "the advisor is not heard")
    # While a person has the conversation the bot says nothing.
    time.sleep(1)
    before = len(said_by(visitor, "bot"))
    assert visitor.read()["pending"] == 0

    advisor.post(f"/handoffs/{line['id']}/notes", client_id=str(uuid4()), text="Alleen voor ons")
    advisor.post(f"/handoffs/{line['id']}/close", outcome="geholpen")
    assert visitor.read()["stage"] == "closed"
    asked = visitor.messages()[-1]
    assert len(said_by(visitor, "bot")) == before + 1
    place = visitor.click(asked["buttons"][3]["payload"])
    assert visitor.answers(place)[0]["meta"]["kind"] == "handoff"
    visitor.ask("Heel fijn geholpen")
    assert visitor.ask("wat is de wbso?")[0]["meta"]["ids"] == ["wbso"]

    wait_for(lambda: _closed_with(advisor, visitor, 4), "the score is not seen")
    assert not any("Alleen voor ons" in m["text"] for m in visitor.read()["messages"])


def test_who_does_not_want_to_wait_has_the_bot_again(advisor: Advisor, visitor: Visitor) -> None:
    end = ask_for_a_person(visitor)

    (stop,) = [b for b in end[-1]["buttons"] if b["title"] == "Toch niet wachten"]
    visitor.click(stop["payload"])
    wait_for(lambda: visitor.read()["stage"] == "bot", "still waiting")

    assert "wacht niet meer" in said_by(visitor, "bot")[-1]
    wait_for(lambda: advisor.line_of(visitor) is None, "it still waits in the list")
    assert visitor.ask("wat is de wbso?")[0]["meta"]["kind"] == "scheme"


def test_a_first_message_can_ask_for_a_person(visitor: Visitor) -> None:
    said = visitor.ask("ik wil een mens")

    assert said[0]["meta"]["kind"] == "handoff"
    assert [b["title"] for b in said[0]["buttons"]] == ["Ja, dat mag", "Nee, liever niet"]


@pytest.mark.parametrize("victim", ["console", "public", "worker", "engine", "actions"])
def test_whatever_is_killed_nothing_is_lost_doubled_or_out_of_order(
    open_product: Product, advisor: Advisor, visitor: Visitor, victim: str
) -> None:
    ask_for_a_person(visitor)
    line = wait_for(lambda: advisor.line_of(visitor), "the wish is in no list")
    advisor.post(f"/handoffs/{line['id']}/take")
    expected = []

    for number in range(12):
        if number in (3, 8):
            open_product.wait_until_ready()
            open_product.kill(victim)
        advisor.says(line["id"], f"adviseur {number}")
        wait_for(lambda: _sent(visitor, f"ondernemer {number}"), "the site stays away")  # noqa: B023
        expected += [f"adviseur {number}", f"ondernemer {number}"]
    open_product.wait_until_ready()

    said = wait_for(lambda: _talk(visitor, len(expected)), "something was lost")
    card = advisor.get(f"/handoffs/{line['id']}/messages?after=0")["messages"]
    assert said == expected
    assert [m["text"] for m in card if m["text"] in expected] == expected
    advisor.post(f"/handoffs/{line['id']}/close", outcome="geholpen")


@pytest.mark.usefixtures("_browser")
def test_two_browsers_play_it_through_while_site_and_console_are_restarted(
    open_product: Product, tmp_path: Path
) -> None:
    signal = tmp_path / "restart"
    asyncio.run(_add_colleague(open_product))
    settings = {
        **advisor_settings(open_product),
        "SCHAKEL_COLLEAGUE_EMAIL": EMAIL,
        "SCHAKEL_COLLEAGUE_PASSWORD": PASSWORD,
        "SCHAKEL_SIGNAL": str(signal),
    }
    with restarting(open_product, signal, "public", "console"):
        playwright("handoff", open_product.url, settings)


async def _add_colleague(product: Product) -> None:
    database = connect(f"sqlite:///{product.data / 'schakel.db'}")
    await member(SqlStore(database), EMAIL, name="Sanne")
    await database.close()


def _closed_with(advisor: Advisor, visitor: Visitor, rating: int) -> bool:
    line = advisor.line_of(visitor, "closed")
    return bool(line and (line["rating"], line["outcome"]) == (rating, "geholpen"))


def _sent(visitor: Visitor, text: str) -> bool:
    try:
        visitor.say(text)
    except (httpx.TransportError, httpx.HTTPStatusError):
        return False
    return True


def _talk(visitor: Visitor, number: int) -> list[str] | None:
    """Return what the two said to each other when it is all there."""
    try:
        messages = visitor.read()["messages"]
    except httpx.TransportError:
        return None
    said = [m["text"] for m in messages if m["text"].startswith(("adviseur ", "ondernemer "))]
    return said if len(said) >= number else None
