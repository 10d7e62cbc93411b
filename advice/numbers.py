"""Which whole numbers a Dutch text says, in figures or in words."""

import re
from collections.abc import Iterator
from decimal import Decimal

# "Een" is left out: nearly every sentence has it, and only "één" is a number.
_WORDS = (
    *("nul", "één", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)
_TIMES = {"": 1, "duizend": 1_000, "miljoen": 1_000_000}

# "Minder dan 25" says that 24 is the most, and in "tot 25" both can be meant.
_ONE_LESS = r"(?P<less>(?:minder|jonger|korter|lager|kleiner) dan|onder(?: de)?|tot)"
_ONE_MORE = r"(?P<more>(?:meer|ouder|langer|hoger|groter) dan|boven(?: de)?)"
_NUMBER = re.compile(
    rf"(?:\b(?:{_ONE_LESS}|{_ONE_MORE}) )?(?:ongeveer )?"
    rf"(?<![\w.,])(?P<digits>\d+(?:\.\d{{3}})*(?:,\d+)?|\b(?:{'|'.join(_WORDS)})\b)"
    rf"(?: (?P<times>duizend|miljoen)\b)?",
)


def numbers_in(text: str) -> frozenset[int]:
    """Return the whole numbers of `text`; "minder dan 25" says 24 as well as 25."""
    return frozenset(
        number for found in _NUMBER.finditer(text.casefold()) for number in _said(found)
    )


def _said(found: re.Match[str]) -> Iterator[int]:
    value = _value(found["digits"]) * _TIMES[found["times"] or ""]
    if value % 1:
        return
    yield int(value)
    if found["less"]:
        yield int(value) - 1
    if found["more"]:
        yield int(value) + 1


def _value(digits: str) -> Decimal:
    if digits in _WORDS:
        return Decimal(_WORDS.index(digits))
    return Decimal(digits.replace(".", "").replace(",", "."))
