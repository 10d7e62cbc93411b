"""A Telegram of our own: it answers as the Bot API's description says, and people write from it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from aiohttp import web
from aiohttp.web_request import FileField

from tests.support.telegram_methods import Answered, Telegram
from tests.support.telegram_rules import Fields, Refused, Upload, fits, read_call

TOKEN = "4200000001:only-in-tests_of-a-bot-that-is-not"
SECRET = "the-secret_of-the-webhook"

_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True)
class Trouble:
    """What happens to the next call (of a method): it is refused, never answered, or half."""

    kind: str
    refused: Refused | None = None
    method: str | None = None


@dataclass
class BotApi(Telegram):
    """Runs on a port of its own.

    `at` says where an address of the product really is: `{"https://x.example.org": "http://…"}`.
    """

    at: dict[str, str] = field(default_factory=dict)
    last_update: Fields | None = None
    _troubles: list[Trouble] = field(default_factory=list)
    _last_id: int = 700_000
    _port: int = 0
    _runner: web.AppRunner | None = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        """What goes where `https://api.telegram.org` goes."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Listen; after a stop on the same port as before."""
        app = web.Application(client_max_size=100_000_000)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        self._stopping.clear()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Be away, with all connections broken."""
        self._stopping.set()
        self._news.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Be away until the block ends."""
        await self.stop()
        yield
        await self.start()

    # What may go wrong, each at the next call, or at the next one of `method`.

    def throttle(self, seconds: int, method: str | None = None) -> None:
        """Say that it goes too fast."""
        words = f"Too Many Requests: retry after {seconds}"
        self.refuse(429, words, method, retry_after=seconds)

    def refuse(
        self, status: int, description: str, method: str | None = None, **parameters: int
    ) -> None:
        """Refuse, in these words."""
        refused = Refused(status, description, **parameters)
        self._troubles.append(Trouble("refuse", refused, method))

    def hang(self, method: str | None = None) -> None:
        """Never answer, and do nothing."""
        self._troubles.append(Trouble("hang", method=method))

    def cut(self, method: str | None = None) -> None:
        """Do it, but break off in the answer."""
        self._troubles.append(Trouble("cut", method=method))

    def garble(self, method: str | None = None) -> None:
        """Do it, but answer half a JSON."""
        self._troubles.append(Trouble("garble", method=method))

    async def again(self) -> Answered | None:
        """Bring the last update once more, as happens when an answer got lost."""
        assert self.last_update is not None
        return await self._bring(self.last_update)

    async def retry(self) -> None:
        """Bring again, in their order, what the product did not take."""
        waiting, self.undelivered = self.undelivered, []
        for update in waiting:
            await self._bring(update)

    # Updates to the product.

    async def deliver(self, kind: str, content: Fields) -> Answered | None:
        self._last_id += 1
        update = {"update_id": self._last_id, kind: content}
        assert fits(update, ["Update"]), update
        if kind == "callback_query":
            self._open_presses.add(content["id"])
        if kind not in self.allowed:
            return None
        self.last_update = update
        return await self._bring(update)

    async def _bring(self, update: Fields) -> Answered | None:
        """Call the webhook, or without one let the update wait for who asks."""
        if self.webhook is None:
            self.undelivered.append(update)
            self._news.set()
            return None
        headers = {_HEADER: self.webhook.secret} if self.webhook.secret else {}
        # Nothing here is on https, and reading all certificates takes long.
        async with httpx.AsyncClient(timeout=30, verify=False) as client:
            answer = await client.post(
                self._reached(self.webhook.url), json=update, headers=headers
            )
        if not answer.is_success:
            self.undelivered.append(update)
        elif answer.content:
            self._make_answer(answer.json())
        return Answered(answer.status_code, answer.content)

    def _reached(self, url: str) -> str:
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        return url.replace(site, self.at.get(site, site), 1)

    def _make_answer(self, answer: Fields) -> None:
        """Make the call that an answer is; the product never learns what became of it."""
        method = answer.pop("method")
        try:
            self.make(method, answer)
        except Refused as refused:
            self.refusals.append(refused.description)

    # Calls of the product.

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            _require_token(request.match_info["token"])
            method = request.match_info["method"]
            trouble = await self._meet_trouble(method)
            given = await _given(request)
            result = await self._updates(given) if method == "getUpdates" else None
            body = _json(ok=True, result=self.make(method, given) if result is None else result)
        except Refused as refused:
            self.refusals.append(refused.description)
            return _refusal(refused)
        if trouble is not None:
            return await _half(request, body, is_cut=trouble.kind == "cut")
        return web.Response(body=body, content_type="application/json")

    async def _meet_trouble(self, method: str) -> Trouble | None:
        """Be refused, or hang; return the trouble that only the answer has."""
        trouble = self._trouble_for(method)
        if trouble is not None and trouble.kind == "hang":
            await self._stopping.wait()
            raise Refused(503, "Service Unavailable")
        if trouble is not None and trouble.refused is not None:
            raise trouble.refused
        return trouble

    def _trouble_for(self, method: str) -> Trouble | None:
        for place, trouble in enumerate(self._troubles):
            if trouble.method in (None, method):
                return self._troubles.pop(place)
        return None

    async def _updates(self, given: Fields) -> list[Fields]:
        fields = read_call("getUpdates", given)
        self.allow(fields)
        offset, limit = fields.get("offset", 0), fields.get("limit", 100)
        self.undelivered = [one for one in self.undelivered if one["update_id"] >= offset]
        end = asyncio.get_running_loop().time() + fields.get("timeout", 0)
        while True:
            if self.webhook is not None:
                words = "can't use getUpdates method while webhook is active"
                raise Refused(409, f"Conflict: {words}; use deleteWebhook to delete it first")
            left = end - asyncio.get_running_loop().time()
            if self.undelivered or left <= 0 or self._stopping.is_set():
                self.calls.append(("getUpdates", fields))
                return self.undelivered[:limit]
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), left)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            _require_token(request.match_info["token"])
            await self._meet_trouble("file")
            stored = self.stored_at(request.match_info["path"])
            if stored is None:
                raise Refused(404, "Not Found")
            return web.Response(body=stored.upload.data)
        except Refused as refused:
            return _refusal(refused)


def _require_token(token: str) -> None:
    id, _, secret = token.partition(":")
    if not id.isdigit() or not secret:
        raise Refused(404, "Not Found")
    if token != TOKEN:
        raise Refused(401, "Unauthorized")


async def _given(request: web.Request) -> Fields:
    """Return the fields of a call from the three places where they may be."""
    if request.content_type == "application/json":
        posted = await request.json()
    else:
        posted = {name: _value(value) for name, value in (await request.post()).items()}
    return {**request.query, **posted}


def _value(value: str | bytes | bytearray | FileField) -> Any:
    if isinstance(value, FileField):
        return Upload(value.filename, value.content_type, value.file.read())
    return value


def _json(**answer: object) -> bytes:
    return json.dumps(answer).encode()


def _refusal(refused: Refused) -> web.Response:
    more = {"parameters": refused.parameters} if refused.parameters else {}
    body = _json(ok=False, error_code=refused.status, description=refused.description, **more)
    return web.Response(body=body, status=refused.status, content_type="application/json")


async def _half(request: web.Request, body: bytes, *, is_cut: bool) -> web.StreamResponse:
    half = body[: len(body) // 2]
    if not is_cut:
        return web.Response(body=half, content_type="application/json")
    response = web.StreamResponse(headers={"Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(half)
    if request.transport is not None:
        request.transport.close()
    return response


@asynccontextmanager
async def telegram() -> AsyncIterator[BotApi]:
    """Run until the block ends."""
    api = BotApi()
    await api.start()
    try:
        yield api
    finally:
        await api.stop()
