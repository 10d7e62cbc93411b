"""A partner reads along behind a link, and the bot does the scan for an advisor: in browsers."""

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support.always_open import always_open
from tests.support.browser import advisor_settings, playwright, restarting
from tests.support.client import Visitor
from tests.support.console import demo_console
from tests.support.mail import MailServer
from tests.support.product import Product
from tests.support.scan_walker import Walked, go_on

_READING_SECONDS = 2.0

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(900),
    pytest.mark.usefixtures("_browser"),
]

SITE = "https://schakel.example.org"
NAME = "Sanne Meer"
START = "/start_scan"
LINK = re.compile(rf"{re.escape(SITE)}/partner/\S+")


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def product(
    _model: None, server: MailServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    mailing = {"SCHAKEL_SMTP_URL": server.url, "SCHAKEL_SITE_URL": SITE}
    with always_open(tmp_path_factory.mktemp("open"), mailing) as running:
        yield running


def test_a_partner_reads_along_writes_and_goes_on_with_it(
    product: Product, server: MailServer, tmp_path: Path
) -> None:
    signal, links = tmp_path / "restart", tmp_path / "links"
    settings = {
        **advisor_settings(product),
        "SCHAKEL_SIGNAL": str(signal),
        "SCHAKEL_LINKS": str(links),
    }

    with restarting(product, signal, "public"), _delivering(server, links):
        playwright("partner", product.url, settings)

    assert server.recipients == ["anna@example.org", "bram@example.org"]
    letters = "".join(letter.as_string() for letter in server.letters)
    assert not any(word in letters for word in ("jan@example.org", "bakkerij", "subsidie"))


def test_the_bot_does_the_scan_for_an_advisor_who_has_the_conversation_back(
    product: Product,
) -> None:
    settings = {**advisor_settings(product), "SCHAKEL_NAME": NAME}
    _have_somebody_there(product)
    with closing(Unhurried(product.url)) as visitor, ThreadPoolExecutor() as pool:
        _ask_for_a_person(visitor)
        entrepreneur = pool.submit(_do_the_scan, visitor)
        playwright("loan", product.url, settings)
        walked = entrepreneur.result()

        assert walked.repeated == []
        assert visitor.read()["stage"] == "advisor"


class Unhurried(Visitor):
    """Somebody who reads a question before answering it, so that an advisor can read along."""

    def click(self, payload: str) -> int:
        time.sleep(_READING_SECONDS)
        return super().click(payload)


@contextmanager
def _delivering(server: MailServer, folder: Path) -> Iterator[None]:
    """Put the link of each letter in a file that is called after its address."""
    folder.mkdir()
    is_over = threading.Event()
    thread = threading.Thread(target=_deliver, args=(server, folder, is_over))
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _deliver(server: MailServer, folder: Path, is_over: threading.Event) -> None:
    while not is_over.wait(0.1):
        for letter in server.letters:
            (link,) = LINK.findall(letter.get_content())
            made = folder / "new"
            made.write_text(link, "utf-8")
            # Who waits for it never sees half a file.
            made.rename(folder / letter["to"])


def _have_somebody_there(product: Product) -> None:
    """Who asks while nobody is there is called back, and gets no scan in the chat."""
    with closing(demo_console(product)) as console:
        console.post(
            "/adviseur/api/presence",
            json={"state": "available"},
            headers={"x-csrftoken": console.cookies["csrftoken"]},
        ).raise_for_status()


def _ask_for_a_person(visitor: Visitor) -> None:
    visitor.ask("ik wil een mens spreken over de toekomst van mijn bakkerij")
    visitor.ask("ja")
    visitor.ask(f"{NAME}, sanne@example.org")
    visitor.ask("Urk")


def _do_the_scan(visitor: Visitor) -> Walked:
    """Begin when the bot offers it, and answer the advisor after the outcome."""
    _wait_for_offer(visitor)
    walked, _ = go_on(visitor, visitor.answers(visitor.click(START)), seed=3, habit="first")
    _wait_until_said(visitor, "Mooi gedaan")
    visitor.say("Dank u wel")
    return walked


def _wait_for_offer(visitor: Visitor, seconds: float = 200) -> None:
    end = time.monotonic() + seconds
    while not any(button["payload"] == START for button in visitor.messages()[-1]["buttons"]):
        assert time.monotonic() < end, "no scan is offered"
        time.sleep(0.2)


def _wait_until_said(visitor: Visitor, text: str, seconds: float = 200) -> None:
    end = time.monotonic() + seconds
    while text not in [said["text"] for said in visitor.read()["messages"]]:
        assert time.monotonic() < end, f"nobody says: {text}"
        time.sleep(0.2)
