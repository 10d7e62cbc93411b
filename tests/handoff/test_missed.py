"""What was missed becomes a list without people, in which each sentence stands once."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.missed import LONGEST, Missed, Said, as_shown, key_of, missed

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def said(*texts: str) -> list[Said]:
    """Return texts of which each was said a day before the one before it."""
    return [Said(text, 1, NOW - timedelta(days=at)) for at, text in enumerate(texts)]


def test_the_same_sentence_stands_once_with_its_count() -> None:
    lines = missed(said("Een windmolen?", "een  WINDMOLEN?", "iets met bijen"), (), 10)

    assert lines == (
        Missed("Een windmolen?", 2, 2026, 48),
        Missed("iets met bijen", 1, 2026, 47),
    )


def test_sentences_that_differ_only_in_whose_they_are_stand_once() -> None:
    lines = missed(said("bel mij op 0320-123456", "bel mij op 0320-123457"), (), 10)

    assert [(line.sentence, line.times) for line in lines] == [("bel mij op [telefoonnummer]", 2)]


def test_the_week_is_that_of_the_netherlands() -> None:
    sunday_evening_in_utc = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    (line,) = missed([Said("iets met bijen", 1, sunday_evening_in_utc)], (), 10)

    assert (line.year, line.week) == (2026, 48)


@pytest.mark.parametrize("text", ["12345", "?!", " ", "x" * (LONGEST + 1), "x" * 3_000])
def test_what_is_no_sentence_is_left_out(text: str) -> None:
    assert as_shown(text) is None


def test_what_was_handled_is_left_out_and_leaves_its_place_to_the_next() -> None:
    lines = missed(said("een", "twee", "drie", "vier"), {key_of("Twee")}, 2)

    assert [line.sentence for line in lines] == ["een", "drie"]


@given(st.text(max_size=220))
def test_a_sentence_as_shown_stays_as_it_is(text: str) -> None:
    shown = as_shown(text)

    assert shown is None or as_shown(shown) == shown
