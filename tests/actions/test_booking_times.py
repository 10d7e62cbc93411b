"""Times are offered, others are wished for, and what is gone is never promised."""

import pytest

from conversations.appointments import SlotTaken
from tests.actions.booking_talk import Team, chosen, free, held, offered, text, times
from tests.actions.handoff_talk import asked
from tests.actions.rasa import Talk, payloads
from tests.support.time import HandClock


@pytest.fixture
def talk(booking_talk: Talk) -> Talk:
    return booking_talk


async def test_three_times_are_offered_as_people_say_them(talk: Talk) -> None:
    said = await times(talk)

    assert free(said) == [
        "di 24 november 10.00–10.45",
        "wo 25 november 13.00–13.45",
        "do 26 november 9.00–9.45",
    ]
    assert said["meta"]["ids"] == [
        "2026-11-24T09:00:00+00:00",
        "2026-11-25T12:00:00+00:00",
        "2026-11-26T08:00:00+00:00",
    ]


async def test_a_button_says_when_and_with_whom(talk: Talk, team: Team) -> None:
    said = await times(talk)

    assert payloads(said)[0] == (
        '/book_appointment{"feit": "afspraak:moment='
        f'2026-11-24T09:00Z|2026-11-24T09:45Z|{team.people[0].id}"}}'
    )


@pytest.mark.parametrize("way", ["Latere tijden", "later", "heb je ook iets later"])
async def test_later_goes_on_after_the_last_time(talk: Talk, way: str) -> None:
    first = await times(talk)
    is_button = way == "Latere tijden"

    later = await (talk.press(first, way) if is_button else talk.say(way))
    still_later = await talk.press(later, "Latere tijden")

    ids = [said["meta"]["ids"] for said in (first, later, still_later)]
    assert max(ids[0]) < min(ids[1]) <= max(ids[1]) < min(ids[2])


async def test_later_is_no_goodbye_while_times_are_offered(talk: Talk) -> None:
    first = await times(talk)

    later = await talk.say("nog later", intent="goodbye")

    assert max(first["meta"]["ids"]) < min(later["meta"]["ids"])


async def test_after_the_last_time_of_all_it_begins_again(talk: Talk) -> None:
    first = said = await times(talk)
    for _ in range(60):
        said = await talk.press(said, "Latere tijden")
        if said["response"] == "utter_booking_times_no_later":
            break

    assert said["response"] == "utter_booking_times_no_later"
    assert free(said) == free(first)


@pytest.mark.parametrize("way", ["Een andere dag", "geen van deze", "dinsdag kan ik niet", "nee"])
async def test_for_another_day_it_asks_which(talk: Talk, way: str) -> None:
    said = await times(talk)
    is_button = way == "Een andere dag"

    said = await (talk.press(said, way) if is_button else talk.say(way, intent="deny"))

    assert (said["response"], asked(talk)) == ("utter_booking_day", "afspraak:dag")
    assert said["meta"]["expects_number"] is True


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("volgende week dinsdagmiddag", "di 1 december 13"),
        ("liefst na vieren", "di 24 november 16"),
        ("vrijdag 11 december voor tien uur", "vr 11 december 9"),
        ("over twee weken op maandag", "ma 7 december"),
        ("3 december na 2 uur", "do 3 december 14.00"),
    ],
)
@pytest.mark.parametrize("asks_day", [False, True])
async def test_a_wish_can_be_typed(talk: Talk, words: str, begins: str, asks_day: bool) -> None:
    said = await times(talk)
    if asks_day:
        await talk.press(said, "Een andere dag")

    said = await talk.say(words)

    assert said["response"] == "utter_booking_times"
    assert free(said)[0].startswith(begins)


async def test_the_very_time_that_was_named_is_offered(talk: Talk) -> None:
    await times(talk)

    said = await talk.say("3 december om 2 uur")

    assert "do 3 december 14.00–14.45" in free(said)


async def test_as_soon_as_possible_after_all(talk: Talk) -> None:
    first = await times(talk)
    said = await talk.press(first, "Een andere dag")

    assert free(await talk.press(said, "Zo snel mogelijk")) == free(first)


@pytest.mark.parametrize(
    ("words", "response"),
    [("30 februari", "no_such_day"), ("31 november", "no_such_day"), ("gisteren", "past_day")],
)
async def test_a_day_that_cannot_be_is_said_and_times_are_offered_again(
    talk: Talk, words: str, response: str
) -> None:
    first = await times(talk)

    said = await talk.say(words)

    assert said["response"] == f"utter_booking_times_{response}"
    assert free(said) == free(first)


@pytest.mark.parametrize(
    ("words", "begins"),
    [("zaterdag", "ma 30 november"), ("vrijdag na vieren", "vr 27 november 9.00")],
)
async def test_where_nothing_is_free_the_nearest_is_offered(
    talk: Talk, words: str, begins: str
) -> None:
    await times(talk)

    said = await talk.say(words)

    assert said["response"] == "utter_booking_times_nearest"
    assert free(said)[0].startswith(begins)


@pytest.mark.parametrize(
    ("words", "at"),
    [("2", 1), ("de tweede", 1), ("doe die eerste maar", 0), ("laatste graag", 2), ("de 3e", 2)],
)
async def test_a_time_can_be_chosen_by_its_place(talk: Talk, words: str, at: int) -> None:
    ids = (await times(talk))["meta"]["ids"]

    await talk.say(words)

    assert held(talk).start.isoformat() == ids[at]


@pytest.mark.parametrize("words", ["woensdag graag", "woensdag 25 november om 1 uur", "wo"])
async def test_the_only_time_on_a_day_is_chosen_by_its_day(talk: Talk, words: str) -> None:
    ids = (await times(talk))["meta"]["ids"]

    await talk.say(words)

    assert held(talk).start.isoformat() == ids[1]


async def test_of_two_times_on_a_day_none_is_chosen_by_the_day(talk: Talk) -> None:
    await times(talk)
    await talk.say("volgende week dinsdagmiddag")

    said = await talk.say("dinsdag 1 december")

    assert said["response"] == "utter_booking_times"
    assert talk.slots["booking"]["slot"] is None


async def test_what_is_no_time_is_asked_once_more_and_then_it_ends(talk: Talk) -> None:
    await times(talk)

    said = [await talk.say("xyzzy blabla") for _ in range(2)]

    assert [one["response"] for one in said] == [
        "utter_booking_times_unclear",
        "utter_booking_stopped",
    ]


async def test_a_chosen_time_is_held(talk: Talk, team: Team) -> None:
    await chosen(talk)

    with pytest.raises(SlotTaken):
        await team.take(held(talk))


async def test_what_is_just_gone_is_said_and_others_are_offered(talk: Talk, team: Team) -> None:
    said = await times(talk)
    await team.take(offered(talk))

    again = await talk.press(said, free(said)[0])

    assert again["response"] == "utter_booking_times_taken"
    assert free(said)[0] not in free(again)
    assert len(free(again)) == 3


async def test_a_hold_that_ran_out_is_not_promised(
    talk: Talk, team: Team, clock: HandClock
) -> None:
    said = await times(talk)
    await talk.press(said, free(said)[1])
    clock.forward(11 * 60)
    await team.take(held(talk))

    said = await talk.say("06-12345678")

    assert said["response"] == "utter_booking_times_taken"
    assert talk.slots["booking"]["phone"] == "+31612345678"


async def test_after_another_choice_what_was_told_is_not_asked_again(
    talk: Talk, team: Team, clock: HandClock
) -> None:
    said = await times(talk)
    await talk.press(said, free(said)[1])
    clock.forward(11 * 60)
    await team.take(held(talk))
    said = await talk.say("06-12345678")

    said = await talk.press(said, free(said)[0])

    assert said["response"] == "utter_booking_email"


async def test_a_time_can_be_changed_while_something_else_is_asked(talk: Talk) -> None:
    said = await times(talk)
    await talk.press(said, free(said)[0])

    await talk.press(said, free(said)[1])

    assert held(talk).start.isoformat() == said["meta"]["ids"][1]


@pytest.mark.parametrize(
    "value",
    [
        "onzin",
        "2026-11-24T09:00Z",
        "2026-11-24T03:00Z|2026-11-24T03:45Z|{advisor}",
        "2020-11-24T09:00Z|2020-11-24T09:45Z|{advisor}",
        "2026-11-24T09:00Z|2026-11-24T15:00Z|{advisor}",
        "2026-11-24T09:00|2026-11-24T09:45|{advisor}",
        "2026-11-24T09:00Z|2026-11-24T09:45Z|0194f3a0-0000-7000-8000-0000000000ff",
    ],
)
async def test_a_time_that_was_never_offered_is_not_held(
    talk: Talk, team: Team, value: str
) -> None:
    await times(talk)
    value = value.replace("{advisor}", str(team.people[0].id))

    said = await talk.send(f'/book_appointment{{"feit": "afspraak:moment={value}"}}')

    assert said["response"] in ("utter_booking_times_taken", "utter_booking_times_unclear")
    assert talk.slots["booking"]["slot"] is None


async def test_a_form_without_free_times_is_said_and_the_others_are_offered(
    talk: Talk, team: Team
) -> None:
    await team.is_away()

    said = await times(talk)

    assert said["response"] == "utter_booking_no_times"
    assert "een gesprek per telefoon" in text(said)
    assert payloads(said)[-1] == "/ask_human"
    assert asked(talk) == "afspraak:vorm"


async def test_the_same_time_of_two_advisors_is_offered_once(talk: Talk, team: Team) -> None:
    await team.add("Bram")

    said = await times(talk)

    assert len(set(free(said))) == 3
