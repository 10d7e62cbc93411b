"""The line to Telegram: a bot, and what Telegram has to know of us."""

import asyncio
import json
import os
from typing import Any

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from conversations.channels import DeliveryError
from gateway.channels.telegram.errors import named_errors
from gateway.channels.telegram.texts import COMMANDS

API = "https://api.telegram.org"
PATH = "/channels/telegram"
"""Where Telegram calls us."""
UPDATES = ("message", "callback_query", "my_chat_member")
"""What we want to hear of."""

_SECONDS = 10.0
_CONNECTIONS = 32
_PAUSE_SECONDS = 30.0

log = structlog.get_logger()


class _Discreet(HTTPXRequest):
    """Logs nothing: the library logs an answer it cannot read, with what people wrote in it."""

    __slots__ = ()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload)
        except ValueError as error:
            raise TelegramError("Invalid server response") from error
        if not isinstance(answer, dict) or not answer.keys() & {"result", "description"}:
            raise TelegramError("Invalid server response")
        return answer


def telegram_bot(token: str, *, api: str = API, seconds: float = _SECONDS) -> Bot:
    """Return the bot of a token; a call waits `seconds` at most, and is made once.

    It connects at its first call; end with `hang_up`.
    """
    # The times in errors are of one kind, as they will be in the library's next version:
    # https://docs.python-telegram-bot.org/en/stable/telegram.error.html
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    line = _Discreet(
        connection_pool_size=_CONNECTIONS,
        read_timeout=seconds,
        write_timeout=seconds,
        connect_timeout=seconds,
        pool_timeout=seconds,
        media_write_timeout=seconds,
    )
    return Bot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=line,
        get_updates_request=line,
    )


async def hang_up(bot: Bot) -> None:
    """Close the connections of a bot of `telegram_bot`."""
    # Not `bot.shutdown`, which only knows connections that `bot.initialize` opened: that asks
    # Telegram who we are, and names the token where it is refused.
    await bot.request.shutdown()


async def prepare(bot: Bot, *, site: str, secret: str, pause: float = _PAUSE_SECONDS) -> None:
    """Have Telegram call us at the public address `site` with `secret`, and show the commands.

    Doing it again changes nothing. Tried every `pause` seconds until Telegram took it, or refused
    it for good: a worker must not end because Telegram is away when it starts.
    """
    while True:
        try:
            with named_errors():
                await bot.set_webhook(
                    f"{site.rstrip('/')}{PATH}", secret_token=secret, allowed_updates=UPDATES
                )
                await show_commands(bot)
        except DeliveryError as error:
            log.error("telegram.not_prepared", error=type(error).__name__, code=error.code)
            if error.is_final:
                return
            await asyncio.sleep(pause)
        else:
            return


async def show_commands(bot: Bot) -> None:
    """Put our commands in the menu of every chat with one person."""
    commands = [BotCommand(command.name, command.description) for command in COMMANDS]
    await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats())
