"""What Telegram's Bot API takes: its published description, and the limits that it tells in words.

Stricter than the real one in a single way: a field that a method does not have is refused, where
Telegram looks past it.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "specs" / "telegram-bot-api.json"
_SPEC: dict[str, Any] = json.loads(_FILE.read_text())

_LIST = "Array of "
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")

MAX_TEXT = 4_096
MAX_CAPTION = 1_024
MAX_CALLBACK_DATA = 64
MAX_NOTICE = 200
MAX_PHOTO = 10_000_000
MAX_UPLOAD = 50_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

type Fields = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


class Refused(Exception):
    """A call that Telegram does not make, with what it then says."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def bad(words: str) -> Refused:
    """Return what Telegram says to a wrong call."""
    return Refused(400, f"Bad Request: {words}")


def read_call(method: str, given: Mapping[str, Any]) -> Fields:
    """Return the fields of a call as JSON says them, or raise `Refused`.

    Those of a form are texts, in which all but texts are written as JSON.
    """
    described = _SPEC["methods"].get(method)
    if described is None:
        raise Refused(404, "Not Found: method not found")
    known = {one["name"]: one for one in described["fields"]}
    if unknown := given.keys() - known.keys():
        raise bad(f"there is no field {min(unknown)} in {method}")
    fields = {name: _decoded(value, known[name]["types"]) for name, value in given.items()}
    for name, one in known.items():
        if one["required"] and name not in fields:
            raise bad(_MISSING.get(name, f"{name} is missing"))
        if name in fields and not fits(fields[name], one["types"]):
            raise bad(f"{name} is not of type {' or '.join(one['types'])}")
    for rule in _RULES:
        rule(method, fields)
    return fields


_MISSING = {"text": "message text is empty", "chat_id": "chat_id is empty"}


def _decoded(value: Any, types: list[str]) -> Any:
    if not isinstance(value, str) or types == ["String"]:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def is_answer(method: str, result: Any) -> bool:
    """Tell whether a method may have this result."""
    return fits(result, _SPEC["methods"][method]["returns"])


def fits(value: Any, types: list[str]) -> bool:
    """Tell whether a value is of one of these types of the description, all the way down."""
    return any(_is(value, kind) for kind in types)


_PLAIN: Mapping[str, Callable[[Any], bool]] = {
    "String": lambda value: isinstance(value, str),
    "Integer": lambda value: type(value) is int,
    "Float": lambda value: type(value) in (int, float),
    "Boolean": lambda value: isinstance(value, bool),
    "InputFile": lambda value: isinstance(value, Upload),
}


def _is(value: Any, kind: str) -> bool:
    if kind.startswith(_LIST):
        of = kind.removeprefix(_LIST)
        return isinstance(value, list) and all(_is(one, of) for one in value)
    if kind in _PLAIN:
        return _PLAIN[kind](value)
    described = _SPEC["types"].get(kind)
    if described is None or not isinstance(value, dict):
        return False
    if "subtypes" in described:
        return fits(value, described["subtypes"])
    known = {one["name"]: one for one in described["fields"]}
    return (
        value.keys() <= known.keys()
        and all(name in value for name, one in known.items() if one["required"])
        and all(fits(one, known[name]["types"]) for name, one in value.items())
    )


def units(text: str) -> int:
    """Count as Telegram does."""
    return len(text.encode("utf-16-le")) // 2


def _text(method: str, fields: Fields) -> None:
    if method not in ("sendMessage", "editMessageText"):
        return
    text = fields.get("text", "")
    if not text.strip():
        raise bad("message text is empty")
    if units(text) > MAX_TEXT:
        raise bad("message is too long" if method == "sendMessage" else "MESSAGE_TOO_LONG")


def _caption(_method: str, fields: Fields) -> None:
    if units(fields.get("caption", "")) > MAX_CAPTION:
        raise bad("message caption is too long")


def _keyboard(_method: str, fields: Fields) -> None:
    rows = (fields.get("reply_markup") or {}).get("inline_keyboard", [])
    for button in (one for row in rows for one in row):
        if not button["text"].strip():
            raise bad("inline keyboard button text must be non-empty")
        if len(button.keys() - {"text", "style", "icon_custom_emoji_id"}) != 1:
            raise bad("Text buttons are unallowed in the inline keyboard")
        size = len(button.get("callback_data", "-").encode())
        if not 1 <= size <= MAX_CALLBACK_DATA:
            raise bad("BUTTON_DATA_INVALID")


def _target(method: str, fields: Fields) -> None:
    is_edit = method.startswith("editMessage") and "inline_message_id" not in fields
    if is_edit and not {"chat_id", "message_id"} <= fields.keys():
        raise bad("message identifier is not specified")


def _notice(method: str, fields: Fields) -> None:
    if method == "answerCallbackQuery" and units(fields.get("text", "")) > MAX_NOTICE:
        raise bad("MESSAGE_TOO_LONG")


def _files(_method: str, fields: Fields) -> None:
    for name in ("photo", "document"):
        upload = fields.get(name)
        if isinstance(upload, str):
            raise bad("wrong remote file identifier specified: wrong string length")
        if upload is None:
            continue
        if len(upload.data) > MAX_UPLOAD:
            raise Refused(413, "Request Entity Too Large")
        if not upload.data:
            raise bad("file must be non-empty")
        if name == "photo" and not upload.data.startswith(_PICTURES):
            raise bad("IMAGE_PROCESS_FAILED")
        if name == "photo" and len(upload.data) > MAX_PHOTO:
            raise bad("PHOTO_SAVE_FILE_INVALID")


def _webhook(method: str, fields: Fields) -> None:
    if method != "setWebhook":
        return
    if fields["url"] and not fields["url"].startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not 1 <= fields.get("max_connections", 40) <= 100:
        raise bad("max_connections must be between 1 and 100")
    secret = fields.get("secret_token")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")


def _updates(method: str, fields: Fields) -> None:
    if method == "getUpdates" and not 1 <= fields.get("limit", 100) <= 100:
        raise bad("limit must be between 1 and 100")


def _commands(method: str, fields: Fields) -> None:
    if method != "setMyCommands":
        return
    if len(fields["commands"]) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in fields["commands"]:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


_RULES = (
    _text,
    _caption,
    _keyboard,
    _target,
    _notice,
    _files,
    _webhook,
    _updates,
    _commands,
)
