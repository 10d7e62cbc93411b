"""Visitors who ask one question after the other, and a clock on what they wait."""

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence
from statistics import median, quantiles
from uuid import uuid4

import httpx
from msgspec import Struct

# People come and go: after so many questions a visitor leaves and a new one comes.
_QUESTIONS_PER_CONVERSATION = 10
_WARM_UP = 20


class Measured(Struct, frozen=True):
    """What visitors waited for an answer, in milliseconds, and what came through a second."""

    p50: float
    p95: float
    per_second: float

    @classmethod
    def of(cls, waits: Sequence[float], seconds: float) -> "Measured":
        """Sum up waits (in seconds) that together took `seconds`."""
        return cls(
            p50=1_000 * median(waits),
            p95=1_000 * quantiles(waits, n=20)[-1],
            per_second=len(waits) / seconds,
        )


async def ask_all(url: str, questions: Sequence[str], *, parallel: int, total: int) -> Measured:
    """Let `parallel` visitors ask `total` questions; from the POST to the answer in their hands."""
    stock = itertools.cycle(questions)
    async with httpx.AsyncClient(base_url=f"{url}/api/v1/conversations", timeout=60) as http:
        await _visit(http, itertools.islice(stock, _WARM_UP))
        started = time.perf_counter()
        shares = [list(itertools.islice(stock, total // parallel)) for _ in range(parallel)]
        waits = await asyncio.gather(*(_visit(http, iter(share)) for share in shares))
        seconds = time.perf_counter() - started
    return Measured.of([wait for each in waits for wait in each], seconds)


async def parse_all(url: str, token: str, questions: Sequence[str], *, total: int) -> Measured:
    """Let the engine only parse, over HTTP and one after the other: the floor of every answer."""
    stock = itertools.cycle(questions)
    waits = []
    async with httpx.AsyncClient(base_url=url, params={"token": token}, timeout=60) as http:
        for number, question in enumerate(itertools.islice(stock, _WARM_UP + total)):
            started = time.perf_counter()
            (await http.post("/model/parse", json={"text": question})).raise_for_status()
            if number >= _WARM_UP:
                waits.append(time.perf_counter() - started)
    return Measured.of(waits, sum(waits))


async def _visit(http: httpx.AsyncClient, questions: Iterator[str]) -> list[float]:
    waits = []
    while chunk := list(itertools.islice(questions, _QUESTIONS_PER_CONVERSATION)):
        opened = (await http.post("", json={})).raise_for_status().json()
        path = f"/{opened['id']}/messages"
        headers = {"Authorization": f"Bearer {opened['token']}"}
        waits += [await _ask(http, path, headers, question) for question in chunk]
    return waits


async def _ask(http: httpx.AsyncClient, path: str, headers: dict[str, str], text: str) -> float:
    """Ask, wait for the answer, and return the seconds in between."""
    started = time.perf_counter()
    message = {"client_id": str(uuid4()), "text": text}
    sent = await http.post(path, json=message, headers=headers)
    after = sent.raise_for_status().json()["seq"]
    while True:
        news = await http.get(path, params={"after": after, "wait": 25}, headers=headers)
        if news.raise_for_status().json()["messages"]:
            return time.perf_counter() - started
