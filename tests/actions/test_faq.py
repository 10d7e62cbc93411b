"""A question of the Q&A gets its own answer."""

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
