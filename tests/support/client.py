"""A browser's side of the web channel, for journeys."""

import time
from typing import Any
from uuid import uuid4

import httpx

type Said = dict[str, Any]


class Visitor:
    """Somebody with a conversation on the site."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=f"{url}/api/v1/conversations", timeout=60)
        opened = self._http.post("", json={}).raise_for_status().json()
        self.token = str(opened["token"])
        self._http.headers["Authorization"] = f"Bearer {self.token}"
        self.path = f"/{opened['id']}"

    def close(self) -> None:
        """Leave; the conversation stays."""
        self._http.close()

    def erase(self) -> None:
        """Have the conversation erased everywhere."""
        self._http.delete(self.path).raise_for_status()

    def say(self, text: str) -> int:
        """Send a text and return its place."""
        return self._send(text=text)

    def click(self, payload: str) -> int:
        """Press a button and return the place of what that says."""
        return self._send(payload=payload)

    def ask(self, text: str) -> list[Said]:
        """Send a text and return what the bot says to it."""
        return self.answers(self.say(text))

    def answers(self, after: int, seconds: float = 60) -> list[Said]:
        """Wait until the bot owes no answer any more; return what it said after a place."""
        end = time.monotonic() + seconds
        while True:
            view = self.read(after=after, wait=5)
            if not view["pending"] and view["messages"]:
                return [said for said in self.messages() if said["seq"] > after]
            if time.monotonic() > end:
                raise AssertionError(f"no answer within {seconds} s: {view}")

    def messages(self) -> list[Said]:
        """Return everything the bot said."""
        return [said for said in self.read()["messages"] if said["author"] == "bot"]

    def read(self, after: int = 0, wait: float = 0) -> dict[str, Any]:
        """Return what is new."""
        response = self._http.get(f"{self.path}/messages", params={"after": after, "wait": wait})
        return dict(response.raise_for_status().json())

    def _send(self, **said: str) -> int:
        message = {"client_id": str(uuid4()), **said}
        response = self._http.post(f"{self.path}/messages", json=message).raise_for_status()
        return int(response.json()["seq"])
