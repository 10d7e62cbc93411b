"""Who wants or needs a person is told how to reach one, in a language they read."""

import pytest

from tests.actions.rasa import Rasa, payloads, rendered


@pytest.mark.parametrize(
    ("intent", "response"), [("ask_human", "utter_human"), ("angry", "utter_human_sorry")]
)
async def test_a_person_can_be_reached(rasa: Rasa, intent: str, response: str) -> None:
    said = await rasa.one("action_ask_human", intent=intent)

    assert said["response"] == response
    assert said["meta"] == {"kind": "handoff", "ids": [], "aspect": None}
    for text in rendered(said):
        assert "0320-123456" in text
        assert "info@example.org" in text
        assert "maandag van 9.00 tot 17.00 uur" in text


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
