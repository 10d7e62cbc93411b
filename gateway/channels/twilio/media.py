"""Files that people sent, fetched from Twilio."""

import asyncio
import mimetypes
from email.message import Message
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import httpx

from conversations.channels import MediaAway, MediaGone, MediaRef
from conversations.files import NewFile
from gateway.channels.twilio.line import Account
from gateway.channels.twilio.texts import UNTITLED

_TWILIO = ".twilio.com"
_LONGEST_TITLE = 100
_MAY_COME_BACK = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_MANY_REQUESTS,
)


class Media:
    """Fetches files with the account's own secret, which goes to Twilio and to nobody else."""

    def __init__(self, account: Account, seconds: float) -> None:
        self._account = account
        # Twilio answers with an address elsewhere, and httpx does not take the secret there.
        self._client = httpx.AsyncClient(timeout=seconds, follow_redirects=True)
        self._seconds = seconds

    async def fetch(self, media: MediaRef, limit: int) -> NewFile:
        """Return a file; raise `MediaGone`, also above `limit` bytes, and `MediaAway`."""
        if not self._is_of_twilio(media.where):
            raise MediaGone
        secret = {"Authorization": self._account.authorization}
        try:
            async with (
                asyncio.timeout(self._seconds),
                self._client.stream("GET", media.where, headers=secret) as answer,
            ):
                _check(answer.status_code)
                data = await _within(answer, limit)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise MediaAway from error
        return NewFile(_title(answer, media), _type(answer, media), data)

    async def close(self) -> None:
        """Close connections."""
        await self._client.aclose()

    def _is_of_twilio(self, where: str) -> bool:
        try:
            asked, ours = urlsplit(where), urlsplit(self._account.api)
            is_there = asked.scheme == "https" and (asked.hostname or "").endswith(_TWILIO)
        except ValueError:
            return False
        is_ours = asked[:2] == ours[:2]
        owner = f"/2010-04-01/Accounts/{self._account.sid}/"
        return (is_there or is_ours) and asked.path.startswith(owner)


def _check(status: int) -> None:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _MAY_COME_BACK:
        raise MediaAway
    if status != HTTPStatus.OK:
        raise MediaGone


async def _within(answer: httpx.Response, limit: int) -> bytes:
    data = bytearray()
    async for piece in answer.aiter_bytes():
        data += piece
        if len(data) > limit:
            raise MediaGone
    return bytes(data)


def _type(answer: httpx.Response, media: MediaRef) -> str:
    told = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    return told or media.media_type


def _title(answer: httpx.Response, media: MediaRef) -> str:
    header = Message()
    header["Content-Disposition"] = answer.headers.get("Content-Disposition", "inline")
    name = PurePosixPath((header.get_filename() or media.title).replace("\\", "/")).name
    ending = mimetypes.guess_extension(_type(answer, media)) or ""
    return name[:_LONGEST_TITLE] or f"{UNTITLED}{ending}"
