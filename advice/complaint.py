"""What msgspec has against a value, in our own words."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from advice.findings import word


class Complaint(Struct, frozen=True):
    """A finding's code and values, and the steps to the place it is about."""

    code: str
    values: dict[str, str]
    steps: tuple[str | int, ...]


def complaint(message: str, kind: type[Any]) -> Complaint:
    """Translate the text of a `msgspec.ValidationError` about a value of type `kind`.

    msgspec keeps the place and the reason only in the text, so the text is read; wording that
    is not known here becomes the general complaint, never an exception.
    """
    reason, _, place = message.partition(" - at `$")
    steps = tuple(_steps(place.removesuffix("`")))
    for pattern, translate in _REASONS.items():
        if found := re.fullmatch(pattern, reason):
            return translate(found, steps, kind)
    return Complaint("value_wrong", {"key": _last_key(steps), "reason": reason}, steps)


def _steps(place: str) -> Iterator[str | int]:
    for key, index in re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", place):
        yield key or int(index)


def _last_key(steps: tuple[str | int, ...]) -> str:
    return next((step for step in reversed(steps) if isinstance(step, str)), "…")


type _Steps = tuple[str | int, ...]
type _Translate = Callable[[re.Match[str], _Steps, type[Any]], Complaint]


def _missing(found: re.Match[str], steps: _Steps, kind: type[Any]) -> Complaint:
    return Complaint("key_missing", {"key": found[1]}, steps)


def _unknown(found: re.Match[str], steps: _Steps, kind: type[Any]) -> Complaint:
    key = found[1]
    likely = difflib.get_close_matches(key, _all_keys(kind), n=1)
    if likely:
        return Complaint("key_unknown_but", {"key": key, "likely": likely[0]}, (*steps, key))
    return Complaint("key_unknown", {"key": key}, (*steps, key))


def _not_allowed(found: re.Match[str], steps: _Steps, kind: type[Any]) -> Complaint:
    values = {"value": found[1], "allowed": ", ".join(_allowed(kind, steps))}
    return Complaint("value_not_allowed", values, steps)


def _other_type(found: re.Match[str], steps: _Steps, kind: type[Any]) -> Complaint:
    expected = [word(name) for name in found[1].split(" | ")]
    values = {"key": _last_key(steps), "expected": "/".join(expected)}
    return Complaint("value_of_other_type", values, steps)


def _too_long(found: re.Match[str], steps: _Steps, kind: type[Any]) -> Complaint:
    return Complaint("value_too_long", {"key": _last_key(steps), "limit": found[1]}, steps)


def _about_key(code: str) -> _Translate:
    return lambda _, steps, __: Complaint(code, {"key": _last_key(steps)}, steps)


_REASONS: Mapping[str, _Translate] = {
    r"Object missing required field `(.+)`": _missing,
    r"Object contains unknown field `(.+)`": _unknown,
    r"Invalid enum value '(.*)'": _not_allowed,
    r"Expected `([^`]+)`, got `.+`": _other_type,
    r"Expected `str` of length <= (\d+)": _too_long,
    r"Expected `(?:str|array|object)` of length >= 1": _about_key("value_empty"),
    r"Expected `str` matching regex .+": _about_key("value_of_other_form"),
    r"button_target": _about_key("button_target"),
    r"scan_question_kind": _about_key("scan_question_kind"),
    r"condition_kind": _about_key("condition_kind"),
}


def _all_keys(kind: type[Any]) -> list[str]:
    _, parts = msgspec.json.schema_components([kind])
    return [key for part in parts.values() for key in part.get("properties", {})]


def _allowed(kind: type[Any], steps: _Steps) -> list[str]:
    """Follow `steps` through the JSON Schema of `kind` to the values that are allowed there."""
    (schema,), parts = msgspec.json.schema_components([kind], ref_template="{name}")
    for step in steps:
        schema = _resolve(schema, parts)
        below = schema.get("properties", {}).get(step)
        schema = below or schema.get("items") or schema.get("additionalProperties") or {}
    return [str(value) for value in _resolve(schema, parts).get("enum", [])]


def _resolve(schema: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    for choice in schema.get("anyOf", [schema]):
        if "$ref" in choice:
            found: dict[str, Any] = parts[choice["$ref"]]
            return found
    return schema
