"""What comes out of a scan: how each theme stands, what matters most, who and what helps."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from advice.eligibility.fact import Facts
from advice.eligibility.verdict import Outcome, Verdict, verdict
from advice.partners.partner import Partner
from advice.scan.definition import Level, Scan, ScanAnswer, Theme
from advice.scan.walk import applicable
from advice.schemes.catalogue import Catalogue

_MOST_POINTS = 3
_MOST_ACTIONS = 2
_MOST_PARTNERS = 2
_MOST_SCHEMES = 5
# Money first: who can not pay the bills has no use for a plan for new customers.
_URGENT = ("geld", "uzelf")


class Standing(Struct, frozen=True):
    """How a theme stands and why; both are None when none of its questions was answered."""

    theme: Theme
    level: Level | None
    why: str | None


class Point(Struct, frozen=True):
    """One of the things that matter most: 1 or 2 actions, and who helps first."""

    standing: Standing
    actions: tuple[str, ...]
    partners: tuple[Partner, ...]


class ScanResult(Struct, frozen=True):
    """The outcome; `points` the most pressing first, `schemes` the best match first."""

    scan: Scan
    standings: tuple[Standing, ...]
    points: tuple[Point, ...]
    schemes: tuple[Verdict, ...]


class Assessor:
    """Draws the outcome from answers, with all schemes and partners at hand."""

    def __init__(self, catalogue: Catalogue, partners: dict[str, Partner]) -> None:
        self._catalogue = catalogue
        self._partners = partners

    def result(self, scan: Scan, facts: Facts, today: date) -> ScanResult:
        """Return the outcome of what was answered; there is always an organisation in it."""
        standings = tuple(_standing(scan, theme, facts) for theme in scan.themes)
        points = tuple(self._point(scan, one, facts) for one in _most_pressing(standings))
        wanted = dict.fromkeys(
            id for point in points for id in _schemes_for(scan, point.standing.theme, facts)
        )
        return ScanResult(scan, standings, points, self._fitting(wanted, facts, today))

    def _point(self, scan: Scan, standing: Standing, facts: Facts) -> Point:
        theme = standing.theme
        given = [answer for answer in _answers(scan, theme, facts) if answer.score <= Level.BEGUN]
        actions = [answer.action for answer in given if answer.action]
        ids = dict.fromkeys([*(id for a in given for id in a.partners), *theme.partners])
        nearby = [self._partners[id] for id in ids if _works_for(self._partners[id], facts)]
        return Point(
            standing,
            tuple(dict.fromkeys([*actions, *theme.next_steps]))[:_MOST_ACTIONS],
            tuple(nearby[:_MOST_PARTNERS]),
        )

    def _fitting(self, ids: Iterable[str], facts: Facts, today: date) -> tuple[Verdict, ...]:
        """Return the schemes that may fit, the likely ones first."""
        schemes = (scheme for id in ids if (scheme := self._catalogue.get(id)))
        judged = (verdict(scheme, facts, today) for scheme in schemes)
        may_fit = [v for v in judged if v.outcome in (Outcome.LIKELY, Outcome.POSSIBLE)]
        may_fit.sort(key=lambda one: one.outcome is not Outcome.LIKELY)
        return tuple(may_fit[:_MOST_SCHEMES])


def _standing(scan: Scan, theme: Theme, facts: Facts) -> Standing:
    level = level_of(scan, theme, facts)
    if level is None:
        return Standing(theme, None, None)
    # Who does not know has no worries for sure: the sentence of the level would say so.
    knows_nothing = not _answers(scan, theme, facts)
    return Standing(theme, level, scan.not_known if knows_nothing else theme.levels[level])


def level_of(scan: Scan, theme: Theme, facts: Facts) -> Level | None:
    """Return the mean of what was answered, rounded down; "weet ik niet" counts as nothing yet.

    None when nothing of the theme was answered.
    """
    asked = [q for q in applicable(scan, facts) if q.theme == theme.id and q.key in facts]
    scores = [_score(q.answer(str(facts[q.key]))) for q in asked]
    return Level(sum(scores) // len(scores)) if scores else None


def _score(answer: ScanAnswer | None) -> int:
    return answer.score if answer else Level.NOTHING


def _answers(scan: Scan, theme: Theme, facts: Facts) -> list[ScanAnswer]:
    questions = (q for q in applicable(scan, facts) if q.theme == theme.id)
    given = ((q, facts.get(q.key)) for q in questions)
    return [a for q, value in given if isinstance(value, str) and (a := q.answer(value))]


def _most_pressing(standings: Sequence[Standing]) -> list[Standing]:
    """Return what stands worst, the urgent first among equals; what is in order only if all is."""
    known = [standing for standing in standings if standing.level is not None]
    ranked = sorted(known, key=lambda one: (one.level, one.theme.id not in _URGENT))
    weak = [one for one in ranked if one.level is not Level.IN_ORDER]
    return (weak or ranked or list(standings))[:_MOST_POINTS]


def _schemes_for(scan: Scan, theme: Theme, facts: Facts) -> list[str]:
    given = (id for answer in _answers(scan, theme, facts) for id in answer.schemes)
    return [*given, *theme.schemes]


def _works_for(partner: Partner, facts: Facts) -> bool:
    """Tell whether a partner works where the firm is; of an unknown place all do."""
    place = facts.get("gemeente")
    return (
        not partner.municipalities or not isinstance(place, str) or place in partner.municipalities
    )
