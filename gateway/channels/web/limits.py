"""How many calls one address may make; this machine itself gets its own, generous measure."""

import ipaddress
from typing import Any

from litestar import Request
from litestar.middleware import DefineMiddleware
from litestar.middleware.rate_limit import DurationUnit, RateLimitConfig, get_remote_address

type Rate = tuple[DurationUnit, int]

# Waiting for an answer and loading the page cost next to nothing.
_COUNTED_METHODS = ("POST", "DELETE")
# A provider calls from a few addresses for everybody on its channel, and shows who it is.
_OF_PROVIDERS = "/channels/"


def limits(*, elsewhere: Rate, loopback: Rate) -> list[DefineMiddleware]:
    """Return the middleware that counts calls per address."""

    # Litestar runs plain functions in a thread, which costs more than the whole question.
    async def comes_from_elsewhere(request: Request[Any, Any, Any]) -> bool:
        return _is_counted(request) and not is_loopback(get_remote_address(request))

    async def comes_from_here(request: Request[Any, Any, Any]) -> bool:
        return _is_counted(request) and is_loopback(get_remote_address(request))

    return [
        RateLimitConfig(elsewhere, check_throttle_handler=comes_from_elsewhere).middleware,
        RateLimitConfig(loopback, check_throttle_handler=comes_from_here).middleware,
    ]


def is_loopback(address: str) -> bool:
    """Tell whether `address` is this machine."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _is_counted(request: Request[Any, Any, Any]) -> bool:
    is_of_provider = request.scope["path"].startswith(_OF_PROVIDERS)
    return request.method in _COUNTED_METHODS and not is_of_provider
