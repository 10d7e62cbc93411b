"""`python -m evaluation`: measures everything and writes the report; or only the product."""

import argparse
import sys
from collections.abc import Sequence
from subprocess import CalledProcessError

from apps.settings import ROOT
from evaluation import product, show
from evaluation.test_set import BadTestSet, Case, read_test_set

TEST_SET = ROOT / "data" / "evaluation"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; return 1 when the test set or the content is broken."""
    asked = _parser().parse_args(arguments)
    try:
        cases = read_test_set(TEST_SET)
    except BadTestSet as error:
        print(error)
        return 1
    try:
        _product(_of_groups(cases, asked.group), misses=asked.misses)
    except CalledProcessError:
        # `schakel train` said why.
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    asking = parts.add_parser("product", help="ask the test set to the whole product")
    asking.add_argument("--misses", action="store_true", help="list what was not answered right")
    asking.add_argument("--group", action="append", help="only this file (may be repeated)")
    return parser


def _of_groups(cases: Sequence[Case], groups: Sequence[str] | None) -> list[Case]:
    return [case for case in cases if not groups or case.group in groups]


def _product(cases: Sequence[Case], *, misses: bool) -> None:
    scored = product.measure(cases)
    if misses:
        print("\n".join(show.misses(scored)), end="\n\n")
    print("\n".join(show.table(scored)))


if __name__ == "__main__":
    sys.exit(main())
