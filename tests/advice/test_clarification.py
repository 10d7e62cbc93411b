"""What is not understood is asked about in words people know, or given up honestly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.clarification import MOST_GUESSES, WORTH_ASKING, Clarifier, Guess
from advice.content import Content, load_content
from tests.advice.folder import Folder

SURE = WORTH_ASKING + 0.1
POOR = WORTH_ASKING - 0.1


@pytest.fixture
def content(folder: Folder) -> Content:
    return load_content(folder.path)


@pytest.fixture
def clarifier(content: Content) -> Clarifier:
    return Clarifier(content.words, content.faq)


def test_the_best_guesses_are_offered_by_their_names(clarifier: Clarifier) -> None:
    guesses = [Guess("faq_planten", SURE), Guess("regeling_wat", WORTH_ASKING)]

    offers = clarifier.ask(guesses, None)

    assert [offer.title for offer in offers] == [
        "Hoe plant ik een boom?",
        "Uitleg over een regeling",
        "Iets anders",
        "Een mens spreken",
    ]


def test_the_scheme_we_talk_about_is_named(content: Content, clarifier: Clarifier) -> None:
    scheme = content.schemes.get("boomsubsidie")

    offers = clarifier.ask([Guess("regeling_hoeveel", SURE)], scheme)

    assert offers[0].title == "Boomsubsidie: hoeveel?"
    assert offers[0].scheme == "boomsubsidie"


def test_small_talk_is_never_offered(clarifier: Clarifier) -> None:
    offers = clarifier.ask([Guess("greet", SURE), Guess("faq_planten", SURE)], None)

    assert [offer.intent for offer in offers] == ["faq_planten", "deny", "ask_human"]


def test_a_person_is_offered_once(clarifier: Clarifier) -> None:
    offers = clarifier.ask([Guess("ask_human", SURE), Guess("faq_planten", POOR)], None)

    assert [offer.intent for offer in offers].count("ask_human") == 1


def test_joining_the_pool_and_what_its_people_want_are_offered(real: Content) -> None:
    clarifier = Clarifier(real.words, real.faq)

    offers = clarifier.ask([Guess("join_pool", SURE), Guess("pause_pool", SURE)], None)

    assert [offer.intent for offer in offers[:2]] == ["join_pool", "pause_pool"]


@pytest.mark.parametrize(
    "guesses", [[], [Guess("faq_planten", POOR)], [Guess("out_of_scope", SURE)]]
)
def test_a_poor_guess_is_not_asked_about(clarifier: Clarifier, guesses: list[Guess]) -> None:
    assert clarifier.ask(guesses, None) == ()


def test_a_poor_guess_beside_a_good_one_is_not_offered(clarifier: Clarifier) -> None:
    offers = clarifier.ask([Guess("faq_planten", SURE), Guess("regeling_wat", POOR)], None)

    assert [offer.intent for offer in offers] == ["faq_planten", "deny", "ask_human"]


def test_a_search_is_offered_as_what_it_would_find(folder: Folder) -> None:
    folder.scheme("gras")
    folder.scheme("struiken")
    content = load_content(folder.path)
    guesses = [Guess("find_scheme", SURE), Guess("faq_planten", SURE)]

    offers = Clarifier(content.words, content.faq).ask(guesses, None, list(content.schemes))

    assert [(offer.intent, offer.scheme) for offer in offers] == [
        ("regeling_wat", "boomsubsidie"),
        ("regeling_wat", "gras"),
        ("faq_planten", None),
        ("deny", None),
        ("ask_human", None),
    ]


def test_what_was_found_is_offered_when_no_guess_is_worth_asking(
    content: Content, clarifier: Clarifier
) -> None:
    offers = clarifier.ask([Guess("faq_planten", POOR)], None, list(content.schemes))

    assert [offer.title for offer in offers] == ["Boomsubsidie", "Iets anders", "Een mens spreken"]


def test_the_same_question_is_offered_once(content: Content, clarifier: Clarifier) -> None:
    scheme = content.schemes.get("boomsubsidie")
    guesses = [Guess("regeling_wat", SURE), Guess("find_scheme", SURE), Guess("regeling_wat", SURE)]

    offers = clarifier.ask(guesses, scheme, list(content.schemes))

    assert [offer.scheme for offer in offers] == ["boomsubsidie", None, None]


def test_a_named_scheme_is_asked_about(content: Content, clarifier: Clarifier) -> None:
    scheme = content.schemes.get("boomsubsidie")
    assert scheme

    offers = clarifier.ask_about(scheme)

    assert [offer.title for offer in offers] == [
        "Wat is Boomsubsidie?",
        "Boomsubsidie: hoeveel?",
        "Boomsubsidie aanvragen",
        "Iets anders",
        "Een mens spreken",
    ]


INTENTS = st.sampled_from(
    [
        "faq_lening",
        "faq_schulden",
        "regeling_wat",
        "find_scheme",
        "check_scheme",
        "ask_human",
        "angry",
        "greet",
        "nlu_fallback",
    ]
)


@given(
    guesses=st.lists(st.builds(Guess, intent=INTENTS, confidence=st.floats(0, 1)), unique=True),
    number=st.integers(0, 7),
)
def test_whatever_was_heard_a_person_is_one_of_few_choices(
    real: Content, guesses: list[Guess], number: int
) -> None:
    clarifier = Clarifier(real.words, real.faq)
    guesses.sort(key=lambda guess: -guess.confidence)

    offers = clarifier.ask(guesses, None, list(real.schemes)[:number]) or clarifier.give_up()

    assert offers[-1].intent == "ask_human"
    assert len(offers) <= MOST_GUESSES + 2
    assert all(offer.intent not in {"nlu_fallback", "greet"} for offer in offers)
