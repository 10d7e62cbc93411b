"""The way to a person: asks only what is missing, and hands over what is known."""

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.handoff_answers import ANGRY, HandoffAnswers, Known, known
from actions.handoff_end import HandoffEnd, Here
from actions.handoff_questions import HandoffQuestions
from actions.say import Events, buttons, meta, reach
from actions.subject import own_words
from actions.turn import Turn
from advice.content import Content
from advice.wish import Ask


class AskPerson:
    """Leads someone to a person, from any message and at any hour."""

    def __init__(self, content: Content, answers: HandoffAnswers, end: HandoffEnd) -> None:
        self._content = content
        self._answers = answers
        self._end = end
        self._questions = HandoffQuestions(content)

    async def start(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Ask for consent, or go on where that was given before; who is angry gets an apology."""
        begun = self._answers.begun(turn)
        if turn.intent == ANGRY and begun.wish.is_consented:
            dispatcher.utter_message(response="utter_handoff_sorry", meta=meta("handoff"))
        return await self._go_on(dispatcher, turn, begun)

    def comfort(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Comfort who can not cope any more, with one question at most."""
        begun = self._answers.begun(turn)
        asks = self._next(turn, begun) is Ask.CONSENT and not begun.wish.is_refused
        ways = self._questions.ways(Ask.CONSENT, is_open=True)
        dispatcher.utter_message(
            response="utter_overloaded",
            meta=meta("handoff"),
            buttons=buttons(ways if asks else [self._content.words.person()]),
            question=self._questions.consent if asks else "",
            **reach(self._content.organisation),
        )
        return begun.events(Ask.CONSENT if asks else None)

    def is_open(self, turn: Turn) -> bool:
        return turn.open_in_wish is not None

    async def take(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events | None:
        """Go on from an answer; None for what is a question itself or goes first."""
        ask = turn.open_in_wish
        heard = self._answers.heard(turn, ask) if ask else None
        if heard is None:
            return None
        if self._answers.stops(turn):
            self._end.stop(dispatcher)
            return [SlotSet("open_question", None)]
        return await self._go_on(dispatcher, turn, heard)

    async def ask_again(self, dispatcher: CollectingDispatcher, turn: Turn) -> Events:
        """Come back to what is still missing: what was asked in between may be the question."""
        if turn.open_in_wish is Ask.CONSENT:
            self._questions.back_to_consent(dispatcher)
            return []
        return await self._go_on(dispatcher, turn, known(turn))

    async def _go_on(self, dispatcher: CollectingDispatcher, turn: Turn, heard: Known) -> Events:
        if heard.wish.is_refused:
            self._end.refer(dispatcher, heard)
            return heard.events(None)
        if ask := self._next(turn, heard):
            return self._ask(dispatcher, ask, heard)
        here = await self._end.look()
        if _must_be_reached(heard, here):
            return self._ask(dispatcher, Ask.CONTACT_AFTER_ALL, heard)
        self._end.tell(dispatcher, turn, heard, here)
        return heard.events(None)

    def _ask(self, dispatcher: CollectingDispatcher, ask: Ask, heard: Known) -> Events:
        self._questions.ask(dispatcher, ask, heard.wish, is_open=self._end.is_open)
        return heard.events(ask)

    def _next(self, turn: Turn, heard: Known) -> Ask | None:
        return heard.wish.next_ask(
            self._content.handoff.version,
            has_question=bool(heard.question or own_words(turn)),
            has_place=heard.has_place,
        )


def _must_be_reached(heard: Known, here: Here) -> bool:
    """Tell whether nobody can answer now, and nobody later without a number or address."""
    wish = heard.wish
    is_left = Ask.CONTACT_AFTER_ALL in wish.left
    return not here.is_answered_now and wish.contact is None and not is_left
