"""A text classifier whose confidence means something: TF-IDF, linear SVM, calibrated softmax.

Measured on Dutch chat sentences it beats the transformer that Rasa would use, in a tenth of the
memory and of the start-up time. Character n-grams cover inflection, compounds and typing errors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.svm import LinearSVC

_FOLDS = 3
_ENOUGH_UNSEEN = 3_000

# Also words of one letter, which scikit-learn would leave out.
_WORD = r"\b\w+\b"

# Temperatures tried; the decision values of a linear SVM lie within a few units of zero.
_TEMPERATURES = np.geomspace(0.02, 2.0, 60)


@dataclass(frozen=True)
class SvmSettings:
    """How the text is cut into features, and how hard the SVM tries to fit every example."""

    penalty: float = 1.0
    characters: tuple[int, int] = (2, 5)
    words: tuple[int, int] = (1, 2)


@dataclass(frozen=True)
class CalibratedSvm:
    """A trained classifier."""

    labels: list[str]
    parts: list[_Part] = field(repr=False)
    intercept: np.ndarray = field(repr=False)
    temperature: float
    shares: dict[str, np.ndarray] = field(repr=False)
    """Of each word in capitals (a placeholder): the share of examples per label that have it."""

    @classmethod
    def fit(
        cls, texts: Sequence[str], labels: Sequence[str], settings: SvmSettings
    ) -> CalibratedSvm:
        """Learn from examples of at least two labels."""
        # Side by side: liblinear leaves the other threads alone while it works.
        with ThreadPoolExecutor(max_workers=1) as beside:
            temperature = beside.submit(_fitted_temperature, texts, labels, settings)
            model = untrained(settings).fit(texts, labels)
            svm: LinearSVC = model["svm"]
            return cls(
                labels=[str(label) for label in svm.classes_],
                parts=_parts(model["features"], _one_per_label(svm.coef_.T)),
                intercept=_one_per_label(svm.intercept_[np.newaxis])[0],
                temperature=temperature.result(),
                shares=_shares(texts, labels, svm.classes_),
            )

    def rank(self, text: str, telling: Sequence[str] = ()) -> list[tuple[str, float]]:
        """All labels with their probability, best first.

        A placeholder of `telling` in the text counts as evidence of its own, by Bayes' rule: the
        sum of an SVM lets one rare word outvote it.

        None at all for a text of which no part was ever seen: what is left then is which label had
        the most examples.
        """
        if not any(part.knows(text) for part in self.parts):
            return []
        probabilities = softmax(self.scores(text) / self.temperature)
        for placeholder in set(telling).intersection(text.split(), self.shares):
            probabilities = probabilities * self.shares[placeholder]
        probabilities = probabilities / probabilities.sum()
        best = np.argsort(-probabilities, kind="stable")
        return [(self.labels[i], float(probabilities[i])) for i in best]

    def scores(self, text: str) -> np.ndarray:
        """The SVM's decision value per label, shape (labels,)."""
        return self.intercept + sum(part.scores(text) for part in self.parts)


@dataclass(frozen=True)
class _Part:
    """One kind of features, and what the SVM makes of each.

    Does what scikit-learn's `transform` and `decision_function` would do, without their preparation
    for a thousand texts, which for one short sentence takes ten times as long as the sum itself.
    """

    vectorizer: TfidfVectorizer
    idf: np.ndarray
    """Shape (features,)."""
    weights: np.ndarray
    """Shape (features, labels)."""

    def knows(self, text: str) -> bool:
        """Whether any feature of the text occurred in the examples."""
        known = self.vectorizer.vocabulary_
        return any(feature in known for feature in self._features_of(text))

    def scores(self, text: str) -> np.ndarray:
        """What this part adds to the decision values, shape (labels,)."""
        numbers = map(self.vectorizer.vocabulary_.get, self._features_of(text))
        counts = Counter(number for number in numbers if number is not None)
        if not counts:
            return np.zeros(self.weights.shape[1])
        features = np.fromiter(counts, dtype=np.intp, count=len(counts))
        times = np.fromiter(counts.values(), dtype=float, count=len(counts))
        tf_idf = (1.0 + np.log(times)) * self.idf[features]
        return (tf_idf / np.linalg.norm(tf_idf)) @ self.weights[features]

    @cached_property
    def _features_of(self) -> Callable[[str], list[str]]:
        return self.vectorizer.build_analyzer()


def untrained(settings: SvmSettings) -> Pipeline:
    """The classifier in scikit-learn's own parts.

    Case is kept: the text comes in lower case, and placeholders in capitals must stay apart.
    """
    characters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=settings.characters, sublinear_tf=True, lowercase=False
    )
    words = TfidfVectorizer(
        ngram_range=settings.words,
        token_pattern=_WORD,
        sublinear_tf=True,
        lowercase=False,
    )
    features = FeatureUnion([("characters", characters), ("words", words)])
    svm = LinearSVC(C=settings.penalty, random_state=0)
    return Pipeline([("features", features), ("svm", svm)])


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    exponents = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponents / exponents.sum(axis=-1, keepdims=True)


def _shares(
    texts: Sequence[str], labels: Sequence[str], classes: np.ndarray
) -> dict[str, np.ndarray]:
    """How often each placeholder stands in the examples of each label, never quite zero."""
    of_label = Counter(labels)
    with_word = Counter(
        (word, label)
        for text, label in zip(texts, labels, strict=True)
        for word in set(text.split())
        if word.isupper()
    )
    return {
        word: np.array([(with_word[word, c] + 0.5) / (of_label[c] + 1) for c in classes])
        for word in {word for word, _ in with_word}
    }


def _parts(features: FeatureUnion, weights: np.ndarray) -> list[_Part]:
    """The weights, shape (all features, labels), divided over the kinds of features."""
    vectorizers = [vectorizer for _, vectorizer in features.transformer_list]
    ends = np.cumsum([len(vectorizer.vocabulary_) for vectorizer in vectorizers])
    # Half the memory, and six digits are far more than a probability needs.
    divided = np.split(np.ascontiguousarray(weights, dtype=np.float32), ends[:-1])
    return [_Part(v, v.idf_, w) for v, w in zip(vectorizers, divided, strict=True)]


def _fitted_temperature(
    texts: Sequence[str], labels: Sequence[str], settings: SvmSettings
) -> float:
    """The temperature with which unseen sentences get the most honest probabilities (log loss).

    A label with a single example leaves nothing to hold out: then probabilities stay as they fall.
    """
    folds = min(_FOLDS, min(Counter(labels).values()))
    if folds < 2:
        return 1.0
    truth = np.unique(labels, return_inverse=True)[1]
    scores, held_out = _unseen_scores(np.array(texts, dtype=object), truth, folds, settings)
    truth = truth[held_out]
    losses = [_log_loss(softmax(scores / t), truth) for t in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def _unseen_scores(
    texts: np.ndarray, truth: np.ndarray, folds: int, settings: SvmSettings
) -> tuple[np.ndarray, np.ndarray]:
    """Decision values of texts by a model that never saw them, and which texts these are.

    Fold after fold until there are enough: one number does not need all of a large collection.
    """
    split = StratifiedKFold(folds, shuffle=True, random_state=0)
    scores: list[np.ndarray] = []
    held_out: list[np.ndarray] = []
    for learned, left in split.split(texts, truth):
        model = untrained(settings).fit(texts[learned], truth[learned])
        unseen = model.decision_function(texts[left])
        scores.append(_one_per_label(unseen.reshape(len(left), -1)))
        held_out.append(left)
        if sum(map(len, held_out)) >= _ENOUGH_UNSEEN:
            break
    return np.vstack(scores), np.concatenate(held_out)


def _one_per_label(values: np.ndarray) -> np.ndarray:
    """One column per label, also for two labels, where scikit-learn keeps one for both."""
    return np.hstack([-values, values]) if values.shape[1] == 1 else values


def _log_loss(probabilities: np.ndarray, truth: np.ndarray) -> float:
    given_to_truth = probabilities[np.arange(len(truth)), truth]
    return float(-np.log(np.maximum(given_to_truth, 1e-12)).mean())
