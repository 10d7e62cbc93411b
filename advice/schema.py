"""The JSON Schemas that help an editor while someone writes a content file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from advice.appointments.texts import AppointmentTexts
from advice.channels import ChannelTexts
from advice.closing_days import ClosingDay
from advice.desk import DeskTexts
from advice.eligibility.fact import Fact
from advice.faq.question import Question
from advice.handoff import HandoffWords
from advice.invitations import Invitations
from advice.organisation import Organisation
from advice.partners.partner import Partner
from advice.pool import PoolWords
from advice.scan.definition import CommandWords, ConsentTexts, Scan
from advice.scan.follow_up import FollowUp
from advice.scan.report_mail import ReportMail
from advice.schemes.scheme import Scheme

_DESCRIPTIONS = Path(__file__).with_name("descriptions.yml")
_KINDS: Mapping[str, type[Any]] = {
    "regeling": Scheme,
    "faq": Question,
    "organisatie": Organisation,
    "sluitingsdagen": tuple[ClosingDay, ...],
    "feiten": tuple[Fact, ...],
    "partners": tuple[Partner, ...],
    "scan": Scan,
    "toestemming": ConsentTexts,
    "scanwoorden": CommandWords,
    "vervolg": FollowUp,
    "mail": ReportMail,
    "balie": DeskTexts,
    "overdracht": HandoffWords,
    "poule": PoolWords,
    "kanalen": ChannelTexts,
    "uitnodigingen": Invitations,
    "afspraken": AppointmentTexts,
}


def schema_texts() -> dict[str, str]:
    """Return the text of each schema file by its name, made from the values themselves."""
    descriptions = yaml.safe_load(_DESCRIPTIONS.read_text("utf-8"))
    return {f"{name}.schema.json": _text(kind, descriptions[name]) for name, kind in _KINDS.items()}


def write_schemas(folder: Path) -> None:
    """Write the schema files into `folder` (`data/schema/`)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_texts().items():
        (folder / name).write_text(text, "utf-8")


def _text(kind: type[Any], descriptions: Mapping[str, str]) -> str:
    schema = msgspec.json.schema(kind)
    parts = schema.pop("$defs")
    for path, description in descriptions.items():
        _describe(schema, parts, path.split("."), description)
    for part in parts.values():
        # Our docstrings are for who reads the code.
        part.pop("title", None)
        part.pop("description", None)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | schema | {"$defs": parts}, ensure_ascii=False, indent=2) + "\n"


def _describe(
    schema: dict[str, Any], parts: dict[str, Any], keys: list[str], description: str
) -> None:
    """Put the description at `keys`; lists are stepped into. `KeyError` when it is not there."""
    for key in keys:
        whole = _part(schema, parts)
        items = whole.get("items") or next(iter(whole.get("prefixItems", ())), whole)
        whole = _part(items, parts)
        schema = whole["properties"][key]
    schema["description"] = description


def _part(schema: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """Return the part that is referred to, also by what may be left out (`anyOf` with null)."""
    for choice in schema.get("anyOf", [schema]):
        if "$ref" in choice:
            part: dict[str, Any] = parts[choice["$ref"].rpartition("/")[2]]
            return part
    return schema
