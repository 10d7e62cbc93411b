"""A Zammad of our own on a free port, that answers as the real one describes itself.

It proves that we keep to the description, and nothing of a live server.
"""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, timedelta
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
    data_of,
    guessed,
)

GROUPS = ("Flevoland", "Urk")
BOT, AGENT, ADMIN = 3, 4, 5
TOKENS = {"token-van-de-bot": BOT, "token-van-piet": AGENT, "token-van-de-baas": ADMIN}
SECRET = "geheim-van-zammad"
_NOBODY = 1


@dataclass
class Person:
    """Somebody with an account."""

    id: int
    firstname: str
    lastname: str
    email: str

    def told(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "login": self.email or "-",
            "firstname": self.firstname,
            "lastname": self.lastname,
            "email": self.email,
            "active": self.id != _NOBODY,
        }


@dataclass
class Kept:
    """A ticket."""

    id: int
    fields: dict[str, Any]
    articles: list[dict[str, Any]] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)


class Zammad:
    """Has two groups, a user for us, an agent and an administrator; `tickets` is what is there."""

    def __init__(self) -> None:
        self.tickets: dict[int, Kept] = {}
        self.people = {
            one.id: one
            for one in (
                Person(_NOBODY, "-", "", ""),
                Person(BOT, "Schakel", "", "schakel@example.org"),
                Person(AGENT, "Piet", "de Boer", "piet@example.org"),
                Person(ADMIN, "Els", "van Dam", "els@example.org"),
            )
        }
        self._files: dict[int, tuple[bytes, str]] = {}
        self._ids = 100
        self._last = utc_now()
        self._port = 0
        self._runner: web.AppRunner | None = None

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
        known = self.people.get(user if id == "me" else int(id))
        if known is None:
            raise Refused(HTTPStatus.NOT_FOUND, f"Couldn't find User with 'id'={id}")
        return web.json_response(known.told())

    async def _create(self, request: web.Request) -> web.Response:
        user, fields = _user(request), await request.json()
        check_ticket(fields, GROUPS, is_new=True)
        address = guessed(fields["customer_id"])
        if address is None and fields["customer_id"] not in self.people:
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "Invalid customer")
        article = fields.pop("article")
        given = {"state": "new", "owner_id": _NOBODY, **fields, "created_at": self._now()}
        kept = Kept(self._id(), given)
        self.tickets[kept.id] = kept
        self._add(kept, user, article)
        return web.json_response(self._told(kept), status=HTTPStatus.CREATED)

    async def _show(self, request: web.Request) -> web.Response:
        _user(request)
        return web.json_response(self._told(self._kept(request), **_expand(request)))

    async def _update(self, request: web.Request) -> web.Response:
        user, kept, fields = _user(request), self._kept(request), await request.json()
        check_ticket(fields, GROUPS, is_new=False)
        article = fields.pop("article", None)
        for name, value in fields.items():
            self._change(kept, user, name, value)
        if article:
            self._add(kept, user, article)
        return web.json_response(self._told(kept))

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
        return web.json_response(self._add(kept, user, fields), status=HTTPStatus.CREATED)

    async def _show_to_customer(self, request: web.Request) -> web.Response:
        _user(request)
        fields, id = await request.json(), int(request.match_info["id"])
        for kept in self.tickets.values():
            for article in kept.articles:
                if article["id"] == id:
                    article["internal"] = bool(fields["internal"])
                    article["updated_at"] = kept.fields["updated_at"] = self._now()
                    return web.json_response(article)
        raise Refused(HTTPStatus.NOT_FOUND, "Couldn't find Ticket::Article")

    async def _articles(self, request: web.Request) -> web.Response:
        _user(request)
        return web.json_response(self._kept(request).articles)

    async def _file(self, request: web.Request) -> web.Response:
        _user(request)
        data, media_type = self._files[int(request.match_info["file"])]
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
        return web.json_response([self._told(self.tickets[id], **expand) for id in ids])

    def _add(self, kept: Kept, user: int, fields: dict[str, Any]) -> dict[str, Any]:
        now, attachments = self._now(), []
        for file in fields.get("attachments", ()):
            id = self._id()
            self._files[id] = (data_of(file["data"]), file["mime-type"])
            about = {"id": id, "filename": file["filename"], "size": str(len(self._files[id][0]))}
            attachments.append({**about, "preferences": {"Mime-Type": file["mime-type"]}})
        article = {
            "id": self._id(),
            "ticket_id": kept.id,
            "subject": fields.get("subject"),
            "body": fields["body"],
            "content_type": fields.get("content_type", "text/plain"),
            "type": fields.get("type", "note"),
            "sender": fields.get("sender", "Agent"),
            "internal": fields.get("internal", False),
            "message_id": fields.get("message_id"),
            "attachments": attachments,
            "created_by_id": user,
            "updated_by_id": user,
            "created_at": now,
            "updated_at": now,
        }
        kept.articles.append(article)
        kept.fields["updated_at"] = now
        about = {"object": "Ticket::Article", "type": "created", "related_o_id": kept.id}
        self._note(kept, user, o_id=article["id"], **about)
        return article

    def _change(self, kept: Kept, user: int, name: str, value: Any) -> None:
        before = kept.fields.get(name)
        if before == value:
            return
        kept.fields[name] = value
        kept.fields["updated_at"] = self._now()
        changed: dict[str, Any] = {"value_from": str(before), "value_to": str(value)}
        if name == "owner_id":
            known = self.people[value]
            named = f"{known.firstname} {known.lastname}".strip()
            changed = {"value_from": "", "value_to": named, "id_from": before, "id_to": value}
        if name == "state":
            changed |= {"id_from": STATES.index(before) + 1, "id_to": STATES.index(value) + 1}
        attribute = name.removesuffix("_id")
        self._note(
            kept,
            user,
            object="Ticket",
            type="updated",
            attribute=attribute,
            o_id=kept.id,
            **changed,
        )

    def _note(self, kept: Kept, user: int, **about: Any) -> None:
        now = kept.fields["updated_at"]
        kept.history.append({"id": self._id(), "created_by_id": user, "created_at": now, **about})

    def _told(self, kept: Kept, *, expand: bool = False) -> dict[str, Any]:
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

    def _kept(self, request: web.Request) -> Kept:
        id = int(request.match_info["id"])
        if id not in self.tickets:
            raise Refused(HTTPStatus.NOT_FOUND, f"Couldn't find Ticket with 'id'={id}")
        return self.tickets[id]

    def _id(self) -> int:
        self._ids += 1
        return self._ids

    def _now(self) -> str:
        """Return a moment that is later than all before, as Zammad writes it."""
        self._last = max(utc_now(), self._last + timedelta(milliseconds=1))
        return self._last.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


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
