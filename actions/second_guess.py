"""What else a message may have meant, offered under the answer to what it most likely meant."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.also_meant import AlsoMeant
from actions.finding import FindScheme
from actions.say import buttons
from actions.turn import Turn
from advice.buttons import ABOUT_FAQ, ABOUT_SCHEMES
from advice.clarification import MOST_OTHERS, Clarifier
from advice.content import Content
from advice.values import Offer

# Above this confidence nothing else was meant.
_SURE = 0.95
_ANSWERS = frozenset({"scheme", "schemes", "faq", "eligibility", "out_of_scope"})


class WithSecondGuess(Action):
    """An action whose answer can be put right with one press: "Ik bedoel: geld lenen"."""

    def __init__(self, action: Action, content: Content, finder: FindScheme) -> None:
        self._action = action
        self._content = content
        self._finder = finder
        self._clarifier = Clarifier(content.words, content.faq)
        self._also_meant = AlsoMeant(content)

    def name(self) -> str:
        name: str = self._action.name()
        return name

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = await self._action.run(dispatcher, tracker, domain)
        if dispatcher.messages and _kind(dispatcher.messages[-1]) in _ANSWERS:
            said = dispatcher.messages[-1]
            meant = buttons(self._others(Turn(tracker, self._content), said["meta"]))
            likely = {button["payload"] for button in meant}
            rest = [button for button in said["buttons"] if button["payload"] not in likely]
            said["buttons"] = [*rest, *meant]
        return events

    def _others(self, turn: Turn, answered: dict[str, Any]) -> tuple[Offer, ...]:
        """Return what may have been meant beside what was answered; nothing if that is sure."""
        if turn.is_pressed:
            return ()
        return (*self._possibly_named(turn, answered), *self._guessed(turn, answered))[:MOST_OTHERS]

    def _guessed(self, turn: Turn, answered: dict[str, Any]) -> tuple[Offer, ...]:
        if not turn.guesses or turn.guesses[0].confidence >= _SURE:
            return ()
        others = [guess for guess in turn.guesses if not _is_answered(guess.intent, answered)]
        found = [find.scheme for find in self._finder.fitting(turn.text, turn.facts)]
        scheme = turn.schemes[0] if turn.schemes else None
        return self._clarifier.rather(others, scheme, found)

    def _possibly_named(self, turn: Turn, answered: dict[str, Any]) -> tuple[Offer, ...]:
        """Offer what a word may name in what was said to be none of our business."""
        if answered["kind"] != "out_of_scope":
            return ()
        return tuple(self._content.words.rather(one) for one in self._also_meant.named(turn)[:1])


def _is_answered(intent: str, answered: dict[str, Any]) -> bool:
    """Tell whether an answer (by its meta) is the one that belongs to `intent`."""
    match answered["kind"]:
        case "faq":
            return intent in {ABOUT_FAQ + id for id in answered["ids"]}
        case "scheme":
            return intent == f"{ABOUT_SCHEMES}{answered['aspect']}"
        case "eligibility":
            return intent in {"check_scheme", "find_matches"}
        case _:
            return intent == "find_scheme"


def _kind(said: dict[str, Any]) -> str:
    """Return what kind of answer a message is; a response without values says it in the domain."""
    kind: str = said.get("meta", {}).get("kind", "")
    return kind
