"""All that is said on our own site can be said in plain messages that are not too long."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import load_content
from apps.settings import ROOT
from conversations.channels import Choice
from gateway.channels.writing import (
    Measure,
    as_gsm7,
    numbered,
    segments,
    split,
    utf16_units,
    with_link,
)

WORDS = load_content(ROOT / "data").channels.menu
URL = "https://www.example.org/regelingen/wbso?jaar=2026"
FAMILY = "👩‍👩‍👧"

# All kinds of signs, and often those that decide where to cut.
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n.?a👍é€")))


def choices(*titles: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"/{title}", title) for title in titles)


def paid(text: str) -> int:
    return segments(text).count


def test_a_text_that_fits_is_one_message() -> None:
    assert split("  Goedendag.\n\nWat wilt u weten?\n", 40) == ["Goedendag.\n\nWat wilt u weten?"]


@pytest.mark.parametrize("nothing", ["", " \n\n\t"])
def test_without_words_there_is_no_message(nothing: str) -> None:
    assert split(nothing, 10) == []


def test_a_blank_line_is_the_best_place_to_cut() -> None:
    text = "De eerste alinea. Die is kort.\n\nDe tweede alinea. Die is ook kort."

    assert split(text, 50) == [
        "De eerste alinea. Die is kort.",
        "De tweede alinea. Die is ook kort.",
    ]


def test_a_message_has_as_many_paragraphs_as_fit() -> None:
    assert split("Een.\n\nTwee.\n\nDrie.\n\nVier.", 17) == ["Een.\n\nTwee.", "Drie.\n\nVier."]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Dit is een zin. Dit is de tweede zin.", "Dit is een zin."),
        ("Past dit bij u? Dat weet u het best.", "Past dit bij u?"),
        ("Lees dit: “Zo werkt het.” Dan pas verder.", "Lees dit: “Zo werkt het.”"),
        ("Eerst dit\ndan dat en dan nog meer", "Eerst dit"),
        ("Het begon in 2026. Daarna kwam er meer bij.", "Het begon in 2026."),
    ],
)
def test_else_a_text_is_cut_where_a_sentence_ends(text: str, first: str) -> None:
    assert split(text, len(first) + 8)[0] == first


@pytest.mark.parametrize(
    "held",
    [
        "bijv. Urk",
        "o.a. Urk",
        "nr. 3",
        "art. 5",
        "dhr. Bakker",
        "J. Bakker",
        "J.P. Bakker",
        "(bijv. Urk)",
        "1.000 euro",
        "14.30 uur",
        "www.example.org is",
        "ja! zegt",
    ],
)
def test_a_full_stop_within_a_sentence_ends_nothing(held: str) -> None:
    text = f"Een zin. Dan komt {held} en daarna nog meer woorden."

    assert split(text, 20 + len(held))[0] == "Een zin."


def test_the_number_of_a_line_stays_before_its_title() -> None:
    text = "Kies maar.\n1. Wat is het\n2. Hoe vraag ik het aan"

    assert split(text, 30) == ["Kies maar.\n1. Wat is het", "2. Hoe vraag ik het aan"]


def test_a_long_sentence_is_cut_between_words() -> None:
    assert split("een zin zonder einde of begin", 14) == ["een zin zonder", "einde of begin"]


def test_an_amount_stays_with_its_sign() -> None:
    assert split("Het is €\u00a01.000 of meer", 12) == ["Het is", "€\u00a01.000 of", "meer"]


@pytest.mark.parametrize("before", ["Lees meer op ", "Lees.\nZie:", "(", "onafgebrokenwoord"])
def test_an_address_that_fits_is_never_cut(before: str) -> None:
    parts = split(f"{before}{URL} en bel ons als het niet lukt", len(URL) + 5)

    assert any(URL in part for part in parts)


def test_a_word_that_does_not_fit_is_cut_itself() -> None:
    assert split("arbeidsongeschiktheid", 8) == ["arbeidso", "ngeschik", "theid"]


@pytest.mark.parametrize(
    ("sign", "limit"),
    [("e\u0301", 3), ("👍🏽", 3), (FAMILY, 7), ("🇳🇱", 3), ("🇧🇪", 5), ("2️⃣", 4)],
)
def test_what_people_see_as_one_sign_is_never_cut(sign: str, limit: int) -> None:
    parts = split(sign * 6, limit)

    assert all(part == sign * (len(part) // len(sign)) for part in parts)
    assert "".join(parts) == sign * 6


def test_a_limit_can_be_in_other_units_than_characters() -> None:
    assert split("👍👍👍👍", 4, utf16_units) == ["👍👍", "👍👍"]
    assert split("a" * 400, 2, paid) == ["a" * 306, "a" * 94]


def test_a_sign_that_can_not_fit_goes_alone() -> None:
    assert split("a👍b", 1, utf16_units) == ["a", "👍", "b"]


@given(TEXTS, st.integers(2, 40), st.sampled_from([len, utf16_units]))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, limit: int, size: Measure) -> None:
    parts = split(text, limit, size)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part and size(part) <= limit for part in parts)


@given(TEXTS, TEXTS, st.integers(1, 3))
def test_no_sms_costs_more_than_was_said(text: str, more: str, limit: int) -> None:
    parts = split(f"{text * 30} {more * 60}", limit, paid)

    assert all(paid(part) <= limit for part in parts)


@given(TEXTS, TEXTS, st.integers(1, 200))
def test_a_longer_sms_never_costs_less(text: str, more: str, times: int) -> None:
    assert paid(text * times) <= paid(text * times + more)


@given(st.lists(st.from_regex(r"[a-zé.?]{1,9}", fullmatch=True)), st.integers(9, 60), st.data())
def test_words_stay_whole_and_in_order(words: list[str], limit: int, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=len(words)))
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False))

    assert [word for part in split(text, limit) for word in part.split()] == words


def test_choices_have_numbers() -> None:
    menu = numbered("Wat wilt u weten?", choices("Kosten", "Duur", "Iets"), WORDS, letters=False)

    assert menu == ("Wat wilt u weten?\n\n1. Kosten\n2. Duur\n3. Iets\nAntwoord met 1, 2 of 3.")


def test_where_a_number_is_an_answer_choices_have_letters() -> None:
    offered = choices("Niemand", "1 tot 9", "Meer")

    assert numbered("Hoeveel mensen?", offered, WORDS, letters=True) == (
        "Hoeveel mensen?\n\nA. Niemand\nB. 1 tot 9\nC. Meer\n"
        "Antwoord met A, B of C, of typ een getal."
    )


@pytest.mark.parametrize("letters", [True, False])
def test_a_single_choice_is_a_hint(letters: bool) -> None:
    menu = numbered("Hoeveel mensen?", choices("Weet ik niet"), WORDS, letters=letters)

    assert menu == "Hoeveel mensen?\n\nOf antwoord: Weet ik niet"


@pytest.mark.parametrize("letters", [True, False])
def test_titles_that_are_the_numbers_are_not_numbered_again(letters: bool) -> None:
    menu = numbered("Kies een cijfer.", choices(*"12345"), WORDS, letters=letters)

    assert menu == "Kies een cijfer.\n\nAntwoord met 1, 2, 3, 4 of 5."


def test_titles_that_begin_with_their_number_keep_it() -> None:
    menu = numbered("Hoe ging het?", choices("1: slecht", "2: goed"), WORDS, letters=False)

    assert menu == "Hoe ging het?\n\n1: slecht\n2: goed\nAntwoord met 1 of 2."


def test_other_numbers_as_titles_have_letters() -> None:
    menu = numbered("Welk jaar?", choices("2026", "2027"), WORDS, letters=False)

    assert menu == "Welk jaar?\n\nA. 2026\nB. 2027\nAntwoord met A of B."


def test_without_choices_a_text_is_only_itself() -> None:
    assert numbered("Goedendag.", (), WORDS, letters=False) == "Goedendag."


def test_choices_can_stand_without_a_text() -> None:
    menu = numbered("", choices("Ja", "Nee"), WORDS, letters=False)

    assert menu == "1. Ja\n2. Nee\nAntwoord met 1 of 2."


def test_a_file_stands_below_the_text_as_a_link() -> None:
    link = "Rapport: https://example.org/r.pdf"

    assert with_link("Klaar.", "Rapport", "https://example.org/r.pdf") == f"Klaar.\n\n{link}"
    assert with_link("", "Rapport", "https://example.org/r.pdf") == link


@pytest.mark.parametrize(
    ("text", "encoding", "units", "count"),
    [
        ("", "GSM-7", 0, 0),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        # 153 septets hold 76 pairs; the one that is left over can not take half a sign.
        ("€" * 153, "GSM-7", 306, 3),
        ("ë" * 70, "UCS-2", 70, 1),
        ("ë" * 71, "UCS-2", 71, 2),
        ("👍" * 35, "UCS-2", 70, 1),
        ("👍" * 67, "UCS-2", 134, 3),
        ("é à ö Ø ¿\n", "GSM-7", 10, 1),
    ],
)
def test_an_sms_is_paid_by_the_segment(text: str, encoding: str, units: int, count: int) -> None:
    counted = segments(text)

    assert (counted.encoding, counted.units, counted.count) == (encoding, units, count)


def test_signs_that_nobody_misses_make_no_sms_dear() -> None:
    dear = "“Zo’n subsidie” – € 1.000… voor 20 m² • gratis, cafe\u0301"

    cheap = as_gsm7(dear)

    assert cheap == '"Zo\'n subsidie" - € 1.000... voor 20 m2 - gratis, café'
    assert segments(cheap).encoding == "GSM-7"


def test_letters_and_emoji_stay_in_an_sms() -> None:
    assert as_gsm7("financiële hulp 👍") == "financiële hulp 👍"


@given(st.text(st.characters(categories=["Ll", "Lu", "Lo"])))
def test_no_letter_is_ever_replaced(text: str) -> None:
    assert as_gsm7(text) == unicodedata.normalize("NFC", text)
