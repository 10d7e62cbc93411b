"""What somebody said, as it may leave: without personal numbers and addresses."""

import re

from conversations.masking import mask
from handoff.tickets import texts

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+\.[^\W\d_]{2,}")


def redacted(text: str, *, keep: str | None = None) -> str:
    """Return `text` with numbers masked and every e-mail address but `keep` taken out."""
    kept = (keep or "").casefold()

    def hidden(found: re.Match[str]) -> str:
        return found[0] if found[0].casefold() == kept else texts.HIDDEN_ADDRESS

    return _ADDRESS.sub(hidden, mask(text))
