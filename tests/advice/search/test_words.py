"""Words are seen as the search needs them: stems, parts of compounds, meanings, no noise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.search.words import Words

LEARNED = (
    "een koelcel voor de winkel",
    "energie voor de boer",
    "kaas van het land",
    "een zonnepaneel op het dak",
    "een elektrische vrachtwagen",
    "personeel opleiden",
    "appels en taart",
    "een lening",
)


@pytest.fixture(scope="module")
def words() -> Words:
    made = Words([["koelcel", "koeling"], ["machine", "apparaat"], ["webshop", "webwinkel"]])
    made.learn(LEARNED)
    return made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lening", "leningen"),
        ("vrachtwagen", "vrachtwagens"),
        ("opleiden", "opleidt"),
        ("taart", "Taarten"),
        ("koelcel", "KOELCELLEN"),
        ("zonnepaneel", "zonnepanelen"),
    ],
)
def test_forms_of_one_word_are_the_same(words: Words, one: str, other: str) -> None:
    assert words.of_query(one) == words.of_query(other)


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("boerenkaas", ["boer", "kaas"]),
        ("appeltaarten", ["appel", "taart"]),
        ("energielening", ["lening"]),
        ("personeelslening", ["personeel", "lening"]),
    ],
)
def test_a_compound_finds_its_parts(words: Words, compound: str, parts: list[str]) -> None:
    found = words.of_query(compound)

    for part in parts:
        assert set(words.of_document(part)) <= set(found)


def test_a_compound_is_still_the_word_itself(words: Words) -> None:
    assert words.of_document("boerenkaas")[0] == "boerenkaas"


@pytest.mark.parametrize("whole", ["kleine", "boerka", "kaasje", "landerij"])
def test_a_part_by_chance_is_no_part(words: Words, whole: str) -> None:
    assert len(words.of_document(whole)) <= 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("elektriche", "elektrische"),
        ("personeell", "personeel"),
        ("persneel", "personeel"),
        ("vrachtwagn", "vrachtwagen"),
    ],
)
def test_a_typing_error_is_mended_in_what_people_type(words: Words, typed: str, meant: str) -> None:
    assert words.of_query(typed) == words.of_query(meant)
    assert words.of_document(typed) != words.of_document(meant)


@pytest.mark.parametrize("word", ["ooievaar", "klas", "taxi"])
def test_a_word_that_is_like_no_other_stays_as_it_is(words: Words, word: str) -> None:
    assert words.of_query(word) == words.of_document(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("koelcellen", "koeling"), ("machines", "apparaat"), ("webwinkels", "webshop")],
)
def test_words_of_one_meaning_find_each_other(words: Words, one: str, other: str) -> None:
    assert set(words.of_query(one)) & set(words.of_document(other))


@pytest.mark.parametrize("text", ["", "de en het", "ik wil een subsidie", "?!", "a b c", "é"])
def test_words_that_tell_nothing_are_left_out(words: Words, text: str) -> None:
    assert words.of_query(text) == []


def test_before_anything_is_learned_words_are_still_stems() -> None:
    words = Words([])

    assert words.of_query("leningen voor boeren") == words.of_document("lening, boer")


def test_learning_again_takes_the_place_of_what_was_learned() -> None:
    words = Words([])
    words.learn(["boer", "kaas"])
    assert words.of_document("boerenkaas") == ["boerenkaas", "boer", "kaas"]

    words.learn(["brood"])

    assert words.of_document("boerenkaas") == ["boerenkaas"]


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    words = Words([["koelcel", "koeling"], ["…"], []])
    words.learn(LEARNED)

    assert all(words.of_query(text))
    assert all(words.of_document(text))


def test_every_word_of_a_meaning_we_ship_finds_the_first(real: Content) -> None:
    words = Words(real.synonyms)
    words.learn([])

    lost = [
        (group[0], word)
        for group in real.synonyms
        for word in group
        if not set(words.of_query(word)) & set(words.of_document(group[0]))
    ]

    assert lost == []
