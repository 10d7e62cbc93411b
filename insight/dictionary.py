"""What the figures mean, in Dutch: `dictionary.yml`."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml
from msgspec import Struct

_FILE = Path(__file__).with_name("dictionary.yml")


class Region(Struct, frozen=True, forbid_unknown_fields=True, rename={"source": "bron"}):
    """The code of the region, and whose code that is."""

    code: str
    source: str


class Column(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"meaning": "betekenis", "source": "bron"},
):
    """A column of the figures: what it means, where its codes stand, and who made them."""

    type: Literal["tekst", "geheel getal"]
    meaning: str
    codes: str
    source: str


class OwnCodes(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"division": "indeling", "kind": "soort"},
):
    """The names of codes that are ours, by code."""

    division: dict[str, str]
    kind: dict[str, str]


class Sources(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"own": "eigen", "municipality": "gemeente", "size": "bedrijfsgrootte"},
):
    """Where codes come from; `{…}` is to be filled in."""

    own: str
    municipality: str
    size: str
    scan: str


class Dictionary(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "title": "titel",
        "rounding": "afronding",
        "region": "regio",
        "columns": "kolommen",
        "sources": "bronnen",
    },
):
    """Everything in `dictionary.yml`; `columns` are by name, in the order of the figures."""

    title: str
    rounding: str
    region: Region
    columns: dict[str, Column]
    codes: OwnCodes
    sources: Sources


@cache
def dictionary() -> Dictionary:
    return msgspec.convert(yaml.safe_load(_FILE.read_text("utf-8")), Dictionary)
