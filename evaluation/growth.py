"""The search in ten times as many schemes: copies of ours, each with other words in it."""

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from statistics import median

from msgspec import structs

from advice.content import Content
from advice.schemes.catalogue import Catalogue
from advice.schemes.scheme import Answers, Scheme
from advice.search.index import SchemeSearch
from advice.search.near_names import near_name
from evaluation.measured import SearchGrown

# This share of the words of a copy is not that of the original.
_OTHER_WORDS = 0.3
_MOST_ASKED = 200
_WARM_UP = 20


def search(content: Content, questions: Sequence[str], today: date) -> tuple[SearchGrown, ...]:
    """Measure the catalogue as it is, and ten times as large."""
    return tuple(_search(content, questions[:_MOST_ASKED], today, times) for times in (1, 10))


def larger(schemes: Sequence[Scheme], times: int, chance: random.Random) -> list[Scheme]:
    """Return `times` as many schemes; the copies share most of their words with the others."""
    words = [word for scheme in schemes for text in _texts(scheme) for word in text.split()]
    copies = (_copy(s, n, words, chance) for n in range(1, times) for s in schemes)
    return [*schemes, *copies]


def _search(content: Content, questions: Sequence[str], today: date, times: int) -> SearchGrown:
    grown = larger(tuple(content.schemes), times, random.Random(0))  # noqa: S311 - no secret
    catalogue = Catalogue(grown)
    index = SchemeSearch(catalogue, content.synonyms)
    return SearchGrown(
        times=times,
        schemes=len(catalogue),
        find_ms=_p50(lambda question: index.find(question, today), questions),
        name_ms=_p50(lambda question: near_name(question, catalogue), questions),
    )


def _p50(do: Callable[[str], object], questions: Sequence[str]) -> float:
    """Return the median wait in milliseconds, after a few questions to warm up."""
    for question in questions[:_WARM_UP]:
        do(question)
    return 1_000 * median(_waits(do, questions))


def _waits(do: Callable[[str], object], questions: Sequence[str]) -> Iterator[float]:
    for question in questions:
        started = time.perf_counter()
        do(question)
        yield time.perf_counter() - started


def _copy(scheme: Scheme, number: int, words: Sequence[str], chance: random.Random) -> Scheme:
    def other(text: str) -> str:
        return re.sub(
            r"\S+",
            lambda word: chance.choice(words) if chance.random() < _OTHER_WORDS else word[0],
            text,
        )

    def others(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(other, texts))

    return structs.replace(
        scheme,
        id=f"{scheme.id}-{number}",
        name=f"{other(scheme.name)} {number}",
        short_name=f"{scheme.short_name} {number}",
        aliases=tuple(f"{alias} {number}" for alias in scheme.aliases),
        summary=other(scheme.summary),
        needs=others(scheme.needs),
        questions=others(scheme.questions),
        answers=Answers(**{name: other(text) for name, text in _answers(scheme)}),
    )


def _answers(scheme: Scheme) -> Iterator[tuple[str, str]]:
    yield from structs.asdict(scheme.answers).items()


def _texts(scheme: Scheme) -> Iterator[str]:
    yield from (scheme.summary, *scheme.needs, *(text for _, text in _answers(scheme)))
