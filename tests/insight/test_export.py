"""The files say what they hold, and every code in them has a name."""

import csv
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyarrow import parquet

from advice.content import Content
from conversations.scans import CountedScan
from insight.codes import codes
from insight.dictionary import dictionary
from insight.export import write_all, write_csv
from insight.figures import Row, figures
from insight.groups import Division
from insight.subjects import Kind
from tests.insight.counted import AFTER, QUARTER, scans
from tests.insight.strategies import crowds

NAMES = ["kwartaal", "indeling", "groep", "soort", "onderwerp", "waarde", "scanversie", "aantal"]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def rows(real: Content) -> list[Row]:
    answers = {"gemeente": "urk", "personeel_aantal": "4", "scan_plan": "in_hoofd"}
    return figures(QUARTER, scans(12, answers, levels={"geld": 2}), real)


@pytest.fixture
def written(real: Content, rows: list[Row], tmp_path: Path) -> Path:
    write_all(rows, tmp_path / "nieuw" / "cijfers", real, AFTER)
    return tmp_path / "nieuw" / "cijfers"


def test_the_figures_are_plain_csv(tmp_path: Path) -> None:
    row = Row("2026KW04", Division.SIZE, "2-10", Kind.THEME, "geld", "2", 1, 10)

    write_csv([row], tmp_path / "cijfers.csv")

    assert (tmp_path / "cijfers.csv").read_bytes() == (
        b"kwartaal,indeling,groep,soort,onderwerp,waarde,scanversie,aantal\n"
        b"2026KW04,bedrijfsgrootte,2-10,thema,geld,2,1,10\n"
    )


def test_both_forms_hold_the_same_figures(written: Path, rows: list[Row]) -> None:
    plain = table(written / "cijfers.csv")
    typed = parquet.read_table(written / "cijfers.parquet").to_pylist()

    assert len(plain) == len(rows) == 9
    assert [{name: str(value) for name, value in row.items()} for row in typed] == plain
    assert {type(row["aantal"]) for row in typed} == {int}


def test_the_typed_file_explains_itself(written: Path, real: Content) -> None:
    schema = parquet.read_schema(written / "cijfers.parquet")

    assert schema.names == NAMES
    for field in schema:
        described = field.metadata[b"description"].decode()
        assert described == dictionary().columns[field.name].meaning
    about = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert about["title"] == "De bedrijfsscan in cijfers, Flevoland"
    assert about["created"] == AFTER.astimezone(UTC).isoformat(timespec="seconds")
    assert "tientallen" in about["rounding"]
    assert about["owner"] == real.organisation.name


def test_without_figures_the_files_have_only_their_columns(real: Content, tmp_path: Path) -> None:
    write_all([], tmp_path, real, AFTER)

    assert (tmp_path / "cijfers.csv").read_text("utf-8") == ",".join(NAMES) + "\n"
    empty = parquet.read_table(tmp_path / "cijfers.parquet")
    assert (empty.num_rows, empty.schema.names) == (0, NAMES)


def test_the_dictionary_explains_every_column_with_its_type(written: Path) -> None:
    explained = table(written / "woordenboek.csv")
    schema = parquet.read_schema(written / "cijfers.parquet")

    assert [row["kolom"] for row in explained] == NAMES
    assert [row["type"] for row in explained] == [
        "geheel getal" if str(field.type) == "int32" else "tekst" for field in schema
    ]
    assert all(all(row.values()) for row in explained)


def test_the_codes_name_what_other_databases_know(written: Path) -> None:
    named = {
        (row["kolom"], row["onderwerp"], row["code"]): row for row in table(written / "codes.csv")
    }

    urk = named["groep", "", "GM0184"]
    assert (urk["naam"], urk["bron"]) == ("Urk", "CBS, Gemeentelijke indeling")
    assert named["groep", "", "2-10"]["naam"] == "2 tot en met 10"
    assert named["onderwerp", "", "scan_plan"]["naam"].startswith("Weet u waar uw bedrijf")
    assert named["waarde", "scan_plan", "weet_niet"]["naam"] == "Weet ik niet"
    assert named["waarde", "geld", "3"]["naam"] == "op orde"
    assert named["waarde", "geld", "3"]["scanversie"] == "1"
    assert named["waarde", "geld", "3"]["bron"] == "De bedrijfsscan, versie 1, Windesheim MKB Lab"


def test_every_municipality_we_ship_has_its_own_code(real: Content) -> None:
    assert {place.id: place.cbs for place in real.organisation.municipalities} == {
        "almere": "GM0034",
        "lelystad": "GM0995",
        "dronten": "GM0303",
        "noordoostpolder": "GM0171",
        "urk": "GM0184",
        "zeewolde": "GM0050",
    }


def test_no_code_is_listed_twice_or_without_a_name(real: Content) -> None:
    listed = [(one.column, one.version, one.subject, one.code) for one in codes(real)]

    assert len(listed) == len(set(listed))
    assert all(one.name and one.source for one in codes(real))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(crowd=crowds())
def test_every_code_in_the_figures_stands_in_the_list(
    real: Content, crowd: list[CountedScan]
) -> None:
    listed = {(one.column, one.version, one.subject, one.code) for one in codes(real)}

    for row in figures(QUARTER, crowd, real):
        assert ("indeling", 0, "", row.division) in listed
        assert ("groep", 0, "", row.group) in listed
        assert ("soort", 0, "", row.kind) in listed
        if row.kind is not Kind.BUSINESSES:
            assert ("onderwerp", row.version, "", row.subject) in listed
            assert ("waarde", row.version, row.subject, row.value) in listed
