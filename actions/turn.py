"""What Rasa's tracker says about this turn, in our own words."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec
from rasa_sdk import Tracker

from advice.appointments.plan import IN_BOOKING, Plan
from advice.appointments.plan import Ask as BookingAsk
from advice.buttons import ABOUT_SCHEMES
from advice.clarification import Guess
from advice.content import Content
from advice.eligibility.check import Check, restored
from advice.eligibility.fact import Fact, FactId, Value, value_of
from advice.scan.walk import Walk
from advice.schemes.catalogue import Catalogue
from advice.schemes.scheme import UNKNOWN, Aspect, Scheme
from advice.search.near_names import near_name
from advice.search.possible_names import possible_names
from advice.search.scattered_names import scattered_name
from advice.signup import IN_POOL, Signup
from advice.signup import Ask as PoolAsk
from advice.wish import IN_WISH, Ask, Wish

ASKED_BACK = "utter_clarify"
"""The response that asks which of some questions was meant."""

IN_SCAN = "scan:"
"""How an open question of the scan begins in the slot `open_question`."""

# All that ask something with "iets anders" among the answers.
_ASKING_BACK = frozenset({ASKED_BACK, "utter_find_scheme", "utter_which_scheme"})

_FALLBACK = "nlu_fallback"
# Who asks one of these and names a scheme asks about that scheme.
_ALSO_ABOUT_SCHEMES = frozenset({"check_scheme", "correct_topic", "find_scheme"})


class Turn:
    """One message as the engine understood it, with what came before."""

    def __init__(self, tracker: Tracker, content: Content) -> None:
        self._message: dict[str, Any] = tracker.latest_message
        self._events: list[dict[str, Any]] = tracker.events
        self._slots: Mapping[str, Any] = tracker.slots
        self._conversation: str = tracker.sender_id
        self._content = content

    @property
    def conversation(self) -> UUID:
        """The conversation, as the store knows it."""
        return UUID(self._conversation)

    @property
    def text(self) -> str:
        """The message, or the part of it that asks one of its questions."""
        return self._message.get("text") or ""

    @property
    def whole_text(self) -> str:
        """The message in full, also when this turn is about one of its questions only."""
        return self._message.get("whole") or self.text

    @property
    def is_pressed(self) -> bool:
        """Whether a button was pressed: then the text is only the name of its intent."""
        return self.text.startswith("/")

    @property
    def intent(self) -> str:
        name: str = self._message["intent"]["name"] or _FALLBACK
        return name

    @property
    def confidence(self) -> float:
        return float(self._message["intent"].get("confidence") or 0.0)

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """All intents it may have been, best first; the fallback is not an intent of anyone."""
        ranking = self._message.get("intent_ranking") or []
        guesses = (Guess(guess["name"], guess["confidence"]) for guess in ranking)
        return tuple(guess for guess in guesses if guess.intent != _FALLBACK)

    @property
    def best_guess(self) -> str:
        """The intent it most likely had, sure or not; nothing when there was no guess."""
        return self.guesses[0].intent if self.guesses else ""

    def confidence_in(self, intent: str) -> float:
        """Return how likely it is that the message had this intent."""
        return next((guess.confidence for guess in self.guesses if guess.intent == intent), 0.0)

    @property
    def likely_aspect(self) -> Aspect | None:
        """What is most probably asked about a scheme; None when a scheme is hardly asked about."""
        is_about = self.best_guess.startswith(ABOUT_SCHEMES)
        is_asked = is_about or self.best_guess in _ALSO_ABOUT_SCHEMES
        return self.guessed_aspect if is_asked else None

    @property
    def guessed_aspect(self) -> Aspect:
        """What is asked about a scheme, if anything is."""
        about = {ABOUT_SCHEMES + aspect: aspect for aspect in Aspect}
        asked = (about[guess.intent] for guess in self.guesses if guess.intent in about)
        return next(asked, Aspect.WHAT)

    @cached_property
    def named_schemes(self) -> tuple[Scheme, ...]:
        """The schemes that this message names, each once, in the order of the message.

        A name with a typing error, with its words apart, or that is an ordinary word in a question
        about a scheme, counts when no other name was heard.
        """
        names = self._values("regeling")
        if names or self.is_pressed:
            found = {scheme.id: scheme for name in names if (scheme := self._scheme(name))}
            return tuple(found.values())
        meant = near_name(self.text, self._schemes) or scattered_name(self.text, self._schemes)
        return (meant,) if meant else self._possibly_named

    @property
    def _possibly_named(self) -> tuple[Scheme, ...]:
        """What the one word names that may be a name, where something of a scheme is asked."""
        is_about_scheme = self.best_guess.startswith(ABOUT_SCHEMES)
        named = possible_names(self.text, self._schemes) if is_about_scheme else ()
        return named if len(named) == 1 else ()

    @property
    def names_unknown_scheme(self) -> bool:
        """Whether this message names a scheme that we have no file about, and no other."""
        return UNKNOWN in self._values("regeling") and not self.named_schemes

    @property
    def scheme(self) -> Scheme | None:
        """The scheme that the conversation is about: the last one that was named."""
        slot: str | None = self._slots.get("regeling")
        return self._scheme(slot) if slot else None

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """What this message is about: the schemes it names, else that of the conversation."""
        return self.named_schemes or ((self.scheme,) if self.scheme else ())

    @property
    def is_about_unknown_scheme(self) -> bool:
        return bool(self._slots.get("regeling") == UNKNOWN)

    @property
    def aspect(self) -> Aspect:
        """What was last asked about a scheme."""
        return Aspect(self._slots.get("aspect") or Aspect.WHAT)

    @property
    def facts(self) -> dict[FactId, Value]:
        """What is known about the firm from earlier messages."""
        return restored(self._slots.get("facts") or {}, self._content.facts)

    @property
    def pressed_facts(self) -> dict[FactId, Value]:
        """The facts that a pressed answer stands for."""
        pairs = (word.partition("=")[::2] for word in self._values("feit"))
        known = self._content.facts
        values = ((id, value_of(known[id], word)) for id, word in pairs if id in known)
        return {id: value for id, value in values if value is not None}

    def pressed_value(self, name: str) -> str | None:
        """Return what a pressed button says of `name`, whether that is a fact or not."""
        pairs = (word.partition("=")[::2] for word in self._values("feit"))
        return next((value for id, value in pairs if id == name), None)

    @property
    def check(self) -> Check | None:
        """The eligibility check that is under way, or was the last one."""
        kept = self._slots.get("check")
        return msgspec.convert(kept, Check) if kept else None

    @property
    def open_fact(self) -> Fact | None:
        """The fact that the bot asked for and that was not answered yet."""
        return self._content.facts.get(self._slots.get("open_question") or "")

    @property
    def walk(self) -> Walk | None:
        """The scan that is under way, paused or finished."""
        kept = self._slots.get("scan")
        return msgspec.convert(kept, Walk) if kept else None

    @property
    def code(self) -> str | None:
        """The code of a scan that this message has."""
        return next(iter(self._values("code")), None)

    @property
    def open_in_scan(self) -> str | None:
        """What the scan asked for and was not answered yet: a question, or what its stop asks."""
        kind, _, key = (self._slots.get("open_question") or "").partition(IN_SCAN)
        return key if key and not kind else None

    @property
    def wish(self) -> Wish | None:
        """What is known of who wanted a person, now or before."""
        kept = self._slots.get("person")
        return msgspec.convert(kept, Wish) if kept else None

    @property
    def open_in_wish(self) -> Ask | None:
        """What was asked before a person can take over, and was not answered yet."""
        kind, _, key = (self._slots.get("open_question") or "").partition(IN_WISH)
        return Ask(key) if not kind and key in set(Ask) else None

    @property
    def signup(self) -> Signup | None:
        """What is known of who wants to help others, or does so."""
        kept = self._slots.get("pool")
        return msgspec.convert(kept, Signup) if kept else None

    @property
    def open_in_pool(self) -> PoolAsk | None:
        """What was asked of who wants to help others, and was not answered yet."""
        kind, _, key = (self._slots.get("open_question") or "").partition(IN_POOL)
        return PoolAsk(key) if not kind and key in set(PoolAsk) else None

    @property
    def plan(self) -> Plan | None:
        """What is known of who wants an appointment, now or before."""
        kept = self._slots.get("booking")
        return msgspec.convert(kept, Plan) if kept else None

    @property
    def open_in_booking(self) -> BookingAsk | None:
        """What was asked before there can be an appointment, and was not answered yet."""
        kind, _, key = (self._slots.get("open_question") or "").partition(IN_BOOKING)
        return BookingAsk(key) if not kind and key in set(BookingAsk) else None

    @property
    def pressed_in_booking(self) -> BookingAsk | None:
        """What a pressed button answers on the way to an appointment, open or not."""
        return next((ask for ask in BookingAsk if self.pressed_value(ask.key)), None)

    @property
    def own_question(self) -> str | None:
        """What was last asked in own words, to us or to a person."""
        kept: str | None = self._slots.get("own_question")
        return kept

    @property
    def place(self) -> str | None:
        """The id of the municipality that was named in the conversation."""
        kept: str | None = self._slots.get("gemeente")
        return kept

    def asks_for(self, key: str) -> bool:
        """Tell whether the open question is the one with this key."""
        return bool(self._slots.get("open_question") == key)

    @property
    def is_in_scan(self) -> bool:
        """Whether a question of the scan waits for its answer."""
        return self.open_in_scan is not None

    @property
    def found(self) -> tuple[str, ...]:
        """The schemes that were found and not shown yet."""
        return tuple(self._slots.get("found") or ())

    @property
    def intent_before(self) -> str | None:
        """What the message before this one was understood as."""
        said = [event for event in self._events if event.get("event") == "user"]
        return said[-2]["parse_data"]["intent"]["name"] if len(said) > 1 else None

    def followed(self, *actions: str) -> bool:
        """Tell whether the turn before this one was answered by one of `actions`."""
        return any(
            event.get("event") == "action" and event.get("name") in actions
            for event in self._turn_before()
        )

    @property
    def was_asked_back(self) -> bool:
        """Whether the turn before this one asked what was meant, with some answers to choose."""
        return any(
            (event.get("metadata") or {}).get("utter_action") in _ASKING_BACK
            for event in self._turn_before()
        )

    @property
    def _schemes(self) -> Catalogue:
        return self._content.schemes

    def _values(self, entity: str) -> list[str]:
        entities = self._message.get("entities") or []
        named = [found for found in entities if found.get("entity") == entity]
        named.sort(key=lambda found: found.get("start") or 0)
        return [found["value"] for found in named]

    def _scheme(self, name: str) -> Scheme | None:
        return self._schemes.get(name) or self._schemes.named(name)

    def _turn_before(self) -> Iterator[dict[str, Any]]:
        """Give what happened between the last two messages of the entrepreneur, newest first."""
        messages = 0
        for event in reversed(self._events):
            messages += event.get("event") == "user"
            if messages > 1:
                return
            if messages:
                yield event
