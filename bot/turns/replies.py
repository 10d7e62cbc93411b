"""What the bot says in one turn, in the words of our contract."""

from __future__ import annotations

import mimetypes
from typing import Any

from rasa.core.channels.channel import OutputChannel

CHANNEL_NAME = "schakel"

# What an action lets a message bring along for the caller to keep; nothing is known of it here.
_BROUGHT = (
    *("files", "scan", "reminders", "mails"),
    *("handoff", "handoff_cancelled", "rating", "helper", "pool"),
    *("appointment", "appointment_cancelled"),
)

_NO_META = {"kind": "other", "ids": [], "aspect": None}
_META = (*_NO_META, "reasons", "verdict", "expects_number")


class Replies(OutputChannel):
    """Collects the replies of one turn, one per message of the bot."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self.said: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The name by which responses in the domain can address this channel."""
        return CHANNEL_NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message of the bot. Rasa's own method would cut it into several."""
        reply = {
            "text": message.get("text") or "",
            "buttons": _buttons(message),
            "attachments": _attachments(message),
            "meta": _meta(message),
            **{key: message[key] for key in _BROUGHT if message.get(key)},
        }
        if any(reply[key] for key in ("text", "buttons", "attachments")) or "files" in reply:
            self.said.append(reply)


def _buttons(message: dict[str, Any]) -> list[dict[str, str]]:
    offered = [*(message.get("buttons") or []), *(message.get("quick_replies") or [])]
    return [{"title": button["title"], "payload": button["payload"]} for button in offered]


def _attachments(message: dict[str, Any]) -> list[dict[str, str]]:
    """`attachments` of an action as they are; `image` and `attachment` of a response by address."""
    addresses = [message[key] for key in ("image", "attachment") if message.get(key)]
    return [*(message.get("attachments") or []), *map(_attachment_at, addresses)]


def _attachment_at(address: str) -> dict[str, str]:
    media_type, _ = mimetypes.guess_type(address)
    return {"url": address, "media_type": media_type or "application/octet-stream", "title": ""}


def _meta(message: dict[str, Any]) -> dict[str, Any]:
    """The response's own `metadata`, overlaid by the `meta` of the action that used it."""
    meta = {**_NO_META, **(message.get("metadata") or {}), **(message.get("meta") or {})}
    return {key: meta[key] for key in _META if key in meta}
