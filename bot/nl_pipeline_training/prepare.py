"""Universal Dependencies in, spaCy training data out: train.spacy, dev.spacy and test.spacy."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from conversion import Conversion
from sentence import Sentence, as_doc, read
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

# Shorter sentences of the old edition are mostly headings.
_MIN_OLD_TOKENS = 3


def main() -> None:
    """Write the three parts; no training sentence occurs in the other two, whatever its case."""
    given = _arguments()
    vocab = spacy.blank("nl").vocab
    test = list(_all(given.test))
    seen = {sentence.key for sentence in test}
    rest = [sentence for sentence in _all(given.dev) if sentence.key not in seen]
    random.Random(0).shuffle(rest)  # noqa: S311  the same order every time
    dev, rest = rest[: given.dev_sentences], rest[given.dev_sentences :]
    seen |= {sentence.key for sentence in dev}

    gold = list(_unseen([*rest, *_all(given.gold)], seen))
    train = [as_doc(sentence, vocab) for sentence in gold]
    train += _converted(list(_all(given.old)), gold, seen, vocab)
    random.Random(1).shuffle(train)  # noqa: S311

    given.out.mkdir(parents=True, exist_ok=True)
    _write(given.out / "train.spacy", train)
    _write(given.out / "dev.spacy", [as_doc(sentence, vocab) for sentence in dev])
    _write(given.out / "test.spacy", [as_doc(sentence, vocab) for sentence in test])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--test", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--dev-sentences", type=int, default=150)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--old", type=Path, nargs="*", default=[])
    return parser.parse_args()


def _all(files: Iterable[Path]) -> Iterator[Sentence]:
    for file in files:
        yield from read(file)


def _unseen(sentences: Iterable[Sentence], seen: set[tuple[str, ...]]) -> Iterator[Sentence]:
    for sentence in sentences:
        if sentence.key not in seen:
            seen.add(sentence.key)
            yield sentence


def _converted(
    old: list[Sentence], gold: list[Sentence], seen: set[tuple[str, ...]], vocab: Vocab
) -> list[Doc]:
    conversion = Conversion.learned_from(old, {sentence.key: sentence for sentence in gold})
    long_enough = [s for s in old if len(s.tokens) >= _MIN_OLD_TOKENS]
    return [as_doc(conversion.of(s), vocab) for s in _unseen(long_enough, seen)]


def _write(file: Path, docs: list[Doc]) -> None:
    DocBin(docs=docs, store_user_data=True).to_disk(file)


if __name__ == "__main__":
    main()
