"""How each theme stands, as a picture and in words; in a follow-up beside how it stood before."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from textwrap import shorten
from typing import Any

import msgspec
import yaml

from advice.dates import dutch_date
from advice.scan.changes import Change, Direction, Since, changes
from advice.scan.definition import Level, ThemeId
from advice.scan.result import ScanResult

type Content = dict[str, Any]
"""What a template shows: texts as they stand on paper, under the names that it knows them by."""

_WORDS = Path(__file__).with_name("report_words.yml")
_RADAR = "radar.typ"
# The radar is drawn 900 points wide; one pixel for each.
_PPI = 72
# Who hears the picture read out should not have to listen longer than this.
_LONGEST_ALT = 400
_ARROWS: Mapping[Direction, str] = {Direction.BETTER: "up", Direction.WORSE: "down"}
# What stayed the same needs no word; what is gone says already that it was not asked.
_TELLING = (Direction.BETTER, Direction.WORSE, Direction.NEW)


def radar_png(result: ScanResult, since: Since | None = None) -> bytes:
    """Return the picture of how each theme stands; `radar_text` says the same in words.

    With `since`, how it stood at the previous scan is drawn behind it.
    """
    # Typst is some 60 MB in memory: only who asks for a picture or a report pays for it.
    import typst

    given = as_inputs({"radar": radar(result, since)})
    png: bytes = typst.compile(template(_RADAR), format="png", ppi=_PPI, sys_inputs=given)
    return png


def radar_text(result: ScanResult, since: Since | None = None) -> str:
    """Say what the radar shows: the themes by level, what needs attention first.

    With `since`, behind a theme stands whether it is better, less or new.
    """
    notes = {id: f" ({say(one.direction)})" for id, one in _told_changes(result, since).items()}
    said = " ".join((_opening(result, since), *_by_level(result, notes)))
    return shorten(said, _LONGEST_ALT, placeholder=" …")


def radar(result: ScanResult, since: Since | None = None) -> Content:
    """Return what the drawing shows, on its own or in the report."""
    return {
        "title": say("radar"),
        "outward": say("outward"),
        "not_asked": say("not_asked"),
        "moments": list(_moments(result, since)),
        "alt": radar_text(result, since),
        "levels": [{"name": one.name, "colour": one.colour} for one in result.scan.levels],
        "axes": list(_axes(result, since)),
    }


def level_shown(result: ScanResult, level: Level | None) -> Content:
    """Return a level in words with its colour; one that is not known has no colour."""
    if level is None:
        return {"level_name": say("not_asked"), "colour": None}
    words = result.scan.levels[level]
    return {"level_name": words.name, "colour": words.colour}


def change_shown(change: Change) -> Content:
    """Return a change in words, with an arrow for better and for less."""
    return {"change": say(change.direction), "arrow": _ARROWS.get(change.direction)}


def template(main: str) -> Any:
    """Return a template with the drawing that it may import, by file: typst's types lack that."""
    folder = resources.files("advice.scan")
    files = {"main": main, _RADAR: _RADAR}
    return {name: folder.joinpath(file).read_bytes() for name, file in files.items()}


def as_inputs(content: Content) -> dict[str, str]:
    """Return content in the form in which a template takes it."""
    return {"content": msgspec.json.encode(content).decode()}


def say(name: str, **values: object) -> str:
    """Return what `report_words.yml` has under `name`, with `values` filled in."""
    return words()[name].format(**values)


@cache
def words() -> dict[str, str]:
    """Return the fixed words of the report and of its radar."""
    return msgspec.convert(yaml.safe_load(_WORDS.read_text("utf-8")), dict[str, str])


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _opening(result: ScanResult, since: Since | None) -> str:
    if since is None:
        return f"{say('radar')}."
    is_same = _directions(result, since) == {Direction.SAME}
    return say("radar_same" if is_same else "radar_compared", day=dutch_date(since.day))


def _by_level(result: ScanResult, notes: Mapping[ThemeId, str]) -> Iterator[str]:
    levels: tuple[Level | None, ...] = (*Level, None)
    for level in levels:
        themes = [one.theme for one in result.standings if one.level == level]
        names = ", ".join(theme.name + notes.get(theme.id, "") for theme in themes)
        if names:
            yield f"{capital(level_shown(result, level)['level_name'])}: {names}."


def _moments(result: ScanResult, since: Since | None) -> Iterator[Content]:
    """Name the lines that can be seen: what is new had none, what stayed the same hides it."""
    if since is None:
        return
    day, directions = dutch_date(since.day), _directions(result, since)
    if directions <= {Direction.NEW}:
        return
    if directions == {Direction.SAME}:
        yield {"is_now": True, "words": say("now_same", day=day)}
    else:
        yield {"is_now": True, "words": say("now")}
        yield {"is_now": False, "words": say("then", day=day)}


def _directions(result: ScanResult, since: Since) -> set[Direction]:
    return {one.direction for one in changes(result, since)}


def _axes(result: ScanResult, since: Since | None) -> Iterator[Content]:
    before = {one.theme.id: one.before for one in changes(result, since)} if since else {}
    notes = {id: change_shown(one) for id, one in _told_changes(result, since).items()}
    for one in result.standings:
        yield {
            "theme": one.theme.name,
            "level": one.level,
            "before": before.get(one.theme.id),
            "note": notes.get(one.theme.id),
            **level_shown(result, one.level),
        }


def _told_changes(result: ScanResult, since: Since | None) -> dict[ThemeId, Change]:
    """Return the changes that the picture has a word for, by theme."""
    compared = changes(result, since) if since else ()
    return {one.theme.id: one for one in compared if one.direction in _TELLING}
