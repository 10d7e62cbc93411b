"""What Telegram refuses, named by what it means for a message."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from conversations.channels import (
    DeliveryError,
    NotOurs,
    OptedOut,
    ProviderAway,
    Refused,
    Throttled,
    Unclear,
    Unreachable,
)

# Telegram has no codes of its own, only sentences, which its server makes:
# https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp
_BLOCKED = "blocked by the user"
_NOBODY = ("chat not found", "user not found", "peer_id_invalid", "chat_id is empty")
_TOO_LARGE = "request entity too large"
_TOO_MANY = "too many requests"

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_QUOTED = re.compile(r"[\"'`].*", re.DOTALL)
_LONGEST_CODE = 80


@contextmanager
def named_errors() -> Iterator[None]:
    """Raise what the library raises as a `DeliveryError`."""
    try:
        yield
    except TelegramError as error:
        raise delivery_error(error) from error


def delivery_error(error: TelegramError) -> DeliveryError:
    """Return what an error of the library means for a message that was to go out."""
    for kind, named in _NAMED.items():
        if isinstance(error, kind):
            return named(error)
    # An answer came, but not a whole one.
    return Unclear("unreadable")


def _throttled(error: TelegramError) -> DeliveryError:
    pause = error.retry_after if isinstance(error, RetryAfter) else 0
    return Throttled("429", pause if isinstance(pause, timedelta) else timedelta(seconds=pause))


def _forbidden(error: TelegramError) -> DeliveryError:
    if _BLOCKED in error.message.lower():
        return OptedOut("blocked")
    return Unreachable(_code(error))


def _bad(error: TelegramError) -> DeliveryError:
    is_nobody = any(words in error.message.lower() for words in _NOBODY)
    return (Unreachable if is_nobody else Refused)(_code(error))


def _network(error: TelegramError) -> DeliveryError:
    cause = error.__cause__
    if isinstance(cause, _NOT_SENT):
        return ProviderAway("unreachable")
    if isinstance(cause, httpx.HTTPError):
        return Unclear("timed out" if isinstance(error, TimedOut) else "broken off")
    said = error.message.lower()
    if said.startswith(_TOO_LARGE):
        return Refused("413")
    return Throttled("429") if said.startswith(_TOO_MANY) else ProviderAway("ill")


def _code(error: TelegramError) -> str:
    """Return the sentence without what it repeats of ours, which stands between quotes."""
    return _QUOTED.sub("", error.message).strip().lower()[:_LONGEST_CODE]


# In this order: a bad request is a network error to the library.
_NAMED: Mapping[type[TelegramError], Callable[[TelegramError], DeliveryError]] = {
    RetryAfter: _throttled,
    Forbidden: _forbidden,
    # Also what it makes of every 404, which Telegram answers to a token that is none.
    InvalidToken: lambda _error: NotOurs("unauthorized"),
    BadRequest: _bad,
    NetworkError: _network,
    # A group that became a supergroup; we speak with persons only.
    ChatMigrated: lambda _error: Unreachable("chat migrated"),
}
