"""A register of contacts of our own on a free port, that answers as Open Klant describes itself.

It proves that we keep to the description, and nothing of a live server.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from aiohttp import web

from kit.clock import utc_now
from tests.support.klantinteracties_rules import (
    VERSION,
    Refused,
    check_actors,
    check_address,
    check_body,
    check_questions,
)

TOKEN = "token-van-het-register"
GROUPS = ("Ondernemersloket", "Team Urk")
GONE = "Opgeheven team"
ROOT = "/klantinteracties/api/v1"

type Thing = dict[str, Any]


class Register:
    """Has two departments and one that is no more; `things` is all there is, by its kind.

    Where it does not know questions it answers each with all that it has.
    """

    def __init__(self, version: str = VERSION) -> None:
        self.knows_questions = True
        kinds = ("actoren", "klantcontacten", "betrokkenen", "onderwerpobjecten")
        self.things: dict[str, dict[str, Thing]] = {
            kind: {} for kind in (*kinds, "digitaleadressen", "internetaken")
        }
        for name in (*GROUPS, GONE):
            unit = {"naam": name, "soortActor": "organisatorische_eenheid"}
            self._keep("actoren", {**unit, "indicatieActief": name != GONE})
        self._version = version
        self._port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}{ROOT}"

    async def start(self) -> None:
        """Listen."""
        app = web.Application(middlewares=[self._answer])
        app.router.add_post(f"{ROOT}/maak-klantcontact", self._contact)
        app.router.add_post(f"{ROOT}/digitaleadressen", self._address)
        app.router.add_post(f"{ROOT}/internetaken", self._task)
        app.router.add_patch(f"{ROOT}/internetaken/{{uuid}}", self._change)
        app.router.add_get(f"{ROOT}/{{kind}}", self._list)
        app.router.add_get(f"{ROOT}/{{kind}}/{{uuid}}", self._one)
        app.router.add_delete(f"{ROOT}/{{kind}}/{{uuid}}", self._delete)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def finish(self, task: str) -> None:
        """Let somebody there do a task."""
        self._set_status(self.things["internetaken"][task], "verwerkt")

    def actor(self, name: str) -> str:
        """Return the number of a department."""
        return next(id for id, one in self.things["actoren"].items() if one["naam"] == name)

    async def _contact(self, request: web.Request) -> web.Response:
        body = await request.json()
        check_body("MaakKlantcontact", body)
        about = body.get("onderwerpobject")
        if about and about.get("wasKlantcontact"):
            self._known("klantcontacten", about["wasKlantcontact"]["uuid"])
        defaults: Thing = {"nummer": None, "referentienummer": None, "inhoud": "", "metadata": {}}
        contact = self._keep("klantcontacten", {**defaults, **body["klantcontact"]})
        ref, made = self._ref(contact), {"klantcontact": contact}
        if "betrokkene" in body:
            who = {"hadKlantcontact": ref, "digitaleAdressen": [], **body["betrokkene"]}
            made["betrokkene"] = self._keep("betrokkenen", who)
        if about:
            made["onderwerpobject"] = self._keep(
                "onderwerpobjecten", {"klantcontact": ref, **about}
            )
        return web.json_response(made, status=201)

    async def _address(self, request: web.Request) -> web.Response:
        body = await request.json()
        check_body("DigitaalAdres", body)
        check_address(body)
        whose = body.get("verstrektDoorBetrokkene")
        if whose:
            body["verstrektDoorBetrokkene"] = self._ref(self._known("betrokkenen", whose["uuid"]))
        return web.json_response(self._keep("digitaleadressen", body), status=201)

    async def _task(self, request: web.Request) -> web.Response:
        body = await request.json()
        check_body("InterneTaak", body)
        check_actors(body, is_new=True)
        contact = self._known("klantcontacten", body["aanleidinggevendKlantcontact"]["uuid"])
        task = {
            "nummer": None,
            "referentienummer": None,
            "toelichting": "",
            "afgehandeldOp": None,
            "toegewezenOp": _now(),
            **body,
            "aanleidinggevendKlantcontact": self._ref(contact),
            "toegewezenAanActoren": self._actors(body),
        }
        return web.json_response(self._keep("internetaken", task), status=201)

    async def _change(self, request: web.Request) -> web.Response:
        body = await request.json()
        check_body("InterneTaakPatch", body)
        check_actors(body, is_new=False)
        task = self._known("internetaken", request.match_info["uuid"], 404)
        if "toegewezenAanActoren" in body:
            task["toegewezenAanActoren"] = self._actors(body)
        task["toelichting"] = body.get("toelichting", task["toelichting"])
        self._set_status(task, body.get("status", task["status"]))
        return web.json_response(task)

    async def _list(self, request: web.Request) -> web.Response:
        kind = request.match_info["kind"]
        check_questions(kind, request.query)
        size = int(request.query.get("pageSize", "100"))
        found = [
            one
            for one in self.things[kind].values()
            if not self.knows_questions
            or all(_fits(one, name, value) for name, value in request.query.items())
        ]
        page = {"count": len(found), "next": None, "previous": None, "results": found[:size]}
        return web.json_response(page)

    async def _one(self, request: web.Request) -> web.Response:
        kind, uuid = request.match_info["kind"], request.match_info["uuid"]
        return web.json_response(self._known(kind, uuid, 404))

    async def _delete(self, request: web.Request) -> web.Response:
        kind, uuid = request.match_info["kind"], request.match_info["uuid"]
        self._known(kind, uuid, 404)
        del self.things[kind][uuid]
        return web.Response(status=204)

    def _actors(self, body: Thing) -> list[Thing]:
        asked = body.get("toegewezenAanActoren") or [body["toegewezenAanActor"]]
        return [self._ref(self._known("actoren", one["uuid"])) for one in asked]

    def _set_status(self, task: Thing, status: str) -> None:
        if task["status"] != status:
            task["afgehandeldOp"] = _now() if status == "verwerkt" else None
        task["status"] = status

    def _known(self, kind: str, uuid: str, status: int = 400) -> Thing:
        if uuid not in self.things.get(kind, {}):
            raise Refused(status, "does-not-exist", [uuid])
        return self.things[kind][uuid]

    def _keep(self, kind: str, fields: Thing) -> Thing:
        id = str(uuid4())
        self.things[kind][id] = {"uuid": id, "url": f"http://register.example.org/{kind}/{id}"}
        self.things[kind][id] |= fields
        return self.things[kind][id]

    def _ref(self, thing: Thing) -> Thing:
        return {"uuid": thing["uuid"], "url": thing["url"]}

    @web.middleware
    async def _answer(self, request: web.Request, handler: Any) -> web.StreamResponse:
        try:
            if request.headers.get("Authorization") != f"Token {TOKEN}":
                raise Refused(401, "not_authenticated")
            answer = await handler(request)
        except Refused as error:
            wrong = [{"name": name, "code": error.code} for name in error.names]
            body = {"code": error.code, "status": error.status, "invalidParams": wrong}
            answer = web.json_response(body, status=error.status)
        assert isinstance(answer, web.StreamResponse)
        answer.headers["API-version"] = self._version
        return answer


@asynccontextmanager
async def running_register() -> AsyncIterator[Register]:
    """Serve until the block ends."""
    register = Register()
    await register.start()
    try:
        yield register
    finally:
        await register.stop()


def _fits(thing: Thing, name: str, value: str) -> bool:
    """Tell whether something is what is asked for."""
    field, _, part = name.partition("__")
    if name in _HOW:
        return _HOW[name](thing, value)
    if part == "uuid":
        return bool(thing.get(field)) and thing[field]["uuid"] == value
    return str(thing.get(field)) == value


_HOW: dict[str, Callable[[Thing, str], bool]] = {
    "page": lambda _thing, _value: True,
    "pageSize": lambda _thing, _value: True,
    # Whoever has it in their name.
    "naam": lambda thing, value: value.lower() in thing["naam"].lower(),
    "indicatieActief": lambda thing, value: thing["indicatieActief"] is (value == "true"),
}


def _now() -> str:
    return utc_now().isoformat().replace("+00:00", "Z")
