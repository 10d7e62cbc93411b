"""From a kept scan to the advisor's card, to prepare a conversation with."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct, structs

from advice.content import Content
from advice.dates import dutch_date
from advice.eligibility.check import told_value
from advice.eligibility.fact import DOES_NOT_KNOW, Fact, FactId, value_of
from advice.eligibility.vocabulary import PLACE, Vocabulary
from advice.scan.card import (
    Allowed,
    AskOn,
    CameOut,
    Card,
    Changed,
    Said,
    StepTaken,
    Summary,
    Topic,
)
from advice.scan.changes import Change, Direction, changes, since_last_time
from advice.scan.definition import Level, LevelWords, Scan, ScanQuestion, ThemeId
from advice.scan.radar import capital, say, words
from advice.scan.record import facts_of, walk_of
from advice.scan.result import Assessor, Point, ScanResult, Standing
from advice.scan.walk import Walk, applicable
from advice.schemes.certainty import is_available
from conversations.scans import KeptScan, ScanRecord
from kit.clock import AMSTERDAM

# What stayed the same tells least.
_TELLING_FIRST = sorted(Direction, key=lambda one: one is Direction.SAME)


def card(
    content: Content,
    assessor: Assessor,
    kept: KeptScan,
    seen_schemes: Sequence[str],
    today: date,
) -> Card:
    """Return the card of a scan, in the words of the version with which it was done.

    What that version does not know (any more) is shown by its id. `seen_schemes` are the ids of
    what was shown in the conversation; `today` decides which schemes are closed by now.
    """
    record = kept.scan
    read = _read(content, assessor, record, today)
    topics = {one.theme.id: _topic(read, one) for one in sorted(read.result.standings, key=_need)}
    points = [_ask_on(one, topics.pop(one.standing.theme.id)) for one in read.result.points]
    return Card(
        name=read.scan.name,
        version=record.version,
        is_version_known=record.version in content.scans,
        finished=_day(record.finished_at) if record.finished_at else None,
        firm=tuple(_said(one.key, record, read.known) for one in read.asked if one.fact),
        own_words=read.walk.own_words,
        previous=dutch_date(read.walk.previous.day) if read.walk.previous else None,
        changes=tuple(_by_direction(read.changes)),
        steps=tuple(_steps(read, content)),
        points=tuple(points),
        others=(*(one for one in topics.values() if one.is_told), *_gone_topics(read)),
        untold=tuple(one.name for one in topics.values() if not one.is_told),
        unknown=tuple(_gone_answers(read)),
        schemes=tuple(_came_out(id, how, content, today) for id, how in record.schemes.items()),
        seen=tuple(_scheme_name(id, content) for id in seen_schemes),
        is_conversation_kept=kept.conversation is not None,
        consents=tuple(
            Allowed(id, given.is_given, _day(given.at)) for id, given in record.consents.items()
        ),
    )


def summary(content: Content, record: ScanRecord) -> Summary:
    """Return a finished scan as one line of a list."""
    return Summary(
        id=record.id,
        finished=_moment(record.finished_at) if record.finished_at else None,
        place=_said(PLACE, record, content.facts).answer,
        pressing=sum(level == Level.NOTHING for level in record.levels.values()),
        is_follow_up=walk_of(record).is_follow_up,
    )


class _Read(Struct, frozen=True):
    """A kept scan beside the questions that it answers; `known` has these questions as facts."""

    record: ScanRecord
    walk: Walk
    scan: Scan
    known: Vocabulary
    asked: tuple[ScanQuestion, ...]
    result: ScanResult
    changes: dict[ThemeId, Change]


def _read(content: Content, assessor: Assessor, record: ScanRecord, today: date) -> _Read:
    scan = content.scans.get(record.version, content.scan)
    # Another version may ask the same question with other answers: here its own ones count.
    known = content.facts | {one.key: one.as_fact() for one in scan.own_questions}
    facts, walk = facts_of(record, known), walk_of(record)
    result = _as_told(assessor.result(scan, facts, today), record.levels)
    since = since_last_time(walk, scan)
    compared = changes(result, since) if since else ()
    by_theme = {one.theme.id: one for one in compared}
    return _Read(record, walk, scan, known, applicable(scan, facts), result, by_theme)


def _as_told(result: ScanResult, levels: Mapping[ThemeId, int]) -> ScanResult:
    """Return it with the levels that the firm was told, whatever its answers would give now."""
    standings = (_standing(one, levels.get(one.theme.id)) for one in result.standings)
    return structs.replace(result, standings=tuple(standings))


def _standing(now: Standing, told: int | None) -> Standing:
    if told is None or told == now.level:
        return now
    return Standing(now.theme, Level(told), now.theme.levels[told])


def _topic(read: _Read, standing: Standing) -> Topic:
    theme, change = standing.theme, read.changes.get(standing.theme.id)
    asked = (one for one in read.asked if one.theme == theme.id)
    return Topic(
        name=theme.name,
        level=_level(read.scan, standing.level),
        why=standing.why,
        change=change.direction if change else None,
        before=_level(read.scan, change.before) if change else None,
        said=tuple(_said(one.key, read.record, read.known) for one in asked),
    )


def _need(standing: Standing) -> tuple[bool, int]:
    """What needs attention comes first, what is not known last."""
    return standing.level is None, standing.level or 0


def _ask_on(point: Point, topic: Topic) -> AskOn:
    return AskOn(topic, point.standing.theme.behind, tuple(map(str, point.partners)))


def _gone_topics(read: _Read) -> Iterator[Topic]:
    for id, level in read.record.levels.items():
        if read.scan.theme(id) is None:
            yield Topic(_readable(id), _level(read.scan, level))


def _gone_answers(read: _Read) -> Iterator[Said]:
    keys = {question.key for question in read.scan.questions}
    return (_said(id, read.record, read.known) for id in read.record.answers if id not in keys)


def _level(scan: Scan, level: int | None) -> LevelWords | None:
    return None if level is None else scan.levels[level]


def _said(key: FactId, record: ScanRecord, known: Vocabulary) -> Said:
    fact, word = known.get(key), record.answers.get(key)
    question = capital(fact.name) if fact else _readable(key)
    return Said(question, None if word is None else _told(fact, word))


def _told(fact: Fact | None, word: str) -> str:
    if word == DOES_NOT_KNOW:
        return say("does_not_know")
    value = value_of(fact, word) if fact else None
    return told_value(fact, value) if fact and value is not None else _readable(word)


def _by_direction(compared: Mapping[ThemeId, Change]) -> Iterator[Changed]:
    for direction in _TELLING_FIRST:
        names = [one.theme.name for one in compared.values() if one.direction is direction]
        if names:
            yield Changed(direction, tuple(names))


def _steps(read: _Read, content: Content) -> Iterator[StepTaken]:
    for step in read.walk.previous.steps if read.walk.previous else ():
        theme, how = read.scan.theme(step.theme), read.walk.steps.get(step.theme)
        name = theme.name if theme else _readable(step.theme)
        yield StepTaken(name, step.action, content.follow_up.steps[how].told if how else None)


def _came_out(id: str, outcome: str, content: Content, today: date) -> CameOut:
    scheme = content.schemes.get(id)
    told = words().get(outcome) or _readable(outcome)
    return CameOut(_scheme_name(id, content), told, bool(scheme and is_available(scheme, today)))


def _scheme_name(id: str, content: Content) -> str:
    scheme = content.schemes.get(id)
    return scheme.short_name if scheme else _readable(id)


def _readable(id: str) -> str:
    """Make words of an id that stands for nothing we know any more."""
    return capital(id.replace("_", " ").replace("-", " "))


def _day(moment: datetime) -> str:
    return dutch_date(moment.astimezone(AMSTERDAM).date())


def _moment(moment: datetime) -> str:
    return f"{_day(moment)}, {moment.astimezone(AMSTERDAM):%H.%M} uur"
