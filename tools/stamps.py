"""Fingerprints of what a step was made from, so that it is done again only when that changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Iterable, Iterator

from tools.places import ROOT, STAMPS

# What builds and editors leave behind is no input.
_LEFT_BEHIND = frozenset({"node_modules", "dist", "test-results", "playwright-report"})


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """Return one hash over names and contents of the files, folders walked, and the words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(file for given in paths for file in _files(given)):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir() and path.name not in _LEFT_BEHIND and not path.name.startswith("."):
        for child in path.iterdir():
            yield from _files(child)


def read_stamp(name: str) -> str | None:
    """Return what the step last left, or None when it never finished."""
    try:
        return (STAMPS / name).read_text()
    except FileNotFoundError:
        return None


def write_stamp(name: str, value: str) -> None:
    """Remember that the step finished."""
    STAMPS.mkdir(exist_ok=True)
    half = STAMPS / (name + ".half")
    half.write_text(value)
    half.replace(STAMPS / name)


def forget_stamp(name: str) -> None:
    """Have the step done again next time, also when it is interrupted halfway from here."""
    if read_stamp(name) is not None:
        (STAMPS / name).unlink()
