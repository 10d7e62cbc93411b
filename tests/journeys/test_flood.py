"""Somebody who sends far too much is told so, and nobody else notices."""

import asyncio
from collections import Counter
from contextlib import closing
from uuid import uuid4

import httpx
import pytest

from tests.support.client import Visitor
from tests.support.product import Product

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

_POSTS = 10_000
_AT_ONCE = 50


async def test_ten_thousand_rapid_posts_are_each_answered_and_another_visitor_is_helped(
    product: Product,
) -> None:
    async with httpx.AsyncClient(base_url=product.url, timeout=60) as http:
        opened = (await http.post("/api/v1/conversations", json={})).json()
        path = f"/api/v1/conversations/{opened['id']}/messages"
        headers = {"Authorization": f"Bearer {opened['token']}"}
        turns = asyncio.Semaphore(_AT_ONCE)

        async def post() -> httpx.Response:
            async with turns:
                message = {"client_id": str(uuid4()), "text": "Wat is de WBSO?"}
                return await http.post(path, json=message, headers=headers)

        answers = await asyncio.gather(*(post() for _ in range(_POSTS)))
        helped = await asyncio.to_thread(_somebody_else_asks, product.url)
        await http.delete(path.removesuffix("/messages"), headers=headers)

    statuses = Counter(answer.status_code for answer in answers)
    assert set(statuses) == {202, 429}
    assert all("retry-after" in a.headers for a in answers if a.status_code == 429)
    assert helped == ["wbso"]


def _somebody_else_asks(url: str) -> list[str]:
    with closing(Visitor(url)) as visitor:
        (answer,) = visitor.ask("Wat is de WBSO?")
    return list(answer["meta"]["ids"])
