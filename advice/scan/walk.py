"""How a scan is going: which question comes now, and what "back" and "skip" do.

The answers themselves are facts like all others, kept where facts are kept: what is known already
is never asked, and a sentence in passing can answer two questions.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from math import ceil

from msgspec import Struct, structs

from advice.eligibility.condition import Answered
from advice.eligibility.fact import FactId, Facts
from advice.scan.definition import ConsentId, Scan, ScanQuestion


class Stop(StrEnum):
    """What is being asked, or that all was."""

    CONSENT = "toestemming"
    QUESTIONS = "vragen"
    OWN_WORDS = "eigen_woorden"
    DONE = "klaar"


class Given(Struct, frozen=True):
    """A consent that was given or refused: to which version of the text, and when."""

    is_given: bool
    version: int
    at: datetime


class Walk(Struct, frozen=True):
    """One person's way through a version of the scan.

    `consents` are by the id of what was asked; `skipped` are the questions that were left open.
    """

    version: int
    stop: Stop = Stop.CONSENT
    consents: dict[ConsentId, Given] = {}
    skipped: tuple[FactId, ...] = ()
    own_words: str | None = None
    has_missed: bool = False
    """Whether the open question was asked again because the answer was not understood."""

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

    def saying(self, own_words: str | None) -> "Walk":
        """Return it finished, with what someone wants to discuss."""
        return structs.replace(self.at_stop(Stop.DONE), own_words=own_words)

    def afresh(self) -> "Walk":
        """Return it as it was before the first question; consent stays as it was given."""
        return Walk(self.version, stop=Stop.QUESTIONS, consents=self.consents)


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


def question_before(scan: Scan, facts: Facts, key: FactId | None) -> ScanQuestion | None:
    """Return the question before the one with `key` (of None: the last one), if there is one."""
    asked = applicable(scan, facts)
    at = next((place for place, one in enumerate(asked) if one.key == key), len(asked))
    return asked[at - 1] if at else None


def progress(scan: Scan, walk: Walk, facts: Facts) -> Progress:
    """Tell how far it is, the question that comes now included."""
    total = len(applicable(scan, facts))
    left = len(_open(scan, walk, facts))
    minutes = max(1, ceil(scan.minutes * left / max(1, total)))
    return Progress(min(total, total - left + 1), total, minutes)


def _open(scan: Scan, walk: Walk, facts: Facts) -> Sequence[ScanQuestion]:
    return [
        question
        for question in applicable(scan, facts)
        if question.key not in facts and question.key not in walk.skipped
    ]
