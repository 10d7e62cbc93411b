"""What the doctor finds, and when it says that something needed is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.commands import doctor as command
from apps.doctor.in_use import in_use
from apps.doctor.row import Row, State
from apps.doctor.running import running
from apps.settings import Settings
from storage.migrate import migrate


def row(name: str, rows: Iterator[Row]) -> Row:
    return next(found for found in rows if found.name == name)


def test_that_nothing_runs_is_a_note_and_no_fault(free_port: int) -> None:
    assert [found.state for found in running(Settings(port=free_port), {})] == [State.NOTE]


def test_a_port_where_something_else_listens_is_a_fault(taken_port: int) -> None:
    found = list(running(Settings(port=taken_port), {}))

    assert {answering.state for answering in found} == {State.MISSING}


def test_broken_content_is_told_in_its_own_sentence(tmp_path: Path) -> None:
    (tmp_path / "organisatie.yml").write_text("naam: [")

    found = row("content", in_use(Settings(content=str(tmp_path), data=str(tmp_path))))

    assert found.state is State.MISSING
    assert "organisatie.yml" in found.what


def test_a_database_that_is_not_there_yet_is_made_at_the_first_start(tmp_path: Path) -> None:
    assert row("database", in_use(Settings(data=str(tmp_path)))).state is State.NOTE


def test_a_database_shows_how_much_work_waits(tmp_path: Path) -> None:
    settings = Settings(data=str(tmp_path))
    migrate(settings.database)

    found = row("database", in_use(settings))

    assert found.state is State.OK
    assert "0 turns waiting" in found.what


def test_a_database_without_tables_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "schakel.db").touch()

    assert row("database", in_use(Settings(data=str(tmp_path)))).state is State.MISSING


def test_a_password_of_the_database_is_not_shown() -> None:
    settings = Settings(database_url="postgresql+psycopg://schakel:geheim@127.0.0.1:1/schakel")

    assert "geheim" not in row("database", in_use(settings)).what


def test_the_exit_code_tells_that_something_needed_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = Row("site and widget", State.MISSING, "web/dist is missing")
    monkeypatch.setattr(command, "installed", lambda: [missing])
    monkeypatch.setattr(command, "in_use", lambda _: [])
    monkeypatch.setattr(command, "running", lambda *_: [Row("processes", State.NOTE, "none")])

    with pytest.raises(SystemExit, match="Missing: site and widget"):
        command.doctor()

    assert "note     processes" in capsys.readouterr().out


def test_a_desk_elsewhere_that_is_away_is_a_fault(tmp_path: Path, free_port: int) -> None:
    away = f"http://127.0.0.1:{free_port}"
    settings = Settings(data=str(tmp_path), rt_url=away, rt_token="1-2-x", rt_groups="*=Balie")

    found = row("desk rt", in_use(settings))

    assert (found.state, found.what) == (State.MISSING, "DeskAway ConnectError")


def test_a_desk_elsewhere_that_is_set_up_by_half_is_told(tmp_path: Path) -> None:
    settings = Settings(data=str(tmp_path), rt_token="1-2-x")

    assert "SCHAKEL_RT_URL" in row("desks elsewhere", in_use(settings)).what
