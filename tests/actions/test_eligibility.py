"""Whether a scheme fits: few questions, each with a way out, and an outcome without a promise."""

import random
import re
from typing import Any

import pytest

from advice.content import load_content
from advice.eligibility.condition import Condition
from advice.eligibility.fact import Range, spelled
from tests.actions.rasa import ROOT, Rasa, Talk, payloads, pressed, rendered, titles
from tests.advice.folder import Folder
from tests.support.time import HandClock

CHECK = "action_check_scheme"
ANSWER = "action_take_answer"
AGAIN = "action_ask_again"
TELL = "action_take_facts"

GARDEN = [
    {"feit": "gemeente", "een_van": ["urk", "dronten"]},
    {"feit": "personeel_aantal", "minstens": 1},
    {"feit": "bedrag", "minstens": 5000},
]
VERDICTS = {"utter_fits_likely", "utter_fits_possibly", "utter_fits_not", "utter_not_available"}


@pytest.fixture
def talk(folder: Folder, clock: HandClock) -> Talk:
    folder.scheme("tuinsubsidie", voorwaarden=GARDEN, zelf_nagaan=["Is de grond schoon?"])
    folder.scheme("struiken", status="beeindigd", alternatieven=["boomsubsidie"])
    folder.scheme("gras", zekerheid="laag")
    return Talk(Rasa(folder.path, clock))


async def begun(talk: Talk, scheme: str = "tuinsubsidie") -> dict[str, Any]:
    return await talk.say(f"past {scheme} bij mij", CHECK, intent="check_scheme", named=(scheme,))


async def test_a_check_begins_with_the_first_condition_and_offers_its_answers(talk: Talk) -> None:
    said = await begun(talk)

    assert said["response"] == "utter_ask_fact"
    assert said["meta"] == {"kind": "eligibility", "ids": ["tuinsubsidie"], "aspect": None}
    assert rendered(said) == [
        "Vraag 1 van hoogstens 6: Waar staat uw bedrijf?\nElke gemeente heeft eigen regels."
    ]
    assert said["buttons"] == [
        {"title": "Urk", "payload": '/inform{"feit": "gemeente=urk"}'},
        {"title": "Dronten", "payload": '/inform{"feit": "gemeente=dronten"}'},
        {"title": "Een andere gemeente", "payload": '/inform{"feit": "gemeente=anders"}'},
        {"title": "Weet ik niet", "payload": '/inform{"feit": "gemeente=weet_niet"}'},
        {"title": "Laat de uitkomst zien", "payload": "/stop"},
    ]
    assert talk.slots["open_question"] == "gemeente"


async def test_pressed_answers_lead_to_the_outcome_with_its_reasons(talk: Talk) -> None:
    first = await begun(talk)
    second = await talk.press(first, "Urk")
    third = await talk.press(second, "1 of meer")

    said = await talk.say("20.000 euro")

    assert said["response"] == "utter_fits_likely"
    assert said["meta"] == {"kind": "eligibility", "ids": ["tuinsubsidie"], "aspect": None}
    assert said["reasons"].splitlines() == [
        "Dit past:",
        "- uw bedrijf staat in Urk of Dronten",
        "- u hebt minstens 1 mensen in loondienst",
        "- het gaat om minstens 5.000 euro",
        "Kijk dit zelf na:",
        "- Is de grond schoon?",
    ]
    assert [second["number"], third["number"]] == ["2", "3"]
    assert talk.slots["open_question"] is None
    assert payloads(said) == [
        '/regeling_hoe_aanvragen{"regeling": "tuinsubsidie"}',
        '/regeling_let_op{"regeling": "tuinsubsidie"}',
        "/find_matches",
        "/ask_human",
    ]


async def test_typed_answers_do_the_same(talk: Talk) -> None:
    await begun(talk)
    await talk.say("in Swifterbant")
    await talk.say("ik heb 3 medewerkers")

    said = await talk.say("10.000 euro")

    assert said["response"] == "utter_fits_likely"
    assert talk.slots["facts"] == {
        "gemeente": "dronten",
        "personeel_aantal": "3",
        "bedrag": "10000",
    }


async def test_the_first_condition_that_is_not_met_ends_the_check(talk: Talk) -> None:
    said = await talk.press(await begun(talk), "Een andere gemeente")

    assert said["response"] == "utter_fits_not"
    assert said["reasons"].splitlines()[:2] == [
        "Dit past niet:",
        "- uw bedrijf staat in Urk of Dronten",
    ]
    assert "/find_matches" in payloads(said)


async def test_what_was_told_with_the_question_is_not_asked(talk: Talk) -> None:
    said = await talk.say(
        "past tuinsubsidie bij mij? ik zit in Urk en heb 4 medewerkers",
        CHECK,
        intent="check_scheme",
        named=("tuinsubsidie",),
    )

    assert said["question"] == "Om hoeveel geld gaat het?"
    assert said["number"] == "1"


async def test_a_fact_of_an_earlier_check_is_reused(talk: Talk) -> None:
    await talk.press(await begun(talk), "Urk")

    said = await begun(talk, "boomsubsidie")

    assert said["response"] == "utter_fits_likely"
    assert talk.slots["open_question"] is None


async def test_a_follow_up_checks_the_scheme_of_the_conversation(talk: Talk) -> None:
    talk.slots["regeling"] = "gras"

    said = await talk.say("past dat bij mij?", CHECK, intent="check_scheme")

    assert said["meta"]["ids"] == ["gras"]


async def test_without_a_scheme_the_aim_is_asked(talk: Talk) -> None:
    said = await talk.say("past dat bij mij?", CHECK, intent="check_scheme")

    assert said["question"] == "Waar wilt u mee aan de slag?"
    assert said["meta"]["ids"] == []


async def test_of_a_scheme_we_have_no_file_of_nothing_is_asked(talk: Talk) -> None:
    said = await talk.say("pas ik daar in", CHECK, intent="check_scheme", named=("onbekend",))

    assert said["response"] == "utter_scheme_unknown"
    assert "check" not in talk.slots


@pytest.mark.parametrize("scheme", ["struiken"])
async def test_what_has_ended_asks_nothing_and_offers_another(talk: Talk, scheme: str) -> None:
    said = await begun(talk, scheme)

    assert said["response"] == "utter_not_available"
    assert payloads(said)[0] == '/regeling_wat{"regeling": "boomsubsidie"}'


async def test_what_we_doubt_ourselves_never_fits_more_than_possibly(talk: Talk) -> None:
    said = await talk.press(await begun(talk, "gras"), "Urk")

    assert said["response"] == "utter_fits_possibly"


async def test_who_does_not_know_goes_on_and_may_still_fit(talk: Talk) -> None:
    said = await talk.press(await begun(talk), "Weet ik niet")
    assert said["question"] == "Hoeveel mensen hebt u in loondienst?"

    said = await talk.say("dat weet ik niet")
    assert said["question"] == "Om hoeveel geld gaat het?"

    said = await talk.say("eh", intent="dont_know")

    assert said["response"] == "utter_fits_possibly"
    assert said["reasons"].splitlines()[0] == "Dit weten wij nog niet:"
    assert len([line for line in said["reasons"].splitlines() if line.startswith("- ")]) == 4


async def test_another_fact_is_noted_and_the_question_stays(talk: Talk) -> None:
    await begun(talk)

    said = await talk.say("ik heb 3 medewerkers")

    assert said["response"] == "utter_ask_fact_noted"
    assert titles(said)[0] == "Urk"
    assert talk.slots["open_question"] == "gemeente"
    assert talk.slots["facts"] == {"personeel_aantal": "3"}
    assert (await talk.say("Urk"))["question"] == "Om hoeveel geld gaat het?"


async def test_more_than_one_fact_in_an_answer_saves_a_question(talk: Talk) -> None:
    await begun(talk)

    said = await talk.say("Urk, en we zijn met 5 man")

    assert said["question"] == "Om hoeveel geld gaat het?"
    assert said["number"] == "2"


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


@pytest.mark.parametrize("intent", ["danger", "overloaded"])
async def test_danger_goes_before_an_answer_even_when_it_can_be_read_as_one(
    talk: Talk, intent: str
) -> None:
    await begun(talk)

    assert await talk.declines(ANSWER, intent=intent, text="Urk", confidence=1.0)


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


@pytest.mark.parametrize("way", ["press", "type"])
async def test_who_stops_gets_the_outcome_so_far_and_no_more_questions(
    talk: Talk, way: str
) -> None:
    asked = await talk.press(await begun(talk), "Urk")

    if way == "press":
        said = await talk.press(asked, "Laat de uitkomst zien")
    else:
        said = await talk.say("stop maar", intent="stop")

    assert said["response"] == "utter_fits_possibly"
    assert talk.slots["open_question"] is None


async def test_who_stops_while_nothing_is_asked_is_let_go(talk: Talk) -> None:
    said = await talk.say("stop", "action_end_check", intent="stop")

    assert said["response"] == "utter_stopped"
    assert rendered(said)


async def test_an_answer_that_is_corrected_gives_a_new_verdict(talk: Talk) -> None:
    refused = await talk.press(await begun(talk, "boomsubsidie"), "Een andere gemeente")
    assert refused["response"] == "utter_fits_not"

    said = await talk.say("sorry, ik zit in Dronten")

    assert said["response"] == "utter_fits_likely"
    assert talk.slots["facts"] == {"gemeente": "dronten"}


async def test_a_button_pressed_again_later_gives_a_new_verdict_too(talk: Talk) -> None:
    first = await begun(talk, "boomsubsidie")
    await talk.press(first, "Een andere gemeente")

    said = await talk.press(first, "Urk")

    assert said["response"] == "utter_fits_likely"


async def test_a_correction_halfway_counts_at_once(talk: Talk) -> None:
    await talk.press(await begun(talk), "Een andere gemeente")
    await talk.say("nee, ik zit in Urk")
    assert talk.slots["open_question"] == "personeel_aantal"

    said = await talk.say("o nee, toch in Dronten, en 2 medewerkers")

    assert talk.slots["facts"]["gemeente"] == "dronten"
    assert said["question"] == "Om hoeveel geld gaat het?"


async def test_what_is_told_in_passing_is_kept_and_told_back(talk: Talk) -> None:
    said = await talk.say("ik zit in Urk en heb 3 medewerkers", TELL, intent="inform")

    assert said["response"] == "utter_noted"
    assert said["facts"].splitlines() == ["- gemeente: Urk", "- mensen in loondienst: 3 mensen"]
    assert talk.slots["facts"] == {"gemeente": "urk", "personeel_aantal": "3"}
    assert "/find_matches" in payloads(said)
    assert "Urk" in rendered(said)[0]


async def test_the_same_told_twice_is_not_noted_twice(talk: Talk) -> None:
    await talk.say("ik zit in Urk", TELL, intent="inform")

    said = await talk.say("ik zit in Urk", TELL, intent="inform")

    assert said["response"] == "utter_tell_more"


async def test_a_question_in_general_teaches_nothing(talk: Talk) -> None:
    said = await talk.say("en voor bedrijven met 5 medewerkers?", TELL, intent="inform")

    assert said["response"] == "utter_tell_more"
    assert talk.slots["facts"] is None


async def test_the_reverse_check_asks_the_aim_and_ends_with_what_may_fit(talk: Talk) -> None:
    asked = await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")
    asked = await talk.press(asked, "Groen")
    assert asked["question"] == "Waar staat uw bedrijf?"

    said = await talk.press(asked, "Laat de uitkomst zien")

    assert said["response"] == "utter_matches"
    assert set(said["meta"]["ids"]) == {"boomsubsidie", "tuinsubsidie", "gras"}
    assert "struiken" not in said["schemes"]
    assert talk.slots["regeling"] == said["meta"]["ids"][0]


async def test_the_likely_come_first_with_the_reason_why(talk: Talk) -> None:
    talk.slots["facts"] = {"doel": "alles", "gemeente": "urk"}
    await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")

    said = await talk.say("stop maar", intent="stop")

    assert said["schemes"].splitlines()[0] == (
        "1. Boomsubsidie: geld voor bomen op uw terrein; past omdat uw bedrijf staat in Urk of Dronten"
    )


async def test_of_many_that_fit_five_are_shown_and_the_rest_after_more(
    folder: Folder, clock: HandClock
) -> None:
    for number in range(11):
        folder.scheme(f"hek-{number:02}", voorwaarden=[])
    talk = Talk(Rasa(folder.path, clock))
    asked = await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")

    said = await talk.press(asked, "Laat de uitkomst zien")
    shown = []
    while "Laat meer zien" in titles(said):
        shown.append(said["meta"]["ids"])
        said = await talk.press(said, "Laat meer zien")
    shown.append(said["meta"]["ids"])

    assert [len(ids) for ids in shown] == [5, 5, 2]
    assert len({id for ids in shown for id in ids}) == 12
    assert talk.slots["found"] is None


async def test_when_nothing_fits_a_person_is_offered(folder: Folder, clock: HandClock) -> None:
    talk = Talk(Rasa(folder.path, clock))
    talk.slots["facts"] = {"doel": "alles", "gemeente": "anders"}

    said = await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")

    assert said["response"] == "utter_no_matches"
    assert payloads(said) == ["/ask_help", "/ask_human"]


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


async def test_whatever_is_pressed_the_reverse_check_ends_after_six_questions(
    real_rasa: Rasa,
) -> None:
    chance = random.Random(7)

    for _ in range(8):
        talk = Talk(real_rasa)
        said = await talk.say("wat past bij mij", "action_find_matches", intent="find_matches")
        questions = []
        while said["response"] == "utter_ask_fact":
            questions.append(said["question"])
            rendered(said)
            said = await talk.send(chance.choice(payloads(said)[:-1]))

        assert len(questions) == len(set(questions)) <= 6
        assert said["response"] in {"utter_matches", "utter_no_matches"}
        assert len(said.get("schemes", "").splitlines()) <= 5


def answer_that(meets: bool, condition: Condition) -> str:
    """Return a value that meets the condition, or does not; in the words of the state."""
    content = load_content(ROOT / "data")
    fact = content.facts[condition.fact]
    values = [choice.id for choice in fact.choices]
    numbers = {0, condition.at_least or 0, condition.at_most or 0, (condition.at_most or 0) + 1}
    values += [spelled(Range.exactly(number)) for number in sorted(numbers)]
    for value in values:
        known = Range.exactly(int(value)) if value.isdigit() else value
        if condition.answered({condition.fact: known}) == ("klopt" if meets else "klopt_niet"):
            return value
    return values[0]


PROMISE = re.compile(
    r"\b(?:u (?:hebt|heeft) recht op|recht op|u krijgt (?:zeker|altijd)|gegarandeerd)"
)


@pytest.mark.parametrize("known", ["all met", "one not met", "nothing"])
async def test_every_verdict_we_ship_can_be_read_and_promises_nothing(
    real_rasa: Rasa, known: str
) -> None:
    for scheme in load_content(ROOT / "data").schemes:
        conditions = scheme.conditions[:1] if known == "one not met" else scheme.conditions
        facts = {c.fact: answer_that(known == "all met", c) for c in conditions}
        said = await real_rasa.one(
            "action_end_check",
            **pressed("stop"),
            slots={
                "facts": {} if known == "nothing" else facts,
                "check": {"scheme": scheme.id, "asked": 1},
            },
        )
        assert said["response"] in VERDICTS
        for text in rendered(said):
            own_words = text.replace(said["when"], "")
            assert scheme.name in text
            assert "Bron: " in text
            assert "Gecontroleerd op 23 november 2026" in text
            assert scheme.operator.name in text or said["response"] == "utter_fits_not"
            assert "{" not in text
            assert not PROMISE.search(own_words.casefold()), (scheme.id, own_words)


async def test_every_question_we_ship_can_be_read(real_rasa: Rasa) -> None:
    for fact in load_content(ROOT / "data").facts.values():
        slots = {"check": {"scheme": None, "asked": 1}, "open_question": fact.id}
        said = await real_rasa.one(AGAIN, slots=slots)

        assert fact.question in rendered(said)[0]
        assert all(len(title) <= 60 for title in titles(said))
        assert titles(said)[-2:] == ["Weet ik niet", "Laat de uitkomst zien"]
