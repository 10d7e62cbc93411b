"""One turn with Rasa's own message processor, on a tracker that comes with the message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker

from turns.action_server import ActionServer
from turns.failures import ActionFailed, BadTurn, NothingSaid, TooManyActions
from turns.incoming import IncomingTurn, Payload
from turns.open_question import goes_before_listening, goes_first
from turns.questions import questions_in
from turns.replies import CHANNEL_NAME, Replies
from turns.state import capture, restore


@dataclass(frozen=True)
class Outcome:
    """What the bot said, and the state from which the conversation goes on."""

    replies: list[dict[str, Any]]
    state: dict[str, Any]


async def take_turn(
    turn: IncomingTurn, model: MessageProcessor, actions: ActionServer | None
) -> Outcome:
    """Let the bot answer one message. Turns share nothing but the loaded model.

    Raises:
        BadTurn: a state that is not ours, a button for an intent the model does not know.
        ActionFailed, TurnFailed: no answer may be given; the caller's state stays as it was.
    """
    replies = Replies()
    tracker = restore(turn.state, turn.conversation, model.domain.slots)
    processor = _TurnProcessor(model, tracker, actions)
    *first, last = await _understood(turn, processor)
    for understood in first:
        await processor.handle_message(_message(turn, understood, replies))
    # An open question comes back once, after all that was asked in between.
    processor.may_ask_again = True
    await processor.handle_message(_message(turn, last, replies))
    if not replies.said:
        raise NothingSaid
    return Outcome(replies.said, capture(tracker))


async def _understood(turn: IncomingTurn, processor: _TurnProcessor) -> list[dict[str, Any]]:
    """What was said in the words of NLU: one message, or the several questions in it."""
    if isinstance(turn.said, Payload):
        return [_parsed(turn.said, processor.domain)]

    async def parse(text: str) -> dict[str, Any]:
        return await processor.parse_message(UserMessage(text, sender_id=turn.conversation))

    return await questions_in(turn.said, await parse(turn.said), parse)


def _message(turn: IncomingTurn, understood: dict[str, Any], replies: Replies) -> UserMessage:
    return UserMessage(
        text=understood["text"],
        output_channel=replies,
        sender_id=turn.conversation,
        parse_data=understood,
        input_channel=CHANNEL_NAME,
        message_id=turn.message,
    )


def _parsed(pressed: Payload, domain: Domain) -> dict[str, Any]:
    """A pressed button in the words of NLU, which has nothing to guess here."""
    if pressed.intent not in domain.intents:
        raise BadTurn("payload names an unknown intent")
    intent = {"name": pressed.intent, "confidence": 1.0}
    return {
        "text": f"/{pressed.intent}",
        "intent": intent,
        "intent_ranking": [intent],
        "entities": [{"entity": e, "value": v} for e, v in pressed.entities.items()],
    }


class _TurnProcessor(MessageProcessor):
    """Rasa's processor for exactly one turn, in which a failure is a failure."""

    def __init__(
        self,
        model: MessageProcessor,
        tracker: DialogueStateTracker,
        actions: ActionServer | None,
    ) -> None:
        """Use what `model` has loaded. Rasa's own constructor would load it again."""
        vars(self).update(vars(model))
        self.action_endpoint = actions
        self.on_circuit_break = _give_up
        self.may_ask_again = False
        self._tracker = tracker

    async def get_tracker(self, conversation_id: str) -> DialogueStateTracker:
        """The tracker that came with the message, not one from a store."""
        self._tracker.model_id = self.model_metadata.model_id
        self._tracker.assistant_id = self.model_metadata.assistant_id
        return self._tracker

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        """Nothing to do: the caller keeps the state."""

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        """What the rules predict, with an open question before and after them."""
        first = goes_first(tracker)
        if first is not None:
            return PolicyPrediction.for_action_name(self.domain, first)
        prediction = super()._predict_next_with_tracker(tracker)
        last = goes_before_listening(tracker) if self.may_ask_again else None
        if last is not None and self._listens(prediction):
            return PolicyPrediction.for_action_name(self.domain, last)
        return prediction

    def _listens(self, prediction: PolicyPrediction) -> bool:
        names = self.domain.action_names_or_texts
        return bool(names[prediction.max_confidence_index] == ACTION_LISTEN_NAME)

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: Replies,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        outspoken = _OutspokenAction(action)
        return await super()._run_action(outspoken, tracker, output_channel, nlg, prediction)


class _OutspokenAction(Action):
    """An action whose failure ends the turn."""

    def __init__(self, action: Action) -> None:
        self._action = action

    def name(self) -> str:
        return self._action.name()

    def event_for_successful_execution(self, prediction: PolicyPrediction) -> ActionExecuted:
        return self._action.event_for_successful_execution(prediction)

    async def run(
        self,
        output_channel: Replies,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        try:
            return await self._action.run(output_channel, nlg, tracker, domain)
        except ActionExecutionRejection:
            # Declining to run is an answer: the rules go on from there.
            raise
        except Exception as error:
            raise ActionFailed(self.name()) from error


def _give_up(*_: object) -> NoReturn:
    raise TooManyActions
