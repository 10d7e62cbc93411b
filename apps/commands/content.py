"""`schakel content check`: everything that is to be said about the content files."""

import sys

from advice.check import check as findings_of
from advice.findings import Finding, Severity
from apps.settings import ROOT, load_settings
from kit.clock import AMSTERDAM, utc_now


def check() -> None:
    """Print all findings, worst first; exit code 1 when one of them is an error."""
    settings = load_settings()
    today = utc_now().astimezone(AMSTERDAM).date()
    findings = findings_of(ROOT / settings.content, today)
    for finding in findings:
        print(f"{finding.severity}: {finding}")
    print(_summary(findings))
    if any(finding.severity is Severity.ERROR for finding in findings):
        sys.exit(1)


def _summary(findings: tuple[Finding, ...]) -> str:
    """Return how many there are of each kind: `fout: 1 · waarschuwing: 0 · opmerking: 2`."""
    kinds = [finding.severity for finding in findings]
    return " · ".join(f"{severity}: {kinds.count(severity)}" for severity in Severity)
