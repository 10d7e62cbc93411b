"""Lets people who want to help others join the pool, pause and leave."""

from typing import Any

import msgspec
from msgspec import structs
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.pool_answers import PoolAnswers
from actions.say import Events, bring, buttons, meta
from actions.turn import Turn
from advice.content import Content
from advice.eligibility.vocabulary import PLACE
from advice.signup import CHANGE, Ask, Signup
from advice.values import Offer
from conversations.helpers import HelperKind, PoolMove
from conversations.scans import Given
from kit.clock import Clock

_ASKED = {
    Ask.KIND: "utter_pool_kind",
    Ask.WORDS: "utter_pool_words",
    Ask.THEMES: "utter_pool_themes",
    Ask.PLACE: "utter_pool_place",
    Ask.CONTACT: "utter_pool_contact",
    Ask.NAME: "utter_pool_name",
    Ask.CONSENT: "utter_pool_consent",
}
# Each is the practical side of a question of the Q&A, and says so.
_ABOUT = {
    None: "ondernemerspoule",
    HelperKind.ENTREPRENEUR: "ondernemerspoule",
    HelperKind.STUDENT: "student_opdracht",
}
_MOVED = {
    PoolMove.PAUSE: ("utter_pool_paused", (PoolMove.RESUME, PoolMove.LEAVE)),
    PoolMove.RESUME: ("utter_pool_resumed", (PoolMove.PAUSE, PoolMove.LEAVE)),
    PoolMove.LEAVE: ("utter_pool_left", ()),
}
NOBODY = SlotSet("pool", None)


class PoolTalk:
    """Asks what is missing of who wants to help, and consent at the end."""

    def __init__(self, content: Content, clock: Clock, answers: PoolAnswers) -> None:
        self._content = content
        self._words = content.pool
        self._clock = clock
        self._answers = answers

    def start(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Ask the first question; who is in already can pause or leave."""
        begun = self._answers.begun(turn)
        if begun.is_member:
            _ask_which_move(dispatcher, self._content)
            return [SlotSet("open_question", None)]
        return self._ask(dispatcher, begun)

    def is_open(self, turn: Turn) -> bool:
        return turn.open_in_pool is not None

    async def take(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
        """Go on from an answer; after a second miss nothing is asked any more."""
        ask, before = turn.open_in_pool, turn.signup or Signup()
        if ask is None:
            return None
        if self._answers.stops(turn):
            return self._stop(dispatcher, "utter_pool_stopped")
        if self._answers.is_for_others(turn, ask):
            return None
        if ask is Ask.CONSENT:
            return self._consent(dispatcher, turn, before)
        heard = self._answers.read(turn, ask, before)
        return self._ask(dispatcher, heard) if heard else self._missed(dispatcher, before)

    async def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        return self._ask(dispatcher, turn.signup or Signup())

    def _consent(self, dispatcher: CollectingDispatcher, turn: Turn, before: Signup) -> Events:
        says_yes = self._answers.yes_or_no(turn, Ask.CONSENT)
        if says_yes is None:
            return self._missed(dispatcher, before)
        given = Given(says_yes, self._words.version, self._clock())
        ours = {one.id for one in self._content.organisation.municipalities}
        profile = before.profile(given, ours)
        if not says_yes or profile is None:
            return self._stop(dispatcher, "utter_pool_refused")
        self._say(dispatcher, "utter_pool_joined", _moves(self._content, PoolMove.PAUSE))
        bring(dispatcher, helper=profile)
        return _kept(structs.replace(before, is_member=True, has_missed=False), None)

    def _missed(self, dispatcher: CollectingDispatcher, before: Signup) -> Events:
        if before.has_missed:
            return self._stop(dispatcher, "utter_pool_stopped")
        return self._ask(dispatcher, structs.replace(before, has_missed=True))

    def _stop(self, dispatcher: CollectingDispatcher, response: str) -> Events:
        """Forget what was told: it was told to join."""
        self._say(dispatcher, response, (self._words.join(),))
        return [NOBODY, SlotSet("open_question", None)]

    def _ask(self, dispatcher: CollectingDispatcher, signup: Signup) -> Events:
        ask = signup.next_ask()
        offers = self._places() if ask is Ask.PLACE else self._words.answers(ask)
        stop = () if ask is Ask.CONSENT else (self._words.stop(),)
        dispatcher.utter_message(
            response="utter_pool_contact_unclear"
            if signup.has_missed and ask is Ask.CONTACT
            else _ASKED[ask],
            meta=meta("faq", [_ABOUT[signup.kind]]),
            buttons=buttons([*offers, *stop]),
            themes=self._words.named(signup.themes),
            name=signup.name or "",
            contact=signup.contact or "",
            question=self._content.organisation.fill(self._words.consent),
        )
        return _kept(signup, ask)

    def _places(self) -> tuple[Offer, ...]:
        fact = self._content.facts[PLACE]
        return tuple(self._content.words.answer(c.title, fact.id, c.id) for c in fact.choices)

    def _say(
        self, dispatcher: CollectingDispatcher, response: str, offers: tuple[Offer, ...]
    ) -> None:
        dispatcher.utter_message(response=response, meta=meta("handoff"), buttons=buttons(offers))


class JoinPool(Action):
    """Begins to ask what is needed of who wants to help others."""

    def __init__(self, content: Content, talk: PoolTalk) -> None:
        self._content = content
        self._talk = talk

    def name(self) -> str:
        return "action_join_pool"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        return self._talk.start(dispatcher, Turn(tracker, self._content))


class PausePool(Action):
    """Pauses, resumes or leaves, as the words or the button say; a button without either asks."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def name(self) -> str:
        return "action_pause_pool"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn, content = Turn(tracker, self._content), self._content
        if turn.signup is None or not turn.signup.is_member:
            dispatcher.utter_message(
                response="utter_pool_not_in",
                meta=meta("handoff"),
                buttons=buttons([content.pool.join()]),
            )
            return [NOBODY, SlotSet("open_question", None)] if turn.open_in_pool else []
        move = self._move(turn)
        if move is None:
            _ask_which_move(dispatcher, content)
            return []
        response, offered = _MOVED[move]
        dispatcher.utter_message(
            response=response,
            meta=meta("handoff"),
            buttons=buttons(_moves(content, *offered)),
            days=str(content.organisation.retention_days),
        )
        bring(dispatcher, pool=move)
        return [NOBODY] if move is PoolMove.LEAVE else []

    def _move(self, turn: Turn) -> PoolMove | None:
        if turn.is_pressed:
            said = turn.pressed_value(CHANGE)
            return PoolMove(said) if said in set(PoolMove) else None
        return self._content.pool.move_in(turn.text)


def _kept(signup: Signup, ask: Ask | None) -> Events:
    slots = {"pool": msgspec.to_builtins(signup), "open_question": ask.key if ask else None}
    return [SlotSet(name, value) for name, value in slots.items()]


def _ask_which_move(dispatcher: CollectingDispatcher, content: Content) -> None:
    dispatcher.utter_message(
        response="utter_pool_already",
        meta=meta("handoff"),
        buttons=buttons(_moves(content, *PoolMove)),
    )


def _moves(content: Content, *moves: PoolMove) -> tuple[Offer, ...]:
    return tuple(content.pool.move(move) for move in moves)
