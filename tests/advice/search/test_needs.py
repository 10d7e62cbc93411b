"""The need that a question is nearest to, by the words that both have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.search.needs import Near, Needs

WORDS = st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=4, unique=True)


def test_the_need_with_most_of_the_words_is_nearest() -> None:
    needs = Needs([("koelcel winkel", "zonnepaneel dak"), ("cursus lassen",)], str.split)

    assert needs.nearest(["dak", "zonnepaneel"]) == {0: Near("zonnepaneel dak", 1.0)}
    assert needs.nearest(["cursus", "dak", "lassen"]) == {
        0: Near("zonnepaneel dak", 1 / 4),
        1: Near("cursus lassen", 2 / 3),
    }


def test_without_a_common_word_no_need_is_near() -> None:
    needs = Needs([("koelcel winkel",), ()], str.split)

    assert needs.nearest(["dak"]) == {}
    assert needs.nearest([]) == {}
    assert Needs([], str.split).nearest(["dak"]) == {}


@given(st.lists(st.lists(WORDS.map(" ".join), max_size=4), max_size=5), WORDS)
def test_it_is_what_comparing_each_need_by_itself_would_give(
    needs: list[list[str]], asked: list[str]
) -> None:
    nearest = Needs(needs, str.split).nearest(asked)

    for at, each in enumerate(needs):
        shares = [
            len(set(need.split()) & set(asked)) / len(set(need.split()) | set(asked))
            for need in each
        ]
        best = max(shares, default=0.0)
        found = nearest.get(at)
        assert (found.share if found else 0.0) == pytest.approx(best)
