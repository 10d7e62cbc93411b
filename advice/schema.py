"""The JSON Schemas that help an editor while someone writes a content file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from advice.faq.question import Question
from advice.organisation import Organisation
from advice.schemes.scheme import Scheme

_DESCRIPTIONS = Path(__file__).with_name("descriptions.yml")
_KINDS: Mapping[str, type[Any]] = {
    "regeling": Scheme,
    "faq": Question,
    "organisatie": Organisation,
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
        whole = _part(whole.get("items", whole), parts)
        schema = whole["properties"][key]
    schema["description"] = description


def _part(schema: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    part: dict[str, Any] = parts[reference.rpartition("/")[2]]
    return part
