"""The test run: every suite counts, and what was skipped is said."""

import sys
from pathlib import Path

import pytest

from tools import suites
from tools.suites import Result, Suite, run, summary

REPORT = """<testsuites><testsuite>
<testcase classname="a" name="good"/>
<testcase classname="a" name="bad"><failure message="no"/></testcase>
<testcase classname="a" name="off"><skipped message="not proven: no PostgreSQL"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def suite(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Suite:
    monkeypatch.setattr(suites, "_REPORTS", tmp_path)
    write = f"open({str(tmp_path / 'product.xml')!r}, 'w').write({REPORT!r}); raise SystemExit(1)"
    return Suite("product", (sys.executable, "-c", write), tmp_path)


def test_a_report_is_counted(suite: Suite) -> None:
    result = run(suite)

    assert (result.passed, result.failed) == (1, 1)
    assert result.skipped == ("a off: not proven: no PostgreSQL",)


def test_a_runner_that_breaks_without_a_report_is_a_failure(suite: Suite) -> None:
    broken = Suite("product", (sys.executable, "-c", "raise SystemExit(4)"), suite.folder)

    assert run(broken).failed == 1


def test_a_report_of_an_earlier_run_does_not_count(suite: Suite) -> None:
    run(suite)
    silent = Suite("product", (sys.executable, "-c", ""), suite.folder)

    assert run(silent).passed == 0


def test_the_last_lines_say_what_was_not_proven_and_how_many_passed() -> None:
    results = [
        Result("engine", 3.0, 5, 0, ()),
        Result("product", 4.0, 7, 1, ("a off: no PostgreSQL",)),
    ]

    lines = list(summary(results))

    assert lines[-2:] == [
        "skipped, not proven: a off: no PostgreSQL",
        "12 passed, 1 failed, 1 skipped",
    ]
