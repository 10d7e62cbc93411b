"""What Rasa's tracker says about this turn, in our own words."""

from collections.abc import Iterator
from typing import Any

from rasa_sdk import Tracker

from advice.clarification import Guess
from advice.schemes.catalogue import Catalogue
from advice.schemes.scheme import UNKNOWN, Scheme

_FALLBACK = "nlu_fallback"


class Turn:
    """One message as the engine understood it, with what came before."""

    def __init__(self, tracker: Tracker, catalogue: Catalogue) -> None:
        self._message: dict[str, Any] = tracker.latest_message
        self._events: list[dict[str, Any]] = tracker.events
        self._slot: str | None = tracker.slots.get("regeling")
        self._catalogue = catalogue

    @property
    def text(self) -> str:
        return self._message.get("text") or ""

    @property
    def intent(self) -> str:
        name: str = self._message["intent"]["name"]
        return name

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """All intents it may have been, best first; the fallback is not an intent of anyone."""
        ranking = self._message.get("intent_ranking") or []
        guesses = (Guess(guess["name"], guess["confidence"]) for guess in ranking)
        return tuple(guess for guess in guesses if guess.intent != _FALLBACK)

    @property
    def named_schemes(self) -> tuple[Scheme, ...]:
        """The schemes that this message names, each once, in the order of the message."""
        found = {scheme.id: scheme for name in self._names() if (scheme := self._scheme(name))}
        return tuple(found.values())

    @property
    def names_unknown_scheme(self) -> bool:
        """Whether this message names a scheme that we have no file about, and no other."""
        return UNKNOWN in self._names() and not self.named_schemes

    @property
    def scheme(self) -> Scheme | None:
        """The scheme that the conversation is about: the last one that was named."""
        return self._scheme(self._slot) if self._slot else None

    @property
    def is_about_unknown_scheme(self) -> bool:
        return self._slot == UNKNOWN

    def followed(self, action: str) -> bool:
        """Tell whether the turn before this one was answered by `action`."""
        return any(
            event.get("event") == "action" and event.get("name") == action
            for event in self._turn_before()
        )

    def _names(self) -> list[str]:
        entities = self._message.get("entities") or []
        named = [entity for entity in entities if entity.get("entity") == "regeling"]
        named.sort(key=lambda entity: entity.get("start") or 0)
        return [entity["value"] for entity in named]

    def _scheme(self, name: str) -> Scheme | None:
        return self._catalogue.get(name) or self._catalogue.named(name)

    def _turn_before(self) -> Iterator[dict[str, Any]]:
        """Give what happened between the last two messages of the entrepreneur, newest first."""
        messages = 0
        for event in reversed(self._events):
            messages += event.get("event") == "user"
            if messages > 1:
                return
            if messages:
                yield event
