"""The scan from beginning to end, through real processes, in every way people go."""

import httpx
import pytest

from tests.support.client import Visitor
from tests.support.product import Product
from tests.support.scan_walker import HABITS, Walked, walk

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_way_one_goes_the_scan_ends_with_someone_who_helps(
    product: Product, seed: int, habit: str
) -> None:
    walked = walk(product.url, seed, habit)

    assert walked.repeated == []
    assert walked.turns <= 16
    assert "eigen_woorden" in walked.asked
    _says_who_helps(walked)


def test_picture_and_report_can_be_opened_until_the_conversation_is_erased(
    product: Product,
) -> None:
    walked = walk(product.url, 3, "first", then=_opens_and_erases)

    assert walked.repeated == []


def _opens_and_erases(visitor: Visitor, walked: Walked) -> None:
    picture, report = (f"{visitor.url}{one['url']}" for one in walked.result[0]["attachments"])
    assert httpx.get(picture).content.startswith(b"\x89PNG")
    opened = httpx.get(report)
    assert opened.content.startswith(b"%PDF")
    assert opened.headers["content-type"] == "application/pdf"
    assert httpx.get(f"{report}x").status_code == httpx.codes.NOT_FOUND

    visitor.erase()

    assert httpx.get(picture).status_code == httpx.codes.NOT_FOUND
    assert httpx.get(report).status_code == httpx.codes.NOT_FOUND


def _says_who_helps(walked: Walked) -> None:
    kinds = {said["meta"]["kind"] for said in walked.result}
    assert kinds == {"scan_result"}
    assert "Wie u hierbij helpt: " in walked.result[1]["text"]
    assert any(button["payload"] == "/ask_human" for button in walked.result[-1]["buttons"])
