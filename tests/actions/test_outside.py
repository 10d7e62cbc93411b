"""What is not ours is said to be so, with who does help; a second miss in a row offers a person."""

import pytest

from advice.content import load_content
from advice.elsewhere import Elsewhere, who_helps
from tests.actions.rasa import ROOT, Rasa, Talk, payloads, rendered

ACTION = "action_out_of_scope"


async def test_who_needs_a_passport_is_sent_to_the_municipality(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="out_of_scope", text="Ik wil een nieuw paspoort")

    assert said["response"] == "utter_elsewhere"
    assert said["meta"] == {"kind": "out_of_scope", "ids": [], "aspect": None}
    assert said["who"] == "uw gemeente"
    assert payloads(said) == ["/ask_help", "/ask_human"]
    assert all("terecht bij uw gemeente." in text for text in rendered(said))


async def test_what_nobody_we_know_helps_with_is_said_honestly(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="out_of_scope", text="wat is de hoofdstad van Peru")

    assert said["response"] == "utter_out_of_scope"
    assert all("{" not in text for text in rendered(said))


@pytest.mark.parametrize("before", [ACTION, "action_clarify"])
async def test_a_second_miss_in_a_row_gives_the_way_to_a_person(rasa: Rasa, before: str) -> None:
    said = await rasa.one(ACTION, intent="out_of_scope", text="en van Chili", before=(before,))

    assert said["response"] == "utter_out_of_scope_again"
    for text in rendered(said):
        assert "0320-123456" in text
        assert "info@example.org" in text


async def test_something_understood_in_between_makes_it_a_first_miss_again(rasa: Rasa) -> None:
    said = await rasa.one(
        ACTION, intent="out_of_scope", text="en van Chili", before=(ACTION, "action_answer_faq")
    )

    assert said["response"] == "utter_out_of_scope"


async def test_who_does_help_is_told_the_second_time_too(rasa: Rasa) -> None:
    said = await rasa.one(ACTION, intent="out_of_scope", text="mijn paspoort", before=(ACTION,))

    assert said["response"] == "utter_elsewhere"


async def test_after_a_miss_an_unclear_message_offers_a_person_as_well(rasa: Rasa) -> None:
    talk = Talk(rasa)
    await talk.say("wat is de hoofdstad van Peru", ACTION, intent="out_of_scope")

    said = await talk.say("eh", "action_clarify", ranking=(("faq_planten", 0.35),))

    assert said["response"] == "utter_not_understood"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ik moet mijn paspoort verlengen", "gemeente"),
        ("waar vraag ik een rijbewijs aan", "gemeente"),
        ("heb ik recht op huurtoeslag", "Toeslagen"),
        ("mijn AOW is te laag", "Sociale Verzekeringsbank"),
        ("ik heb koorts en hoofdpijn", "huisarts"),
        ("zonnepanelen op mijn huis", "energieloket"),
        ("mijn auto moet apk gekeurd", "RDW"),
        ("ik ga scheiden", "Juridisch Loket"),
        ("er is bij mij ingebroken, aangifte van diefstal", "politie"),
        ("mijn man heeft een visum nodig", "IND"),
        ("hoe laat gaat de trein", "9292"),
    ],
)
async def test_each_desk_is_known_in_what_we_ship(real_rasa: Rasa, text: str, who: str) -> None:
    said = await real_rasa.one(ACTION, intent="out_of_scope", text=text)

    assert said["response"] == "utter_elsewhere"
    assert who in said["who"]


def test_a_word_counts_where_a_word_begins_with_it() -> None:
    desks = (Elsewhere(("duo", "eigen risico"), "DUO"),)

    assert who_helps("DUO-schuld", desks)
    assert who_helps("mijn eigen risico", desks)
    assert who_helps("een induo", desks) is None
    assert who_helps("risico van een eigen zaak", desks) is None
    assert who_helps("", desks) is None


def test_the_first_desk_that_fits_is_the_one() -> None:
    desks = (Elsewhere(("paspoort",), "de gemeente"), Elsewhere(("paspoort",), "de politie"))

    found = who_helps("paspoort kwijt", desks)

    assert found
    assert found.who == "de gemeente"


def test_every_desk_we_ship_is_found_by_its_own_words() -> None:
    desks = load_content(ROOT / "data").elsewhere

    for desk in desks:
        for word in desk.words:
            assert who_helps(f"ik heb een vraag over {word}", desks) is desk, word
