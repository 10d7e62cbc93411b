"""Which schemes fit a need: BM25 over stems and compounds, names, themes, and what is alive."""

from collections.abc import Iterable, Iterator
from datetime import date

import bm25s
import numpy as np
from msgspec import Struct

from advice.schemes.catalogue import Catalogue, names_of
from advice.schemes.certainty import is_available
from advice.schemes.scheme import Aspect, Scheme, Status
from advice.search.needs import Near, Needs
from advice.search.words import Words

# How often the words of each part count, beside those of the answers: the needs are written for
# this search, a name is nearly proof.
_NEEDS, _NAMES, _THEMES = 3, 2, 1
# A need of which the sentence has all words is the need itself; this many points for all of it.
_WHOLE_NEED = 6.0
# A need of which the sentence has this share says why it was found; less is a chance word.
_TELLING_SHARE = 0.2
# Below this share of the best score a find has little to do with the question.
_NEAR_THE_BEST = 0.5
# Below this score nothing was found: single common words score so low. It does not tell what is out
# of scope (half of such sentences in data/evaluation score above 4): the intent does.
_LEAST = 4.2


class Found(Struct, frozen=True):
    """A scheme with its score, and the need of its file that the question is about, if any."""

    scheme: Scheme
    score: float
    need: str | None


class SchemeSearch:
    """An index over the whole catalogue, in memory; built once, in a fraction of a second."""

    def __init__(self, catalogue: Catalogue, synonyms: Iterable[Iterable[str]]) -> None:
        self._schemes = tuple(catalogue)
        self._words = Words(synonyms)
        self._words.learn(text for scheme in self._schemes for text in _texts(scheme))
        self._needs = Needs((scheme.needs for scheme in self._schemes), self._words.of_document)
        self._bm25 = bm25s.BM25(k1=1.2, b=0.6)
        documents = [self._document(scheme) for scheme in self._schemes]
        self._vocabulary = {token for document in documents for token in document}
        if self._vocabulary:
            self._bm25.index(documents, show_progress=False)

    def find(self, text: str, today: date) -> tuple[Found, ...]:
        """Return what fits, best first; nothing when even the best is chance.

        What is closed stands behind what one can apply for, and what has ended behind that,
        whatever their scores.
        """
        tokens = [t for t in self._words.of_query(text) if t in self._vocabulary]
        if not tokens:
            return ()
        scores = self._bm25.get_scores(tokens)
        needs = self._needs.nearest(tokens)
        likely: list[int] = np.flatnonzero(scores > 0).tolist()
        found = [self._found(at, float(scores[at]), needs.get(at)) for at in likely]
        return tuple(_ranked(found, today))

    def _found(self, at: int, score: float, near: Near | None) -> Found:
        share = near.share if near else 0.0
        tells_why = near.need if near and share >= _TELLING_SHARE else None
        return Found(self._schemes[at], score + _WHOLE_NEED * share, tells_why)

    def _document(self, scheme: Scheme) -> list[str]:
        weighted = (
            *(((need,) * _NEEDS) for need in scheme.needs),
            *(((name,) * _NAMES) for name in names_of(scheme)),
            scheme.themes * _THEMES,
            (scheme.summary, *scheme.questions),
            (scheme.answers.about(Aspect.WHAT), scheme.answers.about(Aspect.FOR_WHOM)),
        )
        return self._words.of_document(" ".join(text for texts in weighted for text in texts))


def _texts(scheme: Scheme) -> Iterator[str]:
    yield from (*scheme.needs, *names_of(scheme), *scheme.themes, scheme.summary, *scheme.questions)
    yield from (scheme.answers.about(Aspect.WHAT), scheme.answers.about(Aspect.FOR_WHOM))


def _ranked(found: list[Found], today: date) -> Iterator[Found]:
    if max((find.score for find in found), default=0.0) < _LEAST:
        return
    # What has ended is no measure: it would hide the living that helps as well.
    living = (find.score for find in found if find.scheme.status is not Status.ENDED)
    best = max(living, default=0.0)
    near = (find for find in found if find.score >= best * _NEAR_THE_BEST)
    yield from sorted(near, key=lambda find: (_tier(find.scheme, today), -find.score))


def _tier(scheme: Scheme, today: date) -> int:
    """What one can apply for, then what may come back, then what never will."""
    return int(not is_available(scheme, today)) + int(scheme.status is Status.ENDED)
