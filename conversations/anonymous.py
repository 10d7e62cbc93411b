"""What somebody said, without whose it is."""

import re

import phonenumbers

from conversations.masking import mask

MAIL_ADDRESS = "[e-mailadres]"
TELEPHONE = "[telefoonnummer]"
NUMBER = "[nummer]"

# Whatever looks like one: a word too many that is hidden harms nobody.
_MAIL = re.compile(
    r"[^\s<>(),;:\"']+(?:@|\s@\s|\s?[(\[]at[)\]]\s?)[^\s<>(),;:\"'?!]+", re.IGNORECASE
)
_HANDLE = re.compile(r"\S*@\S*")
# Nine digits or more, however they are grouped, as they begin in the Netherlands or abroad.
_TELEPHONE = re.compile(r"(?<!\w)(?:\+|\(?0)\(?\d(?:[\s()./-]{0,3}\d){7,14}(?!\d)")
# Numbers of a firm at the Chamber of Commerce have eight digits, and no amount is written so.
_NUMBER = re.compile(r"\d{8,}")


def anonymous(text: str) -> str:
    """Return `text` on one line, without numbers and addresses that point at somebody."""
    text = mask(" ".join(text.split()))
    text = _HANDLE.sub(MAIL_ADDRESS, _MAIL.sub(MAIL_ADDRESS, text))
    text = _TELEPHONE.sub(TELEPHONE, _without_dialled(text))
    return _NUMBER.sub(NUMBER, text)


def _without_dialled(text: str) -> str:
    """Replace every number that could be called, the last first: the places before it stay."""
    for found in reversed(list(phonenumbers.PhoneNumberMatcher(text, "NL"))):
        text = text[: found.start] + TELEPHONE + text[found.end :]
    return text
