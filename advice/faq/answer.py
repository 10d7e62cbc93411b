"""The answer to a question of the Q&A."""

from msgspec import Struct

from advice.buttons import ABOUT_FAQ, ABOUT_SCHEMES, ButtonWords
from advice.dates import dutch_date
from advice.faq.question import FaqButton, Question
from advice.organisation import Organisation
from advice.schemes.scheme import Aspect
from advice.values import Certainty, Offer


class FaqAnswer(Struct, frozen=True):
    """What to say, ready to show."""

    question: str
    text: str
    source: str
    checked: str
    is_doubtful: bool
    offers: tuple[Offer, ...]


def answer(question: Question, *, organisation: Organisation, words: ButtonWords) -> FaqAnswer:
    """Answer `question`; a sensitive one has a person as its first offer."""
    return FaqAnswer(
        question=question.id,
        text=organisation.fill(question.answer),
        source=str(question.sources[0]),
        checked=dutch_date(question.checked_on),
        is_doubtful=question.certainty is Certainty.LOW,
        offers=_offers(question, words),
    )


def _offers(question: Question, words: ButtonWords) -> tuple[Offer, ...]:
    offers = tuple(_offer(button) for button in question.buttons)
    if not question.is_sensitive:
        return offers
    to_person = [offer for offer in offers if offer.intent == words.person().intent]
    others = (offer for offer in offers if offer not in to_person)
    return (*(to_person or [words.person()]), *others)


def _offer(button: FaqButton) -> Offer:
    if button.scheme is not None:
        return Offer(button.title, ABOUT_SCHEMES + Aspect.WHAT, button.scheme)
    if button.faq is not None:
        return Offer(button.title, ABOUT_FAQ + button.faq)
    if button.intent is not None:
        return Offer(button.title, button.intent)
    return Offer(button.title, "start_scan" if button.scan else "ask_human")
