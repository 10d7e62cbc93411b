"""Two questions in one message get two answers; one question stays one, whatever its commas."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from engine import Conversation
from turns.questions import MOST, questions_in

WBSO, KIA = "regeling_wat over wbso", "regeling_hoeveel over kia"


def texts(replies: list[dict[str, Any]]) -> list[str]:
    return [reply["text"] for reply in replies]


@pytest.mark.parametrize(
    "text",
    [
        "wat is de wbso en hoeveel krijg ik met de kia",
        "Wat is de WBSO? Hoeveel krijg ik met de KIA?",
        "wat is de wbso, en hoeveel krijg ik met de kia?",
        "wat is de wbso & hoeveel krijg ik met de kia",
        "wat is de wbso\nhoeveel krijg ik met de kia",
        "wat is de wbso. hoeveel krijg ik met de kia.",
    ],
)
def test_two_questions_get_two_answers_in_their_order(
    conversation: Conversation, text: str
) -> None:
    assert texts(conversation.say(text)) == [WBSO, KIA]


def test_the_second_question_is_about_the_scheme_of_the_first(conversation: Conversation) -> None:
    replies = texts(conversation.say("wat is de wbso en hoeveel subsidie krijg ik"))

    assert replies == [WBSO, "regeling_hoeveel over wbso"]


def test_the_conversation_goes_on_from_the_last_question(conversation: Conversation) -> None:
    conversation.say("wat is de wbso en hoeveel krijg ik met de kia")

    [reply] = conversation.say("hoeveel subsidie krijg ik")

    assert reply["meta"]["ids"] == ["kia"]


@pytest.mark.parametrize(
    "text",
    [
        "wat is de wbso",
        "hallo, wat is de wbso",
        "Goedemorgen! Wat is de WBSO?",
        "wat is de wbso, graag",
        "wat is de wbso???",
        "wat is de wbso? en wat is de wbso?",
        "wat is de wbso, hoe en wat",
        "uitleg over wbso in lelystad, en in urk",
    ],
)
def test_one_question_gets_one_answer(conversation: Conversation, text: str) -> None:
    assert texts(conversation.say(text)) == [WBSO]


def test_an_action_sees_its_question_and_the_whole_message(conversation: Conversation) -> None:
    text = "wat is de wbso? zou dit passen bij mijn zaak"

    replies = texts(conversation.say(text))

    assert replies == [WBSO, f"zou dit passen bij mijn zaak | {text}"]


def test_one_question_has_no_other_whole(conversation: Conversation) -> None:
    replies = texts(conversation.say("zou dit passen bij mijn zaak"))

    assert replies == ["zou dit passen bij mijn zaak | None"]


@pytest.mark.parametrize(
    "text",
    [
        "wat is de wbso en hoeveel krijg ik met de kia want anders zelfmoord",
        "ik wil dood. wat is de wbso? hoeveel krijg ik met de kia?",
    ],
)
def test_danger_in_a_message_is_answered_alone(conversation: Conversation, text: str) -> None:
    assert texts(conversation.say(text)) == ["Bel 112."]


WORDS = {
    "wbso": "regeling_wat",
    "kia": "regeling_hoeveel",
    "lening": "faq_lening",
    "mens": "ask_human",
    "past": "check_scheme",
}


def split(text: str, whole: str = "regeling_wat") -> list[str]:
    """The questions found in `text`, by an understanding that looks at one word each."""

    async def parse(part: str) -> dict[str, Any]:
        heard = [word for word in WORDS if word in part]
        names = [{"entity": "regeling", "value": w} for w in heard if w in ("wbso", "kia")]
        intent = {
            "name": WORDS[heard[0]] if heard else "nlu_fallback",
            "confidence": 0.3 if "misschien" in part else 0.9,
        }
        return {"text": part, "intent": intent, "entities": names}

    understood = {"text": text, "intent": {"name": whole, "confidence": 0.9}, "entities": []}
    return [part["text"] for part in asyncio.run(questions_in(text, understood, parse))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("wat is wbso en wat is kia", ["wat is wbso", "wat is kia"]),
        ("wat is wbso, hoeveel is kia", ["wat is wbso", "hoeveel is kia"]),
        ("wat is wbso plus hoe krijg ik een lening", ["wat is wbso", "hoe krijg ik een lening"]),
        ("wat is wbso? mag ik een mens", ["wat is wbso", "mag ik een mens"]),
        ("wat is wbso en past die bij mij", ["wat is wbso", "past die bij mij"]),
        ("wbso en kia", ["wbso en kia"]),
        ("wat is het verschil tussen wbso en kia", ["wat is het verschil tussen wbso en kia"]),
        ("ik heb een bakkerij en wil een lening", ["ik heb een bakkerij en wil een lening"]),
        ("de b.v. wil wbso", ["de b.v. wil wbso"]),
        ("kost het 2.500 of 3,5 ton", ["kost het 2.500 of 3,5 ton"]),
        ("", [""]),
        ("?!", ["?!"]),
    ],
)
def test_a_message_is_cut_where_a_question_begins(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_a_part_that_is_hardly_understood_is_no_question_of_its_own() -> None:
    text = "wat is wbso, misschien iets met kia"

    assert split(text) == [text]


@pytest.mark.parametrize("intent", ["danger", "overloaded", "angry"])
def test_what_comes_first_is_never_cut(intent: str) -> None:
    text = "wat is wbso en wat is kia"

    assert split(text, whole=intent) == [text]


def test_no_more_answers_come_than_can_be_read() -> None:
    text = "wat is wbso? wat is kia? mag ik een lening? waar is een mens?"

    assert len(split(text)) == MOST == 3
