"""Locks: made from their sources as they are now, or not."""

from pathlib import Path

import pytest

from tools import locks
from tools.locks import Lock, is_current


@pytest.fixture
def lock(tmp_path: Path) -> Lock:
    source = tmp_path / "pyproject.toml"
    source.write_text('[project]\nname = "x"\ndependencies = ["one"]\n')
    lock = Lock(tmp_path / "requirements.lock", source)
    lock.file.write_text(f"{locks._header(lock)}\none==1.0\n")
    return lock


def test_a_lock_is_current_until_a_dependency_changes(lock: Lock) -> None:
    assert is_current(lock)

    lock.source.write_text('[project]\nname = "x"\ndependencies = ["one", "two"]\n')

    assert not is_current(lock)


def test_settings_of_tools_in_the_same_file_are_no_dependency(lock: Lock) -> None:
    lock.source.write_text(lock.source.read_text() + "[tool.ruff]\nline-length = 100\n")

    assert is_current(lock)


def test_a_lock_that_names_an_address_is_not_accepted(lock: Lock) -> None:
    lock.file.write_text(lock.file.read_text() + "# from https://example.org\n")

    assert not is_current(lock)


def test_a_lock_inside_another_follows_it(lock: Lock, tmp_path: Path) -> None:
    inner = Lock(tmp_path / "requirements-dev.lock", lock.source, (), lock.file)
    inner.file.write_text(f"{locks._header(inner)}\n")
    assert is_current(inner)

    lock.file.write_text("one==2.0\n")

    assert not is_current(inner)
