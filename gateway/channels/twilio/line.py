"""The way to Twilio: one call, ten seconds, and every trouble by our own name."""

import asyncio
import logging
from base64 import b64encode
from http import HTTPStatus

import aiohttp
import msgspec
from msgspec import Struct
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response

from conversations.channels import ProviderAway, Unclear
from gateway.channels.twilio.errors import error_for

# Twilio's client logs addresses with the numbers of people in them.
_SILENT = logging.Logger("twilio.silent", logging.CRITICAL)


class Account(Struct, frozen=True):
    """What opens Twilio for us. `api` is where it is: another for its European region, or a test.

    https://www.twilio.com/docs/global-infrastructure
    """

    sid: str
    token: str
    api: str = "https://api.twilio.com"

    @property
    def authorization(self) -> str:
        """The header that shows it."""
        return f"Basic {b64encode(f'{self.sid}:{self.token}'.encode()).decode()}"


class _Trouble(Struct):
    code: int = 0


class Line:
    """Carries calls for twilio's own `Client`, which takes it for a client of its own.

    The original does not keep to its own time limit, drops Retry-After, and shows who we are in a
    way that aiohttp is about to end. Made while a loop runs.
    """

    is_async = True

    def __init__(self, account: Account, seconds: float) -> None:
        self._authorization = account.authorization
        self._seconds = seconds
        self._client = AsyncTwilioHttpClient(logger=_SILENT)

    async def request(  # noqa: PLR0913 - the shape that twilio calls
        self,
        method: str,
        url: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
        allow_redirects: bool = False,
    ) -> Response:
        """Return the answer if all went well, and raise a `DeliveryError` if not."""
        unsure = Unclear if method == "POST" else ProviderAway
        headers = {**(headers or {}), "Authorization": self._authorization}
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._client.request(method, url, params, data, headers)
        except aiohttp.ClientConnectorError as error:
            raise ProviderAway("connect") from error
        except (aiohttp.ClientError, OSError, UnicodeDecodeError) as error:
            raise unsure("no-answer") from error
        if answer.status_code not in range(HTTPStatus.OK, HTTPStatus.MULTIPLE_CHOICES):
            raise error_for(_code(answer.text), answer.status_code, _retry_after(answer))
        if not _is_object(answer.text):
            raise unsure("half-answer")
        return answer

    async def close(self) -> None:
        """Close connections."""
        await self._client.close()


def _retry_after(answer: Response) -> str:
    return str(answer.headers.get("Retry-After", ""))


def _code(text: str) -> int:
    try:
        return msgspec.json.decode(text, type=_Trouble).code
    except msgspec.MsgspecError:
        return 0


def _is_object(text: str) -> bool:
    try:
        msgspec.json.decode(text, type=dict[str, object])
    except msgspec.MsgspecError:
        return False
    return True
