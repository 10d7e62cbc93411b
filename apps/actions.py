"""The custom actions as a server of our own: for the engine on this machine, and nobody else.

The server that rasa-sdk brings listens on all addresses and answers a failure with the whole
request, which holds what an entrepreneur wrote.
"""

import hmac
import logging
import traceback
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from litestar import Litestar, Request, Response, get, post
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.types import Guard
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions.all import all_actions
from advice.content import load_content
from apps.calendars import calendar_server, team_agenda
from apps.serving import serve
from apps.settings import ROOT, BadSetting, Settings
from apps.ticket_settings import are_desks_attended
from conversations.handoffs import Desk, LookAtDesk
from conversations.scans import ScanRecord
from kit.clock import Clock, utc_now
from storage.connect import connect
from storage.store import SqlStore

log = structlog.get_logger()


def create_app(
    settings: Settings, clock: Clock = utc_now, look_at_desk: LookAtDesk | None = None
) -> Litestar:
    """Put the server together; raise `BadSetting` without a secret, `ContentError` on bad data.

    The desk is that of the database, unless there is another to look at.
    """
    if not settings.actions_secret:
        raise BadSetting("SCHAKEL_ACTIONS_SECRET: set it; without it anyone could call the actions")
    is_attended = are_desks_attended(settings)
    executor = ActionExecutor()
    database = connect(settings.database)
    store = SqlStore(database)

    async def find_scan(code: str) -> ScanRecord | None:
        async with store.reading() as work:
            kept = await work.scan_of_code(code)
        return kept.scan if kept else None

    async def desk() -> Desk:
        async with store.reading() as work:
            here = await work.desk(clock())
        return here.attended() if is_attended else here

    content = load_content(ROOT / settings.content)
    calendar = calendar_server(settings)
    for action in all_actions(
        content,
        clock,
        find_scan,
        look_at_desk or desk,
        team_agenda(content, store, clock, calendar),
        may_mail=bool(settings.smtp_url),
    ):
        executor.register_action(action)
    return Litestar(
        [health, _webhook(executor, _only_with(settings.actions_secret))],
        on_shutdown=[database.close, *([calendar.close] if calendar else [])],
        exception_handlers={Exception: _failed},
        openapi_config=None,
        logging_config=None,
    )


@get("/health")
async def health() -> dict[str, str]:
    """Say that the server runs."""
    return {"status": "ok"}


def _webhook(executor: ActionExecutor, guard: Guard) -> HTTPRouteHandler:
    @post("/webhook", status_code=200, guards=[guard])
    async def webhook(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
        """Run the action that Rasa asks for and return its events and responses."""
        call = msgspec.json.decode(await request.body(), type=dict[str, Any])
        # No action of ours reads the domain, so the engine does not send it
        # (enable_selective_domain); rasa-sdk refuses a call that has none at all.
        call.setdefault("domain", {})
        try:
            result = await executor.run(call)
        except ActionExecutionRejection as declined:
            # Part of the dialogue: the engine goes on with its rules.
            body = {"error": "declined", "action_name": declined.action_name}
            return Response(body, status_code=400)
        except ActionNotFoundException as error:
            body = {"error": "unknown_action", "action_name": error.action_name}
            return Response(body, status_code=404)
        return Response(result.model_dump())

    return webhook


def _only_with(secret: str) -> Guard:
    expected = f"Bearer {secret}".encode()

    def guard(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        given = connection.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, expected):
            raise NotAuthorizedException

    return guard


def _failed(_: Request[Any, Any, Any], error: Exception) -> Response[dict[str, str]]:
    """Answer with a code only: the text of an error may hold what an entrepreneur wrote."""
    if isinstance(error, HTTPException):
        code = HTTPStatus(error.status_code).name.lower()
        return Response({"error": code}, status_code=error.status_code)
    if isinstance(error, msgspec.MsgspecError):
        return Response({"error": "bad_body"}, status_code=422)
    place = traceback.extract_tb(error.__traceback__)[-1]
    log.error("action.failed", error=type(error).__name__, at=f"{place.name}:{place.lineno}")
    return Response({"error": "action_failed"}, status_code=500)


if __name__ == "__main__":
    for chatty in ("rasa_sdk", "bm25s"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    serve("actions", create_app, lambda settings: ("127.0.0.1", settings.port + 3))
