"""The engines to compare: ours, ours with Rasa's own API for the bare parse, and Rasa's default."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from apps.engine import BOT, python
from apps.model import MODELS, model_of, training_files
from apps.settings import ROOT

TOKEN = "bench"  # noqa: S105 - guards an engine that lives for a minute on this machine only
# What endpoints.yml and credentials.yml ask for; nobody calls an action here.
_ALONE = {
    "PYTHONPATH": str(BOT),
    "OMP_NUM_THREADS": "1",
    "SCHAKEL_ENGINE_SECRET": TOKEN,
    "SCHAKEL_ACTIONS_URL": "http://127.0.0.1:1/webhook",
    "SCHAKEL_ACTIONS_SECRET": TOKEN,
}
_DEFAULT_RECIPE = BOT / "bench" / "default_config.yml"
_START_SECONDS = 120


def default_model(content: Path) -> Path:
    """Return Rasa's default pipeline, trained on the same data; ten minutes the first time."""
    with training_files(content) as folder:
        model = MODELS / f"default-{model_of(folder).name}"
        if not model.exists():
            print("Training Rasa's default pipeline (about ten minutes, once) …", flush=True)
            _train_default(folder, model)
    return model


@contextmanager
def engine_with_api(model: Path, port: int) -> Iterator[str]:
    """Start our engine alone, with Rasa's HTTP API, and yield its address."""
    command = [str(python()), str(BOT / "rasa_light.py"), "run", "--model", str(model)]
    options = ["--interface", "127.0.0.1", "--port", str(port), "--enable-api"]
    process = subprocess.Popen(
        [*command, *options, "--auth-token", TOKEN],
        cwd=ROOT,
        env=os.environ | _ALONE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/status?token={TOKEN}")
        yield url
    finally:
        process.terminate()
        process.wait()


def _train_default(folder: Path, model: Path) -> None:
    name = model.name.removesuffix(".tar.gz")
    command = [
        *(str(python(plain=True)), "-m", "rasa", "train", "--config", str(_DEFAULT_RECIPE)),
        *("--domain", str(folder / "domain")),
        *("--data", "data/nlu", "data/rules", str(folder / "data")),
        *("--out", str(MODELS), "--fixed-model-name", name),
    ]
    environment = os.environ | {"PYTHONPATH": str(BOT), "RASA_TELEMETRY_ENABLED": "false"}
    trained = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if trained.returncode:
        raise RuntimeError(f"Rasa did not train its default pipeline:\n{trained.stderr[-2_000:]}")


def _wait_for(url: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(url, timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"nothing answers at {url}")
