"""A real engine in a process of its own, and a client that speaks the contract."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from action_server import SECRET as ACTIONS_SECRET

BOT = Path(__file__).parents[1]
ROOT = BOT.parent
DATA = Path(__file__).parent / "data"
SECRET = "only the gateway may ask"

LIGHT = (sys.executable, str(BOT / "rasa_light.py"))
PLAIN_PYTHON = BOT / ".venv-plain/bin/python"
PLAIN = (str(PLAIN_PYTHON), "-m", "rasa")

_START_SECONDS = 180.0

Json = dict[str, Any]


@dataclass(frozen=True)
class Engine:
    """A running engine."""

    address: str
    log: Path

    def post(
        self, body: bytes | Json, secret: str | None = SECRET, path: str = "turn"
    ) -> tuple[int, Json]:
        """The status and JSON of one request."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._send(path, secret, data)

    def health(self, secret: str | None = SECRET) -> tuple[int, Json]:
        """The status and JSON of the health check."""
        return self._send("health", secret, None)

    def log_text(self) -> str:
        """Everything the engine has logged so far."""
        return self.log.read_text(encoding="utf-8")

    def _send(self, path: str, secret: str | None, data: bytes | None) -> tuple[int, Json]:
        headers = {"Authorization": f"Bearer {secret}"} if secret is not None else {}
        url = f"{self.address}/webhooks/schakel/{path}"
        request = urllib.request.Request(url, data, headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            is_json = error.headers.get_content_type() == "application/json"
            return error.code, json.load(error) if is_json else {}


@dataclass
class Conversation:
    """What the gateway does: keep the state of one conversation between its turns."""

    engine: Engine
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    state: Json | None = None

    def say(self, text: str) -> list[Json]:
        """The replies to a typed message."""
        return self._turn(text=text)

    def press(self, payload: str) -> list[Json]:
        """The replies to a pressed button."""
        return self._turn(payload=payload)

    def attempt(self, **said: str) -> tuple[int, Json]:
        """The status and JSON of a turn; the state stays as it was."""
        turn = {"conversation": self.id, "message": str(uuid.uuid4()), "state": self.state}
        return self.engine.post({**turn, **said})

    def _turn(self, **said: str) -> list[Json]:
        status, body = self.attempt(**said)
        assert status == 200, body
        self.state = body["state"]
        return body["replies"]


@contextmanager
def running(
    command: tuple[str, ...],
    model: Path,
    actions: str,
    log: Path,
    credentials: Path = ROOT / "credentials.yml",
) -> Iterator[Engine]:
    """Run an engine on a free port until the block ends."""
    port = _free_port()
    arguments = ["run", "-m", str(model), "-i", "127.0.0.1", "-p", str(port)]
    files = ["--endpoints", "endpoints.yml", "--credentials", str(credentials)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *arguments, *files],
            cwd=ROOT,
            env=environment(SCHAKEL_ACTIONS_URL=actions),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    engine = Engine(f"http://127.0.0.1:{port}", log)
    try:
        _wait_until_ready(engine, process)
        yield engine
    finally:
        process.terminate()
        process.wait(timeout=20)


def train(model: Path) -> Path:
    """Train the product's pipeline and policies on the tests' own few sentences."""
    training = ["--data", str(DATA / "nlu.yml"), str(DATA / "rules.yml")]
    result = ["--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz")]
    content = ["--config", "config.yml", "--domain", str(DATA / "domain.yml"), *training]
    command = [*LIGHT, "train", *content, *result]
    cache = environment(RASA_CACHE_DIRECTORY=str(model.parent / "cache"))
    subprocess.run(command, cwd=ROOT, env=cache, check=True, capture_output=True)
    return model


def environment(**more: str) -> dict[str, str]:
    """The environment of an engine, without what this shell happens to have."""
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "PYTHONPATH": str(BOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "OMP_NUM_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "SCHAKEL_ENGINE_SECRET": SECRET,
        "SCHAKEL_ACTIONS_SECRET": ACTIONS_SECRET,
        **more,
    }


def _wait_until_ready(engine: Engine, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the engine stopped:\n{engine.log_text()[-2000:]}")
        if _is_ready(engine):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the engine did not come up:\n{engine.log_text()[-2000:]}")


def _is_ready(engine: Engine) -> bool:
    try:
        return engine.health()[0] == 200
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
