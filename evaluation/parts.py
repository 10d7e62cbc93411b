"""The parts of an evaluation: each measures, keeps what it measured, and says so."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from advice.content import load_content
from apps.settings import ROOT, load_settings
from apps.training import train
from evaluation import accepted, engine, growth, plots, product, report, show
from evaluation.measured import Diet, Growth, Intents, Product, Speed, keep, kept
from evaluation.report_intents import CALIBRATION, CURVE
from evaluation.scoring import Figures
from evaluation.test_set import read_test_set, sentences
from kit.clock import today_here, utc_now

_DOCS = ROOT / "docs"
# Twenty minutes; 0 leaves its last figures in the report.
_DIET = "SCHAKEL_EVALUATE_DIET"
_NEEDS = "behoeften"


class Evaluation:
    """One run, on the content and the test set as they are now."""

    def __init__(self, *, groups: Sequence[str] | None, misses: bool) -> None:
        settings = load_settings()
        self._content = ROOT / settings.content
        self._log = ROOT / settings.data / "log" / "train.log"
        self._cases = read_test_set(self._content / "evaluation")
        self._groups = groups
        self._misses = misses

    def everything(self) -> None:
        """Measure all parts and write the report."""
        for part in (self.product, self.speed, self.intents, self.growth):
            print(f"=== {part.__name__} ===", flush=True)
            part()
        self._diet_where_it_can()
        self.report()

    def product(self) -> None:
        """Ask the test set to the whole product."""
        cases = [c for c in self._cases if not self._groups or c.group in self._groups]
        model = self._model()
        started = time.monotonic()
        scored = product.measure(cases, model)
        if not self._groups:
            keep("product", Product(tuple(scored), time.monotonic() - started))
        if self._misses:
            print("\n".join(show.misses(scored)), end="\n\n")
        print("\n".join(show.table(scored)), flush=True)

    def intents(self) -> None:
        """Cross-validate the intent classifier."""
        measured = engine.intents(self._content)
        keep("intents", measured)
        whole = measured.cross_validation
        print(f"accuracy {whole.accuracy:.3f}, macro-F1 {whole.macro_f1:.3f}", flush=True)

    def speed(self) -> None:
        """Time a training and the parsing of sentences."""
        texts = list(sentences(self._cases))
        measured = engine.speed(self._content, self._model(), texts, self._log)
        keep("speed", measured)
        print(
            f"training {measured.training_seconds:.0f} s, parse p50 {measured.parse_p50:.1f} ms",
            flush=True,
        )

    def growth(self) -> None:
        """Measure with ten times as many schemes and sentences; some fifteen minutes."""
        today = today_here(utc_now)
        needs = [turn.text for c in self._cases if c.group == _NEEDS for turn in c.turns]
        searched = growth.search(load_content(self._content), needs, today)
        keep("growth", Growth(today, searched, engine.growth(self._content)))

    def diet(self) -> None:
        """Train Rasa's default pipeline on the split and ask what was held out."""
        print("Training Rasa's default pipeline: about twenty minutes …", flush=True)
        keep("diet", engine.diet(self._content, today_here(utc_now)))

    def report(self) -> None:
        """Write the report and its plots from what was measured last."""
        measured = report.Measurements(
            day=today_here(utc_now),
            machine=_machine(),
            schemes=len(load_content(self._content).schemes),
            product=kept("product", Product),
            intents=kept("intents", Intents),
            diet=kept("diet", Diet),
            speed=kept("speed", Speed),
            growth=kept("growth", Growth),
        )
        (_DOCS / "evaluation.md").write_text(report.report(measured), "utf-8")
        if measured.intents:
            calibration = measured.intents.cross_validation.calibration
            (_DOCS / CALIBRATION).write_text(plots.calibration(calibration.bins), "utf-8")
            curve = plots.learning_curve(measured.intents.learning_curve)
            (_DOCS / CURVE).write_text(curve, "utf-8")
        print(*report.reached(measured), sep="\n")
        if measured.product:
            figures = Figures.of(measured.product.scored)
            print(*accepted.drops(figures, accepted.read()), sep="\n")
        print("docs/evaluation.md is written.")

    def _model(self) -> Path:
        return train(self._content, self._log, print)

    def _diet_where_it_can(self) -> None:
        print("=== diet ===", flush=True)
        if os.environ.get(_DIET) == "0":
            print(f"SKIPPED, its last figures are used: Rasa's default pipeline ({_DIET}=0).")
        elif not engine.has_tensorflow():
            print("SKIPPED, its last figures are used: Rasa's default needs `make plain`.")
        else:
            self.diet()


def _machine() -> str:
    memory = psutil.virtual_memory().total / 1024**3
    return f"{os.cpu_count()} cores, {memory:.0f} GB"
