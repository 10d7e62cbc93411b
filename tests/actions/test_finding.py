"""A need is answered with the schemes that fit it, five at a time, the living before the dead."""

from typing import Any

import pytest

from advice.content import load_content
from tests.actions.rasa import ROOT, Rasa, Talk, payloads, pressed, rendered, titles
from tests.advice.folder import Folder
from tests.support.time import HandClock

FIND = "action_find_scheme"

POND = {"kort": "geld voor een vijver", "behoeften": ["een vijver graven op het terrein"]}
FENCE = {"kort": "geld voor een hek", "behoeften": ["een hek om de schapenwei"]}


@pytest.fixture
def talk(folder: Folder, clock: HandClock) -> Talk:
    folder.scheme("vijverfonds", **POND, voorwaarden=[])
    folder.scheme("hekkenpot", **FENCE, voorwaarden=[{"feit": "gemeente", "een_van": ["urk"]}])
    folder.scheme("oud-vijverfonds", **POND, status="beeindigd", voorwaarden=[])
    return Talk(Rasa(folder.path, clock))


async def find(talk: Talk, text: str, **understood: Any) -> dict[str, Any]:
    return await talk.say(text, FIND, intent="find_scheme", **understood)


async def test_a_need_is_answered_with_the_schemes_that_fit_it(talk: Talk) -> None:
    said = await find(talk, "ik wil een vijver graven, waar kan dat")

    assert said["response"] == "utter_found"
    assert said["meta"]["kind"] == "schemes"
    assert said["meta"]["ids"] == ["vijverfonds", "oud-vijverfonds"]
    assert said["schemes"].splitlines()[0] == (
        "1. vijverfonds: geld voor een vijver (bijvoorbeeld: een vijver graven op het terrein)"
    )
    assert payloads(said) == [
        '/regeling_wat{"regeling": "vijverfonds"}',
        '/regeling_wat{"regeling": "oud-vijverfonds"}',
        "/ask_human",
    ]
    assert said["schemes"] in rendered(said)[0]


async def test_the_only_scheme_that_fits_is_a_list_of_one(talk: Talk) -> None:
    said = await find(talk, "ik wil een hek om mijn schapenwei zetten")

    assert said["response"] == "utter_found"
    assert said["meta"] == {
        "kind": "schemes",
        "ids": ["hekkenpot"],
        "aspect": None,
        "reasons": ["geld voor een hek (bijvoorbeeld: een hek om de schapenwei)"],
    }


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ik wil een hek om mijn schapenwei zetten", "hekkenpot"),
        ("een vijver graven op het terrein", "vijverfonds"),
    ],
)
async def test_the_best_that_was_found_becomes_the_topic(talk: Talk, text: str, topic: str) -> None:
    await find(talk, text)

    said = await talk.say("hoeveel?", "action_answer_scheme", intent="regeling_hoeveel")

    assert said["meta"]["ids"] == [topic]


async def test_what_has_ended_stands_last(talk: Talk) -> None:
    said = await find(talk, "een vijver graven op ons terrein, mag dat")

    assert said["meta"]["ids"][0] == "vijverfonds"
    assert said["meta"]["ids"][-1] == "oud-vijverfonds"


async def test_what_is_known_not_to_fit_is_left_out(talk: Talk) -> None:
    await talk.say("ik zit in Dronten", "action_take_facts", intent="inform")

    said = await find(talk, "ik wil een hek om mijn schapenwei zetten")

    assert "hekkenpot" not in str(said)


async def test_a_fact_in_the_question_counts_and_is_kept(talk: Talk) -> None:
    said = await find(talk, "ik wil in Dronten een hek om mijn schapenwei zetten")

    assert "hekkenpot" not in str(said)
    assert talk.slots["facts"] == {"gemeente": "dronten"}


async def test_when_nothing_is_found_subjects_are_offered(talk: Talk) -> None:
    said = await find(talk, "raketten naar de maan")

    assert said["response"] == "utter_find_scheme"


async def test_the_button_to_search_asks_what_is_needed(talk: Talk) -> None:
    (said,) = await talk.turn(FIND, **pressed("find_scheme"))

    assert said["response"] == "utter_find_scheme"


async def test_of_many_five_are_shown_and_the_rest_comes_after_more(
    folder: Folder, clock: HandClock
) -> None:
    for number in range(7):
        folder.scheme(f"vijver-{number}", **POND, voorwaarden=[])
    talk = Talk(Rasa(folder.path, clock))

    first = await find(talk, "een vijver graven op het terrein")
    rest = await talk.press(first, "Laat meer zien")

    assert len(first["meta"]["ids"]) == 5
    assert rest["response"] == "utter_found_more"
    assert {*first["meta"]["ids"], *rest["meta"]["ids"]} >= {f"vijver-{n}" for n in range(7)}
    assert not set(first["meta"]["ids"]) & set(rest["meta"]["ids"])
    assert "Laat meer zien" not in titles(rest)
    assert rendered(rest)


async def test_after_the_last_what_resembles_the_topic_is_more(
    folder: Folder, clock: HandClock
) -> None:
    folder.scheme("vijverfonds", alternatieven=["boomsubsidie"])
    talk = Talk(Rasa(folder.path, clock))
    talk.slots["regeling"] = "vijverfonds"

    said = await talk.say("is er nog meer", "action_show_more", intent="more")

    assert said["response"] == "utter_found_more"
    assert said["meta"]["ids"] == ["boomsubsidie"]


async def test_when_there_is_nothing_else_a_person_searches_along(talk: Talk) -> None:
    said = await talk.say("meer", "action_show_more", intent="more")

    assert said["response"] == "utter_no_more"
    assert payloads(said) == ["/find_matches", "/ask_human"]


@pytest.mark.parametrize(
    "text",
    [
        "ik wil een hek om mijn schapenwei zetten",
        "hagen om de moestuin snoeien",
        "raketten naar de maan",
    ],
)
async def test_a_new_search_forgets_what_was_not_shown_of_the_last(
    folder: Folder, clock: HandClock, text: str
) -> None:
    for number in range(7):
        folder.scheme(f"vijver-{number}", **POND, voorwaarden=[])
    folder.scheme("hekkenpot", **FENCE, voorwaarden=[])
    for id in ("hagenfonds", "snoeipot"):
        folder.scheme(id, kort="heg", behoeften=["hagen om de moestuin snoeien"], voorwaarden=[])
    talk = Talk(Rasa(folder.path, clock))
    await find(talk, "een vijver graven op het terrein")

    await find(talk, text)

    said = await talk.say("meer", "action_show_more", intent="more")
    assert said["response"] == "utter_no_more"


async def test_a_doubtful_search_is_asked_about_by_what_it_would_find(talk: Talk) -> None:
    ranking = (("nlu_fallback", 0.4), ("find_scheme", 0.3), ("out_of_scope", 0.2))

    said = await talk.say("een hek om de schapenwei", "action_clarify", ranking=ranking)

    assert said["response"] == "utter_clarify"
    assert said["meta"]["ids"] == ["hekkenpot"]
    assert payloads(said) == ['/regeling_wat{"regeling": "hekkenpot"}', "/deny", "/ask_human"]


async def test_who_names_a_scheme_gets_an_answer_about_that_one(talk: Talk) -> None:
    ranking = (("find_scheme", 0.6), ("regeling_hoeveel", 0.3))

    said = await find(talk, "is het hekkenpot iets", named=("hekkenpot",), ranking=ranking)

    assert said["meta"] == {"kind": "scheme", "ids": ["hekkenpot"], "aspect": "hoeveel"}


@pytest.mark.parametrize(
    "text",
    [
        "is er subsidie voor zonnepanelen",
        "ik zoek een goedkope lening om te verduurzamen",
        "ik heb een goed idee voor een nieuwe machine",
    ],
)
async def test_an_ordinary_need_is_not_taken_for_the_name_of_a_scheme(
    real_rasa: Rasa, text: str
) -> None:
    ranking = (("find_scheme", 0.9), ("regeling_wat", 0.1))

    said = await real_rasa.one(FIND, intent="find_scheme", text=text, ranking=ranking)

    assert said["response"] == "utter_found"


@pytest.mark.parametrize(
    "text",
    [
        "ik wil zonnepanelen op mijn loods",
        "ik heb geld nodig om te starten",
        "ik zoek een leerling",
        "",
        "???",
        "🌱" * 50,
    ],
)
async def test_what_is_found_in_what_we_ship_can_be_read(real_rasa: Rasa, text: str) -> None:
    names = {scheme.id: scheme.short_name for scheme in load_content(ROOT / "data").schemes}

    said = await real_rasa.one(FIND, intent="find_scheme", text=text)

    if said["response"] == "utter_found":
        lines = said["schemes"].splitlines()
        assert len(lines) == len(said["meta"]["ids"]) <= 5
        for line, id in zip(lines, said["meta"]["ids"], strict=True):
            assert names[id] in line
            assert len(line) < 250
        assert rendered(said)
    else:
        assert said["response"] in {"utter_find_scheme", "utter_scheme", "utter_scheme_uncertain"}
