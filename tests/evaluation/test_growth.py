"""A larger catalogue is made of schemes that are all different, and searched like the real one."""

import random
from datetime import date

from advice.content import load_content
from apps.settings import ROOT
from evaluation import growth


def test_copies_are_other_schemes_with_other_words() -> None:
    schemes = tuple(load_content(ROOT / "data").schemes)[:5]

    grown = growth.larger(schemes, 3, random.Random(0))

    assert grown[:5] == list(schemes)
    assert len({scheme.id for scheme in grown}) == 15
    assert len({scheme.answers.what for scheme in grown}) == 15


def test_the_search_is_measured_now_and_ten_times_as_large() -> None:
    content = load_content(ROOT / "data")

    now, later = growth.search(content, ["lening voor een bakkerij"], date(2026, 11, 24))

    assert later.schemes == 10 * now.schemes
    assert now.find_ms > 0
