"""An open question of the bot: an answer goes on from it, anything else comes back to it.

While the slot `open_question` is set, a message goes to `action_take_answer` before any rule. That
action may decline to run (it is a question of its own): then the rules answer it as always, and
`action_ask_again` asks what was still open. Rasa's forms do the first half of this; a question in
between breaks them (rasa #7751, #9520), so what counts as an answer is decided by our own action.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

SLOT = "open_question"
TAKE_ANSWER = "action_take_answer"
ASK_AGAIN = "action_ask_again"


def goes_first(tracker: DialogueStateTracker) -> str | None:
    """The action that goes before all rules, or None."""
    since = list(_since_the_message(tracker))
    nothing_done = len(since) == 1 and isinstance(since[0], UserUttered)
    if nothing_done and _is_open(tracker):
        return TAKE_ANSWER
    return ACTION_LISTEN_NAME if _has_run(since, TAKE_ANSWER, ASK_AGAIN) else None


def goes_before_listening(tracker: DialogueStateTracker) -> str | None:
    """The action that goes before the bot falls silent, or None.

    Only where the message was first declined as the answer: a question that was opened in this turn
    has just been asked.
    """
    since = list(_since_the_message(tracker))
    was_declined = any(
        isinstance(event, ActionExecutionRejected) and event.action_name == TAKE_ANSWER
        for event in since
    )
    was_opened = any(isinstance(event, SlotSet) for event in since)
    return ASK_AGAIN if was_declined and not was_opened and _is_open(tracker) else None


def _is_open(tracker: DialogueStateTracker) -> bool:
    return tracker.slots.get(SLOT) is not None and bool(tracker.get_slot(SLOT))


def _has_run(events: list[Event], *actions: str) -> bool:
    return any(isinstance(e, ActionExecuted) and e.action_name in actions for e in events)


def _since_the_message(tracker: DialogueStateTracker) -> Iterator[Event]:
    """What happened from the last message of the person on, that message first.

    Of the slots that were set only that of the open question counts.
    """
    counted: list[Event] = []
    for event in reversed(tracker.events):
        is_question = isinstance(event, SlotSet) and event.key == SLOT
        if is_question or isinstance(event, (UserUttered, ActionExecuted, ActionExecutionRejected)):
            counted.append(event)
        if isinstance(event, UserUttered):
            break
    yield from reversed(counted)
