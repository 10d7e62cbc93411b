"""`schakel content check`, `report` and `closing-days`: what the content files still need."""

import sys
from datetime import date
from itertools import groupby

from advice.check import check as findings_of
from advice.files import read_files
from advice.findings import Finding, Severity
from advice.public_days import as_yaml, missing_days, said
from advice.report import Entry, heading, opening
from advice.report import report as report_on
from apps.settings import ROOT, load_settings
from kit.clock import AMSTERDAM, utc_now


def check() -> None:
    """Print all findings, worst first; exit code 1 when one of them is an error."""
    findings = findings_of(ROOT / load_settings().content, _today())
    for finding in findings:
        print(f"{finding.severity}: {finding}")
    print(_summary(findings))
    if any(finding.severity is Severity.ERROR for finding in findings):
        sys.exit(1)


def report() -> None:
    """Print what a person must check first, with a heading for each priority."""
    today = _today()
    entries = report_on(read_files(ROOT / load_settings().content), today)
    print(opening(entries, today))
    for number, (priority, found) in enumerate(groupby(entries, lambda e: e.priority), start=1):
        below = tuple(found)
        print(f"\n{heading(number, priority, len(below))}")
        _show(below)


def closing_days(year: str) -> None:
    """Print the holidays of `year` that the closing days lack; raise `YearUnknown`."""
    known = read_files(ROOT / load_settings().content).closing_days.value
    missing = missing_days(year, known)
    print(as_yaml(missing) if missing else said("nothing_missing", year=year))


def _show(entries: tuple[Entry, ...]) -> None:
    width = max(len(entry.file) for entry in entries)
    for entry in entries:
        print(f"  {entry.file:<{width}}  {entry.what}: {entry.why}")


def _today() -> date:
    return utc_now().astimezone(AMSTERDAM).date()


def _summary(findings: tuple[Finding, ...]) -> str:
    """Return how many there are of each kind: `fout: 1 · waarschuwing: 0 · opmerking: 2`."""
    kinds = [finding.severity for finding in findings]
    return " · ".join(f"{severity}: {kinds.count(severity)}" for severity in Severity)
