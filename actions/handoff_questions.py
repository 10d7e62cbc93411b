"""Asks what is missing before a person can take over."""

from rasa_sdk.executor import CollectingDispatcher

from actions.say import buttons, meta, reach
from advice.content import Content
from advice.eligibility.vocabulary import PLACE
from advice.values import Offer
from advice.wish import Ask, Wish
from conversations.handoffs import Reason

_ASKED = {
    Ask.CONSENT: "utter_handoff_consent",
    Ask.QUESTION: "utter_handoff_question",
    Ask.CONTACT: "utter_handoff_contact",
    Ask.PLACE: "utter_handoff_place",
    Ask.CONTACT_AFTER_ALL: "utter_handoff_contact_closed",
}
_AFTER_A_MISS = {
    Ask.CONSENT: "utter_handoff_consent_unclear",
    Ask.CONTACT: "utter_handoff_contact_unclear",
}


class HandoffQuestions:
    """Says each question with why it is asked, and with a way to skip it."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._words = content.handoff

    @property
    def consent(self) -> str:
        """What is asked before anything else."""
        return self._content.organisation.fill(self._words.consent)

    def ask(self, dispatcher: CollectingDispatcher, ask: Ask, wish: Wish, *, is_open: bool) -> None:
        """Ask for what is open; `is_open` tells whether people are there."""
        dispatcher.utter_message(
            response=self._response(ask, wish, is_open=is_open),
            meta=meta("handoff"),
            buttons=buttons(self.ways(ask, is_open=is_open)),
            question=self.consent,
            **reach(self._content.organisation),
        )

    def ways(self, ask: Ask, *, is_open: bool) -> tuple[Offer, ...]:
        """Offer what can be answered."""
        words = self._words
        match ask:
            case Ask.CONSENT:
                return words.yes(), words.no()
            case Ask.PLACE:
                return *self._places(), words.skip(ask)
            case _:
                return (words.skip(ask, stays=is_open and ask is not Ask.QUESTION),)

    def back_to_consent(self, dispatcher: CollectingDispatcher) -> None:
        """Come back to the question for consent after something else was answered."""
        dispatcher.utter_message(
            response="utter_handoff_consent_again",
            meta=meta("handoff"),
            buttons=buttons(self.ways(Ask.CONSENT, is_open=True)),
            question=self.consent,
        )

    def _places(self) -> list[Offer]:
        fact = self._content.facts[PLACE]
        return [self._content.words.answer(c.title, fact.id, c.id) for c in fact.choices]

    @staticmethod
    def _response(ask: Ask, wish: Wish, *, is_open: bool) -> str:
        if wish.has_missed and ask in _AFTER_A_MISS:
            return _AFTER_A_MISS[ask]
        if ask is Ask.CONSENT and wish.reason is Reason.ANGRY:
            return "utter_handoff_consent_sorry"
        if ask is Ask.CONTACT_AFTER_ALL and is_open:
            return "utter_handoff_contact_nobody_free"
        return _ASKED[ask]
