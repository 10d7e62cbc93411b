"""Which of its needs a scheme is asked for, by the words that both have."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from msgspec import Struct


class Near(Struct, frozen=True):
    """A need, and how much of it the question has: from 0 to 1."""

    need: str
    share: float


class Needs:
    """The needs of all schemes, found by word: a question looks only at those that share one."""

    def __init__(
        self, needs_by_scheme: Iterable[Iterable[str]], words_of: Callable[[str], Iterable[str]]
    ) -> None:
        """`words_of` gives the words of a need; schemes count from 0 in the order given."""
        pairs = [(at, need) for at, needs in enumerate(needs_by_scheme) for need in needs]
        words = [frozenset(words_of(need)) for _, need in pairs]
        self._needs = [need for _, need in pairs]
        self._schemes = np.array([at for at, _ in pairs], dtype=np.intp)
        self._sizes = np.array([len(each) for each in words], dtype=np.intp)
        with_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(words):
            for word in each:
                with_word[word].append(number)
        self._with_word = {
            word: np.array(numbers, dtype=np.intp) for word, numbers in with_word.items()
        }

    def nearest(self, asked: Sequence[str]) -> dict[int, Near]:
        """Return for each scheme the need that the question is nearest to, if any shares a word.

        A need counts for the share of words that both have of those that either has: one word of
        a longer need is little.
        """
        every = frozenset(asked)
        hits = [self._with_word[word] for word in every if word in self._with_word]
        if not hits:
            return {}
        numbers, common = np.unique(np.concatenate(hits), return_counts=True)
        shares = common / (self._sizes[numbers] + len(every) - common)
        best_last = np.argsort(shares, kind="stable")
        return {
            int(self._schemes[number]): Near(self._needs[number], float(share))
            for number, share in zip(numbers[best_last], shares[best_last], strict=True)
        }
