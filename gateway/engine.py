"""The way to Rasa: one HTTP call for one turn."""

from typing import Any

import httpx
import msgspec
from msgspec import Raw, Struct

from conversations.conversation import Turn
from conversations.messages import MAX_TEXT, Reply
from conversations.ports import Answer, EngineFailed, EngineTooSlow, EngineUnavailable

PATIENCE_SECONDS = 8.0
"""An entrepreneur who waits longer than this for an answer gets an apology."""


class _Answered(Struct):
    replies: tuple[Reply, ...]
    state: Raw


_decoder = msgspec.json.Decoder(_Answered)


class RasaEngine:
    """Asks Rasa through its private channel; it keeps nothing, `state` travels along."""

    def __init__(self, url: str, secret: str, patience: float = PATIENCE_SECONDS) -> None:
        self._http = httpx.AsyncClient(
            base_url=f"{url}/webhooks/schakel",
            headers={"Authorization": f"Bearer {secret}", "Content-Type": "application/json"},
            timeout=httpx.Timeout(patience, connect=2.0),
        )

    async def answer(self, turn: Turn) -> Answer:
        response = await self._send(turn)
        if response.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            raise EngineUnavailable("no model loaded")
        if response.status_code != httpx.codes.OK:
            raise EngineFailed(f"status {response.status_code}")
        try:
            answered = _decoder.decode(response.content)
        except msgspec.MsgspecError as error:
            raise EngineFailed("an answer of another shape") from error
        if not answered.replies:
            raise EngineFailed("no reply")
        return Answer(answered.replies, bytes(answered.state))

    async def _send(self, turn: Turn) -> httpx.Response:
        try:
            return await self._http.post("/turn", content=msgspec.json.encode(_question(turn)))
        except httpx.TimeoutException as error:
            raise EngineTooSlow from error
        except httpx.TransportError as error:
            raise EngineUnavailable(type(error).__name__) from error

    async def is_ready(self) -> bool:
        try:
            response = await self._http.get("/health", timeout=2.0)
        except httpx.TransportError:
            return False
        return response.status_code == httpx.codes.OK

    async def close(self) -> None:
        await self._http.aclose()


def _question(turn: Turn) -> dict[str, Any]:
    # A longer letter is kept as a whole; what is asked in it is asked at its beginning.
    said = {"text": turn.text[:MAX_TEXT]} if turn.payload is None else {"payload": turn.payload}
    return {
        "conversation": str(turn.conversation),
        "message": f"{turn.conversation}:{turn.seq}",
        "state": Raw(turn.state) if turn.state else None,
        **said,
    }
