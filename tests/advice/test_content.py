"""Content that is in order loads; any other content gives one clear sentence."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advice.complaint import complaint
from advice.content import Content, load_content
from advice.findings import ContentError
from advice.schemes.catalogue import names_of
from advice.schemes.scheme import Scheme
from tests.advice.folder import Folder

CHECK_WORDS: dict[str, object] = {
    "klopt": "Dit past:",
    "klopt_niet": "Dit past niet:",
    "onbekend": "Dit weten wij nog niet:",
    "zelf_nagaan": "Kijk dit zelf na:",
    "past_omdat": "past omdat",
}
SCHEME = "regelingen/boomsubsidie.yml"


def refusal(folder: Folder) -> str:
    with pytest.raises(ContentError) as refused:
        load_content(folder.path)
    return str(refused.value)


def test_content_in_order_loads(folder: Folder) -> None:
    content = load_content(folder.path)

    assert [scheme.id for scheme in content.schemes] == ["boomsubsidie"]
    assert content.faq["planten"].name == "Hoe plant ik een boom?"
    assert content.organisation.greeting == "Ik ben de digitale assistent van Team Groen."
    assert content.organisation.outage == "Het lukt nu niet. Bel 0320-123456."


def test_the_content_we_ship_is_in_order(real: Content) -> None:
    assert len(real.schemes) >= 15
    assert len(real.faq) >= 15


def test_broken_yaml_tells_file_and_line(folder: Folder) -> None:
    line = folder.replace(SCHEME, "status: open", "status: [open")

    told = refusal(folder)

    assert told.startswith(f"data/{SCHEME}, regel {line + 1}: ")
    assert "opmaak" in told


def test_an_unknown_key_tells_the_likely_one(folder: Folder) -> None:
    line = folder.replace(SCHEME, "korte_naam:", "kortenaam:")

    assert refusal(folder) == (
        f"data/{SCHEME}, regel {line}: de sleutel ‘kortenaam’ bestaat niet. Bedoelt u ‘korte_naam’?"
    )


def test_a_missing_aspect_tells_which(folder: Folder) -> None:
    folder.replace(SCHEME, "  let_op: Vraag het aan voordat u plant.\n", "")

    assert "de sleutel ‘let_op’ ontbreekt" in refusal(folder)


def test_a_value_outside_the_list_tells_the_list(folder: Folder) -> None:
    line = folder.replace(SCHEME, "status: open", "status: geopend")

    told = refusal(folder)

    assert told.startswith(f"data/{SCHEME}, regel {line}: ‘geopend’ kan hier niet.")
    assert "doorlopend" in told


def test_a_value_outside_a_list_inside_a_list_tells_that_list(folder: Folder) -> None:
    folder.replace(SCHEME, "soort: officieel", "soort: ambtelijk")

    assert "Kies uit: eigen, officieel, secundair." in refusal(folder)


def test_a_number_where_a_text_belongs_asks_for_quotes(folder: Folder) -> None:
    line = folder.replace(SCHEME, "datum: '2026'", "datum: 2026")

    told = refusal(folder)

    assert told.startswith(f"data/{SCHEME}, regel {line}: ‘datum’ moet een tekst zijn.")
    assert "aanhalingstekens" in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("korte_naam: Boomsubsidie", f"korte_naam: {'lang ' * 9}", "er passen 40 tekens"),
        ("wat: U plant", "hoe: U plant", "de sleutel ‘hoe’ bestaat niet"),
        ("naam: Bomenloket", "naam: ''", "‘naam’ is leeg"),
        ("url: https://", "url: www.", "‘url’ heeft niet de goede vorm"),
        ("gecontroleerd_op: '2026-11-01'", "gecontroleerd_op: 1 nov", "‘gecontroleerd_op’"),
        ("gecontroleerd_op: '2026-11-01'", "gecontroleerd_op: 2026-02-30", "opmaak"),
        ("status: open", "status: open\nstatus: gesloten", "‘status’ staat er twee keer"),
        ("id: boomsubsidie", "id: bomensubsidie", "maar het bestand heet ‘boomsubsidie.yml’"),
        ("alternatieven: []", "alternatieven: [geen-idee]", "geen regeling met de id ‘geen-idee’"),
        ("- bomen-geld", "- Struikenfonds", "de naam ‘struikenfonds’ staat ook bij boomsubsidie"),
        ("- bomen-geld", "- tuinman", "‘tuinman’ staat ook bij boomsubsidie"),
        ("- bomen-geld", "- onbekend", "staat ook bij onbekend"),
        ("  url: https://bomen.example.org/subsidie\n", "", "er staat geen bron bij"),
    ],
)
def test_each_mistake_in_a_scheme_has_its_sentence(
    folder: Folder, old: str, new: str, told: str
) -> None:
    folder.replace(SCHEME, old, new)

    assert told in refusal(folder)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"knoppen": [{"titel": "Meer", "regeling": "weg"}]}, "geen regeling met de id ‘weg’"),
        ({"knoppen": [{"titel": "Meer", "faq": "weg"}]}, "geen vraag met de id ‘weg’"),
        ({"knoppen": [{"titel": "Meer", "knop": "weg"}]}, "staat geen ‘weg’"),
        ({"knoppen": [{"titel": "Meer"}]}, "precies één doel"),
        ({"knoppen": [{"titel": "Meer", "knop": "ask_human", "mens": True}]}, "precies één doel"),
        ({"knoppen": [{"titel": "Meer", "faq": "planten", "mens": True}]}, "precies één doel"),
        ({"antwoord": "Mail naar {mail}."}, "‘{mail}’ kan niet worden ingevuld"),
        ({"bronnen": []}, "‘bronnen’ is leeg"),
    ],
)
def test_each_mistake_in_a_question_has_its_sentence(
    folder: Folder, changes: dict[str, object], told: str
) -> None:
    folder.question(**changes)

    assert told in refusal(folder)


def test_a_name_of_two_schemes_is_told_at_its_line(folder: Folder) -> None:
    folder.scheme("struiken", aliassen=["struiken", "Bomen geld"])

    assert refusal(folder) == (
        "data/regelingen/struiken.yml, regel 6: de naam ‘Bomen geld’ staat ook bij boomsubsidie. "
        "Haal hem op een van de twee plekken weg."
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"aspecten": {"wat": "Wat?"}}, "geen tekst voor de knop ‘voor_wie’"),
        ({"vragen": {"regeling_hoe": {"zonder_naam": "Hoe"}}}, "‘regeling_hoe’ is geen vraag"),
        ({"regelingen_eerst": ["weg"]}, "geen regeling met de id ‘weg’"),
        (
            {"toets": {**CHECK_WORDS, "uitkomsten": {}}},
            "geen tekst voor de uitkomst ‘past_waarschijnlijk’",
        ),
    ],
)
def test_each_mistake_in_the_buttons_has_its_sentence(
    folder: Folder, changes: dict[str, object], told: str
) -> None:
    folder.change("knoppen.yml", **changes)

    assert told in refusal(folder)


@pytest.mark.parametrize(
    ("file", "key", "without", "told"),
    [
        ("scan/toestemming.yml", "gevraagd", 0, "bij ‘gevraagd’ ontbreekt ‘advies’"),
        ("scan/toestemming.yml", "gevraagd", 1, "bij ‘gevraagd’ ontbreekt ‘cijfers’"),
        ("scan/vervolg.yml", "stappen", "bezig", "bij ‘stappen’ ontbreekt ‘bezig’"),
    ],
)
def test_what_the_program_counts_on_in_the_scan_must_be_there(
    folder: Folder, file: str, key: str, without: int | str, told: str
) -> None:
    kept = yaml.safe_load((folder.path / file).read_text("utf-8"))[key]
    del kept[without]
    folder.change(file, **{key: kept})

    assert told in refusal(folder)


def test_a_missing_file_is_told(folder: Folder) -> None:
    (folder.path / "organisatie.yml").unlink()

    assert refusal(folder) == "data/organisatie.yml: dit bestand ontbreekt. Zet het terug."


def test_an_empty_file_is_told(folder: Folder) -> None:
    folder.write("talen.yml", "# nog niets\n")

    assert "dit bestand is leeg" in refusal(folder)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"id: \x00\x01", b"", b"[", b"a: &b *b", b"{}"])
def test_any_rubbish_gives_a_sentence_and_never_another_error(folder: Folder, raw: bytes) -> None:
    (folder.path / SCHEME).write_bytes(raw)

    assert refusal(folder).startswith(f"data/{SCHEME}")


def test_all_broken_files_are_told_of_at_once(folder: Folder) -> None:
    folder.write(SCHEME, "[")
    folder.write("faq/planten.yml", "[")

    with pytest.raises(ContentError) as refused:
        load_content(folder.path)

    assert [found.file for found in refused.value.findings] == [
        f"data/{SCHEME}",
        "data/faq/planten.yml",
    ]


@given(st.text())
def test_a_complaint_we_do_not_know_is_still_a_complaint(message: str) -> None:
    assert complaint(message, Scheme).code


def test_every_name_finds_its_own_scheme(real: Content) -> None:
    for scheme in real.schemes:
        for name in names_of(scheme):
            assert real.schemes.named(name) is scheme
            assert real.schemes.named(name.upper()) is scheme
