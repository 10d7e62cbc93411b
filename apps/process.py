"""One child process: tied to us, in a session of its own, its output in a log file."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from apps.settings import ROOT

type Probe = Callable[[], bool]

_TETHER = str(Path(__file__).with_name("tether.py"))
# A part that keeps falling and complaining does not fill the disk.
_FULL_LOG_BYTES = 20_000_000
_LAST_LINES = 15


@dataclass(frozen=True)
class Part:
    """One process of the product."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    answers: Probe | None = None
    """Whether it does its work already (it may block a moment); None: as soon as it runs."""
    needs_preparation: bool = False
    """It starts only when the preparation (the database's tables) is done."""


def begin_log(log: Path) -> None:
    """Begin a new log; the one before it is kept beside it, and the one before that is gone."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_name(log.name + ".1"))
    log.touch()


async def start(part: Part, log: Path) -> Process:
    """Start the part; its session is its own, so that a Ctrl-C reaches only us."""
    with _open(log) as output:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", _TETHER, str(os.getpid())),
            *part.command,
            cwd=ROOT,
            env={**os.environ, **part.environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def _open(log: Path) -> BinaryIO:
    if log.stat().st_size > _FULL_LOG_BYTES:
        begin_log(log)
    return log.open("ab")


async def end(process: Process, seconds: float) -> None:
    """Ask the process to stop; after `seconds` kill it, with everything it started."""
    _signal(process, signal.SIGTERM)
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), seconds)
    sweep(process)
    await process.wait()


def sweep(process: Process) -> None:
    """Kill whatever is left of the process and of its children."""
    _signal(process, signal.SIGKILL)


def last_lines(log: Path) -> str:
    """Return the end of a log, for people."""
    with suppress(FileNotFoundError):
        return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-_LAST_LINES:])
    return ""


def _signal(process: Process, told: signal.Signals) -> None:
    # Its session has the process's own number as long as anything in it lives.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, told)
