"""A signal that a scheme may have changed, and the sentences about it."""

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct

from advice.dates import dutch_date
from advice.values import SchemeId

_SENTENCES = Path(__file__).with_name("signals.yml")


class Kind(StrEnum):
    """What was seen."""

    CHANGED = "changed"
    NEW_VERSION = "new_version"
    EXPIRED = "expired"


class Signal(Struct, frozen=True):
    """One reason to read a source again; `when` is None if the source does not say."""

    scheme: SchemeId
    file: str
    kind: Kind
    when: date | None
    address: str

    def __str__(self) -> str:
        when = dutch_date(self.when) if self.when else said("when_unknown")
        return said(self.kind, file=self.file, when=when, address=self.address)


class UnreadableAnswer(Exception):
    """What a source answered is not of the form that we know: nothing of it was used."""


def said(name: str, **values: object) -> str:
    """Return the sentence that `signals.yml` has under `name`, with `values` filled in."""
    return _sentences()[name].format(**values)


@cache
def _sentences() -> dict[str, str]:
    return msgspec.convert(yaml.safe_load(_SENTENCES.read_text("utf-8")), dict[str, str])
