"""Who helps with what we are not for: a passport is the municipality's."""

import re
from collections.abc import Sequence

from msgspec import Struct

from advice.values import Text


class Elsewhere(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"words": "woorden", "who": "wie"}
):
    """One desk outside our field, as it reads after "Daarvoor kunt u terecht bij"."""

    words: tuple[Text, ...]
    who: Text

    def is_asked_for_in(self, text: str) -> bool:
        """Tell whether one of the words begins a word of `text`."""
        return any(re.search(rf"\b{re.escape(word)}", text.casefold()) for word in self.words)


def who_helps(text: str, desks: Sequence[Elsewhere]) -> Elsewhere | None:
    """Return the first desk for what `text` asks, or None."""
    return next((desk for desk in desks if desk.is_asked_for_in(text)), None)
