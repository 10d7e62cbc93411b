"""E-mail addresses and telephone numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.addresses import email_in, phone_in


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("jan@example.org", "jan@example.org"),
        ("Mail maar naar Jan.de-Boer+werk@Example.ORG.", "Jan.de-Boer+werk@example.org"),
        ("eh (jan@example.org), dank!", "jan@example.org"),
        ("mailto:jan@", None),
        ("jan@kantoor", None),
        ("jan@bäckerei.example.org", "jan@xn--bckerei-5wa.example.org"),
        ("@jan of jan@example.org?", "jan@example.org"),
        ("eerst jan@example.org en dan piet@example.org", "jan@example.org"),
        ("jan @ example.org", None),
        ("", None),
    ],
)
def test_the_first_address_is_found_among_other_words(text: str, address: str | None) -> None:
    assert email_in(text) == address


@given(st.text())
def test_what_is_found_never_breaks_out_of_its_line(text: str) -> None:
    found = email_in(f"jan@example.org\n{text}@{text}")

    assert found is None or (found.isascii() and found.isprintable() and " " not in found)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0320-123456", "+31320123456"),
        ("bel maar op 06 12 34 56 78.", "+31612345678"),
        ("(0320) 12 34 56", "+31320123456"),
        ("0031612345678", "+31612345678"),
        ("in België: +32 470 12 34 56", "+32470123456"),
        ("0320-123456 of 06-12345678", "+31320123456"),
        ("06-1234567", None),
        ("sinds 23-11-2026, 1234 AB", None),
        ("K7MX-B3PQ-T9WR", None),
        ("112", None),
        ("", None),
    ],
)
def test_the_first_telephone_number_is_found_however_it_is_spelled(
    text: str, number: str | None
) -> None:
    assert phone_in(text) == number


@given(st.text(alphabet="0123456789+-() ./"))
def test_a_number_can_always_be_dialled(text: str) -> None:
    found = phone_in(text)

    assert found is None or (found.startswith("+") and found[1:].isdecimal())
