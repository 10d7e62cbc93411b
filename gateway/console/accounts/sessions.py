"""Who asks: the session that a cookie opens, and what its owner may see."""

import hashlib
import secrets
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware.authentication import (
    AbstractAuthenticationMiddleware,
    AuthenticationResult,
)
from litestar.types import ASGIApp, Guard

from gateway.console.accounts.accounts import Accounts
from handoff.advisors import Advisor, Role
from handoff.sessions import LONGEST, Session

COOKIE = "schakel_console"
OPEN = "is_open"
"""The option of a route that everybody may use."""

type Connection = ASGIConnection[Any, Any, Any, Any]


class NotForThisRole(PermissionDeniedException):
    """Somebody who is logged in asked for what their role may not."""


class OnlyLoggedIn(AbstractAuthenticationMiddleware):
    """Lets only open sessions through; `request.user` is then the advisor, `.auth` the session."""

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        super().__init__(app, exclude_from_auth_key=OPEN)
        self._accounts = accounts

    async def authenticate_request(self, connection: Connection) -> AuthenticationResult:
        """Return who asks; raise `NotAuthorizedException` when nobody we know does."""
        found = await shown_session(self._accounts, connection)
        now = self._accounts.clock()
        if found is None or not found[0].is_open(now):
            raise NotAuthorizedException
        session, advisor = found
        if session.is_seen_anew(now):
            async with self._accounts.store.transaction() as work:
                await work.see_session(session.token_hash, now)
        return AuthenticationResult(user=advisor, auth=session)


async def shown_session(
    accounts: Accounts, connection: Connection
) -> tuple[Session, Advisor] | None:
    """Return the session of the cookie with its active advisor; it may be too old."""
    token = connection.cookies.get(COOKIE)
    if not token:
        return None
    async with accounts.store.reading() as work:
        found = await work.session(_hash(token))
    return found if found and found[1].is_active else None


def new_session(
    accounts: Accounts, advisor: Advisor, totp_secret: str | None = None
) -> tuple[Session, Cookie]:
    """Return a session that begins now and the cookie that opens it; nothing is kept yet."""
    token, now = secrets.token_urlsafe(32), accounts.clock()
    return Session(_hash(token), advisor.id, now, now, totp_secret), _cookie(accounts, token)


def no_cookie(accounts: Accounts) -> Cookie:
    """Return the cookie that takes the place of a session's own."""
    cookie = _cookie(accounts, "")
    cookie.max_age = 0
    return cookie


def only(*roles: Role) -> Guard:
    """Return a guard that lets those roles through; others are told that it is not for them."""

    def is_one_of_them(connection: Connection, _handler: BaseRouteHandler) -> None:
        if connection.user.role not in roles:
            raise NotForThisRole

    return is_one_of_them


def _cookie(accounts: Accounts, token: str) -> Cookie:
    return Cookie(
        key=COOKIE,
        value=token,
        path="/",
        max_age=int(LONGEST.total_seconds()),
        secure=not accounts.is_local,
        httponly=True,
        samesite="strict",
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
