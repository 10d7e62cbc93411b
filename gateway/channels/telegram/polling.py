"""Asks Telegram for its updates, where it cannot call us: on one's own machine."""

import asyncio

import structlog
from telegram import Bot
from telegram.error import TelegramError

from gateway.channels.telegram.bot import UPDATES, show_commands
from gateway.channels.telegram.calls import make
from gateway.channels.telegram.updates import Updates

_WAIT_SECONDS = 25
_PAUSE_SECONDS = 5.0

log = structlog.get_logger()


async def poll(bot: Bot, updates: Updates, *, pause: float = _PAUSE_SECONDS) -> None:
    """Take all updates in their order, until cancelled; after an error go on in `pause` seconds.

    An update is let go only when it was kept, so one may be taken twice. A webhook is put off.
    """
    following: int | None = None
    is_ready = False
    while True:
        try:
            if not is_ready:
                await bot.delete_webhook()
                await show_commands(bot)
                is_ready = True
            following = await _round(bot, updates, following)
        except TelegramError as error:
            # Its words may hold what people wrote.
            log.warning("telegram.polling_failed", error=type(error).__name__)
            await asyncio.sleep(pause)
        except Exception:
            # What we could not keep comes again.
            log.exception("telegram.not_kept")
            await asyncio.sleep(pause)


async def _round(bot: Bot, updates: Updates, following: int | None) -> int | None:
    """Take what has come since; return the id from which the next is asked."""
    news = await bot.get_updates(following, timeout=_WAIT_SECONDS, allowed_updates=UPDATES)
    for update in news:
        heard = await updates.take(update)
        answer = () if heard.answer is None else (heard.answer,)
        await make((*answer, *heard.afterwards), bot)
        following = update.update_id + 1
    return following
