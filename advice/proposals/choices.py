"""What a sentence can belong to, in words that the team knows."""

from collections.abc import Iterator

from msgspec import Struct

from advice.buttons import ABOUT_FAQ, ABOUT_SCHEMES, ButtonWords
from advice.content import Content
from advice.proposals import texts
from advice.schemes.scheme import Aspect

_OUTSIDE = "out_of_scope"


class Choice(Struct, frozen=True):
    """An intent, and how it is called."""

    intent: str
    title: str


class Group(Struct, frozen=True):
    """Choices that belong together."""

    title: str
    choices: tuple[Choice, ...]


def groups(content: Content) -> tuple[Group, ...]:
    """Return all intents that are learned from sentences of people, each once."""
    questions = sorted(content.faq.values(), key=lambda question: question.name.casefold())
    return (
        Group(texts.QUESTIONS, tuple(Choice(ABOUT_FAQ + one.id, one.name) for one in questions)),
        Group(texts.SCHEMES, tuple(_aspects(content.words))),
        Group(texts.OTHERS, (Choice(_OUTSIDE, texts.OUTSIDE), *_others(content.words))),
    )


def _aspects(words: ButtonWords) -> Iterator[Choice]:
    for aspect in Aspect:
        intent = ABOUT_SCHEMES + aspect
        offer = words.question(intent)
        yield Choice(intent, offer.title if offer else words.aspects[aspect])


def _others(words: ButtonWords) -> Iterator[Choice]:
    for intent, name in words.questions.items():
        if not intent.startswith(ABOUT_SCHEMES):
            yield Choice(intent, name.without_scheme)
