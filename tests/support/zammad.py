"""A Zammad of our own on a free port, that answers as the real one describes itself.

It proves that we keep to the description, and nothing of a live server.
"""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any

from aiohttp import web

from kit.clock import utc_now
from tests.support.zammad_rules import (
    CUSTOM,
    STATES,
    Refused,
    asked_for,
    check_article,
    check_ticket,
    guessed,
)
from tests.support.zammad_tickets import ADMIN as ADMIN
from tests.support.zammad_tickets import AGENT as AGENT
from tests.support.zammad_tickets import BOT as BOT
from tests.support.zammad_tickets import GROUPS as GROUPS
from tests.support.zammad_tickets import Books, Kept

TOKENS = {"token-van-de-bot": BOT, "token-van-piet": AGENT, "token-van-de-baas": ADMIN}
SECRET = "geheim-van-zammad"


class Zammad:
    """Has two groups, a user for us, an agent and an administrator; `tickets` is what is there."""

    def __init__(self) -> None:
        self.books = Books()
        self._port = 0
        self._runner: web.AppRunner | None = None

    @property
    def tickets(self) -> dict[int, Kept]:
        return self.books.tickets

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def signature(self, body: bytes) -> str:
        """Return what stands in the header of a call of a trigger."""
        return f"sha1={hmac.new(SECRET.encode(), body, 'sha1').hexdigest()}"

    async def start(self) -> None:
        """Listen."""
        app = web.Application(middlewares=[_answer])
        get, post, at = app.router.add_get, app.router.add_post, "/api/v1"
        get(f"{at}/users/{{id}}", self._person)
        get(f"{at}/tickets/search", self._search)
        post(f"{at}/tickets", self._create)
        get(f"{at}/tickets/{{id:\\d+}}", self._show)
        app.router.add_put(f"{at}/tickets/{{id:\\d+}}", self._update)
        app.router.add_delete(f"{at}/tickets/{{id:\\d+}}", self._delete)
        post(f"{at}/ticket_articles", self._say)
        app.router.add_put(f"{at}/ticket_articles/{{id:\\d+}}", self._show_to_customer)
        get(f"{at}/ticket_articles/by_ticket/{{id:\\d+}}", self._articles)
        get(f"{at}/ticket_attachment/{{id:\\d+}}/{{article:\\d+}}/{{file:\\d+}}", self._file)
        get(f"{at}/ticket_history/{{id:\\d+}}", self._history)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _person(self, request: web.Request) -> web.Response:
        user = _user(request)
        id = request.match_info["id"]
        known = self.books.people.get(user if id == "me" else int(id))
        if known is None:
            raise Refused(HTTPStatus.NOT_FOUND, f"Couldn't find User with 'id'={id}")
        return web.json_response(known.told())

    async def _create(self, request: web.Request) -> web.Response:
        user, fields = _user(request), await request.json()
        check_ticket(fields, GROUPS, is_new=True)
        address = guessed(fields["customer_id"])
        if address is None and fields["customer_id"] not in self.books.people:
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "Invalid customer")
        article = fields.pop("article")
        kept = self.books.open(user, fields, article)
        return web.json_response(_told(kept), status=HTTPStatus.CREATED)

    async def _show(self, request: web.Request) -> web.Response:
        _user(request)
        return web.json_response(_told(self._kept(request), **_expand(request)))

    async def _update(self, request: web.Request) -> web.Response:
        user, kept, fields = _user(request), self._kept(request), await request.json()
        check_ticket(fields, GROUPS, is_new=False)
        article = fields.pop("article", None)
        for name, value in fields.items():
            self.books.change(kept, user, name, value)
        if article:
            self.books.add(kept, user, article)
        return web.json_response(_told(kept))

    async def _delete(self, request: web.Request) -> web.Response:
        user, kept = _user(request), self._kept(request)
        if user != ADMIN:
            raise Refused(HTTPStatus.FORBIDDEN, "Not authorized")
        del self.tickets[kept.id]
        return web.Response()

    async def _say(self, request: web.Request) -> web.Response:
        user, fields = _user(request), await request.json()
        check_article(fields)
        kept = self.tickets.get(fields.get("ticket_id", 0))
        if kept is None:
            raise Refused(HTTPStatus.NOT_FOUND, "Couldn't find Ticket")
        return web.json_response(self.books.add(kept, user, fields), status=HTTPStatus.CREATED)

    async def _show_to_customer(self, request: web.Request) -> web.Response:
        _user(request)
        fields, id = await request.json(), int(request.match_info["id"])
        for kept in self.tickets.values():
            for article in kept.articles:
                if article["id"] == id:
                    article["internal"] = bool(fields["internal"])
                    article["updated_at"] = kept.fields["updated_at"] = self.books.now()
                    return web.json_response(article)
        raise Refused(HTTPStatus.NOT_FOUND, "Couldn't find Ticket::Article")

    async def _articles(self, request: web.Request) -> web.Response:
        _user(request)
        return web.json_response(self._kept(request).articles)

    async def _file(self, request: web.Request) -> web.Response:
        _user(request)
        data, media_type = self.books.files[int(request.match_info["file"])]
        return web.Response(body=data, content_type=media_type)

    async def _history(self, request: web.Request) -> web.Response:
        _user(request)
        return web.json_response({"history": self._kept(request).history, "assets": {}})

    async def _search(self, request: web.Request) -> web.Response:
        _user(request)
        attribute, values = asked_for(request.query)
        all_of_them = ({**kept.fields, "id": kept.id} for kept in self.tickets.values())
        ids = [one["id"] for one in all_of_them if str(one.get(attribute, "")) in values]
        expand = _expand(request)
        if not expand:
            return web.json_response({"tickets": ids, "tickets_count": len(ids), "assets": {}})
        return web.json_response([_told(self.tickets[id], **expand) for id in ids])

    def _kept(self, request: web.Request) -> Kept:
        id = int(request.match_info["id"])
        if id not in self.tickets:
            raise Refused(HTTPStatus.NOT_FOUND, f"Couldn't find Ticket with 'id'={id}")
        return self.tickets[id]


@asynccontextmanager
async def running_zammad() -> AsyncIterator[Zammad]:
    """Serve until the block ends."""
    zammad = Zammad()
    await zammad.start()
    try:
        yield zammad
    finally:
        await zammad.stop()


@web.middleware
async def _answer(request: web.Request, handler: Any) -> web.StreamResponse:
    try:
        answer = await handler(request)
    except Refused as error:
        answer = web.json_response({"error": error.words}, status=error.status)
    assert isinstance(answer, web.StreamResponse)
    answer.headers["Date"] = format_datetime(utc_now(), usegmt=True)
    return answer


def _user(request: web.Request) -> int:
    kind, _, token = request.headers.get("Authorization", "").partition("=")
    if kind != "Token token" or token not in TOKENS:
        raise Refused(HTTPStatus.UNAUTHORIZED, "Authentication required")
    return TOKENS[token]


def _expand(request: web.Request) -> dict[str, bool]:
    return {"expand": True} if request.query.get("expand") == "true" else {}


def _told(kept: Kept, *, expand: bool = False) -> dict[str, Any]:
    fields = kept.fields
    names = {name: fields[name] for name in ("group", "state")} if expand else {}
    return {
        "id": kept.id,
        "number": f"22{kept.id:03}",
        "title": fields["title"],
        "group_id": GROUPS.index(fields["group"]) + 1,
        "state_id": STATES.index(fields["state"]) + 1,
        "owner_id": fields["owner_id"],
        CUSTOM: fields.get(CUSTOM),
        "article_count": len(kept.articles),
        "created_at": fields["created_at"],
        "updated_at": fields["updated_at"],
        **names,
    }
