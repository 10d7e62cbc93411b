"""The dialogue state between two turns: Rasa's tracker to small JSON and back.

Nothing of a conversation stays in this process. What the next turn needs travels with the caller as
`{"version": int, "events": [Rasa event, ...]}`: the last few turns as they happened, and before
them one opening that stands for all older turns (the slots that were set and the active loop).

The sentences themselves stay out, but for what an action keeps in a slot. The rules look at
intents, entities and slots only, the caller has the messages already, and what is not here cannot
leak and need not be erased.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from turns.failures import BadTurn

VERSION = 1

# Enough for an action that looks back ("the second miss in a row"). Each turn costs 0.5 kB to carry
# and 0.3 ms to replay.
TURNS_KEPT = 4

_ENTITY_KEYS = ("entity", "value", "role", "group")


def restore(
    state: dict[str, Any] | None, conversation: str, slots: list[Slot]
) -> DialogueStateTracker:
    """The tracker as it stood after the last turn; an empty one for a first turn.

    Slots that the present model no longer knows are left out. A state of another version starts
    the dialogue afresh: after an upgrade a conversation forgets its topic, but goes on.

    Raises:
        BadTurn: the JSON is not a state.
    """
    events = _events_of(state) if state is not None else []
    known = {slot.name for slot in slots}
    present = [e for e in events if not isinstance(e, SlotSet) or e.key in known]
    return DialogueStateTracker.from_events(conversation, present, slots)


def capture(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What the next turn needs; its size does not grow with the length of the conversation."""
    return {"version": VERSION, "events": [_slim(event) for event in _bounded(tracker)]}


def _events_of(state: dict[str, Any]) -> list[Event]:
    version = state.get("version")
    if not isinstance(version, int):
        raise BadTurn("state has no version")
    if version != VERSION:
        return []
    try:
        return list(deserialise_events(state["events"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadTurn("state is unreadable") from error


def _bounded(tracker: DialogueStateTracker) -> list[Event]:
    """The last turns in full, everything before them as one opening."""
    events = list(tracker.events)
    starts = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(starts) <= TURNS_KEPT:
        return events
    cut = starts[-TURNS_KEPT]
    return [*_opening(tracker.init_copy(), events[:cut]), *events[cut:]]


def _opening(tracker: DialogueStateTracker, events: Iterable[Event]) -> list[Event]:
    """The shortest history with the slots and the active loop of `events`, listening."""
    for event in events:
        tracker.update(event)
    opening: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    opening += [
        SlotSet(slot.name, slot.value)
        for slot in tracker.slots.values()
        if slot.value != slot.initial_value
    ]
    if tracker.active_loop_name:
        opening.append(ActiveLoop(tracker.active_loop_name))
    return [*opening, ActionExecuted(ACTION_LISTEN_NAME)]


def _slim(event: Event) -> dict[str, Any]:
    """The event as JSON without sentences, rankings and repeated model names."""
    full = event.as_dict()
    slim = {"event": event.type_name, "timestamp": round(event.timestamp, 3)}
    return slim | _KEPT.get(event.type_name, _everything_set)(full)


def _user(event: dict[str, Any]) -> dict[str, Any]:
    parsed = event["parse_data"]
    entities = [{k: e[k] for k in _ENTITY_KEYS if k in e} for e in parsed["entities"]]
    intent = {k: parsed["intent"].get(k) for k in ("name", "confidence")}
    return {"parse_data": {"intent": intent, "entities": entities}}


def _bot(event: dict[str, Any]) -> dict[str, Any]:
    response = event["metadata"].get("utter_action")
    return {"metadata": {"utter_action": response}} if response else {}


def _action(event: dict[str, Any]) -> dict[str, Any]:
    return {k: event[k] for k in ("name", "action_text", "hide_rule_turn") if event.get(k)}


def _everything_set(event: dict[str, Any]) -> dict[str, Any]:
    left_out = {"event", "timestamp", "metadata"}
    return {k: v for k, v in event.items() if v is not None and k not in left_out}


_KEPT: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "user": _user,
    "bot": _bot,
    "action": _action,
}
