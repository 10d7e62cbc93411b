"""What keeps `schakel up` from starting, said in one sentence."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from apps.keys import load_keys, read_keys
from apps.ports import PortTaken, is_free, require_free
from apps.settings import ROOT


def up(**settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **settings}
    command = [sys.executable, "-m", "apps.up"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_port_in_use_is_one_sentence_with_the_port_and_the_setting(
    taken_port: int, tmp_path: Path
) -> None:
    ended = up(SCHAKEL_PORT=str(taken_port - 1), SCHAKEL_DATA=str(tmp_path))

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert f"Port {taken_port} (for the console) is already in use" in ended.stderr
    assert "SCHAKEL_PORT" in ended.stderr


def test_a_wrong_setting_is_one_sentence_that_names_it() -> None:
    ended = up(SCHAKEL_PORT="eighty")

    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("SCHAKEL_PORT: ")


def test_an_address_of_another_machine_is_one_sentence(tmp_path: Path) -> None:
    ended = up(SCHAKEL_HOST="192.0.2.1", SCHAKEL_DATA=str(tmp_path))

    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "SCHAKEL_HOST" in ended.stderr


def test_a_port_that_nobody_listens_on_is_free_again(taken_port: int) -> None:
    assert not is_free("127.0.0.1", taken_port)
    with pytest.raises(PortTaken, match="for the site"):
        require_free({"site": ("127.0.0.1", taken_port)})


def test_secrets_are_made_once_and_only_their_owner_can_read_them(tmp_path: Path) -> None:
    data = tmp_path / "var"

    keys = load_keys(data, {})

    assert load_keys(data, {}) == keys == read_keys(data, {})
    assert len(set(keys.values())) == 7
    assert all(len(key) >= 32 for key in keys.values())
    assert stat.S_IMODE((data / "secrets.env").stat().st_mode) == 0o600


def test_a_secret_that_the_environment_gives_is_used_and_not_written_down(tmp_path: Path) -> None:
    given = {"SCHAKEL_ENGINE_SECRET": "from-a-vault"}

    assert load_keys(tmp_path, given)["SCHAKEL_ENGINE_SECRET"] == "from-a-vault"

    assert "from-a-vault" not in (tmp_path / "secrets.env").read_text()


def test_a_secret_that_a_newer_version_needs_is_added_beside_the_old_ones(tmp_path: Path) -> None:
    (tmp_path / "secrets.env").write_text("SCHAKEL_ENGINE_SECRET=old\n")

    keys = load_keys(tmp_path, {})

    assert keys["SCHAKEL_ENGINE_SECRET"] == "old"
    assert keys["SCHAKEL_ACTIONS_SECRET"]


def test_reading_secrets_makes_none(tmp_path: Path) -> None:
    assert read_keys(tmp_path, {}) == {}
    assert list(tmp_path.iterdir()) == []
