"""The figures of the product in the terminal, and the sentences that it missed."""

from collections.abc import Iterator, Sequence

from evaluation.scoring import Figures, Scored, by_group, was_read


def table(scored: Sequence[Scored]) -> Iterator[str]:
    """Give one line for each group, and one for everything."""
    yield (
        f"{'group':<14}{'asked':>7}{'right at once':>15}{'after clarifying':>18}"
        f"{'conf. wrong':>13}{'out of scope answered':>23}"
    )
    for group, ones in by_group(scored).items():
        yield _row(group, Figures.of(ones))
    yield _row("all", Figures.of(scored))
    yield _row("not read", Figures.of([one for one in scored if not was_read(one.text)]))


def misses(scored: Sequence[Scored]) -> Iterator[str]:
    """Give each sentence that was not right, even after a clarification: expected and got.

    Only of the half that may be read: the other half tells what to expect from strangers.
    """
    for one in scored:
        if one.is_miss and was_read(one.text):
            yield f"[{one.group}] {one.outcome.upper()}: {one.text}"
            yield f"    expected  {', '.join(one.expected)}"
            yield f"    got       {' + '.join(one.got)}"


def _row(name: str, figures: Figures) -> str:
    outside = f"{figures.falsely_answered_share:.1f}% of {figures.outside}"
    return (
        f"{name:<14}{figures.asked:>7}{figures.right_share:>14.1f}%{figures.after_share:>17.1f}%"
        f"{figures.wrong_share:>12.1f}%{outside if figures.outside else '–':>23}"
    )
