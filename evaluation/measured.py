"""What each part of the evaluation measured, as it is kept in JSON between the runs."""

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from apps.settings import ROOT, load_settings
from evaluation.scoring import Scored

# These take long and change little: their figures are in git, with the day they are of.
_KEPT_IN_GIT = frozenset({"diet", "growth"})


class OfIntent(Struct, frozen=True):
    """How well one intent is told from the others; `mistaken_for` has the most frequent first."""

    sentences: int
    precision: float
    recall: float
    f1: float
    mistaken_for: tuple[tuple[str, int], ...] = ()


class Bin(Struct, frozen=True):
    """Sentences of about the same confidence, and how often the guess was right."""

    sentences: int
    confidence: float
    accuracy: float


class Calibration(Struct, frozen=True):
    """Whether confidence means something; `error` is the expected calibration error."""

    error: float
    bins: tuple[Bin, ...]


class Ranked(Struct, frozen=True):
    """The figures of a classifier, as shares from 0 to 1."""

    sentences: int
    accuracy: float
    macro_f1: float
    top3: float
    confidently_wrong: float
    unsure: float
    out_of_scope: int
    out_of_scope_accepted: float
    calibration: Calibration
    intents: dict[str, OfIntent] = {}


class Point(Struct, frozen=True):
    """One point of the learning curve."""

    fraction: float
    sentences: int
    accuracy: float
    macro_f1: float


class Intents(Struct, frozen=True):
    """Our classifier: in cross-validation, and with less to learn from."""

    cross_validation: Ranked
    learning_curve: tuple[Point, ...]
    training_seconds: float


class OnSplit(Struct, frozen=True):
    """A pipeline that learned from four fifths and was asked the rest."""

    figures: Ranked
    training_seconds: float


class Diet(Struct, frozen=True):
    """Our pipeline and Rasa's default one, on one and the same split."""

    measured_on: date
    ours: OnSplit
    default: OnSplit


class Speed(Struct, frozen=True):
    """The engine as it is: one training of everything, and parsing over HTTP."""

    training_seconds: float
    parse_p50: float
    parse_p95: float


class EngineGrown(Struct, frozen=True):
    """The intent classifier with its name finder, on `times` as much."""

    times: int
    sentences: int
    names: int
    training_seconds: float
    parse_ms: float


class SearchGrown(Struct, frozen=True):
    """The search for a need and for a misspelled name, in `times` as many schemes."""

    times: int
    schemes: int
    find_ms: float
    name_ms: float


class Growth(Struct, frozen=True):
    """What more content would cost."""

    measured_on: date
    search: tuple[SearchGrown, ...]
    engine: tuple[EngineGrown, ...]


class Product(Struct, frozen=True):
    """What became of every sentence of the test set, and how long asking took."""

    scored: tuple[Scored, ...]
    seconds: float


def keep(name: str, measured: Struct) -> None:
    """Write what a part measured."""
    file = _file(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    written = msgspec.json.format(msgspec.json.encode(measured), indent=1)
    file.write_bytes(written + b"\n")


def kept[T: Struct](name: str, kind: type[T]) -> T | None:
    """Return what a part measured the last time; None when it never did."""
    file = _file(name)
    return msgspec.json.decode(file.read_bytes(), type=kind) if file.exists() else None


def _file(name: str) -> Path:
    in_git, elsewhere = ROOT / "evaluation", ROOT / load_settings().data / "evaluation"
    return (in_git if name in _KEPT_IN_GIT else elsewhere) / f"{name}.json"
