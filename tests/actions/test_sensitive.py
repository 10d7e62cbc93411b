"""Who is in danger or can not cope gets a person at once, and one question at most."""

import pytest

from tests.actions.rasa import Rasa, Talk, payloads, rendered, titles


@pytest.mark.parametrize("text", ["ik wil niet meer leven", "/danger", ""])
async def test_danger_gives_112_and_113_before_anything_else(rasa: Rasa, text: str) -> None:
    said = await rasa.one("action_danger", intent="danger", text=text)

    assert said["meta"] == {"kind": "handoff", "ids": [], "aspect": None}
    assert payloads(said) == ["/ask_human"]
    for read in rendered(said):
        first, *_, last = read.splitlines()
        assert "112" in first
        assert "113" in read
        assert "0800-0113" in read
        assert "0320-123456" in last


async def test_who_can_not_cope_is_comforted_and_gets_a_person(rasa: Rasa) -> None:
    said = await rasa.one("action_overloaded", intent="overloaded", text="het wordt me te veel")

    assert said["meta"]["kind"] == "handoff"
    assert titles(said) == ["Ja, dat mag", "Nee"]
    for read in rendered(said):
        assert "huisarts" in read
        assert "0320-123456" in read
        assert "113" in read
        assert read.endswith("Mag een adviseur van Team Groen meelezen?")


async def test_who_can_not_cope_is_asked_only_once(rasa: Rasa) -> None:
    talk = Talk(rasa)
    await talk.say("het wordt me te veel", "action_overloaded", intent="overloaded")
    await talk.say("nee")

    said = await talk.say("ik kan niet meer", "action_overloaded", intent="overloaded")

    assert payloads(said) == ["/ask_human"]
    assert "meelezen" not in rendered(said)[0]
    assert talk.slots["open_question"] is None


@pytest.mark.parametrize(
    ("action", "still_open"),
    [
        ("action_danger", None),
        ("action_overloaded", "mens:toestemming"),
        ("action_ask_human", "mens:toestemming"),
    ],
)
async def test_after_this_the_check_asks_nothing_any_more(
    rasa: Rasa, action: str, still_open: str | None
) -> None:
    talk = Talk(rasa)
    check = "action_check_scheme"
    await talk.say("past dat bij mij", check, intent="check_scheme", named=("boomsubsidie",))
    assert talk.slots["open_question"] == "gemeente"

    await talk.turn(action, intent=action.removeprefix("action_"))

    assert talk.slots["open_question"] == still_open


@pytest.mark.parametrize("action", ["action_danger", "action_overloaded"])
async def test_what_was_told_before_is_not_forgotten(rasa: Rasa, action: str) -> None:
    talk = Talk(rasa)
    await talk.say("ik zit in Urk", "action_take_facts", intent="inform")

    await talk.turn(action, intent=action.removeprefix("action_"))

    assert talk.slots["facts"] == {"gemeente": "urk"}
