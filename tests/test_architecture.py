"""The arrows between the folders hold, and each rule notices when one does not."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]

# For each rule: a file, and an import that must not stand in it.
_WRONG = {
    "layers": ("conversations/stage.py", "import gateway.turn"),
    "heart": ("conversations/stage.py", "import sqlalchemy"),
    "advice": ("advice/values.py", "import httpx"),
    "rasa-sdk": ("gateway/turn.py", "import rasa_sdk"),
    "sql": ("gateway/turn.py", "import sqlalchemy"),
    "gateway-web": ("gateway/turn.py", "import litestar"),
    "engine-wall": ("gateway/engine.py", "import rasa"),
    "vendors": ("gateway/deliver.py", "import twilio"),
    "desks": ("gateway/tickets/rt/words.py", "import gateway.tickets.email.names"),
    "desk-loops": ("gateway/tickets/copying.py", "import gateway.tickets.rt.bridge"),
    "desk-channels": ("gateway/tickets/email/reading.py", "import gateway.channels.email.reading"),
    "channels": ("gateway/channels/web/api.py", "import gateway.channels.twilio.webhook"),
}


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("architecture")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in _SETTINGS["root_packages"]:
        shutil.copytree(ROOT / package, folder / package)
    return folder


def test_every_rule_has_a_wrong_import_to_prove_it() -> None:
    assert set(_WRONG) == {contract["id"] for contract in _SETTINGS["contracts"]}


def test_the_code_keeps_all_rules(copy: Path) -> None:
    assert "0 broken" in _lint(copy).stdout


@pytest.mark.parametrize("rule", _WRONG)
def test_each_rule_notices_a_wrong_import(copy: Path, rule: str) -> None:
    file, wrong = _WRONG[rule]
    path = copy / file
    right = path.read_text("utf-8")
    path.write_text(f"{right}\n{wrong}\n", "utf-8")

    broken = _lint(copy, "--contract", rule)

    path.write_text(right, "utf-8")
    assert broken.returncode != 0
    assert "1 broken" in broken.stdout


def _lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run as a process of its own, so that it sees the copy and not the packages in use here."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
