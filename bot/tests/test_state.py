"""The state that travels: enough to go on with, small, and without a word of anyone."""

from __future__ import annotations

import json

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine import Conversation, Engine
from turns.state import TURNS_KEPT, capture, restore

_DOMAIN = Domain.from_dict(
    {
        "slots": {
            "regeling": {"type": "text", "mappings": [{"type": "custom"}]},
            "people": {"type": "any", "mappings": [{"type": "custom"}], "initial_value": 1},
        }
    }
)


def _tracker() -> DialogueStateTracker:
    return DialogueStateTracker("c", _DOMAIN.slots)


def _take_turn(tracker: DialogueStateTracker, *more: SlotSet | ActiveLoop) -> DialogueStateTracker:
    """One turn, carried over as the caller would: as JSON."""
    said = UserUttered("Mijn naam is Haas", {"name": "greet", "confidence": 0.9})
    for event in (said, *more, ActionExecuted("utter_greet"), ActionExecuted("action_listen")):
        tracker.update(event)
    state = json.loads(json.dumps(capture(tracker)))
    return restore(state, "c", _DOMAIN.slots)


def test_slots_of_long_ago_are_still_set() -> None:
    tracker = _take_turn(_tracker(), SlotSet("regeling", "wbso"), SlotSet("people", None))

    for _ in range(3 * TURNS_KEPT):
        tracker = _take_turn(tracker)

    assert tracker.current_slot_values()["regeling"] == "wbso"
    assert tracker.current_slot_values()["people"] is None


def test_a_slot_that_was_changed_back_is_not_remembered_wrongly() -> None:
    tracker = _take_turn(_tracker(), SlotSet("people", 5))

    tracker = _take_turn(tracker, SlotSet("people", 1))
    for _ in range(TURNS_KEPT):
        tracker = _take_turn(tracker)

    assert tracker.current_slot_values()["people"] == 1


def test_an_active_loop_of_long_ago_is_still_active() -> None:
    tracker = _take_turn(_tracker(), ActiveLoop("people_form"))

    for _ in range(TURNS_KEPT + 1):
        tracker = _take_turn(tracker)

    assert tracker.active_loop_name == "people_form"


def test_only_the_last_turns_are_kept() -> None:
    tracker = _tracker()
    for _ in range(10 * TURNS_KEPT):
        tracker = _take_turn(tracker)

    turns = [event for event in tracker.events if isinstance(event, UserUttered)]

    assert len(turns) == TURNS_KEPT


def test_no_sentence_is_kept() -> None:
    tracker = _tracker()
    tracker.update(UserUttered("Mijn naam is Haas", {"name": "greet", "confidence": 0.9}))

    assert "Haas" not in json.dumps(capture(tracker))


def test_slots_that_the_model_has_lost_are_dropped() -> None:
    tracker = _take_turn(_tracker(), SlotSet("regeling", "wbso"), SlotSet("people", 3))

    later = restore(capture(tracker), "c", [s for s in _DOMAIN.slots if s.name != "people"])

    assert later.current_slot_values()["regeling"] == "wbso"
    assert "people" not in later.current_slot_values()


def test_a_second_miss_in_a_row_is_seen(conversation: Conversation) -> None:
    conversation.say("/")

    [reply] = conversation.say("/")

    assert reply["text"] == "Dat begrijp ik niet, 2 keer."


def test_a_form_goes_on_from_the_state_alone(light: Engine) -> None:
    first = Conversation(light)
    [question] = first.press("/do_count_people")

    [answer] = Conversation(light, state=first.state).say("met zijn vijven")

    assert question["text"] == "Met hoeveel mensen werkt u?"
    assert answer["text"] == "U werkt met: met zijn vijven."


def test_the_same_state_gives_the_same_answer_twice(conversation: Conversation) -> None:
    conversation.say("Wat is de WBSO?")

    first = conversation.attempt(text="hoeveel krijg ik")
    second = conversation.attempt(text="hoeveel krijg ik")

    assert first[0] == second[0] == 200
    assert first[1]["replies"] == second[1]["replies"]


@pytest.mark.parametrize("text", ["Wat is de WBSO?", "/"])
def test_the_state_stays_small(conversation: Conversation, text: str) -> None:
    for _ in range(50):
        conversation.say(text)

    assert len(json.dumps(conversation.state)) < 4_096
