"""A small stack as a process of its own, to be killed: `python -m tests.apps.stack FOLDER`.

Its parts write down who they are and then live on; one ignores TERM and has a child.
"""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

import psutil

from apps.process import Part
from apps.supervisor import Pace, Supervisor
from apps.up import run_until_told

QUICK = Pace(start=20, between_probes=0.05, stop=1, first_restart=0.05, last_restart=0.2, steady=60)

LIVES_ON = """
import os, pathlib, sys, time
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(600)
"""

IGNORES_TERM = """
import os, pathlib, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
folder = pathlib.Path(sys.argv[1])
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
(folder.parent / "child").write_text(str(child.pid))
folder.write_text(str(os.getpid()))
time.sleep(600)
"""


def part(name: str, script: str, folder: Path, *, needs_preparation: bool = False) -> Part:
    """Return a part that runs the script; it answers once it has written its number down."""
    written = folder / name
    command = (sys.executable, "-c", script, str(written))
    return Part(name, command, {}, written.exists, needs_preparation)


def pid_of(name: str, folder: Path) -> int:
    """Return the process number that a part wrote down last."""
    return int((folder / name).read_text())


def lives(name: str, folder: Path) -> bool:
    """Tell whether that process still runs; one that only waits to be buried does not."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid_of(name, folder)).status() != psutil.STATUS_ZOMBIE
    return False


async def nothing() -> None:
    """There is nothing to prepare."""


def main(folder: Path) -> None:
    """Run two parts until a signal says stop."""
    parts = [part("quiet", LIVES_ON, folder), part("deaf", IGNORES_TERM, folder)]
    supervisor = Supervisor(parts, prepare=nothing, logs=folder, tell=_say, pace=QUICK)
    asyncio.run(run_until_told(supervisor, lambda: _say("up")))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
