"""An open question: an answer goes before all rules, after anything else it comes back once."""

from __future__ import annotations

import pytest

from engine import Conversation, Engine

ASKED, AGAIN = "Waar?", "Nogmaals: waar?"


@pytest.fixture
def asked(light: Engine) -> Conversation:
    """A conversation in which a question has just been asked."""
    conversation = Conversation(light)
    assert texts(conversation.press("/do_open_question")) == [ASKED]
    return conversation


def texts(replies: list[dict[str, object]]) -> list[object]:
    return [reply["text"] for reply in replies]


@pytest.mark.parametrize(
    "text", ["Urk", "ik zit in urk", "hoeveel subsidie krijg ik in urk", "hallo daar in urk"]
)
def test_an_answer_is_taken_before_any_rule(asked: Conversation, text: str) -> None:
    assert texts(asked.say(text)) == ["Onthouden: urk."]


def test_an_answer_is_not_answered_by_its_rule_as_well(asked: Conversation) -> None:
    """After the answer the bot listens; it does not greet who said hello with it."""
    asked.say("hallo daar in urk")

    assert texts(asked.say("hallo")) == ["Goedendag!"]


def test_a_pressed_answer_is_taken_too(asked: Conversation) -> None:
    assert texts(asked.press('/inform{"gemeente": "almere"}')) == ["Onthouden: almere."]


def test_another_question_is_answered_and_then_ours_comes_back_once(asked: Conversation) -> None:
    replies = texts(asked.say("wat is de wbso"))

    assert replies == ["regeling_wat over wbso", AGAIN]


def test_a_response_without_an_action_is_followed_by_the_question_too(
    asked: Conversation,
) -> None:
    assert texts(asked.say("hallo")) == ["Goedendag!", AGAIN]


def test_what_is_not_understood_is_followed_by_the_question_too(asked: Conversation) -> None:
    assert texts(asked.say("?")) == ["Dat begrijp ik niet, 1 keer.", AGAIN]


def test_it_comes_back_after_every_other_question_until_it_is_answered(
    asked: Conversation,
) -> None:
    for _ in range(6):
        assert texts(asked.say("wat is de wbso")) == ["regeling_wat over wbso", AGAIN]

    assert texts(asked.say("Urk")) == ["Onthouden: urk."]
    assert texts(asked.say("wat is de wbso")) == ["regeling_wat over wbso"]


def test_a_question_that_was_opened_in_this_turn_is_not_asked_twice(
    conversation: Conversation,
) -> None:
    assert texts(conversation.press("/do_open_question")) == [ASKED]


def test_a_question_opened_while_another_is_open_is_not_asked_twice(asked: Conversation) -> None:
    """As when someone asks, in the middle of a check, whether another scheme fits."""
    assert texts(asked.press("/do_open_question")) == [ASKED]


def test_a_question_that_was_closed_in_this_turn_does_not_come_back(asked: Conversation) -> None:
    assert texts(asked.press("/do_close_question")) == ["Klaar."]
    assert texts(asked.say("hallo")) == ["Goedendag!"]


def test_what_an_action_brings_along_comes_out_as_it_went_in(asked: Conversation) -> None:
    [reply] = asked.press("/do_close_question")

    assert reply["scan"] == {"id": "1"}
    assert reply["reminders"] == [{"key": "x"}]
    assert "files" not in reply


def test_after_two_questions_in_one_message_it_comes_back_once(asked: Conversation) -> None:
    replies = texts(asked.say("wat is de wbso en hoeveel krijg ik met de kia"))

    assert replies == ["regeling_wat over wbso", "regeling_hoeveel over kia", AGAIN]


def test_without_an_open_question_rules_answer_as_always(conversation: Conversation) -> None:
    assert texts(conversation.say("ik zit in urk")) == ["Goedendag!"]


def test_the_question_is_still_open_when_the_state_has_travelled(
    light: Engine, asked: Conversation
) -> None:
    for _ in range(6):
        asked.say("hallo")

    elsewhere = Conversation(light, state=asked.state)

    assert texts(elsewhere.say("Urk")) == ["Onthouden: urk."]


def test_an_answer_that_can_not_be_taken_fails_the_turn(asked: Conversation) -> None:
    assert asked.attempt(text="kapot") == (500, {"error": "action_failed"})

    assert texts(asked.say("Urk")) == ["Onthouden: urk."]
