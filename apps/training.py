"""Trains the engine on the present content, or lets Rasa judge what it would be trained on."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from apps.engine import BOT, python
from apps.model import MODELS, model_of, training_files
from apps.settings import ROOT

# Going back to earlier content then needs no training.
_KEPT_MODELS = 5
_SECONDS_BETWEEN_SIGNS_OF_LIFE = 10.0

# `make check` lets Rasa validate; doing it again before each training takes a sixth of the time.
_ALREADY_VALID = ("--skip-validation",)

type Tell = Callable[[str], None]


class TrainingFailed(Exception):
    """Rasa did not do what was asked; the text is one sentence that says why."""


def train(content: Path, log: Path, tell: Tell) -> Path:
    """Return the model of the present content, trained when it is not there.

    One training runs at a time: a second one waits, and finds the model made. Raises
    `ContentError` for broken content, `TrainingFailed` when Rasa does not accept it.
    """
    with _one_at_a_time(), training_files(content) as folder:
        model = model_of(folder)
        if not model.exists():
            _make(model, folder, log, tell)
        model.touch()
    _forget_old_models()
    return model


def validate(content: Path, log: Path, tell: Tell) -> None:
    """Let Rasa judge the training data; raise `TrainingFailed` when it has as much as a warning."""
    with training_files(content) as folder:
        _rasa("data validate", folder, ("--fail-on-warnings",), log, tell)


def seconds_to_train(content: Path, log: Path, tell: Tell) -> float:
    """Train on the present content, throw the model away, and return how long that took."""
    with _one_at_a_time(), training_files(content) as folder:
        started = monotonic()
        _rasa("train", folder, (*_ALREADY_VALID, "--out", str(folder)), log, tell)
        return monotonic() - started


def _make(model: Path, folder: Path, log: Path, tell: Tell) -> None:
    name = model.name.removesuffix(".tar.gz")
    tell(f"model {name}: training …")
    started = monotonic()
    options = (*_ALREADY_VALID, "--out", str(folder), "--fixed-model-name", name)
    _rasa("train", folder, options, log, tell)
    # In two steps, so that half a model never has a model's name.
    half = shutil.copy(folder / model.name, model.with_suffix(".half"))
    Path(half).replace(model)
    tell(f"model {name}: trained in {monotonic() - started:.0f} s")


def _rasa(what: str, folder: Path, more: Iterable[str], log: Path, tell: Tell) -> None:
    """Run a command of Rasa over the training files; all it says goes to the log."""
    if not python().exists():
        raise TrainingFailed("The engine's environment bot/.venv is missing: run `make start`.")
    command = [
        *(str(python()), str(BOT / "rasa_light.py"), *what.split()),
        *("--config", "config.yml", "--domain", str(folder / "domain")),
        *("--data", "data/nlu", "data/rules", str(folder / "data"), *more),
    ]
    code = _run(command, _environment(folder), log, tell)
    if code:
        raise TrainingFailed(f"`rasa {what}` failed: {_last_line(log)} (all it said is in {log}).")


def _environment(folder: Path) -> dict[str, str]:
    # A cache that outlives this training would not see that a component's own data changed.
    cache = str(folder / "cache")
    ours = {"PYTHONPATH": str(BOT), "OMP_NUM_THREADS": "1", "RASA_CACHE_DIRECTORY": cache}
    return os.environ | ours


def _run(command: list[str], environment: dict[str, str], log: Path, tell: Tell) -> int:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    started = monotonic()
    try:
        while process.poll() is None:
            try:
                process.wait(_SECONDS_BETWEEN_SIGNS_OF_LIFE)
            except subprocess.TimeoutExpired:
                tell(f"still at it, {monotonic() - started:.0f} s")
    finally:
        process.terminate()
        process.wait()
    return process.returncode


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text("utf-8", errors="replace").splitlines()]
    return next(filter(None, reversed(lines)), "it said nothing")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    MODELS.mkdir(parents=True, exist_ok=True)
    with (MODELS / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget_old_models() -> None:
    newest_first = sorted(MODELS.glob("*.tar.gz"), key=lambda model: -model.stat().st_mtime)
    for model in newest_first[_KEPT_MODELS:]:
        model.unlink()
