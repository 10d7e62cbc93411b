"""An answer to a doubtful message can be put right with one press."""

from typing import Any

import pytest

from tests.actions.rasa import Rasa, payloads, titles

UNSURE = (("faq_planten", 0.6), ("regeling_hoeveel", 0.2), ("check_scheme", 0.01))


async def test_what_else_was_perhaps_meant_stands_under_the_answer(rasa: Rasa) -> None:
    said = await rasa.one(
        "action_answer_faq", intent="faq_planten", ranking=UNSURE, slot="boomsubsidie"
    )

    assert said["meta"]["ids"] == ["planten"]
    assert titles(said)[-1] == "Ik bedoel: Boomsubsidie: hoeveel?"
    assert payloads(said)[-1] == '/regeling_hoeveel{"regeling": "boomsubsidie"}'


@pytest.mark.parametrize(
    "understood",
    [
        {"ranking": (("faq_planten", 0.96), ("regeling_hoeveel", 0.04))},
        {"ranking": (("faq_planten", 0.6), ("regeling_hoeveel", 0.04))},
        {"ranking": (("faq_planten", 0.6), ("greet", 0.3))},
        {"ranking": UNSURE, "text": "/faq_planten"},
        {"ranking": ()},
    ],
)
async def test_who_was_surely_understood_sees_the_answer_only(
    rasa: Rasa, understood: dict[str, Any]
) -> None:
    said = await rasa.one(
        "action_answer_faq", intent="faq_planten", slot="boomsubsidie", **understood
    )

    assert not any(title.startswith("Ik bedoel:") for title in titles(said))


async def test_what_is_offered_already_is_not_offered_twice(rasa: Rasa) -> None:
    """The other aspects of a scheme stand under every answer about it."""
    ranking = (("regeling_wat", 0.6), ("regeling_hoeveel", 0.3))

    said = await rasa.one(
        "action_answer_scheme", intent="regeling_wat", ranking=ranking, named=("boomsubsidie",)
    )

    assert payloads(said).count('/regeling_hoeveel{"regeling": "boomsubsidie"}') == 1
    assert titles(said)[-1] == "Ik bedoel: Boomsubsidie: hoeveel?"


async def test_under_a_question_of_ours_nothing_is_added(rasa: Rasa) -> None:
    ranking = (("nlu_fallback", 0.4), ("faq_planten", 0.35), ("regeling_hoeveel", 0.3))

    said = await rasa.one("action_clarify", ranking=ranking, slot="boomsubsidie")

    assert said["meta"]["kind"] == "clarification"
    assert not any(title.startswith("Ik bedoel:") for title in titles(said))


@pytest.mark.parametrize(
    ("text", "is_offered"), [("jij weet toch van groen", True), ("hoi", False)]
)
async def test_what_is_none_of_ours_may_still_have_named_a_scheme(
    rasa: Rasa, text: str, *, is_offered: bool
) -> None:
    said = await rasa.one(
        "action_out_of_scope",
        intent="out_of_scope",
        text=text,
        ranking=(("out_of_scope", 0.97), ("regeling_hoeveel", 0.02)),
    )

    offered = '/regeling_hoeveel{"regeling": "gras"}' in payloads(said)
    assert offered is is_offered
