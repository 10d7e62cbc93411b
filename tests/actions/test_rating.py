"""How somebody was helped: a number from 1 to 5, and a word about it for who wants."""

import pytest

from conversations.handoffs import Rating
from tests.actions.handoff_talk import asked, ratings
from tests.actions.rasa import Rasa, Talk, payloads


@pytest.fixture
def talk(rasa: Rasa) -> Talk:
    return Talk(rasa)


@pytest.mark.parametrize("score", [1, 2, 3, 4, 5])
async def test_a_pressed_number_is_kept_and_thanked_for(talk: Talk, score: int) -> None:
    said = await talk.send(f'/rate{{"feit": "cijfer={score}"}}')

    assert ratings([said]) == [Rating(score=score)]
    assert (said["response"], asked(talk)) == ("utter_rated", "mens:opmerking")


async def test_what_is_said_about_it_is_kept_too(talk: Talk) -> None:
    await talk.send('/rate{"feit": "cijfer=5"}')

    said = await talk.say("Zij legde het rustig uit")

    assert ratings([said]) == [Rating(remark="Zij legde het rustig uit")]
    assert asked(talk) == ""


async def test_nothing_needs_to_be_said_about_it(talk: Talk) -> None:
    pressed = await talk.press(await talk.send('/rate{"feit": "cijfer=3"}'), "Nee, dit was alles")
    await talk.send('/rate{"feit": "cijfer=3"}')
    typed = await talk.say("nee hoor")

    assert [one["response"] for one in (pressed, typed)] == ["utter_rated_without_remark"] * 2
    assert ratings([pressed, typed]) == []


async def test_who_asks_something_else_is_answered_and_not_asked_again(talk: Talk) -> None:
    await talk.send('/rate{"feit": "cijfer=4"}')

    assert await talk.declines("action_take_answer", intent="regeling_wat", text="wat is het")
    assert await talk.turn("action_ask_again", intent="regeling_wat") == []
    assert asked(talk) == ""


@pytest.mark.parametrize("text", ["ik geef het gesprek een 4", "4 van de 5 geef ik"])
async def test_a_typed_number_counts(talk: Talk, text: str) -> None:
    said = await talk.say(text, "action_rate", intent="rate")

    assert ratings([said]) == [Rating(score=4)]


@pytest.mark.parametrize("text", ["heel goed geholpen", "ik geef een 8", "0", "10 van de 10"])
async def test_without_a_number_of_ours_it_is_asked_for(talk: Talk, text: str) -> None:
    said = await talk.say(text, "action_rate", intent="rate")

    assert ratings([said]) == []
    assert payloads(said) == [f'/rate{{"feit": "cijfer={score}"}}' for score in range(1, 6)]
