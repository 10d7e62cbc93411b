"""The pages on which one logs in, sets up codes, and logs out."""

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotAuthorizedException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import Body, FromQuery, SkipValidation
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from gateway.console.accounts import texts, totp
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.entrance import Entered, enter, set_up_codes
from gateway.console.accounts.places import LOGIN, SET_UP_CODES, local, with_next
from gateway.console.accounts.sessions import no_cookie, shown_session
from gateway.console.pages import page
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.sessions import Session

_LIMIT = RateLimitConfig(("minute", 20))


class LoginForm(Struct):
    """What one types to log in; `naar` is the page that was asked for."""

    email: str
    password: str
    code: str = ""
    naar: str = ""


class CodeForm(Struct):
    """The first code of an app that was just told the secret."""

    code: str
    naar: str = ""


@get("/adviseur/inloggen", media_type="text/html", include_in_schema=False)
async def login_page(
    request: Request[Any, Any, Any],
    accounts: NamedDependency[SkipValidation[Accounts]],
    naar: FromQuery[str] = "",
) -> str:
    """Show the form."""
    return login_form(request, accounts, local(naar))


@post(
    "/adviseur/inloggen",
    media_type="text/html",
    include_in_schema=False,
    middleware=[_LIMIT.middleware],
)
async def login(
    request: Request[Any, Any, Any],
    data: Annotated[LoginForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    accounts: NamedDependency[SkipValidation[Accounts]],
) -> Response[Any]:
    """Let somebody in; whatever is wrong, the answer is the same."""
    naar = local(data.naar)
    entered = await enter(accounts, data.email, data.password, data.code)
    if entered is None:
        shown = login_form(request, accounts, naar, data.email, texts.LOGIN_FAILED)
        return Response(shown, status_code=HTTP_422_UNPROCESSABLE_ENTITY)
    return _on_the_way(entered, naar)


@get("/adviseur/inloggen/code", media_type="text/html", include_in_schema=False)
async def code_page(
    request: Request[Any, Any, Any],
    accounts: NamedDependency[SkipValidation[Accounts]],
    naar: FromQuery[str] = "",
) -> str:
    """Show the secret to who knew the password and has no codes yet."""
    session, advisor = await _setting_up(accounts, request)
    return _code_page(request, session, advisor, naar)


@post("/adviseur/inloggen/code", media_type="text/html", include_in_schema=False)
async def code(
    request: Request[Any, Any, Any],
    data: Annotated[CodeForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    accounts: NamedDependency[SkipValidation[Accounts]],
) -> Response[Any]:
    """Let somebody in whose codes work."""
    session, advisor = await _setting_up(accounts, request)
    entered = await set_up_codes(accounts, session, advisor, data.code)
    if entered is None:
        shown = _code_page(request, session, advisor, data.naar, texts.CODE_FAILED)
        return Response(shown, status_code=HTTP_422_UNPROCESSABLE_ENTITY)
    return _on_the_way(entered, local(data.naar))


@post("/adviseur/uitloggen", include_in_schema=False)
async def logout(
    request: Request[Advisor, Session, Any], accounts: NamedDependency[SkipValidation[Accounts]]
) -> Redirect:
    """End the session, here and in the browser."""
    async with accounts.store.transaction() as work:
        await work.close_session(request.auth.token_hash)
        await work.note(AuditLine(accounts.clock(), Deed.LOGOUT, request.user.id))
    return _to(LOGIN, no_cookie(accounts))


def login_form(
    request: Request[Any, Any, Any],
    accounts: Accounts,
    naar: str,
    email: str = "",
    failed: str = "",
) -> str:
    """Return the page with the ways to log in."""
    return page(
        request,
        "login.html",
        naar=naar,
        email=email,
        failed=failed,
        has_provider=accounts.has_provider,
    )


def _on_the_way(entered: Entered, naar: str) -> Redirect:
    place = with_next(SET_UP_CODES, naar) if entered.sets_up_codes else naar
    return _to(place, entered.cookie)


def _to(place: str, cookie: Cookie) -> Redirect:
    return Redirect(place, status_code=HTTP_303_SEE_OTHER, cookies=[cookie])


async def _setting_up(
    accounts: Accounts, request: Request[Any, Any, Any]
) -> tuple[Session, Advisor]:
    """Return who sets up codes in this browser; whoever does not has to log in first."""
    found = await shown_session(accounts, request)
    if found is None or not found[0].sets_up(accounts.clock()):
        raise NotAuthorizedException
    return found


def _code_page(
    request: Request[Any, Any, Any],
    session: Session,
    advisor: Advisor,
    naar: str,
    failed: str = "",
) -> str:
    secret = session.totp_secret or ""
    return page(
        request,
        "code.html",
        picture=totp.picture(secret, advisor.email),
        secret=totp.spelled(secret),
        naar=local(naar),
        failed=failed,
    )
