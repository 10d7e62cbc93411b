"""An address that a desk can be told before the product has one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from aiohttp import web

_SECONDS = 30


class Bell:
    """Passes each call on to `reach`, as it came; `answers` are the states that were told."""

    def __init__(self) -> None:
        self.reach = ""
        self.url = ""
        self.answers: list[int] = []

    async def pass_on(self, request: web.Request) -> web.Response:
        """Ring at the product, and return what it answers."""
        own = ("Host", "Content-Length")
        headers = {name: value for name, value in request.headers.items() if name not in own}
        async with httpx.AsyncClient(timeout=_SECONDS) as line:
            answer = await line.post(self.reach, content=await request.read(), headers=headers)
        self.answers.append(answer.status_code)
        return web.Response(status=answer.status_code)


@asynccontextmanager
async def hanging_bell() -> AsyncIterator[Bell]:
    """Listen until the block ends."""
    bell, app = Bell(), web.Application()
    app.router.add_post("/", bell.pass_on)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bell.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        yield bell
    finally:
        await runner.cleanup()
