"""Changed files are written all or not at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from advice.check import check
from advice.findings import ContentError, Severity
from advice.proposals.plan import Change


@contextmanager
def written(folder: Path, changes: Sequence[Change], today: date) -> Iterator[None]:
    """Write `changes` in the content `folder`; they stay when the block ends well.

    Raises `ContentError`, with everything as it was, when the content then has errors.
    """
    done: list[Change] = []
    try:
        for change in changes:
            done.append(change)
            _write(folder / change.file, change.after)
        _require_no_errors(folder, today)
        yield
    except BaseException:
        for change in done:
            _write(folder / change.file, change.before)
        raise


def _require_no_errors(folder: Path, today: date) -> None:
    findings = [one for one in check(folder, today) if one.severity is Severity.ERROR]
    if findings:
        raise ContentError(findings)


def _write(path: Path, text: str | None) -> None:
    """Put the whole text there at once, or take the file away."""
    if text is None:
        path.unlink(missing_ok=True)
        return
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode("utf-8"))
    os.replace(beside, path)
