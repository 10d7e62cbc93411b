"""How someone is called and can be reached, read from one short sentence."""

import re
from collections.abc import Collection

from msgspec import Struct

from conversations.addresses import email_in, phone_in

_MOST_WORDS = 4
_NAME = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")


class Contact(Struct, frozen=True):
    """Who it is, and a telephone number (E.164) or e-mail address; either may be missing."""

    name: str | None
    address: str | None


def contact_in(text: str, around: Collection[str]) -> Contact:
    """Read name and number or address; `around` are the words that stand around a name."""
    return Contact(_name_in(text, around), phone_in(text) or email_in(text))


def _name_in(text: str, around: Collection[str]) -> str | None:
    """Return what is left of a short text that has nothing else in it."""
    words = [word.strip("<>()[],;:!\"'+-/.") for word in text.split() if "@" not in word]
    words = [w for w in words if w and w.casefold() not in around and not _is_number(w)]
    is_name = 0 < len(words) <= _MOST_WORDS and all(map(_NAME.fullmatch, words))
    return " ".join(words) if is_name else None


def _is_number(word: str) -> bool:
    return any(sign.isdigit() for sign in word)
