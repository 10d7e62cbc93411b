"""`schakel figures export`: what it says, also when it can not."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advice.content import Content
from apps.cli import cli
from apps.commands.figures import FiguresFailed, write
from apps.settings import ROOT
from insight.fakes import MemoryFigures
from insight.publish import report
from tests.insight.counted import AFTER, scans

FILES = ["cijfers.csv", "cijfers.parquet", "codes.csv", "woordenboek.csv"]
NOTHING = "There is nothing to publish yet"


def export(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "apps.cli", "figures", "export", str(folder)],
        cwd=ROOT,
        env={"SCHAKEL_DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_tells_what_the_files_are_and_that_small_numbers_stay_out() -> None:
    shown = CliRunner().invoke(cli, ["figures", "export", "--help"], env={"COLUMNS": "200"})

    assert shown.exit_code == 0
    for word in ("cijfers.csv", "woordenboek.csv", "codes.csv", "below ten"):
        assert word in shown.output


async def test_it_tells_how_many_figures_of_which_quarters_are_where(
    real: Content, tmp_path: Path
) -> None:
    rows = await report(MemoryFigures(*scans(10, {"gemeente": "urk"})), real, AFTER)

    told = write(rows, tmp_path / "uit", real, AFTER)

    assert told.startswith("2 figures, 2026KW04 to 2026KW04. ")
    assert told.endswith(f" are in {tmp_path / 'uit'}.")
    assert sorted(file.name for file in (tmp_path / "uit").iterdir()) == FILES


def test_when_there_is_nothing_yet_it_says_so(real: Content, tmp_path: Path) -> None:
    told = write([], tmp_path, real, AFTER)

    assert told.startswith(NOTHING)
    assert sorted(file.name for file in tmp_path.iterdir()) == FILES


def test_a_folder_that_can_not_be_written_is_one_sentence(real: Content, tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("a file")

    with pytest.raises(FiguresFailed) as failed:
        write([], tmp_path / "bezet", real, AFTER)

    assert str(failed.value) == f"{tmp_path / 'bezet'} can not be written: File exists."


@pytest.mark.parametrize("has_tables", [True, False])
def test_it_works_on_a_database_as_it_is_at_the_start_or_before(
    sqlite_url: str, tmp_path: Path, has_tables: bool
) -> None:
    ended = export(
        tmp_path / "uit", sqlite_url if has_tables else f"sqlite:///{tmp_path / 'leeg.db'}"
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(NOTHING)
    assert sorted(file.name for file in (tmp_path / "uit").iterdir()) == FILES


def test_what_goes_wrong_is_one_sentence_and_exit_code_1(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("a file")

    unwritable = export(tmp_path / "bezet", sqlite_url)
    nowhere = export(tmp_path / "uit", f"sqlite:///{tmp_path / 'weg' / 'leeg.db'}")

    for ended, told in ((unwritable, "can not be written"), (nowhere, "schakel doctor")):
        assert ended.returncode == 1
        assert ended.stdout == ""
        assert len(ended.stderr.splitlines()) == 1
        assert told in ended.stderr
