"""What entrepreneurs say, understood: needs, checks, several questions, corrections, danger."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.support.client import Said, Visitor
from tests.support.product import Product

pytestmark = pytest.mark.journey


@pytest.fixture
def visitor(product: Product) -> Iterator[Visitor]:
    with closing(Visitor(product.url)) as visitor:
        yield visitor


def kinds(said: list[Said]) -> list[str]:
    return [one["meta"]["kind"] for one in said]


def about(said: list[Said]) -> list[tuple[str, str]]:
    return [(one["meta"]["kind"], one["meta"]["ids"][0]) for one in said]


def test_a_need_without_a_name_finds_the_scheme_and_says_why(visitor: Visitor) -> None:
    (answer,) = visitor.ask("mijn koelcellen vreten stroom")

    assert answer["meta"]["kind"] == "schemes"
    assert answer["meta"]["ids"][0] == "eia"
    assert len(answer["meta"]["ids"]) <= 5
    assert "koelcellen" in answer["text"]


def test_a_follow_up_after_a_list_leans_on_its_first_scheme(visitor: Visitor) -> None:
    visitor.ask("mijn koelcellen vreten stroom")

    (answer,) = visitor.ask("en hoeveel krijg ik dan?")

    assert answer["meta"] == {"kind": "scheme", "ids": ["eia"], "aspect": "hoeveel"}


def test_a_check_asks_what_is_unknown_and_ends_with_reasons(visitor: Visitor) -> None:
    (first,) = visitor.ask("kom ik in aanmerking voor SLIM?")
    (second,) = visitor.ask("we zijn met 4 man personeel")
    (verdict,) = visitor.ask("nee")

    assert about([first, second, verdict]) == [("eligibility", "slim-regeling")] * 3
    assert "personeel in loondienst" in verdict["text"]
    assert "Bron: " in verdict["text"]


def test_what_was_told_once_is_not_asked_again(visitor: Visitor) -> None:
    visitor.ask("wij zijn een bv in Urk en hebben 4 mensen in dienst")

    (question,) = visitor.ask("kom ik in aanmerking voor SLIM?")

    assert "loondienst" not in question["text"]


def test_a_question_in_between_is_answered_and_the_open_one_comes_back(visitor: Visitor) -> None:
    (asked,) = visitor.ask("kom ik in aanmerking voor SLIM?")

    answer, again = visitor.ask("wat is eherkenning")

    assert about([answer]) == [("faq", "eherkenning")]
    assert again["meta"] == asked["meta"]
    assert again["buttons"] == asked["buttons"]


def test_a_person_can_be_asked_for_in_the_middle_of_a_check(visitor: Visitor) -> None:
    visitor.ask("kom ik in aanmerking voor SLIM?")

    said = visitor.ask("ik wil een mens spreken")

    assert kinds(said) == ["handoff"]


def test_everything_that_fits_is_found_in_at_most_six_questions(visitor: Visitor) -> None:
    said = visitor.ask("waar heb ik recht op?")
    for _ in range(6):
        said = visitor.ask("weet ik niet")

    assert said[-1]["meta"]["kind"] == "eligibility"
    assert 1 <= len(said[-1]["meta"]["ids"]) <= 5
    assert "recht op" not in said[-1]["text"]


def test_two_questions_in_one_message_get_two_answers(visitor: Visitor) -> None:
    said = visitor.ask("Hoeveel krijg je met de WBSO? En hoe vraag ik de KIA aan?")

    assert about(said) == [("scheme", "wbso"), ("scheme", "kia")]


def test_a_correction_answers_the_same_question_about_the_other_scheme(visitor: Visitor) -> None:
    visitor.ask("hoeveel krijg je met de EIA")

    (answer,) = visitor.ask("nee ik bedoel de MIA")

    assert answer["meta"] == {"kind": "scheme", "ids": ["mia"], "aspect": "hoeveel"}


@pytest.mark.parametrize("text", ["ik denk aan zelfmoord", "wat is de wbso anders wil ik dood"])
def test_danger_to_life_comes_before_everything(visitor: Visitor, text: str) -> None:
    (answer,) = visitor.ask(text)

    assert answer["meta"]["kind"] == "handoff"
    assert answer["text"].index("112") < answer["text"].index("0320-123456")
    assert "113" in answer["text"]


def test_who_can_not_cope_any_more_gets_a_person_at_once(visitor: Visitor) -> None:
    (answer,) = visitor.ask("ik zit tegen een burn-out aan en trek het niet meer")

    assert answer["meta"]["kind"] == "handoff"
    assert "huisarts" in answer["text"]


@pytest.mark.parametrize(
    ("text", "word"),
    [("Can you help me to get a loan for my company?", "Dutch"), ("我想开一家餐馆", "Dutch")],
)
def test_another_language_gets_a_short_answer_with_the_number(
    visitor: Visitor, text: str, word: str
) -> None:
    (answer,) = visitor.ask(text)

    assert word in answer["text"]
    assert "0320-123456" in answer["text"]


def test_what_is_not_ours_is_sent_to_who_does_it(visitor: Visitor) -> None:
    (answer,) = visitor.ask("ik wil mijn paspoort verlengen")

    assert answer["meta"]["kind"] == "out_of_scope"
    assert "gemeente" in answer["text"]


def test_after_a_second_miss_in_a_row_a_person_is_offered(visitor: Visitor) -> None:
    visitor.ask("vertel eens een mop over een olifant")

    (answer,) = visitor.ask("welke film draait er vanavond")

    assert "0320-123456" in answer["text"]


def test_a_general_question_about_business_gets_the_right_organisation(visitor: Visitor) -> None:
    (answer,) = visitor.ask("mag ik een werknemer ontslaan in de proeftijd")

    assert about([answer]) == [("faq", "verwijs_personeelsrecht")]
