"""Asks a process over HTTP whether it does its work already."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.client import HTTPException
from urllib.request import ProxyHandler, Request, build_opener

_SECONDS = 2.0
# These are our own processes: a proxy for the world outside does not know them.
_opener = build_opener(ProxyHandler({}))


def answers(url: str, headers: Mapping[str, str] | None = None) -> Callable[[], bool]:
    """Return a probe of `url`; its headers may hold a secret and are shown nowhere."""
    return lambda: status(url, headers) == HTTPStatus.OK


def status(url: str, headers: Mapping[str, str] | None = None) -> int | None:
    """Return the HTTP status that `url` answers with, or None when nobody does."""
    try:
        # Only addresses of our own make come here.
        request = Request(url, headers=dict(headers or {}))  # noqa: S310
        with _opener.open(request, timeout=_SECONDS) as response:
            return int(response.status)
    except (OSError, HTTPException) as error:
        return getattr(error, "code", None)
