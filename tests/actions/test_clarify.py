"""A message that is not understood is asked about once, then a person is offered."""

from typing import Any

import pytest

from tests.actions.rasa import Rasa, payloads, rendered

ACTION = "action_clarify"
PROMISING = (("nlu_fallback", 0.4), ("faq_planten", 0.35), ("regeling_hoeveel", 0.3))
POOR = (("nlu_fallback", 0.4), ("faq_planten", 0.015), ("regeling_hoeveel", 0.01))


async def test_a_promising_guess_is_offered_in_readable_words(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, ranking=PROMISING, slot="boomsubsidie")

    assert said["response"] == "utter_clarify"
    assert said["meta"] == {
        "kind": "clarification",
        "ids": ["planten", "boomsubsidie"],
        "aspect": None,
    }
    assert said["buttons"] == [
        {"title": "Hoe plant ik een boom?", "payload": "/faq_planten"},
        {
            "title": "Boomsubsidie: hoeveel?",
            "payload": '/regeling_hoeveel{"regeling": "boomsubsidie"}',
        },
        {"title": "Iets anders", "payload": "/deny"},
        {"title": "Een mens spreken", "payload": "/ask_human"},
    ]


async def test_a_poor_guess_is_not_offered(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, ranking=POOR)

    assert said["response"] == "utter_not_understood"
    assert said["meta"] == {"kind": "out_of_scope", "ids": [], "aspect": None}
    assert payloads(said) == ["/ask_help", "/ask_human"]
    assert said["phone"] == "0320-123456"


@pytest.mark.parametrize(
    ("before", "response"),
    [
        ((), "utter_clarify"),
        (("action_clarify",), "utter_not_understood"),
        (("action_clarify", "utter_greet"), "utter_clarify"),
        (("utter_greet", "action_clarify"), "utter_not_understood"),
    ],
)
async def test_a_second_miss_in_a_row_offers_a_person(
    rasa: Rasa, before: tuple[str, ...], response: str
) -> None:
    said = await rasa.one(ACTION, ranking=PROMISING, before=before)

    assert said["response"] == response


async def test_the_question_that_was_answered_last_has_a_place(rasa: Rasa) -> None:
    """ "Kost dat veel?" may well be about that."""
    said = await rasa.one(
        ACTION,
        ranking=(("regeling_hoeveel", 0.3), ("regeling_wat", 0.2), ("check_scheme", 0.1)),
        slot="boomsubsidie",
        before=("action_answer_faq",),
        intent_before="faq_planten",
    )

    assert payloads(said)[2:] == ["/faq_planten", "/deny", "/ask_human"]


async def test_whether_the_scheme_that_was_told_of_fits_has_a_place(real_rasa: Rasa) -> None:
    said = await real_rasa.one(
        ACTION,
        ranking=(("faq_innoveren", 0.3), ("faq_pps", 0.2), ("faq_lening", 0.1)),
        slot="wbso",
        before=("action_answer_scheme",),
        intent_before="regeling_wat",
    )

    assert payloads(said)[2] == '/check_scheme{"regeling": "wbso"}'


async def test_only_the_name_of_a_scheme_is_asked_about(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, ranking=POOR, slot="gras", named=("gras",))

    assert said["response"] == "utter_clarify"
    assert payloads(said)[0] == '/regeling_wat{"regeling": "gras"}'


async def test_of_a_named_scheme_the_likely_aspect_is_told_at_once(rasa: Rasa) -> None:
    """The other aspects stand under the answer: there is nothing to ask."""
    ranking = (("regeling_hoeveel", 0.3), ("regeling_wat", 0.25))

    said = await rasa.one(ACTION, ranking=ranking, slot="gras", named=("gras",))

    assert said["meta"] == {"kind": "scheme", "ids": ["gras"], "aspect": "hoeveel"}


async def test_what_is_most_likely_not_ours_is_said_to_be_so(rasa: Rasa) -> None:
    ranking = (("nlu_fallback", 0.4), ("out_of_scope", 0.3), ("faq_planten", 0.2))

    said = await rasa.one(ACTION, ranking=ranking, text="mijn paspoort")

    assert said["response"] == "utter_elsewhere"


async def test_a_need_that_is_clear_is_answered_whatever_is_asked_about_it(real_rasa: Rasa) -> None:
    """The question it may have been as well is one press away."""
    ranking = (("nlu_fallback", 0.5), ("faq_verduurzamen", 0.4), ("find_scheme", 0.3))
    text = "mijn koelcellen vreten stroom, wat nu"

    said = await real_rasa.one(ACTION, ranking=ranking, text=text)

    assert said["meta"]["kind"] == "schemes"
    assert "eia" in said["meta"]["ids"]
    assert payloads(said)[-1] == "/faq_verduurzamen"


async def test_a_question_about_the_scheme_of_the_talk_is_no_new_need(real_rasa: Rasa) -> None:
    ranking = (("nlu_fallback", 0.5), ("regeling_hoeveel", 0.45), ("find_scheme", 0.3))
    text = "hoeveel is dat voor koelcellen die stroom vreten"

    said = await real_rasa.one(ACTION, ranking=ranking, text=text, slot="eia")

    assert said["meta"]["kind"] == "clarification"


async def test_a_scheme_without_answers_is_said_to_be_so(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, ranking=PROMISING, slot="onbekend", named=("onbekend",))

    assert said["response"] == "utter_scheme_unknown"


@pytest.mark.parametrize(
    "understood",
    [
        {"ranking": PROMISING},
        {"ranking": POOR},
        {"ranking": ()},
        {"ranking": POOR, "named": ("onbekend",)},
    ],
)
async def test_nobody_reads_names_of_intents(rasa: Rasa, understood: dict[str, Any]) -> None:
    said = await rasa.one(ACTION, **understood)

    for text in (*rendered(said), *(button["title"] for button in said["buttons"])):
        assert "_" not in text
        assert "nlu" not in text


async def test_none_of_these_is_believed_and_gives_the_way_to_a_person(rasa: Rasa) -> None:
    said = await rasa.one(
        "action_decline", intent="deny", before=(ACTION,), answered="utter_clarify"
    )

    assert said["meta"] == {"kind": "out_of_scope", "ids": [], "aspect": None}
    assert payloads(said) == ["/ask_human", "/ask_help"]
    for text in rendered(said):
        assert "0320-123456" in text


@pytest.mark.parametrize("answered", ["", "utter_found"])
async def test_a_no_to_anything_else_invites_the_next_question(rasa: Rasa, answered: str) -> None:
    said = await rasa.one(
        "action_decline", intent="deny", before=("action_find_scheme",), answered=answered
    )

    assert said["response"] == "utter_deny"


async def test_a_no_long_after_our_question_is_not_about_it(rasa: Rasa) -> None:
    before = (ACTION, "action_find_scheme")

    said = await rasa.one("action_decline", intent="deny", before=before, answered="utter_found")

    assert said["response"] == "utter_deny"
