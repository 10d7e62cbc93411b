"""Labels of an old edition of a treebank in those of the present one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

from sentence import Sentence, Token

Labels = tuple[str, str, str]

# How often each context, from narrow to wide, must have been seen; the share its best labels need.
_SEEN_ENOUGH = (2, 2, 5, 1)
_MIN_SHARE = 0.5


@dataclass(frozen=True)
class Conversion:
    """How often each (word class, features, tag) stood in a context in the present edition."""

    counts: tuple[Mapping[Hashable, Counter[Labels]], ...]

    @classmethod
    def learned_from(
        cls, old: Iterable[Sentence], present: Mapping[tuple[str, ...], Sentence]
    ) -> Conversion:
        """Learn from the sentences that are in both editions."""
        counts = tuple(defaultdict(Counter) for _ in _SEEN_ENOUGH)
        for sentence in old:
            now = present.get(sentence.key)
            for at, token in enumerate(now.tokens if now else ()):
                for table, context in zip(counts, _contexts(sentence, at), strict=True):
                    table[context][token.word_class, token.features, token.tag] += 1
        return cls(counts)

    def of(self, sentence: Sentence) -> Sentence:
        """The sentence with present labels, every token one.

        Tokens left without make the pipeline answer nothing at all for some 3 % of all words.
        """
        tokens = (self._converted(sentence, at) for at in range(len(sentence.tokens)))
        return Sentence(tuple(tokens))

    def _converted(self, sentence: Sentence, at: int) -> Token:
        contexts = _contexts(sentence, at)
        for table, context, enough in zip(self.counts, contexts, _SEEN_ENOUGH, strict=True):
            seen = table.get(context, Counter())
            if seen.total() >= enough:
                (word_class, features, tag), times = seen.most_common(1)[0]
                if times / seen.total() >= _MIN_SHARE:
                    new = {"word_class": word_class, "features": features, "tag": tag}
                    return replace(sentence.tokens[at], **new)
        return replace(sentence.tokens[at], tag="")


def _contexts(sentence: Sentence, at: int) -> tuple[Hashable, ...]:
    """From the word itself with everything known about it to its word class alone."""
    token = sentence.tokens[at]
    form, word_class, features = token.form.lower(), token.word_class, token.features
    following = sentence.tokens[at + 1].word_class if at + 1 < len(sentence.tokens) else "$"
    return (
        (form, word_class, features, token.relation),
        (form, word_class, features),
        (word_class, features, token.relation, following),
        (word_class,),
    )
