"""The outcome of a scan to keep and to hand on: as a report on paper and as a picture."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import resources
from pathlib import Path
from textwrap import shorten
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from advice.dates import dutch_date
from advice.eligibility.check import told
from advice.eligibility.condition import Answered
from advice.eligibility.fact import Facts
from advice.eligibility.verdict import Verdict
from advice.eligibility.vocabulary import Vocabulary
from advice.organisation import Organisation
from advice.scan.definition import Level, ScanQuestion
from advice.scan.result import Point, ScanResult, Standing
from advice.scan.walk import applicable
from advice.schemes import certainty
from advice.schemes.answer import source_to_show

type Content = dict[str, Any]
"""What a template shows: texts as they stand on paper, under the names that it knows them by."""

_WORDS = Path(__file__).with_name("report_words.yml")
_REPORT, _RADAR = "report.typ", "radar.typ"
# The radar is drawn 900 points wide; one pixel for each.
_PPI = 72
# Who hears the picture read out should not have to listen longer than this.
_LONGEST_ALT = 400


class ReportInput(Struct, frozen=True):
    """What the report tells besides the outcome; `own_words` are as someone typed them."""

    facts: Facts
    known: Vocabulary
    own_words: str | None
    organisation: Organisation
    day: date


def radar_png(result: ScanResult) -> bytes:
    """Return the picture of how each theme stands; `radar_text` says the same in words."""
    # Typst is some 60 MB in memory: only who asks for a picture or a report pays for it.
    import typst

    given = _as_inputs({"radar": _radar(result)})
    png: bytes = typst.compile(_template(_RADAR), format="png", ppi=_PPI, sys_inputs=given)
    return png


def radar_text(result: ScanResult) -> str:
    """Say what the radar shows: the themes by level, what needs attention first."""
    levels: tuple[Level | None, ...] = (*Level, None)
    said = [
        f"{_capital(_level_name(result, level))}: {', '.join(names)}."
        for level in levels
        if (names := [one.theme.name for one in result.standings if one.level == level])
    ]
    return shorten(" ".join((f"{_say('radar')}.", *said)), _LONGEST_ALT, placeholder=" …")


def report_pdf(result: ScanResult, report: ReportInput) -> bytes:
    """Return the report as a PDF that a screen reader can read (PDF/UA-1).

    The standard refuses a sign that no font here has, such as an emoji in someone's own words. A
    report that can be kept is worth more than the standard, so it is then let go.
    """
    import typst

    template = _template(_REPORT)
    given = _as_inputs(content(result, report))
    # The same report is the same file, whenever it is made.
    made = datetime.combine(report.day, time(), UTC)
    pdf: bytes
    try:
        pdf = typst.compile(
            template, format="pdf", pdf_standards="ua-1", sys_inputs=given, timestamp=made
        )
    except typst.TypstError:
        pdf = typst.compile(template, format="pdf", sys_inputs=given, timestamp=made)
    return pdf


def content(result: ScanResult, report: ReportInput) -> Content:
    """Return all that the report tells, ready to show."""
    scan, organisation, day = result.scan, report.organisation, dutch_date(report.day)
    return {
        "words": _words(),
        "title": _say("title", scan=scan.name),
        "subtitle": _say(
            "subtitle", day=day, organisation=organisation.name, phone=organisation.phone
        ),
        "footer": _say("footer", scan=scan.name, day=day),
        "about": _say("about", owner=scan.owner),
        "radar": _radar(result),
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


def _template(main: str) -> Any:
    """Return a template with the drawing that it may import, by file: typst's types lack that."""
    folder = resources.files("advice.scan")
    files = {"main": main, _RADAR: _RADAR}
    return {name: folder.joinpath(file).read_bytes() for name, file in files.items()}


def _as_inputs(content: Content) -> dict[str, str]:
    return {"content": msgspec.json.encode(content).decode()}


def _radar(result: ScanResult) -> Content:
    return {
        "title": _say("radar"),
        "outward": _say("outward"),
        "not_asked": _say("not_asked"),
        "alt": radar_text(result),
        "levels": [{"name": one.name, "colour": one.colour} for one in result.scan.levels],
        "axes": [{**_shown(result, one), "level": one.level} for one in result.standings],
    }


def _shown(result: ScanResult, standing: Standing) -> Content:
    level = standing.level
    colour = None if level is None else result.scan.levels[level].colour
    return {
        "theme": standing.theme.name,
        "level_name": _level_name(result, level),
        "colour": colour,
    }


def _level_name(result: ScanResult, level: Level | None) -> str:
    return _say("not_asked") if level is None else result.scan.levels[level].name


def _why(standing: Standing) -> str:
    return standing.why or _say("why_not_asked")


def _points_heading(points: tuple[Point, ...]) -> str:
    levels = {point.standing.level for point in points}
    if levels == {None}:
        return _say("points_unknown")
    return _say("points_in_order" if levels == {Level.IN_ORDER} else f"points_{len(points)}")


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
        "outcome": _say(verdict.outcome),
        "summary": f"{_capital(scheme.summary)}." if scheme.summary else "",
        "met": _conditions(verdict, Answered.MET, report),
        "open": [*_conditions(verdict, Answered.OPEN, report), *scheme.check_yourself],
        "ask": _say("ask" if is_certain else "ask_uncertain", organisation=scheme.operator),
        "source": {"title": source.title, "url": source.url},
        "checked": _say("checked", day=dutch_date(scheme.checked_on)),
    }


def _conditions(verdict: Verdict, answered: Answered, report: ReportInput) -> list[str]:
    return [_capital(condition.sentence(report.known)) for condition in verdict.having(answered)]


def _told_facts(result: ScanResult, report: ReportInput) -> Iterator[str]:
    """Say the facts that the outcome rests on; a question of a theme is told with its words."""
    of_themes = {question.key for question in result.scan.questions if question.theme}
    for id, fact in report.known.items():
        if id in report.facts and id not in of_themes:
            yield _capital(told(fact, report.facts[id]))


def _told_answers(result: ScanResult, facts: Facts) -> Iterator[tuple[str, str]]:
    for question in applicable(result.scan, facts):
        if question.text and question.key in facts:
            yield question.text, _answer(question, facts)


def _answer(question: ScanQuestion, facts: Facts) -> str:
    answer = question.answer(str(facts[question.key]))
    return answer.title if answer else _say("does_not_know")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _say(name: str, **values: object) -> str:
    """Return what `report_words.yml` has under `name`, with `values` filled in."""
    return _words()[name].format(**values)


@cache
def _words() -> dict[str, str]:
    return msgspec.convert(yaml.safe_load(_WORDS.read_text("utf-8")), dict[str, str])
