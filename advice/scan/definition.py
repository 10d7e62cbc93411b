"""The scan as the school that owns it writes it down: `data/scan/*.yml`, one file per version."""

from enum import IntEnum
from typing import Annotated

from msgspec import Meta, Struct

from advice.eligibility.condition import Condition
from advice.eligibility.fact import Choice, ChoiceId, ConditionPhrases, Fact, FactId, FactKind
from advice.values import FaqId, SchemeId, Text

type ConsentId = Annotated[str, Meta(pattern=r"^[a-z]+(_[a-z]+)*$")]
type ThemeId = Annotated[str, Meta(pattern=r"^[a-z]+(-[a-z]+)*$")]


class Level(IntEnum):
    """How a theme stands."""

    NOTHING = 0
    BEGUN = 1
    MOSTLY = 2
    IN_ORDER = 3


class LevelWords(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"name": "naam", "colour": "kleur"}
):
    """How a level is called, and its colour as `#rrggbb`: never the colour alone."""

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    colour: Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$")]


class ScanAnswer(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "title": "titel",
        "words": "woorden",
        "action": "actie",
        "schemes": "regelingen",
        "partners": "organisaties",
    },
):
    """An answer to choose: how well things stand with it (0 to 3), and what then helps."""

    id: ChoiceId
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    score: Annotated[int, Meta(ge=0, le=3)]
    words: tuple[Text, ...] = ()
    action: Text | None = None
    """What one can do about it, as a sentence: one of the 1 or 2 that the result gives."""
    schemes: tuple[SchemeId, ...] = ()
    partners: tuple[SchemeId, ...] = ()


class ScanQuestion(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={
        "theme": "thema",
        "fact": "feit",
        "text": "vraag",
        "reason": "waarom",
        "answers": "antwoorden",
        "only_if": "alleen_als",
    },
):
    """A question: a hard fact that is shared with all else we do, or one of a theme with scores.

    A fact has only its id; its words stand in `feiten.yml`.
    """

    fact: FactId | None = None
    id: FactId | None = None
    theme: ThemeId | None = None
    text: Text | None = None
    reason: Text | None = None
    answers: tuple[ScanAnswer, ...] = ()
    only_if: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        own = (self.id, self.theme, self.text, self.reason)
        is_own = all(own) and len(self.answers) >= 2
        if is_own == (self.fact is not None) or (self.fact and any(own)):
            # The code of a finding: `advice.complaint` makes it a sentence.
            raise ValueError("scan_question_kind")

    @property
    def key(self) -> FactId:
        """The id under which the answer is kept."""
        return self.fact or self.id or ""

    def answer(self, id: str) -> ScanAnswer | None:
        """Return the answer with this id, or None."""
        return next((answer for answer in self.answers if answer.id == id), None)

    def as_fact(self) -> Fact:
        """Return a question of a theme in the form in which facts are asked and read."""
        return Fact(
            id=self.key,
            name=self.text or "",
            question=self.text or "",
            reason=self.reason or "",
            kind=FactKind.CHOICE,
            phrases=ConditionPhrases(),
            choices=tuple(Choice(a.id, a.title, words=a.words) for a in self.answers),
        )


class Theme(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "name": "naam",
        "levels": "standen",
        "next_steps": "verder",
        "partners": "organisaties",
        "schemes": "regelingen",
        "behind": "achter_de_vraag",
    },
):
    """A part of the business: a sentence per level why, what to do, and who helps."""

    id: ThemeId
    name: Annotated[str, Meta(min_length=1, max_length=40)]
    levels: tuple[Text, Text, Text, Text]
    next_steps: Annotated[tuple[Text, ...], Meta(min_length=1)]
    """What always helps on this theme, when the answers give no action of their own."""
    partners: Annotated[tuple[SchemeId, ...], Meta(min_length=1)]
    schemes: tuple[SchemeId, ...] = ()
    faq: FaqId | None = None
    behind: tuple[Text, ...] = ()
    """Questions behind the question, for the advisor who prepares a conversation."""


class Consent(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"text": "vraag", "title": "titel", "words": "woorden"},
):
    """Something we ask permission for; `title` and `words` are how one allows only this."""

    id: ConsentId
    text: Text
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    words: tuple[Text, ...] = ()


class ConsentTexts(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"version": "versie", "introduction": "uitleg", "asked": "gevraagd"},
):
    """What `data/scan/toestemming.yml` says; another text gets another version."""

    version: Annotated[int, Meta(ge=1)]
    introduction: Text
    asked: Annotated[tuple[Consent, ...], Meta(min_length=1)]


class CommandWords(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "back": "terug",
        "skip": "overslaan",
        "pause": "pauze",
        "restart": "opnieuw",
        "change": "wijzig",
        "same": "hetzelfde",
    },
):
    """What someone may type instead of an answer, word for word."""

    back: Annotated[tuple[Text, ...], Meta(min_length=1)]
    skip: Annotated[tuple[Text, ...], Meta(min_length=1)]
    pause: Annotated[tuple[Text, ...], Meta(min_length=1)]
    restart: Annotated[tuple[Text, ...], Meta(min_length=1)]
    change: Annotated[tuple[Text, ...], Meta(min_length=1)]
    same: Annotated[tuple[Text, ...], Meta(min_length=1)]
    """In a follow-up: the answer is that of last time."""


class Scan(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "version": "versie",
        "name": "naam",
        "owner": "eigenaar",
        "minutes": "minuten",
        "levels": "niveaus",
        "themes": "themas",
        "questions": "vragen",
        "last_question": "laatste_vraag",
        "not_known": "weet_niet",
    },
):
    """One version of the scan."""

    version: Annotated[int, Meta(ge=1)]
    name: Text
    owner: Text
    minutes: Annotated[int, Meta(ge=1, le=30)]
    levels: tuple[LevelWords, LevelWords, LevelWords, LevelWords]
    themes: Annotated[tuple[Theme, ...], Meta(min_length=1)]
    questions: Annotated[tuple[ScanQuestion, ...], Meta(min_length=1)]
    last_question: Text
    """What one may say in own words at the end: "wat wilt u bespreken?"."""
    not_known: Text
    """Why a theme needs attention when all one said about it is "weet ik niet"."""

    @property
    def own_questions(self) -> tuple[ScanQuestion, ...]:
        """The questions about themes, without the hard facts."""
        return tuple(question for question in self.questions if question.fact is None)

    def theme(self, id: str) -> Theme | None:
        return next((theme for theme in self.themes if theme.id == id), None)
