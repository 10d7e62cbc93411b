"""Who may see the team's pages: for now, whoever knows the password of this installation."""

import hmac
from base64 import b64decode
from binascii import Error as NotBase64
from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler

_SCHEME = "basic "
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Schakel", charset="UTF-8"'}


class Password:
    """A guard that compares the password; the name beside it does not matter."""

    def __init__(self, password: str) -> None:
        if not password:
            raise ValueError("the console does not start without a password")
        self._password = password.encode()

    def __call__(
        self, connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
    ) -> None:
        shown = _password_in(connection.headers.get("Authorization", ""))
        if not hmac.compare_digest(shown, self._password):
            raise NotAuthorizedException(headers=_CHALLENGE)


def _password_in(authorization: str) -> bytes:
    """Read the header as RFC 7617 describes it; a header of another shape holds none."""
    if not authorization.lower().startswith(_SCHEME):
        return b""
    try:
        return b64decode(authorization[len(_SCHEME) :]).partition(b":")[2]
    except NotBase64:
        return b""
