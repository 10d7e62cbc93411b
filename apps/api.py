"""The public API as a client on this machine uses it: one conversation, over HTTP."""

from dataclasses import dataclass
from time import monotonic
from typing import Any, Self
from uuid import uuid4

import httpx

_LONGEST_WAIT = 25
# The bot apologises after some ten seconds itself: past this, nobody is at work.
_ANSWER_SECONDS = 60
# A call may wait that long on purpose; the rest is room for a slow machine.
_TIMEOUT = httpx.Timeout(_LONGEST_WAIT + 10, connect=3)

type Message = dict[str, Any]


class ApiFailed(Exception):
    """The product does not run, or did not do what was asked; the text is one sentence."""


@dataclass(frozen=True)
class News:
    """What is new in a conversation, and how many turns of the bot are still to come."""

    messages: list[Message]
    stage: str
    pending: int


def connect(site: str) -> httpx.Client:
    """Return a client of the site at this address; nothing is asked yet."""
    return httpx.Client(base_url=f"{site}/api/v1", timeout=_TIMEOUT, trust_env=False)


class Conversation:
    """One conversation with the running product; `seen` is the number of the last message."""

    def __init__(self, client: httpx.Client, path: str, token: str) -> None:
        self._client = client
        self._path = path
        self._token = token
        self._seen = 0

    @classmethod
    def begin(cls, client: httpx.Client) -> Self:
        """Open a conversation; raise `ApiFailed` when nobody is there."""
        opened = _answer(client, "POST", "/conversations", {})
        return cls(client, f"/conversations/{opened['id']}/messages", opened["token"])

    def say(self, *, text: str | None = None, payload: str | None = None) -> int:
        """Send a sentence, or the payload of a button; return the message's number."""
        said = {"text": text} if payload is None else {"payload": payload}
        accepted = self._call("POST", self._path, {"client_id": str(uuid4()), **said})
        return int(accepted["seq"])

    def news(self, *, wait: int = 0) -> News:
        """Return what came since the last time; wait up to so many seconds for something."""
        query = f"{self._path}?after={self._seen}&wait={wait}"
        found = self._call("GET", query)
        messages = found["messages"]
        self._seen = max([self._seen, *(message["seq"] for message in messages)])
        return News(messages, found["stage"], found["pending"])

    def answers(self) -> list[Message]:
        """Wait until the bot has answered everything; return what others than we said meanwhile.

        Raises `ApiFailed` when no answer comes.
        """
        said: list[Message] = []
        last_moment = monotonic() + _ANSWER_SECONDS
        while monotonic() < last_moment:
            news = self.news(wait=_LONGEST_WAIT)
            said += [message for message in news.messages if message["author"] != "entrepreneur"]
            if not news.pending:
                return said
        raise ApiFailed(f"No answer came within {_ANSWER_SECONDS} s: see `schakel doctor`.")

    def _call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        return _answer(self._client, method, path, body, token=self._token)


def _answer(
    client: httpx.Client, method: str, path: str, body: object = None, *, token: str = ""
) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        response = client.request(method, path, json=body, headers=headers)
        response.raise_for_status()
    except httpx.ConnectError as error:
        raise ApiFailed(
            f"Schakel does not run at {client.base_url.copy_with(path='/')}: start it with "
            "`make start`, or set SCHAKEL_PORT to where it runs."
        ) from error
    except httpx.HTTPStatusError as error:
        raise ApiFailed(_problem(error.response)) from error
    except httpx.HTTPError as error:
        raise ApiFailed(f"Schakel did not answer ({type(error).__name__}).") from error
    answered: dict[str, Any] = response.json()
    return answered


def _problem(response: httpx.Response) -> str:
    """Return what an RFC 9457 answer says."""
    said = response.json() if "json" in response.headers.get("content-type", "") else {}
    return (
        f"Schakel refused this: {said.get('detail') or said.get('title') or response.status_code}"
    )
