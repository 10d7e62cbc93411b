"""What one is told who may not go on: the way to log in, a page, or a problem for a program."""

from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_401_UNAUTHORIZED
from litestar.types import ExceptionHandlersMap

from gateway.console import texts
from gateway.console.accounts.places import LOGIN, START, with_next
from gateway.console.accounts.sessions import NotForThisRole
from gateway.console.pages import page

CSRF_COOKIE = "csrftoken"

_API = "/adviseur/api/"

type _Request = Request[Any, Any, Any]


def _not_logged_in(request: _Request, _error: NotAuthorizedException) -> Response[Any]:
    if _is_of_program(request):
        return _problem(HTTP_401_UNAUTHORIZED, texts.NOT_LOGGED_IN)
    return Redirect(with_next(LOGIN, _asked(request)), status_code=HTTP_303_SEE_OTHER)


def _stale_form(request: _Request, error: PermissionDeniedException) -> Response[Any]:
    response = _refused(request, error, texts.STALE_FORM)
    # Its token may be signed with another secret: a new one is made at the next page.
    response.delete_cookie(CSRF_COOKIE)
    return response


def _not_for_this_role(request: _Request, error: NotForThisRole) -> Response[Any]:
    return _refused(request, error, texts.NOT_FOR_THIS_ROLE)


def _by_status(request: _Request, error: HTTPException) -> Response[Any]:
    said = texts.REFUSED.get(error.status_code, texts.REFUSED_OTHERWISE)
    return _refused(request, error, said)


def _refused(request: _Request, error: HTTPException, said: tuple[str, str]) -> Response[Any]:
    heading, what = said
    if _is_of_program(request):
        return _problem(error.status_code, what, error.headers)
    return Response(
        page(request, "refused.html", heading=heading, what=what),
        status_code=error.status_code,
        media_type="text/html",
        headers=error.headers,
    )


def _is_of_program(request: _Request) -> bool:
    return request.url.path.startswith(_API)


def _asked(request: _Request) -> str:
    """Return what one wanted to see; a form that was sent is not sent again."""
    if request.method != "GET":
        return START
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def _problem(
    status: int, detail: str, headers: dict[str, str] | None = None
) -> Response[dict[str, Any]]:
    """Return an error as RFC 9457 asks."""
    return Response(
        {"type": "about:blank", "status": status, "detail": detail},
        status_code=status,
        media_type="application/problem+json",
        headers=headers,
    )


handlers: ExceptionHandlersMap = {
    NotAuthorizedException: _not_logged_in,
    NotForThisRole: _not_for_this_role,
    PermissionDeniedException: _stale_form,
    HTTPException: _by_status,
}
