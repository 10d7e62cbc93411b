"""Names are heard as people write them, and ordinary words are left alone."""

import re
from collections.abc import Iterator

import pytest

from advice.content import Content
from advice.names import Names, place_names, scheme_names, sector_names, spellings
from advice.schemes.catalogue import names_of


def heard(text: str, names: Names) -> set[str]:
    """Do what Rasa 3.6 does: lookup table and patterns without capitals, then synonyms."""
    values = {name: value for value, found in names.synonyms.items() for name in found}
    return {values.get(name.lower(), name) for name in _extracted(text, names)}


def _extracted(text: str, names: Names) -> Iterator[str]:
    lookup = "(\\b" + "\\b|\\b".join(map(re.escape, names.lookup)) + "\\b)"
    for pattern in (*names.patterns, lookup):
        yield from (found[0] for found in re.finditer(pattern, text, re.IGNORECASE))


@pytest.fixture(scope="module")
def schemes(real: Content) -> Names:
    return scheme_names(real.schemes)


def test_every_name_of_a_scheme_is_heard_as_that_scheme(real: Content, schemes: Names) -> None:
    for scheme in real.schemes:
        special = {s for name in scheme.aliases_in_context for s in spellings(name)}
        for name in names_of(scheme):
            if "(" not in name and name.casefold() not in special:
                assert heard(f"Vertel over {name}, graag", schemes) == {scheme.id}, name


def test_every_name_that_is_a_word_too_is_heard_in_capitals_and_beside_subsidie(
    real: Content, schemes: Names
) -> None:
    for scheme in real.schemes:
        for name in scheme.aliases_in_context:
            for text in (
                f"Ik las iets over {name.upper()}, klopt dat",
                f"wat is {name}?",
                f"hoe werkt {name}",
                f"hoeveel is de {name}",
                f"hoe vraag ik de {name} aan",
                f"hoe vraag ik {name} aan",
                f"kom ik in aanmerking voor {name} en hoeveel is dat",
                f"is er nog {name} subsidie",
                f"kan ik de regeling {name} nog krijgen",
                name,
            ):
                assert heard(text, schemes) == {scheme.id}, text


def test_a_scheme_we_have_no_answers_for_is_heard_as_unknown(real: Content, schemes: Names) -> None:
    for other in real.schemes.others:
        for name in other.aliases:
            assert heard(f"wat is de {name} precies?", schemes) == {"onbekend"}, name


@pytest.mark.parametrize(
    "text",
    [
        "dat is slim van u",
        "wat is slim om te doen?",
        "ik maak een grote stap voor mijn bedrijf",
        "leg het mij stap voor stap uit",
        "ik wil de stap naar een eigen zaak maken",
        "ik durf de stap te zetten",
        "ik rijd in een kia van de zaak",
        "mijn collega mia is ziek",
        "kan ik dat no risk doen?",
        "ik zoek een adviseur in Zeewolde",
    ],
)
def test_ordinary_words_are_no_scheme(text: str, schemes: Names) -> None:
    assert heard(text, schemes) == set()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("SLIM-scholingssubsidie", {"slim-scholingssubsidie"}),
        ("verschil tussen EIA en MIA", {"eia", "mia"}),
        ("Wat is de WBSO?", {"wbso"}),
        ("wbso of slim-regeling?", {"wbso", "slim-regeling"}),
        ("de slimsubsidie", {"slim-regeling"}),
        ("bmkb groen", {"bmkb-groen"}),
        ("glb-subsidie", {"onbekend"}),
        ("kan ik de mia terugkrijgen", {"mia"}),
    ],
)
def test_the_longest_name_counts(text: str, ids: set[str], schemes: Names) -> None:
    assert heard(text, schemes) == ids


def test_every_place_is_heard_as_its_municipality(real: Content) -> None:
    names = place_names(real.organisation)

    for municipality in real.organisation.municipalities:
        for place in (municipality.name, *municipality.places, *municipality.aliases):
            assert heard(f"ik zit in {place}!", names) == {municipality.id}, place


def test_every_line_of_business_is_heard(real: Content) -> None:
    names = sector_names(real.organisation)

    for sector in real.organisation.sectors:
        for word in sector.words:
            assert heard(f"ik heb een {word}", names) == {sector.id}, word
