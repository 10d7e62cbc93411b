"""The part of the report about the intent classifier, beside Rasa's default pipeline."""

from collections.abc import Iterator, Sequence

from evaluation.markdown import paragraph, section, share, table
from evaluation.measured import Diet, Intents, OfIntent, OnSplit, Ranked

CALIBRATION, CURVE = "images/calibration.svg", "images/learning-curve.svg"
"""The plots, beside the report."""

_WORST = 15
_COMPARED = {
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "top3": "right one among the first three",
    "confidently_wrong": "confidently wrong",
    "unsure": "too unsure to act on",
    "out_of_scope_accepted": "out of scope accepted",
}


def about(intents: Intents, diet: Diet | None) -> Iterator[str]:
    """Give all sections."""
    yield from _compared(intents, diet)
    yield from _calibration(intents.cross_validation)
    yield from _curve(intents)
    yield from _confusion(intents.cross_validation)


def _compared(intents: Intents, diet: Diet | None) -> Iterator[str]:
    whole = intents.cross_validation
    yield from section("Intents, on the training sentences")
    yield from paragraph(
        f"{whole.sentences:,} sentences of {len(whole.intents)} intents in five-fold "
        "cross-validation; and one split of 80/20 on which",
        "Rasa's default pipeline (DIET) learned from the same sentences as ours and was asked the "
        "same ones: both from",
        "a quarter of the 80%, because on all of it the default's 100 epochs take over an hour.",
    )
    ours = OnSplit(whole, intents.training_seconds)
    columns = ["", "ours, cross-validation", "ours, the split", "Rasa default, the split"]
    if diet is None:
        yield from table(columns[:2], _rows([ours]))
        yield from paragraph("Rasa's default pipeline was not measured.")
    else:
        yield from table(columns, _rows([ours, diet.ours, diet.default]))
        asked = diet.default.figures.sentences
        yield from paragraph(
            f"The split was measured on {diet.measured_on:%-d %B %Y}: {asked:,} sentences held out."
        )
    yield from paragraph(
        "“Confidently wrong”: wrong, and sure enough to act on by the pipeline's own thresholds. "
        "“Out of scope",
        "accepted”: such a sentence taken for another intent, and acted on.",
    )


def _rows(measured: Sequence[OnSplit]) -> Iterator[list[str]]:
    for field, name in _COMPARED.items():
        yield [name, *(share(getattr(each.figures, field)) for each in measured)]
    errors = (share(each.figures.calibration.error) for each in measured)
    yield ["expected calibration error", *errors]
    yield ["training", *(f"{each.training_seconds:,.0f} s" for each in measured)]


def _calibration(whole: Ranked) -> Iterator[str]:
    yield from section("Calibration")
    yield from paragraph(
        f"Expected calibration error {share(whole.calibration.error)}: how far, on average, the "
        "confidence is from how often",
        "the guess is right. On the dashed line they are the same.",
    )
    yield from paragraph(f"![Confidence against how often the guess was right]({CALIBRATION})")


def _curve(intents: Intents) -> Iterator[str]:
    yield from section("Learning curve")
    yield from paragraph("On the split, with a part of the sentences to learn from:")
    yield from paragraph(f"![Accuracy and macro-F1 against the number of sentences]({CURVE})")
    rows = (
        (f"{point.sentences:,}", share(point.accuracy), share(point.macro_f1))
        for point in intents.learning_curve
    )
    yield from table(("sentences", "accuracy", "macro-F1"), rows)


def _confusion(whole: Ranked) -> Iterator[str]:
    yield from section(f"The {_WORST} intents that are told apart worst")
    worst = sorted(whole.intents.items(), key=lambda named: named[1].f1)[:_WORST]
    columns = ("intent", "sentences", "F1", "found", "right when guessed", "mostly taken for")
    yield from table(columns, (_intent(name, figures) for name, figures in worst))


def _intent(name: str, figures: OfIntent) -> tuple[str, ...]:
    mistaken = ", ".join(f"`{other}` ({times})" for other, times in figures.mistaken_for)
    scores = map(share, (figures.f1, figures.recall, figures.precision))
    return (f"`{name}`", str(figures.sentences), *scores, mistaken or "–")
