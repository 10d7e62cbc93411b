"""`python -m bench.phones`: fifty webhooks a second while the engine is busy, and an outage.

The whole product runs, with real signatures and twilio's own library; Twilio is a server of the
tests on the same machine.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.load import Measured
from bench.report import Goal
from tests.support import product as products
from tests.support.twilio import ACCOUNT, NUMBER, TOKEN, Twilio
from tests.support.twilio_phone import Phone

_PHONES, _WEBHOOKS, _EACH_SECOND = 100, 1_000, 50
_WAITING, _AWAY_SECONDS = 500, 60.0
_PATIENCE_SECONDS = 600.0
_SORRY = "Het spijt me"
_QUESTIONS = (
    *("wat is de WBSO?", "hoeveel krijg ik met de EIA", "mijn koelcellen vreten stroom"),
    *("ik wil personeel aannemen", "kan ik subsidie krijgen voor een nieuwe oven"),
)


async def main() -> int:
    """Measure, print, and return 1 when a goal is not met."""
    twilio = Twilio()
    await twilio.start()
    settings = {
        "SCHAKEL_TWILIO_ACCOUNT": ACCOUNT,
        "SCHAKEL_TWILIO_TOKEN": TOKEN,
        "SCHAKEL_TWILIO_URL": twilio.url,
        "SCHAKEL_SMS_NUMBER": NUMBER,
        "SCHAKEL_SITE_URL": twilio.product.site,
    }
    with (
        tempfile.TemporaryDirectory(prefix="schakel-bench-") as folder,
        products.running(Path(folder) / "var", settings) as product,
    ):
        twilio.product.reach = product.url
        goals = [await _webhooks(twilio), *await _outage(twilio)]
    await twilio.stop()
    print(*goals, sep="\n")
    return 0 if all(goal.is_met for goal in goals) else 1


async def _webhooks(twilio: Twilio) -> Goal:
    """Let people write for twenty seconds: faster than the engine answers, so it is always busy."""
    phones = [twilio.phone(f"+316{number:08}", is_whatsapp=False) for number in range(_PHONES)]
    began, waits = time.perf_counter(), list[float]()

    async def write(number: int) -> None:
        text = _QUESTIONS[number % len(_QUESTIONS)]
        sent = time.perf_counter()
        answer = await phones[number % _PHONES].says(text)
        answer.raise_for_status()
        waits.append(time.perf_counter() - sent)

    async with asyncio.TaskGroup() as group:
        for number in range(_WEBHOOKS):
            await asyncio.sleep(began + number / _EACH_SECOND - time.perf_counter())
            group.create_task(write(number))
    spent = Measured.of(waits, time.perf_counter() - began)
    # Each hears who answers, and then an answer to everything.
    least = _PHONES + _WEBHOOKS
    await _until(lambda: len(twilio.messages) >= least)
    print(f"webhooks: p50 {spent.p50:.1f} ms, p95 {spent.p95:.1f} ms")
    return Goal(f"webhook answered at {_EACH_SECOND} a second, p95", spent.p95, 50, "ms")


async def _outage(twilio: Twilio) -> list[Goal]:
    """Let answers wait while Twilio is away, and count what arrives after it, and when."""
    phones = [twilio.phone(f"+317{number:08}", is_whatsapp=False) for number in range(50)]
    before = len(twilio.messages)
    await twilio.stop()
    for number in range(_WAITING):
        # Not 112: that is answered as an alarm, with a message more.
        await phones[number % 50].says(f"wat is de WBSO? ({1_000 + number})")
    await asyncio.sleep(_AWAY_SECONDS)
    await twilio.start()
    back = time.perf_counter()
    due = _WAITING + len(phones)
    await _until(lambda: len(twilio.messages) - before >= due)
    seconds = time.perf_counter() - back
    await asyncio.sleep(5)
    # Where the engine kept somebody waiting an apology came first: that is one more, and right.
    sorry = sum(one.body.startswith(_SORRY) for one in twilio.messages[before:])
    doubled = len(twilio.messages) - before - due - sorry
    greeted = sum(_is_greeted_first(phone) for phone in phones)
    return [
        Goal(f"all of {due} messages there after an outage", seconds, 60, "s"),
        Goal("messages too many after it", doubled, 0, ""),
        Goal("phones not greeted first", len(phones) - greeted, 0, ""),
    ]


def _is_greeted_first(phone: Phone) -> bool:
    return "digitale assistent" in phone.received[0].body


async def _until(is_done: Callable[[], bool]) -> None:
    end = time.perf_counter() + _PATIENCE_SECONDS
    while not is_done():
        if time.perf_counter() > end:
            raise TimeoutError("something never came")
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
