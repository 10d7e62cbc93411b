"""The addresses and numbers in what somebody typed, as others can use them."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email

_HERE = "NL"


def email_in(text: str) -> str | None:
    """Return the first address in `text` that mail can go to, as servers spell it."""
    for word in text.split():
        if "@" not in word:
            continue
        try:
            # Whether anyone is there only the mail itself shows; asking would take the network.
            found = validate_email(
                word.strip("<>()[],;:.!?\"'"), check_deliverability=False, allow_smtputf8=False
            )
        except EmailNotValidError:
            continue
        return found.ascii_email
    return None


def phone_in(text: str) -> str | None:
    """Return the first telephone number in `text`, Dutch unless it says otherwise, as E.164."""
    for found in phonenumbers.PhoneNumberMatcher(text, _HERE):
        return phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)
    return None
