"""How a scan is going: which question comes now, and what "back" and "skip" do.

The answers themselves are facts like all others, kept where facts are kept: what is known already
is never asked, and a sentence in passing can answer two questions.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from math import ceil
from uuid import UUID, uuid4

from msgspec import Struct, field, structs

from advice.eligibility.condition import Answered
from advice.eligibility.fact import FactId, Facts
from advice.scan.definition import ConsentId, Scan, ScanQuestion, ThemeId
from conversations.scans import Given, new_code


class Stop(StrEnum):
    """What is being asked, or that all was."""

    CONSENT = "toestemming"
    STEPS = "stappen"
    """Of a follow-up: whether the steps of last time were taken."""
    QUESTIONS = "vragen"
    STILL_SO = "klopt_nog"
    """Of a follow-up: whether all other answers of last time still hold."""
    OWN_WORDS = "eigen_woorden"
    DONE = "klaar"


class ActionState(StrEnum):
    """How it went with what was advised."""

    DONE = "gedaan"
    BUSY = "bezig"
    NOT_YET = "nog_niet"
    NOT_NEEDED = "niet_nodig"


class Step(Struct, frozen=True):
    """What was advised on a theme last time."""

    theme: ThemeId
    action: str


class Previous(Struct, frozen=True):
    """The scan that a follow-up goes on from; `answers` are as facts are spelled."""

    day: date
    version: int
    levels: dict[ThemeId, int]
    answers: dict[FactId, str]
    steps: tuple[Step, ...]
    anew: tuple[FactId, ...]
    """The questions that are asked once more; of all others one only says that they still hold."""


class Walk(Struct, frozen=True, kw_only=True):
    """One person's way through a version of the scan.

    `consents` are by the id of what was asked; `skipped` are the questions that were left open;
    `steps` says of each theme how the step of last time went.
    """

    # What has a beginning is made at random: who wrote a walk down without it gets another.
    id: UUID = field(default_factory=uuid4)
    business: UUID = field(default_factory=uuid4)
    code: str = field(default_factory=new_code)
    version: int
    stop: Stop = Stop.CONSENT
    consents: dict[ConsentId, Given] = {}
    skipped: tuple[FactId, ...] = ()
    own_words: str | None = None
    has_missed: bool = False
    """Whether the open question was asked again because the answer was not understood."""
    finished_at: datetime | None = None
    previous: Previous | None = None
    steps: dict[ThemeId, ActionState | None] = {}
    still_so: bool = False
    """Whether one said that the other answers still hold."""
    mailed: int = 0
    """How often the report was mailed."""

    def at_stop(self, stop: Stop) -> "Walk":
        return structs.replace(self, stop=stop, has_missed=False)

    def after_a_miss(self) -> "Walk":
        return structs.replace(self, has_missed=True)

    def consenting(self, id: ConsentId, given: Given) -> "Walk":
        """Return it with this consent given or refused; the newest word counts."""
        return structs.replace(self, consents={**self.consents, id: given}, has_missed=False)

    def skipping(self, key: FactId) -> "Walk":
        """Return it with this question left open; it is not asked again."""
        return structs.replace(self.reopening(key), skipped=(*self.skipped, key))

    def reopening(self, key: FactId) -> "Walk":
        """Return it with this question to be asked; its answer is the caller's to forget."""
        skipped = tuple(other for other in self.skipped if other != key)
        return structs.replace(self, stop=Stop.QUESTIONS, skipped=skipped, has_missed=False)

    def saying(self, own_words: str | None, now: datetime) -> "Walk":
        """Return it finished, with what someone wants to discuss."""
        done = self.at_stop(Stop.DONE)
        return structs.replace(done, own_words=own_words, finished_at=self.finished_at or now)

    def of_version(self, version: int) -> "Walk":
        """Return it with the version whose questions it goes on with."""
        return structs.replace(self, version=version)

    def afresh(self, version: int) -> "Walk":
        """Return another scan of the same firm; consent stays as it was given."""
        return Walk(
            business=self.business, version=version, consents=self.consents, mailed=self.mailed
        )

    def following(self, version: int, previous: Previous) -> "Walk":
        """Return the follow-up of a finished scan."""
        return structs.replace(self.afresh(version), previous=previous)

    def stepping(self, theme: ThemeId, how: ActionState | None) -> "Walk":
        """Return it with how the step of last time on a theme went; None: left open."""
        return structs.replace(self, steps={**self.steps, theme: how}, has_missed=False)

    @property
    def open_step(self) -> Step | None:
        """The first step of last time of which it was not said how it went."""
        steps = self.previous.steps if self.previous else ()
        return next((step for step in steps if step.theme not in self.steps), None)

    def confirming(self) -> "Walk":
        """Return it with all other answers of last time confirmed."""
        return structs.replace(self.at_stop(Stop.OWN_WORDS), still_so=True)

    def mailing(self) -> "Walk":
        return structs.replace(self, mailed=self.mailed + 1, has_missed=False)

    @property
    def is_follow_up(self) -> bool:
        return self.previous is not None


class Progress(Struct, frozen=True):
    """Question `number` of `total`, and about how many minutes are left."""

    number: int
    total: int
    minutes: int


def applicable(scan: Scan, facts: Facts) -> tuple[ScanQuestion, ...]:
    """Return the questions that make sense for this firm: no staff, no questions about staff."""
    return tuple(
        question
        for question in scan.questions
        if all(c.answered(facts) is not Answered.NOT_MET for c in question.only_if)
    )


def next_question(scan: Scan, walk: Walk, facts: Facts) -> ScanQuestion | None:
    """Return the first question that is neither answered nor skipped; None at the end."""
    return next(iter(_open(scan, walk, facts)), None)


def question_before(
    scan: Scan, walk: Walk, facts: Facts, key: FactId | None
) -> ScanQuestion | None:
    """Return the question before the one with `key` (of None: the last one), if there is one."""
    asked = _asked(scan, walk, facts)
    at = next((place for place, one in enumerate(asked) if one.key == key), len(asked))
    return asked[at - 1] if at else None


def progress(scan: Scan, walk: Walk, facts: Facts) -> Progress:
    """Tell how far it is, the question that comes now included."""
    left = len(_open(scan, walk, facts))
    total = max(left, len(_asked(scan, walk, facts)))
    minutes = max(1, ceil(scan.minutes * left / max(1, total)))
    return Progress(min(total, total - left + 1), total, minutes)


def _asked(scan: Scan, walk: Walk, facts: Facts) -> Sequence[ScanQuestion]:
    """Return what is asked in all: in a follow-up only what may be otherwise, or is new."""
    asked, before = applicable(scan, facts), walk.previous
    if before is None:
        return asked
    return [one for one in asked if one.key in before.anew or one.key not in before.answers]


def _open(scan: Scan, walk: Walk, facts: Facts) -> Sequence[ScanQuestion]:
    return [
        question
        for question in applicable(scan, facts)
        if question.key not in facts and question.key not in walk.skipped
    ]
