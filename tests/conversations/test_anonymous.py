"""A sentence loses what points at somebody and keeps what it asks."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.addresses import phone_in
from conversations.anonymous import anonymous

_WORDS = st.text(st.sampled_from("abc eéé,.?!0123456789-+()@"), max_size=30)
_NUMBERS = st.integers(320_100_000, 320_999_999).map(lambda n: phonenumbers.parse(f"0{n}", "NL"))
_FORMATS = st.sampled_from(
    [
        phonenumbers.PhoneNumberFormat.E164,
        phonenumbers.PhoneNumberFormat.INTERNATIONAL,
        phonenumbers.PhoneNumberFormat.NATIONAL,
    ]
)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("mail  sam@example.org\nof bel", "mail [e-mailadres] of bel"),
        ("sam (at) example.org graag", "[e-mailadres] graag"),
        ("volg @samdevries", "volg [e-mailadres]"),
        ("bel 0320-123456.", "bel [telefoonnummer]."),
        ("bel 06 12 34 56 78 nu", "bel [telefoonnummer] nu"),
        ("+31 (0)320 123 456", "[telefoonnummer]"),
        ("kvk 12345678", "kvk [nummer]"),
        ("bsn 111222333", "bsn [burgerservicenummer]"),
        ("een lening van 50.000 euro in 2026", "een lening van 50.000 euro in 2026"),
        ("wat is 12,5 % van 1000000", "wat is 12,5 % van 1000000"),
    ],
)
def test_what_points_at_somebody_becomes_its_name(said: str, shown: str) -> None:
    assert anonymous(said) == shown


@given(_WORDS, _NUMBERS, _FORMATS)
def test_a_number_that_can_be_called_is_never_shown(
    words: str, number: phonenumbers.PhoneNumber, how: int
) -> None:
    written = phonenumbers.format_number(number, how)

    shown = anonymous(f"{words} {written}, {words}")

    assert written not in shown
    assert phone_in(shown) is None
    assert "@" not in shown


@given(_WORDS)
def test_who_makes_it_anonymous_again_changes_nothing(words: str) -> None:
    once = anonymous(words)

    assert anonymous(once) == once
