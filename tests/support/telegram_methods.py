"""What each method of the Bot API does, and who has a chat with the bot."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.telegram_chats import BOT, Chat, Group, Stored
from tests.support.telegram_rules import Fields, Upload, bad, is_answer, read_call

_MAX_DOWNLOAD = 20_000_000
_USUAL = ("message", "edited_message", "callback_query", "my_chat_member")


@dataclass(frozen=True)
class Answered:
    """What the product said to an update."""

    status: int
    body: bytes


@dataclass(frozen=True)
class Webhook:
    """Where updates are brought."""

    url: str
    secret: str | None


@dataclass
class Telegram(ABC):
    """What Telegram knows.

    `calls` are those that were made, `refusals` what was said to those that were not.
    """

    calls: list[tuple[str, Fields]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    commands: list[dict[str, str]] = field(default_factory=list)
    webhook: Webhook | None = None
    undelivered: list[Fields] = field(default_factory=list)
    """Updates that the product did not take (yet)."""
    allowed: list[str] = field(default_factory=lambda: list(_USUAL))
    paths: dict[str, str] = field(default_factory=dict)
    """What is told of where a file can be downloaded, if not the truth."""
    _chats: dict[int, Chat] = field(default_factory=dict)
    _files: dict[str, Stored] = field(default_factory=dict)
    _open_presses: set[str] = field(default_factory=set)

    @abstractmethod
    async def deliver(self, kind: str, content: Fields) -> Answered | None:
        """Tell the product what happened; None if it is to ask for it."""

    def chat(self, id: int) -> Chat:
        """Return the chat of one person with the bot; it has begun."""
        return self._chats.setdefault(id, Chat(id, self.deliver, self._store))

    def group(self, id: int) -> Group:
        """Return a group (its id is negative) in which the bot is not yet."""
        found = self._chats.setdefault(id, Group(id, self.deliver, self._store))
        assert isinstance(found, Group)
        return found

    def made(self, method: str) -> list[Fields]:
        """Return the fields of all calls of a method, in their order."""
        return [fields for name, fields in self.calls if name == method]

    def make(self, method: str, given: Fields) -> Any:
        """Make a call and return its result; raise `Refused`."""
        fields = read_call(method, given)
        result = _METHODS[method](self, fields)
        assert is_answer(method, result), result
        self.calls.append((method, fields))
        return result

    def _chat_of(self, fields: Fields) -> Chat:
        chat = self._chats.get(fields["chat_id"])
        if chat is None:
            raise bad("chat not found")
        chat.require_open()
        return chat

    def _send(self, fields: Fields) -> Fields:
        return self._chat_of(fields).show(fields)

    def _edit(self, fields: Fields) -> Fields:
        return self._chat_of(fields).edit(fields)

    def _answer_press(self, fields: Fields) -> bool:
        id = fields["callback_query_id"]
        if id not in self._open_presses:
            words = "query is too old and response timeout expired or query ID is invalid"
            raise bad(words)
        self._open_presses.remove(id)
        return True

    def _leave(self, fields: Fields) -> bool:
        chat = self._chat_of(fields)
        if not isinstance(chat, Group):
            raise bad("chat member status can't be changed in private chats")
        chat.is_member = False
        return True

    def _set_webhook(self, fields: Fields) -> bool:
        url = fields["url"]
        self.webhook = Webhook(url, fields.get("secret_token")) if url else None
        self.allow(fields)
        return True

    def _delete_webhook(self, fields: Fields) -> bool:
        self.webhook = None
        if fields.get("drop_pending_updates"):
            self.undelivered.clear()
        return True

    def allow(self, fields: Fields) -> None:
        """Keep which kinds of update the product wants."""
        if "allowed_updates" in fields:
            self.allowed = fields["allowed_updates"] or list(_USUAL)

    def _set_commands(self, fields: Fields) -> bool:
        self.commands = fields["commands"]
        return True

    def _store(self, upload: Upload) -> Fields:
        """Keep a file that somebody sends; return what Telegram tells of it."""
        stored = Stored(f"file-{len(self._files) + 1}", upload)
        self._files[stored.id] = stored
        return stored.told

    def lose_files(self) -> None:
        """Let nothing that was sent be found any more."""
        self._files.clear()

    def stored_at(self, path: str) -> Stored | None:
        """Return the file that is downloaded from there."""
        return next((one for one in self._files.values() if one.path == path), None)

    def _file(self, fields: Fields) -> Fields:
        stored = self._files.get(fields["file_id"])
        if stored is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(stored.upload.data) > _MAX_DOWNLOAD:
            raise bad("file is too big")
        return {**stored.told, "file_path": self.paths.get(stored.id, stored.path)}


_METHODS: dict[str, Callable[[Telegram, Fields], Any]] = {
    "getMe": lambda _self, _fields: BOT,
    "sendMessage": Telegram._send,
    "sendPhoto": Telegram._send,
    "sendDocument": Telegram._send,
    "editMessageText": Telegram._edit,
    "editMessageCaption": Telegram._edit,
    "editMessageReplyMarkup": Telegram._edit,
    "answerCallbackQuery": Telegram._answer_press,
    "getFile": Telegram._file,
    "setWebhook": Telegram._set_webhook,
    "deleteWebhook": Telegram._delete_webhook,
    "setMyCommands": Telegram._set_commands,
    "leaveChat": Telegram._leave,
}
