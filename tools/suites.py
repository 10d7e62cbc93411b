"""Runs every test that this machine can run, and says at the end what was not proven.

Standard library only. A suite that fails does not keep the next one from running.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Sequence
from xml.etree import ElementTree

from tools.places import BOT, ROOT, STAMPS, VENV, WEB
from tools.running import environment

_REPORTS = STAMPS / "reports"
_VITEST = ("npm", "test", "--", "--reporter=default", "--reporter=junit")


@dataclass(frozen=True)
class Suite:
    """One run of one test runner, which leaves a JUnit report."""

    name: str
    command: Sequence[str]
    folder: Path

    @property
    def report(self) -> Path:
        """Where the runner writes what happened."""
        return _REPORTS / (self.name.replace(" ", "-") + ".xml")


@dataclass(frozen=True)
class Result:
    """What came of a suite; `skipped` holds test and reason."""

    name: str
    seconds: float
    passed: int
    failed: int
    skipped: tuple[str, ...]


def suites() -> list[Suite]:
    """Return all suites, quick ones first."""
    report = f"--junitxml={_REPORTS}"
    return [
        Suite(
            "front end",
            (*_VITEST, f"--outputFile.junit={_REPORTS}/front-end.xml"),
            WEB,
        ),
        Suite(
            "engine",
            (str(BOT / ".venv/bin/python"), "-m", "pytest", "tests", f"{report}/engine.xml"),
            BOT,
        ),
        Suite(
            "product",
            (str(VENV / "bin/python"), "-m", "pytest", f"{report}/product.xml"),
            ROOT,
        ),
    ]


def main() -> int:
    """Run all suites and print the summary; return 1 when a test or a runner failed."""
    _REPORTS.mkdir(parents=True, exist_ok=True)
    results = [run(suite) for suite in suites()]
    print("\n".join(summary(results)), flush=True)
    return any(result.failed for result in results)


def run(suite: Suite) -> Result:
    """Run one suite; a runner that fails without saying which test counts as one failure."""
    print(f"\n=== {suite.name} ===", flush=True)
    suite.report.unlink() if suite.report.exists() else None
    started = time.monotonic()
    code = subprocess.run(
        suite.command, cwd=str(suite.folder), env=environment(), check=False
    ).returncode
    seconds = time.monotonic() - started
    cases = list(_cases(suite.report))
    skipped = tuple(reason for reason in map(_skipped, cases) if reason)
    failed = sum(1 for case in cases if _has(case, "failure", "error"))
    passed = len(cases) - failed - len(skipped)
    return Result(suite.name, seconds, passed, failed or int(code != 0), skipped)


def summary(results: Sequence[Result]) -> Iterator[str]:
    """Give the closing lines: each suite, what was skipped and why, and the totals."""
    yield ""
    for result in results:
        yield (
            f"{result.name:<12} {result.passed} passed, {result.failed} failed, "
            f"{len(result.skipped)} skipped in {result.seconds:.0f} s"
        )
    skipped = [reason for result in results for reason in result.skipped]
    for reason in skipped or ["nothing"]:
        yield f"skipped, not proven: {reason}"
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    yield f"{passed} passed, {failed} failed, {len(skipped)} skipped"


def _cases(report: Path) -> Iterator[ElementTree.Element]:
    if report.exists():
        # Written a moment ago by our own runner.
        yield from ElementTree.parse(str(report)).getroot().iter("testcase")  # noqa: S314


def _has(case: ElementTree.Element, *words: str) -> bool:
    return any(case.find(word) is not None for word in words)


def _skipped(case: ElementTree.Element) -> str | None:
    found = case.find("skipped")
    if found is None:
        return None
    reason = found.get("message") or "no reason given"
    return f"{case.get('classname')} {case.get('name')}: {reason.splitlines()[0]}"


if __name__ == "__main__":
    sys.exit(main())
