"""The engine's only door: one private HTTP channel, a turn per request, nothing kept in between."""

from __future__ import annotations

import asyncio
import hmac
import time
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from turns.action_server import ActionServer
from turns.failures import ActionFailed, BadTurn, TurnFailed
from turns.incoming import IncomingTurn, parse_turn
from turns.replies import CHANNEL_NAME
from turns.turn import Outcome, take_turn

# A text has at most a few kB and a state a few more.
MAX_BODY_BYTES = 256 * 1024

# Below the eight seconds after which the gateway stops waiting.
DEFAULT_TURN_SECONDS = 7.0

log = structlog.get_logger("rasa.schakel")


class SchakelChannel(InputChannel):
    """`POST turn` and `GET health` for the gateway alone."""

    def __init__(self, secret: str, turn_seconds: float = DEFAULT_TURN_SECONDS) -> None:
        """Mount the channel for callers that know `secret`."""
        self._secret = f"Bearer {secret}".encode()
        self._turn_seconds = turn_seconds
        self._actions: ActionServer | None = None

    @classmethod
    def name(cls) -> str:
        """The part of the address after `/webhooks/`."""
        return CHANNEL_NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SchakelChannel:
        """Build the channel from credentials.yml.

        Raises:
            RasaException: there is no secret.
        """
        given = credentials or {}
        secret = str(given.get("secret") or "").strip()
        if not secret:
            raise RasaException("The schakel channel has no secret: set SCHAKEL_ENGINE_SECRET.")
        return cls(secret, float(given.get("turn_seconds", DEFAULT_TURN_SECONDS)))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. Rasa's `on_new_message` is not used: it swallows failures."""
        routes = Blueprint(f"{CHANNEL_NAME}_channel")

        # Functions, not methods: Sanic marks its handlers with attributes.
        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return await self._turn(request)

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return await self._health(request)

        @routes.listener("before_server_start")
        async def limit_bodies(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
            app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES

        @routes.listener("after_server_stop")
        async def close(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
            await self._close()

        return routes

    async def _health(self, request: Request) -> HTTPResponse:
        if not self._is_known(request):
            return _error("unauthorized", 401)
        agent = _ready_agent(request)
        if agent is None:
            return _error("no_model", 503)
        return json({"model": agent.model_id})

    async def _turn(self, request: Request) -> HTTPResponse:
        if not self._is_known(request):
            return _error("unauthorized", 401)
        agent = _ready_agent(request)
        if agent is None:
            return _error("no_model", 503)
        try:
            return await self._answer(parse_turn(request.body), agent)
        except BadTurn as reason:
            log.warning("turn.refused", reason=str(reason))
            return _error("bad_request", 400)

    async def _answer(self, turn: IncomingTurn, agent: Agent) -> HTTPResponse:
        ids = log.bind(conversation=turn.conversation, message=turn.message)
        began = time.perf_counter()
        try:
            outcome = await self._within_time(turn, agent)
        except BadTurn:
            raise
        except asyncio.TimeoutError:
            ids.error("turn.failed", code="too_slow")
            return _error("too_slow", 500)
        except ActionFailed as failure:
            ids.error("turn.failed", code=failure.code, action=failure.action, **_origin(failure))
            return _error(failure.code, 500)
        except TurnFailed as failure:
            ids.error("turn.failed", code=failure.code)
            return _error(failure.code, 500)
        except Exception as error:
            # The last line before Sanic, whose own would log the message of the error.
            ids.error("turn.failed", code=TurnFailed.code, **_origin(error))
            return _error(TurnFailed.code, 500)
        milliseconds = round(1000 * (time.perf_counter() - began), 1)
        ids.info("turn.answered", replies=len(outcome.replies), milliseconds=milliseconds)
        return json({"replies": outcome.replies, "state": outcome.state})

    async def _within_time(self, turn: IncomingTurn, agent: Agent) -> Outcome:
        return await asyncio.wait_for(
            take_turn(turn, agent.processor, self._actions_of(agent)), self._turn_seconds
        )

    def _actions_of(self, agent: Agent) -> ActionServer | None:
        if self._actions is None and agent.action_endpoint is not None:
            self._actions = ActionServer(agent.action_endpoint)
        return self._actions

    def _is_known(self, request: Request) -> bool:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(errors="replace"), self._secret)

    async def _close(self) -> None:
        if self._actions is not None:
            await self._actions.close()


def _ready_agent(request: Request) -> Agent | None:
    agent = getattr(request.app.ctx, "agent", None)
    return agent if agent is not None and agent.is_ready() else None


def _error(code: str, status: int) -> HTTPResponse:
    return json({"error": code}, status)


def _origin(error: BaseException) -> dict[str, str]:
    """The kind and place of a failure; its message may hold a person's words and is left out."""
    first = error.__cause__ or error
    frames = traceback.extract_tb(first.__traceback__)
    place = f"{frames[-1].name}:{frames[-1].lineno}" if frames else "unknown"
    return {"cause": type(first).__name__, "place": place}
