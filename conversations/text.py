"""What somebody typed becomes text that is safe to keep and to show."""

import re
import unicodedata

from conversations.masking import mask
from conversations.messages import MAX_TEXT

# Unicode "Cc" (control), without newline and tab, and the signs that turn the direction of
# writing around: they can make a text look like another one (https://trojansource.codes).
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


class EmptyText(ValueError):
    """Nothing readable is left of a message."""


class TextTooLong(ValueError):
    """A message has too many characters."""


def clean(raw: str, *, most: int = MAX_TEXT) -> str:
    """Return `raw` without invisible signs and with personal numbers masked.

    Raises `TextTooLong` above `most` characters and `EmptyText` when nothing can be read.
    """
    if len(raw) > most:
        raise TextTooLong
    text = _INVISIBLE.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text).strip()
    if not any(_is_visible(sign) for sign in text):
        raise EmptyText
    return mask(text)


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZ"
