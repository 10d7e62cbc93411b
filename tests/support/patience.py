"""Waiting for what other processes do."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from inspect import isawaitable


async def until(is_so: Callable[[], object | Awaitable[object]], seconds: float = 60) -> None:
    """Wait until something is so; fail if it is not after `seconds`."""
    end = time.monotonic() + seconds
    while not await _told(is_so):
        assert time.monotonic() < end, f"not so within {seconds} s"
        await asyncio.sleep(0.1)


async def _told(is_so: Callable[[], object | Awaitable[object]]) -> object:
    answer = is_so()
    return await answer if isawaitable(answer) else answer
