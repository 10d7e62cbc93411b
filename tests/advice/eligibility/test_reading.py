"""What people type about their firm is read as facts; what is no fact teaches nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.eligibility.fact import FactId, FactKind, Range, Value
from advice.eligibility.reading import FactReader
from tests.advice.eligibility.small import KNOWN, TODAY

exactly = Range.exactly


@pytest.fixture(scope="module")
def reader(real: Content) -> FactReader:
    return FactReader(real.facts)


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
