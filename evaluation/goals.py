"""What we aim at, beside what was measured; and what others measured."""

from collections.abc import Iterator

from bench.report import Goal
from evaluation.measured import Growth, Speed
from evaluation.scoring import Figures

OTHERS = (
    ("Gem (Dutch municipalities), pilot", "60% right at once, 37% after one clarification, 3% not"),
    ("GOV.UK Chat, experiment", "90% of the answers accurate"),
    ("Bürokratt (Estonia)", "macro-F1 0.94 on 9 intents"),
)
"""Published figures of comparable desks; each measured on its own sentences."""


def of_product(figures: Figures) -> Iterator[Goal]:
    """Give the goals that the test set decides."""
    yield Goal("right at the first answer", figures.right_share, 90, "%", at_least=True)
    yield Goal("right after one clarification", figures.after_share, 97, "%", at_least=True)
    yield Goal("confidently wrong", figures.wrong_share, 4, "%")
    yield Goal("out of scope, yet answered", figures.falsely_answered_share, 3, "%")


def of_engine(speed: Speed) -> Iterator[Goal]:
    """Give the goals for the engine's speed."""
    yield Goal("training on everything", speed.training_seconds, 90, "s")
    yield Goal("parsing a sentence, p50", speed.parse_p50, 12, "ms")


def of_search(growth: Growth) -> Iterator[Goal]:
    """Give the goals for the search, now and in a larger catalogue."""
    for grown in growth.search:
        name = f"search in {grown.schemes:,} schemes, p50"
        yield Goal(name, grown.find_ms, 3, "ms")
