"""`make bench`: the whole front door with our engine and with Rasa's default, in one run."""

import asyncio
import sys
import tempfile
from pathlib import Path

from apps.engine import python
from apps.model import current_model
from apps.settings import ROOT
from bench.engines import TOKEN, default_model, engine_with_api
from bench.load import Measured, ask_all, parse_all
from bench.questions import held_out
from bench.report import DEFAULT, OURS, goals, table
from tests.support import product as products
from tests.support.product import Product

_PARSE_PORT = 19_480
_VISITORS = (1, 8)
_QUESTIONS = 240
_MB = 1024 * 1024


def main() -> int:
    """Measure, print, and return 0; falling short of a goal is a finding, not a failure."""
    if not python(plain=True).exists():
        print("The comparison needs Rasa with TensorFlow: run `make plain` first (2.6 GB).")
        return 1
    products.train()
    content = ROOT / "data"
    questions = held_out(content / "nlu_test")
    with engine_with_api(current_model(content), _PARSE_PORT) as url:
        parse = asyncio.run(parse_all(url, TOKEN, questions, total=_QUESTIONS))
    rows: dict[tuple[str, int], Measured] = {}
    with tempfile.TemporaryDirectory(prefix="schakel-bench-") as folder:
        with products.running(Path(folder) / "ours") as ours:
            _measure(ours, OURS, questions, rows)
            resident = sum(process.memory_info().rss for process in ours.family()) / _MB
        settings = {"SCHAKEL_PLAIN_RASA": "1", "SCHAKEL_MODEL": str(default_model(content))}
        with products.running(Path(folder) / "default", settings) as default:
            _measure(default, DEFAULT, questions, rows)
    print("\n".join(table(rows, parse)), end="\n\n")
    print(*goals(rows, parse, resident), sep="\n")
    return 0


def _measure(
    product: Product, name: str, questions: list[str], rows: dict[tuple[str, int], Measured]
) -> None:
    for visitors in _VISITORS:
        measuring = ask_all(product.url, questions, parallel=visitors, total=_QUESTIONS)
        rows[name, visitors] = asyncio.run(measuring)


if __name__ == "__main__":
    sys.exit(main())
