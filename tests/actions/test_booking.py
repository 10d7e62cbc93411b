"""From a wish for an appointment to one that stands, with nothing asked twice."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.appointments import Form
from tests.actions.booking_talk import (
    EMAIL,
    PHONE,
    QUESTION,
    WISH,
    Said,
    booked,
    booking,
    chosen,
    finished,
    free,
    text,
    times,
    wish,
)
from tests.actions.handoff_talk import asked
from tests.actions.handoff_talk import brought as handed_over
from tests.actions.handoff_talk import wish as person
from tests.actions.rasa import Talk, payloads, titles
from tests.support.time import HandClock

ANSWER = "action_take_answer"
YES, NO = "Ja, dat mag", "Nee, liever niet"


@pytest.fixture
def talk(booking_talk: Talk) -> Talk:
    return booking_talk


async def test_the_way_to_an_appointment_by_telephone(talk: Talk) -> None:
    said = [await wish(talk)]
    said.append(await talk.say(QUESTION))
    said.append(await talk.press(said[-1], "Telefonisch"))
    said.append(await talk.press(said[-1], free(said[-1])[0]))
    said.append(await talk.say(PHONE))
    said.append(await talk.say(EMAIL))
    said.append(await talk.press(said[-1], YES))

    assert [one["response"] for one in said] == [
        "utter_booking_question",
        "utter_booking_form",
        "utter_booking_times",
        "utter_booking_phone_needed",
        "utter_booking_email",
        "utter_booking_consent",
        "utter_appointment_booked",
    ]
    assert {one["meta"]["kind"] for one in said} == {"appointment"}
    assert asked(talk) == ""


async def test_all_that_was_told_goes_along(talk: Talk, clock: HandClock) -> None:
    request = booked(await finished(talk)).request

    assert (request.form, request.question, request.group) == (Form.PHONE, QUESTION, "algemeen")
    assert (request.name, request.phone) == ("Jan de Vries", "+31612345678")
    assert (request.email, request.address) == (EMAIL, None)
    assert (request.consent.is_given, request.consent.at) == (True, clock())


async def test_what_was_chosen_is_what_is_booked(talk: Talk) -> None:
    first = (await times(talk))["meta"]["ids"][0]

    await talk.say("de eerste")
    await talk.say(PHONE)
    await talk.say(EMAIL)

    assert booked(await talk.say("ja")).slot.start.isoformat() == first


async def test_it_says_when_with_whom_how_and_what_is_mailed(talk: Talk) -> None:
    said = text(await finished(talk))

    assert "dinsdag 24 november van 10.00 tot 10.45 uur, met Sanne." in said
    assert "Sanne belt u. Het nummer is +31612345678." in said
    assert f"U krijgt een bevestiging op {EMAIL}." in said


async def test_the_scan_is_offered_to_who_did_none(talk: Talk) -> None:
    said = await finished(talk)

    assert "bedrijfsscan" in text(said)
    assert titles(said) == ["De scan doen", "Verzetten", "Afzeggen"]


async def test_who_did_the_scan_hears_that_the_advisor_gets_the_outcome(talk: Talk) -> None:
    talk.slots["scan"] = {"version": 1, "stop": "klaar", "own_words": "mijn opvolging"}

    said = await wish(talk)
    assert said["response"] == "utter_booking_form"
    said = await talk.press(said, "Telefonisch")
    await talk.press(said, free(said)[0])
    await talk.say(PHONE)
    await talk.say(EMAIL)
    said = await talk.say("ja")

    assert "De adviseur krijgt de uitkomst" in text(said)
    assert titles(said) == ["Verzetten", "Afzeggen"]
    assert booked(said).request.question == "mijn opvolging"


async def test_four_forms_can_be_chosen(talk: Talk) -> None:
    talk.slots["own_question"] = QUESTION

    said = await wish(talk)

    assert titles(said) == ["Telefonisch", "Via video", "Bij ons op kantoor", "Bij u in de zaak"]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("bel me maar", Form.PHONE),
        ("graag via teams", Form.VIDEO),
        ("ik kom naar kantoor", Form.OFFICE),
        ("komt u maar op de zaak kijken", Form.VISIT),
    ],
)
async def test_a_form_can_be_typed(talk: Talk, words: str, form: Form) -> None:
    talk.slots["own_question"] = QUESTION
    await wish(talk)

    await talk.say(words)

    assert talk.slots["booking"]["form"] == form


@pytest.mark.parametrize(
    ("words", "intent"), [("telefonisch", "ask_human"), ("graag via video", "nlu_fallback")]
)
async def test_who_first_tells_how_is_asked_what_about_once_more(
    talk: Talk, words: str, intent: str
) -> None:
    await wish(talk)

    again = await talk.say(words, intent=intent)
    said = await talk.say("over mijn kozijnen", intent="nlu_fallback")

    assert [again["response"], said["response"]] == [
        "utter_booking_question",
        "utter_booking_times",
    ]


async def test_who_says_how_again_may_want_somebody_at_once(talk: Talk) -> None:
    await wish(talk)
    await talk.say("telefonisch", intent="ask_human")

    assert await talk.declines(ANSWER, intent="ask_human", text="telefonisch")


async def test_what_is_no_form_is_asked_once_more_and_then_it_ends(talk: Talk) -> None:
    talk.slots["own_question"] = QUESTION
    await wish(talk)

    said = [await talk.say("tja wat zal ik zeggen") for _ in range(2)]

    assert [one["response"] for one in said] == [
        "utter_booking_form_unclear",
        "utter_booking_stopped",
    ]
    assert asked(talk) == ""


async def test_a_video_talk_needs_an_address_and_no_number(talk: Talk) -> None:
    said = await chosen(talk, "Via video")
    consent = await talk.say(f"Jan, {EMAIL}")
    request = booked(await talk.say("ja")).request

    assert said["response"] == "utter_booking_email_needed"
    assert consent["response"] == "utter_booking_consent"
    assert (request.email, request.phone) == (EMAIL, None)


async def test_at_the_office_only_the_confirmation_is_asked_and_it_can_be_skipped(
    talk: Talk,
) -> None:
    said = await chosen(talk, "Bij ons op kantoor")
    await talk.press(said, "Overslaan")
    last = await talk.say("ja")

    assert said["response"] == "utter_booking_email"
    assert "U komt naar Voorbeeldplein 1, Lelystad." in text(last)
    assert booked(last).request.email is None


async def test_who_is_visited_tells_where_and_may_leave_a_number(talk: Talk) -> None:
    said = await chosen(talk, "Bij u in de zaak")
    await talk.say("overslaan")
    await talk.say("overslaan")
    last = await talk.say("ja")

    assert said["response"] == "utter_booking_phone"
    assert booked(last).request.address == "Dorpsstraat 1, Urk"
    assert "Sanne komt naar u toe. Het adres is Dorpsstraat 1, Urk." in text(last)


async def test_what_is_no_address_is_asked_once_more_and_then_taken_as_it_is(talk: Talk) -> None:
    talk.slots["own_question"] = QUESTION
    await talk.press(await wish(talk), "Bij u in de zaak")

    said = [await talk.say("achter de kerk") for _ in range(2)]

    assert [one["response"] for one in said] == [
        "utter_booking_address_unclear",
        "utter_booking_times",
    ]


@pytest.mark.parametrize(
    ("form", "response"),
    [("Telefonisch", "phone"), ("Via video", "email"), ("Bij u in de zaak", "address")],
)
async def test_who_does_not_tell_what_a_form_needs_chooses_another(
    talk: Talk, form: str, response: str
) -> None:
    if form == "Bij u in de zaak":
        talk.slots["own_question"] = QUESTION
        await talk.press(await wish(talk), form)
    else:
        await chosen(talk, form)

    said = await talk.say("overslaan")

    assert said["response"] == f"utter_booking_form_without_{response}"
    assert form not in titles(said)


async def test_what_is_no_number_is_asked_once_more_and_then_left(talk: Talk) -> None:
    await chosen(talk)

    said = [await talk.say("dat zeg ik liever een andere keer") for _ in range(2)]

    assert [one["response"] for one in said] == [
        "utter_booking_phone_unclear",
        "utter_booking_form_without_phone",
    ]


async def test_a_name_alone_is_kept_and_the_number_asked_once_more(talk: Talk) -> None:
    first = await chosen(talk)

    again = await talk.say("Jan de Vries")
    then = await talk.say("06-12345678")

    assert "Hoe heet u?" in text(first)
    assert again["response"] == "utter_booking_phone_unclear"
    assert "Hoe heet u?" not in text(then)
    assert talk.slots["person"]["name"] == "Jan de Vries"


async def test_a_name_after_a_miss_is_kept_too(talk: Talk) -> None:
    await chosen(talk)
    await talk.say("dat zeg ik liever een andere keer")

    again = await talk.say("Piet", intent="out_of_scope")

    assert again["response"] == "utter_booking_phone_unclear"
    assert talk.slots["person"]["name"] == "Piet"


async def test_a_number_is_an_answer_of_its_own(talk: Talk) -> None:
    said = await chosen(talk)

    assert said["meta"]["expects_number"] is True


@pytest.mark.parametrize(
    "words",
    ["ik wil een afspraak over mijn schulden", "kan ik een gesprek krijgen over een lening"],
)
async def test_a_wish_that_says_what_about_is_the_question(talk: Talk, words: str) -> None:
    said = await wish(talk, words)

    assert said["response"] == "utter_booking_form"
    assert talk.slots["own_question"] == words


async def test_a_wish_that_says_how_and_when_is_not_asked_for_it(talk: Talk) -> None:
    said = await times_at_once(talk, "ik wil volgende week dinsdagmiddag videobellen")

    assert said["response"] == "utter_booking_times"
    assert all(title.startswith("di 1 december 1") for title in free(said))


async def times_at_once(talk: Talk, words: str) -> Said:
    talk.slots["own_question"] = QUESTION
    return await wish(talk, words)


async def test_the_scheme_that_was_talked_about_is_the_subject(talk: Talk) -> None:
    talk.slots["regeling"] = "boomsubsidie"

    said = await wish(talk)

    assert said["response"] == "utter_booking_form"
    assert talk.slots["booking"]["subject"]["topics"] == ["boomsubsidie"]


async def test_the_subject_can_be_skipped(talk: Talk) -> None:
    said = await talk.press(await wish(talk), "Overslaan")

    assert said["response"] == "utter_booking_form"


async def test_what_was_told_for_a_person_is_not_asked_for_an_appointment(talk: Talk) -> None:
    await person(talk)
    for words in ("ja", QUESTION, PHONE, "Urk"):
        await talk.say(words)
    said = await times(talk)
    said = await talk.press(said, free(said)[0])

    last = await talk.say("overslaan")

    assert said["response"] == "utter_booking_email"
    request = booked(last).request
    assert (request.phone, request.name) == ("+31612345678", "Jan de Vries")
    assert request.municipality == "urk"
    assert request.consent.is_given


async def test_what_was_told_for_an_appointment_is_not_asked_for_a_person(talk: Talk) -> None:
    await finished(talk)

    said = await person(talk)
    last = await talk.say("Urk")

    assert said["response"] == "utter_handoff_place"
    handoff = handed_over(last)
    assert (handoff.name, handoff.contact) == ("Jan de Vries", "+31612345678")
    assert handoff.question == QUESTION


async def test_the_consent_is_that_of_the_handoff_and_names_the_scan(talk: Talk) -> None:
    await chosen(talk, "Bij ons op kantoor")

    said = await talk.say("overslaan")

    assert "Mag een adviseur van Team Groen meelezen?" in text(said)
    assert "bedrijfsscan" in text(said)


@pytest.mark.parametrize("answer", [NO, "nee", "laat maar"])
async def test_without_consent_nothing_goes_along(talk: Talk, answer: str) -> None:
    await chosen(talk, "Bij ons op kantoor")
    said = await talk.say("overslaan")

    intent = "deny" if answer == "laat maar" else "inform"
    last = await (talk.press(said, answer) if answer == NO else talk.say(answer, intent=intent))

    assert (last["response"], booking(last)) == ("utter_booking_refused", None)
    assert asked(talk) == ""


async def test_silence_is_no_consent(talk: Talk) -> None:
    await chosen(talk, "Bij ons op kantoor")
    await talk.say("overslaan")

    said = [await talk.say("hm hoezo dat") for _ in range(2)]

    assert [one["response"] for one in said] == [
        "utter_booking_consent_unclear",
        "utter_booking_refused",
    ]


async def test_who_refused_an_advisor_before_is_asked_again_for_an_appointment(talk: Talk) -> None:
    await person(talk)
    await talk.say("nee")
    await chosen(talk, "Bij ons op kantoor")

    said = await talk.say("overslaan")

    assert said["response"] == "utter_booking_consent"
    assert booking(await talk.say("ja"))


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("stop", "stop"),
        ("laat maar", "deny"),
        ("laat die afspraak maar zitten", "cancel_appointment"),
    ],
)
async def test_who_stops_is_asked_nothing_more(talk: Talk, words: str, intent: str) -> None:
    await times(talk)

    said = await talk.say(words, intent=intent)

    assert (said["response"], booking(said)) == ("utter_booking_stopped", None)
    assert asked(talk) == ""
    assert payloads(said) == ["/book_appointment"]


@pytest.mark.parametrize("intent", ["danger", "overloaded", "ask_human", "angry", "start_scan"])
async def test_what_is_urgent_goes_before_every_question(talk: Talk, intent: str) -> None:
    await times(talk)

    assert await talk.declines(ANSWER, intent=intent, text="het gaat niet goed")


@pytest.mark.parametrize(
    ("form", "words", "response"),
    [
        ("", "bel mij maar", "utter_booking_times"),
        ("Telefonisch", "bel me maar dinsdag na vieren", "utter_booking_times"),
    ],
)
async def test_what_sounds_like_a_wish_for_a_person_may_be_the_answer(
    talk: Talk, form: str, words: str, response: str
) -> None:
    talk.slots["own_question"] = QUESTION
    said = await wish(talk)
    if form:
        await talk.press(said, form)

    said = await talk.say(words, intent="ask_human")

    assert said["response"] == response


async def test_a_number_is_taken_from_what_sounds_like_a_wish_for_a_person(talk: Talk) -> None:
    await chosen(talk)

    said = await talk.say("bel me op 06-12345678", intent="ask_human")

    assert said["response"] == "utter_booking_email"


@pytest.mark.parametrize("ask", ["onderwerp", "adres"])
async def test_what_would_not_be_ours_to_answer_can_be_the_answer(talk: Talk, ask: str) -> None:
    await wish(talk)
    if ask == "adres":
        await talk.press(await talk.say(QUESTION), "Bij u in de zaak")

    await talk.say("Dorpsstraat 12 in Urk", intent="out_of_scope")

    assert asked(talk) != f"afspraak:{ask}"


async def test_a_question_in_between_is_answered_and_the_times_come_back(talk: Talk) -> None:
    await times(talk)
    words = "hoeveel krijg ik ongeveer voor een boom"

    declined = await talk.declines(ANSWER, intent="regeling_hoeveel", text=words)
    (back,) = await talk.turn("action_ask_again", intent="regeling_hoeveel", text=words)

    assert (declined, back["response"]) == (True, "utter_booking_times_again")
    assert len(free(back)) == 3


async def test_what_was_asked_in_between_is_also_the_subject(talk: Talk) -> None:
    await wish(talk)
    words = "hoeveel krijg ik voor een nieuwe oven"
    await talk.turn("action_find_scheme", intent="find_scheme", text=words)

    (back,) = await talk.turn("action_ask_again", intent="find_scheme", text=words)

    assert back["response"] == "utter_booking_form"


async def test_a_restart_forgets_nothing(talk: Talk) -> None:
    said = await times(talk)
    talk.slots = json.loads(json.dumps(talk.slots))

    said = await talk.press(said, free(said)[0])

    assert said["response"] == "utter_booking_phone_needed"


async def test_thanks_are_no_answer_and_no_miss(talk: Talk) -> None:
    await times(talk)

    assert await talk.declines(ANSWER, intent="thanks", text="fijn joh bedankt alvast")


async def test_what_is_kept_shows_nobody_in_a_log(talk: Talk) -> None:
    said = booked(await finished(talk))

    assert "Jan" not in repr(said.request)
    assert "+31" not in repr(said.request)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None
)
@given(
    st.lists(
        st.sampled_from(
            [
                *("nee", "hoezo", "later", "dinsdag", "de eerste", "telefonisch", "overslaan"),
                *("Urk", PHONE, EMAIL, "30 februari", "andere dag", "Dorpsstraat 1, Urk", WISH),
            ]
        ),
        max_size=9,
    )
)
async def test_without_a_yes_no_appointment_ever_goes_along(talk: Talk, words: list[str]) -> None:
    talk.slots.clear()
    said = [await wish(talk)]

    for one in words:
        said += [await talk.say(one)] if asked(talk) else []

    assert not any(map(booking, said))
