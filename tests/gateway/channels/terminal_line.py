"""Somebody who talks in the terminal: the client of `schakel chat`, and what it prints."""

import asyncio
from contextlib import redirect_stdout
from io import StringIO
from typing import Any
from uuid import uuid4

import httpx

from advice.channels import MenuWords
from apps.api import Conversation, connect
from apps.commands.show import show
from gateway.channels.email.inbox import Arrive
from kit.clock import Clock

_NAME = "Schakel: "


class TerminalLine:
    """A terminal on this machine."""

    name = "terminal"
    address = ""
    refused = 401
    looks_back = True
    settings: dict[str, Any]

    def __init__(self) -> None:
        self.settings = {}
        self._heard: list[str] = []
        self._last: dict[str, str] = {}
        self._client: httpx.Client
        self._conversation: Conversation

    async def start(self, site: str, arrive: Arrive) -> None:
        self._client = connect(site)
        self._conversation = await asyncio.to_thread(Conversation.begin, self._client)

    async def stop(self) -> None:
        self._client.close()

    def channel(self, words: MenuWords, clock: Clock) -> None:
        return None

    async def says(self, text: str, *, secret: str | None = None) -> int:
        self._last = {"client_id": str(uuid4()), "text": text}
        return await self._post(self._last, secret)

    async def says_it_again(self) -> int:
        return await self._post(self._last)

    async def said_yesterday(self, text: str) -> int:
        return await self.says(text)

    async def sends_something_odd(self) -> int:
        return await self.says("\x1b[31mrood\x07")

    async def heard(self) -> list[str]:
        """Return what the terminal shows of what others say."""
        news = await asyncio.to_thread(self._conversation.news)
        for message in news.messages:
            if message["author"] != "entrepreneur":
                with redirect_stdout(StringIO()) as shown:
                    show(message)
                self._heard.append(shown.getvalue().strip().removeprefix(_NAME))
        return list(self._heard)

    def trouble(self, kind: str) -> None:
        raise NotImplementedError("nothing is carried here")

    async def _post(self, body: dict[str, str], secret: str | None = None) -> int:
        token = self._conversation._token if secret is None else secret
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = await asyncio.to_thread(
            self._client.post, self._conversation._path, json=body, headers=headers
        )
        return answer.status_code
