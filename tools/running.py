"""Runs commands with their output in a log file, and tells in the meantime that work goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, NoReturn, Sequence

from tools.places import PROGRAMS, ROOT, STAMPS

_SIGN_OF_LIFE_SECONDS = 10.0
# How pip, uv, npm and apt say that nobody answered.
_NO_NETWORK = (
    "dns error",
    "error sending request",
    "failed to lookup address",
    "getaddrinfo",
    "Name or service not known",
    "Temporary failure",
    "NewConnectionError",
    "Could not connect",
    "Connection refused",
    "ECONNREFUSED",
    "ENOTFOUND",
    "ETIMEDOUT",
    "Network is unreachable",
    "No matching distribution found",
    "tcp connect error",
)
# The first is of whoever called us. The others pyenv hands down with the Python that runs this, and
# would hide the interpreters that the two projects ask for in their `.python-version` files.
_CHOICES_OF_PYTHON = ("VIRTUAL_ENV", "PYENV_VERSION", "PYENV_DIR")
# Such as npm's "npm error code EUSAGE", which says less than the line after it.
_SHORT_LINE = 30


class SetupError(Exception):
    """A step could not be done; the message is the one sentence to show."""


class AlreadyTold(SetupError):
    """A step could not be done, and what did it has said why."""


class CommandFailed(SetupError):
    """A command ended badly; `output` is what it wrote."""

    def __init__(self, sentence: str, output: str) -> None:
        super().__init__(sentence)
        self.output = output


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Say that a step begins, and how long it took."""
    started = time.monotonic()
    say(what + " …")
    yield
    say(f"{what}: done in {time.monotonic() - started:.0f} s")


def say(line: str) -> None:
    """Print one line of progress at once."""
    sys.stdout.write("  " + line + "\n")
    sys.stdout.flush()


def run(
    what: str,
    command: Sequence[str | Path],
    *,
    folder: Path = ROOT,
    seconds: float = 1800,
    extra: dict[str, str] | None = None,
) -> str:
    """Run a command and return its output; raise `CommandFailed` with one sentence about it."""
    log = STAMPS / "log" / (what.replace(" ", "-") + ".log")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        try:
            process = subprocess.Popen(
                [str(word) for word in command],
                cwd=str(folder),
                env=environment(extra),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            sentence = f"{what}: {command[0]} cannot be run ({error.strerror})."
            raise SetupError(sentence) from error
        code = _wait(process, what, seconds)
    text = log.read_text(errors="replace")
    if code:
        _explain(what, code, text, log)
    return text


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """Return the environment for commands: our own programs first, nobody's choice of Python."""
    ours = {name: value for name, value in os.environ.items() if name not in _CHOICES_OF_PYTHON}
    ours["PATH"] = str(PROGRAMS) + os.pathsep + ours.get("PATH", "")
    ours.update(extra or {})
    return ours


def _wait(process: subprocess.Popen[bytes], what: str, seconds: float) -> int:
    """Wait for the end, with a sign of life now and then; a command over its time is stopped."""
    started = time.monotonic()
    while True:
        try:
            return process.wait(timeout=_SIGN_OF_LIFE_SECONDS)
        except subprocess.TimeoutExpired:
            passed = time.monotonic() - started
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
        if passed > seconds:
            process.kill()
            process.wait()
            raise SetupError(f"{what} took longer than {seconds:.0f} s and was stopped.")
        say(f"{what}: still at it, {passed:.0f} s")


def _explain(what: str, code: int, output: str, log: Path) -> NoReturn:
    where = log.relative_to(ROOT)
    if any(sign in output for sign in _NO_NETWORK):
        raise CommandFailed(
            f"{what}: a package registry could not be reached or lacks the package; check the "
            f"network and run this again (details in {where}).",
            output,
        )
    raise CommandFailed(
        f"{what} failed with exit code {code}: {_telling_line(output)} (details in {where}).",
        output,
    )


def _telling_line(output: str) -> str:
    """Return the line that says most: the first long one about an error, else the last one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower() and len(line) > _SHORT_LINE]
    return next(iter(errors + lines[-1:]), "it said nothing")
