"""A question of the Q&A gets its own answer."""

from typing import Any

import pytest

from advice.content import load_content
from tests.actions.rasa import ROOT, Rasa, payloads, rendered

ACTION = "action_answer_faq"


async def test_the_answer_belongs_to_the_intent(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="faq_planten")

    assert said["response"] == "utter_faq"
    assert said["meta"] == {"kind": "faq", "ids": ["planten"], "aspect": None}
    assert said["answer"] == "Graaf een gat. Bel 0320-123456 als het niet lukt."
    assert payloads(said) == ['/regeling_wat{"regeling": "boomsubsidie"}']


async def test_every_answer_we_ship_can_be_read_with_source_and_date(real_rasa: Rasa) -> None:
    for question in load_content(ROOT / "data").faq.values():
        said = await real_rasa.one(ACTION, intent=f"faq_{question.id}")
        for text in rendered(said):
            assert "Bron: " in text
            assert "Gecontroleerd op " in text
            assert "{" not in text
        if question.is_sensitive:
            assert payloads(said)[0] == "/ask_human"


NEED = "ik wil mijn personeel laten leren omgaan met een nieuwe machine"


async def test_a_question_that_is_as_much_a_need_gets_the_schemes_too(real_rasa: Rasa) -> None:
    answer, schemes = await real_rasa.run(
        ACTION, intent="faq_personeel_scholing", text=NEED, confidence=0.6
    )

    assert answer["meta"]["kind"] == "faq"
    assert schemes["response"] == "utter_found_too"
    assert 1 <= len(schemes["meta"]["ids"]) <= 3
    assert all("{" not in text for text in rendered(schemes))


@pytest.mark.parametrize(
    "understood",
    [
        {"text": NEED, "confidence": 0.99},
        {"text": "hoe zit dat", "confidence": 0.6},
        {"text": "/faq_personeel_scholing", "confidence": 0.6},
    ],
)
async def test_who_surely_asked_just_that_gets_just_the_answer(
    real_rasa: Rasa, understood: dict[str, Any]
) -> None:
    said = await real_rasa.run(ACTION, intent="faq_personeel_scholing", **understood)

    assert [response["meta"]["kind"] for response in said] == ["faq"]


async def test_who_has_money_worries_is_not_sent_on_to_a_list(real_rasa: Rasa) -> None:
    said = await real_rasa.run(
        ACTION, intent="faq_schulden", text="lening voor mijn schulden bij de bank", confidence=0.6
    )

    assert [response["meta"]["ids"] for response in said] == [["schulden"]]
