"""Who has an appointment can move it, call it off, leave it and look at it."""

import pytest

from conversations.appointments import Appointment
from tests.actions.booking_talk import Said, Team, booked, booking, finished, free, text, wish
from tests.actions.handoff_talk import asked
from tests.actions.rasa import Talk, payloads, titles
from tests.support.time import HandClock

ANSWER = "action_take_answer"
WHEN = "dinsdag 24 november van 10.00 tot 10.45 uur, met Sanne"


@pytest.fixture
async def talk(booking_talk: Talk, team: Team) -> Talk:
    """A conversation in which an appointment was made."""
    await team.keep(await finished(booking_talk))
    return booking_talk


async def says(talk: Talk, what: str, words: str = "mijn afspraak") -> Said:
    said = await talk.turn(f"action_{what}_appointment", intent=f"{what}_appointment", text=words)
    return said[-1]


async def test_who_has_one_is_told_which_and_can_change_it(talk: Talk) -> None:
    said = await wish(talk)

    assert said["response"] == "utter_appointment_already"
    assert WHEN in text(said)
    assert titles(said) == ["Verzetten", "Afzeggen", "Zo laten"]
    assert asked(talk) == ""


async def test_it_can_be_left_as_it_is(talk: Talk) -> None:
    said = await talk.press(await wish(talk), "Zo laten")

    assert said["response"] == "utter_appointment_kept"
    assert WHEN in text(said)


async def test_it_is_told_again(talk: Talk) -> None:
    said = await says(talk, "show")

    assert WHEN in text(said)
    assert "Sanne belt u. Het nummer is +31612345678." in text(said)
    assert said["meta"]["ids"] == ["2026-11-24T09:00:00+00:00"]


@pytest.mark.parametrize("what", ["show", "move", "cancel"])
async def test_without_one_that_is_said_and_one_can_be_made(booking_talk: Talk, what: str) -> None:
    said = await says(booking_talk, what)

    assert said["response"] == "utter_appointment_none"
    assert payloads(said) == ["/book_appointment"]


async def test_moving_asks_for_nothing_but_a_time(talk: Talk, team: Team) -> None:
    before = booked(await _made(talk, team))

    said = await says(talk, "move")
    last = await talk.press(said, free(said)[1])

    assert said["response"] == "utter_booking_times_to_move"
    assert "dinsdag 24 november" in text(said)
    assert last["response"] == "utter_appointment_moved"
    assert booked(last).request == before.request
    assert asked(talk) == ""


async def _made(talk: Talk, team: Team) -> Said:
    """Call off what there is, and make another; return how that ended."""
    await says(talk, "cancel")
    await team.keep(await talk.say("ja"))
    said = await wish(talk)
    said = await talk.press(said, "Telefonisch")
    last = await talk.press(said, free(said)[0])
    await team.keep(last)
    return last


async def test_moved_is_the_same_appointment_at_another_time(talk: Talk, team: Team) -> None:
    said = await says(talk, "move")
    said = await talk.press(said, free(said)[1])

    kept = await team.keep(said)

    assert kept is not None
    assert kept.slot == booked(said).slot
    assert kept.version == 1


async def test_the_same_advisor_is_offered_first(talk: Talk, team: Team) -> None:
    await team.add("Bram")

    said = await says(talk, "move")

    assert all(str(team.people[0].id) in payload for payload in payloads(said)[:3])


async def test_moving_takes_wishes_too(talk: Talk) -> None:
    said = await says(talk, "move", "kan mijn afspraak naar volgende week dinsdagmiddag")

    assert free(said)[0].startswith("di 1 december 13.00")


async def test_its_own_time_does_not_stand_in_the_way(talk: Talk) -> None:
    said = await says(talk, "move", "mijn afspraak verzetten naar morgen")

    assert free(said)[0].startswith("di 24 november")


async def test_who_stops_moving_keeps_what_there_is(talk: Talk) -> None:
    await says(talk, "move")

    said = await talk.say("laat maar", intent="deny")

    assert said["response"] == "utter_appointment_kept"
    assert WHEN in text(said)
    assert booking(said) is None


async def test_without_another_time_it_stays(talk: Talk, team: Team) -> None:
    await team.is_away()

    said = await says(talk, "move")

    assert said["response"] == "utter_booking_nothing_else"
    assert asked(talk) == ""


async def test_what_was_called_off_meanwhile_is_not_moved(talk: Talk, team: Team) -> None:
    said = await says(talk, "move")
    await team.keep({"appointment_cancelled": True})

    said = await talk.press(said, free(said)[1])

    assert (said["response"], booking(said)) == ("utter_appointment_none", None)


async def test_calling_off_is_asked_once_and_then_done(talk: Talk, team: Team) -> None:
    sure = await says(talk, "cancel")
    said = await talk.press(sure, "Ja, afzeggen")

    assert sure["response"] == "utter_appointment_sure"
    assert (said["response"], said["appointment_cancelled"]) == (
        "utter_appointment_cancelled",
        True,
    )
    assert await team.keep(said) is None
    assert asked(talk) == ""


@pytest.mark.parametrize(
    ("words", "intent"),
    [("ja", "affirm"), ("ja hoor doe maar", "inform"), ("zeg maar af", "cancel_appointment")],
)
async def test_the_yes_can_be_typed(talk: Talk, words: str, intent: str) -> None:
    await says(talk, "cancel")

    said = await talk.say(words, intent=intent)

    assert said["appointment_cancelled"] is True


@pytest.mark.parametrize("words", ["nee", "toch maar niet", "hm", "nee laat maar staan"])
async def test_without_a_yes_nothing_is_called_off(talk: Talk, words: str) -> None:
    await says(talk, "cancel")

    said = await talk.say(words, intent="deny" if words == "nee" else "inform")

    assert said["response"] == "utter_appointment_kept"
    assert "appointment_cancelled" not in said
    assert asked(talk) == ""


async def test_an_old_yes_calls_nothing_off(talk: Talk) -> None:
    sure = await says(talk, "cancel")
    await talk.press(sure, "Zo laten")

    said = await talk.press(sure, "Ja, afzeggen")

    assert "appointment_cancelled" not in said


async def test_what_is_urgent_goes_before_the_yes(talk: Talk) -> None:
    await says(talk, "cancel")

    assert await talk.declines(ANSWER, intent="danger", text="ja er is brand")


@pytest.mark.parametrize("what", ["move", "cancel"])
async def test_so_near_it_is_told_to_call(talk: Talk, clock: HandClock, what: str) -> None:
    clock.forward(20 * 3600)

    said = await says(talk, what)

    assert said["response"] == "utter_appointment_too_late"
    assert "Bel ons op" in text(said)
    assert asked(talk) == ""


async def test_who_says_yes_too_late_is_told_to_call(talk: Talk, clock: HandClock) -> None:
    sure = await says(talk, "cancel")
    clock.forward(20 * 3600)

    said = await talk.press(sure, "Ja, afzeggen")

    assert said["response"] == "utter_appointment_too_late"
    assert "appointment_cancelled" not in said


@pytest.mark.parametrize("what", ["book", "move"])
async def test_who_must_move_is_offered_times_at_once(talk: Talk, team: Team, what: str) -> None:
    await team.ask_to_move(await _booked(team))

    said = await says(talk, what)

    assert said["response"] == "utter_booking_times_must_move"
    assert "Sanne is er dan niet" in text(said)
    assert len(free(said)) == 3


async def test_who_must_move_can_do_so_also_when_it_is_near(
    talk: Talk, team: Team, clock: HandClock
) -> None:
    await team.ask_to_move(await _booked(team))
    clock.forward(20 * 3600)

    said = await says(talk, "move")

    assert said["response"] == "utter_booking_times_must_move"


async def _booked(team: Team) -> Appointment:
    appointment = await team.keep({})
    assert appointment is not None
    return appointment


async def test_what_is_over_is_not_shown_and_a_new_one_can_be_made(
    talk: Talk, clock: HandClock
) -> None:
    clock.forward(48 * 3600)

    shown = await says(talk, "show")
    said = await wish(talk)

    assert shown["response"] == "utter_appointment_none"
    assert said["response"] == "utter_booking_form"


async def test_the_next_one_asks_only_how_and_when(talk: Talk, team: Team) -> None:
    last = await _made(talk, team)

    assert last["response"] == "utter_appointment_booked"
    assert booked(last).request.phone == "+31612345678"


async def test_who_takes_back_consent_calls_it_off_too(talk: Talk, team: Team) -> None:
    said = await _withdraws(talk)

    assert [one["response"] for one in said] == [
        "utter_consent_withdrawn",
        "utter_appointment_cancelled",
    ]
    assert await team.keep(said[-1]) is None


async def test_who_takes_back_consent_so_near_is_told_to_call(talk: Talk, clock: HandClock) -> None:
    clock.forward(20 * 3600)

    said = await _withdraws(talk)

    assert said[-1]["response"] == "utter_appointment_too_late"
    assert talk.slots["person"]["consent"] is None


async def _withdraws(talk: Talk) -> list[Said]:
    return await talk.turn(
        "action_withdraw_consent", intent="withdraw_consent", text="ik trek mijn toestemming in"
    )
