"""A word that is a name too can be asked about, wherever it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.search.possible_names import possible_names


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("weet jij iets van slim", "slim-regeling"),
        ("SLIM?", "slim-regeling"),
        ("een kia voor de zaak", "kia"),
    ],
)
def test_an_ordinary_word_may_be_a_name(real: Content, text: str, id: str) -> None:
    assert id in [scheme.id for scheme in possible_names(text, real.schemes)]


@pytest.mark.parametrize("text", ["", "slimme meter", "wat is de wbso", "stapels papier"])
def test_a_word_that_only_begins_alike_is_none(real: Content, text: str) -> None:
    assert possible_names(text, real.schemes) == ()


def test_of_two_words_each_may_be_a_name(real: Content) -> None:
    named = possible_names("slim of kia", real.schemes)

    assert [scheme.id for scheme in named] == ["slim-regeling", "kia"]


@given(text=st.text(max_size=200))
def test_any_text_can_be_looked_at(real: Content, text: str) -> None:
    possible_names(text, real.schemes)
