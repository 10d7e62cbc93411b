"""Who is angry, refuses or speaks another language is still told how to reach a person."""

import pytest

from tests.actions.rasa import Rasa, Talk, payloads, rendered


@pytest.mark.parametrize(
    ("intent", "first", "last"),
    [
        ("ask_human", "utter_handoff_consent", "utter_human"),
        ("angry", "utter_handoff_consent_sorry", "utter_human_sorry"),
    ],
)
async def test_a_person_can_be_reached_also_by_who_answers_no_question(
    rasa: Rasa, intent: str, first: str, last: str
) -> None:
    talk = Talk(rasa)

    asked = await talk.say("een mens graag", "action_ask_human", intent=intent)
    told = await talk.say("nee")

    assert (asked["response"], told["response"]) == (first, last)
    assert asked["meta"] == told["meta"] == {"kind": "handoff", "ids": [], "aspect": None}
    assert all("0320-123456" in text for said in (asked, told) for text in rendered(said))
    assert "info@example.org" in rendered(told)[0]
    assert "maandag van 9.00 tot 17.00 uur" in rendered(told)[0]


@pytest.mark.parametrize(
    ("text", "answer", "button"),
    [
        ("help me with the trees", "We help in Dutch.", "Speak to a person"),
        ("допомога", "Ми допомагаємо нідерландською.", "Поговорити з людиною"),
    ],
)
async def test_another_language_is_answered_in_that_language(
    rasa: Rasa, text: str, answer: str, button: str
) -> None:
    said = await rasa.one("action_other_language", intent="other_language", text=text)

    assert said["answer"] == answer
    assert said["buttons"] == [{"title": button, "payload": "/ask_human"}]
    assert payloads(said) == ["/ask_human"]
    assert all("0320-123456" in text for text in rendered(said))
