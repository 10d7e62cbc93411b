"""Set-up: what is skipped, what is done again, and what it says when it cannot."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import environments, running, stamps, toolchain
from tools.places import ROOT
from tools.running import CommandFailed, SetupError, run
from tools.setup import main


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep stamps and logs of these tests away from those of this machine."""
    for module in (stamps, running):
        monkeypatch.setattr(module, "STAMPS", tmp_path / ".setup")
        monkeypatch.setattr(module, "ROOT", tmp_path)


def test_a_fingerprint_changes_with_content_names_and_words(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = stamps.fingerprint([tmp_path / "a"])

    assert stamps.fingerprint([tmp_path / "a"]) == first
    assert stamps.fingerprint([tmp_path / "a"], "word") != first
    (tmp_path / "a").rename(tmp_path / "b")
    assert stamps.fingerprint([tmp_path / "b"]) != first


def test_what_a_build_leaves_behind_is_no_input(tmp_path: Path) -> None:
    web = tmp_path / "web"
    (web / "src").mkdir(parents=True)
    (web / "src" / "widget.ts").write_text("1")
    before = stamps.fingerprint([web])
    for made in ("node_modules", "dist", ".cache"):
        (web / made).mkdir()
        (web / made / "file").write_text("2")

    assert stamps.fingerprint([web]) == before


def test_a_stamp_is_what_was_written_last_until_it_is_forgotten() -> None:
    assert stamps.read_stamp("step") is None
    stamps.write_stamp("step", "one")
    assert stamps.read_stamp("step") == "one"
    stamps.forget_stamp("step")
    assert stamps.read_stamp("step") is None


def test_a_command_that_fails_is_one_sentence_with_its_last_words() -> None:
    with pytest.raises(CommandFailed, match=r"^the build failed with exit code 3: no room left \("):
        run("the build", [sys.executable, "-c", "print('no room left'); raise SystemExit(3)"])


def test_the_first_line_that_explains_an_error_is_shown() -> None:
    says = (
        "npm error code EUSAGE\\nnpm error the lock and package.json differ\\nnpm error aliases: ci"
    )

    with pytest.raises(CommandFailed, match=r"the lock and package\.json differ"):
        run("packages", [sys.executable, "-c", f"print('{says}'); raise SystemExit(1)"])


def test_no_network_is_told_as_that() -> None:
    says = "print('error: dns error: failed to lookup address'); raise SystemExit(1)"

    with pytest.raises(SetupError, match="could not be reached"):
        run("packages", [sys.executable, "-c", says])


def test_a_program_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(SetupError, match="no-such-program cannot be run"):
        run("packages", ["no-such-program"])


def test_a_command_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_SIGN_OF_LIFE_SECONDS", 0.1)
    started = time.monotonic()

    with pytest.raises(SetupError, match="took longer than 0 s"):
        run("download", [sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.3)

    assert time.monotonic() - started < 20


def test_a_missing_interpreter_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def no_such_python(*_: object, **__: object) -> str:
        raise CommandFailed("uv failed", "error: No interpreter found for Python 3.10")

    monkeypatch.setattr(environments, "run", no_such_python)
    (tmp_path / ".python-version").write_text("3.10\n")

    with pytest.raises(SetupError, match=r"Python 3\.10 is not on this machine.*pyenv install"):
        environments._sync(tmp_path / ".venv", tmp_path / "requirements.lock", tmp_path)


def test_a_python_without_venv_is_told_which_package_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def no_venv(*_: object, **__: object) -> str:
        raise CommandFailed("failed", "No module named venv")

    monkeypatch.setattr(toolchain, "run", no_venv)
    monkeypatch.setattr(toolchain, "TOOLS", tmp_path / ".tools")

    with pytest.raises(SetupError, match="apt-get install python3-venv"):
        toolchain._make_environment()


def test_an_environment_with_test_tools_keeps_them() -> None:
    lock = ROOT / "requirements.lock"

    assert environments._keep_development("product environment", lock) == lock
    stamps.write_stamp("product environment", "requirements-dev.lock abc")
    assert environments._keep_development("product environment", lock).name.endswith("dev.lock")


def test_the_python_that_runs_set_up_is_not_forced_on_what_it_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYENV_VERSION", "3.13.0")

    seen = run("Python", [sys.executable, "-c", "import os; print('PYENV_VERSION' in os.environ)"])

    assert seen.strip() == "False"


@pytest.mark.parametrize("goals", [[], ["everything"]])
def test_an_unknown_goal_is_answered_with_the_known_ones(
    goals: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(goals) == 1
    assert "start" in capsys.readouterr().err


def test_two_set_ups_wait_for_each_other(tmp_path: Path) -> None:
    script = f"""
import pathlib, time
from tools import goals
goals.STAMPS = pathlib.Path({str(tmp_path)!r})
log = pathlib.Path({str(tmp_path / "log")!r})
def step():
    with log.open("a") as lines: lines.write("in ")
    time.sleep(0.5)
    with log.open("a") as lines: lines.write("out ")
goals.GOALS = {{"try": (step,)}}
goals.reach(["try"])
"""
    both = [subprocess.Popen([sys.executable, "-c", script], cwd=ROOT) for _ in range(2)]

    assert [process.wait(20) for process in both] == [0, 0]
    assert (tmp_path / "log").read_text() == "in out in out "
