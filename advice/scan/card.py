"""The advisor's card: what is read before a conversation, one kept scan in words."""

from uuid import UUID

from msgspec import Struct

from advice.scan.changes import Direction
from advice.scan.definition import LevelWords


class Said(Struct, frozen=True):
    """A question and what was answered; None when it was left open."""

    question: str
    answer: str | None


class Topic(Struct, frozen=True):
    """A theme as the firm was told it stands; `level` is None when that was not known.

    `change` and `before` compare it with the previous scan.
    """

    name: str
    level: LevelWords | None
    why: str | None = None
    change: Direction | None = None
    before: LevelWords | None = None
    said: tuple[Said, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether anything was said about it."""
        return self.level is not None or any(one.answer for one in self.said)


class AskOn(Struct, frozen=True):
    """A topic that matters most: what may be behind it, and who can help."""

    topic: Topic
    behind: tuple[str, ...]
    partners: tuple[str, ...]


class Changed(Struct, frozen=True):
    """The topics that went the same way since the previous scan."""

    how: Direction
    topics: tuple[str, ...]


class StepTaken(Struct, frozen=True):
    """What was advised at the previous scan, and how that went; None when that was not said."""

    topic: str
    action: str
    how: str | None


class CameOut(Struct, frozen=True):
    """A scheme that came out of the scan; it may have closed since."""

    name: str
    outcome: str
    is_available: bool


class Allowed(Struct, frozen=True):
    """Whether something was allowed, and the day on which that was said."""

    consent: str
    is_given: bool
    day: str


class Card(Struct, frozen=True, kw_only=True):
    """What an advisor reads before a conversation, what needs attention first.

    Days are written out; `finished` is None while the scan goes on, `previous` without a previous
    scan. `unknown` are answers to questions that are gone.
    """

    name: str
    version: int
    is_version_known: bool
    """False: the questions of this version are gone, the words are those of the newest."""
    finished: str | None
    firm: tuple[Said, ...]
    own_words: str | None
    previous: str | None
    changes: tuple[Changed, ...]
    steps: tuple[StepTaken, ...]
    points: tuple[AskOn, ...]
    others: tuple[Topic, ...]
    untold: tuple[str, ...]
    """The other topics about which nothing was said."""
    unknown: tuple[Said, ...]
    schemes: tuple[CameOut, ...]
    seen: tuple[str, ...]
    """The schemes that were shown in the conversation."""
    is_conversation_kept: bool
    consents: tuple[Allowed, ...]


class Summary(Struct, frozen=True):
    """A scan as one line of a list; `pressing` counts the topics at the lowest level.

    `finished` has the time of day too: it tells the scans of one day apart.
    """

    id: UUID
    finished: str | None
    place: str | None
    pressing: int
    is_follow_up: bool
