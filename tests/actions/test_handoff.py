"""From any wish for a person to a person: with what is known, and at any hour."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.wish import Wish
from conversations.handoffs import HandoffRequest, Reason, Way
from tests.actions.garden import plant
from tests.actions.handoff_talk import (
    CONTACT,
    HOURS,
    QUESTION,
    HandDesk,
    Said,
    allowed,
    asked,
    brought,
    handed_over,
    request,
    text,
    wish,
)
from tests.actions.rasa import Rasa, Talk, payloads, titles
from tests.actions.scan_talk import finished
from tests.advice.folder import Folder
from tests.support.time import HandClock

ANSWER = "action_take_answer"


@pytest.fixture
def desk() -> HandDesk:
    return HandDesk()


@pytest.fixture
async def talk(
    folder: Folder, clock: HandClock, desk: HandDesk, sqlite_url: str
) -> AsyncIterator[Talk]:
    plant(folder)
    folder.change("organisatie.yml", openingstijden=HOURS)
    rasa = Rasa(folder.path, clock, sqlite_url, desk=desk)
    yield Talk(rasa)
    await rasa.close()


def at(clock: HandClock, *moment: int) -> None:
    """Turn the clock to a moment in UTC."""
    clock.now = datetime(*moment, tzinfo=UTC)  # type: ignore[misc, arg-type]


async def test_the_first_message_can_be_the_wish_and_consent_is_asked_before_all(
    talk: Talk,
) -> None:
    said = await wish(talk)

    assert said["meta"]["kind"] == "handoff"
    assert titles(dict(said)) == ["Ja, dat mag", "Nee"]
    assert "Mag een adviseur van Team Groen meelezen?" in text(said)
    assert "0320-123456" in text(said)


async def test_everything_that_was_told_goes_along(talk: Talk, clock: HandClock) -> None:
    said = await handed_over(talk)

    handoff = brought(said)
    assert (handoff.reason, handoff.way) == (Reason.ASKED, Way.CHAT)
    assert (handoff.question, handoff.name) == (QUESTION, "Jan de Vries")
    assert (handoff.contact, handoff.municipality) == ("+31612345678", "urk")
    assert (handoff.consent.is_given, handoff.consent.version) == (True, 7)
    assert handoff.consent.at == clock()
    assert handoff.promised_at is None
    assert asked(talk) == ""


async def test_each_question_can_be_skipped_and_says_why_it_is_asked(talk: Talk) -> None:
    questions = [await allowed(talk)]
    for button in ("Overslaan", "Overslaan: ik blijf hier", "Overslaan"):
        questions.append(await talk.press(questions[-1], button))

    *asking, last = questions
    assert [one["meta"]["kind"] for one in questions] == ["handoff"] * 4
    for said, why in zip(asking, ("inlezen", "alleen daarvoor", "kent"), strict=True):
        assert why in text(said)
    handoff = brought(last)
    assert (handoff.question, handoff.name, handoff.contact) == ("", None, None)
    assert handoff.municipality is None


@pytest.mark.parametrize("skip", ["overslaan", "nee", "liever niet hoor nee", "weet ik niet"])
async def test_skipping_can_be_typed(talk: Talk, skip: str) -> None:
    await allowed(talk)
    intent = {"weet ik niet": "dont_know", "liever niet hoor nee": "deny"}.get(skip, "inform")

    for _ in range(3):
        said = await talk.say(skip, intent=intent)

    assert brought(said).contact is None


async def test_who_refuses_hears_how_to_reach_us_and_nothing_goes_along(talk: Talk) -> None:
    said = await talk.press(await wish(talk), "Nee")

    assert said["response"] == "utter_human"
    assert request(said) is None
    assert asked(talk) == ""
    assert not talk.slots["person"]["consent"]["is_given"]


async def test_who_refused_is_not_asked_again_but_can_change_his_mind(talk: Talk) -> None:
    await talk.press(await wish(talk), "Nee")

    again = await wish(talk)
    after_all = await talk.press(again, "Toch laten meelezen")

    assert again["response"] == "utter_human"
    assert after_all["response"] == "utter_handoff_question"


async def test_another_text_of_the_consent_is_asked_anew(
    folder: Folder, talk: Talk, clock: HandClock, desk: HandDesk
) -> None:
    await handed_over(talk)
    folder.change("overdracht.yml", versie=8)
    anew = Talk(Rasa(folder.path, clock, desk=desk))
    anew.slots = talk.slots

    assert (await wish(anew))["response"] == "utter_handoff_consent"


@pytest.mark.parametrize("unclear", ["hoezo", "wat bedoelt u"])
async def test_silence_is_no_consent(talk: Talk, unclear: str) -> None:
    await wish(talk)

    again = await talk.say(unclear)
    last = await talk.say(unclear)

    assert again["response"] == "utter_handoff_consent_unclear"
    assert last["response"] == "utter_human"
    assert request(last) is None


@pytest.mark.parametrize(
    ("words", "intent"),
    [("ja hoor", "affirm"), ("ja", "inform"), ("prima", "affirm"), ("ja, bel mij", "ask_human")],
)
async def test_consent_can_be_typed(talk: Talk, words: str, intent: str) -> None:
    await wish(talk)

    said = await talk.say(words, intent=intent)

    assert said["response"] == "utter_handoff_question"


async def test_a_question_that_was_asked_before_is_not_asked_again(talk: Talk) -> None:
    await talk.turn("action_find_scheme", intent="find_scheme", text="geld voor bomen op het plein")

    said = await allowed(talk)

    assert asked(talk) == "mens:bereikbaar"
    assert said["response"] == "utter_handoff_contact"
    last = await talk.say("overslaan")
    last = await talk.say("Urk")
    assert brought(last).question == "geld voor bomen op het plein"


async def test_a_greeting_or_the_wish_alone_is_no_question(talk: Talk) -> None:
    await wish(talk, "graag een adviseur spreken")

    await talk.say("ja")

    assert asked(talk) == "mens:vraag"


@pytest.mark.parametrize(
    "words",
    [
        "ik wil een adviseur spreken over mijn schulden",
        "kan een adviseur mij bellen, mijn vaste kracht is ziek en nu ligt het werk stil",
    ],
)
async def test_a_wish_that_says_what_about_is_the_question(talk: Talk, words: str) -> None:
    await wish(talk, words)

    await talk.say("ja")

    assert asked(talk) == "mens:bereikbaar"
    assert talk.slots["own_question"] == words


async def test_what_someone_wanted_to_discuss_after_the_scan_is_the_question(talk: Talk) -> None:
    await finished(talk)

    said = await allowed(talk)
    said = await talk.press(said, "Overslaan: ik blijf hier")

    handoff = brought(said)
    assert handoff.question == "Ik wil praten over mijn dochter die de zaak overneemt"
    assert handoff.municipality == "urk"
    assert handoff.topics == ("boomsubsidie", "geld", "digitaal", "mensen")


async def test_the_scheme_that_was_talked_about_goes_along(talk: Talk) -> None:
    await talk.turn("action_answer_scheme", intent="regeling_wat", named=("boomsubsidie",))

    assert brought(await handed_over(talk)).topics == ("boomsubsidie",)


@pytest.mark.parametrize(
    ("words", "name", "contact"),
    [
        ("Jan de Vries, 06-12345678", "Jan de Vries", "+31612345678"),
        ("ik heet Fatma en mijn nummer is 0320-123456", None, "+31320123456"),
        ("jan@example.org", None, "jan@example.org"),
        ("Ik heet Anne-Fleur: anne@example.org", "Anne-Fleur", "anne@example.org"),
        ("Bel me op +31 6 1234 5678", None, "+31612345678"),
    ],
)
async def test_name_and_number_are_read_from_one_answer(
    talk: Talk, words: str, name: str | None, contact: str
) -> None:
    handoff = brought(await handed_over(talk, contact=words))

    assert handoff.contact == contact
    assert name is None or handoff.name == name


async def test_a_name_alone_is_enough_for_who_stays(talk: Talk) -> None:
    handoff = brought(await handed_over(talk, contact="Jan"))

    assert (handoff.name, handoff.contact) == ("Jan", None)


async def test_what_is_no_number_is_asked_once_more_and_then_left(talk: Talk) -> None:
    await allowed(talk)
    await talk.say(QUESTION)

    again = await talk.say("dat zeg ik liever op een ander moment als het mag")
    then = await talk.say("dat zei ik toch al, ik geef het u later")

    assert again["response"] == "utter_handoff_contact_unclear"
    assert then["response"] == "utter_handoff_place"


async def test_a_number_in_the_wish_is_not_asked(talk: Talk) -> None:
    await wish(talk, "bel mij op 06-12345678 over mijn schulden")

    said = await talk.say("ja")

    assert said["response"] == "utter_handoff_place"


@pytest.mark.parametrize("before", ["ik zit in Urk", "in oerk"])
async def test_a_known_place_is_not_asked(talk: Talk, before: str) -> None:
    await talk.turn("action_take_facts", intent="inform", text=before)
    await allowed(talk)

    said = await talk.say(CONTACT)

    assert brought(said).municipality == "urk"


async def test_a_place_that_was_only_named_counts_too(talk: Talk) -> None:
    talk.slots["gemeente"] = "dronten"
    await allowed(talk)
    await talk.say(QUESTION)

    said = await talk.say(CONTACT)

    assert brought(said).municipality == "dronten"


async def test_the_place_can_be_pressed_and_outside_the_region_is_none_of_ours(talk: Talk) -> None:
    await allowed(talk)
    await talk.say(QUESTION)
    said = await talk.say(CONTACT)

    last = await talk.press(said, "Een andere gemeente")

    assert titles(dict(said)) == ["Urk", "Dronten", "Een andere gemeente", "Overslaan"]
    assert brought(last).municipality is None


async def test_a_second_wish_asks_nothing_again(talk: Talk) -> None:
    before = brought(await handed_over(talk))

    again = brought(await wish(talk))

    assert again == before


async def test_a_newer_question_goes_along_with_the_second_wish(talk: Talk) -> None:
    await handed_over(talk)
    await talk.turn("action_find_scheme", intent="find_scheme", text="een haag om het terrein")

    assert brought(await wish(talk)).question == "een haag om het terrein"


async def test_who_is_angry_hears_an_apology_first(talk: Talk) -> None:
    said = await wish(talk, "wat een rotbot", intent="angry")

    assert said["response"] == "utter_handoff_consent_sorry"
    await talk.say("ja")
    await talk.say(QUESTION)
    await talk.say(CONTACT)
    assert brought(await talk.say("Urk")).reason is Reason.ANGRY


async def test_who_gets_angry_underway_hears_an_apology_and_is_not_asked_for_ever(
    talk: Talk,
) -> None:
    await allowed(talk)

    first = await talk.turn("action_ask_human", intent="angry", text="schiet op man")
    later = [await talk.turn("action_ask_human", intent="angry", text="SCHIET OP") for _ in "123"]

    assert [one["response"] for one in first] == ["utter_handoff_sorry", "utter_handoff_contact"]
    assert brought(later[-1][-1]).reason is Reason.ANGRY


async def test_who_can_not_cope_is_not_asked_what_it_is_about(talk: Talk) -> None:
    words = "ik slaap niet meer van de schulden"

    said = await talk.say(words, "action_overloaded", intent="overloaded")
    said = await talk.press(said, "Ja, dat mag")

    assert said["response"] == "utter_handoff_contact"
    await talk.say("overslaan")
    handoff = brought(await talk.say("Urk"))
    assert (handoff.reason, handoff.question) == (Reason.SENSITIVE, words)


async def test_the_button_under_danger_leads_here_too(talk: Talk) -> None:
    said = await talk.say("het gaat niet", "action_danger", intent="danger")

    said = await talk.press(said, "Een mens spreken")

    assert said["response"] == "utter_handoff_consent"
    assert talk.slots["person"]["reason"] == Reason.SENSITIVE


@pytest.mark.parametrize("missed", ["action_clarify", "action_out_of_scope"])
async def test_who_was_not_understood_and_wants_a_person_then(talk: Talk, missed: str) -> None:
    await talk.turn(missed, intent="out_of_scope", text="hoe laat is het")

    await talk.send("/ask_human")

    assert talk.slots["person"]["reason"] == Reason.MISSED


@pytest.mark.parametrize("intent", ["danger", "overloaded", "goodbye", "stop_waiting"])
async def test_what_is_urgent_goes_before_every_question(talk: Talk, intent: str) -> None:
    await allowed(talk)

    assert await talk.declines(ANSWER, intent=intent, text="het gaat niet goed")


async def test_a_question_in_between_is_answered_and_the_open_one_comes_back(talk: Talk) -> None:
    await wish(talk)
    words = "hoeveel krijg ik voor een boom"

    assert await talk.declines(ANSWER, intent="regeling_hoeveel", text=words)
    await talk.turn(
        "action_answer_scheme", intent="regeling_hoeveel", text=words, named=("boomsubsidie",)
    )
    (back,) = await talk.turn("action_ask_again", intent="regeling_hoeveel", text=words)

    assert back["response"] == "utter_handoff_consent_again"
    assert titles(back) == ["Ja, dat mag", "Nee"]


async def test_what_was_asked_in_between_is_also_the_question(talk: Talk) -> None:
    await allowed(talk)
    words = "hoeveel krijg ik voor een boom"

    await talk.turn(
        "action_answer_scheme", intent="regeling_hoeveel", text=words, named=("boomsubsidie",)
    )
    (back,) = await talk.turn("action_ask_again", intent="regeling_hoeveel", text=words)

    assert back["response"] == "utter_handoff_contact"


async def test_pressing_yes_twice_is_no_wrong_answer(talk: Talk) -> None:
    await talk.turn("action_find_scheme", intent="find_scheme", text="geld voor bomen op het plein")
    said = await wish(talk)
    await talk.press(said, "Ja, dat mag")
    yes = payloads(dict(said))[0].partition('": "')[2].rstrip('"}')

    again = await talk.say(
        "/ask_human", "action_ask_human", intent="ask_human", values={"feit": yes}
    )

    assert again["response"] == "utter_handoff_contact"


@pytest.mark.parametrize("words", ["stop", "stop maar"])
async def test_who_stops_is_asked_nothing_more(talk: Talk, words: str) -> None:
    await allowed(talk)

    said = await talk.say(words, intent="stop")

    assert said["response"] == "utter_handoff_stopped"
    assert (asked(talk), request(said)) == ("", None)


async def test_someone_is_there_and_the_range_is_what_it_usually_takes(
    talk: Talk, desk: HandDesk
) -> None:
    said = await handed_over(talk)

    assert "U bent nummer 3. Dat duurt nu meestal 3 tot 8 minuten." in text(said)
    assert said["buttons"] == [{"title": "Toch niet wachten", "payload": "/stop_waiting"}]


async def test_without_experience_no_time_is_claimed(talk: Talk, desk: HandDesk) -> None:
    desk.usual_wait = None

    said = await handed_over(talk)

    assert "Ik weet nog niet hoe lang het duurt." in text(said)
    assert "minuten" not in text(said)


async def test_nobody_is_free_so_someone_calls_back_within_an_open_hour(
    talk: Talk, desk: HandDesk, clock: HandClock
) -> None:
    desk.present = 0

    said = await handed_over(talk)

    handoff = brought(said)
    assert handoff.way is Way.CALL_BACK
    assert handoff.promised_at == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    assert "Een adviseur belt u vandaag voor 11.00 uur." in text(said)
    assert "/start_scan" not in payloads(dict(said))


async def test_who_gave_an_address_is_mailed_back(talk: Talk, desk: HandDesk) -> None:
    desk.present = 0

    said = await handed_over(talk, contact="jan@example.org")

    assert "Een adviseur mailt u vandaag" in text(said)


async def test_nobody_is_free_and_there_is_no_number_so_it_is_asked_once_more(
    talk: Talk, desk: HandDesk
) -> None:
    desk.present = 0
    await allowed(talk)
    await talk.say(QUESTION)
    await talk.say("overslaan")
    again = await talk.say("Urk")

    last = await talk.say("06-12345678")

    assert again["response"] == "utter_handoff_contact_nobody_free"
    assert brought(last).way is Way.CALL_BACK


async def test_who_has_no_number_waits_and_hears_honestly_how_long(
    talk: Talk, desk: HandDesk
) -> None:
    desk.present = 0

    said = await handed_over(talk, contact="overslaan")

    assert brought(said).way is Way.CHAT
    assert "Het kan lang duren" in text(said)
    assert "0320-123456" in text(said)
    assert titles(dict(said)) == ["Een afspraak maken", "Toch niet wachten"]


@pytest.mark.parametrize(
    ("moment", "response", "promised", "words"),
    [
        pytest.param(
            (2026, 11, 23, 7, 59), "later_today", (2026, 11, 23, 9, 0), "vandaag voor 10.00 uur",
            id="before we open",
        ),
        pytest.param(
            (2026, 11, 23, 16, 0), "closed", (2026, 11, 24, 9, 0),
            "dinsdag 24 november, voor 10.00 uur",
            id="the minute we close",
        ),
        pytest.param(
            (2026, 11, 23, 22, 59), "closed", (2026, 11, 24, 9, 0),
            "dinsdag 24 november, voor 10.00 uur",
            id="a minute before midnight here",
        ),
        pytest.param(
            (2026, 11, 23, 23, 0), "later_today", (2026, 11, 24, 9, 0), "vandaag voor 10.00 uur",
            id="midnight here",
        ),
        pytest.param(
            (2026, 11, 27, 14, 0), "closed", (2026, 11, 30, 9, 0),
            "maandag 30 november, voor 10.00 uur",
            id="Friday afternoon",
        ),
        pytest.param(
            (2026, 12, 25, 9, 0), "holiday", (2026, 12, 28, 9, 0),
            "maandag 28 december, voor 10.00 uur",
            id="a holiday",
        ),
        pytest.param(
            (2027, 3, 28, 10, 0), "closed", (2027, 3, 29, 8, 0),
            "maandag 29 maart, voor 10.00 uur",
            id="the day on which summer time begins",
        ),
    ],
)  # fmt: skip
async def test_closed_it_says_on_which_day_and_before_what_time(
    talk: Talk,
    clock: HandClock,
    moment: tuple[int, ...],
    response: str,
    promised: tuple[int, ...],
    words: str,
) -> None:
    at(clock, *moment)

    said = await handed_over(talk)

    assert said["response"] == f"utter_handoff_{response}"
    assert words in text(said)
    assert "0320-123456" in text(said)
    assert HOURS["zin"] in text(said)
    handoff = brought(said)
    assert handoff.way is Way.CALL_BACK
    assert handoff.promised_at == datetime(*promised, tzinfo=UTC)  # type: ignore[misc, arg-type]


async def test_a_closed_day_is_told_by_its_name(talk: Talk, clock: HandClock) -> None:
    at(clock, 2026, 12, 25, 9, 0)

    assert "het is Eerste Kerstdag" in text(await handed_over(talk))


async def test_an_open_hour_may_run_on_after_the_weekend(
    talk: Talk, clock: HandClock, desk: HandDesk
) -> None:
    desk.present = 0
    at(clock, 2026, 11, 27, 11, 30)

    said = await handed_over(talk)

    assert "maandag 30 november, voor 9.30 uur" in text(said)
    assert said["response"] == "utter_handoff_call_back"


async def test_closed_the_scan_is_offered_to_who_did_none(talk: Talk, clock: HandClock) -> None:
    at(clock, 2026, 11, 27, 14, 0)

    said = await handed_over(talk)

    assert titles(dict(said)) == ["De scan doen", "Een afspraak maken", "Toch niet nodig"]
    assert "Doe intussen de scan." in text(said)


async def test_closed_the_scan_is_not_offered_to_who_did_it(talk: Talk, clock: HandClock) -> None:
    await finished(talk)
    at(clock, 2026, 11, 27, 14, 0)

    said = await handed_over(talk)

    assert titles(dict(said)) == ["Een afspraak maken", "Toch niet nodig"]
    assert "scan" not in text(said)


async def test_closed_and_without_a_number_it_is_asked_once_more_and_then_left_to_call(
    talk: Talk, clock: HandClock
) -> None:
    at(clock, 2026, 11, 27, 14, 0)
    await allowed(talk)
    await talk.say(QUESTION)
    await talk.say("overslaan")
    again = await talk.say("Urk")

    last = await talk.press(again, "Overslaan")

    assert again["response"] == "utter_handoff_contact_closed"
    assert (last["response"], request(last)) == ("utter_human", None)
    assert payloads(dict(last)) == ["/book_appointment"]


async def test_a_number_can_be_left_with_the_next_wish(talk: Talk, clock: HandClock) -> None:
    at(clock, 2026, 11, 27, 14, 0)
    await handed_over(talk, contact="overslaan")

    again = await wish(talk)
    last = await talk.say("06-12345678")

    assert again["response"] == "utter_handoff_contact_closed"
    assert brought(last).contact == "+31612345678"


async def test_who_no_longer_wants_to_wait_calls_it_off(talk: Talk) -> None:
    await handed_over(talk)

    said = await talk.send("/stop_waiting")

    assert said["handoff_cancelled"] is True
    assert "U wacht nu niet meer" in text(said)


async def test_withdrawn_consent_calls_it_off_too_and_is_asked_anew(talk: Talk) -> None:
    await handed_over(talk)

    said = await talk.say("ik trek in", "action_withdraw_consent", intent="withdraw_consent")

    assert (said["response"], said["handoff_cancelled"]) == ("utter_consent_withdrawn", True)
    assert (await wish(talk))["response"] == "utter_handoff_consent"


async def test_what_is_kept_shows_nobody_in_a_log(talk: Talk) -> None:
    await handed_over(talk)

    shown = repr(Wish(name="Jan de Vries", contact="+31612345678"))

    assert "Jan" not in shown
    assert "+31" not in shown


@pytest.fixture(scope="module")
def any_rasa(tmp_path_factory: pytest.TempPathFactory) -> Rasa:
    folder = Folder(tmp_path_factory.mktemp("handoff") / "data")
    folder.change("organisatie.yml", openingstijden=HOURS)
    return Rasa(Path(folder.path), HandClock(), desk=HandDesk())


WORDS = st.text(max_size=40).map(lambda words: words.strip(" /"))
LIKELY = st.sampled_from(
    ["ja", "nee", "Jan", CONTACT, "Urk", "overslaan", "stop", "weet ik niet", "een mens", "ja nee"]
)
INTENTS = st.sampled_from(["inform", "ask_human", "affirm", "deny", "nlu_fallback", "dont_know"])


async def _answer_all(talk: Talk, answers: list[tuple[str, str]]) -> list[Said]:
    said = [await wish(talk)]
    for words, intent in answers:
        if asked(talk):
            said.append(await talk.say(words, intent=intent))
    return said


@given(st.lists(st.tuples(WORDS | LIKELY, INTENTS), min_size=7, max_size=7))
async def test_whatever_is_answered_it_ends_within_eight_messages(
    any_rasa: Rasa, answers: list[tuple[str, str]]
) -> None:
    talk = Talk(any_rasa)

    said = await _answer_all(talk, answers)

    assert asked(talk) == ""
    assert all(one.consent.is_given for one in _requests(said))


@given(st.lists(st.sampled_from(["nee", "hoezo", "Urk", CONTACT, "overslaan"]), max_size=7))
async def test_without_a_yes_no_request_ever_goes_along(any_rasa: Rasa, words: list[str]) -> None:
    talk = Talk(any_rasa)

    said = await _answer_all(talk, [(one, "inform") for one in words])

    assert _requests(said) == []


def _requests(said: list[Said]) -> list[HandoffRequest]:
    return [found for one in said if (found := request(one))]


async def test_thanks_are_no_answer_and_no_miss(talk: Talk) -> None:
    await wish(talk)

    assert await talk.declines(ANSWER, intent="thanks", text="fijn joh bedankt alvast")
