"""What becomes of the files when proposals are carried out; nothing is written here."""

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from advice.buttons import ABOUT_FAQ
from advice.files import FAQ
from advice.proposals.insertion import with_example, with_listed
from advice.proposals.learned import Learned, read_learned
from advice.proposals.new_file import file_text, question_id
from advice.proposals.proposal import NewQuestion, NewSentence, Wish
from advice.proposals.refusals import (
    AlreadyLearned,
    LooksMarked,
    NameTaken,
    NoSuchPlace,
    Refused,
    UsedToMeasure,
)
from advice.quality import plain_sentence

# https://rasa.com/docs/rasa/training-data-format/#entities
_MARK = re.compile(r"\[[^\]]*\][({\[]")


class Change(Struct, frozen=True):
    """A file of the content folder as it is and as it becomes; `before` None: it is new."""

    file: str
    before: str | None
    after: str


class Plan(Struct, frozen=True):
    """The files that change, by name; what they can not take, with a sentence why."""

    changes: tuple[Change, ...]
    refused: dict[Wish, str]


def plan(folder: Path, wishes: Sequence[Wish]) -> Plan:
    """Return what `wishes` make of the files of the content `folder` as they are now.

    Raises `FilesUnreadable`.
    """
    draft = _Draft(folder, read_learned(folder))
    refused: dict[Wish, str] = {}
    for wish in wishes:
        try:
            draft.take(wish)
        except Refused as error:
            refused[wish] = str(error)
    return Plan(draft.changes(), refused)


class _Draft:
    """The files as they become, one wish after the other."""

    def __init__(self, folder: Path, learned: Learned) -> None:
        self._folder = folder
        self._learned = learned
        self._intents = dict(learned.intents)
        self._before: dict[str, str | None] = {}
        self._after: dict[str, str] = {}

    def take(self, wish: Wish) -> None:
        """Carry out a wish; raise `Refused`, and change nothing, when it can not be."""
        for sentence in _taught(wish):
            self._require_new(sentence)
        if isinstance(wish, NewSentence):
            self._add(wish)
        else:
            self._make(wish)
        intent = wish.intent if isinstance(wish, NewSentence) else question_id(wish.name)
        self._intents |= {plain_sentence(one): intent for one in _taught(wish)}

    def changes(self) -> tuple[Change, ...]:
        """Return the files that became other than they were."""
        return tuple(
            Change(file, self._before[file], after) for file, after in sorted(self._after.items())
        )

    def _require_new(self, sentence: str) -> None:
        plain = plain_sentence(sentence)
        if plain in self._learned.measured:
            raise UsedToMeasure
        if intent := self._intents.get(plain):
            raise AlreadyLearned(intent=intent)
        if _MARK.search(sentence):
            raise LooksMarked

    def _add(self, wish: NewSentence) -> None:
        file = self._place(wish.intent)
        text = self._now(file)
        if text is None:
            raise NoSuchPlace(intent=wish.intent)
        if file.startswith(f"{FAQ}/"):
            self._after[file] = with_listed(text, file, wish.sentence)
        else:
            self._after[file] = with_example(text, file, wish.sentence, wish.intent)

    def _place(self, intent: str) -> str:
        """A question has a file of its own; of what has none, most sentences stand in one."""
        if intent.startswith(ABOUT_FAQ):
            return f"{FAQ}/{intent.removeprefix(ABOUT_FAQ)}.yml"
        if intent not in self._learned.files:
            raise NoSuchPlace(intent=intent)
        return self._learned.files[intent]

    def _make(self, wish: NewQuestion) -> None:
        file = f"{FAQ}/{question_id(wish.name)}.yml"
        if self._now(file) is not None:
            raise NameTaken(file=file)
        self._after[file] = file_text(wish)

    def _now(self, file: str) -> str | None:
        if file in self._after:
            return self._after[file]
        path = self._folder / file
        self._before[file] = path.read_bytes().decode("utf-8") if path.exists() else None
        return self._before[file]


def _taught(wish: Wish) -> tuple[str, ...]:
    return (wish.sentence,) if isinstance(wish, NewSentence) else (wish.sentence, wish.name)
