"""Two plots as SVG, written by hand: figures in a report need no library."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from evaluation.measured import Bin, Point

_WIDTH, _HEIGHT = 460, 320
_LEFT, _TOP, _RIGHT, _BOTTOM = 60, 20, 20, 50
_BLUE, _ORANGE, _GREY = "#0b5cad", "#c4500b", "#8a8f98"
_TENTHS = 10

# From what is measured to a place on the plot.
type Scale = Callable[[float], float]


def calibration(bins: Sequence[Bin]) -> str:
    """Draw how often a guess was right against how sure it was; a larger dot is more sentences."""
    x, y = _scales(1.0)
    most = max((each.sentences for each in bins), default=1)
    dots = (
        f'<circle cx="{x(each.confidence):.1f}" cy="{y(each.accuracy):.1f}" '
        f'r="{3 + 9 * (each.sentences / most) ** 0.5:.1f}" fill="{_BLUE}" fill-opacity="0.75"/>'
        for each in bins
    )
    honest = _line([(x(0), y(0)), (x(1), y(1))], _GREY, dashed=True)
    ticks = [(tenth / _TENTHS, f"{tenth * 10}%") for tenth in range(0, _TENTHS + 1, 2)]
    shapes = (*_axes(x, y, ticks, "confidence", "right"), honest, *dots)
    return _svg("Calibration: how often a guess was right against how sure it was", shapes)


def learning_curve(points: Sequence[Point]) -> str:
    """Draw accuracy and macro-F1 against the number of sentences that were learned from."""
    most = max((point.sentences for point in points), default=1)
    x, y = _scales(most * 1.05)
    accuracy = [(x(point.sentences), y(point.accuracy)) for point in points]
    f1 = [(x(point.sentences), y(point.macro_f1)) for point in points]
    higher = [point.accuracy >= point.macro_f1 for point in points][-1:] == [True]
    shapes = (
        *_axes(x, y, [(p.sentences, f"{p.sentences:,}") for p in points], "sentences", "score"),
        *_curve(accuracy, _BLUE, "accuracy", above=higher),
        *_curve(f1, _ORANGE, "macro-F1", above=not higher),
    )
    return _svg("Learning curve: accuracy and macro-F1 against sentences learned from", shapes)


def _scales(most: float) -> tuple[Scale, Scale]:
    def x(value: float) -> float:
        return _LEFT + value / most * (_WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - value * (_HEIGHT - _TOP - _BOTTOM)

    return x, y


def _axes(
    x: Scale, y: Scale, ticks: Sequence[tuple[float, str]], below: str, beside: str
) -> Iterator[str]:
    for tenth in range(0, _TENTHS + 1, 2):
        at = y(tenth / _TENTHS)
        yield _line([(_LEFT, at), (_WIDTH - _RIGHT, at)], "#e3e5e8")
        yield _text(_LEFT - 8, at + 4, f"{tenth * 10}%", "end")
    for value, name in ticks:
        yield _text(x(value), _HEIGHT - _BOTTOM + 18, name, "middle")
    yield _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 10, below, "middle")
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    turned = f'transform="rotate(-90 16 {middle:.0f})"'
    yield _text(16, middle, beside, "middle", turned)


def _curve(
    places: Sequence[tuple[float, float]], color: str, name: str, *, above: bool
) -> Iterator[str]:
    yield _line(places, color)
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{color}"/>'
    x, y = places[-1]
    yield _text(x, y + (-10 if above else 20), name, "end", f'style="fill:{color}"')


def _line(places: Sequence[tuple[float, float]], color: str, *, dashed: bool = False) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dashes = ' stroke-dasharray="5 5"' if dashed else ""
    return f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"{dashes}/>'


def _text(x: float, y: float, text: str, anchor: str, more: str = "") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f"<text {place} {more}>{escape(text)}</text>".replace(" >", ">")


def _svg(title: str, shapes: Sequence[str]) -> str:
    body = "\n".join(shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img" font-family="sans-serif" '
        f'font-size="12" fill="#24292f">\n<title>{escape(title)}</title>\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
    )
