"""The schemas an editor uses say exactly what the product accepts."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from advice.schema import schema_texts
from tests.advice.conftest import DATA

FILES = [
    ("organisatie", DATA / "organisatie.yml"),
    *(("regeling", file) for file in sorted((DATA / "regelingen").glob("*.yml"))),
    *(("faq", file) for file in sorted((DATA / "faq").glob("*.yml"))),
]


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema_texts()[f"{name}.schema.json"])
    return found


def test_the_committed_schemas_are_the_generated_ones() -> None:
    committed = {file.name: file.read_text("utf-8") for file in (DATA / "schema").glob("*.json")}

    assert committed == schema_texts()


@pytest.mark.parametrize(("name", "file"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_what_we_ship_fits_its_schema(name: str, file: Any) -> None:
    data = yaml.safe_load(file.read_text("utf-8"))

    jsonschema.validate(json.loads(json.dumps(data, default=date.isoformat)), schema(name))


@pytest.mark.parametrize("name", ["regeling", "faq", "organisatie"])
def test_every_key_is_explained(name: str) -> None:
    assert list(_unexplained(schema(name))) == []


def _unexplained(schema: dict[str, Any]) -> Iterator[str]:
    for part in schema["$defs"].values():
        for key, value in part.get("properties", {}).items():
            if "description" not in value:
                yield key
