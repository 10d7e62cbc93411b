"""`python -m evaluation`: measures everything and writes the report, or does one part of that."""

import argparse
import sys
from collections.abc import Callable, Sequence

from advice.findings import ContentError
from apps.training import TrainingFailed
from evaluation import accepted
from evaluation.measured import Product, kept
from evaluation.parts import Evaluation
from evaluation.scoring import Figures
from evaluation.test_set import BadTestSet


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; return 1 when the content or the test set is broken."""
    asked = _parser().parse_args(arguments)
    try:
        do = Evaluation(groups=asked.group, misses=asked.misses)
        parts: dict[str, Callable[[], None]] = {
            "all": do.everything,
            "product": do.product,
            "intents": do.intents,
            "speed": do.speed,
            "growth": do.growth,
            "diet": do.diet,
            "report": do.report,
            "accept": _accept,
        }
        parts[asked.part]()
    except (BadTestSet, ContentError, TrainingFailed) as error:
        print(error)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    names = ("all", "product", "intents", "speed", "growth", "diet", "report", "accept")
    parser.add_argument("part", nargs="?", default="all", choices=names)
    parser.add_argument("--misses", action="store_true", help="list what was not answered right")
    parser.add_argument("--group", action="append", help="ask only this file (may be repeated)")
    return parser


def _accept() -> None:
    """Hold later versions to what was measured last."""
    measured = kept("product", Product)
    if measured is None:
        sys.exit("Nothing was measured yet: run `python -m evaluation product` first.")
    accepted.accept(Figures.of(measured.scored))


if __name__ == "__main__":
    sys.exit(main())
