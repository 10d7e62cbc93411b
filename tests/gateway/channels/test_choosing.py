"""What somebody types means one of the choices that were offered, or it is an answer of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import load_content
from apps.settings import ROOT
from conversations.channels import Choice
from gateway.channels.choosing import Command, chosen, command_in
from gateway.channels.writing import marks, numbered

TEXTS = load_content(ROOT / "data").channels


def choices(*titles: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"/{place}", title) for place, title in enumerate(titles, start=1))


THREE = choices("Wat kost het?", "Hoe vraag ik het aan?", "Een mens spreken")
RATING = choices("1: slecht", "2: matig", "3: gaat wel", "4: goed", "5: heel goed")

# Titles as we write them: words, that are no marks themselves.
TITLES = st.lists(
    st.from_regex(r"[A-Zé][a-zë]{3,12}( [a-zé0-9']{2,9}){1,3}[?!.]?", fullmatch=True),
    min_size=2,
    max_size=30,
    unique=True,
)


@pytest.mark.parametrize(
    "typed",
    [
        *("2", "2.", " 2 ", "2)", "(2)", "nummer 2", "Optie 2", "nr 2", "nr. 2", "keuze 2"),
        *("de tweede", "Tweede", "de 2e", "2de", "twee", "nummer twee", "de tweede optie"),
        *("2️⃣", "②", "2 graag", "optie 2, alstublieft", "antwoord 2", "Tweede."),
        *("Hoe vraag ik het aan?", "hoe vraag ik het aan", "HOE VRAAG IK HET AAN."),
    ],
)
def test_a_number_can_be_typed_in_many_ways(typed: str) -> None:
    assert chosen(typed, THREE, letters=False) == THREE[1]


@pytest.mark.parametrize("typed", ["de laatste", "laatste", "3", "derde", "een mens spreken"])
def test_the_last_choice_is_known_as_that(typed: str) -> None:
    assert chosen(typed, THREE, letters=False) == THREE[2]


@pytest.mark.parametrize("typed", ["b", "B.", "b)", "(B)", "optie b", "letter B", "de tweede"])
def test_a_letter_can_be_typed_in_many_ways(typed: str) -> None:
    assert chosen(typed, THREE, letters=True) == THREE[1]


@pytest.mark.parametrize("letters", [True, False])
@pytest.mark.parametrize(
    "typed",
    [
        *("2 en 3", "2 mensen", "twee dagen", "ik heb er 2", "2 of 3", "1,2", "2.5", "€ 2", "2%"),
        *("0", "4", "de vierde", "99", "d", "z", "", "...", "🤷", "nummer", "de", "optie optie"),
        *("ja", "wat kost het mij", "een mens", "ik wil een mens spreken", "1 mens spreken"),
    ],
)
def test_what_says_more_or_something_else_is_no_choice(typed: str, letters: bool) -> None:
    assert chosen(typed, THREE, letters=letters) is None


@pytest.mark.parametrize("typed", ["2", "2.", "twee", "nummer 2", "2e", "2️⃣"])
def test_where_a_number_is_an_answer_it_is_no_choice(typed: str) -> None:
    assert chosen(typed, THREE, letters=True) is None


@pytest.mark.parametrize("typed", ["b", "B."])
def test_where_choices_have_numbers_a_letter_is_none(typed: str) -> None:
    assert chosen(typed, THREE, letters=False) is None


@pytest.mark.parametrize("letters", [True, False])
@pytest.mark.parametrize("typed", ["4", "vier", "een 4", "cijfer 4", "goed", "4: goed", "4 goed"])
def test_a_rating_is_answered_by_its_number_or_words(typed: str, letters: bool) -> None:
    assert chosen(typed, RATING, letters=letters) == RATING[3]


def test_half_a_title_that_has_no_number_of_its_own_is_none() -> None:
    offered = choices("2: duizend", "1: honderd")

    assert chosen("duizend", offered, letters=False) is None


def test_numbers_as_titles_are_the_numbers_that_count() -> None:
    years = choices("2026", "2027", "1")

    assert chosen("2027", years, letters=False) == years[1]
    assert chosen("1", years, letters=True) == years[2]
    assert chosen("a", years, letters=False) == years[0]
    assert chosen("2", years, letters=False) is None


def test_the_tenth_is_known_too() -> None:
    ten = choices(*(f"Keuze {sign}" for sign in "abcdefghij"))

    assert {chosen(typed, ten, letters=False) for typed in ("10", "🔟", "tien")} == {ten[9]}


@pytest.mark.parametrize("typed", ["1", "eerste", "a", "de laatste"])
def test_a_single_choice_is_only_its_title(typed: str) -> None:
    single = choices("Weet ik niet")

    assert chosen(typed, single, letters=False) is None
    assert chosen("weet ik niet.", single, letters=False) == single[0]


@pytest.mark.parametrize("typed", ["boomsubsidei", "Boomsubsdie", "boomsubsiidie"])
def test_a_slip_in_a_long_word_is_forgiven(typed: str) -> None:
    offered = choices("Boomsubsidie", "Iets anders")

    assert chosen(typed, offered, letters=False) == offered[0]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("ik heb geen personeel", "Ik heb een personeel"),
        ("dat klopt niet", "Dat klopt"),
        ("onmogelijk", "Mogelijk"),
        ("meer dan 110", "Meer dan 100"),
        ("periode2026", "Periode2027"),
        ("dit wil ik", "Dit wel ik"),
    ],
)
def test_what_may_mean_the_opposite_is_no_slip(typed: str, title: str) -> None:
    assert chosen(typed, choices(title, "Iets anders"), letters=False) is None


def test_between_two_choices_nothing_is_guessed() -> None:
    offered = choices("Subsidie B", "Subsidié b.", "Leningen", "Leninger")

    assert chosen("subsidie b", offered, letters=False) is None
    assert chosen("leningem", offered, letters=False) is None
    assert chosen("Subsidié b.", offered, letters=False) == offered[1]


def test_where_nothing_was_offered_nothing_is_chosen() -> None:
    assert chosen("1", (), letters=False) is None
    assert chosen("de laatste", (), letters=True) is None


@given(st.text(), st.lists(st.text(), max_size=30), st.booleans())
def test_a_choice_was_always_offered(typed: str, titles: list[str], letters: bool) -> None:
    offered = choices(*titles)

    found = chosen(typed, offered, letters=letters)

    assert found is None or found in offered


@given(TITLES, st.booleans(), st.data())
def test_every_menu_is_answered_by_mark_and_title(
    titles: list[str], letters: bool, data: st.DataObject
) -> None:
    offered = choices(*titles)
    place = data.draw(st.integers(0, len(offered) - 1))
    mark = marks(offered, letters=letters)[place]

    menu = numbered("Kies.", offered, TEXTS.menu, letters=letters)

    assert f"{mark}. {offered[place].title}\n" in menu
    assert chosen(mark, offered, letters=letters) == offered[place]
    assert chosen(mark.lower(), offered, letters=letters) == offered[place]
    assert chosen(titles[place], offered, letters=letters) == offered[place]


@given(st.integers(0, 9999), TITLES)
def test_with_letters_a_number_is_never_a_choice(number: int, titles: list[str]) -> None:
    assert chosen(str(number), choices(*titles), letters=True) is None


@given(st.integers(2, 10), st.booleans(), st.data())
def test_a_rating_is_always_answered_by_its_number(
    best: int, letters: bool, data: st.DataObject
) -> None:
    offered = choices(*map(str, range(1, best + 1)))
    number = data.draw(st.integers(1, best))

    assert chosen(str(number), offered, letters=letters) == offered[number - 1]


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("STOP", Command.STOP),
        ("stop.", Command.STOP),
        (" Afmelden! ", Command.STOP),
        ("/stop", Command.STOP),
        ("unsubscribe", Command.STOP),
        ("Start", Command.START),
        ("VERWIJDER", Command.ERASE),
        ("verwijder mijn gegevens.", Command.ERASE),
        ("JA VERWIJDER", Command.ERASE_SURELY),
        ("Ja, verwijder.", Command.ERASE_SURELY),
    ],
)
def test_a_command_stands_alone(typed: str, command: Command) -> None:
    assert command_in(typed, TEXTS.commands) == command


@pytest.mark.parametrize(
    "typed",
    [
        *("stoppen", "ik wil stoppen", "stop ermee", "hoe stop ik mijn bedrijf?", "starten"),
        *("start campagne", "verwijderen", "ja", "nee verwijder", "", "...", "👍"),
    ],
)
def test_a_question_is_no_command(typed: str) -> None:
    assert command_in(typed, TEXTS.commands) is None


@given(st.from_regex(r"[\w ]*[a-z0-9é][\w ]*", fullmatch=True))
def test_what_is_typed_around_a_command_makes_it_a_message(around: str) -> None:
    assert command_in(f"{around} STOP", TEXTS.commands) is None
