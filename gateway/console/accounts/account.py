"""The page of somebody's own account: who one is here, and another password."""

from collections.abc import Mapping
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, SkipValidation
from litestar.status_codes import HTTP_200_OK, HTTP_422_UNPROCESSABLE_ENTITY
from msgspec import Struct

from gateway.console.accounts import texts
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.entrance import is_password_of
from gateway.console.accounts.passwords import (
    PasswordTellsWho,
    PasswordTooLong,
    PasswordTooShort,
    require_good,
)
from gateway.console.accounts.sessions import new_session
from gateway.console.pages import page
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.sessions import Session

_WHY: Mapping[type[ValueError], str] = {
    PasswordTooShort: texts.TOO_SHORT,
    PasswordTooLong: texts.TOO_LONG,
    PasswordTellsWho: texts.TELLS_WHO,
}


class PasswordForm(Struct):
    """The password of now, and the one to come."""

    old: str
    new: str


@get("/adviseur/account", media_type="text/html", include_in_schema=False)
async def account_page(request: Request[Advisor, Session, Any]) -> str:
    """Show role and groups, and the form for another password."""
    return _page(request)


@post("/adviseur/account", media_type="text/html", include_in_schema=False)
async def change_password(
    request: Request[Advisor, Session, Any],
    data: Annotated[PasswordForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
    accounts: NamedDependency[SkipValidation[Accounts]],
) -> Response[str]:
    """Let another password count from now on, and end all sessions but this one."""
    try:
        require_good(data.new, request.user)
    except (PasswordTooShort, PasswordTooLong, PasswordTellsWho) as error:
        return _refused(request, _WHY[type(error)])
    if not await is_password_of(accounts, request.user, data.old):
        return _refused(request, texts.PASSWORD_FAILED)
    return await _changed(request, accounts, data.new)


async def _changed(
    request: Request[Advisor, Session, Any], accounts: Accounts, password: str
) -> Response[str]:
    advisor, kept = request.user, await accounts.passwords.hashed(password)
    session, cookie = new_session(accounts, advisor)
    async with accounts.store.transaction() as work:
        await work.change_password(advisor.id, kept)
        await work.close_sessions(advisor.id)
        await work.open_session(session)
        await work.note(AuditLine(session.opened_at, Deed.PASSWORD_CHANGED, advisor.id))
    shown = _page(request, done=texts.PASSWORD_CHANGED)
    return Response(shown, status_code=HTTP_200_OK, cookies=[cookie])


def _refused(request: Request[Advisor, Session, Any], why: str) -> Response[str]:
    shown = _page(request, failed=why)
    return Response(shown, status_code=HTTP_422_UNPROCESSABLE_ENTITY)


def _page(request: Request[Advisor, Session, Any], *, failed: str = "", done: str = "") -> str:
    role = texts.ROLES[request.user.role]
    return page(request, "account.html", role=role, failed=failed, done=done)
