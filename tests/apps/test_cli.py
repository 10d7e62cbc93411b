"""The command line as a person meets it: help, one sentence when it cannot, and speed."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from apps.cli import cli
from apps.settings import ROOT
from tests.advice.folder import Folder


def schakel(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apps.cli", *words]
    return subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60, check=False
    )


COMMANDS = [
    *("up", "chat", "ask", "train", "doctor"),
    *("content check", "content report", "content closing-days", "content signals"),
    "content proposals",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_more_than_its_name(command: str) -> None:
    shown = CliRunner().invoke(cli, [*command.split(), "--help"], env={"COLUMNS": "100"})

    assert shown.exit_code == 0
    assert len(shown.output.split()) > 15


def test_help_names_all_commands() -> None:
    shown = CliRunner().invoke(cli, ["--help"], env={"COLUMNS": "100"})

    for command in ("up", "chat", "ask", "train", "doctor", "content"):
        assert f" {command} " in shown.output


@pytest.mark.parametrize("words", [("ask", "Wat is de WBSO?"), ("chat",)])
def test_talking_while_nothing_runs_is_one_sentence(words: tuple[str, ...], free_port: int) -> None:
    ended = schakel(*words, SCHAKEL_PORT=str(free_port))

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert "make start" in ended.stderr


def test_broken_content_is_told_in_dutch_with_the_file_and_no_traceback(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    content = tmp_path_factory.mktemp("content")
    (content / "organisatie.yml").write_text("naam: [\n")

    checked = schakel("content", "check", SCHAKEL_CONTENT=str(content))
    trained = schakel("train", SCHAKEL_CONTENT=str(content))
    reported = schakel("content", "report", SCHAKEL_CONTENT=str(content))
    signalled = schakel("content", "signals", SCHAKEL_CONTENT=str(content))
    closing = schakel("content", "closing-days", "2029", SCHAKEL_CONTENT=str(content))

    for ended in (checked, trained, reported, signalled, closing):
        assert ended.returncode == 1
        assert "organisatie.yml" in ended.stdout + ended.stderr
        assert "Traceback" not in ended.stderr
    for ended in (trained, reported, signalled, closing):
        assert len(ended.stderr.splitlines()) == 1


def test_the_report_has_a_numbered_heading_with_a_count_for_each_priority(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    folder.scheme(geldig_tot="2020-01-31")
    folder.question(gecontroleerd_op="2020-02-01")
    folder.partner(gecontroleerd_op="2020-02-01", domein_bevestigd=False)

    shown = schakel("content", "report", SCHAKEL_CONTENT=str(folder.path))

    assert shown.returncode == 0
    first, *rest = shown.stdout.splitlines()
    assert first.startswith("Eerst controleren, op ")
    assert rest[:3] == [
        "",
        "1. De geldigheid is voorbij (1)",
        f"  data/regelingen/boomsubsidie.yml  Boomsubsidie: {rest[2].partition(': ')[2]}",
    ]
    assert rest[4:6] == [
        "2. De controle is lang geleden (2)",
        "  data/partners.yml     Bomenloket: gecontroleerd op 1 februari 2020; "
        "bomen.example.org niet bevestigd",
    ]


def test_closing_days_that_are_missing_come_as_lines_to_paste_until_none_is(
    tmp_path: Path,
) -> None:
    folder = Folder(tmp_path / "data")
    file = folder.closing_days()

    shown = schakel("content", "closing-days", "2027", SCHAKEL_CONTENT=str(folder.path))
    folder.write(file.name, file.read_text("utf-8") + shown.stdout)
    again = schakel("content", "closing-days", "2027", SCHAKEL_CONTENT=str(folder.path))

    assert shown.returncode == again.returncode == 0
    first, *_ = shown.stdout.splitlines()
    assert first == "- {datum: 2027-03-26, naam: Goede Vrijdag, bevestigd: false}"
    assert again.stdout == "2027: alles staat er al.\n"


@pytest.mark.parametrize("year", ["27", "volgend jaar", "2019", "2101", "02027"])
def test_closing_days_of_a_year_that_cannot_be_are_one_sentence(year: str) -> None:
    ended = schakel("content", "closing-days", year)

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.splitlines() == [
        f"‘{year}’ kan hier niet. Geef een jaar van 2020 tot en met 2100, in vier cijfers."
    ]


def test_signals_without_a_network_are_one_sentence_that_names_both_registers(
    tmp_path: Path, free_port: int
) -> None:
    folder = Folder(tmp_path / "data")
    rules = "https://lokaleregelgeving.overheid.nl/CVDR100001/1"
    folder.scheme(bronnen=[{"titel": "Bron", "url": rules, "datum": "2026", "soort": "officieel"}])

    ended = schakel(
        "content",
        "signals",
        SCHAKEL_CONTENT=str(folder.path),
        SCHAKEL_RVO_URL=f"http://localhost:{free_port}/rvo",
        SCHAKEL_CVDR_URL=f"http://127.0.0.1:{free_port}/cvdr",
    )

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr == (
        "Niet alles is vergeleken: localhost is niet te bereiken; 127.0.0.1 is niet te bereiken.\n"
    )


def test_help_does_not_wait_for_what_it_does_not_use() -> None:
    asked = "import apps.cli, sys; print(*sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert not {"httpx", "sqlalchemy", "litestar", "yaml"} & set(shown.stdout.split())
