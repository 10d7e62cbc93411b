"""What we ask of Telegram besides sending messages, as values that can also be its answer.

The answer to an update may be one call of the Bot API, as JSON with its `method`:
https://core.telegram.org/bots/api#making-requests-when-getting-updates
"""

from collections.abc import Iterable

import structlog
from msgspec import Struct
from telegram import Bot, LinkPreviewOptions
from telegram.error import TelegramError

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""Our own links need no picture below them."""

log = structlog.get_logger()


class AnswerPress(Struct, frozen=True, tag_field="method", tag="answerCallbackQuery"):
    """Tell the button that it was pressed; until then it turns round and round."""

    callback_query_id: str

    async def make(self, bot: Bot) -> None:
        """Make the call; raises `TelegramError`, as all of them do."""
        await bot.answer_callback_query(self.callback_query_id)


class Say(Struct, frozen=True, tag_field="method", tag="sendMessage"):
    """Say something in a chat that is not kept."""

    chat_id: int
    text: str

    async def make(self, bot: Bot) -> None:
        """Make the call."""
        await bot.send_message(self.chat_id, self.text, link_preview_options=NO_PREVIEW)


class Leave(Struct, frozen=True, tag_field="method", tag="leaveChat"):
    """Go out of a group."""

    chat_id: int

    async def make(self, bot: Bot) -> None:
        """Make the call."""
        await bot.leave_chat(self.chat_id)


class ShowInText(Struct, frozen=True):
    """Write a message of ours anew, without its buttons."""

    chat_id: int
    message_id: int
    text: str

    async def make(self, bot: Bot) -> None:
        """Make the call."""
        await bot.edit_message_text(
            self.text,
            chat_id=self.chat_id,
            message_id=self.message_id,
            link_preview_options=NO_PREVIEW,
        )


class ShowInCaption(Struct, frozen=True):
    """The same, of a message with a file."""

    chat_id: int
    message_id: int
    caption: str

    async def make(self, bot: Bot) -> None:
        """Make the call."""
        await bot.edit_message_caption(
            chat_id=self.chat_id, message_id=self.message_id, caption=self.caption
        )


class TakeButtonsAway(Struct, frozen=True):
    """Leave a message of ours as it is, without its buttons."""

    chat_id: int
    message_id: int

    async def make(self, bot: Bot) -> None:
        """Make the call."""
        await bot.edit_message_reply_markup(chat_id=self.chat_id, message_id=self.message_id)


type Answer = AnswerPress | Say
"""What may be the answer to an update itself."""
type Call = Answer | Leave | ShowInText | ShowInCaption | TakeButtonsAway


async def make(calls: Iterable[Call], bot: Bot) -> None:
    """Make calls in their order; what fails is let go, for nobody's message hangs on it."""
    for call in calls:
        try:
            await call.make(bot)
        except TelegramError as error:
            log.warning(
                "telegram.call_failed", call=type(call).__name__, error=type(error).__name__
            )
