"""The locks: made again by `make locks`, and checked against what they were made from.

A lock's first line holds a hash of its sources, so that the check needs no network and no time.
Runs with the product's own Python: `python -m tools.locks check|make|upgrade`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

import tomllib

from tools.places import BOT, ROOT
from tools.running import SetupError, run, telling
from tools.toolchain import UV

_HEADER = "# Made by `make locks`; hash of its sources: "
_OF_INTEREST = ("dependencies", "optional-dependencies", "requires-python")
_COMMON = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet")


@dataclass(frozen=True)
class Lock:
    """One lock file: what it is made from, in words of `uv pip compile`."""

    file: Path
    source: Path
    options: tuple[str, ...] = ()
    inside: Path | None = None
    """The lock whose versions it repeats, so that one environment can stand in for the other."""

    @property
    def name(self) -> str:
        """The lock's path as people write it."""
        return str(self.file.relative_to(ROOT))


_OVERRIDE = "--override"
_LIGHT = (_OVERRIDE, "without-tensorflow.txt")
_OWN_HTTP = (_OVERRIDE, "without-niquests.txt")
_ROOT_LOCK, _BOT_LOCK = ROOT / "requirements.lock", BOT / "requirements.lock"
LOCKS = (
    Lock(ROOT / "tools/requirements.lock", ROOT / "tools/requirements.in"),
    Lock(ROOT / "tools/requirements-node.lock", ROOT / "tools/requirements-node.in"),
    Lock(_ROOT_LOCK, ROOT / "pyproject.toml", _OWN_HTTP),
    Lock(
        ROOT / "requirements-dev.lock",
        ROOT / "pyproject.toml",
        ("--group", "dev", *_OWN_HTTP),
        _ROOT_LOCK,
    ),
    Lock(_BOT_LOCK, BOT / "pyproject.toml", _LIGHT),
    Lock(
        BOT / "requirements-dev.lock",
        BOT / "pyproject.toml",
        ("--group", "dev", *_LIGHT),
        _BOT_LOCK,
    ),
    Lock(BOT / "requirements-plain.lock", BOT / "pyproject.toml", (), _BOT_LOCK),
)


def main(wish: str) -> int:
    """Check the locks, or make them; return the exit code."""
    if wish == "check":
        stale = [lock.name for lock in LOCKS if not is_current(lock)]
        for name in stale:
            sys.stderr.write(f"{name} is not made from its present sources: run `make locks`\n")
        return bool(stale)
    try:
        for lock in LOCKS:
            make(lock, upgrade=wish == "upgrade")
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def is_current(lock: Lock) -> bool:
    """Tell whether the lock was made from its sources as they are now."""
    first, _, rest = lock.file.read_text("utf-8").partition("\n")
    return first == _header(lock) and "://" not in rest


def make(lock: Lock, *, upgrade: bool = False) -> None:
    """Make the lock; versions in it stay as they are where they fit, unless upgraded."""
    options = [*_COMMON, *lock.options, *(["--upgrade"] if upgrade else [])]
    if lock.inside:
        options += ["--constraint", lock.inside.name]
    folder = lock.file.parent
    with telling(lock.name):
        options += ["--output-file", lock.file.name]
        what = "lock " + lock.name.replace("/", "-")
        run(what, (UV, "pip", "compile", lock.source.name, *options), folder=folder)
        made = lock.file.read_text("utf-8")
        lock.file.write_text(_header(lock) + "\n" + made, "utf-8")


def _header(lock: Lock) -> str:
    total = hashlib.sha256(json.dumps([_COMMON, lock.options]).encode())
    for part in _sources(lock):
        total.update(part.encode() + b"\0")
    return _HEADER + total.hexdigest()


def _sources(lock: Lock) -> Iterator[str]:
    """Give every text that decides what is in the lock."""
    yield _wishes(lock.source)
    if _OVERRIDE in lock.options:
        override = lock.options[lock.options.index(_OVERRIDE) + 1]
        yield (lock.file.parent / override).read_text("utf-8")
    if lock.inside:
        yield lock.inside.read_text("utf-8")


def _wishes(source: Path) -> str:
    """Return the dependencies that a file asks for; the rest of a project's file may change."""
    text = source.read_text("utf-8")
    if source.suffix != ".toml":
        return text
    asked = tomllib.loads(text)
    project = {name: asked["project"].get(name) for name in _OF_INTEREST}
    return json.dumps([project, asked.get("dependency-groups")], sort_keys=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
