"""Chat Dutch as one spelling: lower case, shorthand written out, no stretched letters."""

from __future__ import annotations

import re
from pathlib import Path

from rasa.shared.utils.io import read_config_file

# Letters and signs, not figures: 1.000 is a number.
_STRETCHED = re.compile(r"([^\d])\1{2,}")
_TOKEN = re.compile(r"\d[\d.,]*\d|[\w'&/-]+|[^\w\s]")


class ChatLanguage:
    """Knows the shorthand of a data file: one `short: written out` per line."""

    def __init__(self, shorthand: dict[str, str]) -> None:
        """Use these abbreviations."""
        self._shorthand = shorthand

    @classmethod
    def dutch(cls) -> ChatLanguage:
        """The shorthand of chat_language.yml."""
        return cls(read_config_file(Path(__file__).with_suffix(".yml")))

    def normalise(self, text: str) -> str:
        """Words and signs with one space between: `WNR jaaaa!!!` becomes `wanneer ja !`."""
        unstretched = _STRETCHED.sub(r"\1", text.lower())
        return " ".join(self._shorthand.get(t, t) for t in _TOKEN.findall(unstretched))
