"""A scheme is heard when all words of one of its names are said, wherever they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.search.scattered_names import scattered_name


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("is er nog geld voor arbeidsplaatsen op flevokust", "flevokust-arbeidsplaatsen"),
        ("hoe vraag je een starterskrediet van het uwv aan", "starten-vanuit-uitkering-uwv"),
        ("hoelang krijg je uitstel van betaling bij de belasting", "uitstel-belasting-regulier"),
        ("Van het UWV een krediet als STARTER: starterskrediet", "starten-vanuit-uitkering-uwv"),
    ],
)
def test_a_name_with_its_words_apart_is_heard(real: Content, text: str, id: str) -> None:
    named = scattered_name(text, real.schemes)

    assert named is not None
    assert named.id == id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!?",
        "welke potjes zijn er voor de zaak in flevoland",
        "subsidie voor een nieuwe oven in de bakkerij",
        "ik wil personeel opleiden en een lening voor een machine",
        "hoeveel betaal ik aan belasting als zelfstandige",
    ],
)
def test_a_sentence_with_some_of_the_words_names_nothing(real: Content, text: str) -> None:
    assert scattered_name(text, real.schemes) is None


@given(text=st.text(max_size=200))
def test_any_text_can_be_looked_at(real: Content, text: str) -> None:
    scattered_name(text, real.schemes)


def test_every_long_name_is_heard_in_any_order(real: Content) -> None:
    """Some names are the same words for two schemes: those are left to the conversation."""
    for scheme in real.schemes:
        backwards = " ".join(reversed(scheme.name.partition("(")[0].split()))
        heard = scattered_name(backwards, real.schemes)
        assert heard is None or heard.id == scheme.id
