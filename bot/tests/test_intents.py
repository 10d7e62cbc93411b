"""The intent classifier: right, honest about how sure it is, and the same as scikit-learn's own."""

from __future__ import annotations

import pickle
import re

import numpy as np
import pytest
from rasa.nlu.utils.pattern_utils import extract_patterns
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.calibrated_svm import CalibratedSvm, SvmSettings, softmax, untrained
from components.chat_language import ChatLanguage
from components.masking import ClosedList, Finder, masked, spans_of

_GREETINGS = ["hallo", "goedemorgen", "hoi daar", "dag allemaal", "hey hallo", "goedenavond"]
_AMOUNTS = ["hoeveel geld is het", "welk bedrag krijg ik", "hoe hoog is het bedrag", "hoeveel euro"]
_PEOPLE = ["ik wil een mens", "bel mij terug", "een adviseur graag", "mag ik iemand spreken"]

_TEXTS = [*_GREETINGS, *_AMOUNTS, *_PEOPLE]
_LABELS = ["greet"] * len(_GREETINGS) + ["amount"] * len(_AMOUNTS) + ["person"] * len(_PEOPLE)

_NAMES = {"regeling": "REGELING"}


@pytest.fixture(scope="module")
def svm() -> CalibratedSvm:
    return CalibratedSvm.fit(_TEXTS, _LABELS, SvmSettings())


def test_typing_errors_and_compounds_are_understood(svm: CalibratedSvm) -> None:
    assert svm.rank("hoveel gelt")[0][0] == "amount"
    assert svm.rank("adviseursgesprek")[0][0] == "person"


def test_confidences_are_probabilities_best_first(svm: CalibratedSvm) -> None:
    confidences = [confidence for _, confidence in svm.rank("hallo")]

    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["", "😀", "مرحبا", "§"])
def test_of_what_was_never_seen_nothing_is_said(svm: CalibratedSvm, text: str) -> None:
    assert svm.rank(text) == []


@pytest.mark.parametrize("text", ["hoeveel euro krijg ik", "hallo hallo", "xqz", "", "€ 5"])
def test_the_scores_are_those_of_scikit_learn(svm: CalibratedSvm, text: str) -> None:
    stock = untrained(SvmSettings()).fit(_TEXTS, _LABELS)

    np.testing.assert_allclose(svm.scores(text), stock.decision_function([text])[0], atol=1e-6)


def test_two_labels_are_enough() -> None:
    svm = CalibratedSvm.fit(_GREETINGS + _AMOUNTS, ["a"] * 6 + ["b"] * 4, SvmSettings())

    assert [label for label, _ in svm.rank("hallo")] == ["a", "b"]
    assert [label for label, _ in svm.rank("hoeveel euro")] == ["b", "a"]


def test_a_label_with_one_example_can_be_learned() -> None:
    svm = CalibratedSvm.fit([*_TEXTS, "tot ziens"], [*_LABELS, "goodbye"], SvmSettings())

    assert svm.rank("tot ziens")[0][0] == "goodbye"


def test_confidence_says_how_often_it_is_right() -> None:
    """On sentences of random words, where the truth is known to be uncertain."""
    texts, labels = _uncertain_sentences(600, seed=1)
    svm = CalibratedSvm.fit(texts, labels, SvmSettings())

    unseen, truth = _uncertain_sentences(400, seed=2)
    best = [svm.rank(text)[0] for text in unseen]
    right = np.mean([label == true for (label, _), true in zip(best, truth, strict=True)])
    confidence = np.mean([confidence for _, confidence in best])

    assert 0.6 < right < 0.95
    assert confidence == pytest.approx(right, abs=0.07)


def test_the_trained_classifier_survives_being_stored(svm: CalibratedSvm) -> None:
    svm.rank("hallo")

    stored = pickle.loads(pickle.dumps(svm))  # noqa: S301  our own bytes

    assert stored.rank("hallo daar") == svm.rank("hallo daar")


def test_softmax_does_not_overflow() -> None:
    assert softmax(np.array([1e4, 0.0])).tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("chat", "plain"),
    [
        ("WNR kan ik ff bellen", "wanneer kan ik even bellen"),
        ("jaaaa!!!", "ja !"),
        ("zzper's", "zzper's"),
        ("kvk-nr?", "kvk-nummer ?"),
        ("", ""),
    ],
)
def test_chat_language_is_written_out(chat: str, plain: str) -> None:
    assert ChatLanguage.dutch().normalise(chat) == plain


def test_a_scheme_is_masked_whatever_it_is_called() -> None:
    finder = Finder([ClosedList("regeling", ["wbso", "slim", "slim regeling"])])

    seen = {
        masked(text, finder.spans(text), _NAMES, outside=str.lower)
        for text in ("Wat is WBSO", "Wat is slim")
    }

    assert seen == {"wat is  REGELING"}


def test_what_is_found_is_what_rasa_finds_in_the_same_lists() -> None:
    random = np.random.default_rng(1)
    words = ["de", "Wbso", "e-bike", "e", "kia/mia", "één", "slim", "REGELING"]
    signs = [" ", "-", ", ", "", "  ", "/", "_"]

    def said(most: int) -> str:
        number = random.integers(1, most, endpoint=True)
        pieces = [random.choice(words) + random.choice(signs) for _ in range(number)]
        return "".join(pieces)

    for _ in range(300):
        names = [said(3).strip("-,/ ") for _ in range(4)]
        data = TrainingData(
            training_examples=[Message({"text": "x", "entities": [{"entity": "regeling"}]})],
            regex_features=[{"name": "regeling", "pattern": r"\bmia\b", "usage": "intent"}],
            lookup_tables=[{"name": "regeling", "elements": names}],
        )
        text = said(8)
        patterns = extract_patterns(data, use_only_entities=True)
        by_rasa = [
            (found.start(), found.end())
            for one in patterns
            for found in re.finditer(one["pattern"], text, re.IGNORECASE)
        ]

        assert sorted((start, end) for start, end, _ in Finder.of(data).spans(text)) == sorted(
            by_rasa
        ), (names, text)


def test_of_overlapping_names_the_longest_is_masked() -> None:
    entities = [
        {"start": 0, "end": 4, "entity": "regeling"},
        {"start": 0, "end": 13, "entity": "regeling"},
        {"start": 5, "end": 13, "entity": "regeling"},
        {"start": 14, "end": 17, "entity": "gemeente"},
    ]

    text = masked("slim regeling urk", spans_of(entities), _NAMES, outside=str.strip)

    assert text == "REGELING urk"


def test_capitals_of_a_person_are_not_taken_for_a_mask() -> None:
    assert masked("REGELING", [], _NAMES, outside=str.lower) == "regeling"


def _uncertain_sentences(number: int, seed: int) -> tuple[list[str], list[str]]:
    """Sentences of six words, each of which points to the true label in two of three cases."""
    random = np.random.default_rng(seed)
    words = {"a": ["appel", "aalbes", "abrikoos"], "b": ["banaan", "bosbes", "braam"]}
    labels = random.choice(["a", "b"], number)
    texts = [
        " ".join(
            random.choice(words[label if random.random() < 0.6 else "ab".replace(label, "")])
            for _ in range(6)
        )
        for label in labels
    ]
    return texts, [str(label) for label in labels]
