"""The scan in the chat: consent first, one question at a time, and nothing asked twice."""

import pytest

from tests.actions.rasa import Rasa, Talk, payloads, rendered, titles
from tests.actions.scan_talk import answer, asked, begun, finished, press, start
from tests.advice.folder import Folder
from tests.support.time import HandClock

QUESTIONS = ["gemeente", "personeel_aantal", "scan_geld", "scan_digitaal", "scan_mensen"]


@pytest.fixture
def talk(folder: Folder, clock: HandClock) -> Talk:
    return Talk(Rasa(folder.path, clock))


async def test_it_says_what_happens_to_the_answers_before_it_asks_any(talk: Talk) -> None:
    introduction, consent = await start(talk)

    (text,) = rendered(introduction)
    assert "6 vragen" in text
    assert "3 minuten" in text
    assert "90 dagen" in text
    assert asked([consent]) == "toestemming"
    assert consent["question"] == "1. Mag Team Groen ze zien?\n2. Mogen ze meetellen?"
    assert titles(consent) == [
        *("Ja, allebei", "Alleen een adviseur"),
        *("Alleen de cijfers", "Nee, geen van beide"),
    ]


@pytest.mark.parametrize(
    ("text", "advice", "counts"),
    [
        ("ja", True, True),
        ("Ja, allebei", True, True),
        ("alleen een adviseur", True, False),
        ("alleen de cijfers", False, True),
        ("nee dat wil ik helemaal niet", False, False),
    ],
)
async def test_each_consent_is_kept_apart_with_text_version_and_time(
    talk: Talk, clock: HandClock, text: str, advice: bool, counts: bool
) -> None:
    await start(talk)

    said = await answer(talk, text)

    assert asked(said) == "gemeente"
    consents = talk.slots["scan"]["consents"]
    assert consents["advies"]["is_given"] is advice
    assert consents["cijfers"]["is_given"] is counts
    assert {one["version"] for one in consents.values()} == {2}
    assert all(one["at"].startswith(f"{clock():%Y-%m-%dT%H:%M}") for one in consents.values())


async def test_a_pressed_consent_is_the_same_as_a_typed_one(talk: Talk) -> None:
    said = await start(talk)

    await press(talk, said, "Alleen de cijfers")

    consents = talk.slots["scan"]["consents"]
    assert [id for id, one in consents.items() if one["is_given"]] == ["cijfers"]


async def test_silence_is_no_consent(talk: Talk) -> None:
    await start(talk)
    await answer(talk, "blauw")
    said = await answer(talk, "groen")

    assert asked(said) == "gemeente"
    assert not any(one["is_given"] for one in talk.slots["scan"]["consents"].values())


async def test_every_question_says_how_far_it_is_and_why_it_is_asked(talk: Talk) -> None:
    said = await begun(talk)
    (text,) = rendered(said[-1])
    assert "Vraag 1 van 6, nog ± 3 min." in text
    assert "Elke gemeente heeft eigen regels." in text

    await answer(talk, "Urk")
    said = await answer(talk, "3")

    (text,) = rendered(said[-1])
    assert "Vraag 3 van 6, nog ± 2 min." in text


async def test_one_sentence_can_answer_two_questions(talk: Talk) -> None:
    await begun(talk)

    said = await answer(talk, "we zijn met z'n vieren, zit in Urk")

    assert asked(said) == "scan_geld"
    assert talk.slots["facts"]["gemeente"] == "urk"
    assert talk.slots["facts"]["personeel_aantal"] == "3-4"


async def test_what_was_known_before_is_not_asked(talk: Talk) -> None:
    await talk.turn("action_take_facts", intent="inform", text="ik zit in Urk")

    said = await begun(talk)

    assert asked(said) == "personeel_aantal"


async def test_without_staff_nothing_is_asked_about_staff(talk: Talk) -> None:
    await begun(talk)
    await answer(talk, "Urk")
    said = await answer(talk, "niemand")
    seen = [asked(said)]
    while seen[-1] != "eigen_woorden":
        said = await answer(talk, "Dat is geregeld")
        seen.append(asked(said))

    assert seen == ["scan_geld", "scan_digitaal", "scan_mensen", "eigen_woorden"]


@pytest.mark.parametrize("at", range(len(QUESTIONS)))
async def test_a_question_in_between_is_left_to_be_answered_and_the_scan_comes_back(
    talk: Talk, at: int
) -> None:
    said = await begun(talk)
    for text in ["Urk", "3", "Dat is geregeld", "Een beetje", "Nog niet"][:at]:
        said = await answer(talk, text)
    assert asked(said) == QUESTIONS[at]
    aside = {"text": "hoe plant ik eigenlijk een boom", "intent": "faq_planten"}

    assert await talk.declines("action_take_answer", **aside)
    (back,) = await talk.turn("action_ask_again", **aside)

    assert back["response"] == "utter_scan_back_to"
    assert asked([back]) == QUESTIONS[at]
    assert asked(await answer(talk, "overslaan")) != QUESTIONS[at]


async def test_a_person_can_be_asked_for_at_any_question(talk: Talk) -> None:
    await begun(talk)

    assert await talk.declines("action_take_answer", text="een mens graag", intent="ask_human")


async def test_back_asks_the_question_before_once_more(talk: Talk) -> None:
    await begun(talk)
    await answer(talk, "Urk")
    said = await answer(talk, "2")
    assert asked(said) == "scan_geld"

    said = await answer(talk, "Terug!")
    assert asked(said) == "personeel_aantal"
    said = await answer(talk, "niemand")

    assert asked(said) == "scan_geld"
    assert talk.slots["facts"]["personeel_aantal"] == "0"


async def test_back_at_the_first_question_stays_there(talk: Talk) -> None:
    await begun(talk)

    said = await answer(talk, "terug")

    assert said[-1]["response"] == "utter_scan_is_first"
    assert asked(said) == "gemeente"


async def test_who_does_not_know_or_skips_is_not_asked_again(talk: Talk) -> None:
    await begun(talk)
    await answer(talk, "weet ik niet", intent="dont_know")
    said = await answer(talk, "overslaan")

    assert asked(said) == "scan_geld"
    await answer(talk, "stop")
    said = await start(talk)
    assert asked(said) == "scan_geld"


async def test_an_answer_can_be_changed_from_a_list(talk: Talk) -> None:
    await begun(talk)
    await answer(talk, "Urk")
    await answer(talk, "3")
    said = await answer(talk, "wijzig")
    assert titles(said[-1]) == [
        *("Gemeente: Urk", "Mensen in loondienst: 3 mensen"),
        "Verder met de scan",
    ]

    said = await press(talk, said, "Gemeente: Urk")
    assert asked(said) == "gemeente"
    said = await answer(talk, "Dronten")

    assert talk.slots["facts"]["gemeente"] == "dronten"
    assert asked(said) == "scan_geld"


async def test_who_only_looked_at_the_list_goes_on_where_it_was(talk: Talk) -> None:
    await begun(talk)
    for text in ["Urk", "0", "Dat is geregeld", "Dat is geregeld", "Dat is geregeld"]:
        said = await answer(talk, text)
    assert asked(said) == "eigen_woorden"
    said = await answer(talk, "wijzig")

    said = await press(talk, said, "Verder met de scan")

    assert asked(said) == "eigen_woorden"


async def test_who_stops_goes_on_later_where_it_was(talk: Talk) -> None:
    await begun(talk)
    await answer(talk, "Urk")
    said = await answer(talk, "stop")
    assert said[-1]["response"] == "utter_scan_paused"
    assert talk.slots["open_question"] is None
    assert payloads(said[-1])[0] == "/start_scan"

    resumed, question = await start(talk)

    assert resumed["response"] == "utter_scan_resumed"
    assert asked([question]) == "personeel_aantal"


async def test_starting_afresh_keeps_consent_and_hard_facts(talk: Talk) -> None:
    await begun(talk)
    await answer(talk, "Urk")
    await answer(talk, "3")
    await answer(talk, "Dat is geregeld")

    said = await answer(talk, "opnieuw")

    assert asked(said) == "scan_geld"
    assert "scan_geld" not in talk.slots["facts"]
    assert set(talk.slots["scan"]["consents"]) == {"advies", "cijfers"}


async def test_a_button_of_an_earlier_question_changes_that_answer(talk: Talk) -> None:
    first = await begun(talk)
    await answer(talk, "Urk")
    said = await press(talk, first, "Dronten")

    assert said[-1]["response"] == "utter_scan_noted"
    assert asked(said) == "personeel_aantal"
    assert talk.slots["facts"]["gemeente"] == "dronten"


async def test_what_is_not_understood_is_asked_once_more_and_then_left_open(talk: Talk) -> None:
    await begun(talk)
    await answer(talk, "Urk")

    said = await answer(talk, "paars met stippen")
    assert said[-1]["response"] == "utter_scan_not_understood"
    assert asked(said) == "personeel_aantal"
    said = await answer(talk, "nog steeds paars")

    assert asked(said) == "scan_geld"


async def test_the_outcome_names_levels_points_who_helps_and_a_person(talk: Talk) -> None:
    standings, points, next_step = await finished(talk)

    assert {said["meta"]["kind"] for said in (standings, points, next_step)} == {"scan_result"}
    assert "- Geld: begonnen" in rendered(standings)[0]
    assert "1. Geld. Geld staat op 1." in rendered(points)[0]
    assert "- Maak een lijst." in rendered(points)[0]
    assert "Wie u helpt: Bomenloket (bomen.example.org)." in rendered(points)[0]
    assert next_step["meta"]["ids"] == ["boomsubsidie"]
    assert "past misschien" in rendered(next_step)[0] or "past waarsch" in rendered(next_step)[0]
    assert "/ask_human" in payloads(next_step)


async def test_the_outcome_has_a_picture_with_words_and_a_report(talk: Talk) -> None:
    standings, *_ = await finished(talk)

    picture, report = standings["files"]
    assert picture["media_type"] == "image/png"
    assert "Geld" in picture["title"]
    assert report["media_type"] == "application/pdf"


async def test_own_words_are_kept_as_they_were_said(talk: Talk) -> None:
    await finished(talk)

    assert talk.slots["scan"]["own_words"] == (
        "Ik wil praten over mijn dochter die de zaak overneemt"
    )
    assert talk.slots["open_question"] is None


async def test_who_did_the_scan_sees_the_outcome_again_and_can_do_it_anew(talk: Talk) -> None:
    await finished(talk)

    again = await start(talk)
    assert again[0]["response"] == "utter_scan_standings"
    assert titles(again[-1])[-1] == "De scan opnieuw doen"
    (question,) = await talk.turn(
        "action_start_scan", intent="start_scan", text="doe de scan nog een keer opnieuw"
    )

    assert asked([question]) == "scan_geld"
    assert "scan_geld" not in talk.slots["facts"]
    assert talk.slots["facts"]["gemeente"] == "urk"


async def test_with_nothing_answered_there_is_still_someone_to_go_to(talk: Talk) -> None:
    said = await begun(talk)
    while len(said) == 1:
        said = await answer(talk, "overslaan")

    assert said[0]["response"] == "utter_scan_nothing_answered"
    assert "Bomenloket" in rendered(said[1])[0]
    assert "/ask_human" in payloads(said[2])


async def test_consent_can_be_withdrawn_at_any_moment(talk: Talk) -> None:
    await start(talk)
    await answer(talk, "ja")
    assert await talk.declines("action_take_answer", intent="withdraw_consent", text="intrekken")

    (said,) = await talk.turn(
        "action_withdraw_consent", intent="withdraw_consent", text="trek toestemming in"
    )

    assert said["response"] == "utter_consent_withdrawn"
    consents = talk.slots["scan"]["consents"]
    assert not any(one["is_given"] for one in consents.values())


async def test_a_check_during_the_scan_asks_nothing_of_its_own(talk: Talk) -> None:
    await begun(talk)
    await answer(talk, "Urk")

    (verdict,) = await talk.turn(
        "action_check_scheme",
        intent="check_scheme",
        text="kom ik in aanmerking voor boomsubsidie",
        named=("boomsubsidie",),
    )

    assert (verdict["meta"]["kind"], verdict["meta"]["ids"]) == ("eligibility", ["boomsubsidie"])
    assert talk.slots["open_question"] == "scan:personeel_aantal"


@pytest.mark.parametrize("text", ["-5", "x" * 2_000, "<b>2</b>", "\N{PILE OF POO}", "999999999999"])
async def test_odd_answers_stop_nothing(talk: Talk, text: str) -> None:
    await begun(talk)
    await answer(talk, "Urk")

    said = await answer(talk, text)

    assert asked(said) in {"personeel_aantal", "scan_geld"}
