"""One question from the website becomes one sourced answer, through all real processes."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.support.client import Visitor
from tests.support.product import Product

pytestmark = pytest.mark.journey


@pytest.fixture
def visitor(product: Product) -> Iterator[Visitor]:
    with closing(Visitor(product.url)) as visitor:
        yield visitor


def test_a_scheme_is_explained_with_its_source_and_the_day_it_was_checked(visitor: Visitor) -> None:
    (answer,) = visitor.ask("Wat is de WBSO?")

    assert answer["meta"] == {"kind": "scheme", "ids": ["wbso"], "aspect": "wat"}
    assert re.search(r"Bron: .+ \(https://\S+\)", answer["text"])
    assert re.search(r"[Gg]econtroleerd op \d+ \w+ 2026", answer["text"])
    assert "RVO" in answer["text"]
    assert answer["buttons"]


@pytest.mark.parametrize(
    ("question", "id", "aspect"),
    [
        ("hoeveel krijg je met de KIA", "kia", "hoeveel"),
        ("voor wie is de slim regeling", "slim-regeling", "voor_wie"),
        ("hoe vraag ik de EIA aan?", "eia", "hoe_aanvragen"),
        ("wanneer kan ik praktijkleren aanvragen", "praktijkleren", "wanneer"),
        ("waar moet ik op letten bij de mia", "mia", "let_op"),
        ("bestaat het stap budget nog", "stap-budget", None),
    ],
)
def test_each_aspect_of_a_scheme_has_its_own_answer(
    visitor: Visitor, question: str, id: str, aspect: str | None
) -> None:
    (answer,) = visitor.ask(question)

    assert (answer["meta"]["kind"], answer["meta"]["ids"]) == ("scheme", [id])
    assert aspect in (None, answer["meta"]["aspect"])


def test_a_scheme_that_ended_is_said_to_have_ended(visitor: Visitor) -> None:
    (answer,) = visitor.ask("kan ik nog stap budget krijgen?")

    assert answer["meta"]["ids"] == ["stap-budget"]
    assert "gestopt" in answer["text"]


def test_a_question_that_leans_on_the_last_scheme_is_about_that_scheme(visitor: Visitor) -> None:
    visitor.ask("Wat is de WBSO?")

    (answer,) = visitor.ask("en hoeveel krijg ik dan?")

    assert answer["meta"] == {"kind": "scheme", "ids": ["wbso"], "aspect": "hoeveel"}


def test_a_button_asks_what_it_says(visitor: Visitor) -> None:
    (answer,) = visitor.ask("Wat is de WBSO?")
    button = next(b for b in answer["buttons"] if "hoeveel" in b["payload"])

    (more,) = visitor.answers(visitor.click(button["payload"]))

    assert more["meta"] == {"kind": "scheme", "ids": ["wbso"], "aspect": "hoeveel"}


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("kost het geld om jullie te spreken?", "schakelteam_kosten"),
        ("ben jij een robot", "bot_of_mens"),
        ("ik kan mijn rekeningen niet meer betalen", "schulden"),
        ("welke gegevens bewaren jullie van mij", "privacy_gegevens"),
    ],
)
def test_a_frequent_question_gets_its_answer(visitor: Visitor, question: str, id: str) -> None:
    (answer,) = visitor.ask(question)

    assert (answer["meta"]["kind"], answer["meta"]["ids"]) == ("faq", [id])


def test_who_asks_for_a_person_hears_how_to_reach_one(visitor: Visitor) -> None:
    (answer,) = visitor.ask("ik wil een mens spreken")

    assert answer["meta"]["kind"] == "handoff"
    assert "0320-123456" in answer["text"]


def test_who_has_money_worries_is_offered_a_person_at_once(visitor: Visitor) -> None:
    (answer,) = visitor.ask("ik heb schulden en weet niet meer wat ik moet")

    assert "/ask_human" in [button["payload"] for button in answer["buttons"]]


@pytest.mark.parametrize(
    "text", ["asdf qwer zxcv", "👍👍👍", "مرحبا", "<script>alert(1)</script>", "?", "/restart"]
)
def test_what_nobody_understands_gets_an_honest_answer_and_a_way_on(
    visitor: Visitor, text: str
) -> None:
    (answer,) = visitor.ask(text)

    assert answer["text"]
    assert answer["meta"]["kind"] in ("clarification", "out_of_scope", "other", "greeting")


def test_a_typed_command_changes_nothing(visitor: Visitor) -> None:
    visitor.ask("Wat is de WBSO?")
    visitor.ask("/session_start")

    (answer,) = visitor.ask("en hoeveel krijg ik dan?")

    assert answer["meta"] == {"kind": "scheme", "ids": ["wbso"], "aspect": "hoeveel"}
