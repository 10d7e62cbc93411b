"""Whether a scheme fits: few questions, each with a way out, and the outcome with its reasons."""

from tests.actions.garden import CONDITIONS, begun
from tests.actions.rasa import Rasa, Talk, payloads, rendered
from tests.advice.folder import Folder
from tests.support.time import HandClock

CHECK = "action_check_scheme"
TELL = "action_take_facts"


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
    assert said["meta"] == {
        "kind": "eligibility",
        "ids": ["tuinsubsidie"],
        "aspect": None,
        "reasons": [
            "Dit past: uw bedrijf staat in Urk of Dronten, u hebt minstens 1 mensen in loondienst, "
            "het gaat om minstens 5.000 euro"
        ],
        "verdict": "past waarschijnlijk",
    }
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
    assert said["meta"]["verdict"] == "past niet"
    assert said["meta"]["reasons"] == ["Dit past niet: uw bedrijf staat in Urk of Dronten"]
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


async def test_what_has_ended_asks_nothing_and_offers_another(talk: Talk) -> None:
    said = await begun(talk, "struiken")

    assert said["response"] == "utter_scheme_ended"
    assert said["meta"] == {"kind": "scheme", "ids": ["struiken"], "aspect": "wanneer"}
    assert payloads(said)[0] == '/regeling_wat{"regeling": "boomsubsidie"}'


async def test_of_what_is_closed_is_said_that_it_is_so_and_whether_it_would_fit(
    folder: Folder, clock: HandClock
) -> None:
    folder.scheme("vijverfonds", status="gesloten", voorwaarden=CONDITIONS)
    talk = Talk(Rasa(folder.path, clock))

    first = await begun(talk, "vijverfonds")
    second = await talk.press(first, "Urk")
    said = await talk.press(second, "Niemand")

    assert first["response"] == "utter_ask_fact_closed"
    assert "vijverfonds is nu gesloten" in rendered(first)[0]
    assert second["response"] == "utter_ask_fact"
    assert said["response"] == "utter_not_available"
    assert "- u hebt minstens 1 mensen in loondienst" in said["reasons"]
    assert talk.slots["open_question"] is None


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


async def test_more_than_one_fact_in_an_answer_saves_a_question(talk: Talk) -> None:
    await begun(talk)

    said = await talk.say("Urk, en we zijn met 5 man")

    assert said["question"] == "Om hoeveel geld gaat het?"
    assert said["number"] == "2"


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


async def test_who_tells_a_plan_with_it_gets_what_helps_and_is_remembered(
    real_rasa: Rasa,
) -> None:
    talk = Talk(real_rasa)

    said = await talk.say(
        "ik zit in Almere en wil een elektrische vrachtwagen kopen", TELL, intent="inform"
    )

    assert said["response"] == "utter_found"
    assert "aanzet" in said["meta"]["ids"]
    assert talk.slots["facts"] == {"gemeente": "almere"}


async def test_a_question_in_general_teaches_nothing(talk: Talk) -> None:
    said = await talk.say("en voor bedrijven met 5 medewerkers?", TELL, intent="inform")

    assert said["response"] == "utter_tell_more"
    assert talk.slots["facts"] is None
