"""One request to take a turn, checked at the door."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from turns.failures import BadTurn

MAX_CHARACTERS = 4_000

_ID = re.compile(r"[\w.:-]{1,128}")
_PAYLOAD = re.compile(r"/(?P<intent>\w+)\s*(?P<entities>\{.*\})?", re.DOTALL)
_COMMAND_MARKS = re.compile(r"^[\s/]+")


@dataclass(frozen=True)
class Payload:
    """A pressed button: an intent, and the values it stands for by entity name."""

    intent: str
    entities: dict[str, str]


@dataclass(frozen=True)
class IncomingTurn:
    """What a person wrote or pressed, and the state in which the conversation was left."""

    conversation: str
    message: str
    said: str | Payload
    state: dict[str, Any] | None


def parse_turn(body: bytes) -> IncomingTurn:
    """The request's JSON as a turn.

    Raises:
        BadTurn: anything else than the contract says.
    """
    fields = _json_object(body)
    state = fields.get("state")
    if state is not None and not isinstance(state, dict):
        raise BadTurn("state is not an object")
    return IncomingTurn(
        conversation=_identifier(fields, "conversation"),
        message=_identifier(fields, "message"),
        said=_said(fields),
        state=state,
    )


def _json_object(body: bytes | str) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadTurn("not JSON") from error
    if not isinstance(fields, dict):
        raise BadTurn("not a JSON object")
    return fields


def _identifier(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadTurn(f"{name} is not an identifier")
    return value


def _said(fields: dict[str, Any]) -> str | Payload:
    if ("text" in fields) == ("payload" in fields):
        raise BadTurn("exactly one of text and payload is needed")
    name = "text" if "text" in fields else "payload"
    value = fields[name]
    if not isinstance(value, str) or not value.strip():
        raise BadTurn(f"{name} is empty")
    if len(value) > MAX_CHARACTERS:
        raise BadTurn(f"{name} is too long")
    return _plain_text(value) if name == "text" else _payload(value)


def _plain_text(text: str) -> str:
    """The words alone: Rasa would read a leading slash as a command.

    Half surrogate pairs, which JSON can carry and UTF-8 cannot, become question marks.
    """
    return _COMMAND_MARKS.sub("", text).encode(errors="replace").decode()


def _payload(payload: str) -> Payload:
    match = _PAYLOAD.fullmatch(payload.strip())
    if match is None:
        raise BadTurn("payload is not an intent")
    entities = _json_object(match["entities"] or "{}")
    if not all(isinstance(value, str) for value in entities.values()):
        raise BadTurn("payload values are not texts")
    return Payload(match["intent"], entities)
