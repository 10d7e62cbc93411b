"""`docs/evaluation.md`: the figures as they were measured, beside what we aim at."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from bench.report import Goal
from evaluation import goals, report_intents
from evaluation.markdown import paragraph, section, table
from evaluation.measured import Diet, Growth, Intents, Product, Speed
from evaluation.scoring import Figures, Outcome, Scored, by_group, was_read


class Measurements(Struct, frozen=True, kw_only=True):
    """All that is reported; what was never measured is None, and is said to be missing."""

    day: date
    machine: str
    schemes: int
    product: Product | None = None
    intents: Intents | None = None
    diet: Diet | None = None
    speed: Speed | None = None
    growth: Growth | None = None


def report(measured: Measurements) -> str:
    """Return the whole report."""
    return "\n".join(_lines(measured))


def reached(measured: Measurements) -> list[Goal]:
    """Return every goal that could be measured."""
    return [
        *(goals.of_product(Figures.of(measured.product.scored)) if measured.product else ()),
        *(goals.of_engine(measured.speed) if measured.speed else ()),
        *(goals.of_search(measured.growth) if measured.growth else ()),
    ]


def _lines(measured: Measurements) -> Iterator[str]:
    yield from paragraph("# Evaluation")
    yield from paragraph(
        f"Made by `make evaluate` on {measured.day:%-d %B %Y} ({measured.machine}), with "
        f"{measured.schemes} schemes. Figures as",
        "measured, single runs; not edited by hand. How: [the last section](#how-it-is-measured).",
    )
    yield from section("Beside what we aim at")
    yield from table(("", "measured", "goal", ""), map(_goal, reached(measured)))
    yield from _product(measured.product)
    yield from section("What others measured")
    yield from paragraph("Each on its own sentences and by its own measure: a horizon, no contest.")
    yield from table(("desk", "published"), goals.OTHERS)
    if measured.intents:
        yield from report_intents.about(measured.intents, measured.diet)
    else:
        yield from _missing("Intents, on the training sentences")
    yield from _growth(measured.growth)
    yield from _method()


def _goal(goal: Goal) -> tuple[str, ...]:
    unit = goal.unit if goal.unit == "%" else f" {goal.unit}"
    sign = "≥" if goal.at_least else "≤"
    verdict = "met" if goal.is_met else "**not met**"
    return goal.name, f"{goal.measured:.1f}{unit}", f"{sign} {goal.wanted:g}{unit}", verdict


def _product(product: Product | None) -> Iterator[str]:
    title = "The whole product, on sentences written apart"
    if product is None:
        yield from _missing(title)
        return
    yield from section(title)
    columns = (
        *("group", "sentences", "right at once", "after one clarification", "confidently wrong"),
        *("wrongly declined", "out of scope, yet answered"),
    )
    rows = [_group(name, ones) for name, ones in by_group(product.scored).items()]
    unread = [one for one in product.scored if not was_read(one.text)]
    totals = [_group("**all**", product.scored), _group("of which not read", unread)]
    yield from table(columns, [*rows, *totals])
    one = 1_000 * product.seconds / max(1, len(product.scored))
    yield from paragraph(
        f"Asked over HTTP by four visitors at once in {product.seconds:.0f} s ({one:.0f} ms for a "
        f"sentence, with the tries after a clarification). {_put_right(Figures.of(product.scored))}"
    )


def _put_right(figures: Figures) -> str:
    return (
        f"Of “after one clarification” {figures.put_right_share:.1f}% of all sentences got another "
        "answer first, with the right one under it as “Ik bedoel: …”."
    )


def _group(name: str, ones: Sequence[Scored]) -> tuple[str, ...]:
    figures = Figures.of(ones)
    shares = (figures.right_share, figures.after_share, figures.wrong_share)
    declined = sum(one.outcome is Outcome.DECLINED for one in ones)
    outside = f"{figures.falsely_answered_share:.1f}% of {figures.outside}"
    return (
        *(name, str(figures.asked), *(f"{share:.1f}%" for share in shares)),
        *(f"{100 * declined / max(1, len(ones)):.1f}%", outside if figures.outside else "–"),
    )


def _growth(growth: Growth | None) -> Iterator[str]:
    if growth is None:
        yield from _missing("With more content")
        return
    yield from section("With more content")
    yield from paragraph(
        f"Measured on {growth.measured_on:%-d %B %Y} on copies of schemes and sentences with other "
        "words in them.",
    )
    columns = ("", "schemes", "search for a need, p50", "misspelled name, p50")
    yield from table(
        columns,
        (
            (f"{one.times}×", f"{one.schemes:,}", f"{one.find_ms:.2f} ms", f"{one.name_ms:.1f} ms")
            for one in growth.search
        ),
    )
    learned = ("", "sentences", "names", "training the classifier", "names and intent, p50")
    yield from table(
        learned,
        (
            (
                *(f"{one.times}×", f"{one.sentences:,}", f"{one.names:,}"),
                *(f"{one.training_seconds:.0f} s", f"{one.parse_ms:.2f} ms"),
            )
            for one in growth.engine
        ),
    )


def _missing(title: str) -> Iterator[str]:
    yield from section(title)
    yield from paragraph("Not measured.")


def _method() -> Iterator[str]:
    yield from section("How it is measured")
    yield from paragraph(
        "- **The test set** is `data/evaluation`: written apart from the training sentences, and "
        "never trained on",
        "  (`tests/test_training_sentences.py`). Each sentence names the answers that are right; "
        "an answer is compared",
        "  by what it says it is (`meta`: kind, scheme or question, aspect), not by its words.",
        "  Whoever improves the content reads the misses on one half of this set only (by the "
        "sentence's checksum);",
        "  “not read” is the other half, and nearest to what to expect from strangers. It is not "
        "untouched: figures per",
        "  group were watched for both halves, and at first the tool listed all misses.",
        "- **Right after one clarification**: right at once, or the bot asked back and one of its "
        "buttons leads to the",
        "  right answer; “a person” and “help” do not count, “something else” only for what is out "
        "of scope. Or the",
        "  answer was another one, with the right one as “Ik bedoel: …” under it; those count as "
        "confidently wrong too.",
        "- **Confidently wrong**: something else was answered. Asking back, declining and pointing "
        "to a person are not.",
        "- **Out of scope, yet answered**: a sentence that may be declined got a scheme, question "
        "or check that is not",
        "  right for it.",
        "- **CI** fails when right at once, right after one clarification or confidently wrong is "
        "over 2 points worse",
        "  than `evaluation/accepted.json`; `python -m evaluation accept` accepts the last run.",
        "- **Rasa's default** is `bot/bench/default_config.yml`, trained by `make evaluate` where "
        "TensorFlow is (`make plain`);",
        "  its figures are kept in `evaluation/diet.json`, those of more content in "
        "`evaluation/growth.json`.",
    )
