"""Small checks of files, before a commit and in `make check`; standard library only, and fast.

`python3 -m tools.hooks FILE…`, or `--all` for every file that git knows.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Callable, Iterator

from tools.places import ROOT

_LARGEST_KB = 1000
# Written by spaCy when the pipeline was trained: it is what it is.
_NOT_OURS = ("bot/nl_pipeline/",)
_TEXT = {".cfg", ".css", ".html", ".in", ".js", ".json", ".lock", ".mako", ".md", ".mjs", ".py"}
_TEXT |= {"", ".sh", ".svg", ".toml", ".ts", ".txt", ".typ", ".yaml", ".yml"}
# Written in two pieces, so that this file does not find itself.
_MERGE_MARK = re.compile(r"^(<{7} |>{7} )", re.MULTILINE)
_PRIVATE_KEY = re.compile("-----BEGIN " + "(?:[A-Z]+ )*PRIVATE KEY")
_REGISTRY = re.compile(
    r'"resolved": *"http|index-url[ =]+http|https?://[^ "]+/(?:simple/?"|packages/)'
)

Check = Callable[[str, Path, str], Iterator[str]]


def main(names: list[str]) -> int:
    """Check the files; print one line about each finding; return the exit code."""
    found = [line for name in _chosen(names) for line in findings(name)]
    sys.stderr.writelines(line + "\n" for line in found)
    return bool(found)


def findings(name: str) -> Iterator[str]:
    """Give one line about everything that is wrong with the file (a path from the root)."""
    path = ROOT / name
    if not path.is_file() or path.is_symlink() or name.startswith(_NOT_OURS):
        return
    yield from _size(name, path)
    if path.suffix in _TEXT:
        text = path.read_text("utf-8", errors="replace")
        for check in _CHECKS:
            yield from check(name, path, text)


def _chosen(names: list[str]) -> list[str]:
    if names != ["--all"]:
        return names
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=str(ROOT),
        stdout=subprocess.PIPE,
        check=True,
    )
    return listed.stdout.decode().rstrip("\0").split("\0")


def _size(name: str, path: Path) -> Iterator[str]:
    kilobytes = path.stat().st_size / 1000
    if kilobytes > _LARGEST_KB:
        yield f"{name}: {kilobytes:.0f} kB is too large for git"


def _end(name: str, path: Path, text: str) -> Iterator[str]:
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield f"{name}: must end with one newline"


def _spaces(name: str, path: Path, text: str) -> Iterator[str]:
    if path.suffix not in (".md", ".lock", ""):
        for number, line in enumerate(text.splitlines(), start=1):
            if line != line.rstrip():
                yield f"{name}:{number}: spaces at the end of the line"


def _merge_marks(name: str, path: Path, text: str) -> Iterator[str]:
    if path.suffix != ".md" and _MERGE_MARK.search(text):
        yield f"{name}: a merge was not finished"


def _private_keys(name: str, path: Path, text: str) -> Iterator[str]:
    if _PRIVATE_KEY.search(text):
        yield f"{name}: holds a private key"


def _registries(name: str, path: Path, text: str) -> Iterator[str]:
    if _REGISTRY.search(text):
        yield f"{name}: names the address of a package registry; locks hold names and hashes only"


_CHECKS: tuple[Check, ...] = (_end, _spaces, _merge_marks, _private_keys, _registries)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
