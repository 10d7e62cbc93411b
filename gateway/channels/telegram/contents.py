"""What a message of Telegram holds, in our words."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from telegram import Location, Message, Venue

from conversations.files import PLACE, MediaRef
from gateway.channels.telegram.texts import COMMANDS

# What can be fetched, and what it is where Telegram does not say. An animation comes as a
# document too, for programs that do not know animations, so the order matters.
_FILES: Mapping[str, str] = {
    "animation": "video/mp4",
    "document": "application/octet-stream",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "video_note": "video/mp4",
}
_PHOTO_TYPE = "image/jpeg"
# What a person sends and nobody here can use. All else says that something changed in the chat.
_USELESS = (
    "sticker",
    "contact",
    "dice",
    "poll",
    "game",
    "story",
    "paid_media",
    "checklist",
    "invoice",
)
_COMMAND = re.compile(r"/(?P<name>\w+)(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
_BY_NAME = {command.name: command for command in COMMANDS}


class Contents(Struct, frozen=True):
    """Words and files; neither, where it is something that we cannot use."""

    text: str = ""
    media: tuple[MediaRef, ...] = ()


def contents_of(message: Message) -> Contents | None:
    """Return what a person sent, or None if Telegram tells of something that happened."""
    if message.text:
        return Contents(_typed(message.text))
    if media := _place_in(message) or _file_in(message):
        return Contents(message.caption or "", (media,))
    return Contents() if any(message[kind] for kind in _USELESS) else None


def _typed(text: str) -> str:
    """Return the words that a command stands for; other text, and other commands, as they are."""
    found = _COMMAND.fullmatch(text)
    command = _BY_NAME.get(found["name"].lower()) if found else None
    if found is None or command is None:
        return text
    rest = found["rest"] if command.keeps_rest else None
    return f"{command.words} {rest or ''}".strip()


def _place_in(message: Message) -> MediaRef | None:
    venue: Venue | None = message.venue
    location: Location | None = message.location
    if location is None:
        return None
    where = f"{location.latitude},{location.longitude}"
    return MediaRef(where, PLACE, f"{venue.title}, {venue.address}" if venue else "")


def _file_in(message: Message) -> MediaRef | None:
    if message.photo:
        # The same picture in several sizes; the last is the largest.
        photo = message.photo[-1]
        return MediaRef(photo.file_id, _PHOTO_TYPE, size=photo.file_size)
    for kind, usual in _FILES.items():
        file: Any = message[kind]
        if file:
            # A voice message has no name, and a round video no type.
            title = getattr(file, "file_name", None) or ""
            media_type = getattr(file, "mime_type", None) or usual
            return MediaRef(file.file_id, media_type, title, file.file_size)
    return None
