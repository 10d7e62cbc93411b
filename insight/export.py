"""Figures as files for other databases: CSV, Parquet, and what explains them."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple, fields

from advice.content import Content
from insight.codes import Code, codes
from insight.dictionary import dictionary
from insight.figures import Row

FIGURES_CSV, FIGURES_PARQUET = "cijfers.csv", "cijfers.parquet"
DICTIONARY, CODES = "woordenboek.csv", "codes.csv"


def write_all(rows: Sequence[Row], folder: Path, content: Content, at: datetime) -> None:
    """Write the four files into `folder`, made if needed; raise `OSError` when that can not be."""
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(rows, folder / FIGURES_CSV)
    write_parquet(rows, folder / FIGURES_PARQUET, content, at)
    write_dictionary(folder / DICTIONARY)
    write_codes(content, folder / CODES)


def write_csv(rows: Iterable[Row], path: Path) -> None:
    """Write the rows below a line with the names of the columns."""
    _write(path, _names(Row), map(astuple, rows))


def write_parquet(rows: Iterable[Row], path: Path, content: Content, at: datetime) -> None:
    """Write the rows typed: each column with its description, the file with title and owner.

    `at` is the moment of which the file says that it was made then.
    """
    # Big, and only needed here.
    import pyarrow as pa
    from pyarrow import parquet

    described = dictionary().columns
    schema = pa.schema(
        [
            pa.field(
                field.encode_name,
                pa.int32() if field.type is int else pa.string(),
                nullable=False,
                metadata={"description": described[field.encode_name].meaning},
            )
            for field in fields(Row)
        ],
        metadata=_about(content, at),
    )
    named = [dict(zip(schema.names, astuple(row), strict=True)) for row in rows]
    parquet.write_table(pa.Table.from_pylist(named, schema), path)


def write_dictionary(path: Path) -> None:
    """Write what each column means, its type, where its codes stand and who made those."""
    columns = dictionary().columns.items()
    rows = ((name, one.type, one.meaning, one.codes, one.source) for name, one in columns)
    _write(path, ("kolom", "type", "betekenis", "codes", "bron"), rows)


def write_codes(content: Content, path: Path) -> None:
    """Write the names of all codes."""
    _write(path, _names(Code), map(astuple, codes(content)))


def _about(content: Content, at: datetime) -> dict[str, str]:
    words = dictionary()
    return {
        "title": words.title.format(regio=content.organisation.region),
        "created": at.isoformat(timespec="seconds"),
        "rounding": words.rounding,
        "owner": content.organisation.name,
    }


def _names(kind: type[Struct]) -> list[str]:
    return [field.encode_name for field in fields(kind)]


def _write(path: Path, names: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a table as RFC 4180 has it, in UTF-8, but with bare line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(names)
        table.writerows(rows)
