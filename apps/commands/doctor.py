"""`schakel doctor`: one table of what is installed, in use and running."""

import sys
from collections.abc import Iterable

from apps.doctor.in_use import in_use
from apps.doctor.installed import installed
from apps.doctor.row import Row, State
from apps.doctor.running import running
from apps.keys import read_keys
from apps.settings import ROOT, load_settings


def doctor() -> None:
    """Print the table; exit code 1 when something that is needed is missing."""
    settings = load_settings()
    tables = {
        "Installed": installed(),
        "In use": in_use(settings),
        "Running": running(settings, read_keys(ROOT / settings.data)),
    }
    rows = [row for title, found in tables.items() for row in _show(title, found)]
    if missing := [row.name for row in rows if row.state is State.MISSING]:
        sys.exit(f"\nMissing: {', '.join(missing)}.")


def _show(title: str, found: Iterable[Row]) -> list[Row]:
    print(f"\n{title}")
    rows = []
    for row in found:
        print(f"  {row.state:<8} {row.name:<24} {row.what}", flush=True)
        rows.append(row)
    return rows
