"""`python -m bench.scans`: the export of figures and the advisor's card over 100,000 kept scans."""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request
from litestar.testing import RequestFactory
from sqlalchemy import create_engine, insert

from advice.content import Content, load_content
from advice.scan.definition import ScanQuestion
from advice.scan.prepare import card
from advice.scan.result import Assessor
from advice.scan.walk import Stop, Walk
from apps.settings import ROOT
from bench.report import Goal
from gateway.console.pages import page
from insight.export import write_all
from insight.publish import report
from storage.connect import connect
from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables import scans

_NUMBER = 100_000
_CARDS = 200
_AT_ONCE = 5_000
_REQUEST: Request[Any, Any, Any] = RequestFactory().get("/")
_NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
_PERIOD = timedelta(days=700)


def main() -> int:
    """Fill a database, measure, print, and return 0; a goal not met is a finding, no failure."""
    content = load_content(ROOT / "data")
    with tempfile.TemporaryDirectory(prefix="schakel-bench-") as folder:
        url = f"sqlite:///{folder}/scans.db"
        migrate(url)
        _fill(url, content)
        print(*asyncio.run(_measured(url, content, Path(folder))), sep="\n")
    return 0


async def _measured(url: str, content: Content, folder: Path) -> list[Goal]:
    database = connect(url)
    store = SqlStore(database)
    began = time.perf_counter()
    async with store.transaction() as work:
        rows = await report(work, content, _NOW)
    write_all(rows, folder / "export", content, _NOW)
    export = time.perf_counter() - began
    cards = [await _card(store, content, number) for number in range(_CARDS)]
    await database.close()
    return [
        Goal(f"export of figures from {_NUMBER:,} scans, the first time", export, 10, "s"),
        Goal(f"card of a scan among {_NUMBER:,}, the first", 1_000 * cards[0], 100, "ms"),
        Goal(f"card of a scan among {_NUMBER:,}, p50", 1_000 * median(cards), 100, "ms"),
    ]


async def _card(store: SqlStore, content: Content, number: int) -> float:
    """Return in how many seconds a card is found and made."""
    began = time.perf_counter()
    async with store.reading() as work:
        kept = await work.scan_for_advisor(UUID(int=number))
    if kept is None:
        raise LookupError(f"scan {number} was not kept")
    assessor = Assessor(content.schemes, content.partners)
    page(_REQUEST, "card.html", card=card(content, assessor, kept, (), _NOW.date()))
    return time.perf_counter() - began


def _fill(url: str, content: Content) -> None:
    chance = random.Random(1)  # noqa: S311 - the same scans in every run
    engine = create_engine(url)
    with engine.begin() as connection:
        for first in range(0, _NUMBER, _AT_ONCE):
            rows = [_row(content, chance, number) for number in range(first, first + _AT_ONCE)]
            connection.execute(insert(scans), rows)
    engine.dispose()


def _row(content: Content, chance: random.Random, number: int) -> dict[str, Any]:
    finished = _NOW - _PERIOD * chance.random()
    walk = Walk(version=content.scan.version, stop=Stop.DONE, finished_at=finished)
    return {
        "id": UUID(int=number),
        "business": UUID(int=number),
        "code_hash": number.to_bytes(32),
        "version": content.scan.version,
        "answers": dict(_answers(content, chance)),
        "levels": {theme.id: chance.randrange(4) for theme in content.scan.themes},
        "schemes": {},
        "consents": {},
        "may_be_seen": True,
        "may_be_counted": True,
        "walk": msgspec.to_builtins(walk),
        "finished_at": finished,
        "changed_at": finished,
    }


def _answers(content: Content, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "gemeente", chance.choice(content.organisation.municipalities).id
    yield "personeel_aantal", chance.choice(["0", "1", "2-10", "11-50"])
    for question in content.scan.own_questions:
        yield question.key, _answer(question, chance)


def _answer(question: ScanQuestion, chance: random.Random) -> str:
    return chance.choice(question.answers).id


if __name__ == "__main__":
    sys.exit(main())
