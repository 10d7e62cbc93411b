"""The measurements inside the engine's own environments, which know Rasa and scikit-learn."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from apps.engine import BOT, python
from apps.model import training_files
from apps.settings import ROOT
from apps.training import TrainingFailed, seconds_to_train
from bench.engines import TOKEN, engine_with_api
from bench.load import parse_all
from evaluation.measured import Diet, EngineGrown, Intents, OnSplit, Speed

_RECIPE = ROOT / "config.yml"
_DEFAULT_RECIPE = BOT / "bench" / "default_config.yml"
_PARSE_PORT = 19_482
_QUESTIONS = 240
_QUIET = {
    "OMP_NUM_THREADS": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


def intents(content: Path) -> Intents:
    """Cross-validate our classifier; some three minutes."""
    with _learned_from(content) as data:
        return msgspec.json.decode(_run("intents", data, _RECIPE), type=Intents)


def growth(content: Path) -> tuple[EngineGrown, ...]:
    """Train on ten times as much; some fifteen minutes."""
    with _learned_from(content) as data:
        return msgspec.json.decode(_run("growth", data, _RECIPE), type=tuple[EngineGrown, ...])


def has_tensorflow() -> bool:
    """Tell whether Rasa's default pipeline can be trained here."""
    return python(plain=True).exists()


def diet(content: Path, today: date) -> Diet:
    """Train ours and Rasa's default pipeline on the same sentences; some twenty minutes."""
    with _learned_from(content) as data:
        ours = msgspec.json.decode(_run("split", data, _RECIPE), type=OnSplit)
        default = _run("diet", data, _DEFAULT_RECIPE, plain=True)
    return Diet(today, ours, msgspec.json.decode(default, type=OnSplit))


def speed(content: Path, model: Path, questions: Sequence[str], log: Path) -> Speed:
    """Train once more, and let the engine parse questions over HTTP."""
    seconds = seconds_to_train(content, log, print)
    with engine_with_api(model, _PARSE_PORT) as url:
        parse = asyncio.run(parse_all(url, TOKEN, questions, total=_QUESTIONS))
    return Speed(seconds, parse.p50, parse.p95)


@contextmanager
def _learned_from(content: Path) -> Iterator[Path]:
    """Give a folder with all that NLU learns from, which stays the same while it is used."""
    with training_files(content) as folder:
        shutil.copytree(ROOT / "data" / "nlu", folder / "data" / "nlu")
        yield folder / "data"


def _run(module: str, data: Path, recipe: Path, *, plain: bool = False) -> bytes:
    """Run a module of `bot/evaluation` on what the engine learns from; return what it wrote.

    Raises `TrainingFailed` with the end of its complaints; some it has even when all is well.
    """
    with tempfile.TemporaryDirectory(prefix="schakel-") as written:
        out = Path(written) / "measured.json"
        done = subprocess.run(
            [
                *(str(python(plain=plain)), "-m", f"evaluation.{module}"),
                *("--config", str(recipe), "--data", str(data), "--out", str(out)),
            ],
            cwd=BOT,
            env=os.environ | _QUIET,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            raise TrainingFailed(done.stderr.decode(errors="replace")[-2_000:])
        return out.read_bytes()
