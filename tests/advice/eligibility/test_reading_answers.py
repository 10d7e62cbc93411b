"""What people type as the answer to a question is that answer, as far as they said it."""

import pytest

from advice.content import Content
from advice.eligibility.fact import DoesNotKnow, FactId, FactKind, Range, Value, value_of
from advice.eligibility.questions import answers_to
from advice.eligibility.reading import FactReader
from tests.advice.eligibility.small import TODAY

UNKNOWN = DoesNotKnow()
exactly = Range.exactly


@pytest.fixture(scope="module")
def reader(real: Content) -> FactReader:
    return FactReader(real.facts)


def read(reader: FactReader, real: Content, id: FactId, text: str) -> Value | None:
    return reader.answer(real.facts[id], text, TODAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", exactly(3)),
        ("drie", exactly(3)),
        ("ongeveer 10", exactly(10)),
        ("zo'n 20 man", exactly(20)),
        ("12 fte", exactly(12)),
        ("wij hebben er drie", exactly(3)),
        ("niemand", exactly(0)),
        ("geen", exactly(0)),
        ("alleen ik", exactly(0)),
        ("tussen de 5 en 10", Range(5, 10)),
        ("5-10", Range(5, 10)),
        ("5 tot 10", Range(5, 10)),
        ("2 of 3", Range(2, 3)),
        ("2 tot en met 10", Range(2, 10)),
        ("meer dan 250", Range(250, None)),
        ("minstens 10", Range(10, None)),
        ("minder dan 5", Range(0, 5)),
        ("we zijn met z'n drieën", Range(2, 3)),
        ("best veel", None),
        ("ja", None),
    ],
)
def test_a_number_is_read_as_far_as_it_was_said(
    reader: FactReader, real: Content, text: str, value: Value | None
) -> None:
    assert read(reader, real, "personeel_aantal", text) == value


@pytest.mark.parametrize(
    ("id", "text", "value"),
    [
        ("bedrag", "25.000", exactly(25_000)),
        ("bedrag", "25k", exactly(25_000)),
        ("bedrag", "2 ton", exactly(200_000)),
        ("bedrag", "€ 75.000,-", exactly(75_000)),
        ("bedrag", "tussen de 10.000 en 15.000", Range(10_000, 15_000)),
        ("bedrag", "hooguit 3000", Range(0, 3_000)),
        ("bedrag", "maximaal 5000 euro", Range(0, 5_000)),
        ("omzet_jaar", "1,5 ton", exactly(150_000)),
        ("omzet_jaar", "60 duizend", exactly(60_000)),
        ("omzet_jaar", "een ton", exactly(100_000)),
        ("omzet_jaar", "1 miljoen", exactly(1_000_000)),
        ("omzet_jaar", "geen omzet", exactly(0)),
        ("jaren_actief", "5 jaar", exactly(5)),
        ("jaren_actief", "sinds 2019", Range(6, 7)),
        ("jaren_actief", "in 2015 begonnen", Range(10, 11)),
        ("jaren_actief", "2018", Range(7, 8)),
        ("jaren_actief", "net begonnen", exactly(0)),
        ("jaren_actief", "6 maanden", exactly(0)),
        ("leeftijd", "ik ben 45", exactly(45)),
        ("leeftijd", "45 jaar", exactly(45)),
        ("leeftijd", "vijftig", exactly(50)),
    ],
)
def test_amounts_and_years_are_read_as_people_write_them(
    reader: FactReader, real: Content, id: FactId, text: str, value: Value
) -> None:
    assert read(reader, real, id, text) == value


@pytest.mark.parametrize(
    ("id", "text", "value"),
    [
        ("rechtsvorm", "BV", "bv"),
        ("rechtsvorm", "het is een b.v.", "bv"),
        ("rechtsvorm", "eenmansaak", "eenmanszaak"),
        ("rechtsvorm", "Iets anders", "anders"),
        ("rechtsvorm", "ja", None),
        ("gemeente", "in Urk", "urk"),
        ("gemeente", "Almeer", "almere"),
        ("gemeente", "amsterdam", "anders"),
        ("gemeente", "buiten flevoland", "anders"),
        ("sector", "ik heb een restaurant", "horeca"),
        ("sector", "de bouw", "bouw"),
        ("sector", "bouw", "bouw"),
        ("sector", "zorg", "zorg"),
        ("sector", "een andere branche", "anders"),
        ("investering_type", "zonnepanelen", "energie"),
        ("investering_type", "elektrische auto", "voertuig"),
        ("investering_type", "ik investeer niet", "geen"),
        ("leerling", "nee", "geen"),
        ("leerling", "ja, een stagiair (bol)", "bol"),
        ("leerling", "geen stagiair", "geen"),
        ("leerling", "ja", None),
        ("uitkering", "nee", "geen"),
        ("uitkering", "ja ww", "ww"),
        ("nieuwe_medewerker", "iemand met een beperking", "arbeidsbeperking"),
        ("geldproblemen", "ja dat lukt", "nee"),
        ("geldproblemen", "nee dat lukt niet meer", "ja"),
        ("geldproblemen", "het wordt moeilijk", "dreigend"),
        ("geldproblemen", "geen probleem", "nee"),
        ("inlogmiddel", "niveau 3", "eh3"),
        ("doel", "maakt niet uit", "alles"),
        ("doel", "energie", "verduurzaming"),
    ],
)
def test_a_choice_is_read_from_other_words_and_typing_errors(
    reader: FactReader, real: Content, id: FactId, text: str, value: Value | None
) -> None:
    assert read(reader, real, id, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ja", "ja"),
        ("Ja hoor", "ja"),
        ("klopt", "ja"),
        ("ja helaas wel", "ja"),
        ("al begonnen", "ja"),
        ("ik ben al begonnen", "ja"),
        ("ik heb al getekend", "ja"),
        ("ik heb al een machine gekocht", "ja"),
        ("nee", "nee"),
        ("nee nog niet", "nee"),
        ("nog niet", "nee"),
        ("Nee, maar wel een offerte", "nee"),
        ("we hebben nog niks gekocht", "nee"),
        ("ik moet nog beginnen", "nee"),
        ("misschien", None),
        ("bijna", None),
        ("de buurman ook", None),
    ],
)
def test_yes_and_no_are_heard_in_many_words(
    reader: FactReader, real: Content, text: str, value: Value | None
) -> None:
    assert read(reader, real, "gestart", text) == value


@pytest.mark.parametrize(
    "text",
    [
        "weet ik niet",
        "Dat weet ik niet zeker",
        "geen idee",
        "ik heb geen flauw idee",
        "weet niet",
        "dat moet ik nakijken",
        "zou het niet weten",
        "sla maar over",
        "volgende vraag",
        "?",
        "???",
    ],
)
def test_who_does_not_know_may_say_so_to_every_question(
    reader: FactReader, real: Content, text: str
) -> None:
    for fact in real.facts.values():
        assert reader.answer(fact, text, TODAY) == UNKNOWN, fact.id


@pytest.mark.parametrize(
    ("id", "text", "value"),
    [
        ("personeel_aantal", "3 toch?", exactly(3)),
        ("rechtsvorm", "een bv, is dat goed?", "bv"),
        ("gestart", "ja, mag dat?", "ja"),
        ("personeel_aantal", "wat bedoelt u?", None),
    ],
)
def test_a_question_mark_alone_does_not_mean_that_nothing_is_known(
    reader: FactReader, real: Content, id: FactId, text: str, value: Value | None
) -> None:
    assert read(reader, real, id, text) == value


def test_the_title_of_every_button_can_be_typed_too(reader: FactReader, real: Content) -> None:
    """Who types "250 of meer" means the button with that title, and not exactly 250."""
    wrong = {
        (fact.id, answer.title): said
        for fact in real.facts.values()
        for answer in answers_to(fact, real.schemes)
        if (said := reader.answer(fact, answer.title, TODAY)) != value_of(fact, answer.value)
    }

    assert wrong == {}


def test_every_word_for_a_choice_is_that_choice(reader: FactReader, real: Content) -> None:
    wrong = {
        (fact.id, word): said
        for fact in real.facts.values()
        if fact.kind is FactKind.CHOICE
        for choice in fact.choices
        for word in choice.words
        if (said := reader.answer(fact, word, TODAY)) != choice.id
    }

    assert wrong == {}


@pytest.mark.parametrize("text", ["-5", "- 12", "999999999999", "90000"])
def test_a_number_that_can_not_be_is_no_answer(
    real: Content, reader: FactReader, text: str
) -> None:
    assert read(reader, real, "personeel_aantal", text) is None
