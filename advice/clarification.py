"""What to ask back when the bot is not sure what was asked."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from advice.buttons import ABOUT_FAQ, ABOUT_SCHEMES, ButtonWords
from advice.faq.question import Question
from advice.schemes.scheme import Aspect, Scheme
from advice.values import Offer

# A guess below it is taken for chance. Chosen by trying on data/evaluation: with 0.02 the right
# question was there for 0.4 % more of the sentences than with 0.05.
WORTH_ASKING = 0.02
# Under an answer, which most often is right, a guess has to be better than that.
_WORTH_OFFERING = 0.05

# In three guesses the right one stands nearly as often as in five, and three can be read at a
# glance.
MOST_GUESSES = 3

_BY_NEED = "find_scheme"
# Of what was found for a need two are offered, so that another guess has a place too.
_MOST_FOUND = 2

# Under an answer that is right nine times out of ten more would be noise.
MOST_OTHERS = 2

# Someone who types only the name of a scheme most often wants to know these.
_FIRST_ASKED = (Aspect.WHAT, Aspect.HOW_MUCH, Aspect.HOW_TO_APPLY)


class Guess(Struct, frozen=True):
    """An intent the message may have had; `confidence` is from 0 to 1."""

    intent: str
    confidence: float


class Clarifier:
    """Turns guesses into readable questions; the ways out always include a person."""

    def __init__(self, words: ButtonWords, faq: Mapping[str, Question]) -> None:
        self._words = words
        self._faq = faq

    def ask(
        self,
        guesses: Sequence[Guess],
        scheme: Scheme | None,
        found: Sequence[Scheme] = (),
        also: Sequence[Offer] = (),
    ) -> tuple[Offer, ...]:
        """Offer the best of `guesses` (best first), about `scheme` where they can be.

        What there is reason to ask `also` has a place in any case.
        "A scheme for a need" is offered as the schemes that were `found` for the sentence. Returns
        nothing when even the best guess is not worth asking and nothing was found.
        """
        worth = (guess for guess in guesses if guess.confidence >= WORTH_ASKING)
        named = [offer for guess in worth for offer in self._names(guess.intent, scheme, found)]
        if len(named) < MOST_GUESSES:
            named += [self._words.named(other) for other in found]
        offers = {(offer.intent, offer.scheme): offer for offer in reversed(named)}
        best = [offer for offer in named if offers.pop((offer.intent, offer.scheme), None)]
        known = {(offer.intent, offer.scheme) for offer in best[:MOST_GUESSES]}
        more = [offer for offer in also if (offer.intent, offer.scheme) not in known]
        best = [*best[: MOST_GUESSES - len(more)], *more]
        return self._with_ways_out(best[:MOST_GUESSES]) if best else ()

    def rather(
        self, guesses: Sequence[Guess], scheme: Scheme | None, found: Sequence[Scheme]
    ) -> tuple[Offer, ...]:
        """Offer under an answer what else was perhaps meant: the best of the other `guesses`."""
        worth = (guess for guess in guesses if guess.confidence >= _WORTH_OFFERING)
        named = [offer for guess in worth for offer in self._names(guess.intent, scheme, found[:1])]
        return tuple(self._words.rather(offer) for offer in named[:MOST_OTHERS])

    def ask_questions(self, guesses: Sequence[Guess]) -> tuple[Offer, ...]:
        """Offer the questions of the Q&A among `guesses`; nothing when there is none."""
        about = (guess for guess in guesses if guess.intent.startswith(ABOUT_FAQ))
        return self.ask(tuple(about), None)

    def ask_which(
        self, aspect: Aspect, found: Sequence[Scheme], guesses: Sequence[Guess]
    ) -> tuple[Offer, ...]:
        """Offer what an aspect without a scheme may be about: what was found, then a question."""
        schemes = [self._words.named(scheme, aspect) for scheme in found]
        questions = [
            offer
            for guess in guesses
            if guess.intent.startswith(ABOUT_FAQ) and guess.confidence >= WORTH_ASKING
            for offer in self._names(guess.intent, None, ())
        ]
        offers = [*schemes[: MOST_GUESSES - len(questions[:1])], *questions]
        return self._with_ways_out(offers[:MOST_GUESSES]) if offers else ()

    def ask_about(self, scheme: Scheme) -> tuple[Offer, ...]:
        """Offer what is mostly asked about a scheme that was named without a clear question."""
        intents = (ABOUT_SCHEMES + aspect for aspect in _FIRST_ASKED)
        named = (self._name(intent, scheme) for intent in intents)
        return self._with_ways_out(offer for offer in named if offer)

    def give_up(self) -> tuple[Offer, ...]:
        """Offer what is left when nothing was understood."""
        return (self._words.help(), self._words.person())

    def _names(
        self, intent: str, scheme: Scheme | None, found: Sequence[Scheme]
    ) -> tuple[Offer, ...]:
        if intent == _BY_NEED and found:
            return tuple(self._words.named(other) for other in found[:_MOST_FOUND])
        likely = scheme or (found[0] if found else None)
        name = self._name(intent, likely)
        return (name,) if name else ()

    def _name(self, intent: str, scheme: Scheme | None) -> Offer | None:
        """Name a question; what has no name in the content, such as a greeting, is not offered."""
        if question := self._faq.get(intent.removeprefix(ABOUT_FAQ)):
            return Offer(question.name, intent)
        return self._words.question(intent, scheme)

    def _with_ways_out(self, questions: Iterable[Offer]) -> tuple[Offer, ...]:
        person = self._words.person()
        asked = (offer for offer in questions if offer.intent != person.intent)
        return (*asked, self._words.something_else(), person)
