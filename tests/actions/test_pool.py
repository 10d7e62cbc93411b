"""Who wants to help others joins the pool in the chat, and pauses or leaves it there."""

from typing import Any

import msgspec
import pytest

from conversations.helpers import HelperKind, HelperProfile, PoolMove
from tests.actions.handoff_talk import asked
from tests.actions.rasa import Rasa, Talk, payloads, rendered, titles

WORDS = "ik weet veel van een lening aanvragen bij de bank"
CONTACT = "Fatima Amrani, 06-12345678"
YES, NO = "Ja, dat is goed", "Nee, liever niet"

type Said = dict[str, Any]


@pytest.fixture
def talk(real_rasa: Rasa) -> Talk:
    return Talk(real_rasa)


async def wants_to_join(talk: Talk, text: str = "ik wil andere ondernemers helpen") -> Said:
    return (await talk.turn("action_join_pool", intent="join_pool", text=text))[-1]


async def asked_for_consent(talk: Talk) -> Said:
    """Tell all that is asked for; return the question for consent."""
    await talk.press(await wants_to_join(talk), "ondernemer")
    await talk.press(await talk.say(WORDS), "Ja, dat klopt")
    await talk.say("Urk")
    return await talk.say(CONTACT)


async def joined(talk: Talk) -> Said:
    return await talk.press(await asked_for_consent(talk), YES)


def helper_of(said: Said) -> HelperProfile | None:
    brought = said.get("helper")
    return msgspec.convert(brought, HelperProfile) if brought else None


async def test_what_is_told_is_kept_after_consent(talk: Talk) -> None:
    said = await joined(talk)

    helper = helper_of(said)
    assert helper is not None
    assert (helper.kind, helper.municipality) == (HelperKind.ENTREPRENEUR, "urk")
    assert (helper.name, helper.contact) == ("Fatima Amrani", "+31612345678")
    assert (helper.words, helper.themes) == (WORDS, ("financiering",))
    assert (helper.consent.is_given, helper.consent.version) == (True, 2)
    assert (said["response"], asked(talk)) == ("utter_pool_joined", "")


async def test_subjects_are_shown_back_in_plain_words_and_can_be_told_anew(talk: Talk) -> None:
    await talk.press(await wants_to_join(talk), "student")

    shown = await talk.say(WORDS)
    again = await talk.press(shown, "Nee, ik zeg het anders")

    assert rendered(shown) == ["Ik noteer: geld. Klopt dat?"]
    assert again["response"] == "utter_pool_words"


async def test_words_without_a_subject_are_kept_without_a_question_about_it(talk: Talk) -> None:
    await talk.press(await wants_to_join(talk), "ondernemer")

    said = await talk.say("xyzzy")

    assert said["response"] == "utter_pool_place"


async def test_only_what_is_missing_is_asked(talk: Talk) -> None:
    said = await wants_to_join(talk, "ik ben student en zoek een opdracht")

    assert said["response"] == "utter_pool_words"


async def test_a_number_without_a_name_is_asked_for_the_name(talk: Talk) -> None:
    await talk.press(await wants_to_join(talk), "ondernemer")
    await talk.press(await talk.say(WORDS), "Ja, dat klopt")
    await talk.say("Urk")

    number = await talk.say("06-12345678")
    named = await talk.say("Fatima Amrani")

    assert [one["response"] for one in (number, named)] == ["utter_pool_name", "utter_pool_consent"]


async def test_who_lives_elsewhere_has_no_municipality_of_ours(talk: Talk) -> None:
    await talk.press(await wants_to_join(talk), "ondernemer")
    place = await talk.press(await talk.say(WORDS), "Ja, dat klopt")
    await talk.press(place, "Een andere gemeente")

    helper = helper_of(await talk.press(await talk.say(CONTACT), YES))

    assert helper is not None
    assert helper.municipality is None


async def test_consent_says_what_is_kept_who_sees_it_and_how_to_stop(talk: Talk) -> None:
    (text,) = rendered(await asked_for_consent(talk))

    for told in ("Fatima Amrani", "+31612345678", "Alleen adviseurs", "allebei ja", "Stoppen kan"):
        assert told in text


@pytest.mark.parametrize("answer", [NO, "nee"])
async def test_without_consent_nothing_is_kept(talk: Talk, answer: str) -> None:
    question = await asked_for_consent(talk)

    said = await (talk.press(question, answer) if answer == NO else talk.say(answer))

    assert (said["response"], helper_of(said)) == ("utter_pool_refused", None)
    assert (talk.slots["pool"], asked(talk)) == (None, "")


async def test_silence_is_no_consent(talk: Talk) -> None:
    await asked_for_consent(talk)

    heard = [await talk.say("hm tja"), await talk.say("hm tja")]

    assert [one["response"] for one in heard] == ["utter_pool_consent", "utter_pool_stopped"]
    assert not any(map(helper_of, heard))


async def test_who_stops_halfway_leaves_nothing_behind(talk: Talk) -> None:
    said = await talk.press(await wants_to_join(talk), "Toch niet meedoen")

    assert (said["response"], talk.slots["pool"], asked(talk)) == ("utter_pool_stopped", None, "")


async def test_a_question_in_between_is_answered_and_then_asked_again(talk: Talk) -> None:
    await talk.press(await wants_to_join(talk), "ondernemer")

    declined = await talk.declines(
        "action_take_answer", intent="faq_scan_duur", text="hoe lang duurt de scan?"
    )
    (again,) = await talk.turn("action_ask_again", intent="faq_scan_duur")

    assert (declined, again["response"]) == (True, "utter_pool_words")


async def test_danger_goes_before_our_question(talk: Talk) -> None:
    await wants_to_join(talk)

    assert await talk.declines("action_take_answer", intent="danger", text="ik wil dood")


async def test_who_is_in_is_offered_to_pause_or_leave(talk: Talk) -> None:
    await joined(talk)

    said = await wants_to_join(talk)

    assert said["response"] == "utter_pool_already"
    assert titles(said) == ["Even pauze", "Weer meedoen", "Uit de poule"]


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("zet mij even op pauze in de poule", PoolMove.PAUSE),
        ("ik heb even geen tijd om anderen te helpen", PoolMove.PAUSE),
        ("ik wil weer meedoen", PoolMove.RESUME),
        ("haal mij van de pauze af", PoolMove.RESUME),
        ("haal mij uit de poule", PoolMove.LEAVE),
        ("meld mij af voor de poule", PoolMove.LEAVE),
    ],
)
async def test_words_say_what_is_to_change(talk: Talk, text: str, move: PoolMove) -> None:
    await joined(talk)

    said = await talk.say(text, "action_pause_pool", intent="pause_pool")

    assert said["pool"] == move


async def test_the_buttons_say_it_too_and_who_left_is_out(talk: Talk) -> None:
    paused = await talk.press(await joined(talk), "Even pauze")

    left = await talk.press(paused, "Uit de poule")

    assert (paused["pool"], left["pool"], talk.slots["pool"]) == ("pauze", "uit", None)
    assert "90 dagen" in rendered(paused)[0]


async def test_a_button_that_names_no_change_asks_which_one(talk: Talk) -> None:
    await joined(talk)

    said = await talk.turn("action_pause_pool", intent="pause_pool", text="/pause_pool")

    assert [(one["response"], "pool" in one) for one in said] == [("utter_pool_already", False)]
    assert len(payloads(said[0])) == len(PoolMove)


async def test_who_is_not_in_is_told_so_and_can_join(talk: Talk) -> None:
    said = await talk.say("haal mij uit de poule", "action_pause_pool", intent="pause_pool")

    assert (said["response"], "pool" in said) == ("utter_pool_not_in", False)
    assert payloads(said) == ["/join_pool"]


async def test_out_halfway_ends_the_questions(talk: Talk) -> None:
    await wants_to_join(talk)
    text = "haal mij uit de poule"

    declined = await talk.declines("action_take_answer", intent="pause_pool", text=text)
    await talk.turn("action_pause_pool", intent="pause_pool", text=text)

    assert (declined, asked(talk)) == (True, "")


async def test_who_takes_back_consent_is_out_of_the_pool_too(talk: Talk) -> None:
    await joined(talk)

    said = await talk.say(
        "ik trek mijn toestemming in", "action_withdraw_consent", intent="withdraw_consent"
    )

    assert (said["response"], said["pool"]) == ("utter_consent_withdrawn", "uit")
    assert talk.slots["pool"] is None
