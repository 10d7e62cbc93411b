"""Logging in with the account of one's own organisation: away to its provider, and back."""

from dataclasses import dataclass, field
from typing import Annotated, Any

import structlog
from litestar import Request, Response, get
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import FromQuery, QueryParameter, SkipValidation
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_422_UNPROCESSABLE_ENTITY

from gateway.console.accounts import texts
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.departures import Departures, new_departure
from gateway.console.accounts.entrance import Entered, enter_vouched_for, note_failure
from gateway.console.accounts.id_token import NotProven, NoVerifiedEmail
from gateway.console.accounts.login import login_form
from gateway.console.accounts.oidc import Provider, ProviderUnavailable
from gateway.console.accounts.places import START, WORK_ACCOUNT, WORK_ACCOUNT_BACK, local
from gateway.console.pages import page

COOKIE = "schakel_werkaccount"

_COOKIE_SECONDS = 600
# A login is two calls, and a whole office may come from one address. It has a measure of its own,
# so that what goes wrong here leaves the form for passwords open.
_LIMIT = RateLimitConfig(("minute", 60), store="work_account_limit")

log = structlog.get_logger()


@dataclass(frozen=True)
class WorkAccounts:
    """The provider of work accounts, and who is on the way to it."""

    provider: Provider
    departures: Departures = field(default_factory=Departures)


# A link leads here and no form: a browser lets a form go nowhere but to this site, also by way of
# a redirect (https://www.w3.org/TR/CSP3/#directive-form-action).
@get(
    WORK_ACCOUNT,
    media_type="text/html",
    include_in_schema=False,
    middleware=[_LIMIT.middleware],
)
async def leave(
    request: Request[Any, Any, Any],
    accounts: NamedDependency[SkipValidation[Accounts]],
    work_accounts: NamedDependency[SkipValidation[WorkAccounts]],
    naar: FromQuery[str] = "",
) -> Response[Any]:
    """Send somebody to the provider."""
    departure = new_departure(local(naar), accounts.clock())
    try:
        address = await work_accounts.provider.address(departure)
    except ProviderUnavailable as error:
        return await _failed(request, accounts, departure.naar, error)
    cookie = _cookie(accounts, work_accounts.departures.keep(departure))
    return Redirect(address, status_code=HTTP_303_SEE_OTHER, cookies=[cookie])


@get(
    WORK_ACCOUNT_BACK,
    media_type="text/html",
    include_in_schema=False,
    middleware=[_LIMIT.middleware],
)
async def come_back(
    request: Request[Any, Any, Any],
    accounts: NamedDependency[SkipValidation[Accounts]],
    work_accounts: NamedDependency[SkipValidation[WorkAccounts]],
    code: FromQuery[str] = "",
    shown: Annotated[str, QueryParameter(name="state")] = "",
) -> Response[Any]:
    """Let somebody in for whom the provider vouches, if the address is that of an account."""
    token, now = request.cookies.get(COOKIE, ""), accounts.clock()
    departure = work_accounts.departures.take(token, shown, now)
    if departure is None:
        return await _failed(request, accounts, START, NotProven("no such departure"))
    try:
        email = await work_accounts.provider.email(departure, code)
    except (ProviderUnavailable, NotProven, NoVerifiedEmail) as error:
        return await _failed(request, accounts, departure.naar, error)
    entered = await enter_vouched_for(accounts, email)
    if entered is None:
        return _refused(request, accounts, departure.naar, texts.WORK_ACCOUNT_UNKNOWN)
    return _arrived(request, accounts, entered, departure.naar)


def _arrived(
    request: Request[Any, Any, Any], accounts: Accounts, entered: Entered, naar: str
) -> Response[Any]:
    """Give the cookie with a page of ours that leads on by itself.

    A redirect would still count as coming from the provider's site, and the browser would keep a
    `SameSite=Strict` cookie to itself (RFC 6265bis, 5.2).
    """
    return Response(
        page(request, "arrived.html", naar=naar),
        headers={"Refresh": f"0; url={naar}"},
        cookies=[entered.cookie, _cookie(accounts, "")],
    )


async def _failed(
    request: Request[Any, Any, Any], accounts: Accounts, naar: str, error: Exception
) -> Response[Any]:
    log.warning("work_account.failed", outcome=type(error).__name__, why=str(error))
    if not isinstance(error, ProviderUnavailable):
        await note_failure(accounts)
    is_unknown = isinstance(error, NoVerifiedEmail)
    said = texts.WORK_ACCOUNT_UNKNOWN if is_unknown else texts.WORK_ACCOUNT_FAILED
    return _refused(request, accounts, naar, said)


def _refused(
    request: Request[Any, Any, Any], accounts: Accounts, naar: str, said: str
) -> Response[Any]:
    shown = login_form(request, accounts, naar, failed=said)
    return Response(shown, status_code=HTTP_422_UNPROCESSABLE_ENTITY)


def _cookie(accounts: Accounts, token: str) -> Cookie:
    """Return the cookie of a departure, which comes along from another site; empty: no more."""
    return Cookie(
        key=COOKIE,
        value=token,
        path=WORK_ACCOUNT,
        max_age=_COOKIE_SECONDS if token else 0,
        secure=not accounts.is_local,
        httponly=True,
        samesite="lax",
    )
