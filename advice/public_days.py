"""The public holidays of a year, for who keeps the closing days."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import holidays
import msgspec
import yaml

from advice.closing_days import ClosingDay

_SENTENCES = Path(__file__).with_name("public_days.yml")
_YEAR = re.compile(r"20[2-9][0-9]|2100")


class YearUnknown(Exception):
    """Of this year no holidays are known; the text is one Dutch sentence."""


def missing_days(year: str, known: Iterable[ClosingDay]) -> tuple[ClosingDay, ...]:
    """Return the holidays of `year` (2020 to 2100) that are not `known`, all still unconfirmed.

    Raises `YearUnknown`.
    """
    if not _YEAR.fullmatch(year):
        raise YearUnknown(said("year_unknown", year=year))
    there = {closing_day.day for closing_day in known}
    names = holidays.country_holidays("NL", years=int(year), language="nl")
    return tuple(
        # It writes "Eerste kerstdag"; inside a sentence only "Eerste Kerstdag" looks right.
        ClosingDay(day, name.title(), confirmed=False)
        for day, name in sorted(names.items())
        if day not in there
    )


def as_yaml(days: Iterable[ClosingDay]) -> str:
    """Return `days` as lines for `sluitingsdagen.yml`."""
    items = msgspec.to_builtins(days, builtin_types=(date,))
    one_line_each = yaml.safe_dump(
        items, sort_keys=False, allow_unicode=True, default_flow_style=None, width=200
    )
    return one_line_each.rstrip()


def said(name: str, **values: object) -> str:
    """Return the sentence that `public_days.yml` has under `name`, with `values` filled in."""
    return _sentences()[name].format(**values)


@cache
def _sentences() -> dict[str, str]:
    return msgspec.convert(yaml.safe_load(_SENTENCES.read_text("utf-8")), dict[str, str])
