"""The engine's side of a call to the actions, in the form Rasa 3.6 gives it."""

from functools import cache
from pathlib import Path
from typing import Any, cast

import httpx
import yaml

from apps.actions import create_app
from apps.settings import Settings
from tests.support.time import HandClock

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-the-test"


class Rasa:
    """Calls the action server in process, as the engine would over HTTP."""

    def __init__(self, content: Path, clock: HandClock) -> None:
        app = create_app(Settings(actions_secret=SECRET, content=str(content)), clock)
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(cast(Any, app)),
            base_url="http://actions",
            headers={"Authorization": f"Bearer {SECRET}"},
        )

    async def run(self, action: str, **understood: Any) -> list[dict[str, Any]]:
        """Run an action after a message that was understood so; return its responses."""
        response = await self.http.post("/webhook", json=call(action, **understood))
        assert response.status_code == httpx.codes.OK, response.text
        responses: list[dict[str, Any]] = response.json()["responses"]
        return responses

    async def one(self, action: str, **understood: Any) -> dict[str, Any]:
        """Run an action that answers with one message."""
        (response,) = await self.run(action, **understood)
        return response


def call(
    action: str,
    *,
    intent: str = "nlu_fallback",
    text: str = "",
    slot: str | None = None,
    named: tuple[str, ...] = (),
    ranking: tuple[tuple[str, float], ...] = (),
    before: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return the request for `action`; `before` are the actions that ran in earlier turns."""
    entities = [
        {"entity": "regeling", "value": value, "start": place, "end": place + 1}
        for place, value in enumerate(named)
    ]
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "entities": entities,
        "intent_ranking": [{"name": name, "confidence": number} for name, number in ranking],
    }
    return {
        "next_action": action,
        "sender_id": "conversation",
        "version": "3.6.21",
        "tracker": {
            "sender_id": "conversation",
            "slots": {"regeling": slot, "gemeente": None, "sector": None},
            "latest_message": message,
            "events": _events(before),
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": "action_listen",
        },
    }


def _events(before: tuple[str, ...]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = [{"event": "action", "name": "action_session_start"}]
    for action in before:
        events += [
            {"event": "action", "name": "action_listen"},
            {"event": "user", "text": "iets"},
            {"event": "action", "name": action},
            {"event": "bot", "text": "een antwoord"},
        ]
    return [*events, {"event": "action", "name": "action_listen"}, {"event": "user", "text": ""}]


def rendered(response: dict[str, Any]) -> list[str]:
    """Return every variant of a response as an entrepreneur would read it.

    Raises `KeyError` for a response or a value that is missing.
    """
    variants = _responses()[response["response"]]
    return [variant["text"].format(**response) for variant in variants]


@cache
def _responses() -> dict[str, list[dict[str, str]]]:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    responses: dict[str, list[dict[str, str]]] = domain["responses"]
    return responses


def payloads(response: dict[str, Any]) -> list[str]:
    """Return what the buttons under a response send."""
    return [button["payload"] for button in response["buttons"]]
