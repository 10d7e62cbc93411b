"""What happened in Telegram, and what is to be done about it."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import structlog
from msgspec import Struct
from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType, MessageLimit

from conversations.channels import Arrival
from gateway.channels.telegram.calls import (
    Answer,
    AnswerPress,
    Call,
    Leave,
    Say,
    ShowInCaption,
    ShowInText,
    TakeButtonsAway,
)
from gateway.channels.telegram.contents import contents_of
from gateway.channels.telegram.texts import CHOSEN
from gateway.channels.writing import utf16_units

CHANNEL = "telegram"

type Arrive = Callable[[Arrival], Awaitable[None]]
"""Keeps what came in, once; what it raises makes Telegram try again."""
type ReportBlocked = Callable[[str], Awaitable[None]]
"""Keeps that who has this address wants nothing more of us."""

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_IN = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)
# Every bot's name must end so: https://core.telegram.org/bots/features#botfather
_NAME_ENDS = "bot"

# What the library raises at fields that are not what Telegram says they are.
_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    msgspec.ValidationError,
)

log = structlog.get_logger()


class Heard(Struct, frozen=True):
    """What an update asks of us: to keep something, to answer at once, and then to do the rest."""

    arrival: Arrival | None = None
    blocked: str | None = None
    """The address of who wants nothing more of us."""
    answer: Answer | None = None
    afterwards: tuple[Call, ...] = ()


class Updates:
    """Keeps what updates bring. `group` is said where others read along."""

    def __init__(self, *, arrive: Arrive, report_blocked: ReportBlocked, group: str) -> None:
        self._arrive = arrive
        self._report_blocked = report_blocked
        self._group = group

    async def take(self, update: Update) -> Heard:
        """Keep what came in, and return what is left to do; what we do not know is let go."""
        try:
            heard = _checked(_heard(update, self._group))
        except _UNREADABLE as error:
            log.warning("telegram.unreadable", error=type(error).__name__)
            return Heard()
        if heard.blocked is not None:
            await self._report_blocked(heard.blocked)
        if heard.arrival is not None:
            await self._arrive(heard.arrival)
        return heard


def parse_update(fields: dict[str, Any]) -> Update | None:
    """Return the update, or None if the library cannot make one of it."""
    try:
        return Update.de_json(fields, None)
    except _UNREADABLE as error:
        log.warning("telegram.unreadable", error=type(error).__name__)
        return None


def _checked(heard: Heard) -> Heard:
    """Look at the types, which the library does not: a text may be a number, a name a list."""
    return Heard(
        arrival=_typed(heard.arrival),
        blocked=heard.blocked,
        answer=_typed(heard.answer),
        afterwards=tuple(_typed(call) for call in heard.afterwards),
    )


def _typed[T](value: T) -> T:
    return msgspec.json.decode(msgspec.json.encode(value), type=type(value))


def _heard(update: Update, group: str) -> Heard:
    if update.message is not None:
        return _message(update.message, group)
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, group)
    return Heard()


def _message(message: Message, group: str) -> Heard:
    sender, chat = message.from_user, message.chat
    if sender is None or sender.is_bot:
        return Heard()
    if chat.type != ChatType.PRIVATE:
        return Heard(answer=Say(chat.id, group) if _is_for_us(message) else None)
    contents = contents_of(message)
    if contents is None:
        return Heard()
    return Heard(
        Arrival(
            channel=CHANNEL,
            address=str(chat.id),
            # Telegram counts messages in each chat.
            external_id=f"{chat.id}:{message.message_id}",
            text=contents.text,
            media=contents.media,
            name=sender.full_name,
        )
    )


def _is_for_us(message: Message) -> bool:
    """Tell whether a message in a group is to a bot; in most groups no other ones reach us."""
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None and answered.from_user.is_bot:
        return True
    marked = message.parse_entities([MessageEntityType.BOT_COMMAND, MessageEntityType.MENTION])
    return any(
        entity.type == MessageEntityType.BOT_COMMAND or words.lower().endswith(_NAME_ENDS)
        for entity, words in marked.items()
    )


def _press(query: CallbackQuery) -> Heard:
    message, answer = query.message, AnswerPress(query.id)
    if message is None or message.chat.type != ChatType.PRIVATE or not query.data:
        return Heard(answer=answer)
    title = _title(message, query.data) if isinstance(message, Message) else None
    return Heard(
        Arrival(
            channel=CHANNEL,
            address=str(message.chat.id),
            external_id=query.id,
            text=title or "",
            choice=query.data,
            name=query.from_user.full_name,
        ),
        answer=answer,
        afterwards=(_shown(message, title),) if isinstance(message, Message) and title else (),
    )


def _title(message: Message, data: str) -> str | None:
    """Return what stood on the pressed button; None if the message has no buttons any more."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return next((one.text for row in rows for one in row if one.callback_data == data), None)


def _shown(message: Message, title: str) -> Call:
    """Return what shows the choice in place of the buttons, so that it is made once."""
    chat, id, chosen = message.chat.id, message.message_id, CHOSEN.format(title=title)
    text = f"{message.text}\n\n{chosen}"
    if message.text and utf16_units(text) <= MessageLimit.MAX_TEXT_LENGTH:
        return ShowInText(chat, id, text)
    caption = f"{message.caption}\n\n{chosen}" if message.caption else chosen
    if not message.text and utf16_units(caption) <= MessageLimit.CAPTION_LENGTH:
        return ShowInCaption(chat, id, caption)
    return TakeButtonsAway(chat, id)


def _membership(change: ChatMemberUpdated, group: str) -> Heard:
    chat, status = change.chat, change.new_chat_member.status
    if chat.type == ChatType.PRIVATE:
        is_blocked = status == ChatMemberStatus.BANNED
        return Heard(blocked=str(chat.id) if is_blocked else None)
    if status not in _IN:
        return Heard()
    # Both afterwards: an answer could come when we have already left.
    said = (Say(chat.id, group),) if chat.type in _GROUPS else ()
    return Heard(afterwards=(*said, Leave(chat.id)))
