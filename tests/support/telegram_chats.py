"""People with Telegram on their phone: what they see of the bot, and what they do."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from kit.clock import utc_now
from tests.support.telegram_rules import Fields, Refused, Upload, bad

BOT: Fields = {
    "id": 4_200_000_001,
    "is_bot": True,
    "first_name": "Schakel",
    "username": "schakel_proef_bot",
}

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff" + b"\0" * 40

# Telegram counts presses of all chats together.
_PRESSES = count(9_000_000_001)


@dataclass(frozen=True)
class Stored:
    """A file that somebody sent, as Telegram keeps it."""

    id: str
    upload: Upload

    @property
    def path(self) -> str:
        return f"documents/{self.id}-{self.upload.name}"

    @property
    def told(self) -> Fields:
        size = len(self.upload.data)
        return {"file_id": self.id, "file_unique_id": f"u-{self.id}", "file_size": size}


@dataclass
class Shown:
    """A message of the bot as it now stands on the phone; `edits` counts how often it changed."""

    id: int
    text: str
    rows: list[list[Fields]]
    file: Upload | None
    is_photo: bool
    edits: int = 0

    @property
    def titles(self) -> list[str]:
        """What can be pressed."""
        return [button["text"] for row in self.rows for button in row]


# The kind of an update and what it holds; what the product answered, if a webhook is set.
type Deliver = Callable[[str, Fields], Awaitable[Any]]
type Store = Callable[[Upload], Fields]


@dataclass
class Chat:
    """One person with the bot."""

    id: int
    _deliver: Deliver
    _store: Store
    received: list[Shown] = field(default_factory=list)
    has_blocked: bool = False
    is_deactivated: bool = False
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def person(self) -> Fields:
        return {"id": abs(self.id), "is_bot": False, "first_name": "Ans", "last_name": "Proef"}

    @property
    def told(self) -> Fields:
        """What Telegram tells of the chat."""
        return {"id": self.id, "type": "private", "first_name": "Ans", "last_name": "Proef"}

    async def says(self, text: str) -> Any:
        return await self._sends(text=text, **_commands_in(text))

    async def said_before(self, text: str, ago: timedelta) -> Any:
        """Let something come in that Telegram could not bring for so long."""
        message = self._message(text=text)
        message["date"] -= int(ago.total_seconds())
        return await self._deliver("message", message)

    async def starts(self, payload: str = "") -> Any:
        """Open the bot, perhaps by a link with something behind it."""
        return await self.says(f"/start {payload}".strip())

    async def edits(self, text: str) -> Any:
        """Change an earlier message."""
        message = self._message(text=text) | {"edit_date": _now()}
        return await self._deliver("edited_message", message)

    async def presses(self, title: str) -> Any:
        """Press a button; of those with the same title the newest."""
        for shown in reversed(self.received):
            for button in (one for row in shown.rows for one in row):
                if button["text"] == title:
                    return await self.presses_on(shown, button["callback_data"])
        raise AssertionError(f"nothing to press is called {title!r}: {self.received}")

    async def presses_on(self, shown: Shown, data: str) -> Any:
        """Press what may no longer be there, as from a screen that was not yet renewed."""
        query = {
            "id": str(next(_PRESSES)),
            "from": self.person,
            "chat_instance": "1",
            "message": self._as_told(shown),
            "data": data,
        }
        return await self._deliver("callback_query", query)

    async def sends_photo(self, data: bytes = JPEG, caption: str = "") -> Any:
        stored = self._store(Upload("foto.jpg", "image/jpeg", data))
        sizes = [{**stored, "width": 90 * size, "height": 60 * size} for size in (1, 8)]
        sizes[0] = {**sizes[0], "file_id": "a-small-one"}
        return await self._sends(photo=sizes, **_caption(caption))

    async def sends_document(
        self, data: bytes, name: str, media_type: str, caption: str = ""
    ) -> Any:
        stored = self._store(Upload(name, media_type, data))
        document = {**stored, "file_name": name, "mime_type": media_type}
        return await self._sends(document=document, **_caption(caption))

    async def sends_voice(self, data: bytes = b"OggS") -> Any:
        stored = self._store(Upload("stem.oga", "audio/ogg", data))
        return await self._sends(voice={**stored, "duration": 3, "mime_type": "audio/ogg"})

    async def sends_sticker(self) -> Any:
        stored = self._store(Upload("sticker.webp", "image/webp", b"RIFF"))
        about = {"type": "regular", "width": 512, "height": 512, "is_animated": False}
        return await self._sends(sticker={**stored, **about, "is_video": False, "emoji": "👍"})

    async def shares_location(self, latitude: float, longitude: float) -> Any:
        return await self._sends(location={"latitude": latitude, "longitude": longitude})

    async def shares_venue(self, title: str, address: str) -> Any:
        location = {"latitude": 52.71, "longitude": 5.75}
        venue = {"location": location, "title": title, "address": address}
        return await self._sends(location=location, venue=venue)

    async def pins_a_message(self) -> Any:
        """Do something that Telegram tells of in a message."""
        pinned = {"message_id": 1, "date": _now(), "chat": self.told}
        return await self._sends(pinned_message=pinned)

    async def blocks(self) -> Any:
        """Want no messages of the bot any more."""
        self.has_blocked = True
        return await self._changes("member", "kicked")

    async def unblocks(self) -> Any:
        """Allow messages again."""
        self.has_blocked = False
        return await self._changes("kicked", "member")

    def require_open(self) -> None:
        """Raise `Refused` where the bot may not write."""
        if self.has_blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if self.is_deactivated:
            raise Refused(403, "Forbidden: user is deactivated")

    def show(self, fields: Fields) -> Fields:
        """Show a message of the bot."""
        file = fields.get("photo") or fields.get("document")
        # Telegram takes away white space around a text.
        text = (fields.get("text") or fields.get("caption") or "").strip()
        shown = Shown(next(self._ids), text, _rows(fields), file, "photo" in fields)
        self.received.append(shown)
        return self._as_told(shown)

    def edit(self, fields: Fields) -> Fields:
        """Change a message of the bot: what is not given goes, but for the file."""
        shown = next((one for one in self.received if one.id == fields["message_id"]), None)
        if shown is None:
            raise bad("message to edit not found")
        text = str(fields.get("text", fields.get("caption", shown.text))).strip()
        if "text" in fields and shown.file:
            raise bad("there is no text in the message to edit")
        if "caption" in fields and not shown.file:
            raise bad("there is no caption in the message to edit")
        if (text, _rows(fields)) == (shown.text, shown.rows):
            raise bad("message is not modified: specified new message content and reply markup ...")
        shown.text, shown.rows, shown.edits = text, _rows(fields), shown.edits + 1
        return self._as_told(shown)

    async def _sends(self, **content: Any) -> Any:
        return await self._deliver("message", self._message(**content))

    def _message(self, **content: Any) -> Fields:
        head = {"message_id": next(self._ids), "date": _now(), "chat": self.told}
        return {**head, "from": self.person, **content}

    async def _changes(self, before: str, after: str) -> Any:
        change = {
            "chat": self.told,
            "from": self.person,
            "date": _now(),
            "old_chat_member": _member(before),
            "new_chat_member": _member(after),
        }
        return await self._deliver("my_chat_member", change)

    def _as_told(self, shown: Shown) -> Fields:
        told = {"message_id": shown.id, "date": _now(), "chat": self.told, "from": BOT}
        if shown.file is None:
            told["text"] = shown.text
        else:
            about = {"file_id": f"sent-{shown.id}", "file_unique_id": f"u-{shown.id}"}
            size = {"width": 800, "height": 600}
            told |= {"photo": [about | size]} if shown.is_photo else {"document": about}
            told |= _caption(shown.text)
        return told | ({"reply_markup": {"inline_keyboard": shown.rows}} if shown.rows else {})


class Group(Chat):
    """Several people, and perhaps the bot."""

    is_member = False

    @property
    def told(self) -> Fields:
        return {"id": self.id, "type": "supergroup", "title": "Ondernemers Dorp"}

    async def adds_bot(self) -> Any:
        self.is_member = True
        return await self._changes("left", "member")

    async def removes_bot(self) -> Any:
        self.is_member = False
        return await self._changes("member", "kicked")

    async def mentions_bot(self, text: str) -> Any:
        """Say something to the bot by its name."""
        name = f"@{BOT['username']}"
        entity = {"type": "mention", "offset": 0, "length": len(name)}
        return await self._sends(text=f"{name} {text}", entities=[entity])

    async def replies_to_bot(self, text: str) -> Any:
        told = {"message_id": 1, "date": _now(), "chat": self.told, "from": BOT, "text": "…"}
        return await self._sends(text=text, reply_to_message=told)

    def require_open(self) -> None:
        if not self.is_member:
            raise Refused(403, "Forbidden: bot is not a member of the supergroup chat")


def _now() -> int:
    return int(utc_now().timestamp())


def _rows(fields: Fields) -> list[list[Fields]]:
    return list((fields.get("reply_markup") or {}).get("inline_keyboard", []))


def _caption(words: str) -> Fields:
    return {"caption": words} if words else {}


def _commands_in(text: str) -> Fields:
    if not text.startswith("/"):
        return {}
    length = len(text.split()[0])
    return {"entities": [{"type": "bot_command", "offset": 0, "length": length}]}


def _member(status: str) -> Fields:
    return {"status": status, "user": BOT} | ({"until_date": 0} if status == "kicked" else {})
