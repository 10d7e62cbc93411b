"""What only the system's packages bring is installed, or it is said what will not be proven."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tools import debian
from tools.goals import GOALS
from tools.places import ROOT

BY_GOAL = {
    "browser": ("chromium", "journeys"),
    "database": ("postgresql", "PostgreSQL"),
    "mailbox": ("dovecot-imapd", "e-mail"),
    "tickets": ("request-tracker5", "ticket desk"),
    "calendars": ("davical", "calendar server"),
}


@pytest.fixture
def _bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have nothing, and no right to install it."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(debian, "_SERVERS", tmp_path)
    monkeypatch.setattr(debian, "_DOVECOT", tmp_path / "dovecot")
    monkeypatch.setattr(debian, "_DAVICAL", tmp_path / "caldav.php")
    monkeypatch.setattr(debian, "_TRACKER", tmp_path / "rt-server")
    monkeypatch.setattr(debian, "_POLICY", tmp_path / "policy-rc.d")


@pytest.mark.usefixtures("_bare_machine")
@pytest.mark.parametrize("goal", BY_GOAL)
def test_what_may_not_be_installed_is_named_with_what_will_be_skipped(
    goal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    package, needed_by = BY_GOAL[goal]

    for step in GOALS[goal]:
        step()

    said = capsys.readouterr()
    assert f"{package} is not installed" in said.out + said.err
    assert needed_by in said.out + said.err


@pytest.mark.usefixtures("_bare_machine")
def test_dovecot_is_found_where_only_administrators_look(tmp_path: Path) -> None:
    assert debian.find_dovecot() is None
    (tmp_path / "dovecot").touch()

    assert debian.find_dovecot() == tmp_path / "dovecot"


def test_one_command_brings_all_of_it() -> None:
    lines = (ROOT / "Makefile").read_text().splitlines()

    [at] = [n for n, line in enumerate(lines) if line.startswith("system-packages:")]

    assert lines[at + 1].split()[1:] == list(BY_GOAL)


def test_what_is_installed_is_not_started_and_the_machine_is_left_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    policy = tmp_path / "policy-rc.d"
    monkeypatch.setattr(debian, "_POLICY", policy)

    with debian._starting_nothing():
        meanwhile = subprocess.run([policy], check=False).returncode

    assert meanwhile == 101
    assert not policy.exists()


def test_a_machine_that_decides_itself_what_starts_goes_on_doing_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("its own")
    monkeypatch.setattr(debian, "_POLICY", policy)

    with debian._starting_nothing():
        pass

    assert policy.read_text() == "its own"
