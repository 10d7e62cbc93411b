"""The public site: the web channel's API, the widget and the page around it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from litestar import Litestar, Response, head
from litestar.config.cors import CORSConfig
from litestar.datastructures.headers import CacheControlHeader
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.plugins.prometheus import PrometheusConfig
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from advice.content import load_content
from apps.appointments import appointing
from apps.calendars import calendar_server, team_agenda
from apps.channel_settings import phones
from apps.channels import called
from apps.serving import serve
from apps.settings import ROOT, Settings, as_rate
from apps.tickets import connected_desks
from conversations.messages import Kind, Meta, Reply
from gateway import health, metrics
from gateway.appointments import page as appointment_page
from gateway.appointments.changing import Changing
from gateway.arriving import Arriving
from gateway.campaigns import Campaigns
from gateway.channels.partner import page
from gateway.channels.partner.story import Stories
from gateway.channels.web import api, phone, problems
from gateway.channels.web.door import Door
from gateway.channels.web.limits import limits
from gateway.channels.web.listeners import Listeners
from gateway.engine import RasaEngine
from gateway.open_pages import pages as open_pages
from gateway.tickets import webhook as tickets
from handoff.visiting import Visiting
from kit.clock import utc_now
from storage.connect import connect
from storage.store import SqlStore

# A message has 2,000 characters at most; the rest is room for JSON's own signs.
_MAX_BODY_BYTES = 64_000

_YEAR_SECONDS = 365 * 24 * 3_600

# The page and the widget bring everything themselves, from this address only.
_PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


def create_app(settings: Settings) -> Litestar:
    """Put the public site together; nothing is opened before it starts."""
    content = load_content(ROOT / settings.content)
    organisation = content.organisation
    database = connect(settings.database)
    store = SqlStore(database)
    engine = RasaEngine(settings.engine, settings.engine_secret)
    news = database.news()
    listeners = Listeners(news)
    greeting = Reply(organisation.greeting, meta=Meta(Kind.GREETING))
    campaigns = Campaigns(content, utc_now)
    door = Door(store, listeners, utc_now, greeting, organisation.name, campaigns, phones(settings))
    arriving = Arriving(content, store=store, clock=utc_now)
    partner_desk = page.Desk(store, content, Visiting(content), Stories(content), utc_now)
    calendar = calendar_server(settings)
    changing = Changing(
        appointing(settings, content),
        team_agenda(content, store, utc_now, calendar),
        store=store,
        clock=utc_now,
    )
    appointment_desk = appointment_page.Desk(changing, organisation)
    desks = connected_desks(settings, content)
    probe = health.Probe(engine, store, utc_now)

    @asynccontextmanager
    async def running(_app: Litestar) -> AsyncIterator[None]:
        listening = asyncio.create_task(listeners.run())
        yield
        listening.cancel()
        await news.close()
        for desk in desks.values():
            await desk.bridge.close()
        if calendar is not None:
            await calendar.close()
        await engine.close()
        await database.close()

    return Litestar(
        [
            api.Conversations,
            api.OneConversation,
            api.file,
            phone.ways,
            phone.channels,
            page.router(partner_desk),
            appointment_page.router(appointment_desk),
            open_pages.style,
            health.live,
            health.ready,
            metrics.metrics,
            *called(settings, content, arriving, store),
            *([tickets.routes(desks, store, utc_now)] if desks else []),
            *_pages(ROOT / "web" / "dist"),
        ],
        dependencies={
            "door": Provide(lambda: door, sync_to_thread=False),
            "appointment_desk": Provide(lambda: appointment_desk, sync_to_thread=False),
            "partner_desk": Provide(lambda: partner_desk, sync_to_thread=False),
            "probe": Provide(lambda: probe, sync_to_thread=False),
        },
        lifespan=[running],
        middleware=[
            *limits(elsewhere=as_rate(settings.rate), loopback=as_rate(settings.rate_loopback)),
            PrometheusConfig(app_name="schakel", prefix="schakel", group_path=True).middleware,
        ],
        exception_handlers=problems.handlers,
        cors_config=_cors(settings),
        request_max_body_size=_MAX_BODY_BYTES,
        openapi_config=_openapi(),
    )


def _pages(folder: Path) -> list[ControllerRouterHandler]:
    """Serve the widget and the page around it; files with a hash in their name never change."""
    assets = folder / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    return [
        create_static_files_router(
            "/assets",
            [assets],
            name="assets",
            cache_control=CacheControlHeader(max_age=_YEAR_SECONDS, immutable=True),
            after_request=_with_page_headers,
        ),
        create_static_files_router(
            "/",
            [folder],
            html_mode=True,
            cache_control=CacheControlHeader(no_cache=True),
            after_request=_with_page_headers,
        ),
        _is_there,
    ]


@head("/", include_in_schema=False)
async def _is_there() -> None:
    """Answer monitors, which ask for the head of the page only."""


def _with_page_headers(response: Response[Any]) -> Response[Any]:
    response.headers.update(_PAGE_HEADERS)
    return response


def _cors(settings: Settings) -> CORSConfig:
    return CORSConfig(
        allow_origins=settings.allowed_origins.split(","), expose_headers=["Retry-After"]
    )


def _openapi() -> OpenAPIConfig:
    token = SecurityScheme(type="http", scheme="bearer", description="The conversation's token.")
    return OpenAPIConfig(
        title="Schakel",
        version="1",
        description="The public web channel of the MKB Schakelteam Flevoland.",
        path="/api/v1",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        components=Components(security_schemes={"token": token}),
    )


if __name__ == "__main__":
    serve("public", create_app, lambda settings: (settings.host, settings.port))
