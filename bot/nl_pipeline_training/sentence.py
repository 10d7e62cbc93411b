"""A sentence of a treebank, and the same as spaCy wants it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

_COLUMNS = 10


@dataclass(frozen=True)
class Token:
    """A line of a conllu file, as far as we use it."""

    form: str
    lemma: str
    word_class: str
    tag: str
    features: str
    relation: str
    is_followed_by_space: bool


@dataclass(frozen=True)
class Sentence:
    """The tokens of one sentence."""

    tokens: tuple[Token, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two sentences the same, in every edition."""
        return tuple(token.form.lower() for token in self.tokens)


def read(file: Path) -> Iterator[Sentence]:
    """The sentences of a conllu file."""
    tokens: list[Token] = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t")
        if len(columns) == _COLUMNS and columns[0].isdigit():
            tokens.append(_token(columns))
        elif not line and tokens:
            yield Sentence(tuple(tokens))
            tokens = []


def as_doc(sentence: Sentence, vocab: Vocab) -> Doc:
    """The sentence with all labels the pipeline learns."""
    tokens = sentence.tokens
    return Doc(
        vocab,
        words=[token.form for token in tokens],
        spaces=[token.is_followed_by_space for token in tokens],
        tags=[token.tag for token in tokens],
        pos=[token.word_class for token in tokens],
        morphs=[token.features for token in tokens],
        lemmas=[token.lemma for token in tokens],
    )


def _token(columns: list[str]) -> Token:
    _, form, lemma, word_class, tag, features, _, relation, _, rest = columns
    return Token(
        form=form,
        lemma=_joined(lemma, form),
        word_class=word_class,
        tag="" if tag == "_" else tag,
        features=_learnable(features),
        relation=relation,
        is_followed_by_space="SpaceAfter=No" not in rest,
    )


def _joined(lemma: str, form: str) -> str:
    """Compounds come as `stad_titel`, which nobody writes."""
    if "_" in lemma.strip("_") and "_" not in form:
        return lemma.replace("_", "")
    return lemma or form


def _learnable(features: str) -> str:
    """ExtPos only marks the head of a fixed expression: too rare to learn, and nobody reads it."""
    kept = [f for f in features.split("|") if f not in {"", "_"} and not f.startswith("ExtPos")]
    return "|".join(kept).replace("Foreign=yes", "Foreign=Yes")
