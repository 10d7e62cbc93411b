"""The follow-up scan: shorter, from the answers of last time, and it shows what changed."""

from datetime import timedelta

import pytest

from tests.actions.rasa import Rasa, Talk, payloads, titles
from tests.actions.scan_talk import Said, answer, asked, begun, finished, press, start, text
from tests.advice.folder import Folder
from tests.support.time import HandClock

HALF_A_YEAR = timedelta(days=190).total_seconds()


@pytest.fixture
def talk(folder: Folder, clock: HandClock) -> Talk:
    return Talk(Rasa(folder.path, clock))


async def follow(talk: Talk) -> Said:
    return await talk.turn("action_follow_up_scan", intent="follow_up_scan", text="vervolgscan")


async def at_the_questions(talk: Talk) -> Said:
    """Begin a follow-up, and say of each step that it was taken."""
    said = await follow(talk)
    while asked(said) == "stap":
        said = await answer(talk, "ja")
    return said


async def test_it_begins_with_the_steps_of_last_time(talk: Talk) -> None:
    await finished(talk)

    introduction, step = await follow(talk)

    assert "23 november 2026" in text(introduction)
    assert asked([step]) == "stap"
    assert "Maak een lijst." in text(step)
    assert titles(step)[:4] == ["Ja, gelukt", "Mee bezig", "Nog niet", "Niet meer nodig"]


async def test_it_is_shorter_and_shows_what_was_said_last_time(
    folder: Folder, clock: HandClock
) -> None:
    talk = Talk(Rasa(folder.path, clock))
    await begun(talk)
    await answer(talk, "Urk")
    for reply in ("3", "Een beetje", "Dat is geregeld", "Dat is geregeld"):
        said = await answer(talk, reply)
    assert asked(said) == "scan_leren"
    await answer(talk, "Dat is geregeld")
    await answer(talk, "nee")

    question = (await at_the_questions(talk))[-1]
    assert asked([question]) == "scan_geld"
    assert "Vraag 1 van 1" in text(question)
    assert "Vorige keer zei u: “Een beetje”." in text(question)
    rest = (await press(talk, [question], "Nog hetzelfde"))[-1]

    assert asked([rest]) == "klopt_nog"
    assert "- Gemeente: Urk" in text(rest)
    assert "- Digitaal: Dat is geregeld" in text(rest)
    assert "Geld" not in text(rest)


async def test_a_button_pressed_twice_tells_of_its_own_step_only(talk: Talk) -> None:
    await finished(talk)
    first = await follow(talk)
    await press(talk, first, "Ja, gelukt")

    said = await press(talk, first, "Nog niet")

    assert asked(said) == "stap"
    assert list(talk.slots["scan"]["steps"].values()) == ["nog_niet"]


@pytest.mark.parametrize("same", ["nog hetzelfde", "Een beetje"])
async def test_without_changes_it_says_so(talk: Talk, same: str) -> None:
    await finished(talk)
    said = await at_the_questions(talk)
    while asked(said) != "klopt_nog":
        said = await answer(talk, same)
    await answer(talk, "ja")
    changes, *_ = await answer(talk, "nee")

    assert changes["response"] == "utter_follow_up_no_changes"
    assert "Uw stappen van toen:\n- Gelukt: Maak een lijst." in text(changes)


async def test_what_got_better_is_told_and_drawn(talk: Talk, clock: HandClock) -> None:
    before = await finished(talk)
    first = talk.slots["scan"]
    clock.forward(HALF_A_YEAR)
    said = await at_the_questions(talk)
    while asked(said) != "klopt_nog":
        said = await answer(talk, "Dat is geregeld")
    await answer(talk, "ja, dat klopt nog")
    changes, standings, *_ = await answer(talk, "nee")

    assert "Dit is er veranderd sinds 23 november 2026" in text(changes)
    assert "- Geld: gaat beter" in text(changes)
    assert "- Geld: op orde" in text(standings)
    assert standings["files"][0]["data"] != before[0]["files"][0]["data"]
    second = talk.slots["scan"]
    assert second["business"] == first["business"]
    assert second["id"] != first["id"]


async def test_the_scan_itself_becomes_a_follow_up_after_some_months(
    talk: Talk, clock: HandClock
) -> None:
    await finished(talk)
    clock.forward(HALF_A_YEAR)

    said = await start(talk)

    assert said[0]["response"] == "utter_follow_up_intro"


async def test_before_that_the_outcome_offers_it(talk: Talk) -> None:
    await finished(talk)

    again = await start(talk)

    assert "/follow_up_scan" in payloads(again[-1])


async def test_something_else_that_changed_can_be_told_and_is_asked_once(talk: Talk) -> None:
    await finished(talk, "Dat is geregeld")
    said = await at_the_questions(talk)
    while asked(said) != "klopt_nog":
        said = await answer(talk, "nog hetzelfde")
    said = await press(talk, said, "Nee, er is iets veranderd")
    said = await press(talk, said, "Gemeente: Urk")
    assert asked(said) == "gemeente"

    said = await answer(talk, "Dronten")

    assert asked(said) == "klopt_nog"
    assert "- Gemeente: Dronten" in text(said[-1])
    assert asked(await answer(talk, "ja")) == "eigen_woorden"


async def test_consent_is_asked_again_only_when_its_text_changed(
    folder: Folder, clock: HandClock
) -> None:
    talk = Talk(Rasa(folder.path, clock))
    await finished(talk, consent="ja")
    folder.change("scan/toestemming.yml", versie=3)
    anew = Talk(Rasa(folder.path, clock))
    anew.slots = talk.slots

    said = await follow(anew)

    assert asked(said) == "toestemming"
    assert asked(await answer(anew, "ja")) == "stap"


async def test_who_never_did_a_scan_is_asked_for_a_code_or_to_begin(talk: Talk) -> None:
    (said,) = await follow(talk)

    assert "code" in text(said)
    assert payloads(said)[0] == "/start_scan"


async def test_a_follow_up_can_be_left_and_goes_on_where_it_was(talk: Talk) -> None:
    await finished(talk)
    await follow(talk)
    await answer(talk, "ja")
    await answer(talk, "stop")

    resumed, step = await follow(talk)

    assert resumed["response"] == "utter_scan_resumed"
    assert asked([step]) == "stap"
    assert len(talk.slots["scan"]["steps"]) == 1


async def test_an_answer_of_an_earlier_version_is_still_compared(
    folder: Folder, clock: HandClock
) -> None:
    talk = Talk(Rasa(folder.path, clock))
    await finished(talk)
    folder.scan(2)
    folder.replace("scan/bedrijfsscan-2.yml", "id: scan_leren", "id: scan_anders")
    anew = Talk(Rasa(folder.path, clock))
    anew.slots = talk.slots

    said = await at_the_questions(anew)
    while asked(said) != "klopt_nog":
        said = await answer(anew, "Dat is geregeld")
    await answer(anew, "ja")
    changes, *_ = await answer(anew, "nee")

    assert "- Geld: gaat beter" in text(changes)
    assert anew.slots["scan"]["version"] == 2


@pytest.mark.parametrize("said", ["", "paars", "x" * 2_000, "-1", "<b>"])
async def test_odd_answers_stop_no_follow_up(talk: Talk, said: str) -> None:
    await finished(talk)
    await follow(talk)

    for _ in range(40):
        last = await answer(talk, said or "?")
        if last[-1]["meta"]["kind"] == "scan_result":
            return
    pytest.fail("it does not end")
