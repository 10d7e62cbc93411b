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
    *(
        (name, DATA / f"{name}.yml")
        for name in ("organisatie", "sluitingsdagen", "feiten", "partners")
    ),
    *(("regeling", file) for file in sorted((DATA / "regelingen").glob("*.yml"))),
    *(("faq", file) for file in sorted((DATA / "faq").glob("*.yml"))),
    *(("scan", file) for file in sorted((DATA / "scan").glob("bedrijfsscan-*.yml"))),
    ("toestemming", DATA / "scan" / "toestemming.yml"),
    ("scanwoorden", DATA / "scan" / "woorden.yml"),
    ("overdracht", DATA / "overdracht.yml"),
    ("poule", DATA / "poule.yml"),
    ("kanalen", DATA / "kanalen.yml"),
    ("uitnodigingen", DATA / "uitnodigingen.yml"),
    ("afspraken", DATA / "afspraken.yml"),
]
NAMES = [
    "regeling",
    "faq",
    "organisatie",
    "sluitingsdagen",
    "feiten",
    "partners",
    "scan",
    "toestemming",
    "scanwoorden",
    "overdracht",
    "poule",
    "kanalen",
    "uitnodigingen",
    "afspraken",
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


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_explained(name: str) -> None:
    assert list(_unexplained(schema(name))) == []


def _unexplained(schema: dict[str, Any]) -> Iterator[str]:
    for part in schema["$defs"].values():
        for key, value in part.get("properties", {}).items():
            if "description" not in value:
                yield key


@pytest.mark.parametrize("name", ["feiten", "partners", "sluitingsdagen"])
def test_a_file_that_is_a_list_takes_no_single_item(name: str) -> None:
    (item, *_) = yaml.safe_load((DATA / f"{name}.yml").read_text("utf-8"))

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(json.dumps(item, default=date.isoformat)), schema(name))


def test_an_editor_refuses_a_condition_of_an_unknown_kind() -> None:
    data = yaml.safe_load((DATA / "regelingen/slim-regeling.yml").read_text("utf-8"))
    data["voorwaarden"] = [{"feit": "personeel_aantal", "ongeveer": 10}]

    with pytest.raises(jsonschema.ValidationError, match="ongeveer"):
        jsonschema.validate(
            json.loads(json.dumps(data, default=date.isoformat)), schema("regeling")
        )
