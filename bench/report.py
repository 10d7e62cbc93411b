"""What was measured, beside what we aim at."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from bench.load import Measured

OURS, DEFAULT = "ours", "Rasa default (DIET + TED)"

# One row per engine and number of visitors side by side.
type Rows = Mapping[tuple[str, int], Measured]


class Goal(Struct, frozen=True):
    """One aim: `measured` must be at most (or, `at_least`, no less than) `wanted`."""

    name: str
    measured: float
    wanted: float
    unit: str
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Tell whether the figure is on the right side."""
        if self.at_least:
            return self.measured >= self.wanted
        return self.measured <= self.wanted

    def __str__(self) -> str:
        verdict = "met" if self.is_met else "NOT MET"
        sign = "≥" if self.at_least else "≤"
        return f"{self.name:<58} {self.measured:8.2f} {sign} {self.wanted:g} {self.unit}  {verdict}"


def goals(rows: Rows, parse: Measured, resident_mb: float) -> list[Goal]:
    """Return what issue and design ask, with what we got."""
    ours, default = rows[OURS, 8], rows[DEFAULT, 8]
    return [
        Goal(
            "throughput, 8 visitors, against the default pipeline",
            ours.per_second / default.per_second,
            4,
            "times",
            at_least=True,
        ),
        Goal("p95, 8 visitors, against the default pipeline", ours.p95 / default.p95, 0.5, "times"),
        Goal(
            "p50, 1 visitor, against the bare parse of the same engine",
            rows[OURS, 1].p50 / parse.p50,
            3,
            "times",
        ),
        Goal("resident memory of all processes", resident_mb, 700, "MB"),
    ]


def table(rows: Rows, parse: Measured) -> Iterator[str]:
    """Give the lines of the report."""
    yield f"{'engine':<28}{'visitors':>9}{'p50 ms':>9}{'p95 ms':>9}{'answers/s':>11}"
    for (engine, visitors), measured in rows.items():
        yield _row(engine, visitors, measured)
    yield _row("bare parse of ours", 1, parse)


def _row(engine: str, visitors: int, measured: Measured) -> str:
    return (
        f"{engine:<28}{visitors:>9}{measured.p50:>9.1f}{measured.p95:>9.1f}"
        f"{measured.per_second:>11.1f}"
    )
