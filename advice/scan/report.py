"""The outcome of a scan to keep and to hand on: a report on paper."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from msgspec import Struct

from advice.dates import dutch_date
from advice.eligibility.check import told
from advice.eligibility.condition import Answered
from advice.eligibility.fact import Facts
from advice.eligibility.verdict import Verdict
from advice.eligibility.vocabulary import Vocabulary
from advice.organisation import Organisation
from advice.scan.changes import Change, Direction, Done, Since, changes
from advice.scan.definition import Level, ScanQuestion
from advice.scan.radar import (
    Content,
    as_inputs,
    capital,
    change_shown,
    level_shown,
    radar,
    say,
    template,
    words,
)
from advice.scan.result import Point, ScanResult, Standing
from advice.scan.walk import ActionState, applicable
from advice.schemes import certainty
from advice.schemes.answer import source_to_show

_REPORT = "report.typ"


class ReportInput(Struct, frozen=True):
    """What the report tells besides the outcome; `own_words` are as someone typed them.

    With `since`, the report also tells what changed since the previous scan.
    """

    facts: Facts
    known: Vocabulary
    own_words: str | None
    organisation: Organisation
    day: date
    since: Since | None = None


def report_pdf(result: ScanResult, report: ReportInput) -> bytes:
    """Return the report as a PDF that a screen reader can read (PDF/UA-1).

    The standard refuses a sign that no font here has, such as an emoji in someone's own words. A
    report that can be kept is worth more than the standard, so it is then let go.
    """
    import typst

    main = template(_REPORT)
    given = as_inputs(content(result, report))
    # The same report is the same file, whenever it is made.
    made = datetime.combine(report.day, time(), UTC)
    pdf: bytes
    try:
        pdf = typst.compile(
            main, format="pdf", pdf_standards="ua-1", sys_inputs=given, timestamp=made
        )
    except typst.TypstError:
        pdf = typst.compile(main, format="pdf", sys_inputs=given, timestamp=made)
    return pdf


def content(result: ScanResult, report: ReportInput) -> Content:
    """Return all that the report tells, ready to show."""
    scan, organisation, day = result.scan, report.organisation, dutch_date(report.day)
    return {
        "words": words(),
        "title": say("title", scan=scan.name),
        "subtitle": say(
            "subtitle", day=day, organisation=organisation.name, phone=organisation.phone
        ),
        "footer": say("footer", scan=scan.name, day=day),
        "about": say("about", owner=scan.owner),
        "radar": radar(result, report.since),
        "since": _since(result, report.since) if report.since else None,
        "themes": [{**_shown(result, one), "why": _why(one)} for one in result.standings],
        "points_heading": _points_heading(result.points),
        "points": [_point(result, point) for point in result.points],
        "schemes": [_scheme(verdict, report) for verdict in result.schemes],
        "own_words": (report.own_words or "").strip(),
        "firm": list(_told_facts(result, report)),
        "questions": list(_told_answers(result, report.facts)),
        "contact": {
            "name": organisation.name,
            "phone": organisation.phone,
            "email": organisation.email,
            "hours": organisation.hours.sentence,
        },
    }


def _shown(result: ScanResult, standing: Standing) -> Content:
    return {"theme": standing.theme.name, **level_shown(result, standing.level)}


def _since(result: ScanResult, since: Since) -> Content:
    compared = changes(result, since)
    return {
        "about": [say("last_scan", day=dutch_date(since.day)), *_said_of(compared)],
        "changes": [_change(result, one) for one in compared],
        "about_steps": say(f"steps_{_best(since.actions)}") if since.actions else "",
        "steps": [
            {"theme": done.theme.name, "action": done.action, "how": say(done.how)}
            for done in since.actions
        ],
    }


def _said_of(compared: Sequence[Change]) -> Iterator[str]:
    """Say what got better, and of what got less that it is no failure."""
    names = {
        direction: ", ".join(one.theme.name for one in compared if one.direction is direction)
        for direction in Direction
    }
    if names[Direction.BETTER]:
        yield say("got_better", themes=names[Direction.BETTER])
    if names[Direction.WORSE]:
        yield say("got_less", themes=names[Direction.WORSE])
    if not names[Direction.BETTER] and not names[Direction.WORSE]:
        yield say("stayed_same" if names[Direction.SAME] else "nothing_to_compare")


def _change(result: ScanResult, change: Change) -> Content:
    return {
        "theme": change.theme.name,
        "before": level_shown(result, change.before),
        "after": level_shown(result, change.after),
        **change_shown(change),
    }


def _best(actions: Sequence[Done]) -> ActionState:
    """Return how the step that got furthest went."""
    went = {done.how for done in actions}
    return next(state for state in ActionState if state in went)


def _why(standing: Standing) -> str:
    return standing.why or say("why_not_asked")


def _points_heading(points: tuple[Point, ...]) -> str:
    levels = {point.standing.level for point in points}
    if levels == {None}:
        return say("points_unknown")
    return say("points_in_order" if levels == {Level.IN_ORDER} else f"points_{len(points)}")


def _point(result: ScanResult, point: Point) -> Content:
    return {
        **_shown(result, point.standing),
        "actions": point.actions,
        "partners": [str(partner) for partner in point.partners],
    }


def _scheme(verdict: Verdict, report: ReportInput) -> Content:
    scheme = verdict.scheme
    source = source_to_show(scheme)
    is_certain = certainty.standing(scheme, report.day) is certainty.Standing.CERTAIN
    return {
        "name": scheme.name,
        "outcome": say(verdict.outcome),
        "summary": f"{capital(scheme.summary)}." if scheme.summary else "",
        "met": _conditions(verdict, Answered.MET, report),
        "open": [*_conditions(verdict, Answered.OPEN, report), *scheme.check_yourself],
        "ask": say("ask" if is_certain else "ask_uncertain", organisation=scheme.operator),
        "source": {"title": source.title, "url": source.url},
        "checked": say("checked", day=dutch_date(scheme.checked_on)),
    }


def _conditions(verdict: Verdict, answered: Answered, report: ReportInput) -> list[str]:
    return [capital(condition.sentence(report.known)) for condition in verdict.having(answered)]


def _told_facts(result: ScanResult, report: ReportInput) -> Iterator[str]:
    """Say the facts that the outcome rests on; a question of a theme is told with its words."""
    of_themes = {question.key for question in result.scan.questions if question.theme}
    for id, fact in report.known.items():
        if id in report.facts and id not in of_themes:
            yield capital(told(fact, report.facts[id]))


def _told_answers(result: ScanResult, facts: Facts) -> Iterator[tuple[str, str]]:
    for question in applicable(result.scan, facts):
        if question.text and question.key in facts:
            yield question.text, _answer(question, facts)


def _answer(question: ScanQuestion, facts: Facts) -> str:
    answer = question.answer(str(facts[question.key]))
    return answer.title if answer else say("does_not_know")
