"""What the system does, in numbers for Prometheus; never about one conversation."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from gateway.health import Probe

_CONVERSATIONS = Gauge("schakel_conversations", "Conversations that are kept")
_WAITING = Gauge("schakel_turns_waiting", "Messages that wait for an answer of the bot")
_OLDEST = Gauge("schakel_oldest_turn_seconds", "How long the oldest of them waits")
_GIVEN_UP = Gauge("schakel_turns_given_up", "Messages over which the engine kept breaking down")
_ENGINE = Gauge("schakel_engine_ready", "1 when the engine has its model")


@get("/metrics", tags=["health"], summary="Numbers for Prometheus", media_type="text/plain")
async def metrics(probe: NamedDependency[SkipValidation[Probe]]) -> Response[bytes]:
    """Count what waits at this moment, and show it with the counters of this process."""
    async with probe.store.reading() as work:
        backlog = await work.backlog(probe.clock())
    _CONVERSATIONS.set(backlog.conversations)
    _WAITING.set(backlog.waiting)
    _OLDEST.set(backlog.oldest_seconds)
    _GIVEN_UP.set(backlog.given_up)
    _ENGINE.set(await probe.engine.is_ready())
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
