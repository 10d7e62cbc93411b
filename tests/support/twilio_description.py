"""Twilio's published description: what a call may bring, and what an answer has to hold."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

LIST = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
ONE = "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json"
MEDIA = "/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{Sid}.json"

type Given = Mapping[str, Sequence[str]]


def unknown(path: str, method: str, given: Given) -> list[str]:
    """Return the fields that the description does not have."""
    return [name for name in given if name not in _fields(path, method)]


def wrong(path: str, method: str, given: Given) -> list[str]:
    """Return the fields whose value is not of the described kind."""
    fields = _fields(path, method)
    return [
        name
        for name, values in given.items()
        if name in fields and not _validator(fields[name]).is_valid(_typed(fields[name], values))
    ]


def missing(given: Given) -> list[str]:
    """Return the required fields of a new message that were not given."""
    return [name for name in _body(LIST)["required"] if not any(given.get(name, ()))]


def check_answer(path: str, method: str, status: int, body: dict[str, Any]) -> None:
    """Raise if an answer is not as described, or lacks a field."""
    content = _description()["paths"][path][method]["responses"][str(status)]["content"]
    schema = _resolved(content["application/json"]["schema"])
    _validator(schema).validate(body)
    for one in (body, *body.get("messages", ())):
        described = schema if one is body else _resolved(schema["properties"]["messages"]["items"])
        assert set(one) == set(described["properties"]), set(one) ^ set(described["properties"])


@cache
def _description() -> dict[str, Any]:
    file = Path(__file__).parent / "specs" / "twilio-messages.json"
    description = _with_null(json.loads(file.read_text(encoding="utf-8")))
    assert isinstance(description, dict)
    return description


def _with_null(value: Any) -> Any:
    """Write what may be null as JSON Schema does, which OpenAPI 3.0 does not."""
    if isinstance(value, list):
        return [_with_null(one) for one in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _with_null(one) for key, one in value.items() if key != "nullable"}
    if value.get("nullable") is True:
        changed["type"] = [value["type"], "null"]
    return changed


def _body(path: str) -> dict[str, Any]:
    content = _description()["paths"][path]["post"]["requestBody"]["content"]
    schema: dict[str, Any] = content["application/x-www-form-urlencoded"]["schema"]
    return schema


def _fields(path: str, method: str) -> dict[str, Any]:
    if method == "post":
        fields: dict[str, Any] = _body(path)["properties"]
        return fields
    parameters = _description()["paths"][path][method]["parameters"]
    return {one["name"]: one["schema"] for one in parameters if one["in"] == "query"}


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    resolved: dict[str, Any] = _description()["components"]["schemas"][name] if name else schema
    return resolved


def _validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": _description()["components"]})


def _typed(schema: dict[str, Any], values: Sequence[str]) -> object:
    match _resolved(schema).get("type"):
        case "array":
            return list(values)
        case "boolean":
            return {"true": True, "false": False}.get(values[-1].lower(), values[-1])
        case "integer" | "number":
            return json.loads(values[-1]) if values[-1].replace(".", "", 1).isdigit() else values
        case _:
            return values[-1]
