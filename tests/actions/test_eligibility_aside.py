"""In the middle of a check: what is no answer is answered first, asked again, or an end to it."""

import pytest

from tests.actions.garden import begun
from tests.actions.rasa import Talk, pressed, rendered, titles

ANSWER = "action_take_answer"
AGAIN = "action_ask_again"


async def test_another_fact_is_noted_and_the_question_stays(talk: Talk) -> None:
    await begun(talk)

    said = await talk.say("ik heb 3 medewerkers")

    assert said["response"] == "utter_ask_fact_noted"
    assert titles(said)[0] == "Urk"
    assert talk.slots["open_question"] == "gemeente"
    assert talk.slots["facts"] == {"personeel_aantal": "3"}
    assert (await talk.say("Urk"))["question"] == "Om hoeveel geld gaat het?"


async def test_what_can_not_be_read_is_asked_once_more_and_then_left_open(talk: Talk) -> None:
    await begun(talk)

    again = await talk.say("bij de oude toren")
    next_one = await talk.say("bij de toren dus")

    assert again["response"] == "utter_ask_fact_again"
    assert titles(again)[:2] == ["Urk", "Dronten"]
    assert next_one["response"] == "utter_ask_fact"
    assert next_one["question"] == "Hoeveel mensen hebt u in loondienst?"
    assert talk.slots["facts"] == {"gemeente": "weet_niet"}


async def test_every_question_is_asked_once_more_not_only_the_first(talk: Talk) -> None:
    await begun(talk)
    await talk.say("Urk")

    said = await talk.say("dat verschilt nogal")

    assert said["response"] == "utter_ask_fact_again"
    assert said["question"] == "Hoeveel mensen hebt u in loondienst?"


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("regeling_hoeveel", "hoeveel krijg ik dan eigenlijk"),
        ("faq_planten", "hoe plant ik een boom in klei"),
        ("find_scheme", "is er ook iets voor een vijver"),
        ("check_scheme", "past de boomsubsidie ook bij mij"),
        ("find_matches", "welke regelingen passen bij mijn bedrijf"),
        ("out_of_scope", "wat voor weer wordt het morgen"),
        ("ask_human", "ik wil een mens spreken"),
        ("angry", "wat een rotvragen"),
        ("goodbye", "tot ziens maar weer"),
        ("other_language", "i do not understand this"),
    ],
)
async def test_a_question_of_its_own_is_left_to_its_rule(
    talk: Talk, intent: str, text: str
) -> None:
    await begun(talk)

    assert await talk.declines(ANSWER, intent=intent, text=text)


@pytest.mark.parametrize(
    ("intent", "text"), [("danger", "Urk"), ("overloaded", "ik kan niet meer in Urk")]
)
async def test_danger_goes_before_an_answer_even_when_it_can_be_read_as_one(
    talk: Talk, intent: str, text: str
) -> None:
    await begun(talk)

    assert await talk.declines(ANSWER, intent=intent, text=text, confidence=1.0)


async def test_an_answer_word_for_word_is_the_answer_whatever_it_sounds_like(talk: Talk) -> None:
    """ "Nee, ik kijk per dag" sounds like someone who can not cope."""
    await begun(talk)

    said = await talk.say("Urk", ANSWER, intent="overloaded", confidence=1.0)

    assert said["meta"]["kind"] == "eligibility"


async def test_a_button_of_an_earlier_message_is_left_to_its_rule(talk: Talk) -> None:
    await begun(talk)

    assert await talk.declines(ANSWER, **pressed("regeling_wat", regeling="boomsubsidie"))


@pytest.mark.parametrize("feit", ["vijver=ja", "gemeente=parijs", "gemeente", "", "=", "bedrag=x"])
async def test_a_pressed_answer_that_is_none_teaches_nothing(talk: Talk, feit: str) -> None:
    await begun(talk)

    assert await talk.declines(ANSWER, **pressed("inform", feit=feit))


async def test_without_an_open_question_nothing_is_an_answer(talk: Talk) -> None:
    assert await talk.declines(ANSWER, intent="inform", text="Urk")


@pytest.mark.parametrize("confidence", [0.9, 0.3])
async def test_a_short_answer_counts_whatever_else_it_may_be(talk: Talk, confidence: float) -> None:
    await begun(talk)

    said = await talk.say("in Urk", intent="regeling_wat", confidence=confidence)

    assert said["question"] == "Hoeveel mensen hebt u in loondienst?"


async def test_a_doubtful_other_question_is_taken_for_an_answer(talk: Talk) -> None:
    await begun(talk)

    said = await talk.say(
        "mijn zaak zit in Dronten bij de kerk", intent="faq_planten", confidence=0.3
    )

    assert said["question"] == "Hoeveel mensen hebt u in loondienst?"


async def test_after_another_question_the_check_comes_back_where_it_was(talk: Talk) -> None:
    asked = await talk.press(await begun(talk), "Urk")
    await talk.turn("action_answer_faq", intent="faq_planten", text="hoe plant ik een boom")

    said = await talk.say("", AGAIN)

    assert said["response"] == "utter_back_to_fact"
    assert said["question"] == asked["question"]
    assert said["buttons"] == asked["buttons"]
    assert (await talk.press(said, "1 of meer"))["number"] == "3"


async def test_when_nothing_is_open_nothing_is_asked_again(talk: Talk) -> None:
    assert await talk.turn(AGAIN) == []


async def test_who_wants_the_outcome_gets_it_so_far_and_no_more_questions(talk: Talk) -> None:
    asked = await talk.press(await begun(talk), "Urk")

    said = await talk.press(asked, "Laat de uitkomst zien")

    assert said["response"] == "utter_fits_possibly"
    assert talk.slots["open_question"] is None


async def test_who_stops_is_not_asked_on_and_can_still_see_the_outcome(talk: Talk) -> None:
    await talk.press(await begun(talk), "Urk")

    said = await talk.say("stop maar", intent="stop")

    assert said["response"] == "utter_stopped"
    assert talk.slots["open_question"] is None
    outcome = await talk.press(said, "Laat de uitkomst zien")
    assert outcome["response"] == "utter_fits_possibly"


async def test_who_stops_while_nothing_is_asked_is_let_go(talk: Talk) -> None:
    said = await talk.say("stop", "action_end_check", intent="stop")

    assert said["response"] == "utter_stopped"
    assert rendered(said)


async def test_a_state_with_what_does_not_exist_any_more_goes_on(talk: Talk) -> None:
    talk.slots |= {
        "facts": {"vijver": "ja", "gemeente": "parijs"},
        "check": {"scheme": "opgeheven", "asked": 2},
        "open_question": "vijver",
        "found": ["opgeheven"],
    }

    assert await talk.declines(ANSWER, intent="inform", text="ja")
    assert await talk.turn(AGAIN) == []
    assert talk.slots["open_question"] is None
    assert (await talk.say("meer", "action_show_more", intent="more"))[
        "response"
    ] == "utter_no_more"
