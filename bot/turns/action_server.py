"""The way to the custom actions: connections that are kept, and failures that nobody swallows."""

from __future__ import annotations

from typing import Any

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from turns.failures import ActionFailed

# Below the five seconds after which our servers close a silent connection, so that we never send
# into one that is just being closed.
_KEEP_ALIVE_SECONDS = 2.0

_REJECTED = 400


class ActionServer(EndpointConfig):
    """Rasa's action endpoint; stock Rasa opens a new connection for every call.

    Must be used and closed in one event loop. How long a call may take is the turn's business.
    """

    def __init__(self, endpoint: EndpointConfig) -> None:
        """Take over the address, the headers and the options of `endpoint`."""
        super().__init__(endpoint.url, headers=endpoint.headers, **endpoint.kwargs)
        self._session: aiohttp.ClientSession | None = None

    async def request(self, *, json: dict[str, Any], **_: Any) -> Any:
        """Run the custom action that `json` names and return the server's answer.

        Raises:
            ActionFailed: no answer, or another one than 200.
            ClientResponseError: the action declined to run (400), which is part of the dialogue.
        """
        action = json["next_action"]
        try:
            async with self._kept_session().post(self.url, json=json) as response:
                status, body = response.status, await response.read()
                answer = await response.json() if status == 200 else None
        except (aiohttp.ClientError, ValueError) as error:
            raise ActionFailed(action) from error
        if status == _REJECTED:
            raise ClientResponseError(status, "", body.decode(errors="replace"))
        if status != 200:
            raise ActionFailed(action)
        return answer

    async def close(self) -> None:
        """Close the kept connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _kept_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                headers=self.headers,
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEEP_ALIVE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),
            )
        return self._session
