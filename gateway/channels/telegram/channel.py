"""Messages to people in Telegram: https://core.telegram.org/bots/api."""

from collections.abc import Sequence
from datetime import datetime
from itertools import batched
from pathlib import PurePosixPath

from msgspec import structs
from telegram import Bot, File, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Message
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, InvalidToken, TelegramError

from advice.channels import MenuWords
from conversations.channels import (
    Choice,
    MediaAway,
    MediaGone,
    OutboundFile,
    OutboundMessage,
    Part,
    Refused,
    Unreachable,
)
from conversations.files import MediaRef, NewFile
from gateway.channels.telegram.abilities import TELEGRAM
from gateway.channels.telegram.bot import hang_up
from gateway.channels.telegram.calls import NO_PREVIEW
from gateway.channels.telegram.errors import named_errors
from gateway.channels.telegram.updates import CHANNEL
from gateway.channels.writing import numbered, split, utf16_units

_PICTURES = frozenset({"image/png", "image/jpeg"})
# Two of these fit beside each other on a phone.
_SHORT_TITLE = 20


class TelegramChannel:
    """Speaks as one bot, to persons only; an address is the number of a chat.

    `words` are those of menus. It hangs the bot up at `close`.
    """

    name = CHANNEL
    abilities = TELEGRAM

    def __init__(self, bot: Bot, words: MenuWords) -> None:
        self._bot = bot
        self._words = words

    def parts(self, message: OutboundMessage) -> Sequence[Part]:
        """Return the text, cut where it is too long, and each file; buttons come last of all."""
        text, choices = self._menu(message)
        files = [Part("", file=file) for file in message.files]
        if len(files) == 1 and utf16_units(text) <= self.abilities.caption:
            parts = [Part(text, file=message.files[0])]
        else:
            texts = split(text, self.abilities.text, size=utf16_units)
            parts = [*(Part(words) for words in texts), *files] or [Part(text)]
        return [*parts[:-1], structs.replace(parts[-1], choices=choices)]

    def _menu(self, message: OutboundMessage) -> tuple[str, tuple[Choice, ...]]:
        """Return the text and what is to be pressed below it, or all of it as text."""
        choices, can = message.choices, self.abilities
        has_place = bool(message.text.strip() or message.files)
        is_short = all(len(choice.title) <= can.button_title for choice in choices)
        if not choices or (has_place and is_short and len(choices) <= can.buttons):
            return message.text, choices
        letters = message.expects_number
        return numbered(message.text, choices, self._words, letters=letters), ()

    async def send(self, to: str, part: Part, tag: str) -> str:
        """Send one part; Telegram never tells what became of it, so `tag` goes nowhere."""
        chat, keyboard = _chat(to), _keyboard(part.choices)
        with named_errors():
            if part.file is None:
                sent = await self._bot.send_message(
                    chat, part.text, reply_markup=keyboard, link_preview_options=NO_PREVIEW
                )
            else:
                sent = await self._send_file(chat, part.text, part.file, keyboard)
        return str(sent.message_id)

    async def _send_file(
        self, chat: int, caption: str, file: OutboundFile, keyboard: InlineKeyboardMarkup | None
    ) -> Message:
        content = InputFile(file.data, filename=file.title)
        is_small = len(file.data) <= FileSizeLimit.PHOTOSIZE_UPLOAD
        if file.media_type in _PICTURES and is_small:
            return await self._bot.send_photo(
                chat, content, caption=caption or None, reply_markup=keyboard
            )
        return await self._bot.send_document(
            chat, content, caption=caption or None, reply_markup=keyboard
        )

    async def sent_before(self, to: str, part: Part, tag: str, since: datetime) -> str | None:
        """Return None: a bot cannot look back in a chat."""
        return None

    async def send_template(self, to: str, template: str, tag: str) -> str:
        """Raise `Refused`: there is no window that closes."""
        raise Refused("no window")

    async def fetch(self, media: MediaRef, limit: int) -> NewFile:
        """Return a file that somebody sent; Telegram gives a bot 20 MB at most."""
        if media.size is not None and media.size > limit:
            raise MediaGone
        file = await self._found(media)
        data = await _downloaded(file, limit)
        title = media.title or PurePosixPath(file.file_path or "").name
        return NewFile(title, media.media_type, data)

    async def _found(self, media: MediaRef) -> File:
        try:
            return await self._bot.get_file(media.where)
        except BadRequest as error:
            raise MediaGone from error
        except TelegramError as error:
            raise MediaAway from error

    async def close(self) -> None:
        """Hang up."""
        await hang_up(self._bot)


def _chat(address: str) -> int:
    try:
        return int(address)
    except ValueError as error:
        raise Unreachable("no chat") from error


def _keyboard(choices: Sequence[Choice]) -> InlineKeyboardMarkup | None:
    if not choices:
        return None
    is_short = all(len(choice.title) <= _SHORT_TITLE for choice in choices)
    buttons = [InlineKeyboardButton(one.title, callback_data=one.id) for one in choices]
    return InlineKeyboardMarkup(list(batched(buttons, 2 if is_short else 1, strict=False)))


async def _downloaded(file: File, limit: int) -> bytes:
    # To a path on a machine the library would open the file with that path on ours.
    is_remote = (file.file_path or "").startswith("http")
    if not is_remote or (file.file_size or 0) > limit:
        raise MediaGone
    try:
        data = await file.download_as_bytearray()
    except (BadRequest, InvalidToken) as error:
        # A wrong token would have been told before: this is what the library makes of 404.
        raise MediaGone from error
    except TelegramError as error:
        raise MediaAway from error
    if len(data) > limit:
        raise MediaGone
    return bytes(data)
