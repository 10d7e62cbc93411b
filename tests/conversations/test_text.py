"""What somebody typed becomes text that is safe to keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.masking import mask
from conversations.messages import MAX_TEXT
from conversations.text import EmptyText, TextTooLong, clean


@pytest.mark.parametrize("raw", ["", "   ", "\n\t ", "\x00\x00", "\u202e\u2066", "\u200b"])
def test_a_text_without_anything_to_read_is_refused(raw: str) -> None:
    with pytest.raises(EmptyText):
        clean(raw)


def test_two_thousand_characters_are_taken_and_one_more_is_not() -> None:
    assert clean("a" * MAX_TEXT) == "a" * MAX_TEXT
    with pytest.raises(TextTooLong):
        clean("a" * (MAX_TEXT + 1))


@pytest.mark.parametrize("text", ["👍", "🇳🇱 👩‍💻", "مرحبا", "<b>hoi</b>", "/restart", "één"])
def test_emoji_other_scripts_html_and_slashes_are_kept_as_they_are(text: str) -> None:
    assert clean(text) == text


def test_null_signs_and_signs_that_turn_the_writing_direction_disappear() -> None:
    assert clean("wat\x00 is\u202e de WBSO\u2069?") == "wat is de WBSO?"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mijn bsn is 111222333", "mijn bsn is [burgerservicenummer]"),
        ("bsn 1112.22.333 graag", "bsn [burgerservicenummer] graag"),
        ("NL91ABNA0417164300", "[rekeningnummer]"),
        ("stort op nl91 abna 0417 1643 00 dank u", "stort op [rekeningnummer] dank u"),
        ("kaart 4111 1111 1111 1111.", "kaart [kaartnummer]."),
    ],
)
def test_personal_numbers_are_masked(typed: str, kept: str) -> None:
    assert mask(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "bel 0320-123456",
        "een lening van 25.000 euro over 2026-2027",
        "kvk 12345678",
        "111222334 is geen bsn",
        "postcode 8232 AB in 2026",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert mask(text) == text


@given(st.text(max_size=MAX_TEXT))
def test_what_is_kept_never_holds_a_control_sign_and_cleaning_twice_changes_nothing(
    raw: str,
) -> None:
    try:
        kept = clean(raw)
    except EmptyText:
        return

    assert "\x00" not in kept
    assert not any(sign in kept for sign in "\u202a\u202b\u202c\u202d\u202e\r")
    assert len(kept) > MAX_TEXT or clean(kept) == kept
