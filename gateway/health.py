"""Whether this process lives, and whether it can help people now."""

from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from litestar.status_codes import HTTP_200_OK, HTTP_503_SERVICE_UNAVAILABLE

from conversations.ports import Engine, Store
from kit.clock import Clock


@dataclass(frozen=True)
class Probe:
    """What is asked whether it works."""

    engine: Engine
    store: Store
    clock: Clock


@get("/health/live", tags=["health"], summary="The process answers")
async def live() -> dict[str, str]:
    """Say that the process answers; it asks nobody else."""
    return {"status": "ok"}


@get("/health/ready", tags=["health"], summary="The engine has its model and the database answers")
async def ready(
    probe: NamedDependency[SkipValidation[Probe]],
) -> Response[dict[str, bool]]:
    """Say whether a question would be answered now: 200, or 503 naming what is missing."""
    parts = {"engine": await probe.engine.is_ready(), "database": await _answers(probe)}
    is_ready = all(parts.values())
    status = HTTP_200_OK if is_ready else HTTP_503_SERVICE_UNAVAILABLE
    return Response({"ready": is_ready, **parts}, status_code=status)


async def _answers(probe: Probe) -> bool:
    try:
        async with probe.store.reading() as work:
            await work.backlog(probe.clock())
    except Exception:  # noqa: BLE001 - whatever the database says, the answer is "not now"
        return False
    return True
