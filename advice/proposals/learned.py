"""Which sentences stand in the content folder: those that are learned, and those that measure."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from advice.buttons import ABOUT_FAQ
from advice.files import FAQ
from advice.quality import plain_sentence

_NLU = "nlu"
_MEASURING = ("nlu_test", "evaluation")

# libyaml reads ten times faster; it is in every wheel of PyYAML but not in every build.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FilesUnreadable(Exception):
    """A file of the content folder is not as such a file should be; the text is its path."""


class Learned(Struct, frozen=True):
    """The intents by their plain sentences, the plain sentences that measure, and the files.

    `files` has for each intent the file in which most of its sentences stand: one more is looked
    for there.
    """

    intents: dict[str, str]
    measured: frozenset[str]
    files: dict[str, str]


class _Question(Struct):
    zinnen: list[str]


class _Block(Struct):
    examples: str
    intent: str | None = None


class _Rasa(Struct):
    nlu: list[_Block]


def read_learned(folder: Path) -> Learned:
    """Return what the files of the content `folder` say now; raise `FilesUnreadable`."""
    standing = [*_questions(folder), *_rasa(folder)]
    measured = (s for part in _MEASURING for s in _measuring(folder / part))
    return Learned(
        {plain_sentence(s): intent for _, intent, sentences in standing for s in sentences},
        frozenset(map(plain_sentence, measured)),
        _largest(standing),
    )


def examples(text: str) -> list[str]:
    """Return the sentences of a block of Rasa's."""
    return [line.removeprefix("-").strip() for line in text.split("\n") if line.strip()]


type _Standing = tuple[str, str, list[str]]


def _largest(standing: list[_Standing]) -> dict[str, str]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for file, intent, sentences in standing:
        counts[intent][file] += len(sentences)
    return {intent: max(files, key=lambda file: files[file]) for intent, files in counts.items()}


def _questions(folder: Path) -> Iterator[_Standing]:
    for path in sorted((folder / FAQ).glob("*.yml")):
        yield f"{FAQ}/{path.name}", ABOUT_FAQ + path.stem, _read(path, _Question).zinnen


def _rasa(folder: Path) -> Iterator[_Standing]:
    for path in sorted((folder / _NLU).glob("*.yml")):
        for block in _read(path, _Rasa).nlu:
            if block.intent is not None:
                yield f"{_NLU}/{path.name}", block.intent, examples(block.examples)


def _measuring(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.yml")):
        yield from _sentences(_read(path, object))


def _sentences(below: object) -> Iterator[str]:
    """Give what stands at `zin` or `examples`, however deep."""
    if isinstance(below, list):
        for one in below:
            yield from _sentences(one)
    elif isinstance(below, dict):
        for key, value in below.items():
            yield from _at(key, value)


def _at(key: object, value: object) -> Iterator[str]:
    if key == "zin":
        yield str(value)
    elif key == "examples":
        yield from examples(str(value))
    else:
        yield from _sentences(value)


def _read[T](path: Path, kind: type[T]) -> T:
    try:
        return msgspec.convert(yaml.load(path.read_text("utf-8"), LOADER), kind)  # noqa: S506
    # ValueError: a date that is none, or signs that are no text.
    except (yaml.YAMLError, msgspec.ValidationError, ValueError) as error:
        raise FilesUnreadable(str(path)) from error
