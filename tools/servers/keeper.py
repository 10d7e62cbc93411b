"""Keeps the servers running in the background until it is told to stop."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Callable, Sequence

from tools.places import ROOT
from tools.servers.table import NotHere, Server

_PATIENCE_SECONDS = 240
_LOOK_SECONDS = 0.1
_STATE, _LOCK, _LOG = "state.json", "lock", "log"


@dataclass(frozen=True)
class Outcome:
    """What came of starting a server: how to use it, why it cannot be had, or what went wrong."""

    name: str
    lines: list[str] = field(default_factory=list)
    not_here: str = ""
    error: str = ""


@dataclass(frozen=True)
class State:
    """Who keeps the servers, and what came of them; `is_ready` when all were tried."""

    keeper: int
    outcomes: list[Outcome]
    is_ready: bool


def keep(folder: Path, servers: Sequence[Server]) -> None:
    """Start all, and stop them when told to; one that does not start keeps no other from it.

    Returns at once: all of it happens in a process of its own.
    """
    if os.fork():
        return
    # Ctrl-C and the end of the terminal are not meant for it.
    os.setsid()
    told_to_stop: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        told_to_stop.append(number)

    signal.signal(signal.SIGTERM, stop)
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        outcomes: list[Outcome] = []
        _tell(folder, State(os.getpid(), [], is_ready=False))
        with ExitStack() as running:
            for server in servers:
                if told_to_stop:
                    break
                outcomes.append(_started(server, running))
                _tell(folder, State(os.getpid(), outcomes, len(outcomes) == len(servers)))
            # Not with a lock: who holds one when told to stop would never hear it.
            while not told_to_stop:
                time.sleep(_LOOK_SECONDS)
        (folder / _STATE).unlink()


def start(folder: Path, names: Sequence[str], tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Have them kept in the background, unless some are; tell of each as soon as it is there.

    Without `names` it is all of them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not is_kept(folder):
        with suppress(FileNotFoundError):
            (folder / _STATE).unlink()
        _begin(folder, names)
    told, until = 0, time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        state = read(folder)
        for outcome in state.outcomes[told:] if state else ():
            tell(outcome)
            told += 1
        if state and state.is_ready:
            return state.outcomes
        time.sleep(_LOOK_SECONDS)
    raise TimeoutError((folder / _LOG).read_text()[-2_000:])


def stop(folder: Path) -> bool:
    """Stop what is kept, and return when it is gone; False if nothing was."""
    state = read(folder)
    if state is None or not is_kept(folder):
        return False
    os.kill(state.keeper, signal.SIGTERM)
    until = time.monotonic() + _PATIENCE_SECONDS
    while is_kept(folder) and time.monotonic() < until:
        time.sleep(_LOOK_SECONDS)
    return True


def read(folder: Path) -> State | None:
    """Return what is kept."""
    try:
        found = json.loads((folder / _STATE).read_text())
    except FileNotFoundError:
        return None
    outcomes = [Outcome(**one) for one in found["outcomes"]]
    return State(found["keeper"], outcomes, found["is_ready"])


def is_kept(folder: Path) -> bool:
    """Tell whether somebody keeps servers; the system frees the lock however they end."""
    try:
        with (folder / _LOCK).open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _begin(folder: Path, names: Sequence[str]) -> None:
    with (folder / _LOG).open("wb") as log:
        subprocess.run(
            [sys.executable, "-m", "tools.servers", "keep", str(folder), *names],
            cwd=str(ROOT),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=True,
        )


def _started(server: Server, running: ExitStack) -> Outcome:
    try:
        return Outcome(server.name, list(running.enter_context(server.start())))
    except NotHere as reason:
        return Outcome(server.name, not_here=str(reason))
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are wanted as well
        return Outcome(server.name, error=f"{type(error).__name__}: {error}")


def _tell(folder: Path, state: State) -> None:
    half = folder / (_STATE + ".half")
    half.write_text(json.dumps(asdict(state)))
    half.replace(folder / _STATE)
