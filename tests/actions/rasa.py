"""The engine's side of a call to the actions, in the form Rasa 3.6 gives it."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import httpx
import yaml

from apps.actions import create_app
from apps.settings import Settings
from conversations.handoffs import LookAtDesk
from tests.support.time import HandClock

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-the-test"
CONVERSATION = UUID("0194f3a0-0000-7000-8000-000000000001")


class Rasa:
    """Calls the action server in process, as the engine would over HTTP."""

    def __init__(
        self,
        content: Path,
        clock: HandClock,
        database_url: str = "",
        smtp_url: str = "",
        desk: LookAtDesk | None = None,
    ) -> None:
        """Start the server; without a `desk` it looks at the one in the database."""
        settings = Settings(
            actions_secret=SECRET,
            content=str(content),
            database_url=database_url,
            smtp_url=smtp_url,
        )
        self._app = create_app(settings, clock, desk)
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(cast(Any, self._app)),
            base_url="http://actions",
            headers={"Authorization": f"Bearer {SECRET}"},
        )

    async def close(self) -> None:
        """Close what the server opened: for who lets it look something up."""
        for hook in self._app.on_shutdown:
            await cast(Any, hook)()

    async def run(self, action: str, **understood: Any) -> list[dict[str, Any]]:
        """Run an action after a message that was understood so; return its responses."""
        result = await self.result(call(action, **understood))
        responses: list[dict[str, Any]] = result["responses"]
        return responses

    async def one(self, action: str, **understood: Any) -> dict[str, Any]:
        """Run an action that answers with one message."""
        (response,) = await self.run(action, **understood)
        return response

    async def result(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the responses and the events of an action that runs."""
        response = await self.http.post("/webhook", json=request)
        assert response.status_code == httpx.codes.OK, response.text
        result: dict[str, Any] = response.json()
        return result

    async def declines(self, action: str, **understood: Any) -> bool:
        """Tell whether an action leaves a message to the rules, in the words the engine expects."""
        response = await self.http.post("/webhook", json=call(action, **understood))
        if response.status_code == httpx.codes.OK:
            return False
        assert response.status_code == httpx.codes.BAD_REQUEST, response.text
        assert response.json()["action_name"] == action
        return True


class Talk:
    """One conversation: what an action remembers is there with the next message."""

    def __init__(self, rasa: Rasa) -> None:
        self._rasa = rasa
        self.slots: dict[str, Any] = {}
        self._before: tuple[str, ...] = ()

    async def say(self, text: str, action: str | None = None, **understood: Any) -> dict[str, Any]:
        """Say something that is answered with one message; an open question goes before rules."""
        (response,) = await self.turn(action or self._first("inform"), text=text, **understood)
        return response

    async def press(self, said: Mapping[str, Any], title: str) -> dict[str, Any]:
        """Press the button with this title under a message."""
        (payload,) = [b["payload"] for b in said["buttons"] if b["title"] == title]
        return await self.send(payload)

    async def send(self, payload: str) -> dict[str, Any]:
        """Press a button by what it sends."""
        intent, _, values = payload.removeprefix("/").partition("{")
        entities = json.loads("{" + values) if values else {}
        (response,) = await self.turn(self._first(intent), **pressed(intent, **entities))
        return response

    async def declines(self, action: str, **understood: Any) -> bool:
        return await self._rasa.declines(
            action, slots=self.slots, before=self._before, **understood
        )

    async def turn(self, action: str, **understood: Any) -> list[dict[str, Any]]:
        """Run an action after the next message; return all that it says."""
        heard = [*understood.get("named", ()), *understood.get("values", {}).values()]
        if heard and "feit" not in understood.get("values", {}):
            self.slots["regeling"] = heard[-1]
        request = call(action, slots=self.slots, before=self._before, **understood)
        result = await self._rasa.result(request)
        changes = [event for event in result["events"] if event["event"] == "slot"]
        self.slots |= {event["name"]: event["value"] for event in changes}
        self._before = (*self._before, action)
        responses: list[dict[str, Any]] = result["responses"]
        return responses

    def _first(self, intent: str) -> str:
        """The action that a message goes to: the answer to what is open, else that of its rule."""
        return "action_take_answer" if self.slots.get("open_question") else _RULES[intent]


_RULES = {
    "inform": "action_take_facts",
    "stop": "action_end_check",
    "more": "action_show_more",
    "find_matches": "action_find_matches",
    "check_scheme": "action_check_scheme",
    "regeling_wat": "action_answer_scheme",
    "regeling_hoe_aanvragen": "action_answer_scheme",
    "start_scan": "action_start_scan",
    "ask_human": "action_ask_human",
    "rate": "action_rate",
    "stop_waiting": "action_stop_waiting",
    "join_pool": "action_join_pool",
    "pause_pool": "action_pause_pool",
    "book_appointment": "action_book_appointment",
    "move_appointment": "action_move_appointment",
    "cancel_appointment": "action_cancel_appointment",
    "show_appointment": "action_show_appointment",
}


def pressed(intent: str, **values: str) -> dict[str, Any]:
    """Return how a pressed button is understood: its text is only the name of its intent."""
    return {"intent": intent, "text": f"/{intent}", "confidence": 1.0, "values": values}


def call(
    action: str,
    *,
    intent: str = "nlu_fallback",
    text: str = "",
    slot: str | None = None,
    named: tuple[str, ...] = (),
    ranking: tuple[tuple[str, float], ...] = (),
    before: tuple[str, ...] = (),
    slots: Mapping[str, Any] | None = None,
    confidence: float = 0.9,
    answered: str = "",
    intent_before: str = "greet",
    values: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the request for `action`; `before` are the actions that ran in earlier turns.

    In those it was understood as `intent_before`.

    `slot` is the scheme of the conversation, `values` are the entities of a pressed button, and
    `answered` is the response that the last of the turns before ended with.
    """
    entities: list[dict[str, Any]] = [
        {"entity": "regeling", "value": value, "start": place, "end": place + 1}
        for place, value in enumerate(named)
    ]
    entities += [{"entity": name, "value": value} for name, value in (values or {}).items()]
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "entities": entities,
        "intent_ranking": [{"name": name, "confidence": number} for name, number in ranking],
    }
    return {
        "next_action": action,
        "sender_id": str(CONVERSATION),
        "version": "3.6.21",
        "tracker": {
            "sender_id": str(CONVERSATION),
            "slots": {"regeling": slot, "gemeente": None, "sector": None, **(slots or {})},
            "latest_message": message,
            "events": _events(before, answered, intent_before),
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": "action_listen",
        },
    }


def _events(before: tuple[str, ...], answered: str, intent_before: str) -> list[dict[str, Any]]:
    understood = {"intent": {"name": intent_before}}
    events: list[dict[str, Any]] = [{"event": "action", "name": "action_session_start"}]
    for action in before:
        events += [
            {"event": "action", "name": "action_listen"},
            {"event": "user", "text": "iets", "parse_data": understood},
            {"event": "action", "name": action},
            {"event": "bot", "metadata": {"utter_action": answered}},
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


def titles(response: dict[str, Any]) -> list[str]:
    """Return what stands on the buttons under a response."""
    return [button["title"] for button in response["buttons"]]
