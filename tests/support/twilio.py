"""A Twilio of our own on a free port, that answers as the real one describes itself."""

import asyncio
from base64 import b64encode
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from aiohttp import web
from multidict import MultiMapping

from kit.clock import Clock, utc_now
from tests.support.twilio_answers import ACCOUNT as ACCOUNT
from tests.support.twilio_answers import BASE, date, is_asked, page_of, told
from tests.support.twilio_description import LIST, MEDIA, ONE, check_answer, unknown, wrong
from tests.support.twilio_phone import Phone, Product, Taken, values_of
from tests.support.twilio_rules import (
    LIST_PICKER,
    QUICK_REPLY,
    TEXT,
    Books,
    NotTaken,
    check_message,
)
from tests.support.twilio_troubles import Trouble

TOKEN = "only-in-tests-and-long-enough"
NUMBER = "+3197010200200"
TEMPLATES = {
    **{f"knoppen-{count}": f"HX{count:032x}" for count in (1, 2, 3)},
    **{f"lijst-{count}": f"HX{count:032x}" for count in range(4, 11)},
    "terug": f"HX{99:032x}",
}
"""ContentSids by our keys, all set up here."""

_PAGE = 50


class Twilio:
    """Takes messages for one account. `troubles` happen to the next calls, one each.

    `messages` is what was taken, `books` what the account has, `product` who is called.
    """

    def __init__(self, clock: Clock = utc_now) -> None:
        self.messages: list[Taken] = []
        self.troubles: deque[Trouble] = deque()
        self.books = Books({NUMBER, f"whatsapp:{NUMBER}"}, _templates())
        self.product = Product(ACCOUNT, TOKEN)
        self.calls: list[str] = []
        self._files: dict[str, tuple[bytes, str, str]] = {}
        self._clock = clock
        self._port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Listen; after a stop on the same port as before."""
        app = web.Application(middlewares=[self._guard])
        app.router.add_post(f"{BASE}/Messages.json", self._create)
        app.router.add_get(f"{BASE}/Messages.json", self._list)
        app.router.add_get(f"{BASE}/Messages/{{sid}}.json", self._one)
        app.router.add_get(f"{BASE}/Messages/{{message}}/Media/{{sid}}.json", self._about_file)
        app.router.add_get(f"{BASE}/Messages/{{message}}/Media/{{sid}}", self._file)
        app.router.add_get("/elsewhere/{sid}", self._elsewhere)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Be away."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def phone(self, number: str, *, is_whatsapp: bool = True) -> Phone:
        """Return the phone with this number, on WhatsApp or for SMS."""
        ours = f"whatsapp:{NUMBER}" if is_whatsapp else NUMBER
        return Phone(number, ours, self.product, self.messages)

    def keep_file(self, data: bytes, media_type: str, name: str = "") -> str:
        """Keep a file that somebody sent; return its address."""
        sid = f"ME{uuid4().hex}"
        self._files[sid] = (data, media_type, name)
        return f"{self.url}{BASE}/Messages/MM{uuid4().hex}/Media/{sid}"

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Let in who shows the secret, and let happen what is to happen."""
        if request.path.startswith("/elsewhere"):
            return await _answer(request, handler)
        self.calls.append(f"{request.method} {request.path_qs}")
        secret = b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if request.headers.get("Authorization") != f"Basic {secret}":
            return _error(NotTaken(20003, "Authenticate", 401))
        if self.troubles:
            return await self._happen(self.troubles.popleft(), request, handler)
        return await _answer(request, handler)

    async def _happen(
        self, trouble: Trouble, request: web.Request, handler: Any
    ) -> web.StreamResponse:
        good = await _answer(request, handler) if trouble.is_taken else web.Response()
        if trouble.body is not None:
            kind = "application/json"
            return web.Response(body=trouble.body, status=trouble.status, content_type=kind)
        if trouble.status:
            answer = _error(NotTaken(trouble.code, "There is trouble", trouble.status))
            if trouble.retry_after:
                answer.headers["Retry-After"] = trouble.retry_after
            return answer
        if trouble.share:
            return await _break_off(good, request, trouble.share)
        await asyncio.Event().wait()
        raise AssertionError

    async def _create(self, request: web.Request) -> web.Response:
        form = _values(await request.post())
        check_message(form, self.books)
        one = {name: values[-1] for name, values in form.items()}
        media = tuple(form.get("MediaUrl", ()))
        message = Taken(
            sid=f"{'MM' if media else 'SM'}{uuid4().hex}",
            to=one["To"],
            sender=one.get("From", ""),
            body=one.get("Body", ""),
            media=media,
            template=one.get("ContentSid", ""),
            values=values_of(one.get("ContentVariables", "")),
            callback=one.get("StatusCallback", ""),
            at=self._clock(),
        )
        self.messages.append(message)
        return _described(LIST, "post", told(message), 201)

    async def _list(self, request: web.Request) -> web.Response:
        query = _values(request.query)
        if names := unknown(LIST, "get", query) or wrong(LIST, "get", query):
            raise NotTaken(20001, f"Unknown parameters: {names}")
        one = {name: values[-1] for name, values in query.items()}
        found = [message for message in reversed(self.messages) if is_asked(message, one)]
        size, page = int(one.get("PageSize", _PAGE)), int(one.get("Page", 0))
        here = found[page * size : (page + 1) * size]
        return _described(LIST, "get", page_of(one, here, page, size, len(found)))

    async def _one(self, request: web.Request) -> web.Response:
        for message in self.messages:
            if message.sid == request.match_info["sid"]:
                return _described(ONE, "get", told(message))
        raise NotTaken(20404, "The requested resource was not found", 404)

    async def _about_file(self, request: web.Request) -> web.Response:
        sid, message = request.match_info["sid"], request.match_info["message"]
        _, media_type, _ = self._kept(sid)
        now = date(self._clock())
        about = {
            "sid": sid,
            "account_sid": ACCOUNT,
            "parent_sid": message,
            "content_type": media_type,
            "date_created": now,
            "date_updated": now,
            "uri": request.path,
        }
        return _described(MEDIA, "get", about)

    async def _file(self, request: web.Request) -> web.Response:
        """Send on to where files really are, as Twilio does."""
        self._kept(request.match_info["sid"])
        where = f"http://localhost:{self._port}/elsewhere/{request.match_info['sid']}"
        return web.Response(status=307, headers={"Location": where})

    async def _elsewhere(self, request: web.Request) -> web.Response:
        # A server of somebody else: our secret has no business there.
        if "Authorization" in request.headers:
            return web.Response(status=400)
        data, media_type, name = self._kept(request.match_info["sid"])
        headers = {"Content-Disposition": f'inline; filename="{name}"'} if name else {}
        return web.Response(body=data, content_type=media_type, headers=headers)

    def _kept(self, sid: str) -> tuple[bytes, str, str]:
        if sid not in self._files:
            raise NotTaken(20404, "The requested resource was not found", 404)
        return self._files[sid]


@asynccontextmanager
async def running_twilio(clock: Clock = utc_now) -> AsyncIterator[Twilio]:
    """Serve until the block ends."""
    twilio = Twilio(clock)
    await twilio.start()
    try:
        yield twilio
    finally:
        await twilio.stop()


def _templates() -> dict[str, tuple[str, int]]:
    kinds = {"knoppen": QUICK_REPLY, "lijst": LIST_PICKER, "terug": TEXT}
    set_up = {}
    for key, sid in TEMPLATES.items():
        name, _, count = key.partition("-")
        set_up[sid] = (kinds[name], int(count or 0))
    return set_up


async def _answer(request: web.Request, handler: Any) -> web.Response:
    try:
        answer = await handler(request)
    except NotTaken as error:
        return _error(error)
    assert isinstance(answer, web.Response)
    return answer


async def _break_off(
    answer: web.Response, request: web.Request, share: float
) -> web.StreamResponse:
    whole = answer.body
    assert isinstance(whole, bytes)
    headers = {"Content-Length": str(len(whole)), "Content-Type": "application/json"}
    begun = web.StreamResponse(status=answer.status, headers=headers)
    await begun.prepare(request)
    await begun.write(whole[: int(len(whole) * share)])
    if request.transport is not None:
        request.transport.close()
    return begun


def _error(error: NotTaken) -> web.Response:
    body = {
        "code": error.code,
        "message": error.message,
        "more_info": f"https://www.twilio.com/docs/errors/{error.code}",
        "status": error.status,
    }
    return web.json_response(body, status=error.status)


def _described(path: str, method: str, body: dict[str, Any], status: int = 200) -> web.Response:
    check_answer(path, method, status, body)
    return web.json_response(body, status=status)


def _values(fields: MultiMapping[Any]) -> dict[str, list[str]]:
    return {name: [str(one) for one in fields.getall(name)] for name in fields}
