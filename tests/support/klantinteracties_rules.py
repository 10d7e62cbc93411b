"""What Klantinteracties takes: its published description, and what its source checks besides.

Stricter than the real one in a single way: a field that a resource does not have is refused, where
it looks past it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

_FILE = Path(__file__).parent / "specs" / "klantinteracties.json"
_SPEC: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
VERSION: str = _SPEC["version"]

_PHONE = re.compile(r"(0[1-9][0-9]{8}|\+[0-9]{9,15}|00[0-9]{7,13})")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FORMS = {"email": _EMAIL, "telefoonnummer": _PHONE}


class Refused(Exception):
    """A call that the register does not make, with the names of what is wrong in it."""

    def __init__(self, status: int, code: str, names: Iterable[str] = ()) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.names = list(names)


def check_body(schema: str, body: Any) -> None:
    """Raise `Refused` for a body that is not as described."""
    wrong = [
        "/".join(map(str, one.path)) or one.message for one in _validator(schema).iter_errors(body)
    ]
    if wrong:
        raise Refused(400, "invalid", wrong)


def check_questions(what: str, query: Mapping[str, str]) -> None:
    """Raise `Refused` for a question that is not described."""
    if unknown := query.keys() - set(_SPEC["questions"][what]):
        raise Refused(400, "unknown-parameters", sorted(unknown))


def check_address(body: Mapping[str, Any]) -> None:
    """Raise `Refused` for an address that is not of its kind."""
    form = _FORMS.get(body["soortDigitaalAdres"])
    if form and not form.fullmatch(body["adres"]):
        raise Refused(400, "invalid", ["adres"])


def check_actors(body: Mapping[str, Any], *, is_new: bool) -> None:
    """Raise `Refused` for a task that is given to nobody, or in two ways."""
    ways = sum(name in body for name in ("toegewezenAanActor", "toegewezenAanActoren"))
    if ways == 2 or (is_new and ways == 0):
        raise Refused(400, "invalid", ["toegewezenAanActoren"])


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator({**_SPEC["schemas"][schema], "schemas": _SPEC["schemas"]})
