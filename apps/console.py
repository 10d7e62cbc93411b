"""The inside listener: the team's pages, on this machine or a private network only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar, Router
from litestar.di import Provide

from advice.content import load_content
from advice.scan.result import Assessor
from apps.serving import serve
from apps.settings import ROOT, Settings
from gateway import health, metrics
from gateway.console import pages, scans, status
from gateway.console.access import Password
from gateway.engine import RasaEngine
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def create_app(settings: Settings) -> Litestar:
    """Put the console together; nothing is opened before it starts."""
    content = load_content(ROOT / settings.content)
    database = connect(settings.database)
    engine = RasaEngine(settings.engine, settings.engine_secret)
    store = SqlStore(database)
    probe = health.Probe(engine, store, utc_now)
    assessor = Assessor(content.schemes, content.partners)
    cards = scans.Cards(store, content, assessor, utc_now)
    overview = status.Overview(probe, tuple(content.schemes))

    @asynccontextmanager
    async def running(_app: Litestar) -> AsyncIterator[None]:
        yield
        await engine.close()
        await database.close()

    return Litestar(
        [
            health.live,
            health.ready,
            metrics.metrics,
            _guarded(Password(settings.console_password)),
        ],
        dependencies={
            "probe": Provide(lambda: probe, sync_to_thread=False),
            "overview": Provide(lambda: overview, sync_to_thread=False),
            "cards": Provide(lambda: cards, sync_to_thread=False),
        },
        lifespan=[running],
        response_headers=_HEADERS,
        openapi_config=None,
    )


def _guarded(guard: Password) -> Router:
    """Return the team's pages: all of them behind one guard."""
    handlers = [status.status, scans.scans, scans.scan, pages.style]
    return Router("/", route_handlers=handlers, guards=[guard])


if __name__ == "__main__":
    serve("console", create_app, lambda settings: ("127.0.0.1", settings.port + 1))
