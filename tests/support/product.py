"""The whole product as real processes, on free ports and in a folder of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parent.parent.parent

_START_SECONDS = 240
_STOP_SECONDS = 20
_ALL_IS_UP = "Ctrl-C stops everything"
_COMMANDS = {
    "engine": "--credentials",
    "actions": "apps.actions",
    "public": "apps.public",
    "console": "apps.console",
    "worker": "apps.worker",
}


@dataclass(frozen=True)
class Product:
    """A running product: its address, its folder and its processes."""

    url: str
    data: Path
    supervisor: subprocess.Popen[bytes]

    def part(self, name: str) -> psutil.Process:
        """Return the process of a part, and not the small one that ties it to the supervisor."""
        family = psutil.Process(self.supervisor.pid).children(recursive=True)
        return next(process for process in family if _is(process, name))

    def kill(self, name: str) -> None:
        """Kill a part; one that is being started again is waited for."""
        end = time.monotonic() + _STOP_SECONDS
        while True:
            try:
                self.part(name).kill()
            except (StopIteration, psutil.NoSuchProcess):
                assert time.monotonic() < end, f"{name} does not come back"
                time.sleep(0.1)
            else:
                return

    def family(self) -> list[psutil.Process]:
        """Return every process of the product."""
        me = psutil.Process(self.supervisor.pid)
        return [me, *me.children(recursive=True)]

    def is_ready(self) -> bool:
        """Tell whether a question would be answered now."""
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def wait_until_ready(self) -> None:
        """Wait for the product; fail with what it printed when it does not come up.

        A part that ends before the supervisor says that all is up is not started again.
        """
        end = time.monotonic() + _START_SECONDS
        while not (_ALL_IS_UP in self._printed and self.is_ready()):
            if self.supervisor.poll() is not None or time.monotonic() > end:
                raise AssertionError(self._printed)
            time.sleep(0.1)

    @property
    def _printed(self) -> str:
        return (self.data / "printed").read_text("utf-8")


def train() -> None:
    """Make the model of the present content, if it is not there."""
    subprocess.run([sys.executable, "-m", "apps.cli", "train"], cwd=ROOT, check=True)


@contextmanager
def running(data: Path, settings: Mapping[str, str] | None = None) -> Iterator[Product]:
    """Start the product, wait until it answers, and stop it as Ctrl-C does."""
    data.mkdir(parents=True, exist_ok=True)
    port = _free_range()
    environment = {
        **os.environ,
        "SCHAKEL_PORT": str(port),
        "SCHAKEL_DATA": str(data),
        **(settings or {}),
    }
    with (data / "printed").open("wb") as printed:
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "apps.cli", "up"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=printed,
        )
    product = Product(f"http://127.0.0.1:{port}", data, supervisor)
    try:
        product.wait_until_ready()
        yield product
    finally:
        supervisor.terminate()
        try:
            supervisor.wait(_STOP_SECONDS)
        finally:
            supervisor.kill()


def _is(process: psutil.Process, name: str) -> bool:
    try:
        command = process.cmdline()
    except psutil.Error:
        return False
    return any(word == _COMMANDS[name] for word in command) and "tether.py" not in " ".join(command)


def _free_range() -> int:
    """Find a port with the three after it free; below the range of outgoing connections."""
    for port in range(20_000, 32_000, 8):
        if all(_is_free(number) for number in range(port, port + 4)):
            return port
    raise AssertionError("no four free ports in a row")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
