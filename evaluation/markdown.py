"""The few forms of Markdown that the report has."""

from collections.abc import Iterable, Iterator, Sequence


def section(title: str) -> Iterator[str]:
    """Give the lines of a heading."""
    yield f"## {title}"
    yield ""


def paragraph(*lines: str) -> Iterator[str]:
    """Give a paragraph."""
    yield from lines
    yield ""


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give a table."""
    yield _row(columns)
    yield _row(["---"] * len(columns))
    yield from map(_row, rows)
    yield ""


def share(value: float) -> str:
    """Write a share from 0 to 1 as a percentage."""
    return f"{100 * value:.1f}%"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
