"""What people type about their firm is read as facts; what is no fact teaches nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.eligibility.fact import DoesNotKnow, FactId, FactKind, Range, Value, value_of
from advice.eligibility.questions import answers_to
from advice.eligibility.reading import FactReader
from tests.advice.eligibility.small import KNOWN, TODAY

UNKNOWN = DoesNotKnow()
exactly = Range.exactly


@pytest.fixture(scope="module")
def reader(real: Content) -> FactReader:
    return FactReader(real.facts)


def read(reader: FactReader, real: Content, id: FactId, text: str) -> Value | None:
    return reader.answer(real.facts[id], text, TODAY)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("ik heb 3 medewerkers", {"personeel_aantal": exactly(3)}),
        ("Wij hebben één medewerker.", {"personeel_aantal": exactly(1)}),
        ("we zijn met 12 man", {"personeel_aantal": exactly(12)}),
        ("mijn zaak heeft 2 werknemers in dienst", {"personeel_aantal": exactly(2)}),
        ("ik heb twee man in dienst", {"personeel_aantal": exactly(2)}),
        ("3 medewerkers", {"personeel_aantal": exactly(3)}),
        ("wij zijn met z'n vieren", {"personeel_aantal": Range(3, 4)}),
        ("wij zijn met z’n vieren", {"personeel_aantal": Range(3, 4)}),
        ("we zijn met ons drieën", {"personeel_aantal": Range(2, 3)}),
        ("wij zijn met zijn vieren", {"personeel_aantal": Range(3, 4)}),
        ("we hebben geen personeel", {"personeel_aantal": exactly(0)}),
        ("ik heb geen mensen in dienst", {"personeel_aantal": exactly(0)}),
        ("ik werk alleen", {"personeel_aantal": exactly(0)}),
    ],
)
def test_the_number_of_people_is_heard(
    reader: FactReader, text: str, facts: dict[FactId, Value]
) -> None:
    assert reader.stated(text, TODAY) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("we zijn een vof", {"rechtsvorm": "vof"}),
        ("mijn bv in Emmeloord", {"rechtsvorm": "bv", "gemeente": "noordoostpolder"}),
        ("ik ben zzper", {"rechtsvorm": "eenmanszaak", "personeel_aantal": exactly(0)}),
        ("ik ben een zzp'er", {"rechtsvorm": "eenmanszaak", "personeel_aantal": exactly(0)}),
        ("ik heb een kapsalon", {"sector": "persoonlijke-verzorging"}),
        ("ik ben een bakker", {"sector": "ambacht-voeding"}),
        ("ik zit in de bouw", {"sector": "bouw"}),
        ("Urk", {"gemeente": "urk"}),
        ("wij zitten in Swifterbant", {"gemeente": "dronten"}),
        ("ik zit in Amsterdam", {"gemeente": "anders"}),
        (
            "ik heb een bakkerij in Lelystad met 6 man personeel",
            {"sector": "ambacht-voeding", "gemeente": "lelystad", "personeel_aantal": exactly(6)},
        ),
        (
            "wij zijn een bouwbedrijf in Dronten, een bv met 14 man",
            {
                "sector": "bouw",
                "gemeente": "dronten",
                "rechtsvorm": "bv",
                "personeel_aantal": exactly(14),
            },
        ),
    ],
)
def test_what_and_where_a_firm_is_is_heard(
    reader: FactReader, text: str, facts: dict[FactId, Value]
) -> None:
    assert reader.stated(text, TODAY) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("ik besta al 5 jaar", {"jaren_actief": exactly(5)}),
        ("mijn bedrijf bestaat 5 jaar", {"jaren_actief": exactly(5)}),
        ("wij bestaan sinds 2019", {"jaren_actief": Range(6, 7)}),
        ("we zijn in 2024 begonnen", {"jaren_actief": Range(1, 2)}),
        ("we bestaan sinds maart 2022", {"jaren_actief": Range(3, 4)}),
        ("wij zijn net begonnen", {"jaren_actief": exactly(0)}),
        ("ik ben 3 jaar ondernemer", {"jaren_actief": exactly(3)}),
        ("ik ben 5 jaar bezig", {"jaren_actief": exactly(5)}),
        ("ik ben een starter", {"jaren_actief": exactly(0)}),
        ("ik ben 58", {"leeftijd": exactly(58)}),
        ("ik ben 58 jaar oud", {"leeftijd": exactly(58)}),
        ("onze omzet is 1,5 miljoen", {"omzet_jaar": exactly(1_500_000)}),
        ("mijn omzet was 45.000", {"omzet_jaar": exactly(45_000)}),
        ("we draaien 2 ton omzet", {"omzet_jaar": exactly(200_000)}),
        ("ik draai 60k omzet", {"omzet_jaar": exactly(60_000)}),
        ("ik heb een omzet van 1.200.000 euro", {"omzet_jaar": exactly(1_200_000)}),
        ("ik wil een machine kopen van 40.000 euro", {"bedrag": exactly(40_000)}),
        ("ik wil 25.000 euro lenen", {"bedrag": exactly(25_000)}),
        ("€ 15.000", {"bedrag": exactly(15_000)}),
    ],
)
def test_years_ages_and_amounts_are_not_mixed_up(
    reader: FactReader, text: str, facts: dict[FactId, Value]
) -> None:
    assert reader.stated(text, TODAY) == facts


@pytest.mark.parametrize(
    ("text", "id", "value"),
    [
        ("ik sta ingeschreven bij de kvk", "kvk_ingeschreven", "ja"),
        ("ik sta nog niet ingeschreven bij de kvk", "kvk_ingeschreven", "nee"),
        ("ik heb nog niet getekend", "gestart", "nee"),
        ("ik heb de offerte al getekend", "gestart", "ja"),
        ("ik ben al begonnen", "gestart", "ja"),
        ("we hebben al besteld", "gestart", "ja"),
        ("we maken winst", "winst", "ja"),
        ("we maken geen winst", "winst", "nee"),
        ("we maken verlies", "winst", "nee"),
        ("wij ontwikkelen zelf software", "innovatie_zelf", "ja"),
        ("we zijn een erkend leerbedrijf", "erkend_leerbedrijf", "ja"),
        ("we zijn nog geen erkend leerbedrijf", "erkend_leerbedrijf", "nee"),
        ("we hebben een bbl'er", "leerling", "bbl"),
        ("ik heb geen stagiair", "leerling", "geen"),
        ("ik heb een ww-uitkering", "uitkering", "ww"),
        ("ik zit in de bijstand", "uitkering", "bijstand"),
        ("ik heb schulden", "geldproblemen", "ja"),
        ("ik heb geen schulden", "geldproblemen", "nee"),
        ("mijn bank heeft mij geweigerd", "bankafwijzing", "ja"),
        ("ik wil een eigen bedrijf starten", "plan_met_bedrijf", "starten"),
        ("ik wil stoppen met mijn bedrijf", "plan_met_bedrijf", "stoppen"),
        ("ik wil mijn bedrijf verkopen", "plan_met_bedrijf", "overdragen"),
        ("ik wil een bedrijf overnemen", "plan_met_bedrijf", "overnemen"),
        ("ik wil graag exporteren", "buitenland", "ja"),
        ("ik huur mijn pand", "pand_eigenaar", "nee"),
        ("wij zijn eigenaar van het pand", "pand_eigenaar", "ja"),
        ("ik heb geen eherkenning", "inlogmiddel", "geen"),
        ("ik heb eherkenning niveau 3", "inlogmiddel", "eh3"),
    ],
)
def test_what_someone_says_in_passing_is_heard(
    reader: FactReader, text: str, id: FactId, value: Value
) -> None:
    assert reader.stated(text, TODAY).get(id) == value


@pytest.mark.parametrize(
    "text",
    [
        "en voor zzp'ers?",
        "geldt dat ook voor een bv?",
        "kan een zzp'er WBSO krijgen?",
        "hebben zzp'ers ook recht?",
        "zijn bv's uitgesloten?",
        "is er iets voor bedrijven met 5 medewerkers?",
        "is het ook voor winkels",
        "hoeveel medewerkers mag een bedrijf hebben?",
        "krijgen starters ook korting?",
        "hoe hoog is het bedrag van de WBSO in 2026",
        "wat is de WBSO",
        "hoeveel krijg ik",
        "goedemorgen",
        "",
    ],
)
def test_a_question_about_entrepreneurs_in_general_teaches_nothing(
    reader: FactReader, text: str
) -> None:
    assert reader.stated(text, TODAY) == {}


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("ik ben een zzp'er", "leeftijd"),
        ("ik ben een ondernemer", "leeftijd"),
        ("ik ben twee keer afgewezen", "leeftijd"),
        ("ik ben geen starter", "leeftijd"),
        ("ik ben 12 jaar ondernemer", "leeftijd"),
        ("mijn zoon is 12 jaar oud", "leeftijd"),
        ("ik heb een omzet van 3 miljoen euro", "bedrag"),
        ("onze omzet is 80.000 euro", "bedrag"),
        ("ik wil subsidie voor mijn machine in 2026", "bedrag"),
        ("ik wil in 2026 een machine kopen", "jaren_actief"),
        ("we draaien 40 uur per week", "omzet_jaar"),
        ("ik wil 3 mensen aannemen", "personeel_aantal"),
        ("ik zoek 2 medewerkers", "personeel_aantal"),
        ("ik heb geen bv", "rechtsvorm"),
        ("ik ben geen zzp'er", "rechtsvorm"),
        ("mijn klant heeft schulden", "geldproblemen"),
    ],
)
def test_a_word_that_only_looks_like_a_fact_is_left_alone(
    reader: FactReader, text: str, id: FactId
) -> None:
    """Each of these would exclude a scheme for a reason nobody gave."""
    assert id not in reader.stated(text, TODAY)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("nee ik heb 12 medewerkers", {"personeel_aantal": exactly(12)}),
        ("sorry, we zijn met 5 man", {"personeel_aantal": exactly(5)}),
        ("sorry, ik bedoel Dronten", {"gemeente": "dronten"}),
        ("ik heb geen vof maar een bv", {"rechtsvorm": "bv"}),
    ],
)
def test_a_correction_gives_the_new_value(
    reader: FactReader, text: str, facts: dict[FactId, Value]
) -> None:
    assert reader.stated(text, TODAY) == facts


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


WORDS = [
    "ik",
    "heb",
    "een",
    "bv",
    "3",
    "12.500",
    "euro",
    ",",
    "?",
    "met",
    "sinds",
    "2031",
    "k",
    "²",
    "٣",
]
ANYTHING = st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(text=ANYTHING, today=st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_any_text_can_be_read_and_gives_values_of_the_fact(
    real: Content, reader: FactReader, text: str, today: date
) -> None:
    found = reader.stated(text, today)

    found |= {
        fact.id: value
        for fact in real.facts.values()
        if (value := reader.answer(fact, text, today)) is not None
    }

    for id, value in found.items():
        fact = real.facts[id]
        if isinstance(value, str):
            assert fact.choice(value)
        elif isinstance(value, Range):
            assert fact.kind is FactKind.NUMBER
            assert value.low >= 0
            assert value.high is None or value.low <= value.high


def test_facts_that_are_not_in_the_vocabulary_are_not_heard() -> None:
    assert FactReader(KNOWN).stated("ik ben een zzp'er in Urk met 3 medewerkers", TODAY) == {}


def test_the_same_sentence_always_says_the_same(reader: FactReader) -> None:
    text = "wij zijn een vof in Urk met 4 medewerkers"

    assert reader.stated(text, TODAY) == reader.stated(text.upper(), TODAY)
