"""What can be wrong in the content files, each with one Dutch sentence for who keeps them."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct

_SENTENCES = Path(__file__).with_name("findings.yml")


class Severity(StrEnum):
    """How bad it is: with an error nothing starts, a warning asks for work, a note informs."""

    ERROR = "fout"
    WARNING = "waarschuwing"
    NOTE = "opmerking"


class Finding(Struct, frozen=True):
    """One thing to look at in one content file; `line` counts from 1, None for the whole file."""

    severity: Severity
    code: str
    file: str
    line: int | None
    what: str

    def __str__(self) -> str:
        if self.line is None:
            return _sentences().place.format(file=self.file, what=self.what)
        return _sentences().place_with_line.format(file=self.file, line=self.line, what=self.what)


class ContentError(Exception):
    """The content cannot be used; its text is one Dutch sentence, about the first error."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(str(findings[0]))
        self.findings = tuple(findings)


def finding(code: str, file: str, line: int | None = None, **values: object) -> Finding:
    """Make the finding that `findings.yml` describes under `code`, with `values` filled in."""
    sentence = _sentences().findings[code]
    return Finding(sentence.severity, code, file, line, sentence.text.format(**values))


def word(name: str) -> str:
    """Return a Dutch word that is part of a sentence, such as what a `str` is called."""
    return _sentences().words.get(name, name)


class _Sentence(Struct, frozen=True, rename={"severity": "ernst", "text": "zin"}):
    severity: Severity
    text: str


class _Sentences(
    Struct,
    frozen=True,
    rename={
        "place": "plaats",
        "place_with_line": "plaats_met_regel",
        "words": "woorden",
        "findings": "bevindingen",
    },
):
    place: str
    place_with_line: str
    words: dict[str, str]
    findings: dict[str, _Sentence]


@cache
def _sentences() -> _Sentences:
    return msgspec.convert(yaml.safe_load(_SENTENCES.read_text("utf-8")), _Sentences)
