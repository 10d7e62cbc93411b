"""What is left when the supervisor itself is stopped or killed: nothing."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from apps.settings import ROOT
from tests.apps.stack import lives, pid_of


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.apps.stack", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line == "up\n":
                break
        yield process
        process.kill()


def within_seconds(seconds: float, fact: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not fact() and time.monotonic() < end:
        time.sleep(0.05)
    return fact()


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_ends_well_and_leaves_nothing(
    stack: subprocess.Popen[str], tmp_path: Path, told: signal.Signals
) -> None:
    stack.send_signal(told)

    assert stack.wait(10) == 0
    assert not lives("quiet", tmp_path)
    assert not lives("deaf", tmp_path)
    assert within_seconds(5, lambda: not lives("child", tmp_path))


@pytest.mark.skipif(
    sys.platform != "linux", reason="not proven: only Linux ties a process to its parent"
)
def test_killed_without_warning_it_takes_its_parts_along(
    stack: subprocess.Popen[str], tmp_path: Path
) -> None:
    stack.kill()

    assert within_seconds(5, lambda: not lives("quiet", tmp_path))
    assert within_seconds(5, lambda: not lives("deaf", tmp_path))
    # A part's own child is beyond the tie; no part of the product has one.
    psutil.Process(pid_of("child", tmp_path)).kill()
