"""Numbers that must never be written down: BSN, bank account and card numbers."""

import re
from collections.abc import Callable

from stdnum import iban, luhn
from stdnum.nl import bsn

# Groups of digits as people type them: 1234 56 789, 1234.56.789, NL00 BANK 0123 4567 89.
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]{1,4}){3,8}\b")
_DIGITS = re.compile(r"(?<![\d.,-])\d(?:[ .-]?\d){7,18}(?![\d])")

_BSN_DIGITS = 9
_CARD_DIGITS = range(13, 20)


def mask(text: str) -> str:
    """Return `text` with every valid BSN, IBAN and card number replaced by its name."""
    text = _IBAN.sub(lambda found: _masked_iban(found[0]), text)
    return _DIGITS.sub(lambda found: _masked_number(found[0]), text)


def _masked_iban(found: str) -> str:
    """An IBAN may be followed by ordinary words, so shorter readings are tried as well."""
    for end in range(len(found), 14, -1):
        if iban.is_valid(found[:end]) and not found[end : end + 1].isalnum():
            return "[rekeningnummer]" + found[end:]
    return found


def _masked_number(found: str) -> str:
    digits = re.sub(r"\D", "", found)
    checks: tuple[tuple[bool, Callable[[str], bool], str], ...] = (
        (len(digits) == _BSN_DIGITS, bsn.is_valid, "[burgerservicenummer]"),
        (len(digits) in _CARD_DIGITS, luhn.is_valid, "[kaartnummer]"),
    )
    for has_length, is_valid, name in checks:
        if has_length and is_valid(digits):
            return name
    return found
