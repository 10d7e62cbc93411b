"""The report of the scan goes by mail to who asks for it, whatever is killed or away."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import product as products
from tests.support.client import Visitor
from tests.support.mail import MailServer
from tests.support.product import Product
from tests.support.scan_walker import walk

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def product_with_mail(_model: None, tmp_path: Path, server: MailServer) -> Iterator[Product]:
    with products.running(tmp_path / "var", {"SCHAKEL_SMTP_URL": server.url}) as running:
        yield running


def test_the_report_arrives_once_also_when_the_worker_is_killed_and_the_server_was_away(
    product_with_mail: Product, server: MailServer
) -> None:
    walk(product_with_mail.url, 3, "first", then=lambda visitor, _: _ask_for_it(visitor))
    product_with_mail.part("worker").kill()
    server.start()

    _wait_for_a_letter(server)

    (letter,) = server.letters
    (report,) = letter.iter_attachments()
    assert server.recipients == ["jan@example.org"]
    assert report.get_content().startswith(b"%PDF-")


def _ask_for_it(visitor: Visitor) -> None:
    asked = visitor.ask("kunt u mij het rapport mailen?")
    assert asked[-1]["meta"]["ids"] == ["rapport_mailen"]
    assert "jan@example.org" in visitor.ask("dat is jan@example.org")[0]["text"]


def _wait_for_a_letter(server: MailServer, seconds: float = 200) -> None:
    end = time.monotonic() + seconds
    while not server.letters:
        assert time.monotonic() < end, "no letter came"
        time.sleep(0.1)
    # A second one would come in the next round.
    time.sleep(5)
