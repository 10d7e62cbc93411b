"""`schakel figures export`: the figures that may leave, as files for other databases."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from advice.content import Content, load_content
from apps.settings import ROOT, load_settings
from insight.export import CODES, DICTIONARY, FIGURES_CSV, FIGURES_PARQUET, write_all
from insight.figures import Row
from insight.publish import report
from kit.clock import utc_now
from storage.connect import connect
from storage.migrate import migrate
from storage.store import SqlStore


class FiguresFailed(Exception):
    """The figures could not be made or written; the text is one sentence that says why."""


def export(folder: Path) -> None:
    """Write the figures of all quarters that ended into `folder` and say what was written.

    Raises `ContentError` and `FiguresFailed`.
    """
    settings = load_settings()
    content = load_content(ROOT / settings.content)
    now = utc_now()
    rows = asyncio.run(_report(settings.database, content, now))
    print(write(rows, folder, content, now))


def write(rows: Sequence[Row], folder: Path, content: Content, now: datetime) -> str:
    """Write the files and return what to say of it; raise `FiguresFailed`."""
    try:
        write_all(rows, folder, content, now)
    except OSError as error:
        raise FiguresFailed(f"{folder} can not be written: {error.strerror or error}.") from error
    files = f"{FIGURES_CSV}, {FIGURES_PARQUET}, {DICTIONARY} and {CODES} are in {folder}."
    if not rows:
        return (
            "There is nothing to publish yet: in no quarter that ended, ten businesses did the "
            f"scan. The figures have only the names of their columns. {files}"
        )
    return f"{len(rows)} figures, {rows[0].quarter} to {rows[-1].quarter}. {files}"


async def _report(url: str, content: Content, now: datetime) -> list[Row]:
    database = connect(url)
    try:
        # Before the first start, or after an update, the tables are not there yet.
        migrate(url)
        async with SqlStore(database).transaction() as work:
            return await report(work, content, now)
    except DBAPIError as error:
        # Its own text may name what was asked, and its address has a password.
        reason = type(error.orig).__name__
        raise FiguresFailed(
            f"The database gave no figures ({reason}): run `schakel doctor` to see why."
        ) from error
    finally:
        await database.close()
