"""The test set is read as it is written, and what can not be right is told."""

from pathlib import Path

import pytest

from advice.content import load_content
from advice.schemes.scheme import Aspect
from apps.settings import ROOT
from conversations.messages import Kind, Meta
from evaluation.test_set import Accepted, BadTestSet, Case, Turn, read_test_set


def _read(folder: Path, text: str) -> tuple[Case, ...]:
    (folder / "namen.yml").write_text(text, "utf-8")
    return read_test_set(folder)


def test_a_sentence_has_the_answers_that_are_right(tmp_path: Path) -> None:
    (case,) = _read(tmp_path, "- {zin: wat is de kia, goed: [scheme/kia/wat, other]}")

    accepted = (Accepted(Kind.SCHEME, "kia", "wat"), Accepted(Kind.OTHER))
    assert case == Case("namen", (Turn("wat is de kia", accepted),))


def test_a_sentence_may_ask_for_several_answers(tmp_path: Path) -> None:
    (case,) = _read(tmp_path, "- {zin: kia en eia, alle: [scheme/kia, scheme/eia]}")

    assert case.turns[0].asks_all


def test_a_conversation_has_more_than_one_turn(tmp_path: Path) -> None:
    talk = "- gesprek:\n  - {zin: hoi, goed: [greeting]}\n  - {zin: dag, goed: [other]}"

    (case,) = _read(tmp_path, talk)

    assert [turn.text for turn in case.turns] == ["hoi", "dag"]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("{zin: hoi, goed: [regeling/kia]}", "'regeling' is not a valid Kind"),
        ("{zin: hoi, goed: [scheme/kia/wat/nog]}", "is not kind, kind/id or kind/id/aspect"),
        ("{zin: hoi, goed: [scheme/]}", "is not kind, kind/id or kind/id/aspect"),
        ("{zin: hoi, goed: []}", "no right answer"),
        ("{zin: hoi}", "exactly one of goed and alle"),
        ("{zin: hoi, goed: [other], alle: [other]}", "exactly one of goed and alle"),
        ("{zin: ' ', goed: [other]}", "an empty sentence"),
        ("{zin: hoi, goet: [other]}", "goet"),
        ("{gesprek: []}", "a conversation without sentences"),
        ("hoi", "Expected `object`, got `str`"),
    ],
)
def test_a_wrong_entry_is_named_with_its_file_and_number(
    tmp_path: Path, entry: str, why: str
) -> None:
    with pytest.raises(BadTestSet, match=r"namen\.yml, entry 2") as told:
        _read(tmp_path, f"- {{zin: dag, goed: [other]}}\n- {entry}")

    assert why in str(told.value)


def test_all_wrong_entries_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadTestSet) as told:
        _read(tmp_path, "- {zin: hoi}\n- {zin: dag}")

    assert len(str(told.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["- {zin: [", "zin: hoi", ""])
def test_a_file_that_is_no_list_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadTestSet, match=r"namen\.yml"):
        _read(tmp_path, text)


def test_a_folder_without_sentences_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadTestSet, match="no sentences"):
        read_test_set(tmp_path)


@pytest.mark.parametrize(
    ("accepted", "kind", "ids", "aspect", "fits"),
    [
        ("scheme/kia/wat", "scheme", ("kia",), "wat", True),
        ("scheme/kia/wat", "scheme", ("kia",), "hoeveel", False),
        ("scheme/kia", "scheme", ("kia",), "hoeveel", True),
        ("scheme/eia", "scheme", ("kia", "eia"), None, False),
        ("schemes/eia", "schemes", ("kia", "eia"), None, True),
        ("schemes", "schemes", ("kia",), None, True),
        ("eligibility/eia", "eligibility", ("kia", "eia"), None, True),
        ("eligibility/eia", "eligibility", (), None, False),
        ("eligibility", "eligibility", (), None, True),
        ("faq/lening", "faq", ("schulden",), None, False),
        ("faq", "scheme", ("kia",), "wat", False),
    ],
)
def test_an_answer_is_right_by_what_it_says_it_is(
    accepted: str, kind: str, ids: tuple[str, ...], aspect: str | None, fits: bool
) -> None:
    assert Accepted.read(accepted).fits(Meta(Kind(kind), ids, aspect)) is fits


def test_our_test_set_asks_only_for_answers_that_exist() -> None:
    content = load_content(ROOT / "data")
    schemes, aspects = {scheme.id for scheme in content.schemes}, {str(a) for a in Aspect}
    known = {
        Kind.SCHEME: schemes,
        Kind.SCHEMES: schemes,
        Kind.ELIGIBILITY: schemes,
        Kind.FAQ: set(content.faq),
    }
    answers = {
        answer
        for case in read_test_set(ROOT / "data" / "evaluation")
        for turn in case.turns
        for answer in turn.accepted
    }

    unknown = {str(a) for a in answers if a.id and a.id not in known.get(a.kind, set())}
    assert unknown == set()
    assert {str(a) for a in answers if a.aspect and a.aspect not in aspects} == set()
