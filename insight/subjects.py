"""What is counted about a business: that it did the scan, its levels, its answers."""

from collections.abc import Iterator
from enum import StrEnum

from advice.content import Content
from advice.eligibility.check import restored
from advice.eligibility.fact import DOES_NOT_KNOW
from advice.eligibility.vocabulary import Vocabulary
from advice.scan.definition import Level, Scan
from advice.scan.walk import applicable
from conversations.scans import CountedScan


class Kind(StrEnum):
    """What a number is about."""

    BUSINESSES = "bedrijven"
    THEME = "thema"
    QUESTION = "vraag"


type Subject = tuple[Kind, str, str, int]
"""A kind, the id of a theme or question, its level or answer, and the version of the scan."""

_BUSINESS: Subject = (Kind.BUSINESSES, "", "", 0)


class Subjects:
    """Tells what counts of a scan: only levels and answers that its version knows."""

    def __init__(self, content: Content) -> None:
        self._versions = {
            version: _Version(scan, content.facts) for version, scan in content.scans.items()
        }

    def of(self, scan: CountedScan) -> Iterator[Subject]:
        yield _BUSINESS
        if version := self._versions.get(scan.version):
            yield from version.levels(scan)
            yield from version.answers(scan)


class _Version:
    """One version of the scan."""

    def __init__(self, scan: Scan, known: Vocabulary) -> None:
        self._scan = scan
        self._known = {
            condition.fact: known[condition.fact]
            for question in scan.questions
            for condition in question.only_if
        }
        self._levels: dict[tuple[str, int], Subject] = {
            (theme.id, level): (Kind.THEME, theme.id, str(level.value), scan.version)
            for theme in scan.themes
            for level in Level
        }
        self._answers: dict[tuple[str, str], Subject] = {
            (question.key, answer): (Kind.QUESTION, question.key, answer, scan.version)
            for question in scan.own_questions
            for answer in (*(answer.id for answer in question.answers), DOES_NOT_KNOW)
        }

    def levels(self, scan: CountedScan) -> Iterator[Subject]:
        """Return the levels that rest on more than "weet ik niet".

        Who did not know has the lowest level too: the lowest answer, taken from that level, would
        leave the few who did not know.
        """
        said: dict[str | None, set[str]] = {}
        for question in self._scan.own_questions:
            if answer := scan.answers.get(question.key):
                said.setdefault(question.theme, set()).add(answer)
        for level in scan.levels.items():
            subject = self._levels.get(level)
            if subject and said.get(level[0]) != {DOES_NOT_KNOW}:
                yield subject

    def answers(self, scan: CountedScan) -> Iterator[Subject]:
        """Return the answers to questions that make sense for this business.

        One from before it had no staff any more is still there, and says nothing now.
        """
        facts = restored(scan.answers, self._known)
        asked = {question.key for question in applicable(self._scan, facts)}
        for answer in scan.answers.items():
            if (subject := self._answers.get(answer)) and answer[0] in asked:
                yield subject
