"""A line to a server that is slow or breaks, byte for byte, as told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

_AT_ONCE = 65_536


class Relay:
    """Passes bytes on; answers come `seconds` later, or, while `cuts` answers, not at all."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._server: asyncio.Server | None = None
        self.seconds = 0.0
        self.cuts = False
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", 0)

    async def stop(self) -> None:
        """Break off all that is under way."""
        if self._server is not None:
            self._server.close()
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _relay(self, ours: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._under_way.add(task)
        async with _closing(back):
            theirs, there = await asyncio.open_connection("127.0.0.1", self._to)
            going = asyncio.create_task(_pass(ours, there))
            async with _closing(there):
                answer = await theirs.read(_AT_ONCE)
                await asyncio.sleep(self.seconds)
                if answer and not self.cuts:
                    back.write(answer)
                    await _pass(theirs, back)
            going.cancel()
            await asyncio.wait({going})
        self._under_way.discard(task)


async def _pass(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(_AT_ONCE):
            to.write(data)
            await to.drain()


@asynccontextmanager
async def _closing(writer: asyncio.StreamWriter) -> AsyncIterator[None]:
    """Close it at the end, whatever became of the line."""
    try:
        with suppress(OSError):
            yield
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


@asynccontextmanager
async def relayed(port: int) -> AsyncIterator[Relay]:
    """Stand before the server on `port` until the block ends."""
    relay = Relay(port)
    await relay.start()
    try:
        yield relay
    finally:
        await relay.stop()
