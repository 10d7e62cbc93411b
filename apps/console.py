"""The inside listener: the team's pages, on this machine or a private network only."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from argon2 import PasswordHasher
from litestar import Litestar, Response, Router
from litestar.config.csrf import CSRFConfig
from litestar.di import Provide
from litestar.middleware import DefineMiddleware
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from advice.content import load_content
from advice.scan.result import Assessor
from apps.addresses import login_url
from apps.appointments import appointing
from apps.channel_settings import whatsapp_templates
from apps.invitations import doors, reach
from apps.serving import serve
from apps.settings import ROOT, Settings
from apps.ticket_settings import desks_in_use
from gateway import health, metrics
from gateway.channels.abilities import abilities
from gateway.console import pages, refusals, scans, status
from gateway.console.accounts import account, logbook, login, team, work_account
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.oidc import Provider, Registration
from gateway.console.accounts.passwords import Passwords
from gateway.console.accounts.places import WORK_ACCOUNT_BACK
from gateway.console.accounts.sessions import OPEN, OnlyLoggedIn
from gateway.console.appointments.api import AgendaCalls, AppointmentCalls, agenda_parts
from gateway.console.desk.api import Workplace
from gateway.console.desk.board import Board
from gateway.console.desk.desk import Desk
from gateway.console.desk.files import Files
from gateway.console.desk.helpers import PoolCalls
from gateway.console.desk.library import Library
from gateway.console.desk.partners import PartnerCalls
from gateway.console.desk.pool import pool_router
from gateway.console.desk.reach import Reaches
from gateway.console.desk.views import Views
from gateway.console.inviting import pages as invitations
from gateway.console.inviting.inviting import Inviting
from gateway.console.inviting.wording import Wording
from gateway.console.learning import missed, proposals
from gateway.console.learning.learning import Learning
from gateway.engine import RasaEngine
from handoff.moves import Moves
from kit.clock import Clock, utc_now
from storage.connect import connect
from storage.store import SqlStore

# A form of ours has some hundreds of characters.
_MAX_BODY_BYTES = 64_000

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def create_app(
    settings: Settings, *, clock: Clock = utc_now, hasher: PasswordHasher | None = None
) -> Litestar:
    """Put the console together; nothing is opened before it starts."""
    content = load_content(ROOT / settings.content)
    database = connect(settings.database)
    engine = RasaEngine(settings.engine, settings.engine_secret)
    store = SqlStore(database)
    probe = health.Probe(engine, store, clock)
    assessor = Assessor(content.schemes, content.partners)
    cards = scans.Cards(store, content, assessor, clock)
    overview = status.Overview(probe, tuple(content.schemes))
    passwords = Passwords(hasher or PasswordHasher())
    moves = Moves(content, settings.letters_site, appointing(settings, content))
    parts = agenda_parts(store, content, moves, clock)
    news = database.news()
    board = Board(store, news, clock, desks_in_use(settings))
    views = Views(content, moves)
    templates = whatsapp_templates(settings)
    can = abilities(content.channels.menu, templates)
    reaches = Reaches(can)
    desk = Desk(store, content, moves, views, reaches, board, Library(content), clock)
    registration = _registration(settings)
    who = reach(settings, can)
    wording = Wording(content.organisation, content.channels.menu, can, who)
    inviting = Inviting(store, content, who, doors(settings), wording, clock)
    learning = Learning(store, content, ROOT / settings.content, clock)
    accounts = Accounts(store, passwords, clock, settings.is_console_local, bool(registration))

    @asynccontextmanager
    async def running(_app: Litestar) -> AsyncIterator[None]:
        passing_on = asyncio.create_task(board.run())
        yield
        passing_on.cancel()
        await news.close()
        await engine.close()
        await database.close()

    return Litestar(
        [
            _for_everybody(),
            *([_with_work_accounts(Provider(registration, clock))] if registration else []),
            *(status.status, scans.scans, scans.scan),
            *(account.account_page, account.change_password, login.logout),
            *(team.router, logbook.logbook, missed.router, proposals.router, invitations.router),
            *(PoolCalls, pool_router, PartnerCalls, AgendaCalls, AppointmentCalls),
            *(Workplace, Files, *_workplace_page(ROOT / "web" / "console" / "dist")),
        ],
        dependencies={
            "probe": Provide(lambda: probe, sync_to_thread=False),
            "overview": Provide(lambda: overview, sync_to_thread=False),
            "cards": Provide(lambda: cards, sync_to_thread=False),
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "agenda_parts": Provide(lambda: parts, sync_to_thread=False),
            "inviting": Provide(lambda: inviting, sync_to_thread=False),
            "learning": Provide(lambda: learning, sync_to_thread=False),
            "accounts": Provide(lambda: accounts, sync_to_thread=False),
        },
        lifespan=[running],
        middleware=[DefineMiddleware(OnlyLoggedIn, accounts=accounts)],
        csrf_config=_csrf(settings),
        exception_handlers=refusals.handlers,
        request_max_body_size=_MAX_BODY_BYTES,
        response_headers=_HEADERS,
        openapi_config=None,
    )


def _workplace_page(folder: Path) -> list[ControllerRouterHandler]:
    """Serve the working page; the one page of the console that runs a program of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        create_static_files_router(
            "/adviseur/", [folder], html_mode=True, after_request=_with_page_policy
        )
    ]


def _with_page_policy(response: Response[Any]) -> Response[Any]:
    response.headers["Content-Security-Policy"] = _PAGE_POLICY
    return response


def _for_everybody() -> Router:
    """Return what is open also to who is not logged in; all other routes are not."""
    return Router(
        "/",
        route_handlers=[
            *(health.live, health.ready, metrics.metrics, pages.style),
            *(login.login_page, login.login, login.code_page, login.code),
        ],
        opt={OPEN: True},
    )


def _with_work_accounts(provider: Provider) -> Router:
    """Return what is there only where the team's organisation has a login of its own."""
    work_accounts = work_account.WorkAccounts(provider)
    return Router(
        "/",
        route_handlers=[work_account.leave, work_account.come_back],
        dependencies={"work_accounts": Provide(lambda: work_accounts, sync_to_thread=False)},
        opt={OPEN: True},
    )


def _registration(settings: Settings) -> Registration | None:
    if not settings.oidc_issuer:
        return None
    return Registration(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret,
        urljoin(login_url(settings), WORK_ACCOUNT_BACK),
    )


def _csrf(settings: Settings) -> CSRFConfig:
    """Return how forms are signed; without a secret those of before a restart are refused."""
    return CSRFConfig(
        settings.console_secret or secrets.token_hex(),
        cookie_name=refusals.CSRF_COOKIE,
        cookie_secure=not settings.is_console_local,
        cookie_samesite="strict",
    )


if __name__ == "__main__":
    serve("console", create_app, lambda settings: ("127.0.0.1", settings.port + 1))
