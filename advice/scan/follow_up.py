"""The scan months later: what of last time is asked once more, and the words for it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from advice.eligibility.check import stored
from advice.eligibility.fact import (
    Choice,
    ChoiceId,
    ConditionPhrases,
    Fact,
    FactId,
    FactKind,
    Facts,
)
from advice.scan.changes import Direction
from advice.scan.result import ScanResult
from advice.scan.walk import ActionState, Previous, Step, Walk, applicable
from advice.values import Offer, Text
from kit.clock import AMSTERDAM, months_after

STEP, STILL_SO = "stap", "klopt_nog"
"""Under these keys it is asked how a step went, and whether the other answers still hold."""
YES, CHANGED = "klopt", "veranderd"
"""The answers to the second."""
UNFINISHED, FOLLOW_UP = "scan_niet_af", "scan_vervolg"
"""The keys of the two reminders."""

type Title = Annotated[str, Meta(min_length=1, max_length=40)]


class Way(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"title": "titel", "words": "woorden"}
):
    """An answer to choose, and other ways to say it."""

    title: Title
    words: tuple[Text, ...] = ()


class StepWay(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"title": "titel", "words": "woorden", "told": "verteld"},
):
    """How a step can have gone: as an answer to choose, and told afterwards."""

    title: Title
    told: Title
    words: tuple[Text, ...] = ()


class ReminderWords(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"title": "titel", "text": "tekst"}
):
    """How one asks for a reminder (a button), and what it then says."""

    title: Title
    text: Text


class FollowUp(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "version": "versie",
        "months": "na_maanden",
        "reminder_days": "herinnering_na_dagen",
        "steps": "stappen",
        "directions": "richtingen",
        "still_so": "klopt",
        "changed": "veranderd",
        "same": "hetzelfde",
        "then": "toen",
        "steps_then": "stappen_van_toen",
        "unfinished": "niet_af",
        "invitation": "uitnodiging",
        "begin": "begin",
        "no_reminder": "geen_herinnering",
    },
):
    """What `data/scan/vervolg.yml` says; another text of a reminder gets another version."""

    version: Annotated[int, Meta(ge=1)]
    months: Annotated[int, Meta(ge=1, le=36)]
    """After so many months a follow-up begins by itself for who asks for the scan."""
    reminder_days: Annotated[int, Meta(ge=1, le=60)]
    steps: dict[ActionState, StepWay]
    directions: dict[Direction, Title]
    """How a change of a theme is told; what is not here is not worth telling."""
    still_so: Way
    changed: Way
    same: Title
    then: Text
    """Stands before what was answered last time."""
    steps_then: Text
    """Stands above how the steps of last time went."""
    begin: Title
    no_reminder: Title
    unfinished: ReminderWords
    invitation: ReminderWords

    def step_choices(self) -> Fact:
        """Return how a step can have gone, in the form in which facts are asked and read."""
        return _choices(STEP, {state.value: way for state, way in self.steps.items()})

    def still_so_choices(self) -> Fact:
        return _choices(STILL_SO, {YES: self.still_so, CHANGED: self.changed})

    def wish_for(self, words: ReminderWords) -> Offer:
        """Offer to be reminded; the same button serves who stopped and who is done."""
        days = words.title.replace("{dagen}", str(self.reminder_days))
        return Offer(days.replace("{maanden}", str(self.months)), "remind_me")

    def is_due(self, walk: Walk, now: datetime) -> bool:
        """Tell whether a finished scan is so long ago that a follow-up tells more."""
        return walk.finished_at is not None and months_after(walk.finished_at, self.months) <= now


def previous_of(walk: Walk, facts: Facts, result: ScanResult, today: date) -> Previous:
    """Return what a follow-up starts from: the answers, and what was advised then."""
    steps = tuple(
        Step(point.standing.theme.id, point.actions[0]) for point in result.points if point.actions
    )
    themes = {step.theme for step in steps}
    finished = walk.finished_at
    return Previous(
        day=finished.astimezone(AMSTERDAM).date() if finished else today,
        version=result.scan.version,
        levels={s.theme.id: int(s.level) for s in result.standings if s.level is not None},
        answers=stored({id: facts[id] for id in _asked(result, facts) if id in facts}),
        steps=steps,
        anew=tuple(q.key for q in result.scan.own_questions if q.theme in themes),
    )


def _asked(result: ScanResult, facts: Facts) -> Iterator[FactId]:
    return (question.key for question in applicable(result.scan, facts))


def _choices(id: FactId, ways: Mapping[ChoiceId, Way | StepWay]) -> Fact:
    return Fact(
        id=id,
        name=id,
        question=id,
        reason=id,
        kind=FactKind.CHOICE,
        phrases=ConditionPhrases(),
        choices=tuple(Choice(key, way.title, words=way.words) for key, way in ways.items()),
    )
