"""Calls to a desk over HTTP, with every trouble by our own name; all adapters make theirs so."""

from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx
import msgspec

from handoff.tickets.port import BridgeError, DeskAway, DeskRefused

SECONDS = 20.0
"""What one call may take: a desk that is busy needs some five."""

_MOST_WAIT = timedelta(hours=1)
_DIGITS = 6
# Everything else that says no will say so again.
_LATER = (
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.CONFLICT,
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.LOCKED,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
)


class Calls:
    """Makes calls to one desk. `headers` open it; they are in no error and no log."""

    def __init__(
        self,
        url: str,
        headers: dict[str, str],
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        seconds: float = SECONDS,
    ) -> None:
        """`transport` takes the place of the network; one call takes at most `seconds`."""
        self._http = httpx.AsyncClient(
            base_url=url, headers=headers, timeout=seconds, transport=transport
        )

    async def get(self, path: str, **query: str | int | Sequence[str]) -> httpx.Response:
        """Return what stands there; raise a `BridgeError`. Several values repeat a name."""
        return await self._call("GET", path, params=query)

    async def send(self, method: str, path: str, body: object) -> httpx.Response:
        """Send something as JSON; raise a `BridgeError`."""
        return await self._call(method, path, json=body)

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def _call(self, method: str, path: str, **what: Any) -> httpx.Response:
        try:
            answer = await self._http.request(method, path, **what)
        except httpx.TimeoutException as error:
            raise DeskAway("too-slow") from error
        except httpx.HTTPError as error:
            raise DeskAway(type(error).__name__) from error
        if not answer.is_success:
            raise _trouble(answer)
        return answer


def parsed[T](body: bytes, shape: type[T]) -> T:
    """Return an answer as a value; raise `DeskAway` if it is of another shape."""
    try:
        # Numbers stand there as text in one answer and as numbers in the next.
        return msgspec.json.decode(body, type=shape, strict=False)
    except msgspec.MsgspecError as error:
        raise DeskAway("another-shape") from error


def _trouble(answer: httpx.Response) -> BridgeError:
    status = answer.status_code
    is_ours = status in range(HTTPStatus.MULTIPLE_CHOICES, HTTPStatus.INTERNAL_SERVER_ERROR)
    if is_ours and status not in _LATER:
        return DeskRefused(str(status))
    return DeskAway(str(status), _wait(answer.headers.get("Retry-After", "")))


def _wait(told: str) -> timedelta | None:
    is_seconds = told.isascii() and told.isdigit() and len(told) < _DIGITS
    return min(timedelta(seconds=int(told)), _MOST_WAIT) if is_seconds else None
