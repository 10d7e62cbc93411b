"""The command line as a person meets it: help, one sentence when it cannot, and speed."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from apps.cli import cli
from apps.settings import ROOT


def schakel(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apps.cli", *words]
    return subprocess.run(
        command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("command", ["up", "chat", "ask", "train", "doctor", "content check"])
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

    for ended in (checked, trained):
        assert ended.returncode == 1
        assert "organisatie.yml" in ended.stdout + ended.stderr
        assert "Traceback" not in ended.stderr
    assert len(trained.stderr.splitlines()) == 1


def test_help_does_not_wait_for_what_it_does_not_use() -> None:
    asked = "import apps.cli, sys; print(*sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert not {"httpx", "sqlalchemy", "litestar", "yaml"} & set(shown.stdout.split())
